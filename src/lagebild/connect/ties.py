"""Ties over time: who holds which office, belongs to what, since when, as the articles tell it."""

from collections import Counter
from datetime import date
from functools import cache

from lagebild.connect.disputes.dispute import Row
from lagebild.connect.disputes.numbers import LANGUAGES, pattern
from lagebild.connect.disputes.passages import passages
from lagebild.connect.disputes.states import ends_of_membership
from lagebild.ids import digest
from lagebild.language.gazetteer import place_named
from lagebild.language.nouns import actor_noun
from lagebild.language.tables import load_table
from lagebild.store import Store

LONGEST_ROLE = 60

# Offices that the articles give to persons; the day of publication is when it held.
_ROLES = """
WITH told AS (
    SELECT x.article, x.id, x.country AS land, unnest(x.roles) AS r FROM article_actors x
    WHERE x.kind = 'person')
SELECT 'holds_office' AS relation, told.id AS subject, r.role AS object,
    coalesce(r.country, land) AS country, r.since AS since, r.until AS until,
    told.article, r.evidence[1]."start" AS "start", r.evidence[1]."end" AS "end",
    r.evidence[1]."text" AS "text"
FROM told WHERE len(r.evidence) > 0
"""

_TOLD = """
SELECT relation, subject, object, NULL AS country, since, until, article,
    evidence[1]."start" AS "start", evidence[1]."end" AS "end", evidence[1]."text" AS "text"
FROM ties WHERE len(evidence) > 0
"""

# What an event begins: a suspension, an accession.
_BEGUN = """
SELECT CASE t.grp WHEN 'SANCTION suspend' THEN 'suspended_from' ELSE 'member_of' END AS relation,
    coalesce(e.actors[1].country, e.actors[1].actor) AS subject,
    list_filter(e.recipients, lambda x: x.actor LIKE 'org:%')[1].actor AS object, NULL AS country,
    CASE WHEN e.day_first IS NOT NULL THEN e.date.value END AS since, NULL AS until, e.article,
    e.sentence."start" AS "start", e.sentence."end" AS "end", e.sentence."text" AS "text"
FROM events e JOIN told t ON t.event = e.id
WHERE t.grp IN ('SANCTION suspend', 'join') AND e.status = 'actual'
    AND e.actors[1].actor IS NOT NULL AND subject IS NOT NULL AND object IS NOT NULL
"""

_KNOWN = """
INSERT INTO known_ties
WITH told AS (
    SELECT n.*, a.day_first, a.day_last, a.run, v.voice FROM new_ties n
    JOIN articles a ON a.id = n.article LEFT JOIN voices v ON v.article = n.article)
SELECT id, any_value(relation), any_value(subject), any_value(object), min(since), min(until),
    list(struct_pack(article := article, "start" := "start", "end" := "end", "text" := "text")
        ORDER BY day_first NULLS LAST, article, "start"),
    count(DISTINCT article), count(DISTINCT voice), min(day_first), max(day_last), min(run)
FROM told GROUP BY id ORDER BY id
"""


_WHEN = """
SELECT value FROM dates WHERE article = ? AND "start" >= ? AND "end" <= ? AND type = 'DATE'
    AND regexp_full_match(value, '\\d{4}(-\\d\\d(-\\d\\d)?)?') ORDER BY "start" LIMIT 1
"""


# The first thing named behind the words, where it is a place and no state.
_PLACES = """
SELECT words FROM (
    SELECT "text" AS words, label, actor FROM mentions WHERE article = $article
        AND "start" >= $start AND "end" <= $end ORDER BY "start" LIMIT 1)
WHERE label IN ('GPE', 'LOC') AND (actor IS NULL OR len(actor) != 3)
"""


def connect_ties(store: Store) -> None:
    """Fill `known_ties` from told ties, offices, and what begins or ends a tie."""
    rows = [*_ended(store), *_gained(store)]
    for sql in (_ROLES, _TOLD, _BEGUN):
        for row in store.rows(sql):
            if row["relation"] == "holds_office":
                row["object"] = _office(row["object"], row["country"])
            if row["object"] is None:
                continue
            rows.append(row)
    name_offices(rows)
    for row in rows:
        row["id"] = "t" + digest(row["relation"], row["subject"], row["object"])[:12]
    store.execute(
        "CREATE OR REPLACE TEMP TABLE new_ties (id VARCHAR, relation VARCHAR, subject VARCHAR, "
        'object VARCHAR, since VARCHAR, until VARCHAR, article VARCHAR, "start" INTEGER, '
        '"end" INTEGER, "text" VARCHAR)'
    )
    store.insert("new_ties", rows)
    store.execute("DELETE FROM known_ties")
    store.execute(_KNOWN)
    store.execute("DROP TABLE new_ties")


