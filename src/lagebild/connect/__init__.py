"""Connecting: happenings, stories, disputes, ties over time, over the whole store."""

from lagebild.connect.copies import connect_copies
from lagebild.connect.disputes import connect_disputes
from lagebild.connect.happenings import connect_happenings
from lagebild.connect.stories import connect_stories
from lagebild.connect.ties import connect_ties
from lagebild.store import Store
from lagebild.store.connected import make_tables
from lagebild.store.lookup import fill_lookup

STEPS = (
    connect_copies, connect_happenings, connect_stories, connect_ties, connect_disputes,
    fill_lookup,
)  # fmt: skip


def connect_store(store: Store) -> None:
    """Fill the connected tables anew from the articles and their records, in one transaction.

    The answer depends on what is stored, not on the order in which it came. Raises StoreError.
    """
    with store.transaction():
        make_tables(store)
        for step in STEPS:
            step(store)
        store.execute("DROP TABLE told")
