"""The medium that carried a quote: agencies, outlets and sites named in or around its frame."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from lagebild.language.media import Medium, find_medium, strong_forms, weak_forms
from lagebild.recognise.quotes.draft import Draft
from lagebild.recognise.quotes.spans import Chars, inside, overlap
from lagebild.recognise.quotes.view import View

_SITE = re.compile(
    r"\b[A-Za-zÄÖÜäöü][\w-]{1,40}\.(?:by|de|com|ru|net|org|am|az|ge|ua|at|ch|tv|info)\b"
)
_SHORT = 3
_DEFINITE = frozenset(("der", "die", "das", "dem", "des", "the"))
_ARTICLES = frozenset(("der", "die", "das", "dem", "den", "the", "ein", "eine", "einer", "einem"))
_TRIM = "„“”\"»«‚‘’' "
_WORD = re.compile(r"\w+")
_ENDINGS = ("en", "er")
_FORMS = strong_forms() | weak_forms()
_LENGTHS = {  # of the longest form that begins with a word
    m.group(): len(f) for f in sorted(_FORMS, key=len) if (m := _WORD.search(f))
}
_REMEMBERED = 50_000  # words
_LONGEST = max(len(re.findall(r"\w+|[^\w\s]", form)) for form in _FORMS)


@dataclass(frozen=True)
class Carrier:
    """A medium named in the text. `name` is the one records carry, None for unnamed media."""

    start: int
    end: int
    name: str | None
    kind: str


def find_carriers(view: View) -> list[Carrier]:
    """All media of a text, in text order, longer ones before those inside them."""
    named = [*_known(view), *_sites(view)]
    described = [
        c
        for c in _described(view)
        if not any(overlap((c.start, c.end), (k.start, k.end)) for k in named)
    ]
    found = sorted([*named, *described], key=lambda c: (c.start, -c.end))
    kept: list[Carrier] = []
    for carrier in found:
        if kept and carrier.start < kept[-1].end:
            continue
        before = view.text[max(0, carrier.start - 4) : carrier.start].lower().split()
        definite = bool(before) and before[-1] in _DEFINITE
        if carrier.name is None and carrier.kind in ("agency", "outlet") and definite:
            earlier = (k.name for k in reversed(kept) if k.kind == carrier.kind and k.name)
            carrier = replace(carrier, name=next(earlier, None))
        kept.append(carrier)
    return kept


def _known(view: View) -> list[Carrier]:
    """Forms of the table of media; weak ones only beside a word that says so."""
    parse = view.parse
    found = []
    starts, ends = parse.starts, parse.ends
    known = {word: most for word in set(parse.form) if (most := _longest_from(word))}
    for first, word in enumerate(parse.form):
        if word not in known or ends[first] <= starts[first]:
            continue
        most = known[word]
        for length in range(_longest_here(view, first, most), 0, -1):
            end = ends[first + length - 1]
            form = view.text[starts[first] : end]
            if len(form) > most + 1 and (_is_even(form) or len(" ".join(form.split())) > most + 1):
                continue
            medium = _medium_named(form)
            if medium and form in weak_forms() and not _beside_medium_word(view, first):
                medium = None
            if medium is not None and _is_medium_here(view, first, medium):
                found.append(Carrier(starts[first], end, medium.name, medium.kind))
                break
    return found


def _longest_here(view: View, first: int, most: int) -> int:
    """How many words from a place on may make up a form that is so long."""
    ends, start = view.parse.ends, view.parse.starts[first]
    longest = min(_LONGEST, len(ends) - first)
    if not _is_even(view.text[start : ends[first + longest - 1]]):
        return longest
    return min(longest, bisect_right(ends, start + most + 1) - first)


@lru_cache(maxsize=_REMEMBERED)
def _longest_from(word: str) -> int:
    """The length of the longest form that begins with a word, or 0."""
    most = _LENGTHS.get(word, 0)
    if word.endswith(_ENDINGS):
        return max(most, _LENGTHS.get(_uninflected(word), -1) + 1)
    return most


def _is_even(form: str) -> bool:
    """Whether words have single spaces between them and nothing else; in doubt false."""
    return form.isprintable() and "  " not in form


@lru_cache(maxsize=_REMEMBERED)
def _medium_named(form: str) -> Medium | None:
    return find_medium(form, weak=True) or find_medium(_uninflected(form))


def _uninflected(form: str) -> str:
    """A name without the ending of its adjective ("Süddeutschen Zeitung")."""
    first, space, rest = form.partition(" ")
    return first[:-1] + space + rest if first.endswith(_ENDINGS) else form


def _is_medium_here(view: View, word: int, medium: Medium) -> bool:
    return medium.kind != "distributor" or view.parse.upos[word] == "PROPN"


def _beside_medium_word(view: View, word: int) -> bool:
    """Whether "laut", "Zeitung" or a quotation mark after one of them stands before a name."""
    before = word - 1
    while before >= 0 and view.parse.form[before] in (
        "„",
        '"',
        "»",
        "“",
        "der",
        "die",
        "das",
        "dem",
    ):
        before -= 1
    if before < 0 or view.sentence(before) != view.sentence(word):
        return False
    form = view.parse.form[before]
    return view.lower(before) in ("laut", "gegenüber", "zufolge") or (
        view.lexicon.media_kind(form) is not None
    )


def _described(view: View) -> list[Carrier]:
    """Phrases headed by a noun for a medium: "die Zeitung X", "russisches Staatsfernsehen"."""
    if not view.parse.tagged:
        return []
    found = []
    for word, upos in enumerate(view.parse.upos):
        if upos not in ("NOUN", "PROPN"):
            continue
        kind = view.lexicon.media_kind(view.parse.form[word])
        if kind is None:
            continue
        start, end = view.phrase(word)
        lead = [w for w in view.parse.words_in(start, end) if w < word]
        if any(view.parse.xpos[w] == "PPOSAT" for w in lead):
            continue
        for first in lead:
            if view.parse.upos[first] not in ("DET", "ADV", "ADP"):
                break
            start = view.squeeze(view.parse.ends[first], end)[0]
        found.append(Carrier(start, end, _name_in(view, word, start, end, kind), kind))
    return found


def _name_in(view: View, head: int, start: int, end: int, kind: str) -> str | None:
    """The proper name inside a described medium: the table's, or the words after the noun."""
    rest = view.text[view.parse.ends[head] : end].strip(_TRIM)
    medium = find_medium(rest, weak=True) or find_medium(view.text[start:end].strip(_TRIM))
    if medium:
        return medium.name
    for word in view.parse.words_in(start, end):
        medium = find_medium(view.parse.form[word], weak=True)
        if medium and view.parse.upos[word] in ("PROPN", "X", "NOUN") and word != head:
            return medium.name
    if kind == "press":
        return None
    if rest[:1].isupper():
        return rest
    if view.parse.upos[head] == "PROPN":
        return view.parse.form[head]
    described = view.text[start : view.parse.ends[head]].strip(_TRIM)
    return described if " " in described else None


