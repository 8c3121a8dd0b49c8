"""Lending open stores to the pages, without keeping builds out.

A store that is open for reading cannot be written by another process, so connections are closed
as soon as nobody has asked for a page for a moment: `lagebild build` and `lagebild watch` can then
go on while the pages stay up.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lagebild.errors import StoreError
from lagebild.store import Store
from lagebild.store.answers import Answers

IDLE_SECONDS = 2.0
PATIENCE_SECONDS = 5.0
RETRY_SECONDS = 0.1


class Stores:
    """The connections to one store: many readers at once, or one writer."""

    def __init__(self, path: Path, idle: float = IDLE_SECONDS) -> None:
        self.path = path
        self._idle_seconds = idle
        self._idle: list[Store] = []
        self._answers = Answers()
        self._lent = 0
        self._writing = False
        self._state = threading.Condition()
        self._timer: threading.Timer | None = None

    def version(self) -> tuple[int, int]:
        """Changes whenever the store's file does. Raises StoreError where there is none."""
        try:
            state = self.path.stat()
        except OSError as error:
            raise StoreError(f"the store {self.path} cannot be read: {error.strerror}") from error
        return state.st_mtime_ns, state.st_size

    @contextmanager
    def reading(self) -> Iterator[Store]:
        """A store to ask. Raises StoreError where it stays in use by a writer."""
        with self._state:
            self._state.wait_for(lambda: not self._writing)
            store = self._idle.pop() if self._idle else None
            self._lent += 1
            self._stop_timer()
        try:
            store = store or self._open(write=False)
            yield store
        finally:
            with self._state:
                self._lent -= 1
                if store is not None:
                    self._idle.append(store)
                if not self._lent:
                    self._start_timer()
                self._state.notify_all()

    @contextmanager
    def writing(self) -> Iterator[Store]:
        """The store for one writer of this process, when all readers have finished."""
        with self._state:
            self._state.wait_for(lambda: not self._writing and not self._lent)
            self._writing = True
            self._close_idle()
        try:
            with self._open(write=True) as store:
                yield store
        finally:
            with self._state:
                self._writing = False
                self._state.notify_all()

    def close(self) -> None:
        """Close what is open and not lent."""
        with self._state:
            self._close_idle()

    def _open(self, write: bool) -> Store:
        """Another process may be writing for a moment: ask again for some seconds."""
        end = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                return Store(self.path, write=write, answers=self._answers)
            except StoreError as error:
                if "in use" not in str(error) or time.monotonic() > end:
                    raise
            time.sleep(RETRY_SECONDS)

    def _start_timer(self) -> None:
        self._stop_timer()
        self._timer = threading.Timer(self._idle_seconds, self._rest)
        self._timer.daemon = True
        self._timer.start()

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _rest(self) -> None:
        with self._state:
            if not self._lent and not self._writing:
                self._close_idle()

    def _close_idle(self) -> None:
        self._stop_timer()
        while self._idle:
            self._idle.pop().close()
