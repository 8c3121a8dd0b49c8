"""Happenings: the events, of one or many articles, that are one occurrence."""

from lagebild.connect.happenings.describe import describe_events
from lagebild.connect.happenings.fill import fill_happenings
from lagebild.connect.happenings.match import match_dated
from lagebild.connect.happenings.reckoned import reckon_days
from lagebild.connect.happenings.undated import join_all
from lagebild.store import Store

TEMPORARY = ("cues", "signs", "comps", "joined", "whole", "copy_firsts", "place_names", "reckoned")


def connect_happenings(store: Store) -> None:
    """Fill `happenings` and events.happening; asks for `copies` and `voices` to be filled.

    Leaves the temp table `told` (see `describe_events`) for what follows.
    """
    store.execute("""
        CREATE OR REPLACE TEMP TABLE copy_firsts AS
        SELECT a.id AS article, coalesce(c.original, a.id) AS first FROM articles a
        LEFT JOIN copies c ON c.article = a.id
    """)
    describe_events(store)
    reckon_days(store)
    match_dated(store)
    join_all(store)
    fill_happenings(store)
    for table in TEMPORARY:
        store.execute(f"DROP TABLE IF EXISTS {table}")
