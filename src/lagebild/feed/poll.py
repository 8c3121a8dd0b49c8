"""One look at one feed."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from lagebild.errors import SourceError
from lagebild.feed.address import FetchError
from lagebild.feed.fetch import Fetcher, now
from lagebild.feed.incoming import entries_of, entry_key, entry_record, json_lines
from lagebild.feed.robots import Robots
from lagebild.feed.state import FeedState, Memory
from lagebild.records import RawArticle

LONGEST_WAIT = 86_400.0
MOST_ARTICLES = 50
FEED_TYPES = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, "
    "text/xml;q=0.9, application/json;q=0.8, */*;q=0.5"
)


@dataclass(frozen=True)
class Manners:
    """How feeds are read: seconds between two looks, and whether linked articles are fetched."""

    every: float = 900.0
    articles: bool = False
    pause: Callable[[float], None] = time.sleep
    chance: random.Random = field(default_factory=random.Random)


@dataclass(frozen=True)
class Look:
    """What came of a look: `new` entries, whether the feed was `asked`, and what went wrong."""

    url: str
    asked: bool = True
    new: int = 0
    problems: tuple[str, ...] = ()
    failed: bool = False


class Poller:
    """Looks at feeds within a run: remembers robots.txt and when each site was last asked."""

    def __init__(self, fetcher: Fetcher, memory: Memory, manners: Manners) -> None:
        self._fetcher = fetcher
        self._memory = memory
        self._manners = manners
        self._robots = Robots(fetcher)
        self._last: dict[str, float] = {}

    def look(self, url: str, once: bool = False) -> Look:
        """Look at a feed, unless it is too early for it.

        New entries are kept in a file for the build. Failures are counted and put the next look
        off, longer each time; they are told, not raised. With `once` only a feed that failed has
        to wait.
        """
        state = self._memory.of(url)
        if state.next_try > now() and (not once or state.failures):
            waits = f"failed before; asked again in {state.next_try - now():.0f} s"
            return Look(url, asked=False, problems=(waits,) if once else ())
        try:
            new, problems = self._fetch(url, state)
        except (FetchError, SourceError) as error:
            self._put_off(state, getattr(error, "retry_after", None))
            return Look(url, problems=(error.reason,), failed=True)
        state.failures = 0
        state.next_try = now() + self._manners.every * self._manners.chance.uniform(0.9, 1.1)
        return Look(url, new=new, problems=tuple(problems))

    def _fetch(self, url: str, state: FeedState) -> tuple[int, list[str]]:
        self._wait_for(url)
        headers = {"Accept": FEED_TYPES}
        if state.etag:
            headers["If-None-Match"] = state.etag
        if state.modified:
            headers["If-Modified-Since"] = state.modified
        answer = self._fetcher.get(url, headers)
        if answer.status == 304:
            return 0, []
        articles, problems = entries_of(url, answer.body)
        seen = set(state.seen)
        fresh = {entry_key(a): a for a in articles if entry_key(a) not in seen}
        if fresh:
            records = [entry_record(a, self._page(a, problems, n)) for n, a in
                       enumerate(fresh.values())]  # fmt: skip
            self._memory.keep(url, json_lines(records))
        state.seen += list(fresh)
        state.etag = answer.headers.get("etag")
        state.modified = answer.headers.get("last-modified")
        return len(fresh), problems

    def _page(self, article: RawArticle, problems: list[str], number: int) -> str | None:
        """The page that an entry links to; None where it is not wanted or cannot be had."""
        if not (self._manners.articles and article.url and number < MOST_ARTICLES):
            return None
        try:
            self._wait_for(article.url)
            answer = self._fetcher.get(article.url, {"Accept": "text/html, */*;q=0.5"})
        except FetchError as error:
            problems.append(str(error))
            return None
        if "html" not in answer.headers.get("content-type", "html"):
            return None
        return decoded(answer.body, answer.headers.get("content-type", ""))

    def _wait_for(self, url: str) -> None:
        """Ask robots.txt, and leave the site the time that it asks for."""
        delay = self._robots.check(url)
        site = urlsplit(url).netloc
        since = time.monotonic() - self._last.get(site, float("-inf"))
        if since < delay:
            self._manners.pause(delay - since)
        self._last[site] = time.monotonic()

    def _put_off(self, state: FeedState, asked: float | None) -> None:
        state.failures += 1
        grown = self._manners.every * 2 ** min(state.failures, 10)
        wait = min(max(grown * self._manners.chance.uniform(0.8, 1.2), asked or 0.0), LONGEST_WAIT)
        state.next_try = now() + wait


def decoded(body: bytes, content_type: str) -> str:
    """The text of a page in the encoding that its header or its bytes name."""
    from lagebild.read.encoding import UndecodableError, declared_encoding, decode

    _, _, named = content_type.partition("charset=")
    try:
        return decode(body, named.strip(" \"';") or declared_encoding(body))
    except (UndecodableError, LookupError):
        return body.decode("utf-8", "replace")
