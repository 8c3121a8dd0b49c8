"""Keeping rows as the machine made them, before a correction changes them."""

from collections.abc import Mapping, Sequence
from typing import Any

from lagebild.store import Store
from lagebild.store.corrected import MACHINE

Values = Sequence[Any] | Mapping[str, Any]


def keep_machine_rows(store: Store, table: str, where: str, values: Values) -> None:
    """Keep rows as the machine made them, unless they are kept already."""
    kept = MACHINE[table]
    known = "article" if table == "article_actors" else "(article, id)"
    columns = known.strip("()")
    store.execute(
        f"INSERT INTO {kept} BY NAME SELECT * FROM {table} WHERE ({where}) "
        f"AND {known} NOT IN (SELECT {columns} FROM {kept})",
        values,
    )
