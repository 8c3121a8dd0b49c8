"""lagebild actors, actors show, merge, split, rename"""

from typing import Annotated

from cyclopts import App, Parameter

from lagebild.cli.lists import show_rows
from lagebild.cli.options import (
    ActorOption,
    ArticleOption,
    ByOption,
    FormatOption,
    LimitOption,
    NoteOption,
    Output,
    OutputOption,
    StoreDefault,
    StoreOption,
)

app = App(
    name="actors",
    help="List persons, states and organisations; show one; say who is who.",
    help_format="plaintext",
)

Wanted = Annotated[str, Parameter(name="A", help="An actor: id, name or any spelling.")]


@app.default
def actors(
    *,
    actor: ActorOption = None,
    type: Annotated[
        list[str] | None,
        Parameter(name="--type", help="person, state, organisation, group, office or place."),
    ] = None,
    article: ArticleOption = None,
    limit: LimitOption = None,
    store: StoreOption = StoreDefault,
    format: FormatOption = "table",
    output: OutputOption = None,
) -> int:
    """List persons, states and organisations, those of the most articles first."""
    from lagebild.picture.lists import actors as query
    from lagebild.picture.question import Filters

    target = Output(format, output, limit)
    filters = Filters(
        actor=actor, type=tuple(type or ()), article=article, limit=target.row_limit()
    )
    return show_rows(store, "actors", query, filters, target)


@app.command
def show(wanted: Wanted, /, *, store: StoreOption = StoreDefault) -> int:
    """Show all that is known of an actor: names, roles, mentions, reasons, corrections."""
    from lagebild.picture.actor import known_actor
    from lagebild.show.actor import show_actor
    from lagebild.store import Store

    with Store(store) as opened:
        show_actor(known_actor(opened, wanted))
    return 0


@app.command
def merge(
    wanted: Wanted,
    other: Annotated[str, Parameter(name="B", help="The actor that is the same as A.")],
    /,
    *,
    by: ByOption = "",
    note: NoteOption = "",
    store: StoreOption = StoreDefault,
) -> int:
    """Say that two actors are one: B becomes A, in every list and at every later build."""
    from lagebild.cli.correct import correct
    from lagebild.picture.actor import one_actor

    return correct(
        store,
        lambda s: ("merge_actors", one_actor(s, wanted), {"other": one_actor(s, other)}),
        by,
        note,
    )


@app.command
def split(
    wanted: Wanted,
    /,
    *,
    name: Annotated[str, Parameter(name="--name", help="The spelling that is somebody else.")],
    by: ByOption = "",
    note: NoteOption = "",
    store: StoreOption = StoreDefault,
) -> int:
    """Say that a spelling is not this actor but another one."""
    from lagebild.cli.correct import correct
    from lagebild.picture.actor import one_actor

    return correct(store, lambda s: ("split_actor", one_actor(s, wanted), {"name": name}), by, note)


@app.command
def rename(
    wanted: Wanted,
    name: Annotated[str, Parameter(name="NAME", help="The name to show.")],
    /,
    *,
    by: ByOption = "",
    note: NoteOption = "",
    store: StoreOption = StoreDefault,
) -> int:
    """Say what an actor is called."""
    from lagebild.cli.correct import correct
    from lagebild.picture.actor import one_actor

    return correct(
        store, lambda s: ("rename_actor", one_actor(s, wanted), {"name": name}), by, note
    )
