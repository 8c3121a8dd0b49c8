"""How long connecting takes: a built store, multiplied with changes.

`python benchmarks/connect_speed.py STORE [ARTICLES ...]` copies the store, multiplies its articles
and records (other ids, days shifted, every second text with its letters changed so that it is no
near-duplicate), connects, and prints seconds for each step and the peak memory.
"""

import resource
import shutil
import sys
import tempfile
import time
from pathlib import Path

from lagebild.connect import STEPS
from lagebild.store import Store
from lagebild.store.connected import make_tables

DAYS_APART = 3
WRAP = 2500

_ARTICLES = """
INSERT INTO articles BY NAME
SELECT a.* REPLACE (
    a.id || '-' || k AS id, a.key || '-' || k AS key, a.digest || '-' || k AS digest,
    CASE WHEN k % 2 = 0 THEN a."text" ELSE translate(a."text", 'aeioulnrst',
        'bcdfghjkmp'[k % 9 + 1:] || 'bcdfghjkmp'[1:k % 9 + 1]) || k::VARCHAR END AS "text",
    a.day_first + (k % {wrap} * {apart})::INTEGER AS day_first,
    a.day_last + (k % {wrap} * {apart})::INTEGER AS day_last)
FROM articles a, range(1, {times}) r(k) WHERE a.duplicates_of IS NULL
"""
_EVENTS = """
INSERT INTO events BY NAME
SELECT e.* REPLACE (e.id || '-' || k AS id, e.article || '-' || k AS article,
    e.day_first + (k % {wrap} * {apart})::INTEGER AS day_first,
    e.day_last + (k % {wrap} * {apart})::INTEGER AS day_last)
FROM events e, range(1, {times}) r(k)
"""
_OTHERS = """
INSERT INTO {table} BY NAME
SELECT x.* REPLACE (x.article || '-' || k AS article{id})
FROM {table} x, range(1, {times}) r(k)
"""


def multiply(store: Store, times: int) -> None:
    """Make `times` articles of each."""
    values = {"times": times, "apart": DAYS_APART, "wrap": WRAP}
    store.execute(
        "UPDATE articles SET day_first = NULL, day_last = NULL WHERE day_last > '2100-01-01'"
    )
    for sql in (_ARTICLES, _EVENTS):
        store.execute(sql.format(**values))
    for table in ("mentions", "dates", "quotes", "article_actors"):
        id = "" if table == "article_actors" else ", x.id || '-' || k AS id"
        store.execute(_OTHERS.format(table=table, id=id, **values))


def measure(source: Path, wanted: int) -> None:
    with tempfile.TemporaryDirectory(prefix="lagebild-") as folder:
        path = Path(folder) / "x.duckdb"
        shutil.copy(source, path)
        with Store(path, write=True) as store:
            before = int(store.value("SELECT count(*) FROM articles WHERE duplicates_of IS NULL"))
            multiply(store, max(1, wanted // before))
            make_tables(store)
            count = store.value("SELECT count(*) FROM articles")
            events = store.value("SELECT count(*) FROM events")
            print(f"{count} articles, {events} events")
            total = work = 0.0
            with store.transaction():
                for step in STEPS:
                    start, busy = time.perf_counter(), time.process_time()
                    step(store)
                    seconds = time.perf_counter() - start
                    busy = time.process_time() - busy
                    total, work = total + seconds, work + busy
                    print(
                        f"  {step.__name__:20} {seconds:8.1f} s, of processor {busy:8.1f} s",
                        flush=True,
                    )
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(
                f"  {'all':20} {total:8.1f} s, of processor {work:8.1f} s, "
                f"peak memory {peak:.0f} MB",
                flush=True,
            )


if __name__ == "__main__":
    for size in sys.argv[2:] or ["1000"]:
        measure(Path(sys.argv[1]), int(size))
