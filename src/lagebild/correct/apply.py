"""Applying corrections to the store: all anew, or one more on top.

What a correction changes is first kept as the machine made it (`machine_*` tables); so all of it
can be put back, and a later analysis of an article starts from the machine's rows again.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby

from lagebild.correct.actors import apply_to_actor
from lagebild.correct.change import applied
from lagebild.correct.find import found_ids, table_of
from lagebild.correct.keep import keep_machine_rows
from lagebild.correct.record import Correction
from lagebild.correct.table import corrections, has_corrections
from lagebild.store import Store
from lagebild.store.corrected import MACHINE


def apply_corrections(store: Store) -> None:
    """Bring the record tables to what all corrections in force make of the machine's rows."""
    if not has_corrections(store) and not _anything_kept(store):
        return
    with store.transaction():
        apply_anew(store)


def apply_anew(store: Store) -> None:
    """The same inside a transaction of the caller."""
    _restore(store)
    for of_actor, group in groupby(_in_force(corrections(store)), lambda c: c.of_actor):
        if of_actor:
            for correction in group:
                apply_to_actor(store, correction)
        else:
            apply_to_rows(store, list(group))


def apply_one_more(store: Store, correction: Correction) -> None:
    """Apply the newest correction on top of those that are applied already."""
    if correction.of_actor:
        apply_to_actor(store, correction)
    elif any(c.kind == "reject" for c in corrections(store, target=correction.target)[:-1]):
        apply_anew(store)
    else:
        apply_to_rows(store, [correction])


def apply_to_rows(store: Store, asked: Sequence[Correction]) -> None:
    """Apply corrections of events and quotes; those whose row is gone wait for its return."""
    for table in ("events", "quotes"):
        steps: dict[str, list[Correction]] = {}
        mine = [c for c in asked if table_of(c.target) == table]
        ids = found_ids(store, table, mine) if mine else {}
        for correction in mine:
            if correction.id in ids:
                steps.setdefault(ids[correction.id], []).append(correction)
        if steps:
            _replace(store, table, steps)


def _replace(store: Store, table: str, steps: dict[str, list[Correction]]) -> None:
    keep_machine_rows(store, table, "id IN (SELECT unnest(?::VARCHAR[]))", [list(steps)])
    rows = store.rows(
        f"SELECT * FROM {table} WHERE id IN (SELECT unnest(?::VARCHAR[]))", [list(steps)]
    )
    store.execute(f"DELETE FROM {table} WHERE id IN (SELECT unnest(?::VARCHAR[]))", [list(steps)])
    changed = [applied(table, row, steps[row["id"]]) for row in rows]
    store.insert(table, [row for row in changed if row is not None])


def _in_force(made: Iterable[Correction]) -> list[Correction]:
    """The corrections without rejections that a later acceptance or correction takes back."""
    listed = list(made)
    last = {c.target: c for c in listed if not c.of_actor}
    return [c for c in listed if c.kind != "reject" or last[c.target].kind == "reject"]


def _anything_kept(store: Store) -> bool:
    return any(store.value(f"SELECT count(*) FROM {kept}") for kept in MACHINE.values())


def _restore(store: Store) -> None:
    # Which happening an event belongs to is nobody's correction: it stays until that is known anew.
    store.execute(
        f"UPDATE {MACHINE['events']} AS k SET happening = e.happening FROM events e "
        "WHERE e.id = k.id AND e.article = k.article"
    )
    for table, kept in MACHINE.items():
        key = "article" if table == "article_actors" else "(article, id)"
        columns = key.strip("()")
        store.execute(f"DELETE FROM {table} WHERE {key} IN (SELECT {columns} FROM {kept})")
        store.execute(f"INSERT INTO {table} BY NAME SELECT * FROM {kept}")
        store.execute(f"DELETE FROM {kept}")
