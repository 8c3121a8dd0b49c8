"""All training data of a folder, checked against the evaluation folder."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from lagebild.train import readers
from lagebild.train.overlap import fingerprints, measured_text, without
from lagebild.train.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Corpus:
    """Sentences by source, and how many each source lost because they are measured elsewhere."""

    sentences: dict[str, list[Sentence]]
    dropped: dict[str, int]


def load_corpus(train: Path, measure: Path) -> Corpus:
    """Read every training set under `train`; drop what occurs under `measure`.

    The German PUD trees stay although the same sentences are measured for names: they carry no
    name labels, and no name label of these sentences is used anywhere.
    """
    sources = read_sources(train)
    measured = measured_fingerprints(measure)
    trees_only = sources["de_pud"] + sources["en_pud"]
    names_measured = fingerprints(trees_only)
    dropped: Counter[str] = Counter()
    kept: dict[str, list[Sentence]] = {}
    for source, sentences in sources.items():
        marks = measured["trees"] if source in ("de_pud", "en_pud") else measured["all"]
        if any(name.startswith("names.") for name in sentences[0].tags):
            marks = marks | names_measured
        kept[source], lost = without(sentences, marks)
        dropped += lost
    return Corpus(kept, dict(dropped))


def read_sources(train: Path) -> dict[str, list[Sentence]]:
    """Every training set by the name of its source."""
    ud, english = train / "ud", train / "english"
    ewt = readers.merge_names(
        readers.read_treebank(english / "en_ewt-ud-dev.conllu.gz", "en_ewt", "en"),
        readers.read_uner(english / "en_ewt-ud-dev.iob2.gz", "en_ewt", "en"),
    )
    europeana = [
        sentence
        for path in sorted((train / "europeana").glob("*.bio.gz"))
        for sentence in readers.read_europeana(path)
    ]
    return {
        "de_gsd": readers.read_treebank(ud / "de_gsd-ud-dev.conllu.gz", "de_gsd", "de"),
        "de_pud": readers.read_treebank(ud / "de_pud-ud-test.conllu.gz", "de_pud", "de"),
        "de_tagged": readers.read_tagged(ud / "de_gsd-ud-train.pos.gz", "de_tagged"),
        "en_ewt": ewt,
        "en_pud": readers.read_treebank(english / "en_pud-ud-test.conllu.gz", "en_pud", "en"),
        "germeval": readers.read_germeval(train / "germeval2014" / "NER-de-dev.tsv"),
        "mobie": readers.read_mobie(train / "mobie" / "ner_conll03_formatted.zip"),
        "smartdata": readers.read_smartdata(train / "smartdata" / "smartdata-v1.jsonl.gz"),
        "europeana": europeana,
    }


def measured_fingerprints(measure: Path) -> dict[str, frozenset[str]]:
    """Hashes of the sentences that are measured: of the tree sets alone, and of everything."""
    trees = fingerprints(
        readers.read_treebank(measure / "ud" / "de_gsd-ud-test.conllu.gz", "gsd", "de")
        + readers.read_treebank(measure / "english" / "en_ewt-ud-test.conllu.gz", "ewt", "en")
    )
    names = fingerprints(
        readers.read_uner(measure / "uner-pud" / "de_pud-ud-test.iob2.gz", "pud", "de")
    )
    return {"trees": trees, "all": trees | names | measured_text(measure)}
