"""Reading the data sets that quotations are measured on."""

import gzip
import io
import json
import tarfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from lagebild.errors import UsageError
from lagebild.evaluate.quote_scores import PARTS, QuoteTokens
from lagebild.records import Article, Quote, Span

_NO_SPACE_BEFORE = frozenset(".,;:!?)]“”»")
_NO_SPACE_AFTER = frozenset("([„«")
_KINDS = {"Direct": "direct", "Indirect": "indirect", "Reported": "reported"}
_SPEECH_PARTS = {"Message": "quote", "Source": "speaker", "Cue": "cue", "Addr": "addressee"}


@dataclass(frozen=True)
class GoldArticle:
    """A text with its annotated quotes; `starts`, `ends` are the characters of its tokens."""

    name: str
    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    quotes: tuple[QuoteTokens, ...]

    def tokens(self, start: int, end: int) -> frozenset[int]:
        """The tokens that overlap the characters [start, end)."""
        low = int(np.searchsorted(self.ends, start, side="right"))
        high = int(np.searchsorted(self.starts, end, side="left"))
        return frozenset(range(low, high))


def as_is(name: str, text: str, language: str = "de") -> Article:
    """An article whose text is exactly the one given."""
    return Article(
        id=name, title=None, outlet=None, authors=(), published=None, language=language,
        url=None, text=text, parts=(),
    )  # fmt: skip


def system_tokens(article: GoldArticle, quote: Quote) -> QuoteTokens:
    """A found quote as sets of the data set's tokens."""
    spans: dict[str, Sequence[Span | Any]] = {
        "quote": quote.spans or [quote],
        "speaker": [quote.speaker] if quote.speaker else [],
        "cue": quote.cue_spans or ([quote.cue] if quote.cue else []),
        "frame": quote.frame_spans or ([quote.frame] if quote.frame else []),
        "addressee": [quote.addressee] if quote.addressee else [],
    }
    parts = {
        name: frozenset[int]().union(*(article.tokens(s.start, s.end) for s in pieces))
        for name, pieces in spans.items()
    }
    return QuoteTokens(quote.kind, parts)


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a .jsonl or .jsonl.gz file."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def attribution_articles(path: Path, split: str) -> list[GoldArticle]:
    """The articles of one part ("train", "dev") of the news quotation set."""
    return [_attribution(d) for d in read_lines(path) if d["split"] == split]


def _attribution(data: dict[str, Any]) -> GoldArticle:
    quotes = tuple(
        QuoteTokens(
            _KINDS.get(a["type"], "indirect"),
            {part: frozenset(a[part]["tokenIds"]) for part in PARTS},
        )
        for a in data["annotations"]
    )
    return GoldArticle(
        data["documentName"],
        data["originalText"],
        tuple(t["charBegin"] for t in data["tokens"]),
        tuple(t["charEnd"] for t in data["tokens"]),
        quotes,
    )


@dataclass(frozen=True)
class Speech:
    """A speech of SpkAtt-2023: its text, the characters of its tokens, its annotations.

    An annotation maps each of the scheme's parts ("Cue", "Source", "Message" ...) to tokens.
    """

    name: str
    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    annotations: tuple[Mapping[str, frozenset[int]], ...]

    def token_at(self, character: int) -> int:
        """The number of the token that holds a character, or of the next one."""
        return int(np.searchsorted(self.ends, character, side="right"))


def read_speeches(path: Path) -> list[Speech]:
    """The speeches of a SpkAtt-2023 archive, by the names of their files."""
    speeches = []
    with tarfile.open(path) as archive:
        for member in sorted(archive.getmembers(), key=lambda m: m.name):
            stream = archive.extractfile(member) if member.name.endswith(".json") else None
            if stream:
                speeches.append(_speech(member.name, json.load(io.TextIOWrapper(stream, "utf-8"))))
    return speeches


def _speech(name: str, data: dict[str, Any]) -> Speech:
    text = ""
    starts: list[int] = []
    ends: list[int] = []
    numbers: dict[str, int] = {}
    for sentence in data["Sentences"]:
        for index, token in enumerate(sentence["Tokens"]):
            if text and token[0] not in _NO_SPACE_BEFORE and text[-1] not in _NO_SPACE_AFTER:
                text += " "
            numbers[f"{sentence['SentenceId']}:{index}"] = len(starts)
            starts.append(len(text))
            text += token
            ends.append(len(text))
    annotations = tuple(
        {part: frozenset(numbers[t] for t in found) for part, found in a.items()}
        for a in data["Annotations"]
    )
    return Speech(name, text, tuple(starts), tuple(ends), annotations)


def speech_articles(path: Path) -> list[GoldArticle]:
    """The speeches of an archive; messages are the contents, sources the speakers."""
    return [_speech_gold(speech) for speech in read_speeches(path)]


def _speech_gold(speech: Speech) -> GoldArticle:
    quotes = tuple(
        QuoteTokens("indirect", {part: a[key] for key, part in _SPEECH_PARTS.items()})
        for a in speech.annotations
    )
    return GoldArticle(speech.name, speech.text, speech.starts, speech.ends, quotes)


def data_file(path: Path) -> Path:
    """The data file that a path means: itself, or the first one in a folder.

    Raises UsageError where there is none.
    """
    if path.is_file():
        return path
    for pattern in ("*.jsonl.gz", "*.jsonl", "*.tar.gz"):
        found = sorted(path.glob(pattern)) if path.is_dir() else []
        if found:
            return found[0]
    raise UsageError(f"no quotation data at {path}: give a .jsonl(.gz) or .tar.gz file")
