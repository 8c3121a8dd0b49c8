"""How fast a build is, and how much memory it takes.

usage: python benchmarks/build_speed.py SOURCE... [--jobs 1 2]

Builds a fresh store from the sources for each number of processes and prints articles, words,
wall-clock and processor time, words a second, and the greatest memory of all processes together.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import threading
import time
from importlib.metadata import version
from pathlib import Path

import duckdb

SAMPLE_EVERY = 0.1  # seconds between two looks at the memory


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", nargs="+")
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 2])
    arguments = parser.parse_args()
    print(
        f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, ",
        end="",
    )
    print(", ".join(f"{name} {version(name)}" for name in ("lagebild", "duckdb", "onnxruntime")))
    for jobs in arguments.jobs:
        with tempfile.TemporaryDirectory() as folder:
            print(json.dumps(measure(arguments.source, Path(folder) / "x.duckdb", jobs)))


def measure(sources: list[str], store: Path, jobs: int) -> dict[str, object]:
    """One build; the figures by name."""
    command = [
        sys.executable,
        "-c",
        "import sys; from lagebild.cli.main import main; sys.exit(main())",
    ]
    before = os.times()
    begun = time.perf_counter()
    process = subprocess.Popen(
        [*command, "build", *sources, "--store", str(store), "--jobs", str(jobs)],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    memory = Memory(process.pid)
    memory.start()
    code = process.wait()
    wall = time.perf_counter() - begun
    after = os.times()
    articles, words = counts(store)
    return {
        "jobs": jobs,
        "exit code": code,
        "articles": articles,
        "words": words,
        "wall s": round(wall, 1),
        "cpu s": round(
            after.children_user + after.children_system
            - before.children_user - before.children_system, 1
        ),
        "words/s": round(words / wall),
        "peak MB": round(memory.peak / 1e6),
        "store MB": round(store.stat().st_size / 1e6, 1),
    }  # fmt: skip


def counts(store: Path) -> tuple[int, int]:
    with duckdb.connect(str(store), read_only=True) as connection:
        row = connection.execute(
            "SELECT count(*), sum(len(regexp_split_to_array(trim(text), '\\s+'))) FROM articles"
        ).fetchall()[0]
    return int(row[0]), int(row[1] or 0)


class Memory(threading.Thread):
    """Watches the memory of a process and its children until it has ended; Linux only."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid = pid
        self.peak = 0

    def run(self) -> None:
        while Path(f"/proc/{self.pid}").exists():
            self.peak = max(self.peak, sum(resident(pid) for pid in family(self.pid)))
            time.sleep(SAMPLE_EVERY)


def family(pid: int) -> list[int]:
    """The process and all below it."""
    found = [pid]
    for parent in found:
        try:
            for children in Path(f"/proc/{parent}/task").glob("*/children"):
                found += [int(child) for child in children.read_text().split()]
        except OSError:
            continue
    return found


def resident(pid: int) -> int:
    """Bytes of its own in memory; shared pages are split between those that share them."""
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:
        return 0
    return 0


if __name__ == "__main__":
    main()
