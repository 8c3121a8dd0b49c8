"""Rows of the store that answer a question, each with its evidence."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from lagebild.ask.understand import Asked, NotUnderstood, understand
from lagebild.ask.who import Named, office_objects
from lagebild.language.states import states
from lagebild.picture.connected import (
    Chosen,
    check_connected,
    disputes,
    happenings,
    party_values,
    ties,
)
from lagebild.picture.lists import articles, quotes
from lagebild.picture.question import Filters, Query, actor_ids, actor_values
from lagebild.picture.relation import between
from lagebild.store import Store

ROWS = 50
Row = dict[str, Any]


@dataclass(frozen=True)
class Answer:
    """What the store says to a question.

    `asked`: the question as understood, or why it is not; `rows`: records of `table`, each with
    `evidence` [{article, start, end, text}]; `values`: the short answer (days, places, names), most
    told first; `more`: rows that were not fetched.
    """

    question: str
    asked: Asked | NotUnderstood
    table: str = ""
    rows: tuple[Row, ...] = ()
    values: tuple[str, ...] = ()
    more: int = 0


def ask(store: Store, question: str, today: date | None = None) -> Answer:
    """Answer a question in plain words from what is stored.

    `today`: what "yesterday" is counted from, by default the day of the newest article. Raises
    UsageError where the store was never connected.
    """
    check_connected(store)
    newest = store.value("SELECT max(day_last) FROM articles")
    asked = understand(store, question, today or newest or date.today())
    if isinstance(asked, NotUnderstood):
        return Answer(question, asked)
    table, query = _QUERIES[asked.kind](store, asked)
    query.limit = ROWS
    rows = query.rows(store)
    more = query.count(store) - len(rows) if len(rows) == ROWS else 0
    found = tuple(row | {"evidence": _evidence(table, row)} for row in rows)
    return Answer(question, asked, table, found, _values(asked, table, found, store), more)


def _filters(asked: Asked, **more: Any) -> Filters:
    period = asked.period
    return Filters(
        since=period.since if period else None, until=period.until if period else None, **more
    )


def _events(store: Store, asked: Asked) -> tuple[str, Query]:
    query = happenings(store, _filters(asked, status=asked.status), Chosen())
    if asked.types:
        query.where(
            "(list_contains($kinds, h.type) OR list_contains($kinds, h.type || '/' || h.mode)) "
            "AND NOT list_contains($but, coalesce(h.mode, ''))",
            kinds=[t for t in asked.types if not t.startswith("-")],
            but=[t[1:] for t in asked.types if t.startswith("-")],
        )
    _add_side(store, query, asked.actor, "actor", "h.actors")
    _add_side(store, query, asked.recipient, "recipient", "h.recipients")
    for number, named in enumerate(asked.among):
        sides = "list_concat(h.actors, h.recipients)"
        _add_side(store, query, named, f"among{number}", sides)
    if len(asked.among) > 1:
        query.where("len(list_concat(h.actors, h.recipients)) > 1")
    if asked.place is not None:
        whole = asked.place.kind == "state"
        query.where(
            "has_words(h.place, $place) OR ($whole AND h.country = $land)",
            place=asked.place.shown, whole=whole, land=asked.place.country or "",
        )  # fmt: skip
    for number, topic in enumerate(asked.topics):
        query.where(
            f"EXISTS (SELECT 1 FROM events e WHERE e.happening = h.id AND "
            f"contains(plain(e.sentence.text), plain($topic{number})))",
            **{f"topic{number}": _stem(topic)},
        )
    return "happenings", query


def _add_side(store: Store, query: Query, named: Named | None, name: str, side: str) -> None:
    if named is None:
        return
    values = party_values(store, named.wanted, name)
    party = f"x.actor = ${name} OR list_contains(${name}_ids, x.actor) OR x.country = ${name}_land"
    words = f"(x.actor IS NULL AND has_words(x.name, ${name}))"
    query.where(f"len(list_filter({side}, lambda x: {party} OR {words})) > 0", **values)


def _stem(word: str) -> str:
    """Enough of a word to be found in its other forms."""
    return word[: max(5, len(word) - 2)] if len(word) > 5 else word


def _quotes(store: Store, asked: Asked) -> tuple[str, Query]:
    medium = asked.actor if asked.actor and asked.actor.kind == "medium" else None
    speaker = None if medium or asked.actor is None else asked.actor.wanted
    filters = _filters(
        asked,
        speaker=speaker,
        via=medium.shown if medium else None,
        stance=asked.stance,
        about=asked.about[0].wanted if asked.about else None,
    )
    query = quotes(store, filters)
    if asked.recipient is not None:
        values = actor_values(store, asked.recipient.wanted, "addressee")
        query.where(
            "q.addressee.actor = $addressee OR list_contains($addressee_ids, q.addressee.actor) "
            "OR q.addressee.country = upper($addressee) OR has_words(q.addressee.text, $addressee)",
            **values,
        )
    if asked.answer == "who":
        query.where("q.speaker.name IS NOT NULL")
    for number, topic in enumerate(asked.topics):
        query.where(
            f"contains(plain(q.text), plain($topic{number}))", **{f"topic{number}": _stem(topic)}
        )
    return "quotes", query


def _ties(store: Store, asked: Asked) -> tuple[str, Query]:
    query = ties(store, Filters(), Chosen(as_of=_as_of(asked), kinds=("member_of",)))
    for named, column in ((asked.actor, "subject"), (asked.recipient, "object")):
        if named is not None:
            ids = [*actor_ids(store, named.wanted), named.wanted]
            query.where(f"list_contains(${column}s, h.{column})", **{f"{column}s": ids})
    return "ties", query


def _as_of(asked: Asked) -> str | None:
    return (asked.period.until or asked.period.since) if asked.period else None


def _offices(store: Store, asked: Asked) -> tuple[str, Query]:
    kinds = ("holds_office", "leads")
    query = ties(store, Filters(), Chosen(as_of=_as_of(asked), kinds=kinds))
    if asked.actor is not None:
        query.where(
            "list_contains($subjects, h.subject)", subjects=actor_ids(store, asked.actor.wanted)
        )
    lands = [asked.recipient.country] if asked.recipient else list(states())
    objects = [o for land in lands if land for o in office_objects(asked.types, land)]
    if asked.types:
        query.where("list_contains($objects, lower(h.object))", objects=objects)
    elif asked.recipient is not None:
        query.where("ends_with(h.object, $land)", land=f"({asked.recipient.country})")
    return "ties", query


def _relation(store: Store, asked: Asked) -> tuple[str, Query]:
    first, second = asked.among
    period = asked.period
    since, until = (period.since, period.until) if period else (None, None)
    query = between(store, first.wanted, second.wanted, since, until)
    query.where("h.status = 'actual'")
    return "happenings", query


def _disputes(store: Store, asked: Asked) -> tuple[str, Query]:
    query = disputes(store, _filters(asked), Chosen())
    words = [*(n.shown for n in asked.about), *asked.topics]
    for number, word in enumerate(words):
        told = "len(list_filter(h.sides, lambda x: contains(plain(x.text), plain($w)))) > 0"
        name = f"w{number}"
        query.where(
            f"contains(plain(h.about), plain(${name})) OR {told.replace('$w', f'${name}')}",
            **{name: _stem(word)},
        )
    return "disputes", query


def _articles(store: Store, asked: Asked) -> tuple[str, Query]:
    filters = _filters(
        asked,
        agency=asked.actor.shown if asked.actor else None,
        actor=asked.about[0].wanted if asked.about else None,
    )
    query = articles(store, filters)
    for number, topic in enumerate(asked.topics):
        query.where(
            f"contains(plain(a.text), plain($topic{number}))", **{f"topic{number}": _stem(topic)}
        )
    return "articles", query


_QUERIES: dict[str, Callable[[Store, Asked], tuple[str, Query]]] = {
    "event": _events,
    "happen": _events,
    "new": _events,
    "say": _quotes,
    "tie": _ties,
    "office": _offices,
    "relation": _relation,
    "dispute": _disputes,
    "article": _articles,
}


def _evidence(table: str, row: Row) -> list[Row]:
    """Where the words stand that a row rests on."""
    if table in ("happenings", "ties"):
        return list(row["evidence"] or ())
    if table == "disputes":
        return list(row["sides"])
    if table == "quotes":
        return [{k: row[k] for k in ("article", "start", "end", "text")}]
    title = row["title"] or row["text"][:80]
    return [{"article": row["id"], "start": 0, "end": len(title), "text": title}]


def _values(asked: Asked, table: str, rows: Iterable[Row], store: Store) -> tuple[str, ...]:
    """The short answer: days, places or names, each once."""
    found: dict[str, int] = {}
    for row in rows:
        for value in _of_row(asked, table, row):
            found[value] = found.get(value, 0) + 1
    if asked.answer == "when":
        return tuple(found)
    return tuple(sorted(found, key=lambda value: -found[value]))


def _of_row(asked: Asked, table: str, row: Row) -> list[str]:
    if asked.answer == "when":
        return [row["date"]] if table == "happenings" and row["date"] else []
    if asked.answer == "where":
        return [row["place"]] if table == "happenings" and row["place"] else []
    if table == "quotes":
        return [row["speaker"]["name"]] if asked.answer == "who" and row["speaker"] else []
    if table == "ties":
        wanted = "object" if asked.answer == "whom" or asked.actor else "subject"
        return [row[f"{wanted}_name"] or row["object"]]
    if table == "happenings" and asked.answer in ("who", "whom"):
        return _names(asked, row)
    return []


def _names(asked: Asked, row: Row) -> list[str]:
    """Who did it, or to whom it was done; of equals, the others."""
    if asked.among:
        people = [*row["actors"], *row["recipients"]]
        given = {n.wanted for n in asked.among} | {n.shown for n in asked.among}
        countries = {n.wanted for n in asked.among if n.kind in ("state", "capital")}
        return [
            p["name"]
            for p in people
            if p["name"]
            and p["actor"] not in given
            and p["country"] not in countries
            and not any(word in p["name"] for word in given)
        ]
    side = row["actors"] if asked.answer == "who" else row["recipients"]
    return [p["name"] for p in side if p["name"]]
