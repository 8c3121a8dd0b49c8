"""The figures for tags, trees, morphology and names, from treebanks and name sets."""

from __future__ import annotations

import gzip
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from lagebild.errors import UsageError
from lagebild.evaluate.report import Cell, Report, ReportTable, score
from lagebild.parse.model import Model, default_model
from lagebild.parse.pipeline import parse_text, tag_words
from lagebild.parse.record import Name, Parse
from lagebild.parse.segment import segment
from lagebild.parse.words import Words, split_contraction

# Features that the model has; others of the treebank are not counted.
FEATURES = (
    "Case", "Number", "Gender", "Person", "Tense", "Mood", "VerbForm", "Degree", "Definite",
    "PronType", "Poss", "Reflex", "Polarity", "NumType", "Voice", "Foreign",
)  # fmt: skip
_LABELS = ("PER", "ORG", "LOC")
_MEASURES = ("UPOS", "XPOS", "UAS", "LAS")
Span = tuple[int, int, str]
Key = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class GoldSentence:
    """A treebank sentence: CoNLL-U rows of its words, its text, and each word's place.

    A place is (start, end, number): characters of the surface token, counted without white space
    from the start of the sentence, and the word's number inside the token.
    """

    rows: tuple[tuple[str, ...], ...]
    text: str
    places: tuple[Key, ...]
    size: int


def evaluate_parse(path: str | Path, split: str = "", model: Model | None = None) -> Report:
    """Measure a treebank in CoNLL-U or a name set (GermEval .tsv, .iob2), plain or gzipped.

    `split` may be "gold" (words as in the data), "raw" (from raw text) or empty (both); for
    GermEval it may be a fold "0" to "4": every fifth sentence from that one on. The language is
    taken from the file name ("en_..." is English). Without `model` the packaged one is measured.
    Raises UsageError for other files.
    """
    file = Path(path)
    name = file.name.removesuffix(".gz")
    language = "en" if name.startswith("en_") else "de"
    if name.endswith(".conllu"):
        return _trees(file, language, split, model or default_model())
    if name.endswith((".iob2", ".tsv")):
        return _names(file, language, split, model or default_model())
    raise UsageError(f"{file}: neither CoNLL-U nor a name set (.iob2, .tsv)")


def _lines(path: Path) -> Iterator[str]:
    if not path.exists():
        raise UsageError(f"{path} is missing")
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as stream:
        for line in stream:
            yield line.rstrip("\r\n")


def _blocks(path: Path) -> Iterator[list[str]]:
    block: list[str] = []
    for line in (*_lines(path), ""):
        if line.strip():
            block.append(line)
        elif block:
            yield block
            block = []


def read_gold(path: Path) -> list[GoldSentence]:
    """The sentences of a treebank."""
    return [_gold(block) for block in _blocks(path)]


def _gold(block: Sequence[str]) -> GoldSentence:
    text = next((line[9:] for line in block if line.startswith("# text = ")), "")
    rows: list[tuple[str, ...]] = []
    places: list[Key] = []
    at = until = number = 0
    start = 0
    for line in block:
        cells = tuple(line.split("\t"))
        if line[0] == "#" or "." in cells[0]:
            continue
        if "-" in cells[0]:
            until = int(cells[0].split("-")[1])
            start, number = at, 0
            at += len(_bare(cells[1]))
            continue
        rows.append(cells)
        if int(cells[0]) <= until:
            places.append((start, at, number))
            number += 1
        else:
            places.append((at, at + len(_bare(cells[1])), 0))
            at += len(_bare(cells[1]))
    return GoldSentence(tuple(rows), text, tuple(places), at)


def _bare(text: str) -> str:
    return "".join(text.split())


def _trees(path: Path, language: str, split: str, model: Model) -> Report:
    gold = read_gold(path)
    tables = []
    if split in ("", "gold"):
        parse = parse_words(model, [[row[1] for row in s.rows] for s in gold], language)
        tables += _gold_tables(gold, parse)
    if split in ("", "raw"):
        tables.append(_raw_table(gold, language, model))
    count = sum(len(s.rows) for s in gold)
    notes = (f"{len(gold)} sentences, {count} words; LAS counts relations with subtypes",)
    return Report(f"Tags and trees: {path.name}", tuple(tables), notes)


