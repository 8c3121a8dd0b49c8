"""Readers of the training sets: each turns a file into sentences with labels."""

from __future__ import annotations

import gzip
import json
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from lagebild.parse.segment import segment
from lagebild.parse.words import split_contraction
from lagebild.train.sentences import Labels, Sentence

# Features that the recognisers read; the rest of a treebank's features is left out.
FEATURES = (
    "Case", "Number", "Gender", "Person", "Tense", "Mood", "VerbForm", "Degree", "Definite",
    "PronType", "Poss", "Reflex", "Polarity", "NumType", "Voice", "Foreign",
)  # fmt: skip
# The German PUD treebank marks verb forms and voice nowhere, and its language-specific tags are
# not of the STTS: such columns must not teach anything.
_PUD_LACKS = frozenset({"VerbForm", "Voice", "Foreign"})
_NONE = "_"
_PLACE_LABELS = {
    "location": "LOC",
    "location-city": "LOC",
    "location-street": "STREET",
    "location-stop": "STOP",
    "location-route": "ROUTE",
    "organization": "ORG",
    "organization-company": "ORG",
    "person": "PER",
    "product": "PRODUCT",
    "org-position": "ROLE",
}


def open_text(path: Path) -> Iterator[str]:
    """Lines of a plain or gzipped UTF-8 file, without line ends."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as stream:
        for line in stream:
            yield line.rstrip("\r\n")


def blocks(lines: Iterable[str]) -> Iterator[list[str]]:
    """Groups of lines between empty lines."""
    block: list[str] = []
    for line in lines:
        if line.strip():
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def read_treebank(path: Path, source: str, language: str) -> list[Sentence]:
    """Trees in CoNLL-U. `source` is also the name of the relation style."""
    return [_tree(block, source, language) for block in blocks(open_text(path))]


def _tree(block: Sequence[str], source: str, language: str) -> Sentence:
    rows = [line.split("\t") for line in block if line[:1] != "#"]
    rows = [row for row in rows if row[0].isdigit()]
    tags: dict[str, Labels] = {"upos": tuple(row[3] for row in rows)}
    pud = source == "de_pud"
    if not pud:
        tags["stts" if language == "de" else "ptb"] = tuple(row[4] for row in rows)
    feats = [dict(pair.split("=", 1) for pair in row[5].split("|") if "=" in pair) for row in rows]
    for name in FEATURES:
        if not (pud and name in _PUD_LACKS):
            tags[f"feat.{name}"] = tuple(values.get(name, _NONE) for values in feats)
    return Sentence(
        forms=tuple(row[1] for row in rows),
        source=source,
        language=language,
        tags=tags,
        heads=tuple(int(row[6]) - 1 for row in rows),
        relations=tuple(row[7] for row in rows),
        convention="en" if language == "en" else source,
    )


def read_tagged(path: Path, source: str) -> list[Sentence]:
    """One sentence a line, `token##UPOS`; a contraction has the tag `_` and its words follow."""
    sentences: list[Sentence] = []
    for line in open_text(path):
        pairs = [item.rpartition("##") for item in line.split()]
        pairs = [pair for pair in pairs if pair[0] and pair[2] != _NONE]
        if pairs:
            forms = tuple(pair[0] for pair in pairs)
            tags = {"upos.old": tuple(pair[2] for pair in pairs)}
            sentences.append(Sentence(forms, source, "de", tags))
    return sentences


def words_of_token(form: str, language: str) -> tuple[str, ...]:
    """The words that the run time makes of a token: cut at hyphens, contractions undone."""
    if "-" not in form[1:-1]:
        return split_contraction(form, language)
    cut = segment(form, language)
    tokens = (form[a:b] for a, b in zip(cut.start.tolist(), cut.end.tolist(), strict=True))
    return tuple(word for token in tokens for word in split_contraction(token, language))


def named(
    forms: Sequence[str],
    columns: dict[str, list[str]],
    source: str,
    language: str,
) -> Sentence:
    """A sentence from surface tokens: hyphens and contractions are cut as at run time."""
    words: list[str] = []
    tags: dict[str, list[str | None]] = {name: [] for name in columns}
    for index, form in enumerate(forms):
        parts = words_of_token(form, language)
        words.extend(parts)
        for name, column in columns.items():
            label = column[index]
            inside = "I" + label[1:] if label[:1] == "B" else label
            tags[name].extend([label] + [inside] * (len(parts) - 1))
    fixed = {name: tuple(column) for name, column in tags.items()}
    return Sentence(tuple(words), source, language, fixed)


def read_germeval(path: Path) -> list[Sentence]:
    """GermEval 2014: outer and inner names in two columns."""
    sentences: list[Sentence] = []
    for block in blocks(open_text(path)):
        rows = [line.split("\t") for line in block if line[:1] != "#"]
        rows = [row for row in rows if len(row) >= 4 and row[1].strip()]
        if rows:
            columns = {
                "names.germeval": [row[2] for row in rows],
                "names.inner": [row[3] for row in rows],
            }
            sentences.append(named([row[1] for row in rows], columns, "germeval", "de"))
    return sentences


def read_mobie(path: Path) -> list[Sentence]:
    """MobIE, CoNLL 2003 columns inside a zip archive."""
    sentences: list[Sentence] = []
    with zipfile.ZipFile(path) as archive:
        for name in sorted(archive.namelist()):
            lines = archive.read(name).decode("utf-8").splitlines()
            for block in blocks(lines):
                rows = [line.split("\t") for line in block if not line.startswith("-DOCSTART-")]
                rows = [row for row in rows if len(row) == 4 and row[0].strip()]
                if rows:
                    labels = _coarse([row[3] for row in rows])
                    columns = {"names.mobie": labels}
                    sentences.append(named([row[0] for row in rows], columns, "mobie", "de"))
    return sentences


def _coarse(labels: Sequence[str]) -> list[str]:
    out = []
    for label in labels:
        mark, _, kind = label.partition("-")
        coarse = _PLACE_LABELS.get(kind)
        out.append(f"{mark}-{coarse}" if coarse else "O")
    return out


def read_smartdata(path: Path) -> list[Sentence]:
    """SmartData documents: entities by offsets, segmented with the project's own rules."""
    sentences: list[Sentence] = []
    for line in open_text(path):
        document = json.loads(line)
        if (document.get("langCode") or {}).get("string", "de") != "de":
            continue
        text = (document["text"] or {}).get("string", "")
        mentions = (document.get("conceptMentions") or {}).get("array", [])
        spans = [(m["span"]["start"], m["span"]["end"], m["type"]) for m in mentions]
        sentences.extend(_from_offsets(text, spans, "smartdata", "names.mobie"))
    return sentences


