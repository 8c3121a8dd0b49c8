"""Expressions that stand inside of a noun's phrase and date that alone, wherever a parse hangs
them: "den am Montag verurteilten General", "das Ergebnis der Wahl vom 12. Juni"."""

import re

from lagebild.parse.record import Parse
from lagebild.recognise.dates.clause import clause_of, is_said
from lagebild.recognise.dates.dated import belongs_to_noun
from lagebild.recognise.dates.lexicon import lexicon
from lagebild.records import Date


def may_date(parse: Parse, found: Date, trigger: int) -> bool:
    """Whether an expression that may stand inside of a phrase can date a trigger outside of it."""
    return (
        _is_free_of_attribute(parse, found, trigger)
        and _is_free_of_noun(parse, found, trigger)
        and not is_of_call(parse, found, trigger)
    )


def dates_attribute(parse: Parse, found: Date, trigger: int) -> bool:
    """Whether an expression dates the trigger as the participle that it opens the phrase of."""
    noun = _noun_behind(parse, found)
    return noun is not None and trigger in _participles(parse, found, noun)


def opens_attribute(parse: Parse, found: Date) -> bool:
    """Whether an expression dates a participle before a noun, which is none of what appeared."""
    noun = _noun_behind(parse, found)
    return noun is not None and not _has_appeared(parse, _participles(parse, found, noun))


def _has_appeared(parse: Parse, participles: list[int]) -> bool:
    appeared = tuple(lexicon(parse.language).guards.get("appeared", frozenset()))
    return any(parse.form[p].lower().startswith(appeared) for p in participles)


def _is_free_of_attribute(parse: Parse, found: Date, trigger: int) -> bool:
    noun = _noun_behind(parse, found)
    if noun is None or trigger == noun:
        return True
    participles = _participles(parse, found, noun)
    if trigger in participles:
        return True
    if not _has_appeared(parse, participles):
        return False
    cases = {parse.form[c].lower() for c in parse.children[noun] if parse.deprel[c] == "case"}
    return not cases & _ACCORDING or is_said(parse, clause_of(parse, trigger))


_ACCORDING = {"laut", "nach", "gemäß", "zufolge"}


def _noun_behind(parse: Parse, found: Date) -> int | None:
    """The noun whose article stands right before an expression ("den am Montag verurteilten
    General"), if a participle stands between."""
    opening = _ARTICLE.search(parse.text, max(0, found.start - _BEFORE), found.start)
    if opening is None:
        return None
    words = parse.words_in(opening.start(1), opening.end(1))
    inside = parse.words_in(found.start, found.end)
    if not len(words) or not len(inside):
        return None
    noun = parse.heads[words[0]]
    plain = parse.upos[words[0]] == "DET" and noun > inside[-1]
    return noun if plain and _participles(parse, found, noun) else None


_BEFORE = 40
_ARTICLE = re.compile(
    r"\b(der|die|das|dem|den|des|eine?|eine[mnrs]|diese[mnrs]?|seine?|seine[mnrs]|ihre?|ihre[mnrs])"
    r"\s+(?:(?:erst|noch|schon|bereits|am|im|in|seit|für|vor|zum|ende|anfang|mitte)\s+)*\Z",
    re.IGNORECASE,
)


def _participles(parse: Parse, found: Date, noun: int) -> list[int]:
    last = parse.words_in(found.start, found.end)[-1]
    return [
        c
        for c in parse.children[noun]
        if last < c < noun and parse.deprel[c] == "amod" and _PARTICIPLE.search(parse.form[c])
    ]


_PARTICIPLE = re.compile(r"(?:t|en)e[mnrs]?$")


def _is_free_of_noun(parse: Parse, found: Date, trigger: int) -> bool:
    """Whether no "vom" joins an expression to a noun of which the verb says something."""
    if parse.upos[trigger] != "VERB" or not belongs_to_noun(parse, found):
        return True
    first = parse.words_in(found.start, found.end)[0]
    noun = next((w for w in range(first - 1, -1, -1) if parse.upos[w] in _NOUNS), None)
    if noun is None:
        return True
    cases = {parse.form[c].lower() for c in parse.children[noun] if parse.deprel[c] == "case"}
    return bool(cases & _OCCASION)


_NOUNS = ("NOUN", "PROPN")
_OCCASION = {"bei", "während", "durch", "in", "auf"}


def is_of_call(parse: Parse, found: Date, trigger: int) -> bool:
    """Whether an expression right behind what is called for says when that shall be ("hatte zu
    einer Kundgebung am Samstag aufgerufen")."""
    if parse.lemma[trigger] not in _CALLS:
        return False
    opening = parse.sentence_starts[parse.sentence_of[trigger]]
    return _RIGHT_BEHIND.search(parse.text, opening, found.start) is not None


_CALLS = ("aufrufen", "einladen", "mobilisieren")
_RIGHT_BEHIND = re.compile(
    r"\b(?:zu[mr]?|für)\s(?:(?!am\b)[\wäöüß-]+\s){0,3}[A-ZÄÖÜ][\w-]+\s(?:am|für)(?:\s[\w]+en)?\s\Z"
)
