"""The time that "damals" points back to."""

from collections.abc import Sequence

from lagebild.parse.record import Parse
from lagebild.recognise.dates.clause import is_earlier, is_pluperfect
from lagebild.recognise.dates.dated import as_context, dated, dates_of, fits, path_up, root_of
from lagebild.recognise.dates.lexicon import lexicon
from lagebild.records import Article, Date, EventDate

_BACK = 2


def time_meant(
    parse: Parse, dates: Sequence[Date], article: Article, clause: int
) -> EventDate | None:
    """The last past time told before, for a clause with "damals" or one more in the pluperfect.

    "Damals" points to the time that its sentence has named before it or the two sentences before
    name last, however coarse it is. A
    pluperfect that follows on a pluperfect with a year goes on in that year.
    """
    sentence = parse.sentence_of[clause]
    if not says_then(parse, clause):
        root = root_of(parse, sentence - 1) if sentence else None
        continues = root is not None and is_pluperfect(parse, root) and is_pluperfect(parse, clause)
        if not continues or is_earlier(parse, clause):
            return None
        return _last_time(parse, dates, article, sentence - 1)
    for earlier in range(sentence, max(-1, sentence - 1 - _BACK), -1):
        told = _last_time(parse, dates, article, earlier, parse.starts[_first_of(parse, clause)])
        if told:
            return told
    return None


def says_then(parse: Parse, clause: int) -> bool:
    """Whether the clause, one whose tense it shares or the start of the sentence says so."""
    words = lexicon(parse.language).guards.get("then", frozenset())
    for node in path_up(parse, clause):
        if any(parse.form[c].lower() in words for c in parse.children[node]):
            return True
        if parse.deprel[node] not in ("conj", "xcomp"):
            break
    sentence = parse.sentence_of[clause]
    text = parse.text[parse.sentence_starts[sentence] : parse.sentence_ends[sentence]].lower()
    return text.startswith(tuple(word for word in words if " " in word))


def _first_of(parse: Parse, clause: int) -> int:
    """The first word of a clause."""
    return min((clause, *parse.children[clause]))


def _last_time(
    parse: Parse, dates: Sequence[Date], article: Article, sentence: int, end: int | None = None
) -> EventDate | None:
    """The last past date of a sentence, up to an offset, that is not that of the report itself."""
    found = None
    for item in dates_of(parse, dates, sentence):
        if end is not None and item.start >= end:
            break
        pair = dated(item, dates, article) if item.type in ("DATE", "TIME") else None
        if pair and fits(pair[1].value, article, "past") and not _is_now(pair[1].value, article):
            found = pair[1]
    return as_context(found) if found else None


def _is_now(value: str, article: Article) -> bool:
    published = article.published.value if article.published else ""
    return bool(published) and published.startswith(value[:10])
