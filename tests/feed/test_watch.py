"""Watching feeds: polite, bounded, nothing lost or doubled, alerts told once."""

import hashlib
import hmac
import json
import random
from dataclasses import replace
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest
from local_server import Site
from picture_store import sample, store_of

from lagebild.cli.main import main
from lagebild.feed import poll
from lagebild.feed.alerts import Ledger, begin, tell_new
from lagebild.feed.deliver import MailFolder, Webhook
from lagebild.feed.fetch import Fetcher
from lagebild.feed.poll import Manners, Poller
from lagebild.feed.question import parse_question
from lagebild.feed.state import LEDGER, Memory
from lagebild.feed.watch import Watch, watch_once
from lagebild.store import Store

TEXT = "Der Präsident traf am Mittwoch den Premierminister in Moskau zu einem Gespräch."


def rss(*names: str) -> bytes:
    items = "".join(
        f"<item><title>{n}</title><guid>id-{n}</guid><link>LINK/{n}.html</link>"
        f"<description>{n}: {TEXT}</description></item>"
        for n in names
    )
    return f'<rss version="2.0"><channel><title>Blatt</title>{items}</channel></rss>'.encode()


def watch_of(site: Site, fetcher: Fetcher, folder: Path, **more: Any) -> tuple[Watch, list[Any]]:
    built: list[Any] = []
    watch = Watch(
        feeds=[f"{site.url}/feed"], store=folder / "x.duckdb", build=built.append,
        say=lambda words: None, fetcher=fetcher,
        manners=Manners(pause=lambda seconds: None, chance=random.Random(1)), **more,
    )  # fmt: skip
    return watch, built


def records(folder: Path) -> list[dict[str, Any]]:
    return [
        json.loads(line)
        for path in sorted((folder / "x.duckdb.feeds").glob("*.jsonl"))
        if path.name != LEDGER
        for line in path.read_text(encoding="utf-8").splitlines()
    ]


def test_unchanged_feeds_are_not_sent_again(site: Site, fetcher: Fetcher, tmp_path: Path) -> None:
    def reply(handler: Any, asked: Any) -> Any:
        headers = {"ETag": '"v1"', "Last-Modified": "Wed, 08 May 2024 10:00:00 GMT"}
        known = asked.headers.get("if-none-match") == '"v1"'
        return (304, headers, b"") if known else (200, headers, rss("a", "b"))

    site.routes["/feed"] = reply
    watch, built = watch_of(site, fetcher, tmp_path)
    assert watch_once(watch)[0].new == 2
    assert watch_once(watch)[0].new == 0
    asked = [one for one in site.asked if one.path == "/feed"]
    assert asked[1].headers["if-modified-since"] == "Wed, 08 May 2024 10:00:00 GMT"
    assert [record["id"] for record in records(tmp_path)] == ["id-a", "id-b"]
    assert built[0] == built[1]


def test_entries_are_kept_once_and_stay_when_the_feed_drops_them(
    site: Site, fetcher: Fetcher, tmp_path: Path
) -> None:
    watch, built = watch_of(site, fetcher, tmp_path)
    for names in (("a", "b", "b"), ("b", "c"), ("c",)):
        site.routes["/feed"] = (200, {}, rss(*names))
        watch_once(watch)
    assert sorted(record["id"] for record in records(tmp_path)) == ["id-a", "id-b", "id-c"]
    assert len(built[-1]) == 2


def test_a_killed_run_loses_and_doubles_nothing(
    site: Site, fetcher: Fetcher, tmp_path: Path
) -> None:
    def killed(files: list[str]) -> None:
        raise KeyboardInterrupt

    site.routes["/feed"] = (200, {}, rss("a", "b"))
    watch, built = watch_of(site, fetcher, tmp_path)
    with pytest.raises(KeyboardInterrupt):
        watch_once(replace(watch, build=killed))
    assert watch_once(watch)[0].new == 2
    assert len(records(tmp_path)) == 2
    assert len(built[0]) == 1


def test_failures_put_a_feed_off(
    site: Site, fetcher: Fetcher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = [1_000_000.0]
    monkeypatch.setattr(poll, "now", lambda: clock[0])
    site.routes["/feed"] = (503, {"Retry-After": "7200"}, b"")
    memory = Memory(tmp_path / "x.duckdb")
    poller = Poller(fetcher, memory, Manners(chance=random.Random(1)))
    url = f"{site.url}/feed"
    assert poller.look(url).failed
    assert memory.of(url).next_try == clock[0] + 7200
    assert not poller.look(url, once=True).asked
    waits = []
    site.routes["/feed"] = (500, {}, b"")
    for _ in range(9):
        clock[0] = memory.of(url).next_try
        assert poller.look(url).failed
        waits.append(memory.of(url).next_try - clock[0])
    assert waits[0] < waits[1] < waits[2]
    assert max(waits) <= 86_400
    site.routes["/feed"] = (200, {}, rss("a"))
    clock[0] = memory.of(url).next_try
    assert poller.look(url).new == 1
    assert memory.of(url).failures == 0
    assert 700 < memory.of(url).next_try - clock[0] < 1100


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"<html><body>no feed</body></html>", "no RSS or Atom"),
        (b'{"a": 1}', "no JSON feed"),
        (b'{"a": ', "no JSON"),
        (b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY y "z">]><rss/>', "DOCTYPE"),
        (b"\x00\xff\xfe garbage", ""),
    ],
)
def test_what_is_no_feed_is_told(
    site: Site, fetcher: Fetcher, tmp_path: Path, body: bytes, why: str
) -> None:
    site.routes["/feed"] = (200, {}, body)
    watch, _ = watch_of(site, fetcher, tmp_path)
    [look] = watch_once(watch)
    assert look.failed
    assert why in look.problems[0]


