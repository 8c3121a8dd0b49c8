"""The lists: a form of filters, a sortable table, pages, files to take along."""

from collections.abc import Callable

from starlette.responses import Response

from lagebild.picture.connected import DISPUTE_KINDS
from lagebild.picture.lists import ACTOR_KINDS
from lagebild.records import PLOVER_TYPES, QUOTE_KINDS, STATUSES
from lagebild.show.labels import labels
from lagebild.show.web.context import Context
from lagebild.show.web.listing import LISTINGS, Page, read_page

SHOWN = ("events", "happenings", "quotes", "articles", "actors", "ties", "stories", "disputes")


def view(kind: str) -> Callable[[Context], Response]:
    """The page of one list."""
    listing = LISTINGS[kind]

    def show(context: Context) -> Response:
        page = read_page(listing, context.store, context.params)
        response = context.html(
            "list.html", kind=kind, listing=listing, page=page, choices=choices(context, kind)
        )
        if links := page_links(context, page):
            response.headers["link"] = links
        return response

    return show


def choices(context: Context, kind: str) -> dict[str, list[tuple[str, str]]]:
    """The values that the form's selections offer, by filter: value and what it is called."""

    def named(values: tuple[str, ...], of: str) -> list[tuple[str, str]]:
        known = labels(context.language, of)
        return [(value, known.get(value, value)) for value in values]

    offered = {"status": named(STATUSES, "status"), "kind": named(DISPUTE_KINDS, "dispute")}
    if kind == "quotes":
        offered["type"] = named(QUOTE_KINDS, "quote")
    elif kind == "actors":
        offered["type"] = named(ACTOR_KINDS, "actor")
    else:
        offered["type"] = named(PLOVER_TYPES, "type")
    if kind == "ties":
        rows = context.store.rows("SELECT DISTINCT relation FROM known_ties ORDER BY 1")
        offered["relation"] = named(tuple(row["relation"] for row in rows), "tie")
    return offered


def page_links(context: Context, page: Page) -> str:
    """The Link header: where the first, the previous, the next and the last rows are."""
    wanted = {"first": 1, "last": page.pages}
    if page.number > 1:
        wanted["prev"] = page.number - 1
    if page.number < page.pages:
        wanted["next"] = page.number + 1
    return ", ".join(f'<{context.link(page=n)}>; rel="{rel}"' for rel, n in wanted.items())


VIEWS = tuple((f"/{kind}", view(kind)) for kind in SHOWN)