def parse_words(model: Model, sentences: Sequence[Sequence[str]], language: str) -> Parse:
    """The parse of words given as such; offsets are those of the words joined by spaces."""
    forms = [form for sentence in sentences for form in sentence]
    sizes = np.array([len(form) + 1 for form in forms], np.int64)
    stops = np.cumsum(sizes) - 1
    starts = stops - sizes + 1
    first = np.concatenate([[0], np.cumsum([len(s) for s in sentences])]).astype(np.int32)
    words = Words(tuple(forms), starts.astype(np.int32), stops.astype(np.int32), first)
    ends = words.end[np.maximum(first[1:] - 1, 0)]
    return tag_words(
        model,
        words,
        model.splitter.words(forms),
        text=" ".join(forms),
        language=language,
        sent=(words.start[first[:-1]], ends),
    )


def _gold_tables(gold: Sequence[GoldSentence], parse: Parse) -> list[ReportTable]:
    rows = [(s, row) for s in gold for row in s.rows]
    hits: Counter[str] = Counter()
    for index, (_, row) in enumerate(rows):
        sentence = parse.sentence_of[index]
        low = parse.firsts[sentence]
        head = int(parse.head[index])
        column = 0 if head < 0 else head - low + 1
        attached = column == int(row[6])
        hits["UPOS"] += parse.upos[index] == row[3]
        hits["XPOS"] += parse.xpos[index] == row[4]
        hits["UAS"] += attached
        hits["LAS"] += attached and parse.deprel[index] == row[7]
    figures = ReportTable(
        ("gold words", "accuracy"),
        tuple((name, hits[name] / len(rows)) for name in _MEASURES),
    )
    return [figures, _feature_table([row[5] for _, row in rows], parse.feats)]


def _pairs(feats: str) -> set[str]:
    return {pair for pair in feats.split("|") if pair.partition("=")[0] in FEATURES}


def _feature_table(gold: Sequence[str], system: Sequence[str]) -> ReportTable:
    counts: dict[str, Counter[str]] = {}
    whole = 0
    for right, found in zip(gold, system, strict=True):
        wanted, given = _pairs(right), _pairs(found)
        whole += wanted == given
        sets = {"hit": wanted & given, "false": given - wanted, "missed": wanted - given}
        for kind, pairs in sets.items():
            for pair in pairs:
                names = [pair.partition("=")[0], "all features"]
                if pair == "Mood=Sub":
                    names.append("Mood=Sub (Konjunktiv)")
                for name in names:
                    counts.setdefault(name, Counter())[kind] += 1
    rows: list[tuple[Cell, ...]] = [
        (name, *score(count["hit"], count["false"], count["missed"]))
        for name, count in sorted(counts.items())
    ]
    rows.append(("words with all features right", None, None, whole / max(1, len(gold))))
    return ReportTable(("feature", "precision", "recall", "F1"), tuple(rows))


def _raw_table(gold: Sequence[GoldSentence], language: str, model: Model) -> ReportTable:
    text = " ".join(s.text for s in gold)
    parse = parse_text(model, text, language)
    system = _system_places(parse)
    wanted: dict[Key, tuple[tuple[str, ...], Key | None]] = {}
    base = 0
    borders = set()
    for sentence in gold:
        borders.add((base, base + sentence.size))
        places = [(a + base, b + base, n) for a, b, n in sentence.places]
        for row, place in zip(sentence.rows, places, strict=True):
            head = int(row[6])
            wanted[place] = (row, places[head - 1] if head else None)
        base += sentence.size
    hits: Counter[str] = Counter()
    for index, place in enumerate(system):
        if place not in wanted:
            continue
        row, head_place = wanted[place]
        head = int(parse.head[index])
        attached = (system[head] if head >= 0 else None) == head_place
        hits["words"] += 1
        hits["UPOS"] += parse.upos[index] == row[3]
        hits["XPOS"] += parse.xpos[index] == row[4]
        hits["UAS"] += attached
        hits["LAS"] += attached and parse.deprel[index] == row[7]
    found = _sentence_places(parse, system)
    rows: list[tuple[Cell, ...]] = [
        ("sentences", *_f1(len(found & borders), len(found), len(borders)))
    ]
    rows += [(name, *_f1(hits[name], len(system), len(wanted))) for name in ("words", *_MEASURES)]
    return ReportTable(("raw text", "precision", "recall", "F1"), tuple(rows))


