"""lagebild timeline"""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from lagebild.cli.options import (
    ActorOption,
    LimitOption,
    Output,
    PartnerOption,
    SinceOption,
    StatusOption,
    StoreDefault,
    StoreOption,
    TypesOption,
    UntilOption,
)

if TYPE_CHECKING:
    from lagebild.picture.question import Filters


def timeline(
    *,
    actor: ActorOption = None,
    partner: PartnerOption = None,
    type: TypesOption = None,
    status: StatusOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    limit: LimitOption = None,
    raw: Annotated[
        bool, Parameter(name="--raw", help="Every telling, not each happening once.")
    ] = False,
    store: StoreOption = StoreDefault,
    output: Annotated[
        Path | None, Parameter(name=["--output", "-o"], help="Write an HTML page to this file.")
    ] = None,
) -> int:
    """Show what happened by date, each happening once, in the terminal or as a page."""
    from lagebild.picture.question import Filters

    target = Output("table" if output is None else "jsonl", output, limit)
    filters = Filters(
        actor=actor, partner=partner, type=tuple(type or ()), status=tuple(status or ()),
        since=since, until=until, limit=target.row_limit(),
    )  # fmt: skip
    show_timeline_of(store, filters, output, raw)
    return 0


def show_timeline_of(
    store: Path, filters: "Filters", output: Path | None, raw: bool = False
) -> None:
    """Print the timeline of a store, or write it as a page."""
    from lagebild.picture.connected import count_once
    from lagebild.picture.lists import events
    from lagebild.store import Store

    with Store(store) as opened:
        query = events(opened, filters)
        if not raw:
            count_once(opened, query)
        rows = query.rows(opened)
        total = query.count(opened) if len(rows) == query.limit else len(rows)
    if output is None:
        from lagebild.show.timeline_text import show_timeline

        show_timeline(rows, total)
        return
    from lagebild.show.formats import open_output
    from lagebild.show.timeline_page import timeline_page

    with open_output(output) as stream:
        stream.write(timeline_page(rows, _about(filters)))


def _about(filters: "Filters") -> str:
    from lagebild.show.labels import labels

    words = labels("de", "part")
    named = [
        (words["actor"], filters.actor),
        (words["partner"], filters.partner),
        (words["since"], filters.since),
        (words["until"], filters.until),
    ]
    parts = [f"{word} {value}" for word, value in named if value]
    kinds = ", ".join([*filters.type, *filters.status])
    return " ".join([*parts, *([f"({kinds})"] if kinds else [])]) or words["all"]
