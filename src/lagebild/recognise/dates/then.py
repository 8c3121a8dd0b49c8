"""The time that "damals" points back to."""

from collections.abc import Sequence

from lagebild.parse.record import Parse
from lagebild.recognise.dates.clause import is_pluperfect
from lagebild.recognise.dates.dated import dated, dates_of, fits, path_up
from lagebild.records import Article, Date, EventDate

_THEN = frozenset({"damals", "seinerzeit"})
_THEN_PHRASES = ("at the time", "at that time", "back then")
_EARLIER = frozenset({"zuvor", "vorher", "bereits", "schon", "einst", "earlier", "previously"})
_BACK = 2


def time_meant(
    parse: Parse, dates: Sequence[Date], article: Article, clause: int
) -> EventDate | None:
    """The last past time told before, for a clause with "damals" or one more in the pluperfect.

    "Damals" points to the time that the two sentences before name last, however coarse it is. A
    pluperfect that follows on a pluperfect with a year goes on in that year.
    """
    sentence = int(parse.sentence_of[clause])
    if not _says_then(parse, clause):
        root = _root(parse, sentence - 1) if sentence else None
        continues = root is not None and is_pluperfect(parse, root) and is_pluperfect(parse, clause)
        if not continues or any(parse.form[c].lower() in _EARLIER for c in parse.children[clause]):
            return None
        return _last_time(parse, dates, article, sentence - 1)
    for earlier in range(sentence - 1, max(-1, sentence - 1 - _BACK), -1):
        told = _last_time(parse, dates, article, earlier)
        if told:
            return told
    return None


def _says_then(parse: Parse, clause: int) -> bool:
    for node in path_up(parse, clause):
        if any(parse.form[c].lower() in _THEN for c in parse.children[node]):
            return True
        if parse.deprel[node] not in ("conj", "xcomp"):
            break
    sentence = int(parse.sentence_of[clause])
    text = parse.text[int(parse.sent_start[sentence]) : int(parse.sent_end[sentence])].lower()
    return parse.language == "en" and text.startswith(_THEN_PHRASES)


def _last_time(
    parse: Parse, dates: Sequence[Date], article: Article, sentence: int
) -> EventDate | None:
    """The last past date of a sentence that is not that of the report itself."""
    found = None
    for item in dates_of(parse, dates, sentence):
        pair = dated(item, dates, article) if item.type in ("DATE", "TIME") else None
        if pair and fits(pair[1].value, article, "past") and not _is_now(pair[1].value, article):
            found = pair[1]
    if found is None:
        return None
    return EventDate(
        value=found.value, basis="context", text=found.text, start=found.start, end=found.end
    )


def _is_now(value: str, article: Article) -> bool:
    published = article.published.value if article.published else ""
    return bool(published) and published.startswith(value[:10])


def _root(parse: Parse, sentence: int) -> int | None:
    return next((w for w in parse.words_of(sentence) if int(parse.head[w]) < 0), None)
