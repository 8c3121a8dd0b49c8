"""Fetching with bounds: on size, time, redirects, and what compressed data may unfold to."""

import socket
import ssl
import threading
import time
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin

from lagebild import __version__
from lagebild.feed.address import FetchError, Target, resolve

USER_AGENT = f"lagebild/{__version__} (feed reader; obeys robots.txt)"
REDIRECTS = frozenset({301, 302, 303, 307, 308})
PIECE = 65_536


@dataclass(frozen=True)
class Limits:
    """`size`: bytes, as sent and unfolded; `seconds` for one answer; `redirects` followed."""

    size: int = 20_000_000
    seconds: float = 30.0
    redirects: int = 5


@dataclass(frozen=True)
class Answer:
    """What came back. `headers` have small names. `url` is where the redirects led."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes


class Fetcher:
    """Fetches from the web within limits; addresses inside the own network only when allowed."""

    def __init__(self, limits: Limits | None = None, allow_private: bool = False) -> None:
        self.limits = limits or Limits()
        self.allow_private = allow_private

    def get(self, url: str, headers: Mapping[str, str] | None = None) -> Answer:
        """Fetch a page, following redirects. Raises FetchError where that does not work or the
        answer is an error; 304 is an answer."""
        seen = url
        for _ in range(self.limits.redirects + 1):
            answer = self.send("GET", seen, headers or {})
            if answer.status not in REDIRECTS:
                return _checked(url, answer)
            place = answer.headers.get("location")
            if not place:
                raise FetchError(url, f"answers {answer.status} without saying where to")
            seen = urljoin(seen, place)
        raise FetchError(url, f"redirects more than {self.limits.redirects} times")

    def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        """Send a body; redirects are not followed. Raises FetchError unless the answer is good."""
        answer = self.send("POST", url, headers, body)
        if answer.status in REDIRECTS:
            raise FetchError(url, "answers with a redirect; name the address it leads to")
        return _checked(url, answer)

    def send(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes | None = None
    ) -> Answer:
        """One request, one answer, whatever its status. Raises FetchError where there is none."""
        from urllib3.exceptions import HTTPError

        target = resolve(url, self.allow_private)
        connection = _connection(target, self.limits.seconds)
        sent = {
            "Host": _host(target), "User-Agent": USER_AGENT, "Accept-Encoding": "gzip, deflate",
            "Accept": "*/*", "Connection": "close", **headers,
        }  # fmt: skip
        try:
            with _watched(connection, self.limits.seconds) as late:
                try:
                    connection.request(
                        method, target.path, body=body, headers=sent, preload_content=False,
                        decode_content=False,
                    )  # fmt: skip
                    response = connection.getresponse()
                    names = {key.lower(): value for key, value in response.headers.items()}
                    if response.status == 304 or method == "HEAD":
                        return Answer(url, response.status, names, b"")
                    data = self._body(url, response, names)
                    if late.is_set():
                        raise FetchError(url, self._too_slow())
                    return Answer(url, response.status, names, data)
                except (HTTPError, OSError, ssl.SSLError, ValueError) as error:
                    if late.is_set():
                        raise FetchError(url, self._too_slow()) from None
                    raise FetchError(url, f"cannot be fetched ({_reason(error)})") from None
        finally:
            connection.close()

    def _too_slow(self) -> str:
        return f"did not answer within {self.limits.seconds:g} seconds"

    def _body(self, url: str, response: Any, headers: Mapping[str, str]) -> bytes:
        unfold = _Unfold(headers.get("content-encoding", ""), self.limits.size)
        raw = 0
        parts: list[bytes] = []
        while piece := response.read1(PIECE):
            raw += len(piece)
            parts.append(unfold.feed(piece))
            if raw > self.limits.size or unfold.size > self.limits.size:
                raise FetchError(url, f"is larger than {self.limits.size} bytes")
        parts.append(unfold.end())
        return b"".join(parts)


class _Unfold:
    """Unpacks gzip and deflate piece by piece, never more than a little over the limit."""

    def __init__(self, encoding: str, limit: int) -> None:
        names = [name.strip().lower() for name in encoding.split(",") if name.strip()]
        names = [name for name in names if name != "identity"]
        if len(names) > 1 or (names and names[0] not in ("gzip", "x-gzip", "deflate")):
            raise ValueError(f"unknown encoding {encoding!r}")
        # 32 more: gzip or zlib, whichever the data's head says.
        self._inner = zlib.decompressobj(zlib.MAX_WBITS | 32) if names else None
        self._raw_deflate = bool(names) and names[0] == "deflate"
        self._first = True
        self._limit = limit
        self.size = 0

    def feed(self, piece: bytes) -> bytes:
        if self._inner is None:
            self.size += len(piece)
            return piece
        room = self._limit - self.size + 1
        try:
            out = self._inner.decompress(piece, max(room, 1))
        except zlib.error as error:
            if not (self._raw_deflate and self._first):
                raise ValueError(f"broken compression: {error}") from None
            self._inner = zlib.decompressobj(-zlib.MAX_WBITS)
            out = self._inner.decompress(piece, max(room, 1))
        self._first = False
        self.size += len(out)
        return out

    def end(self) -> bytes:
        if self._inner is None:
            return b""
        if not self._inner.eof and not self._first:
            raise ValueError("the compressed data ends early")
        return b""


def _connection(target: Target, seconds: float) -> Any:
    """A connection to the checked address that speaks to the name."""
    from urllib3.connection import HTTPConnection, HTTPSConnection

    timeout = min(seconds, 15.0)
    if target.scheme == "http":
        return HTTPConnection(target.ip, target.port, timeout=timeout)
    return HTTPSConnection(
        target.ip, target.port, timeout=timeout, ssl_context=ssl.create_default_context(),
        server_hostname=target.host, assert_hostname=target.host,
    )  # fmt: skip


@contextmanager
def _watched(connection: Any, seconds: float) -> Iterator[threading.Event]:
    """Cuts the connection when the time is up: single reads may be quick and the whole endless."""
    late = threading.Event()

    def cut() -> None:
        late.set()
        sock = connection.sock
        if sock is not None:
            with suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(seconds, cut)
    timer.daemon = True
    timer.start()
    try:
        yield late
    finally:
        timer.cancel()


def _host(target: Target) -> str:
    name = f"[{target.host}]" if ":" in target.host else target.host
    usual = {"http": 80, "https": 443}[target.scheme]
    return name if target.port == usual else f"{name}:{target.port}"


def _reason(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__


def _checked(url: str, answer: Answer) -> Answer:
    if answer.status < 400:
        return answer
    wait = retry_after(answer.headers.get("retry-after"))
    raise FetchError(url, f"answers {answer.status}", answer.status, wait)


def retry_after(value: str | None) -> float | None:
    """The seconds that a Retry-After header asks to wait: a number or a day and hour."""
    if not value:
        return None
    if value.strip().isdigit():
        return float(value)
    try:
        until = parsedate_to_datetime(value)
    except ValueError:
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return max(0.0, (until - datetime.now(UTC)).total_seconds())


def now() -> float:
    """Seconds since 1970; the clock of all that is noted between runs."""
    return time.time()
