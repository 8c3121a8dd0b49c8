"""What each event says about the happening it belongs to, as one row to be compared.

The temp table `told` has for every event:

- grp: the kind of occurrence; class: status, or "open" where planned, held and cancelled are one
  sequence; great; mutual: who acts and who
  is met does not matter.
- d1, d2: first and last day; NULL where unknown. month: of the year, where only that is known.
- c: countries of those who take part; ac, rc: of the actors, of the recipients; p: persons as
  "country|id"; o: actors without a country; place, place_is_country, lat, lon.
- keys: the pairs (or the single party) by which like events are looked up.
- when: the words of time in the sentence of an event without a date.
- alone: the article, where nothing but one country and a word of speech ("kritisierte") is known:
  two articles of one day that say that much need not mean the same.
- pub: day of publication; at, sentence_at: offsets; lead: among the article's first sentences;
  definite: told as something known ("das Treffen"); named: with a name in it ("G-20-Gipfel").
"""

from lagebild.connect.happenings.cues import cue_rows
from lagebild.language.gazetteer import place_named
from lagebild.language.states import state_named
from lagebild.store import Store

KEYS_FROM = 6
LEAD = 450

_DEFINITE = (
    r"(?i)(^|\s)(der|die|das|dem|den|des|diese[mnrs]?|beim|zum|zur|vom|the|this|that|these)"
    r"\s+(\S+\s+){0,2}$"
)
_MACROS = (
    "CREATE OR REPLACE TEMP MACRO lands(p) AS list_distinct(list_transform(p, "
    "lambda x: split_part(x, '|', 1)))",
    # Two sets of persons fit unless a country has different persons in both.
    "CREATE OR REPLACE TEMP MACRO persons_fit(p, q) AS len(p) = 0 OR len(q) = 0 OR "
    "len(list_filter(list_intersect(lands(p), lands(q)), "
    "lambda c: NOT list_contains(lands(list_intersect(p, q)), c))) = 0",
    "CREATE OR REPLACE TEMP MACRO sets_fit(x, y) AS list_has_all(x, y) OR list_has_all(y, x)",
    "CREATE OR REPLACE TEMP MACRO known_fit(x, y) AS "
    "len(x) = 0 OR len(y) = 0 OR list_has_any(x, y)",
    # Degrees: about a hundred kilometres at our latitudes.
    "CREATE OR REPLACE TEMP MACRO places_fit(a, b) AS a.place IS NULL OR b.place IS NULL "
    "OR a.place = b.place OR a.place_is_country OR b.place_is_country "
    "OR (abs(a.lat - b.lat) < 0.9 AND abs(a.lon - b.lon) < 1.2)",
    # Who is told to take part in both, if both tell anybody.
    "CREATE OR REPLACE TEMP MACRO shared(x, y) AS known_fit("
    "list_concat(x.c, x.o, x.p), list_concat(y.c, y.o, y.p))",
    "CREATE OR REPLACE TEMP MACRO side_fits(x, y) AS len(x) = 0 OR len(y) = 0 OR sets_fit(x, y)",
    # One account names only who acts, the other only whom it meets.
    "CREATE OR REPLACE TEMP MACRO halves(a, b) AS len(a.c) > 0 AND len(b.c) > 0 "
    "AND len(a.o) + len(b.o) = 0 "
    "AND (len(a.ac) + len(b.rc) = 0 OR len(a.rc) + len(b.ac) = 0)",
    "CREATE OR REPLACE TEMP MACRO sides_fit(a, b) AS CASE WHEN a.mutual "
    "THEN shared(a, b) AND sets_fit(a.c, b.c) "
    "ELSE side_fits(a.ac, b.ac) AND side_fits(a.rc, b.rc) AND (shared(a, b) OR halves(a, b)) END",
    "CREATE OR REPLACE TEMP MACRO one_source(a, b) AS (a.alone IS NULL AND b.alone IS NULL) "
    "OR list_has_any(a.articles, b.articles)",
    "CREATE OR REPLACE TEMP MACRO fits(a, b) AS sides_fit(a, b) "
    "AND persons_fit(a.p, b.p) AND known_fit(a.o, b.o) AND places_fit(a, b)",
)

