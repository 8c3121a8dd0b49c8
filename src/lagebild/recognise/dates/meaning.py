"""What an expression means, apart from when it was said: turned into a TIMEX3 value by `settle`.

A meaning that could not be settled is written into the record's `rule` and settled later, when the
publication date becomes known.
"""

from dataclasses import dataclass, replace
from datetime import date

from lagebild.recognise.dates import calendar as cal
from lagebild.recognise.dates.calendar import Partial

BACK, FORWARD, NEAR, SAME, STRICT_BACK, STRICT_FORWARD, RATHER_BACK, RATHER_FORWARD = (
    "back", "forward", "near", "same", "before", "after", "rather-back", "rather-forward",
)  # fmt: skip
ONWARD = "onward"
_BIAS = 3
_MIDWEEK = 3
_TURN_OF_YEAR = 10
_SEPARATOR = ";"


@dataclass(frozen=True)
class Meaning:
    """`kind` and `arg` say what is meant, `direction` where to look from the anchor date.

    kind: fixed (arg is the value), shift ("D-1"), monthday ("08-26"), month ("08"), day ("15"),
    season ("SU"), weekday ("3"), weekdayweek ("-1:3"), weekend, holiday (rule), part (a period of
    the anchor: "Q3", "H1"). `anchor`: published or told. `part`: what follows the day ("TEV").
    """

    kind: str
    arg: str = ""
    direction: str = NEAR
    anchor: str = "published"
    part: str = ""

    def code(self) -> str:
        """The meaning as one line without blanks, to be kept in a record."""
        return _SEPARATOR.join((self.kind, self.arg, self.direction, self.anchor, self.part))

    def facing(self, direction: str) -> "Meaning":
        """The same meaning with another direction."""
        return replace(self, direction=direction)


def read_meaning(code: str) -> Meaning | None:
    """The meaning that `Meaning.code` wrote, or None."""
    pieces = code.split(_SEPARATOR)
    return Meaning(*pieces) if len(pieces) == 5 else None


def settle(meaning: Meaning, anchor: Partial | None) -> str | None:
    """The TIMEX3 value seen from the anchor date; None where the anchor does not suffice."""
    if meaning.kind == "fixed":
        return meaning.arg + meaning.part
    if anchor is None:
        return None
    if meaning.direction == ONWARD:
        anchor, meaning = _onward(meaning, anchor), meaning.facing(SAME)
    if meaning.direction.startswith("year"):
        year = anchor.year + int(meaning.direction[4:])
        anchor, meaning = Partial(year, anchor.month), meaning.facing(SAME)
    value = _SETTLERS[meaning.kind](meaning, anchor)
    return value + meaning.part if value else None


def _onward(meaning: Meaning, anchor: Partial) -> Partial:
    """In a tale January follows December: a month far before the last one is of the next year."""
    if meaning.kind not in ("month", "monthday") or not anchor.month:
        return anchor
    turns = anchor.month - int(meaning.arg[:2]) >= _TURN_OF_YEAR
    return Partial(anchor.year + 1, anchor.month) if turns else anchor


def open_value(meaning: Meaning) -> str:
    """The value as far as the expression alone tells it ("XXXX-08-26")."""
    arg = meaning.arg
    unit = arg.rstrip("+-0123456789")
    shifts = {
        "D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX",
        "H": "XXXX-HX", "Y": "XXXX", "DE": "XXX", "CE": "XX",
    }  # fmt: skip
    forms = {
        "fixed": arg, "shift": shifts.get(unit, "XXXX"), "monthday": f"XXXX-{arg}",
        "month": f"XXXX-{arg}", "day": f"XXXX-XX-{arg}", "season": f"XXXX-{arg}",
        "weekday": f"XXXX-WXX-{arg}", "weekdayweek": f"XXXX-WXX-{arg[-1:]}",
        "weekend": "XXXX-WXX-WE", "part": f"XXXX-{arg}", "holiday": _open_holiday(arg),
    }  # fmt: skip
    return forms[meaning.kind] + meaning.part


