"""Cleaning speed and what is cut, over a JSON Lines file of articles that need no cleaning.

Usage: python benchmarks/clean_speed.py DATA/articles/wikinews-de.jsonl.gz

Each article is read as plain text, its title on the first line. Prints processor time, characters
a minute, how many titles are found again, what is cut by which rule, and the damage flags.
"""

import gzip
import sys
import time
from collections import Counter
from pathlib import Path

import msgspec

from lagebild.clean import clean
from lagebild.records import RawArticle


def main(path: Path) -> None:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [msgspec.json.decode(line) for line in lines]
    pages = [f"{row['title']}\n\n{row['text']}" for row in rows]
    clean(RawArticle(text="Der erste Text lädt die Tabellen.", origin="x"))
    start = time.process_time()
    articles = [clean(RawArticle(text=page, origin="x", plain=True)) for page in pages]
    seconds = time.process_time() - start
    size = sum(len(page) for page in pages)
    titles = sum(a.title == row["title"] for a, row in zip(articles, rows, strict=True))
    cut = Counter(part.rule for a in articles for part in a.parts if not part.kept)
    lines_kept = sum(part.kept for a in articles for part in a.parts)
    print(f"{len(rows)} articles, {size:,} characters, {seconds:.2f} s of processor time")
    print(f"{size / seconds * 60 / 1e6:.0f} million characters a minute")
    print(f"titles found: {titles}; languages: {dict(Counter(a.language for a in articles))}")
    print(f"lines kept: {lines_kept}; cut: {dict(cut)}")
    print(f"damage: {dict(Counter(q.kind for a in articles for q in a.quality))}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
