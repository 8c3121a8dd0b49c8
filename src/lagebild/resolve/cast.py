"""The actors of one article while they are put together."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from lagebild.records import Actor, NameForm, Role


class Referent(NamedTuple):
    """Who is meant; without an id only sector and country are known."""

    id: str | None
    name: str | None
    country: str | None = None
    sector: str | None = None


@dataclass
class CastMember:
    """An actor under construction.

    `nouns`: the nouns and ranks of its offices; `former`: of offices no longer held; `phrases`:
    where words that describe it stand beside its name; `elsewhere`: an office of a place whose
    country is not known.
    """

    id: str
    kind: str
    country: str | None = None
    sector: str | None = None
    names: Counter[str] = field(default_factory=Counter)
    roles: dict[tuple[str, str | None], Role] = field(default_factory=dict)
    nouns: list[tuple[str, str]] = field(default_factory=list)
    former: list[tuple[str, str]] = field(default_factory=list)
    mentions: int = 0
    reasons: list[str] = field(default_factory=list)
    title: str = ""
    elsewhere: bool = False
    phrases: list[tuple[int, int]] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The given title, or the longest of the names seen most."""
        if self.title:
            return self.title
        return max(self.names, key=lambda n: (n.count(" "), self.names[n], n), default=self.id)

    def referent(self) -> Referent:
        return Referent(self.id, self.name, self.country, self.sector)

    def because(self, reason: str) -> None:
        """Note why forms were put together, once each."""
        if reason not in self.reasons:
            self.reasons.append(reason)


@dataclass
class Cast:
    """All actors of an article by id, in order of appearance."""

    members: dict[str, CastMember] = field(default_factory=dict)

    def get(
        self,
        id: str,
        kind: str,
        title: str = "",
        country: str | None = None,
        sector: str | None = None,
    ) -> CastMember:
        """The actor with an id, made where it is new; empty fields are filled."""
        member = self.members.setdefault(id, CastMember(id, kind, country, sector, title=title))
        member.country = member.country or country
        member.sector = member.sector or sector
        return member

    def records(self, language: str, used: frozenset[str]) -> tuple[Actor, ...]:
        """The actors that are mentioned, or used as arguments, as records."""
        return tuple(
            Actor(
                id=m.id,
                name=m.name,
                kind=m.kind,
                country=m.country,
                sector=m.sector,
                names=tuple(
                    NameForm(text=text, language=language, count=count)
                    for text, count in sorted(m.names.items(), key=lambda i: (-i[1], i[0]))
                ),
                roles=tuple(m.roles.values()),
                articles=1,
                mentions=m.mentions,
                reasons=tuple(m.reasons),
            )
            for m in self.members.values()
            if m.mentions or m.id in used
        )


def distinct(referents: Iterable[Referent]) -> list[Referent]:
    """The known referents, each once, in order."""
    found: dict[str, Referent] = {}
    for referent in referents:
        if referent.id:
            found.setdefault(referent.id, referent)
    return list(found.values())