def _open_holiday(rule: str) -> str:
    return f"XXXX-{rule}" if rule[:2].isdigit() else "XXXX"


def _shift(meaning: Meaning, anchor: Partial) -> str | None:
    unit = meaning.arg.rstrip("+-0123456789")
    steps = int(meaning.arg[len(unit) :])
    moved = cal.shift(anchor, "W" if unit == "WE" else unit, steps)
    return cal.unit_value(moved, unit) if moved else None


def _choose(options: list[tuple[int, str]], direction: str) -> str | None:
    """The value whose distance (in days or months) from the anchor fits the direction best."""
    if direction in (BACK, STRICT_BACK):
        options = [o for o in options if o[0] < 0 or (o[0] == 0 and direction == BACK)]
    elif direction in (FORWARD, STRICT_FORWARD):
        options = [o for o in options if o[0] > 0 or (o[0] == 0 and direction == FORWARD)]
    against = {RATHER_BACK: 1, RATHER_FORWARD: -1}.get(direction, 0)

    def cost(option: tuple[int, str]) -> tuple[int, int]:
        distance = option[0]
        return abs(distance) * (_BIAS if distance * against > 0 else 1), distance

    return min(options, key=cost)[1] if options else None


def _monthday(meaning: Meaning, anchor: Partial) -> str | None:
    month, day = (int(n) for n in meaning.arg.split("-"))
    if meaning.direction == SAME:
        found = Partial(anchor.year, month, day)
        return found.iso() if cal.valid(anchor.year, month, day) else None
    base = _known_enough(anchor, month)
    if base is None:
        same = _in_known_year(meaning, anchor, month) and cal.valid(anchor.year, month, day)
        return Partial(anchor.year, month, day).iso() if same else None
    options = []
    for year in range(anchor.year - 4, anchor.year + 5):
        if cal.valid(year, month, day):
            options.append(((date(year, month, day) - base).days, Partial(year, month, day).iso()))
    return _choose(options, meaning.direction)


def _in_known_year(meaning: Meaning, anchor: Partial, month: int) -> bool:
    """Whether a month lies in the anchor's year where nothing but that year is known.

    Around the turn of the year it may as well be the one before or after: that is left open.
    """
    if anchor.month:
        return False
    if meaning.direction in (FORWARD, STRICT_FORWARD, RATHER_FORWARD):
        return month > 3
    return meaning.direction != STRICT_BACK and month < 11


def _known_enough(anchor: Partial, month: int) -> date | None:
    """A day to measure from: a month is enough where the other month is another one or the same."""
    if not anchor.month:
        return None
    if anchor.day:
        return anchor.to_date()
    return date(anchor.year, anchor.month, 28 if month <= anchor.month else 1)


def _month(meaning: Meaning, anchor: Partial) -> str | None:
    month = int(meaning.arg)
    if meaning.direction == SAME:
        return Partial(anchor.year, month).iso()
    if not anchor.month:
        same = _in_known_year(meaning, anchor, month)
        return Partial(anchor.year, month).iso() if same else None
    options = [
        (12 * step + month - anchor.month, Partial(anchor.year + step, month).iso())
        for step in (-1, 0, 1)
    ]
    return _choose(options, meaning.direction)


def _day(meaning: Meaning, anchor: Partial) -> str | None:
    """The day of a month: in the anchor's month or, by direction, the one before or after it."""
    if not anchor.month:
        return None
    day = int(meaning.arg)
    base = anchor.to_date() or date(anchor.year, anchor.month, 15)
    if meaning.direction == SAME:
        good = cal.valid(anchor.year, anchor.month, day)
        return Partial(anchor.year, anchor.month, day).iso() if good else None
    options = []
    for step in (-2, -1, 0, 1, 2):
        month = cal.shift(Partial(anchor.year, anchor.month), "M", step)
        if month and cal.valid(month.year, month.month, day):
            found = Partial(month.year, month.month, day)
            options.append(((date(found.year, found.month, day) - base).days, found.iso()))
    return _choose(options, meaning.direction)


