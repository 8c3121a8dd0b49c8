"""The overview: how much there is, what is new, who is busy, what does not fit."""

from starlette.responses import Response

from lagebild.picture import summary
from lagebild.picture.connected import check_connected
from lagebild.show.web.context import Context
from lagebild.show.web.listing import LISTINGS, read_page
from lagebild.show.web.params import Params

NEW_ROWS, BUSY_ROWS, PAIR_ROWS, DISPUTE_ROWS = 8, 12, 12, 6


def overview(context: Context) -> Response:
    store = context.store
    check_connected(store)
    pairs = summary.pairs(store, PAIR_ROWS)
    sides = sorted({side for row in pairs for side in (row["first"], row["second"])})
    disputes = read_page(LISTINGS["disputes"], store, Params(size=DISPUTE_ROWS, sort="-published"))
    return context.html(
        "overview.html",
        counts=summary.counts(store),
        period=summary.period(store),
        news=summary.newest(store, NEW_ROWS).rows(store),
        actors=summary.busiest(store, BUSY_ROWS),
        pairs=pairs,
        names=summary.side_names(store, sides, context.language),
        disputes=disputes,
    )


VIEWS = (("/", overview),)
