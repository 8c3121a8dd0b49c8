"""The real pages in a real browser: `make test-web` sets it up.

Everything is served from this machine; a page that asks for anything else fails the test.
"""

import os
import shutil
import threading
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from picture_store import hostile, sample
from web_pages import addresses, connected

CHROMIUM = (
    os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
)
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync",
    "--disable-component-update", "--no-first-run", "--disable-extensions",
]  # fmt: skip
LATE = 30_000

pytestmark = [
    pytest.mark.web,
    pytest.mark.skipif(find_spec("playwright") is None, reason="playwright is not installed"),
    pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium"),
]


def serving(path: Path) -> Iterator[str]:
    import uvicorn

    from lagebild.show.web.app import make_app
    from lagebild.show.web.safety import Door

    config = uvicorn.Config(
        make_app(path, Door.of("127.0.0.1", None)), port=0, log_level="error", ws="none"
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    path = connected(tmp_path_factory.mktemp("b") / "b.duckdb", sample())
    for base in serving(path):
        yield base, path


@pytest.fixture(scope="module")
def evil(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    path = connected(tmp_path_factory.mktemp("b") / "evil.duckdb", hostile())
    for base in serving(path):
        yield base, path


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield opened
        opened.close()


class Watched:
    """A page that notes dialogs, errors, and every request that leaves this machine."""

    def __init__(self, browser: Any, base: str, **options: Any) -> None:
        self.context = browser.new_context(locale="de-DE", **options)
        self.page = self.context.new_page()
        self.page.set_default_timeout(LATE)
        self.base = base
        self.troubles: list[str] = []
        self.page.on("dialog", lambda dialog: (self.troubles.append("dialog"), dialog.dismiss()))
        self.page.on("pageerror", lambda error: self.troubles.append(f"error {error}"))
        self.page.on("console", self._console)
        self.page.on("request", self._request)

    def _console(self, message: Any) -> None:
        if message.type == "error" and "404" not in message.text:
            self.troubles.append(message.text)

    def _request(self, request: Any) -> None:
        if not request.url.startswith((self.base, "data:", "blob:")):
            self.troubles.append(f"asks {request.url}")

    def open(self, place: str) -> Any:
        self.page.goto(self.base + place, wait_until="networkidle")
        return self.page


@pytest.fixture
def watched(browser: Any, site: tuple[str, Path]) -> Iterator[Watched]:
    found = Watched(browser, site[0])
    yield found
    found.context.close()
    assert not found.troubles


def faults(page: Any) -> list[str]:
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [
        f"{v['id']}: {v['help']}: {[n['html'][:120] for n in v['nodes'][:2]]}"
        for v in found
        if v["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_page_has_a_serious_fault_for_those_who_cannot_see(
    watched: Watched, site: tuple[str, Path], theme: str
) -> None:
    pytest.importorskip("axe_playwright_python")
    for place in addresses(site[1]):
        if place.startswith("/dossier"):
            continue
        page = watched.open(f"{place}{'&' if '?' in place else '?'}theme={theme}")
        assert not faults(page), f"{place} in {theme}"


def test_hostile_texts_run_nothing(browser: Any, evil: tuple[str, Path]) -> None:
    watched = Watched(browser, evil[0])
    for place in addresses(evil[1]):
        page = watched.open(place)
        assert page.locator("img, iframe, object, embed").count() == 0, place
        assert page.locator("script:not([src])").count() == 0, place
    watched.context.close()
    assert not watched.troubles


def test_charts_are_drawn_and_told(watched: Watched) -> None:
    page = watched.open("/timeline")
    assert page.locator("[data-chart] canvas").count() == 1
    page.locator("details summary", has_text="Als Tabelle").click()
    assert page.get_by_role("table", name="Geschehnisse nach Monaten").is_visible()
    watched.open("/map")
    page.wait_for_selector("[data-chart] canvas")
    watched.open("/network")
    page.wait_for_selector("[data-network] canvas")


def test_the_way_through_the_filters(watched: Watched) -> None:
    page = watched.open("/events")
    page.fill("#f-actor", "Putin")
    page.select_option("#f-type", "CONSULT")
    page.fill("#f-since", "2024-05")
    page.get_by_role("button", name="Anzeigen").click()
    page.wait_for_url("**/events?actor=Putin&type=CONSULT&since=2024-05")
    assert page.locator("tr[data-row]").count() == 2


def test_a_table_is_sorted_in_place(watched: Watched) -> None:
    page = watched.open("/events")
    page.locator("#sort-date").click()
    page.wait_for_selector("th[aria-sort=ascending]")
    assert "sort=date" in page.url
    page.locator("#sort-date").click()
    page.wait_for_selector("th[aria-sort=descending]")
    assert page.evaluate("document.activeElement.id") == "sort-date"
    page.go_back()
    page.wait_for_selector("th[aria-sort=ascending]")


def test_everything_is_reached_by_keys(watched: Watched) -> None:
    page = watched.open("/happenings")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    first = page.locator("tr[data-row]").first
    first.focus()
    page.keyboard.press("ArrowDown")
    second = page.locator("tr[data-row]").nth(1)
    assert second.evaluate("row => row === document.activeElement")
    assert second.evaluate("row => getComputedStyle(row).outlineStyle") != "none"
    page.keyboard.press("Enter")
    page.wait_for_url("**/happening/*")


def test_words_and_rows_of_an_article_light_up_together(watched: Watched) -> None:
    page = watched.open("/article/a1")
    page.locator(".m-trigger").first.click()
    assert page.locator(".marks li.lit").count() >= 1
    page.locator(".marks li[data-record]").nth(1).focus()
    page.keyboard.press("Enter")
    assert "lit" in page.locator(".m-trigger").nth(1).get_attribute("class")


def test_a_row_is_corrected_and_taken_back(watched: Watched) -> None:
    page = watched.open("/article/a2")
    before = page.locator("details:first-of-type .marks li[data-record]").count()
    page.get_by_role("button", name="Falsch: droht").click()
    page.wait_for_load_state("networkidle")
    assert page.locator("details:first-of-type .marks li[data-record]").count() == before - 1
    watched.open("/corrections")
    page.get_by_role("button", name="Zurücknehmen").first.click()
    page.wait_for_selector("text=zurückgenommen")
    page.get_by_role("button", name="Jetzt verbinden").click()
    page.wait_for_load_state("networkidle")
    assert page.get_by_role("button", name="Jetzt verbinden").count() == 0
    watched.open("/article/a2")
    assert page.locator("details:first-of-type .marks li[data-record]").count() == before


def test_language_and_theme_stay(watched: Watched) -> None:
    page = watched.open("/")
    page.get_by_role("link", name="English").click()
    page.get_by_role("link", name="Dark", exact=True).click()
    watched.open("/quotes")
    assert page.locator("html").get_attribute("lang") == "en"
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert background == "rgb(21, 23, 27)"


def test_nothing_is_wider_than_a_phone(browser: Any, site: tuple[str, Path]) -> None:
    watched = Watched(browser, site[0], viewport={"width": 360, "height": 740})
    for place in addresses(site[1]):
        page = watched.open(place)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= 360, f"{place} is {wide} wide"
    watched.context.close()
    assert not watched.troubles
