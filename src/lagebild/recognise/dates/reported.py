"""Acts that only a clause of content tells ("Am Freitag wurde bekannt, dass Rebellen das Dorf
überfallen hatten"): the day is that on which it was said, the act was before."""

from lagebild.parse.record import Parse
from lagebild.recognise.dates.clause import clause_of
from lagebild.recognise.dates.dated import path_up
from lagebild.records import EventDate

_AUXILIARY = ("aux", "aux:pass")
_PARTICIPLES = ("VVPP", "VBN")
_DONE = ("worden", "hat", "haben", "habe", "hätte", "hätten", "been", "has", "have", "had")


def is_reported(parse: Parse, day: EventDate, word: int) -> bool:
    """Whether a day of the word's own sentence is that of the words that tell of it as past."""
    content = _content_of(parse, word)
    if content is None or day.start is None or not _is_over(parse, clause_of(parse, word)):
        return False
    expression = parse.words_in(day.start, day.end or day.start + 1)
    return not any(content in path_up(parse, w) for w in expression)


def _content_of(parse: Parse, word: int) -> int | None:
    """The predicate of the clause of content that a word stands in, or None."""
    for node in path_up(parse, clause_of(parse, word)):
        if parse.deprel[node] == "ccomp":
            return node
        if parse.deprel[node] != "conj":
            return None
    return None


def _is_over(parse: Parse, clause: int) -> bool:
    """Whether a predicate is told as past, in the indicative or as somebody's words."""
    helpers = [c for c in parse.children[clause] if parse.deprel[c] in _AUXILIARY]
    if parse.xpos[clause] in _PARTICIPLES:
        forms = {parse.form[c].lower() for c in helpers}
        return bool(forms & set(_DONE)) or any(parse.feat(c, "Tense") == "Past" for c in helpers)
    return parse.feat(clause, "Tense") == "Past" and parse.feat(clause, "VerbForm") == "Fin"
