"""Fetching: what is refused, bounded, and cut."""

import gzip
import socket
import zlib
from typing import Any

import pytest

from lagebild.feed import address
from lagebild.feed.address import FetchError, is_public, resolve
from lagebild.feed.fetch import Fetcher, Limits, retry_after
from lagebild.feed.robots import Robots


@pytest.mark.parametrize(
    "ip",
    [
        "127.0.0.1", "127.8.8.8", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254",
        "100.64.0.1", "0.0.0.0", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::1", "::",
        "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
        "2002:7f00:1::", "64:ff9b::7f00:1", "64:ff9b:1::1", "fec0::1", "100::1",
        "198.18.0.1", "192.88.99.1", "2001:db8::1", "::127.0.0.1", "2001:0:7f00:1::",
        "not an address",
    ],
)  # fmt: skip
def test_addresses_inside_are_private(ip: str) -> None:
    assert not is_public(ip)


@pytest.mark.parametrize(
    "ip", ["93.184.216.34", "8.8.8.8", "2606:2800:220:1::1", "64:ff9b::808:808"]
)
def test_addresses_outside_are_public(ip: str) -> None:
    assert is_public(ip)


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd", "ftp://example.org/x", "gopher://x", "javascript:alert(1)", "",
        "http://", "http://user:pass@example.org/", "http://127.0.0.1/", "http://localhost/",
        "http://[::1]/", "http://2130706433/", "http://0x7f.1/", "http://127.1/",
        "http://example.org:0/", "http://example.org:99999/", "http://exa mple.org/",
        "http://127.0.0.1\\@example.org/", "http://[::ffff:127.0.0.1]/", "http://169.254.169.254/x",
        "http://127.0.0.1./",
    ],
)  # fmt: skip
def test_what_is_not_fetched(url: str) -> None:
    with pytest.raises(FetchError):
        resolve(url, allow_private=False)


def test_one_private_address_among_several_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = [(2, 1, 6, "", (ip, 80)) for ip in ("8.8.8.8", "192.168.0.1")]
    monkeypatch.setattr(address.socket, "getaddrinfo", lambda *a, **k: answers)
    with pytest.raises(FetchError, match="private"):
        resolve("http://two.example/", allow_private=False)