_PARTIES = """
CREATE OR REPLACE TEMP TABLE parties AS
WITH arguments AS (
    SELECT id AS event, article, unnest(actors) AS x, true AS acts FROM events
    UNION ALL SELECT id, article, unnest(recipients), false FROM events),
known AS (
    SELECT event, acts, x.actor AS actor, coalesce(x.country, k.country) AS country, k.kind AS kind,
        plain(x.text) AS words
    FROM arguments LEFT JOIN (SELECT DISTINCT article, id, kind, country FROM article_actors) k
        ON k.article = arguments.article AND k.id = x.actor)
SELECT event, acts, country,
    CASE WHEN actor IS NOT NULL AND kind = 'person' THEN coalesce(country, '?') || '|' || actor END
        AS person,
    CASE WHEN country IS NULL AND (kind IS NULL OR kind != 'person') THEN coalesce(actor,
        CASE WHEN len(words) > 3 AND words NOT IN ('seiner', 'ihrer', 'ihnen', 'they', 'them')
            THEN 'w:' || words END) END AS other
FROM known
"""

_TOLD = f"""
CREATE OR REPLACE TEMP TABLE told AS
WITH casts AS (SELECT DISTINCT article, id, country FROM article_actors),
sides AS (
    SELECT event, {{country}} AS c, {{acting}} AS ac, {{meant}} AS rc,
        {{person}} AS p, {{other}} AS o
    FROM parties GROUP BY event),
near_by AS (
    SELECT e.id AS event, list_sort(list_distinct(list(coalesce(
            k.country, CASE WHEN len(m.actor) = 3 THEN m.actor END,
            'p:' || place_names.name)))) AS around
    FROM events e JOIN cues USING (type, mode0, trig) JOIN mentions m ON m.article = e.article
        AND m."start" >= e.sentence."start" AND m."end" <= e.sentence."end"
    LEFT JOIN place_names ON place_names.words = m."text" AND m.label IN ('GPE', 'LOC')
    LEFT JOIN casts k ON k.article = m.article AND k.id = m.actor
    WHERE (len(e.actors) + len(e.recipients) < 2 OR len(list_filter(
            list_concat(e.actors, e.recipients), lambda x: x.actor IS NOT NULL)) = 0)
        AND (cues.great OR (cues.listed AND e.day_last - e.day_first <= 1))
        AND (k.country IS NOT NULL OR place_names.name IS NOT NULL)
    GROUP BY e.id),
timed AS (
    SELECT e.id AS event, min(d.value) AS "when" FROM events e JOIN dates d ON d.article = e.article
        AND d."start" >= e.sentence."start" AND d."end" <= e.sentence."end"
    WHERE e.day_first IS NULL AND d.type = 'DATE' AND d.value NOT LIKE '%_REF' GROUP BY e.id),
placed AS (
    SELECT e.*, t."when", coalesce(s.c, []) AS c, coalesce(s.ac, []) AS ac,
        coalesce(s.rc, []) AS rc, coalesce(s.p, []) AS p,
        coalesce(s.o, []) AS o, cues.grp, cues.sequence, cues.great, cues.listed, n.around,
        pn.name AS place_name,
        coalesce(pn.state, false) AS place_is_country,
        a.day_first AS pub_first, a.day_last AS pub_last,
        coalesce(len(a.title), 0) + {LEAD} AS lead_end
    FROM {{events}} e JOIN cues USING (type, mode0, trig) JOIN articles a ON a.id = e.article
    LEFT JOIN sides s ON s.event = e.id LEFT JOIN near_by n ON n.event = e.id
    LEFT JOIN timed t ON t.event = e.id
    LEFT JOIN place_names pn ON pn.words = coalesce(e.place.name, e.place."text")),
based AS (
    SELECT *, list_sort(list_distinct(list_concat(c, o, coalesce(around, []),
            CASE WHEN place.country IS NOT NULL THEN [place.country] ELSE [] END,
            CASE WHEN place_name IS NOT NULL AND NOT place_is_country
                THEN ['p:' || place_name] ELSE [] END)))[1:{KEYS_FROM}] AS base
    FROM placed)
SELECT id AS event, article, type, status, grp, great,
    CASE WHEN sequence AND status != 'hypothetical' THEN 'open' ELSE status END AS class,
    day_first AS d1, day_last AS d2,
    CASE WHEN day_first IS NULL AND regexp_matches(date.value, '^XXXX-[01][0-9]')
        THEN date.value[6:7]::INTEGER END AS "month",
    c, ac, rc, (type = 'CONSULT' OR sequence) AND grp != 'visit' AS mutual, p, o,
    place_name AS place, place_is_country, place.lat AS lat, place.lon AS lon,
    CASE WHEN len(base) > 1 THEN list_concat(flatten(
            list_transform(range(1, len(base) + 1), lambda i:
                list_transform(range(i + 1, len(base) + 1), lambda j:
                    grp || '/' || class || '/' || base[i] || '/' || base[j]))),
            CASE WHEN sequence THEN []
                ELSE list_transform(CASE WHEN great THEN base ELSE c END,
                    lambda x: grp || '/' || class || '/' || x) END)
        WHEN len(base) = 1 AND NOT sequence THEN [grp || '/' || class || '/' || base[1]]
        ELSE [] END AS keys,
    CASE WHEN pub_first = pub_last THEN pub_first END AS pub, pub_last,
    sentence."start" AS sentence_at, trigger."start" AS "at",
    trigger."start" < lead_end AS lead, len(base) AS bases,
    regexp_matches(trigger."text", '^[A-ZÄÖÜ]') AND
        regexp_matches(substr(sentence."text", 1, trigger."start" - sentence."start"), $definite)
        AS definite,
    regexp_matches(trigger."text", '[-–0-9]') AS named,
    coalesce("when", '') AS "when",
    CASE WHEN type IN ('ACCUSE', 'REQUEST', 'REJECT', 'THREATEN') AND NOT listed AND len(c)
        + len(p) + len(list_filter(o, lambda x: NOT starts_with(x, 'w:'))) < 2 THEN article END
        AS alone
FROM based
"""


