"""A number of members that does not fit a list, or another article's number."""

from dataclasses import replace

from lagebild.connect.disputes.dispute import Dispute, Side
from lagebild.connect.disputes.numbers import number_of, pattern
from lagebild.connect.disputes.passages import Passage, passages
from lagebild.store import Store

LARGEST = 60
LONGEST_HEAD = 90

_LISTS = """
WITH pieces AS (SELECT id AS article, unnest(parts) AS p FROM articles WHERE len(parts) > 0),
kept AS (SELECT article, p.kind AS kind, p."text" AS "text", p."at" AS "at" FROM pieces
    WHERE p.kept),
numbered AS (
    SELECT *, sum((kind != 'list')::INTEGER) OVER (PARTITION BY article ORDER BY "at") AS block
    FROM kept)
SELECT article, arg_max("text", "at") FILTER (kind != 'list') AS head,
    max("at") FILTER (kind != 'list') AS head_at,
    list("text" ORDER BY "at") FILTER (kind = 'list') AS items,
    max("at" + len("text")) AS "end"
FROM numbered GROUP BY article, block HAVING count(*) FILTER (kind = 'list') > 0
ORDER BY article, block
"""

_ORGANISATIONS = """
SELECT DISTINCT m.actor, x.name FROM mentions m JOIN articles a ON a.id = m.article
LEFT JOIN actors x ON x.id = m.actor
WHERE m.article = $article AND m."start" >= $start AND m."end" <= $end AND m.actor LIKE 'org:%'
ORDER BY m.actor
"""

_NAMES = "SELECT id, name FROM actors WHERE id LIKE 'org:%'"


def find_member_disputes(store: Store) -> list[Dispute]:
    """Numbers of members of one organisation that differ, in and between articles."""
    told: dict[str, list[tuple[int, bool, Side, str]]] = {}
    for row in store.rows(_LISTS):
        head, items = row["head"] or "", _items(row["items"])
        if len(head) > LONGEST_HEAD or not pattern("list_head").search(head) or len(items) < 2:
            continue
        text = store.value('SELECT "text" FROM articles WHERE id = ?', [row["article"]])
        start, end = row["head_at"], row["end"]
        side = Side(row["article"], start, end, text[start:end], str(len(items)))
        for actor, name in _named(store, side):
            told.setdefault(actor, []).append((len(items), True, side, name))
    names = {row["id"]: row["name"] for row in store.rows(_NAMES)}
    for passage in passages(store, pattern("members")):
        words = next(group for group in passage.hit.groups() if group)
        number = number_of(words)
        bodies = [actor for actor in passage.actors if actor.startswith("org:")]
        if number is not None and 2 <= number <= LARGEST and len(bodies) == 1:
            side = replace(passage.side, value=words)
            name = names.get(bodies[0], bodies[0])
            told.setdefault(bodies[0], []).append((number, False, side, name))
    return [d for actor in sorted(told) if (d := _differ(told[actor]))] + _attended(store, told)


def _items(texts: list[str]) -> list[str]:
    lines = [line.strip(" \t•-–*") for text in texts for line in text.splitlines()]
    return [line for line in lines if line]


def _named(store: Store, side: Side) -> list[tuple[str, str]]:
    found = store.rows(
        _ORGANISATIONS, {"article": side.article, "start": side.start, "end": side.end}
    )
    return [(row["actor"], row["name"] or row["actor"]) for row in found]


def _differ(told: list[tuple[int, bool, Side, str]]) -> Dispute | None:
    """One dispute an organisation: a list against a number, else two numbers."""
    ordered = sorted(told, key=lambda t: (not t[1], t[2].place))
    first = ordered[0]
    near = [t for t in ordered if t[0] != first[0]]
    near.sort(key=lambda t: (t[2].article != first[2].article, t[2].place))
    if not near:
        return None
    other = near[0]
    reason = "members_list" if first[1] else "members_two"
    words = (str(other[2].value), str(first[2].value))
    return Dispute("figures", first[3], (other[2], first[2]), reason, words)


def _attended(store: Store, told: dict[str, list[tuple[int, bool, Side, str]]]) -> list[Dispute]:
    """As many took part as a list has members, though one of those on it is told to have stayed
    away."""
    lists: dict[str, list[tuple[int, Side, str]]] = {}
    for actor in sorted(told):
        for count, listed, side, name in told[actor]:
            if listed:
                lists.setdefault(side.article, []).append((count, side, name))
    absent: dict[str, Passage] = {}
    for passage in passages(store, pattern("absent")) if lists else []:
        absent.setdefault(passage.side.article, passage)
    found = []
    for present in passages(store, pattern("attended")) if absent else []:
        number = number_of(next(group for group in present.hit.groups() if group))
        away = absent.get(present.side.article)
        for count, side, name in lists.get(present.side.article, ()):
            if away is not None and count == number and _on(store, side, away):
                sides, words = (present.side, away.side, side), (str(count), name)
                found.append(Dispute("figures", name, sides, "attended", words))
    return found


def _on(store: Store, side: Side, away: Passage) -> bool:
    """Whether a state of the list is named in the sentence."""
    rows = store.rows(
        'SELECT DISTINCT actor FROM mentions WHERE article = $article AND "start" >= $start '
        'AND "end" <= $end',
        {"article": side.article, "start": side.start, "end": side.end},
    )
    return bool({row["actor"] for row in rows} & away.lands)
