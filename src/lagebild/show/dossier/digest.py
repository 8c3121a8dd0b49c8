"""The digest: what is new in a region since a day."""

from collections.abc import Mapping, Sequence
from typing import Any

from lagebild.errors import UsageError
from lagebild.language.states import split, states
from lagebild.language.tables import load_table
from lagebild.picture.connected import Chosen, disputes, happenings, ties
from lagebild.picture.lists import quotes
from lagebild.picture.question import Filters, Query, days_of
from lagebild.show.dossier.compose import finish
from lagebild.show.dossier.document import Document, Section, Statement
from lagebild.show.dossier.happened import claimed, happening_statement, quote_section
from lagebild.show.dossier.known import dispute_section, tie_section
from lagebild.show.dossier.sources import Sources
from lagebild.show.dossier.words import Words
from lagebild.show.titles.dates import country_name, when
from lagebild.store import Store

Row = Mapping[str, Any]

MOST = 30


def digest(
    store: Store,
    since: str,
    *,
    region: str | None = None,
    until: str | None = None,
    language: str = "de",
) -> Document:
    """What articles published since a day tell of a region: what happened, what lies ahead, who
    said what, which accounts do not fit, which ties are new.

    `region` is a key of the table of regions or ISO alpha-3 codes with commas; without it the
    table's first. Raises UsageError for an unknown region or no day.
    """
    words = Words(language)
    name, countries = region_of(region, language)
    first, last = days_of(since, "--since"), days_of(until, "--until")
    assert first is not None
    if last is not None and first[0] > last[1]:
        raise UsageError("--since is later than --until")
    period = {"since": first[0], "until": last[1] if last else None, "countries": countries}
    sources = Sources(store, words)
    rows = claimed(store, _news(store, period))
    told = [row for row in rows if row["status"] == "actual"]
    ahead = [row for row in rows if row["status"] == "planned"]
    doubtful = [row for row in rows if row["status"] not in ("actual", "planned")]
    titles = (("happened", told), ("ahead", ahead), ("denied", doubtful))
    sections: list[Section | None] = [
        _section(words(key), group, sources, words) for key, group in titles
    ]
    sections += [
        quote_section(words("quotes"), _quotes(store, period, since, until), store, sources, words),
        dispute_section(_disputes(store, period, since, until), store, sources, words),
        tie_section(_ties(store, period), sources, words),
    ]
    if not any(sections):
        sections = [Section(words("happened"), (Statement(words("nothing")),))]
    days = [when(v, d[0], d[1], language) for v, d in ((since, first), (until, last)) if v and d]
    title = words("digest" if len(days) == 1 else "digest_until", since=days[0], until=days[-1],
                  region=name)  # fmt: skip
    return finish(title, sections, sources, words)


def region_of(region: str | None, language: str) -> tuple[str, list[str]]:
    """The name of a region and the codes of its countries."""
    table = list(load_table("world", "regions"))
    wanted = region if region is not None else table[0]["key"]
    for row in table:
        if wanted.casefold() in (row["key"], row["de"].casefold(), row["en"].casefold()):
            return row[language], list(split(row["countries"]))
    codes = [code.strip().upper() for code in wanted.split(",") if code.strip()]
    if not codes or any(code not in states() for code in codes):
        keys = " ".join(row["key"] for row in table)
        raise UsageError(f"--region: {wanted!r} is none of {keys}, and no list such as ARM,AZE")
    return ", ".join(country_name(code, language) or code for code in codes), codes


def _section(title: str, rows: Sequence[Row], sources: Sources, words: Words) -> Section | None:
    """The best attested ones by their days; how many more there are."""
    ranked = sorted(
        rows, key=lambda r: (-r["voices"], -len(r["articles"]), -abs(r["score"] or 0), r["id"])
    )
    kept = {row["id"] for row in ranked[:MOST]}
    statements = tuple(
        happening_statement(row, sources, words) for row in rows if row["id"] in kept
    )
    left = len(rows) - len(statements)
    remark = words("more", number=left) if left > 0 else ""
    return Section(title, statements, remark=remark) if statements else None


_PUBLISHED = "a.day_last >= $since AND ($until::DATE IS NULL OR a.day_first <= $until::DATE)"


def _news(store: Store, period: Row) -> Query:
    """Happenings of the region that such articles tell and that are not of an earlier time."""
    query = happenings(store, Filters(), Chosen())
    query.where(
        f"EXISTS (SELECT 1 FROM articles a WHERE list_contains(h.articles, a.id) AND {_PUBLISHED})",
        since=period["since"], until=period["until"],
    )  # fmt: skip
    query.where("h.day_last IS NULL OR h.day_last >= $since - INTERVAL 7 DAY")
    query.where(
        "list_contains($countries, h.country) OR len(list_filter(list_concat(h.actors, "
        "h.recipients), lambda x: list_contains($countries, x.country))) > 0",
        countries=period["countries"],
    )
    return query


def _quotes(store: Store, period: Row, since: str, until: str | None) -> Query:
    query = quotes(store, Filters(since=since, until=until))
    query.where("list_contains($lands, q.speaker.country)", lands=period["countries"])
    return query


def _disputes(store: Store, period: Row, since: str, until: str | None) -> Query:
    query = disputes(store, Filters(since=since, until=until), Chosen())
    query.where(
        "EXISTS (SELECT 1 FROM unnest(h.sides) u(s) JOIN mentions m ON m.article = s.article "
        'AND m."start" >= s."start" AND m."end" <= s."end" JOIN article_actors x '
        "ON x.article = m.article AND x.id = m.actor "
        "WHERE list_contains($lands, x.country) OR list_contains($lands, x.id))",
        lands=period["countries"],
    )
    return query


def _ties(store: Store, period: Row) -> list[Row]:
    query = ties(store, Filters(), Chosen())
    query.where(
        "h.first_told >= $since AND ($until::DATE IS NULL OR h.first_told <= $until::DATE)",
        since=period["since"], until=period["until"],
    )  # fmt: skip
    query.where(
        "list_contains($lands, h.subject) OR list_contains($lands, h.object) "
        "OR list_contains($lands, regexp_extract(h.object, '\\(([A-Z]{3})\\)$', 1))",
        lands=period["countries"],
    )
    return list(query.rows(store))
