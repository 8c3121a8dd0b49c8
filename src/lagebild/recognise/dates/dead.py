"""Acts of somebody whose death the headline tells: an obituary looks back on a life."""

from collections.abc import Iterable, Sequence

import msgspec

from lagebild.parse.record import Parse
from lagebild.recognise.dates.dated import path_up
from lagebild.recognise.dates.lexicon import lexicon
from lagebild.records import Event, Mention


def without_days_of_dead(
    parse: Parse, events: Iterable[Event], mentions: Sequence[Mention]
) -> tuple[Event, ...]:
    """The events, those whose actor the headline tells dead without a day taken over from the news.

    The actors must be resolved.
    """
    dead = _dead(parse, mentions)
    return tuple(
        msgspec.structs.replace(e, date=None)
        if dead & {a.actor for a in e.actors} and e.date is not None and _is_taken(e)
        else e
        for e in events
    )


def _dead(parse: Parse, mentions: Sequence[Mention]) -> set[str]:
    """The actors of whom the headline says that they have died."""
    language = "de" if parse.language == "de" else "en"
    died = lexicon(language).guards.get("died", frozenset())
    words = [w for w in parse.words_of(0) if parse.form[w].lower() in died]
    if not words or parse.sentence_count == 1:
        return set()
    end = parse.sentence_ends[0]
    return {
        m.actor
        for m in mentions
        if m.actor and m.start < end and any(_is_said_of(parse, w, m) for w in words)
    }


def _is_said_of(parse: Parse, word: int, mention: Mention) -> bool:
    """Whether a word is said of somebody ("X ist tot", "X gestorben")."""
    named = parse.words_in(mention.start, mention.end)
    return parse.heads[word] in named or any(_subject_of(parse, w) == word for w in named)


def _subject_of(parse: Parse, word: int) -> int | None:
    """The predicate of which a word, or what it is the name of, is the subject."""
    for node in path_up(parse, word):
        if parse.deprel[node].startswith("nsubj"):
            return parse.heads[node]
        if parse.deprel[node] not in ("appos", "flat", "flat:name", "compound"):
            return None
    return None


def _is_taken(event: Event) -> bool:
    day = event.date
    return day is not None and (day.text is None or day.basis == "context")
