"""What a build came to: the closing figures."""

from collections import Counter
from dataclasses import dataclass

from lagebild.store import Store


@dataclass(frozen=True)
class Summary:
    """The figures of one build (`read`, `duplicates`, `failures`, `unchanged`) and of the store.

    `read` counts the articles that new and changed files gave, `duplicates` those among them whose
    text another article has, `unchanged` the files passed over. `failures` are (origin, reason).
    """

    read: int
    duplicates: int
    unchanged: int
    failures: tuple[tuple[str, str], ...]
    articles: int
    events: int
    quotes: int

    @property
    def reasons(self) -> list[tuple[str, int]]:
        """The reasons of failure with their numbers, most frequent first."""
        return Counter(reason for _, reason in self.failures).most_common()


def summarise(store: Store, run: int, unchanged: int) -> Summary:
    """The summary of build number `run`."""
    given = store.rows(
        "SELECT count(*) AS read, count(*) - count(DISTINCT digest) AS duplicates "
        "FROM given JOIN articles USING (key) WHERE given.run = ?",
        [run],
    )[0]
    failures = store.rows(
        "SELECT origin, reason FROM failures WHERE run = ? ORDER BY origin, reason", [run]
    )
    return Summary(
        read=given["read"],
        duplicates=given["duplicates"],
        unchanged=unchanged,
        failures=tuple((row["origin"], row["reason"]) for row in failures),
        articles=store.value("SELECT count(*) FROM articles WHERE duplicates_of IS NULL"),
        events=store.value("SELECT count(*) FROM events"),
        quotes=store.value("SELECT count(*) FROM quotes"),
    )
