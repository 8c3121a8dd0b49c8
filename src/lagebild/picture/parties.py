"""Who takes part in a happening though it is not known who is meant."""

from collections.abc import Sequence
from typing import Any

from lagebild.store import Store

SIDES = ("actors", "recipients")


def with_parties(store: Store, happenings: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The happenings; a side that is empty has those whom the best telling names in words only.

    Connecting keeps only parties that are known for somebody as soon as there is one.
    """
    wanting = [row["id"] for row in happenings if not (row["actors"] and row["recipients"])]
    rows = store.rows(
        "SELECT h.id, e.actors, e.recipients FROM happenings h JOIN events e ON e.id = h.lead "
        "WHERE h.id IN (SELECT unnest(?::VARCHAR[]))",
        [wanting],
    )
    leads = {row["id"]: row for row in rows}
    return [_filled(row, leads[row["id"]]) if row["id"] in leads else row for row in happenings]


def _filled(row: dict[str, Any], lead: dict[str, Any]) -> dict[str, Any]:
    sides = {
        side: row[side] or [_party(a) for a in lead[side] or () if a["actor"] is None]
        for side in SIDES
    }
    return row | sides


def _party(argument: dict[str, Any]) -> dict[str, Any]:
    name = argument["name"] or argument["text"]
    return {"actor": None, "name": name, "country": argument["country"]}
