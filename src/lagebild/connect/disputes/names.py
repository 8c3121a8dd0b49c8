"""Rival names for one place, from the table of disputed places."""

from dataclasses import dataclass
from functools import cache

from lagebild.connect.disputes.dispute import Dispute, Side, side_of
from lagebild.language.states import split
from lagebild.language.tables import load_table
from lagebild.store import Store


@dataclass(frozen=True)
class _Camp:
    """The spellings of a place that some use and others reject."""

    place: str
    names: tuple[str, ...]
    used_by: frozenset[str]


@cache
def _camps() -> tuple[_Camp, ...]:
    return tuple(
        _Camp(row["key"], split(row["name"]), frozenset(split(row["used_by"])))
        for row in load_table("world", "disputed")
    )


def _rivals(a: _Camp, b: _Camp) -> bool:
    """Whether two camps exclude one another; a name inside another one is only a short form."""
    apart = not a.used_by & b.used_by
    inside = any(x in y or y in x for x in a.names for y in b.names)
    return a.place == b.place and apart and not inside


def find_rival_names(store: Store) -> list[Dispute]:
    """One dispute a place and pair of camps, with the first use of either name."""
    camps = _camps()
    spelled = [name for camp in camps for name in camp.names]
    rows = store.rows(
        'SELECT m."text" AS name, m.article, m."start", m."end", a."text" FROM mentions m '
        "JOIN articles a ON a.id = m.article "
        'WHERE m."text" IN (SELECT unnest($names::VARCHAR[])) '
        'QUALIFY row_number() OVER (PARTITION BY m."text" ORDER BY a.day_first NULLS LAST, '
        'm.article, m."start") = 1',
        {"names": [*spelled, *(f"{name}s" for name in spelled)]},
    )
    uses = {row["name"]: row for row in rows}
    found = []
    for number, camp in enumerate(camps):
        for other in camps[number + 1 :]:
            first, second = _use(camp, uses), _use(other, uses)
            if first and second and _rivals(camp, other):
                why = (
                    f"{first.value} ({'/'.join(sorted(camp.used_by))}) and {second.value} "
                    f"({'/'.join(sorted(other.used_by))}) are names of one place"
                )
                found.append(Dispute("names", f"{camp.names[0]}", (first, second), why))
    return found


def _use(camp: _Camp, uses: dict[str, dict[str, object]]) -> Side | None:
    for name in camp.names:
        row = uses.get(name) or uses.get(f"{name}s")
        if row is not None:
            start, end = row["start"], row["end"]
            assert isinstance(start, int)
            assert isinstance(end, int)
            return side_of(str(row["text"]), str(row["article"]), start, end, name)
    return None
