"""Reading HTML pages against trafilatura alone, on the same pages in one run.

    python benchmarks/read_speed.py [PAGE.html] [--rounds 60]

Our reading adds metadata, bounds, the date of publication and the check of the encoding to
trafilatura's main text. Processor time; pages are told apart by a number in their text.
"""

import argparse
import tempfile
import time
from pathlib import Path

import trafilatura

from lagebild.demo import demo_sources
from lagebild.read import read_sources


def main() -> None:
    """Print pages a second of both, and the ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("page", nargs="?")
    parser.add_argument("--rounds", type=int, default=60)
    options = parser.parse_args()
    page = options.page or next(s for s in demo_sources() if s.endswith(".html"))
    html = Path(page).read_text(encoding="utf-8")
    pages = [html.replace("</p>", f" {number}</p>", 3) for number in range(options.rounds)]
    with tempfile.TemporaryDirectory() as folder:
        for number, text in enumerate(pages):
            (Path(folder) / f"{number:04}.html").write_text(text, encoding="utf-8")
        list(read_sources([page]))  # imports
        start = time.process_time()
        read = sum(1 for _ in read_sources([folder]))
        ours = time.process_time() - start
    start = time.process_time()
    for text in pages:
        trafilatura.extract(text)
    theirs = time.process_time() - start
    print(f"{read} pages: reading {read / ours:.0f} a second, trafilatura alone "
          f"{len(pages) / theirs:.0f} a second; {ours / theirs:.2f} times its time")  # fmt: skip


if __name__ == "__main__":
    main()
