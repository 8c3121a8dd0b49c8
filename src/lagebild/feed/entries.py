"""What a published feed holds: happenings, the newest first, each with an id that stays."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any

from lagebild.feed.question import Question
from lagebild.ids import digest
from lagebild.show.export.wish import articles_of, happening_rows
from lagebild.show.plain import harmless
from lagebild.show.titles import happening_summary, happening_title
from lagebild.show.titles.phrases import word
from lagebild.store import Store

Row = Mapping[str, Any]

MOST_ENTRIES = 100
MOST_EVIDENCE = 5
UNKNOWN_DAY = date(1970, 1, 1)


@dataclass(frozen=True)
class Quoted:
    """Exact words of an article, with its title and, where it has one, its address."""

    words: str
    source: str
    url: str


@dataclass(frozen=True)
class Entry:
    """One happening. `day`: when the latest article on it appeared."""

    id: str
    title: str
    summary: str
    url: str
    day: date
    tags: tuple[str, ...]
    evidence: tuple[Quoted, ...]

    def html(self) -> str:
        """Summary and evidence as HTML in which all words of articles are escaped."""
        quotes = "".join(f"<blockquote><p>{escape(q.words)}</p>{_cite(q)}</blockquote>"
                         for q in self.evidence)  # fmt: skip
        return f"<p>{escape(self.summary)}</p>{quotes}"

    def text(self) -> str:
        """The same without markup."""
        lines = [f"„{q.words}“ – {q.source}{f' <{q.url}>' if q.url else ''}" for q in self.evidence]
        return "\n".join([self.summary, *lines])


@dataclass(frozen=True)
class Feed:
    """The answer to a question as a feed."""

    id: str
    title: str
    language: str
    updated: date
    entries: tuple[Entry, ...]


def make_feed(store: Store, question: Question, limit: int = MOST_ENTRIES) -> Feed:
    """The newest happenings that fit a question; each once, in the same order every time."""
    language = question.wish.language
    entries = make_entries(store, happening_rows(store, question.wish), language)
    newest = sorted(entries, key=lambda entry: (-entry.day.toordinal(), entry.id))[:limit]
    name = word(language, "word", "feed")
    title = f"{name}: {question.words}" if question.words else name
    return Feed(
        id=f"urn:lagebild:feed:{digest(question.words, language)[:16]}",
        title=harmless(title),
        language=language,
        updated=max((entry.day for entry in newest), default=UNKNOWN_DAY),
        entries=tuple(newest),
    )


def make_entries(store: Store, rows: Sequence[Row], language: str) -> list[Entry]:
    """The happenings as entries."""
    articles = articles_of(store, sorted({name for row in rows for name in row["articles"]}))
    return [_entry(row, articles, language) for row in rows]


def _entry(row: Row, articles: Mapping[str, Row], language: str) -> Entry:
    told = [articles[name] for name in row["articles"] if name in articles]
    days = [article["day_last"] for article in told if article["day_last"] is not None]
    evidence = [_quoted(piece, articles) for piece in row["evidence"] or ()][:MOST_EVIDENCE]
    return Entry(
        id=f"urn:lagebild:happening:{row['id']}",
        title=happening_title(row, language),
        summary=happening_summary(row, language),
        url=next((quoted.url for quoted in evidence if quoted.url), ""),
        day=max(days, default=row["day_last"] or UNKNOWN_DAY),
        tags=tuple(tag for tag in (row["type"], row["status"], row["country"]) if tag),
        evidence=tuple(evidence),
    )


def _quoted(piece: Row, articles: Mapping[str, Row]) -> Quoted:
    article = articles.get(piece["article"], {})
    url = article.get("url") or ""
    link = harmless(url) if url.startswith(("http://", "https://")) else ""
    known = [article.get("title") or piece["article"], article.get("outlet")]
    return Quoted(
        harmless(piece["text"]), ", ".join(harmless(name) for name in known if name), link
    )


def _cite(quoted: Quoted) -> str:
    name = escape(quoted.source)
    return f'<p><a href="{escape(quoted.url)}">{name}</a></p>' if quoted.url else f"<p>{name}</p>"
