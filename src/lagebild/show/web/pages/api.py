"""The JSON API: the lists under the same filters."""

from collections.abc import Callable

import msgspec
from starlette.responses import Response

from lagebild.errors import UsageError
from lagebild.picture.connected import check_connected
from lagebild.picture.relation import relation as ask
from lagebild.show.web.context import Context
from lagebild.show.web.listing import LISTINGS, read_page
from lagebild.show.web.openapi import description
from lagebild.show.web.pages.listed import page_links
from lagebild.show.web.shapes import Relation, shaped


def as_json(value: object, links: str = "") -> Response:
    headers = {"link": links} if links else None
    return Response(msgspec.json.encode(value), media_type="application/json", headers=headers)


def rows(kind: str) -> Callable[[Context], Response]:
    """The answer of one list."""
    listing = LISTINGS[kind]

    def answer(context: Context) -> Response:
        page = read_page(listing, context.store, context.params, whole=True)
        found = {
            "rows": shaped(kind, page.rows), "total": page.total,
            "page": page.number, "pages": page.pages,
        }  # fmt: skip
        return as_json(found, page_links(context, page))

    return answer


def relation(context: Context) -> Response:
    params = context.params
    if not (params.actor and params.partner):
        raise UsageError("actor and with are needed: the two whose relation is asked for")
    check_connected(context.store)
    found = ask(context.store, params.actor, params.partner, params.since, params.until)
    return as_json(msgspec.convert(msgspec.to_builtins(found), Relation))


def openapi(context: Context) -> Response:
    return as_json(description())


VIEWS = (
    *((f"/api/v1/{kind}", rows(kind)) for kind in LISTINGS),
    ("/api/v1/relation", relation),
    ("/api/openapi.json", openapi),
)
