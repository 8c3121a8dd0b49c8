"""The timeline: how much happened when, and what."""

import msgspec
from starlette.responses import Response

from lagebild.picture.months import by_month, main_stretch, without_gaps
from lagebild.show.web.context import Context
from lagebild.show.web.listing import LISTINGS, read_page
from lagebild.show.web.pages.listed import choices, page_links


def timeline(context: Context) -> Response:
    listing = LISTINGS["timeline"]
    if context.params.sort is None:
        context.params = msgspec.structs.replace(context.params, sort="-date")
    page = read_page(listing, context.store, context.params)
    months = by_month(context.store, listing.query(context.store, context.params), "e")
    response = context.html(
        "timeline.html", kind="timeline", listing=listing, page=page, months=months,
        chart=without_gaps(main_stretch(months)), choices=choices(context, "timeline"),
    )  # fmt: skip
    if links := page_links(context, page):
        response.headers["link"] = links
    return response


VIEWS = (("/timeline", timeline),)
