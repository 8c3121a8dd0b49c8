"""Whose a noun is: its genitives and "von" phrases."""

from lagebild.parse.record import Parse
from lagebild.recognise.events.trees.genitives import is_name_before, is_whole_name_behind
from lagebild.recognise.events.trees.tree import case_of, children, preposition

ONE_DEED = ("ung", "ion", "nahme")  # endings of nouns of action that stand for one
OWNING = ("von", "of", "'s", "’s", "'")


def owners(parse: Parse, noun: int) -> list[int]:
    """The genitives and von-phrases of a noun, in text order."""
    found = [
        child
        for child in parse.children[noun]
        if parse.upos[child] != "ADJ" and _is_owner(parse, noun, child)
    ]
    if parse.language != "de":
        return found
    return [
        c for c in found if not (_is_far(parse, noun, c, found) or _is_enclosed(parse, noun, c))
    ]


def _is_far(parse: Parse, noun: int, child: int, found: list[int]) -> bool:
    """ "der Rückzug der Partei aus der Regierung von X": X belongs to the government."""
    between = [c for c in found if noun < c < child]
    if preposition(parse, child) != "von" or not between:
        return False
    if any(parse.form[c].endswith(ONE_DEED) and not preposition(parse, c) for c in between):
        return True  # "die Bedingung der Stationierung von Truppen": they are stationed
    first = next(iter(children(parse, child, "case")), child)
    return any(
        noun < c < first and preposition(parse, c) and c not in found for c in parse.children[noun]
    )


def _is_enclosed(parse: Parse, noun: int, child: int) -> bool:
    """ "die Kritik an einem von den Nachbarn geschlossenen Vertrag": the neighbours' is the treaty.

    An article or preposition before the phrase opens that of a noun behind it.
    """
    if child < noun or preposition(parse, child) != "von":
        return False
    first = min(children(parse, child, "case"), default=child)
    return any(
        parse.heads[w] > child and parse.deprel[w] in ("det", "case")
        for w in range(noun + 1, first)
    )


def _is_owner(parse: Parse, noun: int, child: int) -> bool:
    relation, case = parse.deprel[child], preposition(parse, child)
    if relation == "nmod:poss" or (relation in ("nmod", "obl") and case in OWNING):
        return True
    if case or relation not in ("nmod", "flat", "appos", "dep", "compound"):
        return False
    grammatical = case_of(parse, child)
    if child == noun - 1:
        return parse.upos[child] == "PROPN" and grammatical == "Gen"
    if relation == "nmod" and is_name_before(parse, noun, child):
        return True
    if relation in ("nmod", "appos") and is_whole_name_behind(parse, noun, child):
        return True
    if relation == "nmod":
        return grammatical in ("Gen", None)
    return relation in ("flat", "appos") and grammatical == "Gen"
