"""Every page: there, whole, in both languages, and the same rows in every form."""

import csv
import io
import json
import re
from importlib.resources import files
from pathlib import Path

import pytest
from picture_store import sample
from starlette.testclient import TestClient
from web_pages import Page, addresses, client_of, connected

from lagebild.language.tables import load_table
from lagebild.show.web.context import address


def test_every_page_is_whole_in_both_languages(client: TestClient, store_path: Path) -> None:
    for place in addresses(store_path):
        for language in ("de", "en"):
            joint = "&" if "?" in place else "?"
            answer = client.get(f"{place}{joint}lang={language}")
            assert answer.status_code == 200, place
            page = Page(answer.text)
            assert page.all("html", "lang") == [language]
            assert sum(tag == "h1" for tag, _ in page.tags) == 1, place
            ids = [i for _, a in page.tags if (i := a.get("id"))]
            assert len(ids) == len(set(ids)), place


def test_every_link_of_every_page_leads_somewhere(client: TestClient, store_path: Path) -> None:
    seen: set[str] = set()
    for place in addresses(store_path):
        page = Page(client.get(place).text)
        for link in page.all("a", "href") + page.all("script", "src") + page.all("link", "href"):
            if link.startswith("/") and (bare := link.partition("#")[0]) not in seen:
                seen.add(bare)
                assert client.get(bare).status_code == 200, f"{link} on {place}"
    assert len(seen) > 100


def test_both_languages_have_all_phrases() -> None:
    keys = [{row["key"] for row in load_table(code, "web_phrases")} for code in ("de", "en")]
    assert keys[0] == keys[1]
    for file in files("lagebild.show.web").joinpath("templates").iterdir():
        used = set(re.findall(r"\bt\('(\w+)'[,)]", file.read_text(encoding="utf-8")))
        assert used <= keys[0], f"{file.name}: {used - keys[0]}"


def test_language_and_theme_are_remembered(client: TestClient) -> None:
    assert '<html lang="en" data-theme="dark"' in client.get("/help?lang=en&theme=dark").text
    assert '<html lang="en" data-theme="dark"' in client.get("/help").text
    client.cookies.clear()
    page = client.get("/help", headers={"accept-language": "en-GB,en;q=0.9,de;q=0.5"})
    assert '<html lang="en"' in page.text


def test_filters_stand_in_the_address_and_in_the_form(client: TestClient) -> None:
    page = client.get("/events?actor=Putin&type=CONSULT&since=2024-05&lang=de").text
    assert 'value="Putin"' in page
    assert '<option value="CONSULT" selected>' in page
    assert page.count("data-row>") == 2
    assert client.get("/events?actor=Alijew&type=CONSULT").text.count("data-row>") == 0


def test_a_table_is_sorted_by_the_server_both_ways(client: TestClient) -> None:
    def dates(sort: str) -> list[str]:
        rows = client.get(f"/api/v1/events?sort={sort}").json()["rows"]
        return [row["date"]["value"] for row in rows]

    assert dates("date") == sorted(dates("date"))
    assert dates("-date") == sorted(dates("date"), reverse=True)
    page = client.get("/events?sort=-date").text
    assert 'aria-sort="descending"' in page


def test_pages_of_a_list_are_linked_and_together_the_whole(client: TestClient) -> None:
    whole = [row["id"] for row in client.get("/api/v1/events").json()["rows"]]
    found, place, steps = [], "/api/v1/events?size=2", 0
    while place:
        answer = client.get(place)
        found += [row["id"] for row in answer.json()["rows"]]
        following = re.search(r'<([^>]+)>; rel="next"', answer.headers.get("link", ""))
        place, steps = following[1] if following else "", steps + 1
    assert found == whole
    assert steps == 3


def test_the_timeline_tells_each_happening_once(client: TestClient) -> None:
    once = client.get("/api/v1/timeline").json()["total"]
    assert once < client.get("/api/v1/timeline?raw=true").json()["total"]


