"""The tables of a store.

Columns carry the names of the record fields (lagebild.records), so that a row reads back into its
record; nested fields are STRUCTs and LISTs. Further columns serve the store itself:

- `day_first`, `day_last`: the days that an event's date, or an article's date of publication,
  can mean at most (a month is its first to its last day); NULL where it is open.
- articles.`key`: digest of the id as given and the cleaned text: what makes an article the same
  article. `digest`: of the text alone. `given_id`: the id before two articles with one id and
  different texts were told apart. `content`: digest of all that the analysis depends on. `raw`:
  digest of the article as read. `analysed`: whether its records are stored (false for copies,
  whose records are those of `duplicates_of`). `reader`: digest of the program that made them.
- `given`: one row for every article that a source gave, copies included.
- `sources`: the files read to their end, to be skipped while they are unchanged.
- `failures`: what could not be read, and why.
"""

FORMAT = 2

SPAN = '"text" VARCHAR, "start" INTEGER, "end" INTEGER'
ARGUMENT = f'STRUCT({SPAN}, "actor" VARCHAR, "name" VARCHAR, "country" VARCHAR, "sector" VARCHAR)'

ARTICLES = f"""
CREATE TABLE articles (
    "key" VARCHAR, "given_id" VARCHAR, "digest" VARCHAR, "content" VARCHAR, "raw" VARCHAR,
    "source" VARCHAR, "run" INTEGER, "analysed" BOOLEAN, "day_first" DATE, "day_last" DATE,
    "id" VARCHAR, "title" VARCHAR, "outlet" VARCHAR, "authors" VARCHAR[],
    "published" STRUCT("value" VARCHAR, "basis" VARCHAR, "text" VARCHAR),
    "language" VARCHAR, "url" VARCHAR, "text" VARCHAR,
    "parts" STRUCT("kind" VARCHAR, "text" VARCHAR, "line" INTEGER, "start" INTEGER,
        "end" INTEGER, "rule" VARCHAR, "kept" BOOLEAN, "at" INTEGER)[],
    "chain" STRUCT("name" VARCHAR, "kind" VARCHAR, "text" VARCHAR)[],
    "duplicates_of" VARCHAR,
    "quality" STRUCT("kind" VARCHAR, {SPAN})[],
    "origin" VARCHAR, "extra" JSON, "reader" VARCHAR)
"""

MENTIONS = f"""
CREATE TABLE mentions (
    "id" VARCHAR, "article" VARCHAR, {SPAN}, "label" VARCHAR, "actor" VARCHAR, "rule" VARCHAR)
"""

DATES = f"""
CREATE TABLE dates (
    "id" VARCHAR, "article" VARCHAR, {SPAN}, "type" VARCHAR, "value" VARCHAR,
    "basis" VARCHAR, "rule" VARCHAR)
"""

QUOTES = f"""
CREATE TABLE quotes (
    "id" VARCHAR, "article" VARCHAR, "kind" VARCHAR, {SPAN}, "sentence" STRUCT({SPAN}),
    "speaker" {ARGUMENT}, "addressee" {ARGUMENT}, "cue" STRUCT({SPAN}), "frame" STRUCT({SPAN}),
    "via" STRUCT({SPAN}, "name" VARCHAR), "stance" VARCHAR, "inside" VARCHAR, "rule" VARCHAR)
"""

EVENTS = f"""
CREATE TABLE events (
    "day_first" DATE, "day_last" DATE,
    "id" VARCHAR, "article" VARCHAR, "type" VARCHAR, "mode" VARCHAR, "status" VARCHAR,
    "trigger" STRUCT({SPAN}), "sentence" STRUCT({SPAN}),
    "actors" {ARGUMENT}[], "recipients" {ARGUMENT}[],
    "date" STRUCT("value" VARCHAR, "basis" VARCHAR, {SPAN}),
    "place" STRUCT({SPAN}, "name" VARCHAR, "country" VARCHAR, "lat" DOUBLE, "lon" DOUBLE),
    "quad" INTEGER, "score" DOUBLE, "confidence" DOUBLE, "happening" VARCHAR,
    "said_by" VARCHAR, "rule" VARCHAR)
"""

