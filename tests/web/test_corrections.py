"""Corrections in the page: kept, shown, undone."""

import re

from starlette.testclient import TestClient
from web_pages import BASE

OURS = {"origin": BASE, "sec-fetch-site": "same-origin"}


def _send(client: TestClient, place: str, page: str, **fields: str) -> int:
    key = re.search(r'name="key" value="([0-9a-f]+)"', client.get(page).text)
    assert key
    return client.post(place, data={"key": key[1], "back": page} | fields, headers=OURS).status_code


def _event(client: TestClient, kind: str) -> dict[str, str]:
    return next(r for r in client.get("/api/v1/events").json()["rows"] if r["type"] == kind)


def test_a_rejected_event_is_gone_and_comes_back(own: TestClient) -> None:
    event = _event(own, "ASSAULT")
    assert (
        _send(own, "/correct", "/article/a2", kind="reject", target=event["id"], by="Nadja") == 303
    )
    assert own.get("/api/v1/events?type=ASSAULT").json()["total"] == 0
    page = own.get("/corrections?lang=en").text
    assert "rejected" in page
    assert "Nadja" in page
    assert "Connect now" in page
    correction = re.search(r'name="id" value="(c[0-9a-f]+)"', page)
    assert correction
    assert _send(own, "/correct/undo", "/corrections", id=correction[1]) == 303
    assert own.get("/api/v1/events?type=ASSAULT").json()["total"] == 1
    assert _send(own, "/correct/connect", "/corrections") == 303
    assert "Connect now" not in own.get("/corrections?lang=en").text


def test_only_changed_fields_are_corrected(own: TestClient) -> None:
    event = _event(own, "ASSAULT")
    changes = {
        "was_type": "ASSAULT", "to_type": "THREATEN", "was_status": "actual",
        "to_status": "actual", "was_date": "2024-05-03", "to_date": "2024-05-04",
        "was_actors": "AZE", "to_actors": "AZE; Alijew", "was_recipients": "ARM",
        "to_recipients": "ARM",
    }  # fmt: skip
    sent = _send(
        own, "/correct", "/article/a2", kind="correct_event", target=event["id"], **changes
    )
    assert sent == 303
    changed = next(r for r in own.get("/api/v1/events").json()["rows"] if r["id"] == event["id"])
    assert (changed["type"], changed["date"]["value"]) == ("THREATEN", "2024-05-04")
    assert len(changed["actors"]) == 2
    assert changed["recipients"][0]["actor"] == "ARM"
    cases = own.get("/corrections/cases.jsonl")
    assert cases.status_code == 200
    assert "THREATEN" in cases.text


def test_actors_are_renamed_merged(own: TestClient) -> None:
    page = "/actor/per%3Avladimir-putin"
    assert _send(own, "/correct", page, kind="rename_actor", target="per:vladimir-putin",
                 name="W. Putin") == 303  # fmt: skip
    assert "<h1>W. Putin</h1>" in own.get(page).text
    assert _send(own, "/correct", page, kind="merge_actors", target="per:vladimir-putin",
                 other="Nobody at all") == 400  # fmt: skip
    assert _send(own, "/correct", page, kind="merge_actors", target="per:vladimir-putin",
                 other="Alijew") == 303  # fmt: skip
    assert own.get("/actor/per%3Ailham-aliev").status_code == 404


def test_what_makes_no_sense_is_said(own: TestClient) -> None:
    assert _send(own, "/correct", "/article/a1", kind="nonsense", target="e1") == 400
    assert _send(own, "/correct", "/article/a1", kind="reject", target="e1") == 400
    assert _send(own, "/correct/undo", "/article/a1", id="none") == 400
