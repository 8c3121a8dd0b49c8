"""What a cleaning rule says about a line."""

from collections.abc import Iterable
from dataclasses import dataclass

from lagebild.records import ChainLink


@dataclass(frozen=True)
class Stamp:
    """A date that the page states about itself: ISO value, the wording, and whether it says when
    the text was last changed rather than when it appeared."""

    value: str
    text: str
    updated: bool = False


@dataclass(frozen=True)
class Facts:
    """What a cut line tells about the article."""

    links: tuple[ChainLink, ...] = ()
    authors: tuple[str, ...] = ()
    stamps: tuple[Stamp, ...] = ()
    outlets: tuple[tuple[str, str], ...] = ()  # (name, the words that tell it)

    def __add__(self, other: "Facts") -> "Facts":
        return Facts(
            self.links + other.links,
            self.authors + other.authors,
            self.stamps + other.stamps,
            self.outlets + other.outlets,
        )


def merge(items: Iterable[Facts]) -> Facts:
    """All facts together, in their order."""
    every = tuple(items)
    return Facts(
        tuple(link for facts in every for link in facts.links),
        tuple(author for facts in every for author in facts.authors),
        tuple(stamp for facts in every for stamp in facts.stamps),
        tuple(outlet for facts in every for outlet in facts.outlets),
    )


@dataclass(frozen=True)
class Cut:
    """A stretch of a line (offsets in the line) and its kind."""

    kind: str
    rule: str
    start: int
    end: int


@dataclass(frozen=True)
class Finding:
    """The stretches of a line that a rule cuts, and what it learnt from them."""

    cuts: tuple[Cut, ...]
    facts: Facts = Facts()


NOTHING = Facts()


def whole(kind: str, rule: str, text: str, facts: Facts = NOTHING) -> Finding:
    """The finding that the whole line is of one kind."""
    return Finding((Cut(kind, rule, 0, len(text)),), facts)
