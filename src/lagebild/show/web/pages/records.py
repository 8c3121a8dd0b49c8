"""The page of one happening, story or dispute."""

from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import Response

from lagebild.picture.connected import check_connected
from lagebild.show.web.context import Context
from lagebild.show.web.listing import LISTINGS, Row, read_page, rows_of
from lagebild.show.web.params import LARGEST_PAGE, Params


def one(context: Context, kind: str) -> Row:
    """The record that the address names. Raises HTTPException where there is none."""
    check_connected(context.store)
    found = rows_of(LISTINGS[kind], context.store, [context.id()])
    if not found:
        raise HTTPException(404)
    return found[0]


def articles_of(context: Context, ids: list[str]) -> list[Row]:
    """What is known of articles beside their text, by day of publication."""
    return context.store.rows(
        "SELECT a.id, a.title, a.outlet, a.published, a.url, a.language, a.chain, a.duplicates_of, "
        "v.voice FROM articles a LEFT JOIN voices v ON v.article = a.id "
        "WHERE a.id IN (SELECT unnest($ids::VARCHAR[])) ORDER BY a.day_first NULLS LAST, a.id",
        {"ids": ids},
    )


def happening(context: Context) -> Response:
    row = one(context, "happenings")
    events = rows_of(LISTINGS["events"], context.store, list(row["events"]))
    return context.html(
        "happening.html",
        row=row,
        events=events,
        articles={a["id"]: a for a in articles_of(context, list(row["articles"]))},
        disputes=disputes_on(context, list(row["articles"]), events),
        story=story_of(context, list(row["articles"])),
    )


def story(context: Context) -> Response:
    row = one(context, "stories")
    ids = list(row["articles"])
    happenings = context.store.rows(
        "SELECT h.id FROM happenings h WHERE list_has_any(h.articles, $ids::VARCHAR[]) "
        "ORDER BY h.voices DESC, len(h.articles) DESC, abs(coalesce(h.score, 0)) DESC, h.id "
        "LIMIT 60",
        {"ids": ids},
    )
    rows = rows_of(LISTINGS["happenings"], context.store, [h["id"] for h in happenings])
    rows.sort(key=lambda h: (h["day_first"] is None, str(h["day_first"]), h["id"]))
    return context.html(
        "story.html", row=row, articles=articles_of(context, ids), happenings=rows,
        disputes=disputes_among(context, ids), copies=copies_among(context, ids),
    )  # fmt: skip


def dispute(context: Context) -> Response:
    row = one(context, "disputes")
    ids = list(dict.fromkeys(side["article"] for side in row["sides"]))
    articles = {a["id"]: a for a in articles_of(context, ids)}
    return context.html(
        "dispute.html", row=row, articles=articles,
        around=[around(context, side) for side in row["sides"]],
        story=story_of(context, ids) if len(ids) > 1 else None,
    )  # fmt: skip


def around(context: Context, side: dict[str, Any], reach: int = 240) -> tuple[str, str]:
    """The words before and after a side's own, as far as the sentence or paragraph goes."""
    text = context.store.value("SELECT text FROM articles WHERE id = ?", [side["article"]]) or ""
    start, end = side["start"], side["end"]
    before = text[max(0, start - reach) : start].rpartition("\n")[2]
    after = text[end : end + reach].partition("\n")[0]
    if start > reach and before == text[start - reach : start]:
        before = "… " + before.partition(" ")[2]
    if after == text[end : end + reach] and len(text) > end + reach:
        after = after.rpartition(" ")[0] + " …"
    return before, after


def disputes_among(context: Context, articles: list[str]) -> list[Row]:
    """Disputes one of whose sides is in one of the articles."""
    found = context.store.rows(
        "SELECT h.id FROM disputes h WHERE list_has_any(list_transform(h.sides, "
        "lambda x: x.article), $ids::VARCHAR[]) ORDER BY h.day_first NULLS LAST, h.id LIMIT 50",
        {"ids": articles},
    )
    return rows_of(LISTINGS["disputes"], context.store, [row["id"] for row in found])


def disputes_on(context: Context, articles: list[str], events: list[Row]) -> list[Row]:
    """Disputes that touch the very sentences of these events."""
    spans = [(e["article"], e["sentence"]["start"], e["sentence"]["end"]) for e in events]
    return [
        row
        for row in disputes_among(context, articles)
        if any(
            side["article"] == article and side["start"] < end and start < side["end"]
            for side in row["sides"]
            for article, start, end in spans
        )
    ]


def story_of(context: Context, articles: list[str]) -> Row | None:
    """The story of several articles that these belong to."""
    found = context.store.rows(
        "SELECT id, title, articles FROM stories h WHERE len(articles) > 1 "
        "AND list_has_any(articles, $ids::VARCHAR[]) ORDER BY len(articles) DESC, id LIMIT 1",
        {"ids": articles},
    )
    return found[0] if found else None


def copies_among(context: Context, articles: list[str]) -> dict[str, Row]:
    """Which of the articles copies which other one, and how much of it."""
    rows = context.store.rows(
        "SELECT article, original, kind, share FROM copies "
        "WHERE article IN (SELECT unnest($ids::VARCHAR[]))",
        {"ids": articles},
    )
    return {row["article"]: row for row in rows}


def list_of(context: Context, kind: str, **wanted: Any) -> list[Row]:
    """All rows of a list that fit, up to the largest page."""
    return read_page(LISTINGS[kind], context.store, Params(size=LARGEST_PAGE, **wanted)).rows


VIEWS = (
    ("/happening/{id:path}", happening),
    ("/story/{id:path}", story),
    ("/dispute/{id:path}", dispute),
)
