"""lagebild happenings, stories, disputes, ties, relation, news"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

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
    from lagebild.picture.question import Query
    from lagebild.store import Store

LanguageOption = Annotated[
    Literal["de", "en"], Parameter(name="--language", help="Of the reasons of disputes.")
]
NEWS_KINDS = ("happenings", "disputes", "ties")


def happenings(
    *,
    actor: ActorOption = None,
    partner: PartnerOption = None,
    type: TypesOption = None,
    status: StatusOption = None,
    top: Annotated[
        int | None, Parameter(name="--top", help="Only so many, the most important ones.")
    ] = None,
    since: SinceOption = None,
    until: UntilOption = None,
    article: ArticleOption = None,
    limit: LimitOption = None,
    store: StoreOption = StoreDefault,
    format: FormatOption = "table",
    output: OutputOption = None,
) -> int:
    """List what happened, each occurrence once, with all its evidence."""
    from lagebild.picture.connected import Chosen
    from lagebild.picture.connected import happenings as query
    from lagebild.picture.question import Filters

    if top is not None and top < 1:
        raise UsageError("--top must be at least 1")
    target = Output(format, output, limit)
    filters = Filters(
        actor=actor, partner=partner, type=tuple(type or ()), status=tuple(status or ()),
        since=since, until=until, article=article, limit=target.row_limit(),
    )  # fmt: skip
    return show(store, "happenings", lambda s: query(s, filters, Chosen(top=top)), target)


def stories(
    *,
    actor: ActorOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    article: ArticleOption = None,
    limit: LimitOption = None,
    store: StoreOption = StoreDefault,
    format: FormatOption = "table",
    output: OutputOption = None,
) -> int:
    """List the affairs that several articles tell."""
    from lagebild.picture.connected import Chosen
    from lagebild.picture.connected import stories as query
    from lagebild.picture.question import Filters

    target = Output(format, output, limit)
    filters = Filters(
        actor=actor, since=since, until=until, article=article, limit=target.row_limit()
    )
    return show(store, "stories", lambda s: query(s, filters, Chosen()), target)


def disputes(
    *,
    kind: Annotated[
        list[str] | None,
        Parameter(name="--kind", help="dates, denial, figures, headline, names, place ..."),
    ] = None,
    since: SinceOption = None,
    until: UntilOption = None,
    article: ArticleOption = None,
    language: LanguageOption = "en",
    limit: LimitOption = None,
    store: StoreOption = StoreDefault,
    format: FormatOption = "table",
    output: OutputOption = None,
) -> int:
    """List accounts that do not fit, with the exact words of both sides."""
    from lagebild.picture.connected import Chosen
    from lagebild.picture.connected import disputes as query
    from lagebild.picture.question import Filters

    target = Output(format, output, limit)
    filters = Filters(since=since, until=until, article=article, limit=target.row_limit())
    chosen = Chosen(kinds=tuple(kind or ()))
    return show(store, "disputes", lambda s: query(s, filters, chosen), target, language)


def ties(
    *,
    actor: ActorOption = None,
    relation: Annotated[
        list[str] | None,
        Parameter(name="--relation", help="holds_office, member_of, suspended_from ..."),
    ] = None,
    as_of: Annotated[
        str | None, Parameter(name="--as-of", help="What held on this day, month or year.")
    ] = None,
    limit: LimitOption = None,
    store: StoreOption = StoreDefault,
    format: FormatOption = "table",
    output: OutputOption = None,
) -> int:
    """List who holds which office and belongs to what, since when and until when."""
    from lagebild.picture.connected import Chosen
    from lagebild.picture.connected import ties as query
    from lagebild.picture.question import Filters

    target = Output(format, output, limit)
    filters = Filters(actor=actor, limit=target.row_limit())
    chosen = Chosen(as_of=as_of, kinds=tuple(relation or ()))
    return show(store, "ties", lambda s: query(s, filters, chosen), target)


def relation(
    first: Annotated[str, Parameter(name="A", help="An actor: id, name or country code.")],
    second: Annotated[str, Parameter(name="B", help="Another actor.")],
    /,
    *,
    since: SinceOption = None,
    until: UntilOption = None,
    members: Annotated[
        bool,
        Parameter(
            name="--members", negative="", help="An organisation counts as its members, too."
        ),
    ] = False,
    store: StoreOption = StoreDefault,
) -> int:
    """Show cooperation and conflict between two actors by month, counted by happenings."""
    from lagebild.picture.relation import relation as ask
    from lagebild.show.connected import show_relation
    from lagebild.store import Store

    with Store(store) as opened:
        show_relation(ask(opened, first, second, since, until, members))
    return 0


def news(
    *,
    since: Annotated[
        str | None,
        Parameter(name="--since", help="A day (2023-09-19); without it: since the last look."),
    ] = None,
    language: LanguageOption = "en",
    limit: LimitOption = None,
    store: StoreOption = StoreDefault,
) -> int:
    """Show the happenings, disputes and ties that are new.

    The last look is remembered in a small file beside the store; the first look shows what the
    last build brought.
    """
    from lagebild.picture.connected import last_build
    from lagebild.store import Store
    from lagebild.store.look import last_look, remember_look

    target = Output("table", None, limit)
    seen = None if since else last_look(store)
    for kind in NEWS_KINDS:
        print(kind.capitalize())
        show(store, kind, _asking(kind, since, target.row_limit(), seen), target, language)
    if since is None:
        with Store(store) as opened:
            remember_look(store, last_build(opened))
    return 0


def _asking(
    kind: str, since: str | None, limit: int | None, seen: int | None
) -> "Callable[[Store], Query]":
    from lagebild.picture.connected import news as ask

    return lambda store: ask(store, kind, since, limit, seen)


def show(
    path: Path, kind: str, ask: "Callable[[Store], Query]", target: Output, language: str = "en"
) -> int:
    """Answer a question to the connected tables in the form asked for."""
    from lagebild.store import Store

    if target.form == "table" and target.path is not None:
        raise UsageError("-o needs --format jsonl, csv or parquet")
    with Store(path) as store:
        query = ask(store)
        if target.form != "table":
            from lagebild.show.formats import write_rows

            write_rows(store, query, kind, target.form, target.path)
            return 0
        from lagebild.show.connected import show_connected

        rows = query.rows(store)
        total = query.count(store) if len(rows) == query.limit else len(rows)
        show_connected(kind, rows, total, language)
    return 0
