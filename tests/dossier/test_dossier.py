"""Dossiers: every sentence leads to an article and its exact words, and nothing in them is code."""

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from picture_store import hostile, sample, store_of

from lagebild.cli.main import main
from lagebild.errors import UsageError
from lagebild.language.states import split, states
from lagebild.language.tables import load_table
from lagebild.show.dossier import digest, dossier, html_page, markdown_text
from lagebild.show.dossier.document import Document
from lagebild.show.dossier.happened import unquoted
from lagebild.show.dossier.text import plain
from lagebild.store import Store

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]")
PUTIN = "per:vladimir-putin"


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return store_of(tmp_path_factory.mktemp("store") / "good.duckdb", sample())


@pytest.fixture(scope="module")
def evil(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return store_of(tmp_path_factory.mktemp("store") / "evil.duckdb", hostile())


def documents(path: Path, language: str = "de") -> list[Document]:
    with Store(path) as store:
        return [
            dossier(store, "ARM", language=language),
            dossier(store, PUTIN, language=language),
            dossier(store, "ARM", "RUS", language=language),
            digest(store, "2024-05-01", language=language),
        ]


def told(document: Document) -> list[Any]:
    """The statements that tell something: all but the list of sources."""
    return [statement for section in document.sections[:-1] for statement in section.statements]


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_sentence_has_its_exact_words(good: Path, language: str) -> None:
    with Store(good) as store:
        texts = {row["id"]: row["text"] for row in store.rows('SELECT id, "text" FROM articles')}
    for document in documents(good, language):
        assert told(document)
        for statement in told(document):
            assert statement.notes, statement
        for note in document.notes():
            assert note.words in " ".join(texts[note.article].split())


def text_of(document: Document) -> str:
    return markdown_text(document).replace("\\", "")


def test_a_dossier_says_who_and_what(good: Path) -> None:
    with Store(good) as store:
        armenia = text_of(dossier(store, "ARM"))
        person = text_of(dossier(store, "per:nikol-pasinian", language="en"))
    assert "# Dossier: Armenien" in armenia
    assert "Armenien ist Mitglied von OVKS, seit 1992." in armenia
    assert "**8. Mai 2024** Gespräche: Putin – Paschinjan (Moskau)" in armenia
    assert "2 unabhängige Stimmen in 2 Artikeln" in armenia
    assert "Gewalt (Angabe: Mirsojan): Aserbaidschan → Armenien" in armenia
    assert "(über dpa, a1)" in armenia
    assert "Paschinjan: person, Armenia." in person
    assert "Paschinjan: “Wir bleiben nicht in der OVKS”" in person


def test_a_pair_has_only_what_is_between_them(good: Path) -> None:
    with Store(good) as store:
        pair = text_of(dossier(store, "ARM", "RUS"))
    assert "# Dossier: Armenien und Russland" in pair
    assert "Gespräche: Putin – Paschinjan" in pair
    assert "Aserbaidschan" not in pair.split("## Belege")[0]


def test_what_was_denied_stands_apart(good: Path) -> None:
    with Store(good) as store:
        [section] = [s for s in dossier(store, "Alijew").sections if "bestritten" in s.title]
    assert "Drohung (nicht geschehen)" in section.statements[0].text


def test_periods_bound_it(good: Path) -> None:
    with Store(good) as store:
        later = text_of(dossier(store, "ARM", since="2024-05-05"))
    assert "Putin – Paschinjan" in later
    assert "Aserbaidschan → Armenien" not in later


def test_a_digest_is_of_its_region_and_days(good: Path) -> None:
    with Store(good) as store:
        new = text_of(digest(store, "2024-05-01", language="en"))
        none = text_of(digest(store, "2024-05-01", region="JPN,KOR"))
        later = text_of(digest(store, "2025"))
    assert "South Caucasus and neighbours" in new
    assert "Talks: Putin – Paschinjan" in new
    assert "## What lies ahead" in new
    assert "Japan, Südkorea" in none
    assert "Dazu ist nichts erzählt." in none
    assert "Dazu ist nichts erzählt." in later


def test_regions_name_known_states() -> None:
    for row in load_table("world", "regions"):
        assert set(split(row["countries"])) <= set(states())


def test_unknown_names_are_told(good: Path) -> None:
    with Store(good) as store:
        with pytest.raises(UsageError, match="no actor"):
            dossier(store, "Niemand")
        with pytest.raises(UsageError, match="--region"):
            digest(store, "2024", region="atlantis")
        with pytest.raises(UsageError, match="--since"):
            digest(store, "gestern")
        with pytest.raises(UsageError, match="--language"):
            dossier(store, "ARM", language="xx")


class Page(HTMLParser):
    """All tags, attributes and ids of a page; tags must be closed in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(page)
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "line", "rect"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in ("line", "rect"):
            assert self.open.pop() == tag


ALLOWED = {
    "html", "head", "meta", "title", "style", "body", "header", "h1", "p", "nav", "ol", "li", "a",
    "main", "section", "h2", "figure", "svg", "line", "rect", "ul", "b", "sup", "span", "q", "cite",
    "code", "footer",
}  # fmt: skip


def test_pages_are_whole_and_harmless(good: Path, evil: Path) -> None:
    for document in [*documents(good), *documents(evil)]:
        page = html_page(document)
        parsed = Page(page)
        assert {tag for tag, _ in parsed.tags} <= ALLOWED
        ids = [attributes["id"] for _, attributes in parsed.tags if "id" in attributes]
        assert len(ids) == len(set(ids))
        for tag, attributes in parsed.tags:
            assert not [name for name in attributes if name.startswith("on") or name == "style"]
            if tag == "a":
                target = attributes["href"] or ""
                assert target.startswith("https://") or target[1:] in ids
        assert "default-src 'none'" in page
        assert not CONTROL.search(page.replace("\n", ""))


def test_markdown_is_harmless(evil: Path) -> None:
    for document in documents(evil):
        text = markdown_text(document)
        assert not CONTROL.search(text.replace("\n", ""))
        assert not re.search(r"(?<!\\)<(?!https://)", text)
        assert not re.search(r"(?<!\\)`", text)
        assert not re.search(r"(?<!\\)\]\((?!<https://)", text)


def test_footnotes_fit_together(good: Path) -> None:
    for document in documents(good):
        text = markdown_text(document)
        named = set(re.findall(r"\[\^(\d+)\](?!:)", text))
        assert named == set(re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE))


@pytest.mark.parametrize(
    ("words", "bare"),
    [
        ("„Wir gehen.“", "Wir gehen."),
        ('"Wir gehen,"', "Wir gehen"),
        ("„“Doppelt”“", "Doppelt"),
        ("„Verrat“ und „Mord“", "„Verrat“ und „Mord“"),
        ("er sprach von „Verrat“", "er sprach von „Verrat“"),
    ],
)
def test_marks_around_quotations_are_not_doubled(words: str, bare: str) -> None:
    assert unquoted(words) == bare


def test_markdown_signs_are_words() -> None:
    assert plain("*a* [b](c) <d> `e`") == r"\*a\* \[b\](c) \<d\> \`e\`"


def test_commands(good: Path, tmp_path: Path, capsys: Any) -> None:
    store = ["--store", str(good)]
    assert main(["dossier", "ARM", *store]) == 0
    assert "# Dossier: Armenien" in capsys.readouterr().out
    page = tmp_path / "d.html"
    assert main(["dossier", "ARM", "RUS", "-o", str(page), "--language", "en", *store]) == 0
    assert '<html lang="en">' in page.read_text(encoding="utf-8")
    assert main(["digest", "--since", "2024-05", "-o", str(tmp_path / "w.md"), *store]) == 0
    assert (tmp_path / "w.md").read_text(encoding="utf-8").startswith("# Lage seit Mai 2024")
    assert main(["dossier", "ARM", "-o", str(tmp_path / "d.pdf"), *store]) == 2
    assert "must end in" in capsys.readouterr().err
