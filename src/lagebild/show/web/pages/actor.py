"""An actor: who it is, its offices and ties, what it does and says, and with whom."""

from starlette.exceptions import HTTPException
from starlette.responses import Response

from lagebild.picture.connected import check_connected
from lagebild.picture.months import by_month, main_stretch, without_gaps
from lagebild.picture.network import links
from lagebild.show.web.context import Context
from lagebild.show.web.listing import LISTINGS, Row, read_page, rows_of
from lagebild.show.web.params import Params

ROWS, PARTNERS, NAMES = 12, 15, 40


def actor(context: Context) -> Response:
    check_connected(context.store)
    id = context.id()
    found = rows_of(LISTINGS["actors"], context.store, [id])
    if not found:
        raise HTTPException(404)
    store = context.store
    happenings = LISTINGS["happenings"].query(store, Params(actor=id))
    months = by_month(store, happenings, "h")
    met = links(store, happenings, PARTNERS, of=id)

    def some(kind: str, **wanted: str) -> object:
        return read_page(LISTINGS[kind], store, Params(size=ROWS, **wanted))  # type: ignore[arg-type]

    return context.html(
        "actor.html",
        row=found[0],
        names=(found[0]["names"] or [])[:NAMES],
        months=months,
        chart=without_gaps(main_stretch(months)),
        partners=[_partner(row) for row in met],
        happenings=some("happenings", actor=id, sort="-date"),
        said=some("quotes", speaker=id, sort="-published"),
        about=some("quotes", about=id, sort="-published"),
        ties=some("ties", actor=id),
        disputes=some("disputes", actor=id),
        articles=some("articles", actor=id, sort="-published"),
    )


def _partner(row: Row) -> Row:
    shown = {name: row[name] for name in ("happenings", "cooperation", "conflict", "score")}
    return {"id": row["second"], "name": row["second_name"]} | shown


VIEWS = (("/actor/{id:path}", actor),)
