"""The network of actors: who meets whom, drawn for the strongest links and listed beside."""

from starlette.responses import Response

from lagebild.picture.connected import check_connected
from lagebild.picture.network import links
from lagebild.show.web.context import Context
from lagebild.show.web.listing import LISTINGS, Row
from lagebild.show.web.pages.listed import choices

MOST_LINKS = 60


def network(context: Context) -> Response:
    check_connected(context.store)
    listing = LISTINGS["happenings"]
    rows = links(context.store, listing.query(context.store, context.params), MOST_LINKS)
    return context.html(
        "network.html", kind="network", listing=listing, rows=rows, graph=graph(rows),
        choices=choices(context, "happenings"), most=MOST_LINKS,
    )  # fmt: skip


def graph(rows: list[Row]) -> dict[str, list[Row]]:
    """Nodes and edges as the drawing wants them."""
    weight: dict[str, int] = {}
    names: dict[str, str] = {}
    for row in rows:
        for side in ("first", "second"):
            names[row[side]] = row[f"{side}_name"] or row[side]
            weight[row[side]] = weight.get(row[side], 0) + row["happenings"]
    return {
        "nodes": [{"id": id, "name": names[id], "weight": weight[id]} for id in sorted(names)],
        "edges": [
            {
                "from": row["first"], "to": row["second"], "weight": row["happenings"],
                "score": round(row["score"] or 0, 2),
            }
            for row in rows
        ],
    }  # fmt: skip


VIEWS = (("/network", network),)
