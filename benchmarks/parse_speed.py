"""Words a second of the parser with all heads, beside a spaCy CNN pipeline on the same text.

    python benchmarks/parse_speed.py [ARTICLES] [--words 20000] [--treebank TREES.conllu.gz]

ARTICLES is a file of JSON lines with `text`, or a folder with such files; without it the packaged
articles are read again and again. A word is a token of the parse, marks included.
With --treebank (any CoNLL-U file, which only gives the labels) and spaCy installed, a pipeline of
tok2vec, tagger, parser and ner with spaCy's default CNN sizes is set up with untrained weights:
its speed does not depend on what it has learnt. Each figure is the best of three passes.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import time
from collections.abc import Callable, Iterator
from importlib.resources import files
from itertools import cycle
from pathlib import Path


def main() -> None:
    from lagebild.parse import segment

    options = _options()
    texts = _texts(options.articles, options.words)
    words = sum(len(segment(text, "de").start) for text in texts)
    print(f"{len(texts)} articles, {words} words")
    _report("lagebild, loading (s)", _loading())
    for threads in (1, 2):
        _report(f"lagebild, {threads} thread(s), words/s", words / _best(_ours(texts, threads)))
    if options.treebank:
        _report("spaCy CNN, 1 thread, words/s", words / _best(_spacy(texts, options.treebank)))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path, nargs="?")
    parser.add_argument("--words", type=int, default=20_000)
    parser.add_argument("--treebank", type=Path)
    return parser.parse_args()


def _texts(path: Path | None, words: int) -> list[str]:
    texts: list[str] = []
    for text in _packaged() if path is None else _read(path):
        texts.append(text)
        words -= len(text.split())
        if words <= 0:
            break
    return texts


def _packaged() -> Iterator[str]:
    folder = files("lagebild.demo").joinpath("articles")
    texts = [
        item.read_text(encoding="utf-8") for item in folder.iterdir() if item.name.endswith(".txt")
    ]
    if not texts:
        raise SystemExit("no packaged articles: name a file of JSON lines")
    yield from cycle(texts)


def _read(path: Path) -> Iterator[str]:
    names = sorted(path.glob("*.jsonl*")) if path.is_dir() else [path]
    for name in names:
        opener = gzip.open if name.suffix == ".gz" else open
        with opener(name, "rt", encoding="utf-8") as stream:
            for line in stream:
                yield str(json.loads(line)["text"])


def _loading() -> float:
    from lagebild.parse.model import default_model

    start = time.perf_counter()
    default_model()
    return time.perf_counter() - start


def _best(work: Callable[[], object], passes: int = 3) -> float:
    work()
    times = []
    for _ in range(passes):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def _ours(texts: list[str], threads: int) -> Callable[[], object]:
    from lagebild.parse import parse_many

    return lambda: parse_many(texts, ["de"] * len(texts), threads)


def _spacy(texts: list[str], treebank: Path) -> Callable[[], object]:
    from spacy.cli.init_config import init_config
    from spacy.training import Example
    from spacy.util import load_model_from_config

    parts = ["tagger", "parser", "ner"]
    settings = init_config(lang="de", pipeline=parts, optimize="efficiency")
    nlp = load_model_from_config(settings, auto_fill=True)
    examples = [Example.from_dict(nlp.make_doc(" ".join(s["words"])), s) for s in _trees(treebank)]
    nlp.initialize(lambda: examples)
    return lambda: list(nlp.pipe(texts))


def _trees(path: Path, most: int = 200) -> list[dict[str, list[object]]]:
    trees: list[dict[str, list[object]]] = []
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as stream:
        for block in stream.read().split("\n\n")[:most]:
            rows = [line.split("\t") for line in block.splitlines() if line[:1].isdigit()]
            rows = [row for row in rows if row[0].isdigit() and row[1].isalpha()]
            if rows:
                trees.append(
                    {
                        "words": [row[1] for row in rows],
                        "tags": [row[4] for row in rows],
                        "heads": [0] * len(rows),
                        "deps": ["ROOT", *[row[7] for row in rows[1:]]],
                        "entities": ["U-PER", *["O"] * (len(rows) - 1)],
                    }
                )
    return trees


def _report(name: str, value: float) -> None:
    print(f"{name:32s} {value:10.1f}" if value < 100 else f"{name:32s} {value:10.0f}")


if __name__ == "__main__":
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    main()