def _name_places(store: Store) -> None:
    """The temp table `place_names`: one name for the spellings of a place; is it a state?"""
    found = store.rows(
        'SELECT DISTINCT "text" AS words, plain("text") AS name FROM mentions '
        "WHERE label IN ('GPE', 'LOC') AND regexp_matches(\"text\", '^[A-ZÄÖÜ]') "
        'AND len("text") BETWEEN 3 AND 60 UNION '
        'SELECT DISTINCT coalesce(place.name, place."text"), '
        'plain(coalesce(place.name, place."text")) FROM events WHERE place IS NOT NULL '
        "ORDER BY ALL"
    )
    for row in found:
        words = row["words"]
        known = place_named(words) or place_named(words.removesuffix("s"))
        if known is not None:
            row["name"] = known.name.lower()
        row["state"] = state_named(words) is not None
    store.execute(
        "CREATE OR REPLACE TEMP TABLE place_names (words VARCHAR, name VARCHAR, state BOOLEAN)"
    )
    store.insert("place_names", found)


def _set_of(column: str, where: str = "") -> str:
    condition = f"{column} IS NOT NULL{where}"
    return f"coalesce(list_sort(list(DISTINCT {column}) FILTER ({condition})), [])"


def describe_events(store: Store) -> None:
    """Make the temp table `told`, and the macros that compare its rows."""
    for macro in _MACROS:
        store.execute(macro)
    triggers = store.rows(
        'SELECT DISTINCT type, mode, lower(trigger."text") AS trig FROM events ORDER BY ALL'
    )
    store.execute(
        "CREATE OR REPLACE TEMP TABLE cues (type VARCHAR, mode0 VARCHAR, trig VARCHAR, "
        "grp VARCHAR, sequence BOOLEAN, great BOOLEAN, listed BOOLEAN)"
    )
    store.insert("cues", cue_rows((t["type"], t["mode"], t["trig"]) for t in triggers))
    _name_places(store)
    store.execute(_PARTIES)
    keyed = "(SELECT *, coalesce(mode, '') AS mode0, lower(trigger.\"text\") AS trig FROM events)"
    sql = _TOLD.format(
        country=_set_of("country"), acting=_set_of("country", " AND acts"),
        meant=_set_of("country", " AND NOT acts"),
        person=_set_of("person"), other=_set_of("other"), events=keyed,
    )  # fmt: skip
    sql = sql.replace("FROM events e JOIN cues", f"FROM {keyed} e JOIN cues")
    store.execute(sql, {"definite": _DEFINITE})
    store.execute("DROP TABLE parties")
