"""The dossier of an actor or of two."""

from collections.abc import Mapping, Sequence
from typing import Any

from lagebild import __version__
from lagebild.picture.actor import KnownActor, known_actor
from lagebild.picture.concerning import concern
from lagebild.picture.connected import Chosen, disputes, happenings, ties
from lagebild.picture.lists import quotes
from lagebild.picture.question import Filters, Query
from lagebild.picture.relation import between
from lagebild.show.dossier.document import Document, Section, Statement
from lagebild.show.dossier.happened import (
    MOST_HAPPENINGS,
    chart_section,
    claimed,
    happening_sections,
    partner_section,
    quote_section,
)
from lagebild.show.dossier.known import dispute_section, shown_name, tie_section, who_section
from lagebild.show.dossier.sources import Sources
from lagebild.show.dossier.words import Words
from lagebild.store import Store

Row = Mapping[str, Any]


def dossier(
    store: Store,
    first: str,
    second: str | None = None,
    *,
    language: str = "de",
    since: str | None = None,
    until: str | None = None,
) -> Document:
    """Everything that the store knows of an actor, or of two and what is between them.

    `since` and `until` bound happenings, quotations and disputes. Raises UsageError where a name
    means no actor, or several.
    """
    words = Words(language)
    sources = Sources(store, words)
    actors = [known_actor(store, wanted) for wanted in (first, second) if wanted is not None]
    period = Filters(since=since, until=until)
    sections: list[Section | None] = [_who(store, actor, sources, words) for actor in actors]
    if len(actors) == 1:
        sections += _alone(store, actors[0], period, sources, words)
    else:
        sections += _both(store, actors, period, sources, words)
    names = [shown_name(actor.actor, language) for actor in actors]
    title = (
        words("dossier", name=names[0])
        if len(names) == 1
        else words("pair", first=names[0], second=names[1])
    )
    return finish(title, sections, sources, words)


def finish(
    title: str, sections: Sequence[Section | None], sources: Sources, words: Words
) -> Document:
    """The document with its sources at the end."""
    told, voices = sources.independence()
    kept = [section for section in sections if section is not None]
    kept.append(Section(words("sources"), tuple(told), remark=words("sources_note")))
    return Document(
        title=title,
        about=words("counts", articles=len(told), voices=voices),
        language=words.language,
        sections=tuple(kept),
        notes_title=words("notes"),
        made=words("made", version=__version__),
    )


def _who(store: Store, known: KnownActor, sources: Sources, words: Words) -> Section:
    offices = ties(store, Filters(), Chosen(kinds=("holds_office",)))
    offices.where("h.subject = $who", who=known.actor["id"])
    section = who_section(known, offices.rows(store), sources, words)
    name = shown_name(known.actor, words.language)
    return Section(f"{section.title}: {name}", section.statements)


def _ties_of(store: Store, id: str) -> list[Row]:
    """Ties of an actor; of a state also who holds its offices."""
    query = ties(store, Filters(), Chosen())
    query.where(
        "(h.relation != 'holds_office' AND (h.subject = $who OR h.object = $who)) "
        "OR (h.relation = 'holds_office' AND h.object LIKE '% (' || $who || ')')",
        who=id,
    )
    return list(query.rows(store))


def _alone(
    store: Store, known: KnownActor, period: Filters, sources: Sources, words: Words
) -> list[Section | None]:
    id, name = known.actor["id"], shown_name(known.actor, words.language)
    asked = Filters(actor=id, since=period.since, until=period.until)
    query = happenings(store, asked, Chosen())
    every = claimed(store, query)
    rows, left = _weighty(store, query, every)
    country = id if known.actor["kind"] == "state" else ""
    told = happening_sections(rows, sources, words)
    accounts = disputes(store, period, Chosen())
    concern(accounts, store, id, "one")
    spoken = Filters(speaker=id, since=period.since, until=period.until)
    about = quotes(store, Filters(about=id, since=period.since, until=period.until))
    about.where("q.speaker.actor IS DISTINCT FROM $own", own=id)
    return [
        tie_section(_ties_of(store, id), sources, words),
        partner_section(every, [id], country, sources, words),
        chart_section(every, sources, words),
        *_with_remark(told, left, words),
        quote_section(words("quotes_by", name=name), quotes(store, spoken), store, sources, words),
        quote_section(words("quotes_about", name=name), about, store, sources, words),
        dispute_section(accounts, store, sources, words),
    ]


def _both(
    store: Store,
    actors: Sequence[KnownActor],
    period: Filters,
    sources: Sources,
    words: Words,
) -> list[Section | None]:
    ids = [actor.actor["id"] for actor in actors]
    names = [shown_name(actor.actor, words.language) for actor in actors]
    query = between(store, ids[0], ids[1], period.since, period.until)
    every = claimed(store, query)
    rows, left = _weighty(store, query, every)
    binding = ties(store, Filters(), Chosen())
    binding.where(
        "(h.subject = $one AND h.object = $two) OR (h.subject = $two AND h.object = $one) "
        # What both belong to.
        "OR (h.subject IN ($one, $two) AND h.relation != 'holds_office' AND EXISTS (SELECT 1 "
        "FROM known_ties o WHERE o.relation = h.relation AND o.object = h.object "
        "AND o.subject IN ($one, $two) AND o.subject != h.subject))",
        one=ids[0], two=ids[1],
    )  # fmt: skip
    accounts = disputes(store, period, Chosen())
    for number, id in enumerate(ids):
        concern(accounts, store, id, f"side{number}")
    spoken = [
        quote_section(
            words("quotes_between", speaker=names[one], other=names[other]),
            quotes(store, Filters(speaker=ids[one], about=ids[other], since=period.since,
                                  until=period.until)),
            store, sources, words,
        )
        for one, other in ((0, 1), (1, 0))
    ]  # fmt: skip
    return [
        tie_section(binding.rows(store), sources, words),
        chart_section(every, sources, words),
        *_with_remark(happening_sections(rows, sources, words), left, words),
        *spoken,
        dispute_section(accounts, store, sources, words),
    ]


def _weighty(store: Store, query: Query, rows: Sequence[Row]) -> tuple[list[Row], int]:
    """Of the rows of a query the most important ones in their order, and how many are left out."""
    from lagebild.picture.connected import WEIGHT

    if len(rows) <= MOST_HAPPENINGS:
        return list(rows), 0
    ranked = Query(query.select, f"{WEIGHT} DESC, h.id", query.conditions, query.values)
    ranked.limit = MOST_HAPPENINGS
    kept = {row["id"] for row in ranked.rows(store)}
    return [row for row in rows if row["id"] in kept], len(rows) - MOST_HAPPENINGS


def _with_remark(sections: list[Section], left: int, words: Words) -> list[Section]:
    if not sections:
        return [Section(words("timeline"), (Statement(words("nothing")),))]
    if left:
        last = sections[-1]
        sections[-1] = Section(last.title, last.statements, last.chart, words("more", number=left))
    return sections
