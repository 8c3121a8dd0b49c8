"""Whether a text is a speech: somebody addresses an audience in the first person.

News tells of others; what speakers say of themselves stands there in quotation marks. A speech
greets its audience and says "ich", "wir" and "Sie" outside of all marks.
"""

import re
from bisect import bisect_right
from functools import cache

import msgspec

from lagebild.errors import UsageError
from lagebild.recognise.quotes.lexicon import lexicon
from lagebild.recognise.quotes.view import View
from lagebild.records import Article

GENRES = ("news", "speech")
LEARNT = "de"
KEY = "genre"
_SHARE = 0.01
_SHORTEST = 20


def with_genre(article: Article, genre: str | None) -> Article:
    """The article with its genre stated ("news", "speech"); None leaves it to its words.

    Raises UsageError for another genre.
    """
    if genre is None:
        return article
    if genre not in GENRES:
        raise UsageError(f"there is no genre {genre!r}; there are: {' '.join(GENRES)}")
    return msgspec.structs.replace(article, extra={**article.extra, KEY: genre})


def is_speech(article: Article, view: View) -> bool:
    """Whether to read an article as a speech: as its `genre` says, else as its words do.

    Only German speeches are read in their own way, and only where words are tagged.
    """
    if view.lexicon.language != LEARNT or not view.parse.tagged:
        return False
    stated = article.extra.get(KEY)
    return stated == "speech" if stated in GENRES else sounds_like_speech(view)


def sounds_like_speech(view: View) -> bool:
    """Whether somebody is greeted and one word in a hundred outside of marks is "ich", "Sie" ..."""
    greetings = _greetings(view.lexicon.language)
    if greetings is None:
        return False
    plain = _Plain(view)
    if not any(plain.holds(m.start()) for m in greetings.finditer(view.text.lower())):
        return False
    spoken = view.lexicon.words["spoken"]
    polite = view.lexicon.words["polite"]
    words = [
        w
        for w, form in enumerate(view.parse.form)
        if form[:1].isalpha() and plain.holds(view.parse.starts[w])
    ]
    hits = sum(view.lower(w) in spoken or view.parse.form[w] in polite for w in words)
    return len(words) >= _SHORTEST and hits >= _SHARE * len(words)


@cache
def _greetings(language: str) -> re.Pattern[str] | None:
    words = sorted(lexicon(language).words["greetings"])
    return re.compile("|".join(map(re.escape, words))) if words else None


class _Plain:
    """The characters of a text that stand in no quotation marks."""

    def __init__(self, view: View) -> None:
        self._starts = [q.start for q in view.outer]
        self._ends = [q.end for q in view.outer]

    def holds(self, character: int) -> bool:
        place = bisect_right(self._starts, character) - 1
        return place < 0 or self._ends[place] <= character
