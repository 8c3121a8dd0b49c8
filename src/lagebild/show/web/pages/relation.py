"""The relation of two actors over time: how it went, who says so, what does not fit."""

from starlette.responses import Response

from lagebild.picture import summary
from lagebild.picture.connected import check_connected
from lagebild.picture.months import without_gaps
from lagebild.picture.question import Query, days_of
from lagebild.picture.relation import Month
from lagebild.picture.relation import relation as ask
from lagebild.picture.voices import tellers
from lagebild.show.web.context import Context
from lagebild.show.web.listing import LISTINGS, Row, page_of
from lagebild.show.web.params import Params

PAIRS, ROWS, QUOTES, TELLERS = 24, 30, 12, 40


def relation(context: Context) -> Response:
    check_connected(context.store)
    params, store = context.params, context.store
    if not (params.actor and params.partner):
        pairs = summary.pairs(store, PAIRS)
        sides = sorted({side for row in pairs for side in (row["first"], row["second"])})
        names = summary.side_names(store, sides, context.language)
        return context.html("relation_choice.html", pairs=pairs, names=names)
    found = ask(store, params.actor, params.partner, params.since, params.until)
    both = Params(actor=params.actor, partner=params.partner, size=ROWS)
    told = LISTINGS["happenings"].query(store, both)
    in_period(told, params, "h.day_first", "h.day_last")
    undated = LISTINGS["happenings"].query(store, both)
    undated.where("h.day_first IS NULL")
    actual = LISTINGS["happenings"].query(store, both)
    actual.where("h.status = 'actual'")
    in_period(actual, params, "h.day_first", "h.day_last")
    unfit = LISTINGS["disputes"].query(store, both)
    in_period(unfit, params, "h.day_first", "h.day_last")
    return context.html(
        "relation.html",
        found=found,
        title=_title(context),
        chart=without_gaps([_bar(month) for month in found.months]),
        happenings=page_of(LISTINGS["happenings"], told, store, both),
        undated=page_of(LISTINGS["happenings"], undated, store, both),
        tellers=tellers(store, actual, TELLERS),
        quotes=_said(context),
        disputes=page_of(LISTINGS["disputes"], unfit, store, both),
    )


def in_period(query: Query, params: Params, first: str, last: str) -> None:
    """Keep what touches the period, and what has no date at all: it may belong there."""
    if since := days_of(params.since, "since"):
        query.where(f"{last} IS NULL OR {last} >= $period_first", period_first=since[0])
    if until := days_of(params.until, "until"):
        query.where(f"{first} IS NULL OR {first} <= $period_last", period_last=until[1])


def _bar(month: Month) -> dict[str, object]:
    return {
        "month": month.month, "cooperation": month.cooperation, "conflict": month.conflict,
        "score": month.score, "turn": month.turn,
    }  # fmt: skip


def _title(context: Context) -> tuple[str, str]:
    given = [context.params.actor or "", context.params.partner or ""]
    codes = [name.upper() if len(name) == 3 else name for name in given]
    names = summary.side_names(context.store, [*given, *codes], context.language)
    first, second = (names.get(g) or names.get(c) or g for g, c in zip(given, codes, strict=True))
    return first, second


def _said(context: Context) -> list[Row]:
    """What either says that names the other."""
    params, listing, rows = context.params, LISTINGS["quotes"], {}
    for speaker, about in ((params.actor, params.partner), (params.partner, params.actor)):
        wanted = Params(speaker=speaker, about=about, size=QUOTES)
        query = listing.query(context.store, wanted)
        in_period(query, params, "a.day_first", "a.day_last")
        for row in page_of(listing, query, context.store, wanted).rows:
            rows[row["id"]] = row
    return list(rows.values())


VIEWS = (("/relation", relation),)
