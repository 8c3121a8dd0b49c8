"""How far a build has come: a line that moves in a terminal, plain lines elsewhere."""

import sys
import time
from types import TracebackType
from typing import Self

PLAIN_EVERY = 10.0  # seconds between two lines where standard error is no terminal
TERMINAL_EVERY = 0.1


class BuildProgress:
    """Counts articles and failures and prints them with the rate to standard error."""

    def __init__(self) -> None:
        self._articles = self._failed = 0
        self._begun = time.monotonic()
        self._shown = self._begun
        self._live = sys.stderr.isatty()
        self._turn = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._live:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    def advance(self, articles: int, failed: int) -> None:
        self._articles += articles
        self._failed += failed
        now = time.monotonic()
        if now - self._shown >= (TERMINAL_EVERY if self._live else PLAIN_EVERY):
            self._shown = now
            self._print(now - self._begun)

    def _print(self, seconds: float) -> None:
        rate = self._articles / max(seconds, 1e-9)
        failed = f", {self._failed} failed" if self._failed else ""
        line = f"{self._articles} articles, {rate:.1f} a second{failed}"
        if self._live:
            self._turn += 1
            sys.stderr.write(f"\r\x1b[K{'|/-'[self._turn % 3]} {line}")
        else:
            sys.stderr.write(line + "\n")
        sys.stderr.flush()
