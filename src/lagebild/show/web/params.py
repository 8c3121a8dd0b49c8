"""The parameters of an address: typed, bounded, and the same for pages, files and the API."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

import msgspec
from msgspec import Meta

from lagebild.errors import UsageError
from lagebild.picture.connected import Chosen
from lagebild.picture.question import Filters

PAGE_SIZE, LARGEST_PAGE, LAST_PAGE = 50, 500, 100_000

Words = Annotated[str, Meta(max_length=200, pattern=r"^[^\x00]*$")]
Id = Annotated[str, Meta(max_length=500, pattern=r"^[^\x00]*$")]
Day = Annotated[str, Meta(max_length=10, pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")]
Several = Annotated[tuple[Words, ...], Meta(max_length=40)]


class Params(msgspec.Struct, frozen=True, kw_only=True):
    """What an address can ask for; fields that are not given ask for nothing."""

    actor: Annotated[Words, Meta(description="An actor: id, name or country code.")] | None = None
    partner: Annotated[Words, Meta(description="A second actor.")] | None = msgspec.field(
        default=None, name="with"
    )
    type: Annotated[Several, Meta(description="Event types, kinds of quotation or of actor.")] = ()
    status: Annotated[Several, Meta(description="actual, planned, negated, hypothetical.")] = ()
    sure: (
        Annotated[float, Meta(ge=0, le=1, description="At least this confidence (0 to 1).")] | None
    ) = None
    since: Annotated[Day, Meta(description="From this day, month or year on.")] | None = None
    until: Annotated[Day, Meta(description="Up to this day, month or year.")] | None = None
    article: Annotated[Id, Meta(description="The id of an article.")] | None = None
    speaker: Annotated[Words, Meta(description="Who speaks.")] | None = None
    about: Annotated[Words, Meta(description="Whom or what a quotation names.")] | None = None
    via: Annotated[Words, Meta(description="The medium or agency that carried it.")] | None = None
    stance: Annotated[Words, Meta(description="The stance taken.")] | None = None
    agency: Annotated[Words, Meta(description="The agency a report came through.")] | None = None
    outlet: Annotated[Words, Meta(description="The outlet of an article.")] | None = None
    kind: Annotated[Several, Meta(description="Kinds of dispute.")] = ()
    relation: Annotated[Several, Meta(description="Kinds of tie.")] = ()
    as_of: Annotated[Day, Meta(description="What held on this day.")] | None = None
    copies: Annotated[bool, Meta(description="Articles with another's text as well.")] = False
    raw: Annotated[bool, Meta(description="Every telling instead of every happening.")] = False
    q: Annotated[Words, Meta(description="Words to search for.")] | None = None
    sort: (
        Annotated[
            str,
            Meta(
                max_length=20,
                pattern=r"^-?[a-z]+$",
                description="A column to sort by; a hyphen in front turns the order round.",
            ),
        ]
        | None
    ) = None
    page: Annotated[int, Meta(ge=1, le=LAST_PAGE)] = 1
    size: Annotated[int, Meta(ge=1, le=LARGEST_PAGE)] = PAGE_SIZE
    lang: Literal["de", "en"] | None = None
    theme: Literal["light", "dark", "auto"] | None = None

    def filters(self) -> Filters:
        """The filters of `lagebild.picture`."""
        return Filters(
            actor=self.actor, partner=self.partner, type=self.type, status=self.status,
            since=self.since, until=self.until, article=self.article, speaker=self.speaker,
            about=self.about, via=self.via, stance=self.stance, agency=self.agency,
            copies=self.copies,
        )  # fmt: skip

    def chosen(self) -> Chosen:
        return Chosen(as_of=self.as_of, kinds=self.kind)

    def query(self, **changes: Any) -> str:
        """The address's query with some values changed; None leaves a value out."""
        return urlencode(self.pairs(**changes))

    def pairs(self, **changes: Any) -> list[tuple[str, str]]:
        """What is given, as pairs of name and text, in a fixed order."""
        pairs = []
        for name, field, default in _FIELDS:
            value = changes.get(name, getattr(self, field))
            if value is None or (value == default and name not in changes):
                continue
            for one in value if isinstance(value, (tuple, list)) else (value,):
                pairs.append((name, _plain(one)))
        return pairs


_FIELDS = [(f.encode_name, f.name, f.default) for f in msgspec.structs.fields(Params)]
_SEVERAL = {"type", "status", "kind", "relation"}
NAMES = tuple(name for name, _, _ in _FIELDS)


def read_params(given: Mapping[str, Sequence[str]]) -> Params:
    """The parameters of an address. Empty values ask for nothing; unknown names are ignored.

    Raises UsageError where a value is none of its kind.
    """
    values: dict[str, Any] = {}
    for name in NAMES:
        texts = [text.strip() for text in given.get(name, ()) if text.strip()]
        if name in _SEVERAL and texts:
            values[name] = [part for text in texts for part in text.split(",") if part]
        elif texts:
            values[name] = texts[-1]
    try:
        return msgspec.convert(values, Params, strict=False)
    except msgspec.ValidationError as error:
        raise UsageError(_reason(str(error))) from None


def _reason(message: str) -> str:
    what, _, where = message.partition(" - at `$.")
    return f"{where.rstrip('`')}: {what}" if where else message


def _plain(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
