"""Run as a program: the real build with a stand-in for cleaning and analysis.

    fake_build.py STORE JOBS SECONDS SOURCE...

The stand-in makes one event of each article's first word, in SECONDS. The workers import this file
again, and so get the same stand-in. A text with "unlesbar" fails, one with "tot" ends the process.
"""

import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import lagebild.analysis
import lagebild.clean
from lagebild.ids import digest, with_ids
from lagebild.records import Analysis, Article, Event, EventDate, Published, RawArticle, Span


def clean(raw: RawArticle, as_is: bool = False) -> Article:
    text = raw.text.strip()
    return Article(
        id=raw.id or "a" + digest(text)[:12],
        title=raw.title,
        outlet=raw.outlet,
        authors=raw.authors,
        published=Published(value=raw.published, basis="metadata") if raw.published else None,
        language="de",
        url=raw.url,
        text=text,
        parts=(),
        origin=raw.origin,
        extra=raw.extra,
    )


def analyse_batch(articles: Sequence[Article], threads: int = 1) -> list[Analysis]:
    return [_analyse(article) for article in articles]


def _analyse(article: Article) -> Analysis:
    time.sleep(float(os.environ.get("FAKE_SECONDS", "0")))
    if "unlesbar" in article.text:
        raise ValueError("not this one")
    if "tot" in article.text.split():
        os._exit(3)
    word = article.text.split()[0]
    sentence = Span(text=article.text, start=0, end=len(article.text))
    event = Event(
        article=article.id, type="CONSULT", status="actual", sentence=sentence,
        trigger=Span(text=word, start=0, end=len(word)),
        date=EventDate(value=article.published.value, basis="published")
        if article.published else None,
    )  # fmt: skip
    analysis = Analysis(
        article=article, sentences=(sentence,), tokens=(), mentions=(), dates=(), quotes=(),
        events=(event,),
    )  # fmt: skip
    return with_ids(analysis)


lagebild.clean.clean = clean
lagebild.analysis.analyse_batch = analyse_batch


def main() -> int:
    from lagebild.cli.main import main as run

    store, jobs, seconds, *sources = sys.argv[1:]
    os.environ["FAKE_SECONDS"] = seconds
    return run(["build", *sources, "--store", str(Path(store)), "--jobs", jobs])


if __name__ == "__main__":
    sys.exit(main())