def test_broken_xml_gives_what_can_be_read(site: Site, fetcher: Fetcher, tmp_path: Path) -> None:
    site.routes["/feed"] = (200, {}, rss("a", "b")[:-40] + b"<x>&")
    watch, _ = watch_of(site, fetcher, tmp_path)
    [look] = watch_once(watch)
    assert look.new >= 1
    assert "broken" in look.problems[-1]


def test_an_empty_feed_is_no_fault(site: Site, fetcher: Fetcher, tmp_path: Path) -> None:
    site.routes["/feed"] = (200, {}, rss())
    watch, built = watch_of(site, fetcher, tmp_path)
    [look] = watch_once(watch)
    assert (look.failed, look.new, built) == (False, 0, [])


def test_json_feeds_are_read(site: Site, fetcher: Fetcher, tmp_path: Path) -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1", "title": "Blatt", "language": "de",
        "items": [
            {"id": "1", "content_text": TEXT, "title": "Eins", "date_published": "2024-05-08",
             "url": "https://example.org/1", "authors": [{"name": "A. Muster"}]},
            {"id": "2", "content_html": f"<p>{TEXT}</p>"}, {"id": "3"}, 7,
        ],
    }  # fmt: skip
    site.routes["/feed"] = (200, {}, json.dumps(feed).encode())
    watch, _ = watch_of(site, fetcher, tmp_path)
    [look] = watch_once(watch)
    assert look.new == 2
    assert len(look.problems) == 2
    first, second = records(tmp_path)
    assert first["outlet"] == "Blatt"
    assert first["authors"] == ["A. Muster"]
    assert second["text"] == TEXT


def test_linked_articles_only_when_asked_for(site: Site, fetcher: Fetcher, tmp_path: Path) -> None:
    page = f"<html><body><article><p>{TEXT}</p></article></body></html>"
    site.routes["/feed"] = (200, {}, rss("a", "b").replace(b"LINK", site.url.encode()))
    site.routes["/a.html"] = (200, {"Content-Type": "text/html; charset=utf-8"}, page.encode())
    watch, _ = watch_of(site, fetcher, tmp_path)
    watch_once(watch)
    assert site.paths() == ["/feed"]
    other = tmp_path / "other"
    other.mkdir()
    watch, _ = watch_of(site, fetcher, other)
    watch = replace(watch, manners=replace(watch.manners, articles=True))
    [look] = watch_once(watch)
    first, second = records(other)
    assert first["html"] == page
    assert "text" in second  # its page is gone: the entry's own words are kept
    assert "404" in look.problems[0]


def test_forbidden_feeds_are_left_alone(site: Site, fetcher: Fetcher, tmp_path: Path) -> None:
    site.routes["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /feed")
    site.routes["/feed"] = (200, {}, rss("a"))
    watch, _ = watch_of(site, fetcher, tmp_path)
    assert watch_once(watch)[0].failed
    assert site.paths() == []


@pytest.fixture(scope="module")
def told_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return store_of(tmp_path_factory.mktemp("store") / "x.duckdb", sample())


SECRET = b"secret"


def hook(site: Site, fetcher: Fetcher) -> Webhook:
    return Webhook(f"{site.url}/hook", SECRET, fetcher, pause=lambda seconds: None)


def test_webhooks_are_signed_and_called_once(
    site: Site, fetcher: Fetcher, told_store: Path, tmp_path: Path
) -> None:
    site.routes["/hook"] = (200, {}, b"")
    question = parse_question("type=CONSULT")
    ledger = Ledger(tmp_path / LEDGER)
    channel = hook(site, fetcher)
    with Store(told_store) as store:
        begin(None, question, channel, ledger)
        assert tell_new(store, question, channel, ledger) == 2
        assert tell_new(store, question, channel, ledger) == 0
        assert tell_new(store, question, channel, Ledger(tmp_path / LEDGER)) == 0
    assert len(site.asked) == 2
    for call in site.asked:
        stamp = call.headers["x-lagebild-timestamp"]
        signed = hmac.new(SECRET, stamp.encode() + b"." + call.body, hashlib.sha256).hexdigest()
        assert call.headers["x-lagebild-signature"] == f"sha256={signed}"
        assert json.loads(call.body)["key"] == call.headers["idempotency-key"]


