"""The demo articles can all be read, and say what they are for."""

from collections import Counter
from importlib.resources import files
from pathlib import Path

from reading import read

from lagebild.demo import demo_sources
from lagebild.language.tables import parse_table

FACTS = parse_table("facts", files("lagebild.demo").joinpath("facts.tsv").read_text("utf-8"))


def test_every_demo_file_is_read_without_a_failure() -> None:
    articles, failures = read(*demo_sources())
    assert not failures
    assert len(articles) == len(FACTS)
    assert all(len(article.text) > 200 for article in articles)


def test_every_article_names_what_it_shows_and_its_facts_and_sources() -> None:
    articles, _ = read(*demo_sources())
    told = {(row["file"], row["record"]) for row in FACTS}
    assert len(told) == len(FACTS)
    assert all(row["shows"] and row["facts"] and row["sources"] for row in FACTS)
    names = Counter(Path(article.origin).name.split(":")[0] for article in articles)
    assert names == Counter(file for file, _ in told)


def test_there_are_enough_in_both_languages_and_of_many_kinds() -> None:
    articles, _ = read(*demo_sources())
    english = [a for a in articles if a.language == "en"]
    assert len(english) >= 3
    assert len(articles) - len(english) >= 16
    kinds = {Path(source).suffix for source in demo_sources()}
    assert kinds >= {".txt", ".md", ".json", ".jsonl", ".html", ".xml", ".csv"}


def test_metadata_are_found_where_the_kind_has_them() -> None:
    articles, _ = read(*demo_sources())
    for article in articles:
        if article.plain:
            assert article.published is None
        else:
            assert article.title
            assert article.published
            assert article.outlet
            assert article.language in ("de", "en")


def test_the_page_is_read_without_its_frame() -> None:
    articles, _ = read(*(s for s in demo_sources() if s.endswith(".html")))
    (page,) = articles
    assert page.title == "Waffenruhe nach Offensive: Karabach-Armenier geben auf"
    assert "Cookies" not in page.text
    assert "Impressum" not in page.text
    assert "Jewlach" in page.text
