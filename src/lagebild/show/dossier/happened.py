"""Happenings, relations and quotations as statements."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from lagebild.language.states import states
from lagebild.picture.claims import with_claims
from lagebild.picture.parties import with_parties
from lagebild.picture.question import Query
from lagebild.show.chart import event_chart
from lagebild.show.dossier.document import Section, Statement
from lagebild.show.dossier.sources import Sources
from lagebild.show.dossier.words import Words
from lagebild.show.labels import labels
from lagebild.show.plain import harmless
from lagebild.show.tables import CONFLICT
from lagebild.show.titles import happening_title
from lagebild.show.titles.dates import country_name, when
from lagebild.show.titles.titles import party_name
from lagebild.store import Store

Row = Mapping[str, Any]

MOST_HAPPENINGS, MOST_QUOTES, MOST_PARTNERS = 80, 25, 8
LONGEST_MONTH = 31
MOST_LEADS = 12
# Which marks close what an opening mark begins.
MARKS = {"„": '“”"', "“": "”", "»": "«", "«": "»", "‚": "‘'", '"': '"'}


def happening_statement(row: Row, sources: Sources, words: Words, dated: bool = True) -> Statement:
    """One happening: its day, what happened between whom, and how well it is attested."""
    day = when(row["date"], row["day_first"], row["day_last"], words.language) if dated else ""
    told = len(row["articles"])
    one = told == 1 and row["voices"] == 1
    support = words("support_one") if one else words("support", voices=row["voices"], articles=told)
    title = happening_title({**row, "date": None}, words.language)
    told_on = "" if day else sources.days(row["articles"])[0]
    if told_on:
        support += f", {words('told', day=told_on)}"
    return Statement(title, sources.notes(row["evidence"] or ()), day, support)


def happening_sections(rows: Sequence[Row], sources: Sources, words: Words) -> list[Section]:
    """What happened or is planned, what has no date, what did not or may not happen."""
    told = [row for row in rows if row["status"] in ("actual", "planned")]
    groups = [
        (words("timeline"), [row for row in told if row["day_first"] is not None]),
        (f"{words('timeline')}: {words('undated')}", [r for r in told if r["day_first"] is None]),
        (words("denied"), [row for row in rows if row not in told]),
    ]
    return [
        Section(title, tuple(happening_statement(row, sources, words) for row in group))
        for title, group in groups
        if group
    ]


def chart_section(rows: Sequence[Row], sources: Sources, words: Words) -> Section | None:
    """Cooperation and conflict by month, of what happened; None where it is too little."""
    counted = [row for row in rows if row["status"] == "actual" and row["day_first"] is not None]
    chart = event_chart(counted, labels(words.language, "part"))
    if not chart:
        return None
    months: dict[str, list[Row]] = {}
    for row in counted:
        if (row["day_last"] - row["day_first"]).days <= LONGEST_MONTH:
            months.setdefault(row["day_first"].strftime("%Y-%m"), []).append(row)
    statements = []
    for name in sorted(months):
        good, bad = _tones(months[name])
        first = months[name][0]["day_first"]
        last = first.replace(day=28)
        month = when(name, first.replace(day=1), last, words.language)
        leads = [row["evidence"][0] for row in months[name] if row["evidence"]]
        text = words("month", month=month, good=good, bad=bad)
        statements.append(Statement(text, sources.notes(leads, MOST_LEADS)))
    return Section(words("relation"), tuple(statements), chart)


def _tones(rows: Sequence[Row]) -> tuple[int, int]:
    bad = sum(row["type"] in CONFLICT for row in rows)
    return len(rows) - bad, bad


def partner_section(
    rows: Sequence[Row], ids: Sequence[str], country: str, sources: Sources, words: Words
) -> Section | None:
    """With whom the actor has most to do, as far as it happened."""
    by_partner: dict[str, list[Row]] = {}
    names: dict[str, str] = {}
    for row in (row for row in rows if row["status"] == "actual"):
        for key, name in _others(row, ids, country, words.language).items():
            names.setdefault(key, name)
            by_partner.setdefault(key, []).append(row)
    ranked = Counter({key: len(found) for key, found in by_partner.items()})
    statements = []
    for key, number in sorted(ranked.items(), key=lambda x: (-x[1], x[0]))[:MOST_PARTNERS]:
        good, bad = _tones(by_partner[key])
        text = words("partner", name=names[key], number=number, good=good, bad=bad)
        leads = [row["evidence"][0] for row in by_partner[key] if row["evidence"]]
        statements.append(Statement(text, sources.notes(leads, MOST_LEADS)))
    return Section(words("with"), tuple(statements)) if statements else None


def _others(row: Row, ids: Sequence[str], country: str, language: str) -> dict[str, str]:
    """The other parties by state, or by themselves where they belong to none."""
    found: dict[str, str] = {}
    for party in [*row["actors"], *row["recipients"]]:
        land = party["country"] or ""
        if party["actor"] in ids or party["actor"] is None or (land and land == country):
            continue
        state = country_name(land, language) if land in states() else None
        key = land if state else party["actor"]
        found.setdefault(key, state or party_name(party, language))
    return found


def quote_statement(row: Row, sources: Sources, words: Words) -> Statement:
    """One quotation: who, to whom, through whom, when, and the words."""
    speaker, addressee, via = row["speaker"], row["addressee"], row["via"]
    said = unquoted(harmless(row["text"]))
    who = harmless(speaker["name"] or speaker["text"]) if speaker else ""
    if row["kind"] == "direct":
        said = words("quote", words=said)
    text = words("speaker", speaker=who, words=said) if who else said
    details = [
        words("indirect") if row["kind"] != "direct" else "",
        words("said_to", name=harmless(addressee["name"] or addressee["text"]))
        if addressee else "",
        words("via", name=harmless(via["name"] or via["text"])) if via else "",
    ]  # fmt: skip
    evidence = {"article": row["article"], "text": row["sentence"]["text"]}
    notes = sources.notes([evidence])
    return Statement(text, notes, sources.day(row["article"]), ", ".join(d for d in details if d))


def quote_section(
    title: str, query: Query, store: Store, sources: Sources, words: Words
) -> Section | None:
    """The quotations of a query: those in the speaker's own words first, when there are many."""
    rows = _outermost(query.rows(store))
    kept = sorted(rows, key=lambda r: (r["kind"] != "direct", -len(r["text"])))[:MOST_QUOTES]
    chosen = [row for row in rows if row in kept]
    statements = tuple(quote_statement(row, sources, words) for row in chosen)
    left = len(rows) - len(chosen)
    remark = words("more", number=left) if left else ""
    return Section(title, statements, remark=remark) if statements else None


def _outermost(rows: Sequence[Row]) -> list[Row]:
    """Quotations that stand in no other one of the list."""
    return [
        row
        for row in rows
        if not any(
            other is not row
            and other["article"] == row["article"]
            and other["start"] <= row["start"]
            and row["end"] <= other["end"]
            and (other["start"], other["end"]) != (row["start"], row["end"])
            for other in rows
        )
    ]


def unquoted(words: str) -> str:
    """Words without the marks that stand around all of them (not around their first and last)."""
    while len(words) > 2 and words[-1] in MARKS.get(words[0], ""):
        inner = words[1:-1].strip()
        twice = inner[:1] in MARKS and inner[-1:] in MARKS.get(inner[:1], "")
        if not twice and any(mark in inner for mark in MARKS[words[0]]):
            break
        words = inner
    return words.removesuffix(",")


def claimed(store: Store, query: Query) -> list[dict[str, Any]]:
    """The happenings of a query, with those who alone claim them."""
    return with_parties(store, with_claims(store, query.rows(store)))
