"""What the tests of quotations share: reading a text, checking what comes out."""

from collections.abc import Sequence

from lagebild.parse import parse
from lagebild.recognise.mentions import find_mentions
from lagebild.recognise.quotes import find_quotes
from lagebild.records import Article, Quote

STANCES = {
    "claim", "announcement", "promise", "demand", "question", "denial",
    "threat", "warning", "criticism", "regret", "praise",
}  # fmt: skip


def article(text: str, language: str = "de") -> Article:
    return Article(
        id="a", title=None, outlet=None, authors=(), published=None, language=language,
        url=None, text=text, parts=(),
    )  # fmt: skip


def quotes_of(text: str, language: str = "de") -> list[Quote]:
    tree = parse(text, language)
    given_article = article(text, language)
    return find_quotes(given_article, tree, find_mentions(given_article, tree))


def content(quote: Quote) -> str:
    return " ... ".join(s.text for s in quote.spans) or quote.text


def check_offsets(text: str, quotes: Sequence[Quote]) -> None:
    for quote in quotes:
        spans = [quote, quote.sentence, quote.speaker, quote.addressee, quote.cue, quote.frame]
        spans += [quote.via, *quote.spans, *quote.cue_spans, *quote.frame_spans]
        for span in spans:
            assert span is None or text[span.start : span.end] == span.text
        assert quote.end > quote.start
        assert quote.stance in STANCES