def test_a_name_that_changes_gains_nothing(site: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The name is resolved once; the connection goes to the address that was checked."""
    asked = []
    real = socket.getaddrinfo

    def changing(host: str, *more: Any, **named: Any) -> Any:
        if host != "rebind.example":
            return real(host, *more, **named)
        asked.append(host)
        ip = "127.0.0.1" if len(asked) == 1 else "8.8.8.8"
        return real(ip, *more, **named)

    monkeypatch.setattr(socket, "getaddrinfo", changing)
    site.routes["/"] = (200, {}, b"here")
    url = site.url.replace("127.0.0.1", "rebind.example") + "/"
    answer = Fetcher(allow_private=True).get(url)
    assert answer.body == b"here"
    assert asked == ["rebind.example"]
    assert site.asked[0].headers["host"].startswith("rebind.example:")


def test_a_good_answer(site: Any, fetcher: Fetcher) -> None:
    site.routes["/a?b=1"] = (200, {"ETag": '"x"', "Content-Type": "text/plain"}, b"words")
    answer = fetcher.get(f"{site.url}/a?b=1")
    assert (answer.status, answer.body, answer.headers["etag"]) == (200, b"words", '"x"')
    assert site.asked[0].headers["user-agent"].startswith("lagebild/")


def test_redirects_are_followed_and_bounded(site: Any, fetcher: Fetcher) -> None:
    site.routes["/a"] = (301, {"Location": "/b"}, b"")
    site.routes["/b"] = (302, {"Location": f"{site.url}/c"}, b"")
    site.routes["/c"] = (200, {}, b"there")
    site.routes["/loop"] = (302, {"Location": "/loop"}, b"")
    site.routes["/nowhere"] = (302, {}, b"")
    assert fetcher.get(f"{site.url}/a").body == b"there"
    with pytest.raises(FetchError, match="redirects more than 3"):
        fetcher.get(f"{site.url}/loop")
    with pytest.raises(FetchError, match="where to"):
        fetcher.get(f"{site.url}/nowhere")


@pytest.mark.parametrize(
    "place", ["http://192.168.0.1/", "http://169.254.169.254/latest", "file:///x"]
)
def test_redirects_inside_are_refused(
    site: Any, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first address counts as public here; the one it leads to does not."""
    real = address.is_public
    monkeypatch.setattr(address, "is_public", lambda ip: ip == "127.0.0.1" or real(ip))
    site.routes["/a"] = (302, {"Location": place}, b"")
    with pytest.raises(FetchError, match=r"private address|no http"):
        Fetcher().get(f"{site.url}/a")


def test_compressed_answers(site: Any, fetcher: Fetcher) -> None:
    words = b"words " * 1000
    raw = zlib.compressobj(9, zlib.DEFLATED, -15)
    for path, encoding, data in (
        ("/gzip", "gzip", gzip.compress(words, mtime=0)),
        ("/zlib", "deflate", zlib.compress(words)),
        ("/raw", "deflate", raw.compress(words) + raw.flush()),
    ):
        site.routes[path] = (200, {"Content-Encoding": encoding}, data)
        assert fetcher.get(f"{site.url}{path}").body == words


@pytest.mark.parametrize(
    ("headers", "body", "why"),
    [
        ({}, b"x" * 300_000, "larger than"),
        ({"Content-Encoding": "gzip"}, gzip.compress(b"\0" * 50_000_000, mtime=0), "larger than"),
        ({"Content-Encoding": "gzip"}, b"no gzip at all", "broken compression"),
        ({"Content-Encoding": "gzip"}, gzip.compress(b"cut off" * 99, mtime=0)[:-12], "ends early"),
        ({"Content-Encoding": "br"}, b"x", "unknown encoding"),
        ({"Content-Encoding": "gzip, gzip"}, b"x", "unknown encoding"),
    ],
)
def test_bodies_are_bounded(
    site: Any, fetcher: Fetcher, headers: dict[str, str], body: bytes, why: str
) -> None:
    site.routes["/x"] = (200, headers, body)
    with pytest.raises(FetchError, match=why):
        fetcher.get(f"{site.url}/x")


def test_slow_bodies_are_cut(site: Any) -> None:
    def drip(handler: Any, asked: Any) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "1000000")
        handler.end_headers()
        import time

        try:
            for _ in range(200):
                handler.wfile.write(b"x")
                handler.wfile.flush()
                time.sleep(0.05)
        except OSError:
            return

    site.routes["/slow"] = drip
    with pytest.raises(FetchError, match="did not answer within"):
        Fetcher(Limits(seconds=0.5), allow_private=True).get(f"{site.url}/slow")


def test_errors_say_how_long_to_wait(site: Any, fetcher: Fetcher) -> None:
    site.routes["/busy"] = (429, {"Retry-After": "120"}, b"")
    with pytest.raises(FetchError) as caught:
        fetcher.get(f"{site.url}/busy")
    assert (caught.value.status, caught.value.retry_after) == (429, 120.0)
    with pytest.raises(FetchError, match="answers 404"):
        fetcher.get(f"{site.url}/none")


def test_retry_after_may_be_a_day() -> None:
    assert retry_after("Wed, 21 Oct 2015 07:28:00 GMT") == 0.0
    assert (retry_after("Fri, 21 Oct 2095 07:28:00 GMT") or 0) > 1e9
    assert retry_after("soon") is None


def test_nobody_there_is_told(fetcher: Fetcher) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(FetchError, match="cannot be fetched"):
        fetcher.get(f"http://127.0.0.1:{port}/")


def test_robots_are_obeyed(site: Any, fetcher: Fetcher) -> None:
    rules = (
        b"User-agent: lagebild\nDisallow: /private\nCrawl-delay: 7\n\nUser-agent: *\nDisallow: /"
    )
    site.routes["/robots.txt"] = (200, {}, rules)
    robots = Robots(fetcher)
    assert robots.check(f"{site.url}/feed") == 7.0
    with pytest.raises(FetchError, match=r"robots\.txt"):
        robots.check(f"{site.url}/private/feed")
    assert len(site.asked) == 1


@pytest.mark.parametrize(
    ("status", "allowed"), [(404, True), (403, True), (500, False), (429, False)]
)
def test_without_robots(site: Any, fetcher: Fetcher, status: int, allowed: bool) -> None:
    site.routes["/robots.txt"] = (status, {}, b"")
    robots = Robots(fetcher)
    if allowed:
        assert robots.check(f"{site.url}/feed") == 0.0
    else:
        with pytest.raises(FetchError, match="cannot be read"):
            robots.check(f"{site.url}/feed")
