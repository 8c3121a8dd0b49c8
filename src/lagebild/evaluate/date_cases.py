"""Scoring the German cases of Recognizers-Text, whose conventions differ from TIMEX3.

Mapped before comparing, for every case alike: leading prepositions and articles count for neither
extent; a partial date is compared as the text alone tells it (XXXX-08-26), a relative one as seen
from the reference date; the two ends of a range are joined to (a,b,P..); a duration behind "in" or
"vor" is the day it leads to. Cases of other kinds than dates (clock times, durations, frequencies)
are counted apart.
"""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lagebild.evaluate.date_sets import Document, Expression
from lagebild.parse import parse
from lagebild.recognise.dates import find_dates
from lagebild.recognise.dates.calendar import Partial, partial, shift, shift_days
from lagebild.recognise.dates.iso import moved_by
from lagebild.recognise.dates.meaning import Meaning, read_meaning
from lagebild.records import Article, Date, Published

DATE_KINDS = ("date", "daterange", "holiday")
_LEAD = re.compile(
    r"(?:am|an|den|dem|der|das|die|des|ab|bis|zum|seit|vor|nach|im|in|vom|von|zwischen|"
    r"für|dieser|immer|gegen|zur)\s+"
)
_RANGE = re.compile(r"\s*(?:bis(?: zum)?|-|–|und(?: dem)?)\s*(?:den |dem )?")
_SETTLED = ("before", "after", "same")
_PARTIAL = ("monthday", "month", "day", "weekday", "season", "holiday")


@dataclass(frozen=True)
class CaseScore:
    """How many specifications of a kind have the right extent, and the right value too."""

    name: str
    extent: int
    right: int
    total: int


def score_cases(documents: Sequence[Document]) -> Iterator[CaseScore]:
    """Scores over the date specifications, over the others, and by file; () without documents."""
    rows: dict[str, list[tuple[bool, bool]]] = {}
    for document in documents:
        answers = list(case_answers(document))
        for want in document.expressions:
            dated = want.type in DATE_KINDS
            verdict = _verdict(document.text, want, answers)
            for name in (
                ("date specifications", f"  {document.group}") if dated else ("other kinds",)
            ):
                rows.setdefault(name, []).append(verdict)
    for name, verdicts in sorted(rows.items(), key=lambda r: (r[0].startswith(" "), r[0])):
        extent, right = (sum(v[i] for v in verdicts) for i in (0, 1))
        yield CaseScore(name, extent, right, len(verdicts))


def _verdict(text: str, want: Expression, answers: Sequence[Expression]) -> tuple[bool, bool]:
    extent = _core(text, want)
    same = [a for a in answers if _core(text, a) == extent]
    value = want.value
    return bool(same), any(not value or a.value == value for a in same)


def _core(text: str, found: Expression) -> tuple[int, int]:
    """The extent without leading prepositions and articles, and without a final stop or blank."""
    start = found.start
    while match := _LEAD.match(text.lower(), start, found.end):
        start = match.end()
    piece = text[start : found.end].rstrip(" .")
    return start, start + len(piece)


def case_answers(document: Document) -> Iterator[Expression]:
    """What Lagebild finds in a case, in the set's own conventions."""
    text = document.text
    parsed = parse(text, "de")
    known = find_dates(_article(text, document.published), parsed)
    bare = {d.start: d for d in find_dates(_article(text, ""), parsed)}
    single = [_single(text, d, bare.get(d.start), document.published) for d in known]
    yield from single
    joined = list(_joined(text, single))
    yield from joined
    single = sorted([*joined, *single], key=lambda e: (e.start, -e.end))
    for first, second in _neighbours(single):
        if _RANGE.fullmatch(text[first.end : second.start].lower()):
            yield Expression(first.start, second.end, "daterange", _range_value(first, second))


_JOIN = re.compile(r"\s*(?:vom|im|am|in|zwischen dem)?\s+")


