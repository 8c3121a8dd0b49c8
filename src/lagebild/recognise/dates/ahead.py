"""Happenings that the text dates after its own publication."""

from collections.abc import Sequence

from lagebild.parse.record import Parse
from lagebild.recognise.dates.dated import dated_in
from lagebild.recognise.dates.hang import attached
from lagebild.recognise.dates.iso import bounds
from lagebild.recognise.dates.naming import beginning_alike, is_indefinite, name_of
from lagebild.records import Article, Date


def is_ahead(parse: Parse, dates: Sequence[Date], article: Article, noun: int) -> bool:
    """Whether a noun names a happening that the text only dates later than its publication.

    "Die Konferenz beginnt am 10. Juli. ... Das soll auf der Konferenz beschlossen werden.": no day
    told for something else is that of the conference.
    """
    if parse.upos[noun] != "NOUN" or is_indefinite(parse, noun) or not article.published:
        return False
    published, name = article.published.value, name_of(parse, noun)
    found = False
    for word in beginning_alike(parse, noun):
        if word == noun or parse.upos[word] != "NOUN" or name_of(parse, word) != name:
            continue
        told = attached(parse, dated_in(parse, dates, article, parse.sentence_of[word]), word, None)
        if told and bounds(told.value)[0] <= published:
            return False
        found = found or told is not None
    return found
