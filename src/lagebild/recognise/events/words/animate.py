"""Slots that only somebody can fill: who is arrested or investigated, though no table knows him."""

from collections.abc import Mapping
from functools import cache

from lagebild.language.tables import load_table
from lagebild.language.word_sets import word_set
from lagebild.parse.record import Parse
from lagebild.recognise.events.trees.tree import children
from lagebild.recognise.events.words.cues import Cue

NOBODY = ("unbekannt",)
NOUNS = ("NOUN", "PROPN")
SHAPES = word_set("animate", "shapes")
THINGS = word_set("animate", "things")
"""Nouns that have such a shape and name nobody."""


@cache
def _slots(language: str) -> Mapping[tuple[str, str], tuple[tuple[str, str], ...]]:
    """By lemma and slot the types of events (none: any) and which words alone are sure."""
    found: dict[tuple[str, str], tuple[tuple[str, str], ...]] = {}
    for row in load_table(language, "events_animate"):
        for lemma in row["lemmas"].split("|"):
            key = (lemma, row["slot"])
            found[key] = (*found.get(key, ()), (row["types"], row["names"]))
    return found


def stands_for_somebody(parse: Parse, word: int, cue: Cue, slot: str) -> bool:
    """Whether a German noun or name of unknown kind is a participant by where it stands.

    "Kern" in "Kern wurde festgenommen", "Röster" in "ermittelte gegen drei Röster".
    """
    if parse.language != "de" or parse.upos[word] not in NOUNS:
        return False
    if not parse.form[word][:1].isupper() or parse.form[word].lower() in NOBODY:
        return False
    if slot == "s" and (parse.upos[word] != "PROPN" or word > parse.heads[word]):
        return False  # "und verlangten Gerechtigkeit"
    return any(
        (not types or cue.type in types.split()) and _is_sure(parse, word, which)
        for types, which in _slots("de").get((cue.lemma, slot), ())
    )


def _is_sure(parse: Parse, word: int, which: str) -> bool:
    if which == "names":
        return parse.deprel[word] != "obj" and not children(parse, word, "det")
    return which != "persons" or has_shape_of_person(parse, word)


def has_shape_of_person(parse: Parse, word: int) -> bool:
    """ "Gärtner", "Sprengmeisterinnen", "die Beteiligten": what forms words for people."""
    lemma = parse.lemma[word].lower()
    return parse.upos[word] == "NOUN" and not lemma.endswith(THINGS) and lemma.endswith(SHAPES)
