"""lagebild articles, events, quotes"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from lagebild.cli.options import (
    ActorOption,
    ArticleOption,
    FormatOption,
    LimitOption,
    Output,
    OutputOption,
    PartnerOption,
    SinceOption,
    StatusOption,
    StoreDefault,
    StoreOption,
    TypesOption,
    UntilOption,
)
from lagebild.errors import UsageError

if TYPE_CHECKING:
    from lagebild.picture.question import Filters, Query
    from lagebild.store import Store


def events(
    *,
    actor: ActorOption = None,
    partner: PartnerOption = None,
    type: TypesOption = None,
    status: StatusOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    article: ArticleOption = None,
    limit: LimitOption = None,
    store: StoreOption = StoreDefault,
    format: FormatOption = "table",
    output: OutputOption = None,
) -> int:
    """List who did what to whom, with the sentence. Rows without a date come last."""
    from lagebild.picture.lists import events as query
    from lagebild.picture.question import Filters

    target = Output(format, output, limit)
    filters = Filters(
        actor=actor, partner=partner, type=tuple(type or ()), status=tuple(status or ()),
        since=since, until=until, article=article, limit=target.row_limit(),
    )  # fmt: skip
    return show_rows(store, "events", query, filters, target)


def quotes(
    *,
    actor: ActorOption = None,
    speaker: Annotated[str | None, Parameter(name="--speaker", help="Who speaks.")] = None,
    about: Annotated[
        str | None, Parameter(name="--about", help="An actor or words that the quotation names.")
    ] = None,
    via: Annotated[
        str | None, Parameter(name="--via", help="The medium or agency that carried it.")
    ] = None,
    stance: Annotated[str | None, Parameter(name="--stance", help="The stance taken.")] = None,
    type: Annotated[
        list[str] | None, Parameter(name="--type", help="direct, indirect or reported.")
    ] = None,
    since: SinceOption = None,
    until: UntilOption = None,
    article: ArticleOption = None,
    limit: LimitOption = None,
    store: StoreOption = StoreDefault,
    format: FormatOption = "table",
    output: OutputOption = None,
) -> int:
    """List who said what, and through which medium."""
    from lagebild.picture.lists import quotes as query
    from lagebild.picture.question import Filters

    target = Output(format, output, limit)
    filters = Filters(
        actor=actor, speaker=speaker, about=about, via=via, stance=stance, type=tuple(type or ()),
        since=since, until=until, article=article, limit=target.row_limit(),
    )  # fmt: skip
    return show_rows(store, "quotes", query, filters, target)


def articles(
    *,
    actor: ActorOption = None,
    agency: Annotated[
        str | None, Parameter(name="--agency", help="The news agency the report came through.")
    ] = None,
    since: SinceOption = None,
    until: UntilOption = None,
    article: ArticleOption = None,
    copies: Annotated[
        bool, Parameter(name="--copies", negative="", help="Articles with another's text as well.")
    ] = False,
    limit: LimitOption = None,
    store: StoreOption = StoreDefault,
    format: FormatOption = "table",
    output: OutputOption = None,
) -> int:
    """List the articles of the store; copies of others are left out."""
    from lagebild.picture.lists import articles as query
    from lagebild.picture.question import Filters

    target = Output(format, output, limit)
    filters = Filters(
        actor=actor, agency=agency, since=since, until=until, article=article, copies=copies,
        limit=target.row_limit(),
    )  # fmt: skip
    return show_rows(store, "articles", query, filters, target)


def show_rows(
    path: Path,
    kind: str,
    ask: "Callable[[Store, Filters], Query]",
    filters: "Filters",
    target: Output,
) -> int:
    """Answer a question to the store in the form asked for."""
    from lagebild.store import Store

    if target.form == "table" and target.path is not None:
        raise UsageError("-o needs --format jsonl, csv or parquet")
    with Store(path) as store:
        query = ask(store, filters)
        if target.form != "table":
            from lagebild.show.formats import write_rows

            write_rows(store, query, kind, target.form, target.path)
            return 0
        from lagebild.show.tables import show_table

        rows = query.rows(store)
        total = query.count(store) if len(rows) == query.limit else len(rows)
        show_table(kind, rows, total)
    return 0
