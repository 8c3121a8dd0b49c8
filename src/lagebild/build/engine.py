"""The build: from sources to a store, batch by batch; a few batches are one transaction."""

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

import msgspec

from lagebild.build.pool import run_batches
from lagebild.build.program import program_digest
from lagebild.build.sources import File, fingerprint, is_unchanged, list_files
from lagebild.build.summary import Summary, summarise
from lagebild.build.work import Item, Outcome
from lagebild.correct import apply_corrections
from lagebild.errors import SourceError
from lagebild.ids import digest
from lagebild.read import read_sources
from lagebild.records import Article, RawArticle
from lagebild.store import Store
from lagebild.store.writer import (
    Batch,
    Failure,
    FinishedSource,
    Given,
    drop_outdated,
    is_connected,
    known_raws,
    mark_connected,
    next_run,
    pending_articles,
    write_batch,
    write_pending,
)

BATCH_ARTICLES = 8  # few, so that at the end no process waits long for another
BATCH_CHARACTERS = 100_000
BATCH_OTHERS = 128
STORED_TOGETHER = 8  # batches: a transaction costs much the same however many articles it stores
CHUNK_ENTRIES = 64

_Entry = tuple[Given, RawArticle] | Failure | FinishedSource


class Progress(Protocol):
    """Who is told how far the build has come."""

    def advance(self, articles: int, failed: int) -> None:
        """So many more articles are done, and so many more have failed."""
        ...


@dataclass
class _Work:
    """A batch on its way: `items` belong to `givens`; the rest is stored with them."""

    items: list[Item] = field(default_factory=list)
    givens: list[Given] = field(default_factory=list)
    batch: Batch = field(default_factory=Batch)

    def is_full(self) -> bool:
        return (
            len(self.items) >= BATCH_ARTICLES
            or self.batch.others >= BATCH_OTHERS
            or sum(len(item.text) for item in self.items) >= BATCH_CHARACTERS
        )


@dataclass
class _Waiting:
    """What is analysed and will be stored together."""

    batch: Batch = field(default_factory=Batch)
    raws: set[str] = field(default_factory=set)

    def add(self, work: _Work) -> None:
        self.batch.extend(work.batch)
        self.raws.update(given.raw for given in work.givens)

    def is_full(self) -> bool:
        found = self.batch.found
        return (
            len(found) >= STORED_TOGETHER * BATCH_ARTICLES
            or self.batch.others >= STORED_TOGETHER * BATCH_OTHERS
            or sum(len(analysis.article.text) for _, analysis in found) >= BATCH_CHARACTERS
        )


# What turns batches into batches with their outcomes, in the same order.
Runner = Callable[[Iterable[_Work], int], Generator[tuple[_Work, list[Outcome]]]]


def shard_runner(location: str) -> Runner:
    """Analyse with Ray over Parquet shards at `location` (see build.ray_engine)."""
    from lagebild.build.ray_engine import run_shards

    return lambda batches, jobs: run_shards(batches, jobs, location)


def build(
    sources: Sequence[str],
    store_path: Path,
    jobs: int,
    progress: Progress,
    runner: Runner = run_batches,
    renew: bool = False,
) -> Summary:
    """Read the sources into the store and say what came of it.

    Files that the store knows unchanged are passed over. What is stored depends on what was given,
    not on its order, on `jobs`, on `runner`, or on how often the build was interrupted. Raises
    StoreError, ModelError and WorkerError; what was stored until then is kept. With `renew` the
    records that another version of the program made are made anew.
    """
    with Store(store_path, write=True) as store:
        run = next_run(store)
        reader = _Reader(store)
        if renew:
            drop_outdated(store, program_digest())
        damaged: set[str] = set()
        waiting = _Waiting()
        with closing(runner(reader.batches(sources), jobs)) as finished:
            for work, outcomes in finished:
                _sort_outcomes(work, outcomes, damaged)
                waiting.add(work)
                done = work.batch
                progress.advance(len(done.found) + len(done.known), len(done.failures))
                if waiting.is_full():
                    _store(store, waiting, run)
                    reader.flying -= waiting.raws
                    waiting = _Waiting()
        _store(store, waiting, run)
        _complete(store, jobs)
        _connect(store)
        return summarise(store, run, reader.unchanged)


