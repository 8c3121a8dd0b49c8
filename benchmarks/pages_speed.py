"""How quickly the pages answer over a large store.

`python benchmarks/pages_speed.py STORE [EVENTS] [--rounds N] [--keep FILE]` copies a built store,
multiplies its articles and records until it has so many events (100,000 by default), connects it,
and asks every page some times. Prints for each page how long the first answer took, when nothing
was kept of it, then the median and the slowest of the others, and their processor time. `--keep`
uses the file again if it is there.
"""

import argparse
import os
import resource
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from connect_speed import multiply
from starlette.testclient import TestClient

from lagebild.connect import connect_store
from lagebild.show.web.app import make_app
from lagebild.show.web.safety import Door
from lagebild.store import Store
from lagebild.store.writer import mark_connected

HALF = 0.2


def enlarge(source: Path, path: Path, events: int) -> None:
    """A connected copy of a store with about so many events."""
    shutil.copy(source, path)
    with Store(path, write=True) as store:
        before = int(store.value("SELECT count(*) FROM events"))
        multiply(store, max(1, -(-events // max(1, before))))
        connect_store(store)
        mark_connected(store, True)


def addresses(path: Path) -> list[str]:
    """Every kind of page, with and without filters, for what the store holds most of."""
    with Store(path) as store:
        busy = store.rows("SELECT id FROM article_actors GROUP BY 1 ORDER BY count(*) DESC LIMIT 2")
        first, second = busy[0]["id"], busy[1]["id"]
        article = store.value(
            "SELECT article FROM events GROUP BY 1 ORDER BY count(*) DESC LIMIT 1"
        )
        happening = store.value("SELECT id FROM happenings ORDER BY len(articles) DESC, id LIMIT 1")
        story = store.value("SELECT id FROM stories ORDER BY len(articles) DESC, id LIMIT 1")
        dispute = store.value("SELECT min(id) FROM disputes")
    pair = f"actor={first}&with={second}"
    return [
        "/", "/timeline", f"/timeline?actor={first}", f"/timeline?{pair}&type=CONSULT",
        f"/relation?{pair}", f"/relation?{pair}&since=2006&until=2007", "/network",
        f"/network?actor={first}", "/map", f"/map?actor={second}", "/happenings",
        f"/happenings?{pair}&sort=-voices", "/events", f"/events?actor={first}&sort=-sure",
        "/quotes", f"/quotes?speaker={first}", f"/quotes?about={second}", "/actors",
        f"/actors?actor={first}", "/ties", f"/ties?as_of=2007&actor={first}", "/stories",
        "/disputes", f"/disputes?actor={first}", "/articles", f"/articles?actor={first}",
        f"/actor/{first}", f"/article/{article}", f"/happening/{happening}", f"/story/{story}",
        f"/dispute/{dispute}", "/search?q=Verhandlungen", f"/search?q=Regierung&actor={first}",
        f"/suggest?q={first}", f"/api/v1/events?actor={first}", f"/api/v1/relation?{pair}",
    ]  # fmt: skip


def measure(path: Path, rounds: int) -> None:
    client = TestClient(make_app(path, Door.of("127.0.0.1", None)), base_url="http://127.0.0.1")
    late, firsts = 0, []
    print(f"{'page':58} {'first':>8} {'median':>8} {'slowest':>8} {'processor':>9}")
    with client:
        for address in addresses(path):
            times, started = [], time.perf_counter()
            client.get(address)
            firsts.append(time.perf_counter() - started)
            used = _processor()
            for _ in range(rounds):
                started = time.perf_counter()
                answer = client.get(address)
                times.append(time.perf_counter() - started)
            used = (_processor() - used) / rounds
            if answer.status_code != 200:
                print(f"{address:58} answers {answer.status_code}")
                continue
            median = statistics.median(times)
            late += median > HALF
            print(
                f"{address[:58]:58} {firsts[-1] * 1000:5.0f} ms {median * 1000:5.0f} ms "
                f"{max(times) * 1000:5.0f} ms {used * 1000:6.0f} ms",
                flush=True,
            )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    load = os.getloadavg()[0]
    slow = sum(first > HALF for first in firsts)
    print(
        f"above {HALF * 1000:.0f} ms: {slow} pages when asked first, {late} when asked again; "
        f"median first answer {statistics.median(firsts) * 1000:.0f} ms; "
        f"peak memory {peak:.0f} MB; load {load:.1f}"
    )


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("store", type=Path)
    parser.add_argument("events", type=int, nargs="?", default=100_000)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--keep", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="lagebild-") as folder:
        path = given.keep or Path(folder) / "large.duckdb"
        if not path.exists():
            enlarge(given.store, path, given.events)
        with Store(path) as store:
            counted = [store.value(f"SELECT count(*) FROM {t}") for t in ("articles", "events")]
        print(f"{counted[0]} articles, {counted[1]} events")
        measure(path, given.rounds)


if __name__ == "__main__":
    main()
