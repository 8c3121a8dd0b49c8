"""Ties that titles tell: who holds which office of which country."""

from collections.abc import Iterable

from lagebild.records import Article, Evidence, Tie
from lagebild.resolve.cast import CastMember


def office_ties(article: Article, members: Iterable[CastMember], first: int) -> list[Tie]:
    """One `holds_office` tie for each person and country of a title, with all titles as evidence.

    Titles of offices no longer held, and those without a country, give none. `first` is the number
    of the first tie's id.
    """
    found: list[Tie] = []
    for member in members:
        if member.kind != "person" or not member.mentions or not member.nouns:
            continue
        if member.sector not in ("GOV", "LEG", "MIL", "JUD", "COP", "SPY"):
            continue
        evidence = [
            Evidence(article=article.id, start=span.start, end=span.end, text=span.text)
            for role in member.roles.values()
            if role.country is not None and role.country == member.country
            for span in role.evidence
        ]
        if evidence and member.country:
            found.append(
                Tie(
                    id=f"{article.id}-t{first + len(found)}",
                    relation="holds_office",
                    subject=member.id,
                    object=member.country,
                    evidence=tuple(evidence),
                )
            )
    return found