def _season(meaning: Meaning, anchor: Partial) -> str | None:
    if meaning.direction == SAME or not anchor.month:
        return f"{anchor.year:04d}-{meaning.arg}" if meaning.direction == SAME else None
    first, last = cal.SEASON_MONTHS[meaning.arg]
    options = [
        (
            _season_distance(12 * step + first - anchor.month, (last - first) % 12),
            f"{anchor.year + step:04d}-{meaning.arg}",
        )
        for step in _steps(anchor)
    ]
    return _choose(options, meaning.direction)


def _steps(anchor: Partial) -> list[int]:
    """The years beside the anchor's own that the calendar has, as steps."""
    return [step for step in (-1, 0, 1) if cal.valid(anchor.year + step)]


def _season_distance(begins: int, length: int) -> int:
    """Months from now to the nearest month of a season that begins in so many months."""
    if begins > 0:
        return begins
    return 0 if begins + length >= 0 else begins + length


def _weekday(meaning: Meaning, anchor: Partial) -> str | None:
    base = anchor.to_date()
    if base is None:
        return None
    ahead = (int(meaning.arg) - base.isoweekday()) % 7
    if meaning.direction == "week":
        return _iso_day(base, int(meaning.arg) - base.isoweekday())
    steps = [ahead - 14, ahead - 7, ahead, ahead + 7]
    chosen = _choose([(s, str(s)) for s in steps], meaning.direction)
    return _iso_day(base, int(chosen)) if chosen else None


def _iso_day(base: date, days: int) -> str | None:
    moved = cal.shift_days(base, days)
    return moved.isoformat() if moved else None


def _weekdayweek(meaning: Meaning, anchor: Partial) -> str | None:
    base = anchor.to_date()
    weeks, weekday = (int(n) for n in meaning.arg.split(":"))
    return _iso_day(base, 7 * weeks + weekday - base.isoweekday()) if base else None


def _weekend(meaning: Meaning, anchor: Partial) -> str | None:
    base = anchor.to_date()
    if base is None:
        return None
    early = meaning.direction == NEAR and base.isoweekday() <= _MIDWEEK
    backward = early or (meaning.direction in (BACK, STRICT_BACK) and base.isoweekday() < 6)
    moved = cal.shift_days(base, -7 if backward else 0)
    return f"{cal.week_value(moved)}-WE" if moved else None


def _holiday(meaning: Meaning, anchor: Partial) -> str | None:
    if meaning.direction == SAME:
        found = cal.holiday(meaning.arg, anchor.year)
        return found.isoformat() if found else None
    base = anchor.to_date()
    if base is None:
        return None
    days = [cal.holiday(meaning.arg, anchor.year + step) for step in (-1, 0, 1)]
    return _choose([((d - base).days, d.isoformat()) for d in days if d], meaning.direction)


def _part(meaning: Meaning, anchor: Partial) -> str | None:
    """A numbered part of a year: the anchor's year, by direction the one before or after it."""
    if meaning.direction == SAME or not anchor.month:
        return f"{anchor.year:04d}-{meaning.arg}" if meaning.direction == SAME else None
    size = 3 if meaning.arg[0] == "Q" else 6
    begins = (int(meaning.arg[1:]) - 1) * size + 1
    options = [
        (
            _season_distance(12 * step + begins - anchor.month, size - 1),
            f"{anchor.year + step:04d}",
        )
        for step in _steps(anchor)
    ]
    chosen = _choose(options, meaning.direction)
    return f"{chosen}-{meaning.arg}" if chosen else None


_SETTLERS = {
    "shift": _shift, "monthday": _monthday, "month": _month, "day": _day, "season": _season,
    "weekday": _weekday, "weekdayweek": _weekdayweek, "weekend": _weekend, "holiday": _holiday,
    "part": _part,
}  # fmt: skip
