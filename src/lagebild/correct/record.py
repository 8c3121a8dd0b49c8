"""What a correction is."""

from typing import Any

from lagebild.records import Record, Span

EVENT_FIELDS = ("type", "mode", "status", "actors", "recipients", "date")
QUOTE_FIELDS = ("kind", "speaker", "addressee", "stance")
ACTOR_KINDS = ("merge_actors", "split_actor", "rename_actor")
KINDS = ("accept", "reject", "correct_event", "correct_quote", *ACTOR_KINDS)


class Correction(Record, frozen=True, kw_only=True):
    """One correction by a person.

    `kind` is one of KINDS, `target` the id of an event, a quote or an actor. What an event or
    quote rests on (`article`, `start`, `end`, `type`: trigger and type, or content and kind) finds
    the row again where a later analysis gives it another id; `text` are these words, `sentence`
    the sentence around. `before` holds the machine's values, `changes` the person's. `made` and
    `undone` are UTC times in ISO 8601; `undone` is None while the correction holds.
    """

    id: str
    made: str
    kind: str
    target: str
    by: str = ""
    note: str = ""
    article: str | None = None
    start: int | None = None
    end: int | None = None
    type: str | None = None
    text: str | None = None
    sentence: Span | None = None
    before: dict[str, Any] = {}  # noqa: RUF012
    changes: dict[str, Any] = {}  # noqa: RUF012
    undone: str | None = None

    @property
    def of_actor(self) -> bool:
        """Whether it is about an actor and not about one row."""
        return self.kind in ACTOR_KINDS
