"""Events: who did what to whom, coded in PLOVER."""

from collections.abc import Sequence

from lagebild.parse.record import Parse
from lagebild.records import Article, Date, Event, Mention, Quote


def find_events(
    article: Article,
    parse: Parse,
    mentions: Sequence[Mention],
    dates: Sequence[Date],
    quotes: Sequence[Quote],
) -> list[Event]:
    return []
