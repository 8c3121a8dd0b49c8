"""Standard input: its kind is guessed from how it begins."""

import re
import sys
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO

from lagebild.read.encoding import find_encoding
from lagebild.read.json_text import is_json_line
from lagebild.read.source import CHUNK, GZIP_MAGIC, Bounds, Source, unpack

STANDARD_INPUT = "-"
NAME = "standard input"
HEAD = 1 << 20
BEGINNINGS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"WARC/\d"), ".warc"),
    (re.compile(r"(?:<\?xml[^>]{0,200}\?>\s*)?<(?:rss|feed|rdf:RDF)\b"), ".xml"),
    (re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.I), ".html"),
    (re.compile(r"[\[{]"), ".json"),
)  # fmt: skip


def input_source(bounds: Bounds, stream: BinaryIO | None = None) -> tuple[Source, str]:
    """Standard input as a source that can be read once, and the suffix of the kind it seems to be.

    Raises SourceError where it is damaged gzip, OSError where it cannot be read.
    """
    pieces = _pieces(stream or sys.stdin.buffer)
    head = next(pieces, b"")
    if head.startswith(GZIP_MAGIC):
        pieces = unpack(NAME, chain([head], pieces), bounds)
        head = b""
    while len(head) < HEAD and b"\n" not in head and (piece := next(pieces, b"")):
        head += piece
    rest = chain([head] if head else [], pieces)
    return Source(NAME, lambda: rest), guess_kind(head)


def guess_kind(head: bytes) -> str:
    """The suffix of the kind that data beginning like this seem to be; else plain text."""
    text = head.decode(find_encoding(head), errors="replace").removeprefix("\ufeff").lstrip()
    if is_json_line(text.partition("\n")[0]):
        return ".jsonl"
    return next((kind for pattern, kind in BEGINNINGS if pattern.match(text)), ".txt")


def _pieces(stream: BinaryIO) -> Iterator[bytes]:
    while piece := stream.read(CHUNK):
        yield piece
