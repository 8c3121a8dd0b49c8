"""Takes the pictures of the web pages in this folder.

`lagebild demo --store x.duckdb`, then `python docs/screenshots.py x.duckdb [CHROMIUM]`: serves the
store and takes each page once; needs the extra test-web and chromium.
"""

import shutil
import sys
import threading
import time
from pathlib import Path

import uvicorn
from playwright.sync_api import sync_playwright

from lagebild.picture.summary import pairs
from lagebild.show.web.app import make_app
from lagebild.show.web.safety import Door
from lagebild.store import Store

DESK, PHONE = (1200, 900), (390, 844)


def shots(store: Path) -> list[tuple[str, str, str, tuple[int, int]]]:
    """Name, address, theme and size of every picture."""
    with Store(store) as opened:
        article = opened.value(
            "SELECT article FROM events e JOIN articles a ON a.id = e.article WHERE EXISTS "
            "(SELECT 1 FROM article_actors x WHERE x.article = a.id AND x.id = 'ARM') "
            "GROUP BY 1 ORDER BY count(*) DESC LIMIT 1"
        )
        dispute = opened.value("SELECT min(id) FROM disputes WHERE len(sides) > 1")
        happening = opened.value(
            "SELECT id FROM happenings ORDER BY voices DESC, len(events) DESC, id LIMIT 1"
        )
        story = opened.value("SELECT id FROM stories ORDER BY len(articles) DESC, id LIMIT 1")
        busiest = pairs(opened, 1)[0]
    pair = f"actor={busiest['first']}&with={busiest['second']}"
    return [
        ("overview-light", "/", "light", DESK),
        ("relation-light", f"/relation?{pair}", "light", DESK),
        ("timeline-dark", "/timeline", "dark", DESK),
        ("article-light", f"/article/{article}", "light", DESK),
        ("network-dark", "/network", "dark", DESK),
        ("map-light", "/map", "light", DESK),
        ("dispute-dark", f"/dispute/{dispute}", "dark", DESK),
        ("happenings-phone", f"/happenings?{pair}", "light", PHONE),
        ("article-phone", f"/article/{article}", "dark", PHONE),
        ("ask-light", "/ask?q=Wann+trafen+sich+Alijew+und+Paschinjan%3F", "light", DESK),
        ("search-light", "/search?q=Waffenruhe", "light", DESK),
        ("actor-light", "/actor/ARM", "light", DESK),
        ("happening-light", f"/happening/{happening}", "light", DESK),
        ("story-dark", f"/story/{story}", "dark", DESK),
        ("quotes-dark", "/quotes", "dark", DESK),
    ]


def take(store: Path, folder: Path, chromium: str) -> None:
    config = uvicorn.Config(
        make_app(store, Door.of("127.0.0.1", None)), port=0, log_level="error", ws="none"
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    base = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        for name, place, theme, (width, height) in shots(store):
            context = browser.new_context(
                viewport={"width": width, "height": height}, locale="de-DE"
            )
            page = context.new_page()
            joint = "&" if "?" in place else "?"
            page.goto(f"{base}{place}{joint}theme={theme}&lang=de", wait_until="networkidle")
            page.wait_for_timeout(400)
            page.screenshot(path=folder / f"{name}.png")
            context.close()
        browser.close()
    server.should_exit = True
    thread.join()


if __name__ == "__main__":
    chromium = sys.argv[2] if len(sys.argv) > 2 else shutil.which("chromium")
    if chromium is None:
        sys.exit("there is no chromium")
    take(Path(sys.argv[1]), Path(__file__).parent / "pages", chromium)
