"""A small bar chart as SVG: events by month (or year), cooperation above conflict."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from html import escape
from typing import Any

from lagebild.show.tables import CONFLICT

MOST_BARS, FEWEST_BARS = 120, 12
HEIGHT, WIDTH = 100, 1000


def event_chart(rows: Sequence[Mapping[str, Any]], names: Mapping[str, str]) -> str:
    """The chart of events with a date as precise as a month; empty where there are fewer than two.

    `names` holds the words for the chart's title and its two kinds.
    """
    precise = [row for row in rows if _is_precise(row["day_first"], row["day_last"])]
    if len(precise) < 2:
        return ""
    by_year = _months([row["day_first"] for row in precise]) > MOST_BARS
    counts = Counter((_slot(row["day_first"], by_year), row["type"] in CONFLICT) for row in precise)
    first = min(slot for slot, _ in counts)
    bars = max(slot for slot, _ in counts) - first + 1
    places = max(bars, FEWEST_BARS)
    most = max(counts[s, True] + counts[s, False] for s, _ in counts)
    drawn = [
        _bar(slot - first, places, counts[slot, False], counts[slot, True], most)
        for slot in sorted({slot for slot, _ in counts})
    ]
    title = escape(names["chart_years" if by_year else "chart"])
    about = escape(_describe(counts, names))
    return (
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT + 16}" preserveAspectRatio="none" role="img" '
        f'aria-label="{title}: {about}"><title>{title}: {about}</title>'
        f'<line class="axis" x1="0" x2="{WIDTH}" y1="{HEIGHT}" y2="{HEIGHT}"/>'
        f"{''.join(drawn)}</svg>"
        f'<p class="soft">{title}, {_name(first, by_year)}–{_name(first + bars - 1, by_year)}: '
        f"{about}</p>"
    )


def _is_precise(first: date | None, last: date | None) -> bool:
    return first is not None and last is not None and (last - first).days <= 31


def _months(days: Sequence[date]) -> int:
    return _slot(max(days), False) - _slot(min(days), False)


def _slot(day: date, by_year: bool) -> int:
    return day.year if by_year else day.year * 12 + day.month - 1


def _name(slot: int, by_year: bool) -> str:
    return str(slot) if by_year else f"{slot // 12}-{slot % 12 + 1:02d}"


def _bar(place: int, bars: int, good: int, bad: int, most: int) -> str:
    step = WIDTH / bars
    x, width = place * step + step * 0.1, step * 0.8
    good_height, bad_height = good / most * HEIGHT, bad / most * HEIGHT
    return _box("bad", x, HEIGHT - bad_height, width, bad_height) + _box(
        "good", x, HEIGHT - bad_height - good_height, width, good_height
    )


def _box(kind: str, x: float, y: float, width: float, height: float) -> str:
    if not height:
        return ""
    place = f'x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"'
    return f'<rect class="{kind}" {place}/>'


def _describe(counts: Counter[tuple[int, bool]], names: Mapping[str, str]) -> str:
    good = sum(number for (_, bad), number in counts.items() if not bad)
    return f"{good} {names['cooperation']}, {counts.total() - good} {names['conflict']}"
