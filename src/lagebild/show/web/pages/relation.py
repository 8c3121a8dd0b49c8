"""The relation of two actors over time: how it went, who says so, what does not fit."""

from starlette.responses import Response

from lagebild.picture import summary
from lagebild.picture.connected import check_connected
from lagebild.picture.months import without_gaps
from lagebild.picture.relation import relation as ask
from lagebild.picture.voices import tellers
from lagebild.show.web.context import Context
from lagebild.show.web.listing import LISTINGS, read_page
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
    own = Params(actor=params.actor, partner=params.partner, since=params.since, until=params.until)
    happenings = LISTINGS["happenings"]
    months = [
        {
            "month": month.month, "cooperation": month.cooperation, "conflict": month.conflict,
            "score": month.score, "turn": month.turn,
        }
        for month in found.months
    ]  # fmt: skip
    actual = Params(
        actor=params.actor, partner=params.partner, since=params.since, until=params.until,
        status=("actual",),
    )  # fmt: skip
    return context.html(
        "relation.html",
        found=found,
        title=_title(context),
        chart=without_gaps(months),
        happenings=read_page(happenings, store, _sized(own, ROWS)),
        tellers=tellers(store, happenings.query(store, actual), TELLERS),
        quotes=_said(context),
        disputes=read_page(LISTINGS["disputes"], store, _sized(own, ROWS)),
    )


def _title(context: Context) -> tuple[str, str]:
    given = [context.params.actor or "", context.params.partner or ""]
    codes = [name.upper() if len(name) == 3 else name for name in given]
    names = summary.side_names(context.store, [*given, *codes], context.language)
    first, second = (names.get(g) or names.get(c) or g for g, c in zip(given, codes, strict=True))
    return first, second


def _sized(params: Params, size: int) -> Params:
    import msgspec

    return msgspec.structs.replace(params, size=size)


def _said(context: Context) -> list[dict[str, object]]:
    """What either says that names the other."""
    params, rows = context.params, []
    for speaker, about in (
        (params.actor, params.partner), (params.partner, params.actor),
    ):  # fmt: skip
        wanted = Params(
            speaker=speaker, about=about, since=params.since, until=params.until, size=QUOTES
        )
        rows += read_page(LISTINGS["quotes"], context.store, wanted).rows
    return list({row["id"]: row for row in rows}.values())


VIEWS = (("/relation", relation),)
