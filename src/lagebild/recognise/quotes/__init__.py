"""Quotations: what was said, by whom, and through which medium."""

from collections.abc import Sequence

from lagebild.parse.record import Parse
from lagebild.recognise.quotes.assemble import find_drafts, to_quotes
from lagebild.recognise.quotes.lexicon import lexicon
from lagebild.recognise.quotes.marks import find_quoted
from lagebild.recognise.quotes.speech import find_in_speech, is_speech
from lagebild.recognise.quotes.view import View
from lagebild.records import Article, Mention, Quote


def find_quotes(article: Article, parse: Parse, mentions: Sequence[Mention]) -> list[Quote]:
    """The quotes of an article, in the order of their starts; offsets refer to `article.text`.

    Speakers and addressees are spans only: who is meant is settled later. Quoted passages without
    a frame of speech (titles, irony) give no quote. A speech (`speech.genre` says what that is) is
    read by learnt weights, everything else by rules.
    """
    ordered = tuple(sorted(mentions, key=lambda m: m.start))
    view = View(parse, lexicon(parse.language), tuple(find_quoted(parse.text)), ordered)
    drafts = find_drafts(view)
    if is_speech(article, view):
        drafts = find_in_speech(view, drafts)
    return to_quotes(article, view, drafts)
