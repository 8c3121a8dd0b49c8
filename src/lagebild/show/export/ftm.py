"""FollowTheMoney: entities for Aleph and OpenSanctions tools, one JSON object a line.

The model knows no type or status of an event and no direction: an Event only involves its parties.
What Lagebild knows beyond stands in its name, summary and keywords, and `proof` leads to the
articles.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from lagebild.ids import digest
from lagebild.language.states import states
from lagebild.show.export.files import plain, text_file
from lagebild.show.export.wish import Report, Wish, articles_of, happening_rows
from lagebild.show.titles import happening_title
from lagebild.store import Store

Row = dict[str, Any]

SCHEMATA = {
    "person": "Person", "state": "PublicBody", "organisation": "Organization",
    "group": "Organization", "office": "PublicBody",
}  # fmt: skip
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_LIKE_A_MEMBER = frozenset({"member_of"})


def write(store: Store, wish: Wish, path: Path) -> Report:
    """Write actors, articles, happenings and ties. Without a status asked for: what happened."""
    found = happening_rows(store, wish.facts())
    ties = _ties(store, wish)
    actors = _actors(store, [*_parties(found), *_bound(ties)])
    articles = articles_of(store, sorted({*_told_in(found), *_proofs(ties)}))
    # Several persons may hold one office: an entity is written once.
    entities = [
        *(_article(row) for row in articles.values()),
        *(_actor(row) for row in actors.values()),
        *_mentions(store, articles, actors),
        *(_event(row, actors, wish.language) for row in found),
        *(entity for tie in ties for entity in _tie(tie, actors)),
    ]
    once = {entity["id"]: entity for entity in entities}
    with text_file(path) as stream:
        for entity in once.values():
            stream.write(json.dumps(entity, ensure_ascii=False, sort_keys=True) + "\n")
    return Report(len(once))


def _key(*parts: object) -> str:
    return "lagebild-" + digest(*parts)


def _entity(id: str, schema: str, properties: dict[str, Iterable[object]]) -> Row:
    values = {
        name: list(dict.fromkeys(word for value in given if (word := plain(value))))
        for name, given in properties.items()
    }
    kept = {name: words for name, words in values.items() if words}
    return {"id": id, "schema": schema, "properties": kept}


def _parties(found: Sequence[Row]) -> Iterator[str]:
    for row in found:
        yield from (p["actor"] for p in [*row["actors"], *row["recipients"]] if p["actor"])


def _bound(ties: Sequence[Row]) -> Iterator[str]:
    for tie in ties:
        yield from (tie["subject"], tie["object"])


def _told_in(found: Sequence[Row]) -> Iterator[str]:
    for row in found:
        yield from row["articles"]


def _proofs(ties: Sequence[Row]) -> Iterator[str]:
    for tie in ties:
        yield from (e["article"] for e in tie["evidence"])


def _ties(store: Store, wish: Wish) -> list[Row]:
    from lagebild.picture.connected import Chosen
    from lagebild.picture.connected import ties as query
    from lagebild.picture.question import Filters

    return query(store, Filters(actor=wish.filters.actor), Chosen()).rows(store)


def _actors(store: Store, ids: Iterable[str]) -> dict[str, Row]:
    rows = store.rows(
        "SELECT id, name, kind, country, names, roles FROM actors "
        "WHERE id IN (SELECT unnest(?::VARCHAR[])) ORDER BY id",
        [sorted(set(ids))],
    )
    return {row["id"]: row for row in rows if row["kind"] in SCHEMATA}


def _actor(row: Row) -> Row:
    names = [name["text"] for name in row["names"] or ()]
    properties: dict[str, Iterable[object]] = {
        "name": [row["name"]],
        "alias": [name for name in names if name != row["name"]],
        "country": [_country(row["country"])],
    }
    if row["kind"] == "person":
        properties["position"] = [role["role"] for role in row["roles"] or ()]
    return _entity(_key("actor", row["id"]), SCHEMATA[row["kind"]], properties)


def _article(row: Row) -> Row:
    published = row["published"]["value"] if row["published"] else ""
    return _entity(
        _key("article", row["id"]),
        "Article",
        {
            "title": [row["title"] or row["id"]],
            "name": [row["title"] or row["id"]],
            "fileName": [row["id"]],
            "author": row["authors"] or (),
            "publishedAt": [_date(published)],
            "publisher": [row["outlet"]],
            "sourceUrl": [_url(row["url"])],
        },
    )


def _mentions(store: Store, articles: dict[str, Row], actors: dict[str, Row]) -> Iterator[Row]:
    rows = store.rows(
        "SELECT article, id, name, country FROM article_actors "
        "WHERE article IN (SELECT unnest(?::VARCHAR[])) ORDER BY article, id",
        [list(articles)],
    )
    for row in rows:
        if row["id"] in actors:
            properties: dict[str, Iterable[object]] = {
                "document": [_key("article", row["article"])],
                "resolved": [_key("actor", row["id"])],
                "name": [row["name"]],
                "detectedSchema": [SCHEMATA[actors[row["id"]]["kind"]]],
                "contextCountry": [_country(row["country"])],
            }
            yield _entity(_key("mention", row["article"], row["id"]), "Mention", properties)


def _event(row: Row, actors: dict[str, Row], language: str) -> Row:
    parties = [*row["actors"], *row["recipients"]]
    first, last = row["day_first"], row["day_last"]
    dates: dict[str, Iterable[object]] = {}
    if first is not None and first == last:
        dates["date"] = [first]
    elif first is not None:
        dates = {"startDate": [first], "endDate": [last]}
    unknown = [p["name"] for p in parties if p["actor"] not in actors]
    return _entity(
        _key("happening", row["id"]),
        "Event",
        {
            "name": [happening_title(row, language)],
            **dates,
            "involved": [_key("actor", p["actor"]) for p in parties if p["actor"] in actors],
            "namesMentioned": unknown,
            "location": [row["place"]],
            "country": [_country(row["country"])],
            "summary": [f"{row['type']}, {row['status']}, {row['voices']} independent sources"],
            "description": [e["text"] for e in row["evidence"] or ()],
            "keywords": [row["type"], row["mode"], row["status"]],
            "recordId": [row["id"]],
            "proof": [_key("article", article) for article in row["articles"]],
        },
    )


def _tie(tie: Row, actors: dict[str, Row]) -> Iterator[Row]:
    since, until = _date(tie["since"]), _date(tie["until"])
    common: dict[str, Iterable[object]] = {
        "startDate": [since], "endDate": [until], "recordId": [tie["id"]],
        "summary": [tie["evidence"][0]["text"]],
        "proof": [_key("article", e["article"]) for e in tie["evidence"]],
    }  # fmt: skip
    subject, object_ = tie["subject"], tie["object"]
    if subject not in actors:
        return
    who = [_key("actor", subject)]
    if tie["relation"] == "holds_office":
        yield from _office(tie, actors[subject], who, common)
    elif object_ in actors:
        whom = [_key("actor", object_)]
        if tie["relation"] in _LIKE_A_MEMBER:
            ends: dict[str, Iterable[object]] = {"member": who, "organization": whom}
            schema = "Membership"
        else:
            ends = {"subject": who, "object": whom, "role": [tie["relation"].replace("_", " ")]}
            schema = "UnknownLink"
        yield _entity(_key("tie", tie["id"]), schema, {**ends, **common})


def _office(
    tie: Row, holder: Row, who: list[str], common: dict[str, Iterable[object]]
) -> Iterator[Row]:
    """The post, and that the person holds it; the office's words end in the state's code."""
    if holder["kind"] != "person":
        return
    post = _key("office", tie["object"])
    code = re.search(r"\(([A-Z]{3})\)$", tie["object"])
    country = [_country(code[1])] if code else []
    yield _entity(post, "Position", {"name": [tie["object"]], "country": country})
    yield _entity(_key("tie", tie["id"]), "Occupancy", {"holder": who, "post": [post], **common})


def _country(code: str | None) -> str:
    """The model's country code: ISO 3166 alpha-2 in small letters."""
    state = states().get(code or "")
    if state is None or state.kind == "former":
        return ""
    return state.iso2.lower()


def _date(value: str | None) -> str:
    """The value where it is a year, a month or a day; nothing for weeks, seasons and spans."""
    words = (value or "")[:10]
    plain_date = value is not None and "/" not in value and _DATE.fullmatch(words)
    return words if plain_date else ""


def _url(url: str | None) -> str:
    return url if url and url.startswith(("http://", "https://")) else ""
