"""The written articles keep the form that their README tells."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
FILES = sorted((BENCHMARKS / "written").glob("*.txt"))
TYPES = {
    "ACCUSE", "AGREE", "AID", "ASSAULT", "COERCE", "CONCEDE", "CONSULT", "COOPERATE", "MOBILIZE",
    "PROTEST", "REJECT", "REQUEST", "RETREAT", "SANCTION", "SUPPORT", "THREATEN",
}  # fmt: skip
STATUSES = {"actual", "planned", "negated", "hypothetical"}
ARTICLE = """\
# id: one
# part: read
# published: 2012-05-14
Kern droht Bern
@ THREATEN | actual | droht | Kern | Bern
Danach regnete es.
"""


@pytest.fixture(scope="module")
def reader() -> ModuleType:
    spec = importlib.util.spec_from_file_location("written", BENCHMARKS / "written_events.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_mark_names_words_of_its_sentence(reader: ModuleType, path: Path) -> None:
    articles = list(reader.articles(path))
    assert articles
    for article in articles:
        assert article["part"] in ("read", "kept")
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", article["published"])
        assert {event["type"] for event in article["events"]} <= TYPES
        assert {event["status"] for event in article["events"]} <= STATUSES


def test_ids_are_given_once_and_one_in_five_is_kept(reader: ModuleType) -> None:
    found = [(a["id"], a["part"]) for path in FILES for a in reader.articles(path)]
    assert len(found) == len(dict(found))
    kept = sum(part == "kept" for _, part in found)
    assert 0.15 < kept / len(found) < 0.25


def test_a_mark_that_names_other_words_is_told_with_its_place(
    reader: ModuleType, tmp_path: Path
) -> None:
    path = tmp_path / "a.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    [article] = reader.articles(path)
    assert article["events"][0]["recipients"] == ["Bern"]
    path.write_text(ARTICLE.replace("| Kern |", "| Kerner |"), encoding="utf-8")
    with pytest.raises(ValueError, match=r"a\.txt:5: the sentence does not have 'Kerner'"):
        list(reader.articles(path))
