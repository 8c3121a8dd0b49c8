"""Searching: words in the texts, and actors by any of their spellings."""

from starlette.responses import JSONResponse, Response

from lagebild.picture.question import actor_ids
from lagebild.show.web.context import Context
from lagebild.show.web.listing import LISTINGS, Page, Row, rows_of
from lagebild.show.web.pages.listed import choices, page_links
from lagebild.show.web.search import passage
from lagebild.store.lookup import has_lookup, plain_words

ACTORS, SUGGESTIONS = 8, 12
FILTERS = ("actor", "type", "since", "until")


def search(context: Context) -> Response:
    words = context.params.q or ""
    listing = LISTINGS["articles"]
    page = Page([], 0, 1, context.params.size)
    actors: list[Row] = []
    if words:
        page = _page(context, words)
        ids = actor_ids(context.store, words)[:200]
        actors = rows_of(LISTINGS["actors"], context.store, ids)
        actors.sort(key=lambda row: (-row["articles"], row["id"]))
    response = context.html(
        "search.html", words=words, listing=listing, page=page, actors=actors[:ACTORS],
        filters_offered=FILTERS, choices=choices(context, "events"),
        passages={row["id"]: passage(row["text"], words, row["language"]) for row in page.rows},
    )  # fmt: skip
    if links := page_links(context, page):
        response.headers["link"] = links
    return response


def _page(context: Context, words: str) -> Page:
    """The best articles among those that fit the other filters as well."""
    store, params = context.store, context.params
    hits = context.search.hits(store, words)
    ids = [hit.article for hit in hits]
    if params.actor or params.since or params.until or params.type:
        query = LISTINGS["articles"].ask(store, params)
        query.where("a.id IN (SELECT unnest($hits::VARCHAR[]))", hits=ids)
        if params.type:
            events = LISTINGS["events"].ask(store, params)
            query.where(f"a.id IN ({events.of('e.article')})", **events.values)
        kept = {row["id"] for row in store.rows(query.of("a.id AS id"), query.values)}
        ids = [id for id in ids if id in kept]
    start = (params.page - 1) * params.size
    rows = rows_of(LISTINGS["articles"], store, ids[start : start + params.size])
    return Page(rows, len(ids), params.page, params.size)


def suggest(context: Context) -> Response:
    """Names of actors that hold the words, for the fields of the forms."""
    words = context.params.q or ""
    if not words.strip():
        return JSONResponse([])
    store = context.store
    if has_lookup(store):
        bound = plain_words(store, words, "q")
        rows = store.rows(
            "SELECT x.name FROM find_actors x WHERE x.id IN (SELECT n.actor FROM find_names n "
            "WHERE contains(n.name, rtrim($q_plain, ' '))) "
            "ORDER BY x.articles DESC, x.name LIMIT $limit",
            bound | {"limit": SUGGESTIONS},
        )
    else:
        rows = store.rows(
            "SELECT name FROM article_actors WHERE contains(plain(name), plain($q)) "
            "GROUP BY name ORDER BY count(*) DESC, name LIMIT $limit",
            {"q": words, "limit": SUGGESTIONS},
        )
    return JSONResponse(list(dict.fromkeys(row["name"] for row in rows)))


VIEWS = (("/search", search), ("/suggest", suggest))