def _sites(view: View) -> list[Carrier]:
    found = []
    for match in _SITE.finditer(view.text):
        medium = find_medium(match.group())
        name = medium.name if medium else match.group()
        found.append(Carrier(match.start(), match.end(), name, "outlet"))
    return found


def carrier_of(
    view: View, draft: Draft, carriers: Sequence[Carrier], others: Sequence[Draft]
) -> Carrier | None:
    """The medium of a quote: named in its frame or roles, or in a frame around the quote."""
    roles = _roles(draft)
    carriers = [
        c
        for c in _among(carriers, [*draft.frame, *roles, *(f for o in others for f in o.frame)])
        if draft.rule == "quotes.source" or c.kind != "press"
    ]
    speaking = [c for c in carriers if any(_is_role(view, c, role) for role in roles)]
    if speaking:
        return next((c for c in speaking if c.name), speaking[0])
    beside = [c for c in carriers if not inside((c.start, c.end), roles)]
    own = _in_spans(draft.frame, draft.spans, beside)
    if own is not None:
        return own
    for other in others:
        if other is draft or not other.frame:
            continue
        covers = other.start <= draft.start and draft.end <= other.end
        within = bool(draft.frame) and inside(other.frame[0], draft.frame)
        if covers or within:
            found = _in_spans(other.frame, draft.spans, beside)
            if found is not None:
                return found
    return None


def _among(carriers: Sequence[Carrier], spans: Sequence[Chars]) -> list[Carrier]:
    """The carriers (in text order) that lie within one of the spans."""
    starts = [c.start for c in carriers]
    found = {i for s, e in spans for i in range(bisect_left(starts, s), bisect_left(starts, e))}
    return [carriers[i] for i in sorted(found)]


def with_whole_medium(draft: Draft, carriers: Sequence[Carrier]) -> Draft:
    """A speaker that stops right before the medium it names is grown over it."""
    if draft.speaker is None:
        return draft
    start, end = draft.speaker
    for carrier in carriers:
        cut = start <= carrier.start < end < carrier.end
        if cut or (0 <= carrier.start - end <= 1 and end - start > _SHORT):
            return replace(draft, speaker=(start, carrier.end))
    return draft


def _is_role(view: View, carrier: Carrier, role: Chars) -> bool:
    """Whether a medium is who speaks or is spoken to, and not somebody's employer.

    Only words for what media publish may stand before it ("Angaben von X").
    """
    if not inside((carrier.start, carrier.end), [role]):
        return False
    before = view.text[role[0] : carrier.start].replace("-", " ").split()
    nouns = [w.strip(_TRIM) for w in before if w.strip(_TRIM)[:1].isupper()]
    return all(
        view.lexicon.media_kind(w) or view.lexicon.noun(w, w) or w.lower() in _ARTICLES
        for w in nouns
    )


def _roles(draft: Draft) -> tuple[Chars, ...]:
    return tuple(span for span in (draft.speaker, draft.addressee) if span)


def _in_spans(
    spans: Sequence[Chars], content: Sequence[Chars], carriers: Sequence[Carrier]
) -> Carrier | None:
    named = [
        c
        for c in carriers
        if inside((c.start, c.end), spans)
        and not any(overlap((c.start, c.end), piece) for piece in content)
    ]
    return next((c for c in named if c.name), named[0] if named else None)
