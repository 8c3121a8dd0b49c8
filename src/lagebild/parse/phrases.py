"""Names that begin with an adjective ("die Vereinigten Staaten"), from a table, and persons' names
behind their country ("Russlands Putin")."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from lagebild.language.states import state_named
from lagebild.language.tables import load_table
from lagebild.parse.names import Span

_SCORE = 0.9
_PERSON, _PLACE = "PER", "LOC"
_REMEMBERED = 50_000
_ENDINGS = ("es", "er", "en", "em", "e", "")
_ERAS = frozenset({"Chr.", "Chr"})


@cache
def _phrases() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Phrases by their first word, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for row in load_table("de", "name_phrases"):
        words = tuple(row["lemmas"].split())
        found.setdefault(words[0], []).append((words, row["label"]))
    return {first: sorted(items, key=lambda item: -len(item[0])) for first, items in found.items()}


def with_phrases(
    forms: Sequence[str], lemmas: Sequence[str], first: Sequence[int], spans: Sequence[Span]
) -> list[Span]:
    """The spans with the table's phrases in place of what they overlap inside them.

    A phrase inside a longer name is left alone. "Chr." of a year ("v. Chr.") is no name.
    """
    spans = [part for s in spans if forms[s.first] not in _ERAS for part in _owned(forms, s)]
    borders = set(first)
    for word, form in enumerate(forms):
        if not form[:1].isupper():
            continue
        match = _match(word, forms, lemmas, borders)
        if match is None:
            continue
        last, label = match
        touching = [s for s in spans if s.first < last and s.last > word]
        if any(s.first < word or s.last > last for s in touching):
            continue
        spans = [s for s in spans if s not in touching]
        spans.append(Span(word, last, label, _SCORE))
    return sorted(spans, key=lambda span: (span.first, -span.last))


def _owned(forms: Sequence[str], span: Span) -> tuple[Span, ...]:
    """ "Russlands Putin": the country and the person's name, each for itself."""
    owner, name = forms[span.first], forms[span.first + 1 : span.last]
    apart = span.label == _PERSON and name and owner.endswith("s") and state_named(owner)
    if not apart or state_named(" ".join(name)):
        return (span,)
    second = span.first + 1
    country = Span(span.first, second, _PLACE, span.score)
    return country, Span(second, span.last, _PERSON, span.score)


def _match(
    word: int, forms: Sequence[str], lemmas: Sequence[str], borders: set[int]
) -> tuple[int, str] | None:
    for phrase, label in _beginning_with(forms[word]):
        last = word + len(phrase)
        if last <= len(forms) and not borders.intersection(range(word + 1, last)):
            rest = zip(phrase[1:], range(word + 1, last), strict=True)
            if all(_is(part, forms[place].lower(), lemmas[place]) for part, place in rest):
                return last, label
    return None


@lru_cache(maxsize=_REMEMBERED)
def _beginning_with(form: str) -> tuple[tuple[tuple[str, ...], str], ...]:
    """The phrases whose first word a form may be, by the ending that it takes off."""
    lower = form.lower()
    stems = (lower.removesuffix(ending) for ending in _ENDINGS if lower.endswith(ending))
    return tuple(found for stem in stems for found in _phrases().get(stem, ()))


def _is(part: str, form: str, lemma: str) -> bool:
    if form == part or lemma.lower() == part:
        return True
    return any(form == part + ending for ending in (*_ENDINGS, "s", "n"))
