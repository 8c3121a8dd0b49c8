"""lagebild build"""

import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from lagebild.cli.options import DASH, SourceArgument, StoreDefault, StoreOption
from lagebild.errors import UsageError

if TYPE_CHECKING:
    from lagebild.build.summary import Summary

SHOWN_FAILURES = 20


def build(
    *sources: SourceArgument,
    store: StoreOption = StoreDefault,
    jobs: Annotated[
        int, Parameter(name=["--jobs", "-j"], help="Processes that analyse; 0: one a core.")
    ] = 0,
    engine: Annotated[
        Literal["local", "ray"], Parameter(name="--engine", help="What runs the analysis.")
    ] = "local",
    shards: Annotated[
        str | None,
        Parameter(name="--shards", help="Folder or address of Ray's shards; STORE.shards if none."),
    ] = None,
    renew: Annotated[
        bool,
        Parameter(name="--renew", help="Analyse again what another version of lagebild analysed."),
    ] = False,
) -> int:
    """Read, analyse and store articles; only what is new or changed.

    A build may be stopped at any moment: the same command goes on where it was.
    """
    given = checked_sources(sources)
    if shards and engine != "ray":
        raise UsageError("--shards belongs to --engine ray")
    location = (shards or f"{store}.shards") if engine == "ray" else None
    summary = run_build(given, store, jobs, location, renew)
    print_summary(summary)
    return 1 if summary.failures else 0


def checked_sources(sources: Sequence[str]) -> list[str]:
    """The sources as the reader knows them. Raises UsageError where there is nothing to read."""
    if not sources or not all(sources):
        raise UsageError("name at least one SOURCE: a file, a folder, a glob, or -")
    return ["-" if source == DASH else source for source in sources]


def run_build(
    sources: list[str], store: Path, jobs: int, shards: str | None = None, renew: bool = False
) -> "Summary":
    """Build with progress on standard error; ends cleanly on Ctrl-C and on SIGTERM.

    With `shards` (where they lie) Ray runs the analysis.
    """
    if jobs < 0:
        raise UsageError("--jobs must not be negative")
    from lagebild.build.pool import prepare_workers, run_batches, usable_cores

    signal.signal(signal.SIGTERM, _stop)
    cores = jobs or usable_cores()
    if cores > 1 and shards is None and not store.exists():
        prepare_workers()  # all is new, so they will be needed: they load while this process does
    from lagebild.build.engine import build as build_store
    from lagebild.build.engine import shard_runner
    from lagebild.show.progress import BuildProgress

    with BuildProgress() as progress:
        runner = run_batches if shards is None else shard_runner(shards)
        return build_store(sources, store, cores, progress, runner, renew)


def _stop(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def print_summary(summary: "Summary") -> None:
    """The closing figures to standard output, the failures to standard error."""
    from lagebild.show.plain import harmless

    for origin, reason in summary.failures[:SHOWN_FAILURES]:
        print(f"failed: {harmless(origin)}: {harmless(reason)}", file=sys.stderr)
    if len(summary.failures) > SHOWN_FAILURES:
        print(f"... and {len(summary.failures) - SHOWN_FAILURES} more", file=sys.stderr)
    print(f"read:       {summary.read} articles, {summary.duplicates} of them cut as duplicates")
    if summary.unchanged:
        print(f"unchanged:  {summary.unchanged} files, not read again")
    print(f"failed:     {len(summary.failures)}")
    for reason, number in summary.reasons:
        print(f"            {number} × {harmless(reason)}")
    print(
        f"in store:   {summary.articles} articles, {summary.events} events, {summary.quotes} quotes"
    )
