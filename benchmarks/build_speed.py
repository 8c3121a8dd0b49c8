"""How fast a build is, and how much memory it takes.

usage: python benchmarks/build_speed.py SOURCE... [--jobs 1 2]

Builds a fresh store from the sources for each number of processes and prints articles, words,
wall-clock and processor time, words a second, and the greatest memory of all processes together.
Memory is that of a second build: to look at it ten times a second slows a build by a tenth.
Processor time counts all processes, those too that end after the command. The package's bytecode is
written before, into a folder of its own: pip does so when it installs a package. Linux only.
"""

import argparse
import ctypes
import json
import os
import platform
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

import duckdb

from lagebild.demo import demo_sources

COMMAND = [sys.executable, "-c", "import sys; from lagebild.cli.main import main; sys.exit(main())"]
PR_SET_CHILD_SUBREAPER = 36
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
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1)
    with tempfile.TemporaryDirectory() as folder:
        bytecode = str(Path(folder) / "bytecode")
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = bytecode
        for jobs in (1, 2):
            start(list(demo_sources()), Path(folder) / f"warm{jobs}.duckdb", jobs).wait()
        for jobs in arguments.jobs:
            store = Path(folder) / "x.duckdb"
            figures = measure(arguments.source, store, jobs)
            store.unlink()
            figures["peak MB"] = peak_memory(arguments.source, store, jobs)
            store.unlink()
            print(json.dumps(figures), flush=True)


def start(sources: list[str], store: Path, jobs: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [*COMMAND, "build", *sources, "--store", str(store), "--jobs", str(jobs)],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def measure(sources: list[str], store: Path, jobs: int) -> dict[str, object]:
    """One build that nobody watches; the figures by name."""
    wait_for_all()
    before = os.times()
    begun = time.perf_counter()
    code = start(sources, store, jobs).wait()
    wall = time.perf_counter() - begun
    wait_for_all()
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
        "store MB": round(store.stat().st_size / 1e6, 1),
    }  # fmt: skip


def peak_memory(sources: list[str], store: Path, jobs: int) -> int:
    """The greatest memory of a build, in MB."""
    process = start(sources, store, jobs)
    memory = Memory(process.pid)
    memory.start()
    process.wait()
    memory.join()
    wait_for_all()
    return round(memory.peak / 1e6)


def wait_for_all() -> None:
    """Wait for the processes that the last command left behind; they are ours by prctl."""
    with suppress(ChildProcessError):
        while True:
            os.wait()


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