def test_what_was_there_before_is_not_told(
    site: Site, fetcher: Fetcher, told_store: Path, tmp_path: Path
) -> None:
    question = parse_question("")
    ledger = Ledger(tmp_path / LEDGER)
    with Store(told_store) as store:
        begin(store, question, hook(site, fetcher), ledger)
        assert tell_new(store, question, hook(site, fetcher), ledger) == 0
    assert site.asked == []


def test_calls_are_retried_with_the_same_key(
    site: Site, fetcher: Fetcher, told_store: Path, tmp_path: Path
) -> None:
    answers = [(503, {}, b""), (429, {"Retry-After": "1"}, b""), (200, {}, b"")]
    site.routes["/hook"] = lambda handler, asked: answers.pop(0)
    question = parse_question("type=REJECT")
    ledger = Ledger(tmp_path / LEDGER)
    begin(None, question, hook(site, fetcher), ledger)
    with Store(told_store) as store:
        assert tell_new(store, question, hook(site, fetcher), ledger) == 1
    assert len({call.headers["idempotency-key"] for call in site.asked}) == 1
    assert len({call.body for call in site.asked}) == 1
    assert len(site.asked) == 3


def test_what_was_not_delivered_comes_later(
    site: Site, fetcher: Fetcher, told_store: Path, tmp_path: Path
) -> None:
    said: list[str] = []
    site.routes["/feed"] = (200, {}, rss())
    site.routes["/hook"] = (410, {}, b"")
    store = tmp_path / "x.duckdb"
    watch, _ = watch_of(site, fetcher, tmp_path, questions=[parse_question("type=REJECT")],
                        channels=[hook(site, fetcher)])  # fmt: skip
    watch = replace(watch, say=said.append)
    watch_once(watch)
    store.write_bytes(told_store.read_bytes())
    watch_once(watch)
    assert any("not delivered" in words for words in said)
    assert site.paths().count("/hook") == 1
    site.routes["/hook"] = (204, {}, b"")
    watch_once(watch)
    watch_once(watch)
    assert site.paths().count("/hook") == 2


def test_a_cut_off_line_of_the_ledger_is_passed_over(told_store: Path, tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / LEDGER)
    question, channel = parse_question("type=REJECT"), MailFolder(tmp_path / "mail")
    begin(None, question, channel, ledger)
    with (tmp_path / LEDGER).open("a") as stream:
        stream.write('{"watch": "x", "happen')
    again = Ledger(tmp_path / LEDGER)
    with Store(told_store) as store:
        assert tell_new(store, question, channel, again) == 1
        assert tell_new(store, question, channel, Ledger(tmp_path / LEDGER)) == 0


def test_alerts_as_mail(told_store: Path, tmp_path: Path) -> None:
    channel = MailFolder(tmp_path / "mail")
    question = parse_question("type=CONSULT status=actual", "de")
    ledger = Ledger(tmp_path / LEDGER)
    begin(None, question, channel, ledger)
    with Store(told_store) as store:
        tell_new(store, question, channel, ledger)
    [path] = (tmp_path / "mail").iterdir()
    message = message_from_bytes(path.read_bytes(), policy=policy.default)
    assert message["Subject"] == "Gespräche: Putin – Paschinjan (8. Mai 2024, Moskau)"
    assert "Putin traf Paschinjan" in message.get_content()


def test_the_command_builds_what_is_new(site: Site, tmp_path: Path, capsys: Any) -> None:
    site.routes["/feed"] = (200, {}, rss("a"))
    store = tmp_path / "x.duckdb"
    arguments = ["watch", f"{site.url}/feed", "--once", "--store", str(store), "-j", "1"]
    assert main(arguments) == 1
    assert "private address" in capsys.readouterr().err
    assert not store.exists()
    mails = tmp_path / "mails"
    more = ["--allow-private", "--alert", "type=CONSULT", "--email-dir", str(mails)]
    fresh = tmp_path / "y.duckdb"
    arguments = ["watch", f"{site.url}/feed", "--once", "--store", str(fresh), "-j", "1", *more]
    assert main(arguments) == 0
    assert main(arguments) == 0
    with Store(fresh) as opened:
        assert opened.value("SELECT count(*) FROM articles") == 1
        assert len(list(mails.iterdir())) == opened.value(
            "SELECT count(*) FROM happenings WHERE type = 'CONSULT'"
        )


def test_commands_that_make_no_sense(tmp_path: Path) -> None:
    store = ["--store", str(tmp_path / "x.duckdb")]
    assert main(["watch", *store]) == 2
    assert main(["watch", "http://example.org/", "--alert", "ARM", *store]) == 2
    assert main(["watch", "http://example.org/", "--every", "0", *store]) == 2
    assert main(["watch", "http://example.org/", "--alert", "ARM", "--webhook",
                 "http://127.0.0.1/", *store]) == 2  # fmt: skip