def test_files_hold_all_rows_under_the_filters(client: TestClient) -> None:
    answer = client.get("/files/events.csv?actor=Putin")
    assert "attachment" in answer.headers["content-disposition"]
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    lines = client.get("/files/events.jsonl?actor=Putin").text.splitlines()
    assert [row["id"] for row in rows] == [json.loads(line)["id"] for line in lines]
    assert len(rows) == 2
    assert client.get("/files/passwd.csv").status_code == 404


def test_the_relation_page_answers_how_who_and_what_does_not_fit(client: TestClient) -> None:
    page = client.get("/relation?actor=ARM&with=RUS&since=2020&until=2024&lang=en").text
    for words in (
        "How it went",
        "May 2024",
        "Who says so",
        "Treffen in Moskau",
        "What does not fit",
    ):
        assert words in page


def test_an_article_marks_the_words_of_every_row(client: TestClient) -> None:
    page = Page(client.get("/article/a1").text)
    marked = {id for of in page.all("span", "data-of") for id in of.split()}
    shown = {a["data-record"] for _, a in page.tags if "data-record" in a}
    assert marked == shown
    assert len(marked) > 8


def test_an_id_may_hold_any_characters(tmp_path: Path) -> None:
    import msgspec

    from lagebild.ids import with_ids

    odd = ("..", "a/../b?c=1#d", "ä&<b> %2F", "x//y")
    analyses = []
    for id in odd:
        one = sample()[0]
        article = msgspec.structs.replace(one.article, id=id, text=one.article.text + id)
        renamed = {
            kind: tuple(msgspec.structs.replace(r, article=id, id="") for r in getattr(one, kind))
            for kind in ("events", "quotes", "mentions")
        }
        analyses.append(with_ids(msgspec.structs.replace(one, article=article, ties=(), **renamed)))
    with client_of(connected(tmp_path / "odd.duckdb", analyses)) as client:
        for id in odd:
            answer = client.get(address("article", id))
            assert answer.status_code == 200, id
            assert "Treffen in Moskau" in answer.text
            assert client.get(address("article", id, lang="en")).status_code == 200


def test_a_build_can_write_while_the_pages_are_up(own: TestClient, tmp_path: Path) -> None:
    import time

    from lagebild.store import Store

    assert own.get("/events").status_code == 200
    end = time.monotonic() + 20
    while True:
        try:
            with Store(tmp_path / "own.duckdb", write=True) as store:
                store.execute("DELETE FROM quotes")
            break
        except Exception:
            assert time.monotonic() < end
            time.sleep(0.1)
    assert own.get("/api/v1/quotes").json()["total"] == 0


@pytest.mark.parametrize("place", ["/nothing", "/article/none", "/actor/none", "/happening/x"])
def test_what_is_not_there_is_a_clean_page(client: TestClient, place: str) -> None:
    answer = client.get(place)
    assert answer.status_code == 404
    assert "Traceback" not in answer.text
    Page(answer.text)


@pytest.mark.parametrize(
    "query",
    ["since=x", "since=2024-13", "since=2025&until=2020", "type=NONE", "sort=id", "page=0",
     "page=x", "size=100000", "sure=7", "sure=nan", "actor=%20%00", "actor=" + "a" * 300],
)  # fmt: skip
def test_values_that_make_no_sense_are_said_in_one_sentence(client: TestClient, query: str) -> None:
    for place in ("/events", "/api/v1/events"):
        answer = client.get(f"{place}?{query}")
        assert answer.status_code == 400, query
        assert "Traceback" not in answer.text


def test_a_question_is_answered_or_others_are_offered(client: TestClient) -> None:
    answered = client.get("/ask?q=Wann+traf+Putin+Paschinjan%3F&lang=de").text
    assert "Verstanden: " in answered
    lost = client.get("/ask?q=Wie+ist+%3Cscript%3Edas+Wetter%3F&lang=de").text
    assert "Nicht verstanden" in lost
    assert "<script>das" not in lost
    assert "Wann trafen sich Putin und Paschinjan?" in client.get("/ask?lang=de").text
