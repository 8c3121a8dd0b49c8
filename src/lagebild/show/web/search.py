"""Full-text search with German and English stemming, over an index kept beside the store.

The index is made anew only for articles that are new or gone. Where the folder cannot be written
it is kept in memory.
"""

import re
import shutil
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import msgspec
import tantivy

from lagebild.store import Store

FORMAT = 1
MOST_HITS = 2000
BATCH = 500
LETTERS = re.compile(r"\w+")
LANGUAGES = {"de": "german", "en": "english"}
FIELDS = ("title_de", "text_de", "title_en", "text_en")
BOOSTS = {"title_de": 3.0, "title_en": 3.0}
REACH = 110


@dataclass(frozen=True)
class Hit:
    """An article that fits, and how well."""

    article: str
    score: float


@cache
def analyzer(language: str) -> tantivy.TextAnalyzer:
    """Words without case and accents, cut to their stems."""
    return (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(tantivy.Filter.remove_long(60))
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.ascii_fold())
        .filter(tantivy.Filter.stemmer(LANGUAGES[language]))
        .build()
    )


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("key", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("article", stored=True, tokenizer_name="raw", index_option="basic")
    for field in FIELDS:
        builder.add_text_field(field, tokenizer_name=field[-2:])
    return builder.build()


class Search:
    """The index over one store; it follows the store when that changes."""

    def __init__(self, path: Path, version: Callable[[], object]) -> None:
        self._folder = path.with_name(f"{path.name}.search")
        self._version = version
        self._seen: object = None
        self._index: tantivy.Index | None = None
        self._keys: set[str] = set()
        self._lock = threading.Lock()

    def hits(self, store: Store, words: str) -> list[Hit]:
        """The articles that fit best; words all have to be there, "quoted ones" side by side."""
        index = self._ready(store)
        query, _ = index.parse_query_lenient(
            words, list(FIELDS), field_boosts=BOOSTS, conjunction_by_default=True
        )
        searcher = index.searcher()
        found = searcher.search(query, MOST_HITS).hits
        return [Hit(str(searcher.doc(at)["article"][0]), float(score)) for score, at in found]

    def _ready(self, store: Store) -> tantivy.Index:
        with self._lock:
            version = self._version()
            if self._index is None:
                self._index = self._open()
            if version != self._seen:
                self._follow(store, self._index)
                self._seen = version
            return self._index

    def _open(self) -> tantivy.Index:
        try:
            state = msgspec.json.decode((self._folder / "state.json").read_bytes(), type=_State)
            if state.format == FORMAT:
                index = tantivy.Index(_schema(), path=str(self._folder))
                self._keys = set(state.keys)
                return _with_words(index)
        except (OSError, ValueError, msgspec.MsgspecError):
            pass
        self._keys = set()
        try:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder.mkdir()
            return _with_words(tantivy.Index(_schema(), path=str(self._folder)))
        except (OSError, ValueError):
            return _with_words(tantivy.Index(_schema()))

    def _follow(self, store: Store, index: tantivy.Index) -> None:
        """Take in what is new, let go of what has left."""
        stored = {
            f"{row['key']}:{row['id']}": row["key"]
            for row in store.rows("SELECT key, id FROM articles WHERE duplicates_of IS NULL")
        }
        gone, new = self._keys - stored.keys(), sorted(stored.keys() - self._keys)
        if not gone and not new:
            return
        # The state is only true again once all is written: a kill in between starts afresh.
        (self._folder / "state.json").unlink(missing_ok=True)
        writer = index.writer(num_threads=1)
        for key in gone:
            writer.delete_documents_by_term("key", key)
        for at in range(0, len(new), BATCH):
            wanted = [stored[key] for key in new[at : at + BATCH]]
            for row in store.rows(
                "SELECT key, id, title, language, text FROM articles "
                "WHERE key IN (SELECT unnest($keys::VARCHAR[]))",
                {"keys": wanted},
            ):
                writer.add_document(_document(row))
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        self._keys = set(stored)
        self._remember()

    def _remember(self) -> None:
        try:
            state = msgspec.json.encode(_State(FORMAT, sorted(self._keys)))
            fresh = self._folder / "state.new"
            fresh.write_bytes(state)
            fresh.replace(self._folder / "state.json")
        except OSError:
            return  # the index is in memory then


class _State(msgspec.Struct):
    format: int
    keys: list[str]


def _with_words(index: tantivy.Index) -> tantivy.Index:
    for language in LANGUAGES:
        index.register_tokenizer(language, analyzer(language))
    return index


def _document(row: dict[str, str]) -> tantivy.Document:
    language = row["language"] if row["language"] in LANGUAGES else "de"
    document = tantivy.Document()
    document.add_text("key", f"{row['key']}:{row['id']}")
    document.add_text("article", row["id"])
    document.add_text(f"title_{language}", row["title"] or "")
    document.add_text(f"text_{language}", row["text"])
    return document


@dataclass(frozen=True)
class Passage:
    """A stretch of a text in pieces; every second piece, from the second on, is a word searched."""

    pieces: tuple[str, ...]


def passage(text: str, words: str, language: str) -> Passage:
    """The place where most of the words stand close together."""
    cut = analyzer(language if language in LANGUAGES else "de")
    wanted = set(cut.analyze(words))
    known: dict[str, bool] = {}

    def fits(word: str) -> bool:
        if word not in known:
            known[word] = bool(wanted.intersection(cut.analyze(word)))
        return known[word]

    places = [m.span() for m in LETTERS.finditer(text) if fits(m[0])]
    if not places:
        return Passage((text[: 2 * REACH],))
    best = max(places, key=lambda p: (_near(places, p[0]), -p[0]))[0]
    start, end = max(0, best - REACH), min(len(text), best + 2 * REACH)
    start = text.rfind(" ", 0, start) + 1 if start else 0
    stop = text.find(" ", end)
    end = stop if stop != -1 else len(text)
    pieces, at = [], start
    for a, b in places:
        if a >= at and b <= end:
            pieces += [text[at:a], text[a:b]]
            at = b
    pieces.append(text[at:end])
    if start:
        pieces[0] = "… " + pieces[0]
    if end < len(text):
        pieces[-1] += " …"
    return Passage(tuple(pieces))


def _near(places: list[tuple[int, int]], at: int) -> int:
    return sum(at <= a < at + 2 * REACH for a, _ in places)