def _f1(hits: int, given: int, wanted: int) -> tuple[float, ...]:
    return score(hits, given - hits, wanted - hits)


def _system_places(parse: Parse) -> list[Key]:
    """Each word's place in the text without white space."""
    before = np.concatenate([[0], np.cumsum([not char.isspace() for char in parse.text])])
    places: list[Key] = []
    current = (0, 0)
    number = 0
    for start, end in zip(parse.start.tolist(), parse.end.tolist(), strict=True):
        if start == end:
            number += 1
        else:
            current = (int(before[start]), int(before[end]))
            number = 0
        places.append((*current, number))
    return places


def _sentence_places(parse: Parse, places: Sequence[Key]) -> set[tuple[int, int]]:
    found = set()
    for sentence in range(parse.sentence_count):
        words = parse.words_of(sentence)
        if words:
            found.add((places[words[0]][0], places[words[-1]][1]))
    return found


def _names(path: Path, language: str, split: str, model: Model) -> Report:
    sentences = [_name_rows(block) for block in _blocks(path)]
    sentences = [s for s in sentences if s[0]]
    if split.isdigit():
        sentences = [s for i, s in enumerate(sentences) if i % 5 == int(split)]
    gold = [_gold_spans(labels) for _, labels in sentences]
    system = name_spans(model, [forms for forms, _ in sentences], language)
    rows: list[tuple[Cell, ...]] = []
    for label in (*_LABELS, "all"):
        counts = [0, 0, 0]
        for right, found in zip(gold, system, strict=True):
            wanted = {span for span in right if label in (span[2], "all")}
            given = {span for span in found if label in (span[2], "all")}
            counts[0] += len(wanted & given)
            counts[1] += len(given - wanted)
            counts[2] += len(wanted - given)
        rows.append((label, counts[0] + counts[2], *score(*counts)))
    table = ReportTable(("strict spans", "gold", "precision", "recall", "F1"), tuple(rows))
    return Report(f"Names: {path.name}", (table,), (f"{len(sentences)} sentences, outer names",))


def _name_rows(block: Sequence[str]) -> tuple[list[str], list[str]]:
    rows = [line.split("\t") for line in block if line[:1] != "#"]
    rows = [row for row in rows if len(row) > 2 and row[0].isdigit() and row[1].strip()]
    return [row[1] for row in rows], [row[2] for row in rows]


def _gold_spans(labels: Sequence[str]) -> set[Span]:
    spans: set[Span] = set()
    start = -1
    for index, label in enumerate((*labels, "O")):
        if start >= 0 and label[:2] != "I-":
            spans.add((start, index, labels[start][2:]))
            start = -1
        if label[:2] == "B-":
            start = index
    return {span for span in spans if span[2] in _LABELS}


def name_spans(model: Model, sentences: Sequence[Sequence[str]], language: str) -> list[set[Span]]:
    """The outer PER, ORG and LOC names as token spans; tokens are cut as at run time."""
    found: list[set[Span]] = []
    for forms in sentences:
        words: list[str] = []
        token_of: list[int] = []
        for index, form in enumerate(forms):
            parts = _words_of_token(form, language)
            words.extend(parts)
            token_of.extend([index] * len(parts))
        parse = parse_words(model, [words], language)
        spans: set[Span] = set()
        for name in outer_names(parse.names):
            inside = parse.words_in(name.start, name.end)
            label = "LOC" if name.label == "GPE" else name.label
            if label in _LABELS:
                spans.add((token_of[inside[0]], token_of[inside[-1]] + 1, label))
        found.append(spans)
    return found


def _words_of_token(form: str, language: str) -> list[str]:
    if "-" not in form[1:-1]:
        return list(split_contraction(form, language))
    cut = segment(form, language)
    tokens = (form[a:b] for a, b in zip(cut.start.tolist(), cut.end.tolist(), strict=True))
    return [word for token in tokens for word in split_contraction(token, language)]


def outer_names(names: Sequence[Name]) -> list[Name]:
    """The names that lie in no other name; an office is none that could hold another."""
    kept: list[Name] = []
    for name in names:
        if name.label != "ROLE" and (not kept or name.end > kept[-1].end):
            kept.append(name)
    return kept
