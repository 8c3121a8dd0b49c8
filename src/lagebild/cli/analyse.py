"""lagebild analyse"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from lagebild.cli.build import checked_sources
from lagebild.cli.options import SourceArgument

if TYPE_CHECKING:
    from lagebild.records import Article

BATCH = 16


@dataclass
class _Batch:
    items: "list[Article]"


def analyse(
    *sources: SourceArgument,
    as_is: Annotated[
        bool,
        Parameter(
            name="--as-is", negative="", help="Keep each text as given: offsets are the input's."
        ),
    ] = False,
    genre: Annotated[
        Literal["news", "speech"] | None,
        Parameter(
            name="--genre", help="How to read quotations; found out for each text if absent."
        ),
    ] = None,
    jobs: Annotated[
        int, Parameter(name=["--jobs", "-j"], help="Processes that analyse; 0: one a core.")
    ] = 1,
) -> int:
    """Analyse articles and print one JSON line each; store nothing.

    A line has article, sentences, tokens, mentions, dates, quotes, events, ties and actors. What
    cannot be read or analysed is said on standard error.
    """
    given = checked_sources(sources)
    import msgspec

    from lagebild.build.pool import run_batches, usable_cores

    run = _Run(given, as_is, genre)
    for batch, outcomes in run_batches(run.batches(), jobs or usable_cores()):
        for article, outcome in zip(batch.items, outcomes, strict=True):
            if isinstance(outcome, str):
                run.fail(article.origin, outcome)
            else:
                sys.stdout.write(msgspec.json.encode(outcome).decode() + "\n")
    return 1 if run.failures else 0


class _Run:
    def __init__(self, sources: list[str], as_is: bool, genre: str | None) -> None:
        self.failures = 0
        self._sources = sources
        self._as_is = as_is
        self._genre = genre

    def fail(self, origin: str, reason: str) -> None:
        from lagebild.show.plain import harmless

        self.failures += 1
        print(f"failed: {harmless(origin)}: {harmless(reason)}", file=sys.stderr)

    def batches(self) -> Iterator[_Batch]:
        from lagebild.build.work import clean_item
        from lagebild.errors import SourceError
        from lagebild.read import read_sources
        from lagebild.recognise.quotes.speech.genre import with_genre

        batch = _Batch([])
        for found in read_sources(self._sources):
            if isinstance(found, SourceError):
                self.fail(found.source, found.reason)
                continue
            cleaned = clean_item(found, self._as_is)
            if isinstance(cleaned, str):
                self.fail(found.origin, cleaned)
                continue
            batch.items.append(with_genre(cleaned, self._genre))
            if len(batch.items) >= BATCH:
                yield batch
                batch = _Batch([])
        yield batch
