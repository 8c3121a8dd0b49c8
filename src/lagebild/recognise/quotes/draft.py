"""A quotation on its way to a record: spans of characters and where they come from."""

from dataclasses import dataclass

from lagebild.recognise.quotes.spans import Chars


@dataclass(frozen=True)
class Draft:
    """One quotation: `spans` of the content, `cue` and `frame` in pieces, roles as spans.

    `anchor` is the word that heads the frame, -1 where there is none.
    """

    kind: str
    spans: tuple[Chars, ...]
    rule: str
    anchor: int = -1
    cue: tuple[Chars, ...] = ()
    frame: tuple[Chars, ...] = ()
    speaker: Chars | None = None
    addressee: Chars | None = None
    stance: str | None = None

    @property
    def start(self) -> int:
        """The first character of the content."""
        return self.spans[0][0]

    @property
    def end(self) -> int:
        """The end of the content."""
        return self.spans[-1][1]
