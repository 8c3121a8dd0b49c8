"""What stands in front of the pages, and hostile texts inside them."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient
from web_pages import BASE, Page, addresses, client_of

from lagebild.errors import UsageError
from lagebild.show.web.forms import way_back
from lagebild.show.web.safety import Door, is_loopback
from lagebild.show.web.server import check_entry

TOKEN = "a long word that nobody knows"


@pytest.mark.parametrize(
    ("host", "answered"),
    [("127.0.0.1:8765", True), ("localhost", True), ("LOCALHOST:1", True), ("[::1]:8765", True),
     ("evil.example", False), ("127.0.0.1.evil.example", False), ("localhost@evil", False),
     ("localhost:evil", False), ("", False), ("192.168.0.7", False)],
)  # fmt: skip
def test_other_hosts_names_are_refused(client: TestClient, host: str, answered: bool) -> None:
    answer = client.get("/help", headers={"host": host})
    assert answer.status_code == (200 if answered else 421)


def test_bound_to_all_addresses_names_are_still_refused() -> None:
    door = Door.of("0.0.0.0", TOKEN)
    assert door.answers_to("192.168.0.7:8765")
    assert not door.answers_to("evil.example")


def test_every_answer_has_the_rules(client: TestClient) -> None:
    for place in ("/", "/nothing", "/api/v1/events", "/static/pages.css", "/files/x"):
        headers = client.get(place).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self';" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert headers["referrer-policy"] == "same-origin"


def test_a_token_is_needed_beyond_this_machine() -> None:
    for host in ("127.0.0.1", "localhost", "::1"):
        check_entry(host, None)
    for host in ("0.0.0.0", "::", "192.168.0.7", "example.org"):
        assert not is_loopback(host)
        with pytest.raises(UsageError, match="--token"):
            check_entry(host, None)
        check_entry(host, TOKEN)
    with pytest.raises(UsageError, match="characters"):
        check_entry("0.0.0.0", "short")


def test_who_does_not_know_the_token_stays_out(store_path: Path) -> None:
    with client_of(store_path, token=TOKEN) as client:
        assert client.get("/events?actor=ARM").headers["location"].startswith("/login?back=")
        assert client.get("/api/v1/events").status_code == 401
        allowed = {"authorization": f"Bearer {TOKEN}"}
        assert client.get("/api/v1/events", headers=allowed).status_code == 200
        page = client.get("/login?back=/events").text
        form = {"key": _key(page), "back": "/events", "token": "wrong"}
        origin = {"origin": BASE, "sec-fetch-site": "same-origin"}
        assert client.post("/login", data=form, headers=origin).status_code == 403
        assert client.get("/events").status_code == 303
        entered = client.post("/login", data=form | {"token": TOKEN}, headers=origin)
        assert entered.headers["location"] == "/events"
        assert TOKEN not in entered.headers["set-cookie"]
        assert client.get("/events").status_code == 200


def _key(page: str) -> str:
    found = re.search(r'name="key" value="([0-9a-f]+)"', page)
    assert found
    return found[1]


@pytest.mark.parametrize(
    "headers",
    [{}, {"origin": "http://evil.example"}, {"origin": "null"},
     {"origin": BASE, "sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"},
     {"origin": "http://localhost:1"}],
)  # fmt: skip
def test_forms_of_other_sites_change_nothing(own: TestClient, headers: dict[str, str]) -> None:
    event = own.get("/api/v1/events").json()["rows"][0]
    form = {"key": _key(own.get(f"/article/{event['article']}").text), "kind": "reject",
            "target": event["id"]}  # fmt: skip
    assert own.post("/correct", data=form, headers=headers).status_code == 403
    own_origin = {"origin": BASE}
    assert own.post("/correct", data=form | {"key": "0"}, headers=own_origin).status_code == 403
    stranger = {"origin": BASE, "cookie": "lagebild_session=" + "x" * 43}
    own.cookies.clear()
    assert own.post("/correct", data=form, headers=stranger).status_code == 403
    assert own.get("/corrections").text.count("data-row>") == 0
    assert own.get("/correct").status_code == 405


def test_too_much_is_refused(client: TestClient) -> None:
    assert client.post("/correct", data={"x": "a" * 70_000}).status_code == 413
    assert (
        client.post("/correct", content=b"{}", headers={"content-type": "a/b"}).status_code >= 400
    )


def test_nothing_but_our_files_is_served(client: TestClient) -> None:
    for place in (
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/..%2f..%2fapp.py",
        "/static/",
    ):
        assert client.get(place).status_code == 404


@given(st.text())
def test_one_comes_back_only_to_our_own_addresses(back: str) -> None:
    place = way_back({"back": back})
    assert place.startswith("/")
    assert not place.startswith(("//", "/\\"))


INJECTIONS = ("'; DROP TABLE events; --", '" OR 1=1 --', "$actor", "%", "_", "\\", "\x1b[2J", "🙂")


@pytest.mark.parametrize("words", INJECTIONS)
def test_no_filter_becomes_sql(client: TestClient, words: str) -> None:
    for name in ("actor", "with", "speaker", "about", "via", "agency", "outlet", "article", "q"):
        for place in ("/events", "/quotes", "/articles", "/search", "/disputes", "/suggest"):
            assert client.get(place, params={name: words}).status_code in (200, 400)
    assert client.get("/api/v1/events").json()["total"] == 6


def test_hostile_texts_are_only_text(hostile_path: Path) -> None:
    with client_of(hostile_path) as client:
        for place in addresses(hostile_path):
            page = client.get(place).text
            assert "<script>alert" not in page, place
            assert "<img src=x" not in page, place
            assert 'href="javascript:' not in page, place
            assert "\x1b" not in page, place
            assert "\u202e" not in page, place
            for tag, attributes in Page(page).tags:
                assert tag != "img", place
                assert tag != "script" or attributes.get("src"), place
                assert not any(a == "style" or a.startswith("on") for a in attributes), place
        for place in ("/files/events.csv", "/files/quotes.csv", "/files/articles.csv"):
            assert not re.search(r'(^|,)"?=', client.get(place).text, re.MULTILINE)
