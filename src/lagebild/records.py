"""The records that Lagebild stores and prints.

Field names are fixed: other tools read them. Every offset is a character offset into the
article's cleaned `text`, half open. Records are immutable; a stage that knows more returns a
new record (`msgspec.structs.replace`).
"""

from typing import Any

import msgspec

PLOVER_TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
STATUSES = ("actual", "planned", "negated", "hypothetical")
QUOTE_KINDS = ("direct", "indirect", "reported")
MENTION_LABELS = ("PER", "ORG", "LOC", "GPE", "GROUP", "ROLE", "PRON", "MISC")
REPORTING_PARTS = ("title", "body", "caption", "list")
DEBRIS_PARTS = (
    "photo_credit", "byline", "date_line", "section_label", "cookie_notice", "self_promotion",
    "distribution_notice", "related_links", "source_tag", "age_note", "teaser",
)  # fmt: skip


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """Base of all records: immutable, compared by value, written as JSON by msgspec."""


class RawArticle(Record, frozen=True, kw_only=True):
    """One article as a reader found it, before cleaning.

    `text` is the text as given (debris included). `origin` names the file and, inside a
    container, the record ("news.jsonl:7"). `plain` is true where nothing but the text is known
    (.txt, .md): the title then stands somewhere in the text.
    """

    text: str
    origin: str
    id: str | None = None
    title: str | None = None
    published: str | None = None
    url: str | None = None
    outlet: str | None = None
    language: str | None = None
    authors: tuple[str, ...] = ()
    plain: bool = False
    extra: dict[str, Any] = {}


class Span(Record, frozen=True, kw_only=True):
    """A stretch of the article's text."""

    text: str
    start: int
    end: int


class Part(Record, frozen=True, kw_only=True):
    """A stretch of the original text and what it is.

    `line` (from 1), `start` and `end` (characters) refer to the original text; `rule` names the
    rule that decided; `kept` tells whether it stands in the cleaned text, and then `at` is its
    offset there.
    """

    kind: str
    text: str
    line: int
    start: int
    end: int
    rule: str
    kept: bool
    at: int | None = None


class Published(Record, frozen=True, kw_only=True):
    """When the article appeared. `value` is ISO 8601, as precise as known.

    `basis`: metadata, stated (a line of the text says so), url, context (inferred from the text).
    `text` is the wording it was read from.
    """

    value: str
    basis: str
    text: str | None = None


class ChainLink(Record, frozen=True, kw_only=True):
    """One hand the report went through: kind is voice, agency, outlet, translation, republisher."""

    name: str
    kind: str
    text: str


class Quality(Record, frozen=True, kw_only=True):
    """A damage flag on the cleaned text: untranslated, broken_join, mixed_quotes, odd_space ..."""

    kind: str
    text: str
    start: int
    end: int


class Article(Record, frozen=True, kw_only=True):
    id: str
    title: str | None
    outlet: str | None
    authors: tuple[str, ...]
    published: Published | None
    language: str
    url: str | None
    text: str
    parts: tuple[Part, ...]
    chain: tuple[ChainLink, ...] = ()
    duplicates_of: str | None = None
    quality: tuple[Quality, ...] = ()
    origin: str = ""
    extra: dict[str, Any] = {}


class Mention(Record, frozen=True, kw_only=True):
    """A stretch of the article that names or refers to an actor or a place."""

    id: str = ""
    article: str
    text: str
    start: int
    end: int
    label: str
    actor: str | None = None
    rule: str = ""


class Date(Record, frozen=True, kw_only=True):
    """A temporal expression, TIMEX3 type and value. `basis`: stated, published, context, open."""

    id: str = ""
    article: str
    text: str
    start: int
    end: int
    type: str
    value: str
    basis: str
    rule: str = ""


class Argument(Record, frozen=True, kw_only=True):
    """An actor or recipient of an event, or a speaker: the words, and who is meant by them."""

    text: str
    start: int
    end: int
    actor: str | None = None
    name: str | None = None
    country: str | None = None
    sector: str | None = None


class Place(Record, frozen=True, kw_only=True):
    text: str
    start: int
    end: int
    name: str | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None


class EventDate(Record, frozen=True, kw_only=True):
    """An event's date: ISO 8601 or an interval a/b, with the words it came from."""

    value: str
    basis: str
    text: str | None = None
    start: int | None = None
    end: int | None = None


class Event(Record, frozen=True, kw_only=True):
    id: str = ""
    article: str
    type: str
    mode: str | None = None
    status: str
    trigger: Span
    sentence: Span
    actors: tuple[Argument, ...] = ()
    recipients: tuple[Argument, ...] = ()
    date: EventDate | None = None
    place: Place | None = None
    quad: int | None = None
    score: float | None = None
    confidence: float = 0.5
    happening: str | None = None
    said_by: str | None = None
    rule: str = ""


class Via(Record, frozen=True, kw_only=True):
    """The medium or agency that carried a quote."""

    text: str
    start: int
    end: int
    name: str | None = None


class Quote(Record, frozen=True, kw_only=True):
    """What somebody said. `start`, `end` run from the first to the last character of the content.

    `spans` lists the pieces where the content is interrupted (", sagte er, "), `cue_spans` and
    `frame_spans` those of a cue ("teilte ... mit") or frame in pieces; they are empty where one
    stretch says it all. `cue` and `frame` hold the main piece. `inside` is the id of the quote
    that this one stands in.
    """

    id: str = ""
    article: str
    kind: str
    text: str
    start: int
    end: int
    sentence: Span
    speaker: Argument | None = None
    addressee: Argument | None = None
    cue: Span | None = None
    frame: Span | None = None
    via: Via | None = None
    stance: str | None = None
    inside: str | None = None
    spans: tuple[Span, ...] = ()
    cue_spans: tuple[Span, ...] = ()
    frame_spans: tuple[Span, ...] = ()
    rule: str = ""


class NameForm(Record, frozen=True, kw_only=True):
    text: str
    language: str
    count: int


class Role(Record, frozen=True, kw_only=True):
    role: str
    country: str | None = None
    since: str | None = None
    until: str | None = None
    evidence: tuple[Span, ...] = ()


class Actor(Record, frozen=True, kw_only=True):
    """Who acts. `kind`: person, state, organisation, group, office, place.

    `reasons` say why its forms are taken for one actor.
    """

    id: str
    name: str
    kind: str
    country: str | None = None
    sector: str | None = None
    names: tuple[NameForm, ...] = ()
    roles: tuple[Role, ...] = ()
    articles: int = 1
    mentions: int = 0
    reasons: tuple[str, ...] = ()


class Evidence(Record, frozen=True, kw_only=True):
    article: str
    start: int
    end: int
    text: str


class Tie(Record, frozen=True, kw_only=True):
    id: str
    relation: str
    subject: str
    object: str
    since: str | None = None
    until: str | None = None
    evidence: tuple[Evidence, ...] = ()


class Analysis(Record, frozen=True, kw_only=True):
    """Everything that one article tells: what `lagebild analyse` prints and `build` stores."""

    article: Article
    sentences: tuple[Span, ...]
    tokens: tuple[Span, ...]
    mentions: tuple[Mention, ...]
    dates: tuple[Date, ...]
    quotes: tuple[Quote, ...]
    events: tuple[Event, ...]
    ties: tuple[Tie, ...] = ()
    actors: tuple[Actor, ...] = ()
