"""Who does a passive act, where the parse hung the phrase with "von" on another noun."""

from lagebild.language.nouns import actor_noun
from lagebild.parse.record import Parse
from lagebild.recognise.events.trees.tree import children, own_subject, preposition

WITH_VON = ("der", "dem", "den", "einem", "einer")


def hung_on_subject(parse: Parse, word: int) -> list[int]:
    """ "Ein Besuch war von der Junta abgelehnt worden": no genitive has "von" and an article."""
    own, helpers = own_subject(parse, word), children(parse, word, "aux:pass", "aux")
    if parse.language != "de" or own is None or parse.upos[own] != "NOUN" or not helpers:
        return []
    if not helpers[0] < own < word:
        return []  # before the verb it may belong to the subject
    return [
        child
        for child in children(parse, own, "nmod")
        if own < child < word and preposition(parse, child) == "von"
        if any(parse.form[c].lower() in WITH_VON for c in children(parse, child, "det"))
    ]


def before_participle(parse: Parse, word: int) -> list[int]:
    """ "wurde vor dem Flughafen in Bagdad von Truppen beschossen", hung on the town."""
    by = word - 1
    if parse.language != "de" or preposition(parse, by) != "von" or parse.upos[by] != "NOUN":
        return []
    above = parse.heads[by]
    placed = 0 <= above < by and parse.upos[above] == "PROPN" and preposition(parse, above) == "in"
    return [by] if placed and by in parse.subtree(word) else []


def is_body_behind(parse: Parse, phrase: int, by: int) -> bool:
    """ "wurde mit Urteil vom Mai vom Gericht verboten": a body is no part of the phrase before it.

    Not where it is only where a way begins ("auf dem Weg vom Gericht zum Hotel").
    """
    noun = actor_noun(parse.form[by], "de") if parse.language == "de" else None
    if noun is None or noun.kind != "body" or preposition(parse, by) != "von":
        return False
    told = any(parse.form[c].lower() in WITH_VON for c in children(parse, by, "det"))
    ways = (c for c in children(parse, phrase, "nmod", "obl") if c > by)
    return told and not any(preposition(parse, c) in ("zu", "nach", "bis") for c in ways)
