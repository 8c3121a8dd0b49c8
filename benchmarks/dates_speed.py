"""Words a second of the date step alone, on parsed texts.

usage: dates_speed.py DATA [--heideltime WORDS_A_SECOND] [--rounds N]

DATA is a folder or archive that `lagebild evaluate dates` understands (KRAUTS). Parsing is done
before the clock starts; processor time is measured, the best of some rounds. HeidelTime's rate on
the same texts is given by hand.
"""

import argparse
import time
from pathlib import Path

from lagebild.evaluate.date_sets import read_date_sets
from lagebild.evaluate.dates import document_article
from lagebild.parse import parse
from lagebild.recognise.dates import find_dates


def main() -> None:
    """Print the best of some rounds."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("data", type=Path)
    arguments.add_argument("--heideltime", type=float, default=384.0)
    arguments.add_argument("--rounds", type=int, default=5)
    options = arguments.parse_args()
    sets = read_date_sets(options.data)
    documents = [d for group in sets.timeml.values() for d in group] + sets.wikiwars
    parsed = [(a := document_article(d), parse(a.text, a.language)) for d in documents]
    words = sum(len(d.text.split()) for d in documents)
    best = float("inf")
    for _ in range(options.rounds):
        start = time.process_time()
        found = sum(len(find_dates(article, tree)) for article, tree in parsed)
        best = min(best, time.process_time() - start)
    rate = words / best
    print(f"{len(documents)} texts, {words} words, {found} expressions, {best:.2f} s")
    print(
        f"{rate:,.0f} words a second: {rate / options.heideltime:.0f} times {options.heideltime:g}"
    )


if __name__ == "__main__":
    main()
