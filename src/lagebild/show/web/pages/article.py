"""An article: its text with everything marked that was read in it, beside the rows."""

from starlette.exceptions import HTTPException
from starlette.responses import Response

from lagebild.show.web.context import Context
from lagebild.show.web.listing import LISTINGS, Row, parts_of, rows_of
from lagebild.show.web.marks import blocks, event_marks, plain_marks, quote_marks
from lagebild.show.web.pages.records import articles_of, disputes_among, story_of
from lagebild.store.connected import has_tables

RECORDS_SHOWN = 2000


def article(context: Context) -> Response:
    id = context.id()
    found = rows_of(LISTINGS["articles"], context.store, [id])
    if not found:
        raise HTTPException(404)
    row = found[0] | {"parts": parts_of(context.store, id)}
    own = row["duplicates_of"] or id
    events, quotes = _records(context, "events", own), _records(context, "quotes", own)
    mentions, dates = _plain(context, "mentions", own), _plain(context, "dates", own)
    marks = [
        *event_marks(events), *quote_marks(quotes),
        *plain_marks(mentions, "mention"), *plain_marks(dates, "day"),
    ]  # fmt: skip
    connected = has_tables(context.store)
    return context.html(
        "article.html",
        row=row,
        blocks=blocks(row, marks),
        events=events,
        quotes=quotes,
        dates=dates,
        people=_people(mentions),
        names=_names(context, mentions),
        disputes=disputes_among(context, [id]) if connected else [],
        story=story_of(context, [id]) if connected else None,
        original=articles_of(context, [own])[0] if connected and own != id else None,
    )


def _records(context: Context, kind: str, article: str) -> list[Row]:
    start = 'e."trigger"."start"' if kind == "events" else 'q."start"'
    letter = start[0]
    ids = context.store.rows(
        f"SELECT {letter}.id FROM {kind} {letter} WHERE {letter}.article = $article "
        f"ORDER BY {start}, {letter}.id LIMIT {RECORDS_SHOWN}",
        {"article": article},
    )
    return rows_of(LISTINGS[kind], context.store, [row["id"] for row in ids])


def _plain(context: Context, table: str, article: str) -> list[Row]:
    return context.store.rows(
        f'SELECT * FROM {table} WHERE article = $article ORDER BY "start", id '
        f"LIMIT {RECORDS_SHOWN}",
        {"article": article},
    )


def _people(mentions: list[Row]) -> list[tuple[str, list[Row]]]:
    """The mentions by actor, those of the most mentions first; unresolved ones last."""
    groups: dict[str, list[Row]] = {}
    for mention in mentions:
        groups.setdefault(mention["actor"] or "", []).append(mention)
    return sorted(groups.items(), key=lambda item: (not item[0], -len(item[1]), item[0]))


def _names(context: Context, mentions: list[Row]) -> dict[str, str]:
    rows = context.store.rows(
        "SELECT id, first(name ORDER BY mentions DESC, name) AS name FROM article_actors "
        "WHERE id IN (SELECT unnest($ids::VARCHAR[])) GROUP BY id",
        {"ids": sorted({m["actor"] for m in mentions if m["actor"]})},
    )
    return {row["id"]: row["name"] for row in rows}


VIEWS = (("/article/{id:path}", article),)
