"""Readers of the data sets that dates are measured on: KRAUTS, WikiWarsDE, Recognizers-Text."""

import html
import json
import re
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from lagebild.errors import UsageError

_TIMEX = re.compile(r"<TIMEX([23])\b([^>]*?)(?:/>|>)|</TIMEX[23]>")
_TAG = re.compile(r"<[^>]*>")
_ATTRIBUTE = re.compile(r"(\w+)=\"([^\"]*)\"")


@dataclass(frozen=True)
class Expression:
    """One annotated expression: half-open character offsets, type ("" in TIMEX2) and value."""

    start: int
    end: int
    type: str
    value: str


@dataclass(frozen=True)
class Document:
    """A text with its reference date (may be empty) and its expressions in text order."""

    name: str
    text: str
    published: str
    expressions: tuple[Expression, ...]
    group: str = ""


@dataclass
class DateSets:
    """What a folder or archive holds. `timeml` and `heideltime`: by set name, then document."""

    timeml: dict[str, list[Document]] = field(default_factory=dict)
    heideltime: dict[str, dict[str, Document]] = field(default_factory=dict)
    wikiwars: list[Document] = field(default_factory=list)
    recognizers: list[Document] = field(default_factory=list)


def read_date_sets(path: Path) -> DateSets:
    """Everything under a folder, in archives in it, or in one archive or file.

    Raises UsageError where nothing of the known forms is there.
    """
    sets = DateSets()
    for name, content in sorted(_files(path)):
        _read(sets, PurePosixPath(name), content)
    if not (sets.timeml or sets.wikiwars or sets.recognizers):
        raise UsageError(f"no annotated dates (TimeML, WikiWars, Recognizers-Text) under {path}")
    return sets


def _files(path: Path) -> Iterator[tuple[str, str]]:
    if not path.exists():
        raise UsageError(f"no such file or folder: {path}")
    members = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
    for member in members:
        if member.name.endswith((".tar.gz", ".tgz", ".tar")):
            yield from _archive(member)
        elif member.suffix in (".tml", ".xml", ".json"):
            yield str(member), member.read_text(encoding="utf-8-sig")


def _archive(path: Path) -> Iterator[tuple[str, str]]:
    with tarfile.open(path) as archive:
        for member in archive:
            stream = archive.extractfile(member) if member.isfile() else None
            if stream and member.name.endswith((".tml", ".xml", ".json")):
                yield member.name, stream.read().decode("utf-8-sig")


def _read(sets: DateSets, name: PurePosixPath, content: str) -> None:
    if name.suffix == ".tml":
        document = _timeml(name, content)
        group = name.parent.name
        base = re.sub("_heideltime$", "", group, flags=re.IGNORECASE)
        if base != group:
            sets.heideltime.setdefault(base, {})[name.name] = document
        else:
            sets.timeml.setdefault(group, []).append(document)
    elif name.name.endswith(".key.xml") and "<TIMEX2" in content:
        sets.wikiwars.append(_wikiwars(name, content))
    elif name.suffix == ".json" and content.lstrip().startswith("["):
        sets.recognizers.extend(_recognizers(name, content))


def _timeml(name: PurePosixPath, content: str) -> Document:
    created = re.search(r"<DCT>.*?value=\"([^\"]*)\"", content, re.DOTALL)
    body = re.search(r"<TEXT>(.*)</TEXT>", content, re.DOTALL)
    text, expressions = _strip(body[1] if body else "")
    return Document(name.name, text, created[1][:10] if created else "", expressions)


def _wikiwars(name: PurePosixPath, content: str) -> Document:
    created = re.search(r"<DATETIME>.*?val=\"([^\"]*)\"", content, re.DOTALL)
    body = re.search(r"<TEXT>(.*)</TEXT>", content, re.DOTALL)
    text, expressions = _strip(body[1] if body else "")
    return Document(name.name, text, created[1][:10] if created else "", expressions)


def _strip(body: str) -> tuple[str, tuple[Expression, ...]]:
    """The text without its tags; expressions without text are left out."""
    pieces: list[str] = []
    length = 0
    stack: list[tuple[int, dict[str, str]]] = []
    found = []
    position = 0

    def keep(until: int) -> None:
        nonlocal length
        piece = html.unescape(_TAG.sub("", body[position:until]))
        pieces.append(piece)
        length += len(piece)

    for match in _TIMEX.finditer(body):
        keep(match.start())
        position = match.end()
        if match[0].startswith("</"):
            start, attributes = stack.pop()
            value = attributes.get("value") or attributes.get("val") or ""
            if length > start:
                found.append(Expression(start, length, attributes.get("type", ""), value))
        elif not match[0].endswith("/>"):
            stack.append((length, dict(_ATTRIBUTE.findall(match[2]))))
    keep(len(body))
    return "".join(pieces), tuple(sorted(found, key=lambda e: (e.start, e.end)))


def _recognizers(name: PurePosixPath, content: str) -> Iterator[Document]:
    for number, case in enumerate(json.loads(content)):
        reference = (case.get("Context") or {}).get("ReferenceDateTime") or ""
        found = [_recognized(case["Input"], result) for result in case.get("Results", [])]
        label = f"{name.name}:{number}"
        yield Document(label, case["Input"], reference[:10], tuple(found), name.stem)


def _recognized(text: str, result: dict[str, Any]) -> Expression:
    start = result.get("Start")
    surface = str(result.get("Text", ""))
    if start is None:
        start = text.lower().find(surface.lower())
    length = result.get("Length") or len(surface)
    kind = str(result.get("Type") or result.get("TypeName") or "").rpartition(".")[2]
    value = result.get("Value")
    timex = str(value.get("Timex") or "") if isinstance(value, dict) else ""
    resolution = result.get("Resolution") or {}
    timexes = [str(v.get("timex", "")) for v in resolution.get("values", [])]
    return Expression(start, start + length, kind, timex or (timexes[0] if timexes else ""))
