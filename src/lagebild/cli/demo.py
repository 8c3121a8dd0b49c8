"""lagebild demo"""

import tempfile
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from lagebild.errors import UsageError

HAPPENING_ROWS, DISPUTE_ROWS, QUOTE_ROWS, TIMELINE_ROWS = 12, 6, 8, 20


def demo(
    *,
    store: Annotated[
        Path | None, Parameter(name="--store", help="Keep the store in this file.")
    ] = None,
    output: Annotated[
        Path | None, Parameter(name=["--output", "-o"], help="Write the timeline as a page.")
    ] = None,
) -> int:
    """Build from the articles in the package and show the picture."""
    sources = _sources()
    with tempfile.TemporaryDirectory(prefix="lagebild-") as folder:
        path = store or Path(folder) / "demo.duckdb"
        return _show(sources, path, output)


def _sources() -> list[str]:
    try:
        from lagebild.demo import demo_sources
    except ImportError:
        raise UsageError("this installation has no demo articles") from None
    return list(demo_sources())


def _show(sources: list[str], path: Path, output: Path | None) -> int:
    from lagebild.cli.build import print_summary, run_build
    from lagebild.cli.connected import disputes, happenings
    from lagebild.cli.lists import show_rows
    from lagebild.cli.options import Output
    from lagebild.cli.timeline import show_timeline_of
    from lagebild.picture import lists
    from lagebild.picture.question import Filters

    summary = run_build(sources, path, jobs=1)
    print_summary(summary)
    print("\nThe main happenings (lagebild happenings)")
    happenings(top=HAPPENING_ROWS, store=path)
    print("\nAccounts that do not fit (lagebild disputes)")
    disputes(limit=DISPUTE_ROWS, store=path)
    print("\nWho said what (lagebild quotes)")
    rows = Output("table", None, QUOTE_ROWS)
    show_rows(path, "quotes", lists.quotes, Filters(limit=QUOTE_ROWS), rows)
    print("\nArmenia and Azerbaijan by date (lagebild timeline --actor ARM --with AZE)")
    show_timeline_of(path, Filters(actor="ARM", partner="AZE", limit=TIMELINE_ROWS), None)
    if output is not None:
        show_timeline_of(path, Filters(), output)
        print(f"\nThe timeline as a page: {output}")
    return 1 if summary.failures else 0