def _joined(text: str, found: Sequence[Expression]) -> Iterator[Expression]:
    """ "nächstes Jahr im Sommer" is one specification there."""
    for first, second in itertools.pairwise(found):
        if _JOIN.fullmatch(text[first.end : second.start].lower()):
            yield Expression(first.start, second.end, second.type, second.value)


def _neighbours(found: Sequence[Expression]) -> Iterator[tuple[Expression, Expression]]:
    for first in found:
        yield from ((first, second) for second in found if 0 < second.start - first.end < 12)


def _article(text: str, published: str) -> Article:
    known = Published(value=published, basis="metadata") if published else None
    return Article(
        id="case", title=None, outlet=None, authors=(), published=known, language="de",
        url=None, text=text, parts=(),
    )  # fmt: skip


def _is_partial(meaning: Meaning) -> bool:
    """Whether the set gives the value as the words alone tell it."""
    if meaning.direction in _SETTLED or meaning.direction.startswith("year"):
        return False
    return meaning.kind in _PARTIAL


def _single(text: str, found: Date, bare: Date | None, published: str) -> Expression:
    value = found.value
    meaning = read_meaning(bare.rule.rpartition(" ")[2]) if bare and bare.basis == "open" else None
    told = found.basis == "context" and meaning and meaning.kind != "monthday"
    if bare and meaning and not told and _is_partial(meaning):
        value = "XXXX" if meaning.kind == "holiday" and bare.value == "XXXX" else bare.value
    anchor = partial(published) if published else None
    if found.type == "DURATION" and anchor:
        lead = text[: found.start].rstrip().rpartition(" ")[2].lower()
        sign = {"in": 1, "vor": -1}.get(lead)
        value = (moved_by(found.value, anchor, sign) or value).partition("/")[0] if sign else value
        if sign and found.value.endswith("W"):
            days = f"P{7 * int(found.value[1:-1])}D" if found.value[1:-1].isdigit() else ""
            value = moved_by(days, anchor, sign) or value
    span = _span_of(found, anchor) if anchor else None
    return Expression(found.start, found.end, found.type, span or value)


_AHEAD = re.compile(r"(?:die |den |der )?(?:nächst|kommend|folgend)")
_BEHIND = re.compile(r"(?:die |den |der )?(?:letzt|vergangen|vorig)")


def _span_of(found: Date, anchor: Partial) -> str | None:
    """ "nächsten 3 Tage" and "Rest der Woche" are spans of days there."""
    today = anchor.to_date()
    if today is None:
        return None
    if found.rule == "rest" and "-W" in found.value:
        left = 7 - today.isoweekday()
        last = shift_days(today, left)
        return f"({today.isoformat()},{last.isoformat() if last else ''},P{left}D)"
    number, unit = found.value[1:-1], found.value[-1:]
    if found.type != "DURATION" or not number.isdigit() or unit not in "DWMY":
        return None
    text = found.text.lower()
    sign = 1 if _AHEAD.match(text) else -1 if _BEHIND.match(text) else 0
    first = shift(anchor, "D", 1) if sign > 0 else anchor
    other = shift(first, unit, sign * int(number)) if first and sign else None
    if not first or not other:
        return None
    low, high = sorted((first.iso(), other.iso()))
    return f"({low},{high},{found.value})"


def _range_value(first: Expression, second: Expression) -> str:
    low, high = first.value, second.value
    if low.isdigit() and high.isdigit() and len(low) == len(high) == 4:
        return f"({low}-01-01,{high}-01-01,P{int(high) - int(low)}Y)"
    if low.startswith("XXXX-WXX-") and high.startswith("XXXX-WXX-"):
        return f"({low},{high},P{(int(high[-1]) - int(low[-1])) % 7}D)"
    one, two = partial(low.replace("XXXX", "2017")), partial(high.replace("XXXX", "2017"))
    if one and two and one.to_date() and two.to_date():
        days = (two.to_date() - one.to_date()).days  # type: ignore[operator]
        return f"({low},{high},P{days}D)"
    return f"({low},{high})"
