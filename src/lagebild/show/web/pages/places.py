"""The map: where it happened, drawn and listed."""

from functools import cache

from starlette.responses import Response

from lagebild.picture import places as picture
from lagebild.picture import summary
from lagebild.picture.connected import check_connected
from lagebild.show.web.context import Context
from lagebild.show.web.listing import LISTINGS, Row
from lagebild.show.web.pages.listed import choices

MOST_PLACES = 300


def places(context: Context) -> Response:
    check_connected(context.store)
    listing = LISTINGS["events"]
    rows = picture.places(context.store, listing.query(context.store, context.params), MOST_PLACES)
    codes = sorted({row["country"] for row in rows if row["country"]})
    return context.html(
        "map.html", kind="map", listing=listing, rows=rows, drawn=drawn(rows),
        choices=choices(context, "events"),
        names=summary.side_names(context.store, codes, context.language),
    )  # fmt: skip


def drawn(rows: list[Row]) -> dict[str, object]:
    """What the map shows: points with a place in the world, and countries by their number."""
    countries: dict[str, int] = {}
    for row in rows:
        number = numbers().get(row["country"] or "")
        if number:
            countries[number] = countries.get(number, 0) + row["happenings"]
    points = [
        {
            "name": row["name"], "lat": row["lat"], "lon": row["lon"],
            "count": row["happenings"], "conflict": row["conflict"],
        }
        for row in rows
        if row["lat"] is not None and row["lon"] is not None
    ]  # fmt: skip
    return {"countries": countries, "points": points}


@cache
def numbers() -> dict[str, str]:
    """The numbers that the map's outlines carry, by the code of the state."""
    import pycountry

    return {country.alpha_3: country.numeric for country in pycountry.countries}


VIEWS = (("/map", places),)
