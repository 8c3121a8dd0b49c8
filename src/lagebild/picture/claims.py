"""Which happenings nobody tells but those who are quoted with them."""

from collections.abc import Sequence
from typing import Any

from lagebild.store import Store


def with_claims(store: Store, happenings: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The happenings with `claimed_by`: the speakers, where every telling is a speaker's.

    The list is empty where at least one article tells it in its own voice.
    """
    rows = store.rows(
        "SELECT happening, list_sort(list(DISTINCT said_by)) AS speakers FROM events "
        "WHERE happening IN (SELECT unnest(?::VARCHAR[])) "
        "GROUP BY happening HAVING count(said_by) = count(*)",
        [[row["id"] for row in happenings]],
    )
    speakers = {row["happening"]: row["speakers"] for row in rows}
    return [{**row, "claimed_by": speakers.get(row["id"], [])} for row in happenings]
