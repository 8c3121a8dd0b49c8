"""Running batches of work in this process or in several, in order and with bounded memory."""

import gc
import itertools
import multiprocessing
import os
import queue
import signal
import sys
import threading
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing import forkserver, resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from lagebild.build.work import Item, Outcome, replies, work
from lagebild.errors import LagebildError, ModelError

if TYPE_CHECKING:
    from multiprocessing.context import ForkServerContext, SpawnContext

DEPTH = 2  # batches a worker holds: the one it works on and the next one
COLLECTED_AFTER = 20_000  # new objects
# Elsewhere the systems' own libraries do not stand being forked.
_FORKED = sys.platform == "linux"
WARM = "lagebild.build.warm"
MOST_DEATHS = 10  # of worker processes in one build, before it is given up
DEADLY = "ended the process that analysed it (out of memory?); left out"


class HasItems(Protocol):
    """A batch: whatever else it carries, its items are what a worker gets."""

    @property
    def items(self) -> Sequence[Item]: ...


BatchType = TypeVar("BatchType", bound=HasItems)


class WorkerError(LagebildError):
    """Worker processes keep ending by themselves."""


def usable_cores() -> int:
    """The processor cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def run_batches(
    batches: Iterable[BatchType], jobs: int
) -> Generator[tuple[BatchType, list[Outcome]]]:
    """Each batch with its outcomes, in the order of the batches.

    With one job all work is done here; otherwise in `jobs` processes, which hold `DEPTH` batches
    each: no more than that is read ahead. An article that ends the process that analyses it is left
    out with that as its reason. Raises ModelError, and WorkerError where processes keep dying.
    """
    if jobs <= 1:
        _collect_rarely()
        for batch in batches:
            yield batch, replies(work(batch.items))
        return
    with _Pool[BatchType](jobs) as pool:
        yield from pool.run(batches)


@dataclass
class _Ticket(Generic[BatchType]):
    batch: BatchType
    answer: list[Outcome] | None = None


@dataclass
class _Worker(Generic[BatchType]):
    process: BaseProcess
    pipe: "Connection[Any, Any]"
    holding: deque[_Ticket[BatchType]] = field(default_factory=deque)


class _Pool(Generic[BatchType]):
    def __init__(self, jobs: int) -> None:
        self._workers: list[_Worker[BatchType]] = []
        self._jobs = jobs
        self._deaths = 0

    def __enter__(self) -> "_Pool[BatchType]":
        return self

    def __exit__(self, *_: object) -> None:
        for worker in list(self._workers):
            self._end(worker)

    def run(self, batches: Iterable[BatchType]) -> Generator[tuple[BatchType, list[Outcome]]]:
        order: deque[_Ticket[BatchType]] = deque()
        for batch in batches:
            ticket = _Ticket(batch)
            order.append(ticket)
            self._give(ticket)
            yield from _finished(order)
            while len(order) > self._jobs * DEPTH:
                self._take()
                yield from _finished(order)
        while order:
            self._take()
            yield from _finished(order)

    def _give(self, ticket: _Ticket[BatchType]) -> None:
        if not ticket.batch.items:
            ticket.answer = []
            return
        worker = self._free_worker()
        worker.holding.append(ticket)
        try:
            worker.pipe.send(list(ticket.batch.items))
        except OSError:
            self._replace(worker)

    def _free_worker(self) -> _Worker[BatchType]:
        """The worker with the least to do; one more is started while all others work."""
        while True:
            if len(self._workers) < self._jobs and all(w.holding for w in self._workers):
                self._start()
            worker = min(self._workers, key=lambda w: len(w.holding))
            if len(worker.holding) < DEPTH:
                return worker
            self._take()

    def _take(self) -> None:
        """Wait until a worker has an answer, and take it."""
        busy = [w for w in self._workers if w.holding]
        ready = wait([w.pipe for w in busy])
        worker = next(w for w in busy if w.pipe in ready)
        answer = _receive_answer(worker)
        if answer is None:
            self._replace(worker)
        else:
            worker.holding.popleft().answer = answer

    def _start(self) -> _Worker[BatchType]:
        worker: _Worker[BatchType] = _start_worker()
        self._workers.append(worker)
        return worker

    def _end(self, worker: _Worker[BatchType]) -> None:
        self._workers.remove(worker)
        worker.process.kill()
        worker.pipe.close()
        worker.process.join()

    def _replace(self, worker: _Worker[BatchType]) -> None:
        """Give what a dead worker held to others; what it worked on one article at a time."""
        self._end(worker)
        suspect, *waiting = worker.holding
        suspect.answer = self._one_by_one(suspect.batch.items)
        for ticket in waiting:
            self._give(ticket)

    def _one_by_one(self, items: Sequence[Item]) -> list[Outcome]:
        outcomes: list[Outcome] = []
        worker: _Worker[BatchType] | None = None
        for item in items:
            self._count_death(worker is None)
            worker = worker or self._start()
            with suppress(OSError):
                worker.pipe.send([item])
            answer = _receive_answer(worker)
            outcomes += [DEADLY] if answer is None else answer
            if answer is None:
                self._end(worker)
                worker = None
        return outcomes

    def _count_death(self, died: bool) -> None:
        self._deaths += died
        if self._deaths > MOST_DEATHS:
            raise WorkerError(
                "the processes that analyse articles keep dying (out of memory?); what was stored "
                "is kept: run the same command again, with fewer --jobs"
            )


def _receive_answer(worker: _Worker[Any]) -> list[Outcome] | None:
    """What a worker answers, None where it has died. Raises ModelError."""
    try:
        answer = worker.pipe.recv()
    except (EOFError, OSError):
        return None
    if isinstance(answer, ModelError):
        raise answer
    return replies(answer)


def _finished(order: deque[_Ticket[BatchType]]) -> Generator[tuple[BatchType, list[Outcome]]]:
    while order and order[0].answer is not None:
        ticket = order.popleft()
        yield ticket.batch, ticket.answer or []


def prepare_workers() -> None:
    """Begin to load what workers share, in a process that they are forked from; returns at once.

    Otherwise that begins with the first worker. Where processes are not forked, each loads all of
    it for itself.
    """
    resource_tracker.ensure_running()  # when started later, it would let interrupts through
    if _FORKED:
        forkserver.set_forkserver_preload([WARM])
        with _interrupts_held():
            forkserver.ensure_running()


def _start_worker() -> _Worker[BatchType]:
    prepare_workers()
    context: ForkServerContext | SpawnContext = (
        multiprocessing.get_context("forkserver")
        if _FORKED
        else multiprocessing.get_context("spawn")
    )
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs,), daemon=True)
    with _interrupts_held():
        process.start()
    theirs.close()
    return _Worker(process, ours)


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Hold interrupts back while a process starts: it inherits that, and only we are told."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _collect_rarely() -> None:
    """Look for cycles less often: records hold none, and nearly all objects are records."""
    gc.set_threshold(COLLECTED_AFTER, 20, 20)


def _serve(pipe: "Connection[Any, Any]") -> None:
    """A worker: batches in, replies out, until the other end is closed (or its process is gone)."""
    _collect_rarely()
    tasks: queue.Queue[list[Item]] = queue.Queue()
    threading.Thread(target=_receive, args=(pipe, tasks), daemon=True).start()
    for number in itertools.count():
        try:
            answer: bytes | ModelError = work(tasks.get())
        except ModelError as error:
            answer = error
        try:
            pipe.send(answer)
        except OSError:
            return
        if number == 0:
            # The model and the tables are loaded by now and stay: no collection looks through them.
            gc.collect()
            gc.freeze()


def _receive(pipe: "Connection[Any, Any]", tasks: "queue.Queue[list[Item]]") -> None:
    # A thread of its own, so that the parent can always send: otherwise both ends could wait for
    # the other to take what they have written.
    while True:
        try:
            tasks.put(pipe.recv())
        except (EOFError, OSError):
            os._exit(0)
