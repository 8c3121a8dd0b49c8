"""Footnotes from the store: articles, their words, their independence."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from lagebild.show.dossier.document import Note, Statement
from lagebild.show.dossier.words import Words
from lagebild.show.plain import harmless
from lagebild.show.titles.dates import when
from lagebild.store import Store

Row = Mapping[str, Any]

MOST_NOTES = 3
LONGEST_SENTENCE = 400
_END = re.compile(r"[.!?…][\"“”»«']?\s|\n")


class Sources:
    """Makes footnotes and remembers which articles were cited."""

    def __init__(self, store: Store, words: Words) -> None:
        self._store = store
        self._words = words
        self._articles: dict[str, Row] = {}
        self.cited: dict[str, None] = {}

    def notes(self, evidence: Iterable[Row], most: int = MOST_NOTES) -> tuple[Note, ...]:
        """Footnotes for pieces of evidence ({article, text}): those of different articles first."""
        pieces = list(evidence)
        self._load([piece["article"] for piece in pieces])
        by_article = {piece["article"]: piece for piece in reversed(pieces)}
        first = [piece for piece in pieces if by_article[piece["article"]] is piece]
        rest = [piece for piece in pieces if by_article[piece["article"]] is not piece]
        made = (self._note(piece) for piece in [*first, *rest][:most])
        return tuple(dict.fromkeys(note for note in made if note is not None))

    def samples(self, actor: str) -> list[Row]:
        """Where an actor is named: by its usual name, in the articles that speak of it most."""
        rows = self._store.rows(
            'WITH named AS (SELECT m.article, m."text", m."start", m."end", '
            "count(*) OVER (PARTITION BY m.article) AS times, x.name FROM mentions m "
            "JOIN article_actors x ON x.article = m.article AND x.id = m.actor "
            "WHERE m.actor = $actor AND m.label NOT IN ('PRON', 'ROLE')) "
            "SELECT * FROM named QUALIFY row_number() OVER (PARTITION BY article ORDER BY "
            '"text" != name, "start") = 1 ORDER BY "text" != name, times DESC, article LIMIT 2',
            {"actor": actor},
        )
        return list(rows)

    def sentence(self, piece: Row) -> Row:
        """The same evidence with the whole sentence around its words."""
        text = self._store.value('SELECT "text" FROM articles WHERE id = ?', [piece["article"]])
        if text is None:
            return piece
        start, end = piece["start"], piece["end"]
        before = text[max(0, start - LONGEST_SENTENCE) : start]
        breaks = [match.end() for match in _END.finditer(before)]
        begin = start - len(before) + (breaks[-1] if breaks else 0)
        stop = _END.search(text, end, end + LONGEST_SENTENCE)
        finish = stop.start() + 1 if stop else min(len(text), end + LONGEST_SENTENCE)
        return {**piece, "start": begin, "end": finish, "text": text[begin:finish].strip()}

    def day(self, article: str) -> str:
        """The day of publication in words; empty where it is not known."""
        self._load([article])
        row = self._articles.get(article)
        if row is None or row["published"] is None:
            return ""
        value = row["published"]["value"]
        return when(value, row["day_first"], row["day_last"], self._words.language)

    def days(self, articles: Sequence[str]) -> tuple[str, str]:
        """First and last day of publication of some articles, in words."""
        self._load(articles)
        rows = [self._articles[a] for a in articles if a in self._articles]
        dated = sorted((r["day_first"], r["id"]) for r in rows if r["day_first"] is not None)
        return (self.day(dated[0][1]), self.day(dated[-1][1])) if dated else ("", "")

    def independence(self) -> tuple[list[Statement], int]:
        """A statement for each cited article, and how many independent voices they are."""
        rows = self._store.rows(
            "SELECT a.id, a.chain, v.voice FROM articles a LEFT JOIN voices v ON v.article = a.id "
            "WHERE a.id IN (SELECT unnest(?::VARCHAR[])) "
            "ORDER BY a.day_first NULLS LAST, a.id",
            [list(self.cited)],
        )
        first: dict[str, int] = {}
        statements = []
        for number, row in enumerate(rows, 1):
            voice = row["voice"] or row["id"]
            known = first.setdefault(voice, number)
            statements.append(self._source(row, number, known))
        return statements, len(first)

    def _source(self, row: Row, number: int, known: int) -> Statement:
        article = self._articles[row["id"]]
        name = self._words("quote", words=article["heading"])
        where = ", ".join(part for part in (name, self._where(article)) if part)
        key = "voice" if known == number else "copies"
        hands = list(dict.fromkeys(self._hand(link, row) for link in row["chain"] or ()))
        names = ", ".join(hand for hand in hands if hand)
        chain = self._words("chain", names=names) if names else ""
        text = self._words(key, article=where, number=known)
        detail = ", ".join(part for part in (chain, row["id"]) if part)
        return Statement(text, label=f"{number}.", detail=detail)

    def _hand(self, link: Row, row: Row) -> str:
        """A hand that the report went through; the outlet itself is named already."""
        name = harmless(link["name"])
        if link["kind"] == "translation":
            return self._words("translation", name=name)
        return "" if name == self._articles[row["id"]]["outlet"] else name

    def _note(self, piece: Row) -> Note | None:
        row = self._articles.get(piece["article"])
        words = harmless(piece["text"])
        if row is None or not words:
            return None
        self.cited[row["id"]] = None
        return Note(
            row["id"], row["heading"], self._where(row), row["link"], row["language"], words
        )

    def _where(self, row: Row) -> str:
        day = self.day(row["id"]) or self._words("no_date")
        return ", ".join(part for part in (harmless(row["outlet"] or ""), day) if part)

    def _load(self, ids: Sequence[str]) -> None:
        missing = [name for name in dict.fromkeys(ids) if name not in self._articles]
        if not missing:
            return
        for row in self._store.rows(
            "SELECT id, title, outlet, published, day_first, day_last, language, url FROM articles "
            "WHERE id IN (SELECT unnest(?::VARCHAR[]))",
            [missing],
        ):
            url = row["url"] or ""
            link = harmless(url) if url.startswith(("http://", "https://")) else ""
            heading = harmless(row["title"] or "") or self._words("untitled")
            self._articles[row["id"]] = {**row, "heading": heading, "link": link}
