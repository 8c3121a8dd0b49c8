"""Published feeds, read back as a feed reader reads them."""

import json
from pathlib import Path
from typing import Any

import feedparser
import pytest
from picture_store import hostile, sample, store_of

from lagebild.cli.main import main
from lagebild.errors import UsageError
from lagebild.feed.entries import make_feed
from lagebild.feed.publish import write_feed
from lagebild.feed.question import parse_question
from lagebild.show.titles import LANGUAGES
from lagebild.store import Store


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return store_of(tmp_path_factory.mktemp("store") / "good.duckdb", sample())


@pytest.fixture(scope="module")
def evil(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return store_of(tmp_path_factory.mktemp("store") / "evil.duckdb", hostile())


def published(store: Path, path: Path, question: str = "", language: str = "en") -> Path:
    with Store(store) as opened:
        write_feed(make_feed(opened, parse_question(question, language)), path)
    return path


@pytest.mark.parametrize("suffix", [".atom", ".rss"])
def test_readers_take_it(good: Path, tmp_path: Path, suffix: str) -> None:
    feed = feedparser.parse(published(good, tmp_path / f"f{suffix}").read_bytes())
    assert not feed.bozo
    assert feed.version == {".atom": "atom10", ".rss": "rss20"}[suffix]
    assert feed.feed.language == "en"
    titles = {entry.title: entry for entry in feed.entries}
    talks = titles["Talks: Putin – Paschinjan (May 8, 2024, Moskau)"]
    assert talks.link == "https://example.org/a?b=1&c=2"
    assert "Putin traf Paschinjan" in talks.get("content", [{"value": talks.summary}])[0]["value"]
    assert len({entry.id for entry in feed.entries}) == len(feed.entries) == 5


def test_json_feed(good: Path, tmp_path: Path) -> None:
    feed = json.loads(published(good, tmp_path / "f.json").read_text(encoding="utf-8"))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert len({item["id"] for item in feed["items"]}) == 5
    for item in feed["items"]:
        assert item["content_html"]
        assert item["date_published"].endswith("+00:00")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language(good: Path, tmp_path: Path, language: str) -> None:
    feed = feedparser.parse(published(good, tmp_path / "f.atom", language=language).read_bytes())
    assert not feed.bozo
    assert feed.feed.language == language
    assert all("2024" in entry.title for entry in feed.entries)


def test_ids_and_bytes_stay(good: Path, tmp_path: Path) -> None:
    first = published(good, tmp_path / "a.atom").read_bytes()
    assert published(good, tmp_path / "b.atom").read_bytes() == first


def test_questions_choose(good: Path, tmp_path: Path) -> None:
    def count(question: str) -> int:
        path = published(good, tmp_path / "q.json", question)
        return len(json.loads(path.read_text(encoding="utf-8"))["items"])

    assert count("actor=AZE") == 2
    assert count("actor=AZE&status=actual") == 1
    assert count("Putin") == 1
    assert count("type=CONSULT,REJECT status=actual") == 2
    assert count("since=2024-06") == 1


@pytest.mark.parametrize(
    "question",
    ["colour=red", "type=DANCE", "actor=A actor=B", "since=gestern", 'actor="open', "sure=9",
     "sure=x"],
)  # fmt: skip
def test_senseless_questions_are_told(question: str) -> None:
    with pytest.raises(UsageError):
        parse_question(question)


def test_one_question_has_one_key() -> None:
    first = parse_question("type=REJECT,CONSULT actor=ARM")
    assert first.key == parse_question("actor=ARM&type=CONSULT,REJECT").key
    assert first.words == "actor=ARM type=CONSULT,REJECT"


@pytest.mark.parametrize("suffix", [".atom", ".rss"])
def test_hostile_words_are_harmless(evil: Path, tmp_path: Path, suffix: str) -> None:
    content = published(evil, tmp_path / f"f{suffix}").read_bytes()
    feed = feedparser.parse(content, sanitize_html=False)
    assert not feed.bozo
    assert len(feed.entries) == 4
    for entry in feed.entries:
        if suffix == ".rss":  # readers may take the title of an RSS item for HTML
            assert "<" not in entry.title
        html = entry.get("content", [{"value": entry.summary}])[0]["value"]
        assert "<script" not in html
        assert "<img" not in html
        assert "javascript:" not in entry.get("link", "")
    assert b"\x1b" not in content
    assert b"\x00" not in content


def test_the_command(good: Path, tmp_path: Path, capsys: Any) -> None:
    target = tmp_path / "f.atom"
    arguments = ["feed", "actor=ARM", "-o", str(target), "--language", "ar", "--store", str(good)]
    assert main(arguments) == 0
    assert "أرمينيا" in target.read_text(encoding="utf-8")
    assert main(["feed", "x=1", "-o", str(target), "--store", str(good)]) == 2
    assert main(["feed", "ARM", "-o", str(tmp_path / "f.txt"), "--store", str(good)]) == 2
    assert main(["feed", "ARM", "-o", str(tmp_path / "f.txt"), "--format", "rss",
                 "--store", str(good)]) == 0  # fmt: skip