TIES = f"""
CREATE TABLE ties (
    "article" VARCHAR, "id" VARCHAR, "relation" VARCHAR, "subject" VARCHAR, "object" VARCHAR,
    "since" VARCHAR, "until" VARCHAR, "evidence" STRUCT("article" VARCHAR, {SPAN})[])
"""

ARTICLE_ACTORS = f"""
CREATE TABLE article_actors (
    "article" VARCHAR, "id" VARCHAR, "name" VARCHAR, "kind" VARCHAR, "country" VARCHAR,
    "sector" VARCHAR, "names" STRUCT("text" VARCHAR, "language" VARCHAR, "count" INTEGER)[],
    "roles" STRUCT("role" VARCHAR, "country" VARCHAR, "since" VARCHAR, "until" VARCHAR,
        "evidence" STRUCT({SPAN})[])[],
    "articles" INTEGER, "mentions" INTEGER, "reasons" VARCHAR[])
"""

GIVEN = """
CREATE TABLE given (
    "source" VARCHAR, "origin" VARCHAR, "raw" VARCHAR, "key" VARCHAR, "run" INTEGER)
"""

SOURCES = """
CREATE TABLE sources (
    "path" VARCHAR, "size" BIGINT, "mtime_ns" BIGINT, "digest" VARCHAR, "run" INTEGER)
"""

FAILURES = """
CREATE TABLE failures ("source" VARCHAR, "origin" VARCHAR, "reason" VARCHAR, "run" INTEGER)
"""

META = """
CREATE TABLE meta ("name" VARCHAR, "value" VARCHAR)
"""

# The actors of all articles, one row an id: the commonest name, all spellings, all roles.
ACTORS = """
CREATE VIEW actors AS
WITH spelled AS (
    SELECT id, spelling."text" AS "text", spelling."language" AS "language",
        sum(spelling."count")::INTEGER AS "count"
    FROM (SELECT id, unnest(names) AS spelling FROM article_actors) GROUP BY ALL),
spellings AS (
    SELECT id, list(struct_pack("text" := "text", "language" := "language", "count" := "count")
        ORDER BY "count" DESC, "text", "language") AS names
    FROM spelled GROUP BY id),
merged AS (
    SELECT id, first(name ORDER BY mentions DESC, name) AS name, min(kind) AS kind,
        first(country ORDER BY mentions DESC, country) FILTER (country IS NOT NULL) AS country,
        first(sector ORDER BY mentions DESC, sector) FILTER (sector IS NOT NULL) AS sector,
        list_sort(list_distinct(flatten(list(roles)))) AS roles,
        count(DISTINCT article)::INTEGER AS articles, sum(mentions)::INTEGER AS mentions,
        list_sort(list_distinct(flatten(list(reasons)))) AS reasons
    FROM article_actors GROUP BY id)
SELECT merged.id, name, kind, country, sector, names, roles, articles, mentions, reasons
FROM merged LEFT JOIN spellings USING (id)
"""

TABLES = (
    META, ARTICLES, MENTIONS, DATES, QUOTES, EVENTS, TIES, ARTICLE_ACTORS, GIVEN, SOURCES, FAILURES,
    ACTORS,
)  # fmt: skip

RECORD_TABLES = ("mentions", "dates", "quotes", "events", "ties", "article_actors")

# How names are compared: without accents, case, punctuation, and with the letters that have no
# plain form of their own (Azerbaijani and Turkish ones) turned into their usual spelling.
MACROS = (
    r"""
CREATE OR REPLACE TEMP MACRO plain(words) AS trim(regexp_replace(
    translate(strip_accents(lower(words)), 'əıøłđ', 'eiold'), '[^\p{L}\p{N}]+', ' ', 'g'))
""",
    """
CREATE OR REPLACE TEMP MACRO has_words(words, wanted) AS coalesce(
    plain(wanted) != '' AND contains(' ' || plain(words) || ' ', ' ' || plain(wanted) || ' '),
    false)
""",
)