def _ended(store: Store) -> list[Row]:
    """Memberships told as suspended or left: by the first state of the sentence, in the last
    organisation named before."""
    found: list[Row] = []
    for passage in ends_of_membership(store):
        side = passage.side
        bodies = [actor for start, actor, _ in passage.order
                  if actor and actor[:4] == "org:" and start < passage.hit.end()]  # fmt: skip
        lands = [land for start, _, land in passage.order if land and start >= side.start]
        if not bodies or not lands:
            continue
        when = store.value(_WHEN, [side.article, side.start, side.end])
        left = bool(pattern("left_for_good").search(passage.hit[0]))
        found.append(
            {"relation": "member_of" if left else "suspended_from", "subject": lands[0],
             "object": bodies[-1], "country": None, "since": None if left else when,
             "until": (when or _day(passage.high)) if left else None, "article": side.article,
             "start": side.start, "end": side.end, "text": side.text}
        )  # fmt: skip
    return found


def _gained(store: Store) -> list[Row]:
    """Who gained control of a place, where the sentence names one place and a state before it."""
    found: list[Row] = []
    for passage in passages(store, pattern("gained_control")):
        side = passage.side
        lands = [land for start, _, land in passage.order
                 if land and side.start <= start < passage.hit.end()]  # fmt: skip
        places = store.rows(
            _PLACES, {"article": side.article, "start": passage.hit.end(), "end": side.end}
        )
        if not lands or passage.title or not places:
            continue
        when = store.value(_WHEN, [side.article, side.start, side.end])
        found.append(
            {"relation": "controls", "subject": lands[0], "object": place_name(places[0]["words"]),
             "country": None, "since": when, "until": None, "article": side.article,
             "start": side.start, "end": side.end, "text": side.text}
        )  # fmt: skip
    return found


def name_offices(rows: list[Row]) -> None:
    """One office of one person under one name.

    "Sprecher (RUS)" of one who is also told to be "Kremlsprecher (RUS)" is that office, and
    "president (RUS)" is "Präsident (RUS)".
    """
    held = [row for row in rows if row["relation"] == "holds_office"]
    offices: dict[str, set[str]] = {}
    for row in held:
        offices.setdefault(row["subject"], set()).add(row["object"])
    for row in held:
        name = row["object"]
        if pattern("short_office").search(name):
            longer = [o for o in offices[row["subject"]] if o.lower().endswith(name.lower())]
            row["object"] = max(longer, key=lambda o: (len(o), o))
    told: dict[tuple[str, str], Counter[str]] = {}
    for row in held:
        told.setdefault((row["subject"], _sort(row["object"])), Counter())[row["object"]] += 1
    for row in held:
        names = told[row["subject"], _sort(row["object"])]
        row["object"] = max(names, key=lambda n: (not _english(n), names[n], n))


@cache
def _high_offices() -> dict[str, tuple[str, str]]:
    """For each word of the table its office and its language."""
    return {
        word: (row["office"], language)
        for language in LANGUAGES
        for row in load_table(language, "connect_offices")
        for word in row["words"].split("|")
    }


def _sort(name: str) -> str:
    """The high office that the words mean with its country, else the words."""
    word, _, country = name.rpartition(" (")
    office = _high_offices().get(word.lower())
    return f"{office[0]} ({country}" if office else name


def _english(name: str) -> bool:
    office = _high_offices().get(name.rpartition(" (")[0].lower())
    return office is not None and office[1] == "en"


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def place_name(words: str) -> str:
    """The usual name of a place."""
    known = place_named(words) or place_named(words.removesuffix("s"))
    return known.name if known else words


def _office(role: str, country: str | None) -> str | None:
    """ "russischen Präsidenten" as "Präsident (RUS)"; None where the words name no office."""
    if len(role) > LONGEST_ROLE or country is None or pattern("role_former").search(role):
        return None
    deputy = "Vize-" if pattern("role_deputy").search(role) else ""
    for word in reversed(role.split()):
        noun = actor_noun(word) or actor_noun(word, "en")
        if noun is not None and noun.kind == "person" and word[:1].isupper():
            whole = len(noun.modifier) > 2
            head = f"-{noun.lemma}" if noun.hyphened else noun.lemma.lower()
            name = noun.modifier.removesuffix("-") + head if whole else noun.lemma
            if pattern("no_office").search(name):
                return None
            body = pattern("office_of").match(role.partition(word)[2])
            of = f" {body[1]}" if body and pattern("head_of").search(name) else ""
            return f"{deputy}{name.removeprefix('US-')}{of} ({country})"
    return None
