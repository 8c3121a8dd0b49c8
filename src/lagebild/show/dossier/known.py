"""Who an actor is and what binds it, as statements."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from lagebild.language.nouns import actor_noun
from lagebild.picture.actor import KnownActor
from lagebild.picture.question import Query
from lagebild.show.dossier.document import Section, Statement
from lagebild.show.dossier.sources import Sources
from lagebild.show.dossier.words import Words
from lagebild.show.labels import labels, reason
from lagebild.show.plain import harmless
from lagebild.show.titles.dates import country_name
from lagebild.store import Store
from lagebild.store.days import day_range

Row = Mapping[str, Any]

MOST_NAMES, MOST_SAMPLES, MOST_TIES = 8, 2, 30
OFFICIAL = frozenset({"GOV", "LEG", "JUD", "MIL", "COP", "IGO"})
_CODE = re.compile(r" ?\(([A-Z]{3})\)$")


def who_section(
    known: KnownActor, offices: Sequence[Row], sources: Sources, words: Words
) -> Section:
    """What kind of actor it is, how it is called, which offices it holds."""
    actor = known.actor
    told = sources.notes(map(sources.sentence, sources.samples(actor["id"])), MOST_SAMPLES)
    kind = labels(words.language, "actor").get(actor["kind"], actor["kind"])
    country = country_name(actor["country"], words.language)
    name = shown_name(actor, words.language)
    own = actor["kind"] == "state" or not country
    first = (
        words("is", name=name, kind=kind)
        if own
        else words("is_of", name=name, kind=kind, country=country)
    )
    statements = [Statement(first, told)]
    forms = _forms(actor)
    if len(forms) > 1:
        statements.append(Statement(words("names", names=", ".join(forms)), told))
    statements += [office_statement(tie, sources, words) for tie in offices if is_told(tie)]
    return Section(words("who"), tuple(statements))


def _forms(actor: Row) -> list[str]:
    """How the articles call it, the commonest first, genitives left out."""
    forms = [harmless(form["text"]) for form in actor["names"] or ()]
    return [form for form in forms if not (form.endswith("s") and form[:-1] in forms)][:MOST_NAMES]


def shown_name(actor: Row, language: str) -> str:
    """A state's name in the language, all others' as in the articles."""
    own = country_name(actor["id"], language) if actor["kind"] == "state" else None
    return own or harmless(actor["name"])


def is_told(tie: Row) -> bool:
    """Whether a tie is told: of offices only those of a state, no analyst, no spy."""
    if tie["relation"] != "holds_office":
        return True
    noun = actor_noun(_CODE.sub("", tie["object"]).removeprefix("Vize-"))
    return noun is not None and noun.sector in OFFICIAL


def office_statement(tie: Row, sources: Sources, words: Words, holder: bool = False) -> Statement:
    """One office, as long as it is told; with `holder` who holds it."""
    office = _office(tie["object"], words.language)
    if holder:
        office = words("holder", office=office, name=harmless(tie["subject_name"] or ""))
    return _told(tie, office, sources, words)


def tie_statement(tie: Row, sources: Sources, words: Words) -> Statement:
    """One tie between two actors."""
    if tie["relation"] == "holds_office":
        return office_statement(tie, sources, words, holder=True)
    relation = labels(words.language, "tie").get(tie["relation"], tie["relation"].replace("_", " "))
    subject, object_ = (
        country_name(tie[end], words.language) or harmless(tie[f"{end}_name"] or tie[end])
        for end in ("subject", "object")
    )
    return _told(tie, f"{subject} {relation} {object_}", sources, words)


def tie_section(rows: Sequence[Row], sources: Sources, words: Words) -> Section | None:
    """Ties, the best attested first when there are too many."""
    known = [row for row in rows if is_told(row)]
    ranked = sorted(known, key=lambda tie: (-tie["voices"], -tie["articles"], tie["id"]))
    statements = tuple(tie_statement(tie, sources, words) for tie in ranked[:MOST_TIES])
    left = len(known) - len(statements)
    remark = words("more", number=left) if left else ""
    return Section(words("ties"), statements, remark=remark) if statements else None


def _told(tie: Row, what: str, sources: Sources, words: Words) -> Statement:
    parts = [what]
    for key in ("since", "until"):
        if tie[key] and day_range(tie[key]):
            parts.append(words(key, day=_day(tie[key], words.language)))
    first, last = sources.days([piece["article"] for piece in tie["evidence"]])
    told = words("told_undated")
    if first:
        span = first != last
        told = words("told_span", first=first, last=last) if span else words("told", day=first)
    evidence = [sources.sentence(piece) for piece in tie["evidence"]]
    return Statement(", ".join(parts) + ".", sources.notes(evidence), detail=told)


def _day(value: str, language: str) -> str:
    from lagebild.show.titles.dates import when

    days = day_range(value)
    return when(value, days[0], days[1], language) if days else value


def _office(words: str, language: str) -> str:
    """ "Präsident (RUS)" with the name of the state."""
    found = _CODE.search(words)
    country = country_name(found[1], language) if found else None
    return harmless(_CODE.sub("", words) + f" ({country})" if country else words)


def dispute_section(query: Query, store: Store, sources: Sources, words: Words) -> Section | None:
    """Disputes with the words of both sides."""
    statements = []
    for row in query.rows(store):
        kind = labels(words.language, "dispute").get(row["kind"], row["kind"])
        text = f"{kind}: {harmless(row['about'])}; {harmless(reason(row, words.language))}."
        accounts = " · ".join(_account(side, words) for side in row["sides"])
        sides = sources.notes(row["sides"], len(row["sides"]))
        statements.append(Statement(f"{text} {accounts}", sides))
    return Section(words("disputes"), tuple(statements)) if statements else None


def _account(side: Row, words: Words) -> str:
    said = harmless(side["text"])
    if side["said_by"]:
        return words("account", speaker=harmless(side["said_by"]), words=said)
    return words("account_told", words=said)