def _sort_outcomes(work: _Work, outcomes: Sequence[Outcome], damaged: set[str]) -> None:
    """Complete a batch; `damaged` collects the files of which an article failed."""
    batch = work.batch
    for given, outcome in zip(work.givens, outcomes, strict=True):
        if isinstance(outcome, str):
            batch.failures.append(Failure(given.source, given.origin, outcome))
            damaged.add(given.source)
        else:
            batch.found.append((given, outcome))
    batch.finished = [
        replace(file, whole=False) if file.path in damaged else file for file in batch.finished
    ]


def _store(store: Store, waiting: _Waiting, run: int) -> None:
    if not waiting.batch.is_empty():
        mark_connected(store, False)
        write_batch(store, waiting.batch, run, program_digest())


def _connect(store: Store) -> None:
    """Connect what is stored, unless nothing has changed since that was last done to its end."""
    if not is_connected(store):
        from lagebild.connect import connect_store  # not before the workers are under way

        apply_corrections(store)
        connect_store(store)
        mark_connected(store, True)


@dataclass
class _Pending:
    items: list[Article]


def _complete(store: Store, jobs: int) -> None:
    """Analyse the stored articles that have no records (what they were copies of has gone)."""
    tried: set[str] = set()

    def batches() -> Iterator[_Pending]:
        while articles := pending_articles(store, BATCH_ARTICLES, tried):
            tried.update(article.id for article in articles)
            yield _Pending(articles)

    with closing(run_batches(batches(), jobs)) as finished:
        for _, outcomes in finished:
            analyses = [o for o in outcomes if not isinstance(o, str)]
            write_pending(store, analyses, program_digest())


class _Reader:
    """Turns sources into batches; knows what is on its way to the store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.flying: set[str] = set()
        self.unchanged = 0

    def batches(self, sources: Sequence[str]) -> Iterator[_Work]:
        """Batches of what is new; a file's last batch also says that it is finished."""
        work = _Work()
        for chunk in _chunks(self._entries(sources)):
            raws = [entry[0].raw for entry in chunk if isinstance(entry, tuple)]
            known = known_raws(self._store, raws) | self.flying
            for entry in chunk:
                _add(work, entry, known)
                if work.is_full():
                    self.flying.update(given.raw for given in work.givens)
                    yield work
                    work = _Work()
        yield work

    def _entries(self, sources: Sequence[str]) -> Iterator[_Entry]:
        for file in list_files(sources):
            if isinstance(file, SourceError):
                yield Failure(file.source, file.source, file.reason)
                yield FinishedSource(file.source, -1, -1, "", whole=False)
            elif is_unchanged(self._store, file):
                self.unchanged += 1
            else:
                yield from self._read(file)

    def _read(self, file: File) -> Iterator[_Entry]:
        # The fingerprint comes first: a file that changes while it is read is read again next time.
        before = fingerprint(file)
        whole = before.whole
        for found in read_sources([file.named]):
            if isinstance(found, SourceError):
                whole = False
                yield Failure(file.path, found.source, found.reason)
            else:
                yield Given(file.path, found.origin, raw_digest(found)), found
        yield replace(before, whole=whole)


def _chunks(entries: Iterator[_Entry]) -> Iterator[list[_Entry]]:
    """Entries to be looked up together: few enough to be held in memory."""
    chunk: list[_Entry] = []
    size = 0
    for entry in entries:
        chunk.append(entry)
        size += len(entry[1].text) if isinstance(entry, tuple) else 0
        if len(chunk) >= CHUNK_ENTRIES or size >= BATCH_CHARACTERS:
            yield chunk
            chunk, size = [], 0
    yield chunk


def _add(work: _Work, entry: _Entry, known: set[str]) -> None:
    if isinstance(entry, FinishedSource):
        work.batch.finished.append(entry)
    elif isinstance(entry, Failure):
        work.batch.failures.append(entry)
    elif entry[0].raw in known:
        work.batch.known.append(entry[0])
    else:
        known.add(entry[0].raw)
        work.givens.append(entry[0])
        work.items.append(entry[1])


def raw_digest(article: RawArticle) -> str:
    """What makes two given articles the very same, wherever they stand."""
    return digest(msgspec.json.encode(msgspec.structs.replace(article, origin=""), order="sorted"))
