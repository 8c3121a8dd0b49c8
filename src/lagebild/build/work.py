"""What a worker does: clean and analyse a handful of articles, each on its own account."""

from collections.abc import Sequence

import msgspec

from lagebild.errors import LagebildError, ModelError
from lagebild.records import Analysis, Article, RawArticle

Item = RawArticle | Article
Outcome = Analysis | str


class _Reply(msgspec.Struct, array_like=True):
    """What comes back for an item: the packed analysis, or why there is none."""

    analysis: bytes | None
    reason: str = ""


_REPLIES = msgspec.msgpack.Decoder(list[_Reply])
_ANALYSIS = msgspec.msgpack.Decoder(Analysis)


def work(items: Sequence[Item]) -> bytes:
    """Clean what is raw and analyse it; one packed reply an item, in order (see `replies`).

    An article that cannot be analysed spoils no other one. Raises ModelError.
    """
    return msgspec.msgpack.encode([_pack(outcome) for outcome in outcomes_of(items)])


def outcomes_of(items: Sequence[Item]) -> list[Outcome]:
    """The same without packing: an analysis an item, or the reason why there is none."""
    cleaned = [clean_item(item, as_is=False) for item in items]
    outcomes = iter(_analyse([c for c in cleaned if isinstance(c, Article)]))
    return [c if isinstance(c, str) else next(outcomes) for c in cleaned]


def replies(packed: bytes) -> list[Outcome]:
    """The outcomes that `work` packed: an analysis, or the reason why there is none."""
    return [
        r.reason if r.analysis is None else _ANALYSIS.decode(r.analysis)
        for r in _REPLIES.decode(packed)
    ]


def _pack(outcome: Outcome) -> _Reply:
    if isinstance(outcome, str):
        return _Reply(None, outcome)
    try:
        return _Reply(msgspec.msgpack.encode(outcome))
    except (UnicodeEncodeError, TypeError, OverflowError) as error:
        return _Reply(None, _fault("packing", error))


def clean_item(item: Item, as_is: bool) -> Article | str:
    from lagebild.clean import clean

    if isinstance(item, Article):
        return item
    try:
        article = clean(item, as_is)
    except LagebildError as error:
        return str(error)
    except Exception as error:
        return _fault("cleaning", error)
    return article if article.text.strip() else "holds no text"


def _analyse(articles: Sequence[Article]) -> list[Outcome]:
    from lagebild.analysis import analyse_batch

    if not articles:
        return []
    try:
        return list(analyse_batch(articles))
    except ModelError:
        raise
    except Exception as error:
        if len(articles) == 1:
            return [_fault("analysis", error)]
        return [outcome for article in articles for outcome in _analyse([article])]


def _fault(stage: str, error: Exception) -> str:
    message = " ".join(str(error).split())[:200]
    return f"{stage} failed ({type(error).__name__}: {message}); please report this"