def _from_offsets(
    text: str, spans: Sequence[tuple[int, int, str]], source: str, column: str
) -> Iterator[Sentence]:
    cut = segment(text, "de")
    labels = ["O"] * len(cut.start)
    for start, end, kind in spans:
        coarse = _PLACE_LABELS.get(kind)
        mark = "B"
        for index, (left, right) in enumerate(zip(cut.start, cut.end, strict=True)):
            if coarse and left < end and right > start:
                labels[index] = f"{mark}-{coarse}"
                mark = "I"
    for first, last in zip(cut.first[:-1], cut.first[1:], strict=True):
        forms = [text[cut.start[i] : cut.end[i]] for i in range(first, last)]
        if forms:
            yield named(forms, {column: labels[first:last]}, source, "de")


def read_europeana(path: Path) -> list[Sentence]:
    """Historical newspapers, `token label`; no sentence ends, so full stops and length cut."""
    sentences: list[Sentence] = []
    forms: list[str] = []
    labels: list[str] = []
    for line in open_text(path):
        form, _, label = line.rpartition(" ")
        if not form or (line[:1] == "#" and " " in form):
            continue
        # A few labels are misspelt ("B-PEr", "I_ORG", "B.LOC").
        label = re.sub(r"^([BI])[-_.](PER|LOC|ORG)$", r"\1-\2", label.upper())
        forms.append(form)
        labels.append(label if label[1:] in ("-PER", "-LOC", "-ORG") else "O")
        if (form in ".!?" and len(forms) > 8) or len(forms) >= 60:
            sentences.append(named(forms, {"names.europeana": labels}, "europeana", "de"))
            forms, labels = [], []
    return sentences


def read_uner(path: Path, source: str, language: str) -> list[Sentence]:
    """Universal NER: numbered tokens with BIO labels; its words are the treebank's words."""
    sentences: list[Sentence] = []
    for block in blocks(open_text(path)):
        rows = [line.split("\t") for line in block if line[:1] != "#"]
        rows = [row for row in rows if row[0].isdigit()]
        if rows:
            tags: dict[str, Labels] = {"names.uner": tuple(row[2] for row in rows)}
            sentences.append(Sentence(tuple(row[1] for row in rows), source, language, tags))
    return sentences


def merge_names(trees: Sequence[Sentence], names: Sequence[Sentence]) -> list[Sentence]:
    """Trees with the name labels of the same sentences where both word lists agree."""
    known = {sentence.forms: sentence.tags for sentence in names}
    merged = []
    for tree in trees:
        extra = known.get(tree.forms)
        merged.append(replace(tree, tags={**tree.tags, **extra}) if extra else tree)
    return merged
