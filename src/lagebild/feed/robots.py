"""robots.txt: what a site asks readers like us to leave alone."""

from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from lagebild.feed.address import FetchError
from lagebild.feed.fetch import Fetcher

AGENT = "lagebild"
LONGEST_DELAY = 30.0


class Robots:
    """The rules of the sites asked, fetched once each."""

    def __init__(self, fetcher: Fetcher) -> None:
        self._fetcher = fetcher
        self._rules: dict[str, RobotFileParser | None] = {}

    def check(self, url: str) -> float:
        """The seconds to leave between two requests. Raises FetchError where the site forbids the
        address, or cannot say (its server fails): then it is left alone for now."""
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._rules:
            self._rules[site] = self._ask(url, site)
        rules = self._rules[site]
        if rules is None:
            return 0.0
        if not rules.can_fetch(AGENT, url):
            raise FetchError(url, "the site's robots.txt asks not to fetch it")
        return min(float(rules.crawl_delay(AGENT) or 0), LONGEST_DELAY)

    def _ask(self, url: str, site: str) -> RobotFileParser | None:
        """The rules; None where there are none. An answer of 4xx means that there are none."""
        try:
            answer = self._fetcher.get(f"{site}/robots.txt")
        except FetchError as error:
            if error.status is not None and 400 <= error.status < 500 and error.status != 429:
                return None
            raise FetchError(
                url, f"its robots.txt cannot be read ({error.reason})", None, error.retry_after
            ) from None
        rules = RobotFileParser()
        rules.parse(answer.body[:500_000].decode("utf-8", "replace").splitlines())
        return rules
