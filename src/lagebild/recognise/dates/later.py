"""Filling in values that stayed open, once the publication date is known."""

from collections.abc import Sequence

import msgspec

from lagebild.recognise.dates.calendar import Partial, partial
from lagebild.recognise.dates.meaning import read_meaning, settle
from lagebild.records import Date, Published


def resolve_open(dates: Sequence[Date], published: Published) -> list[Date]:
    """The dates with the open ones settled from a publication date that has become known.

    Those that the publication date does not settle either (too coarse) are given back unchanged;
    `basis` of a settled one is "published".
    """
    anchor = partial(published.value)
    if anchor is None:
        return list(dates)
    return [_settled(d, anchor) if d.basis == "open" else d for d in dates]


def _settled(found: Date, anchor: Partial) -> Date:
    name, _, code = found.rule.rpartition(" ")
    meaning = read_meaning(code)
    value = settle(meaning, anchor) if meaning else None
    if value is None:
        return found
    return msgspec.structs.replace(found, value=value, basis="published", rule=name)
