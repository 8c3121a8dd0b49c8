"""Random damage to hostile and ordinary texts: python benchmarks/fuzz_soak.py [--cases 10000].

Half of the cases are bytes under the names of all kinds of source, half are texts that go through
cleaning and the whole analysis. Prints the number of cases, of crashes (none is right), the slowest
case in processor time a kilobyte, and the greatest memory. Exit code 1 where something crashed, or
took more than BOUND seconds a kilobyte.
"""

import argparse
import random
import resource
import sys
import tempfile
import time
import traceback
from pathlib import Path

from lagebild.analysis import analyse_batch
from lagebild.build.work import clean_item
from lagebild.demo import demo_sources
from lagebild.read import READERS, Bounds, read_sources
from lagebild.records import Article, RawArticle

HOSTILE = Path(__file__).parent.parent / "tests" / "hostile"
BOUNDS = Bounds(record=5000, document=20_000, unpacked=50_000, ratio=20, ratio_from=5000)
BOUND = 5.0  # seconds of processor time a kilobyte
PIECES = (
    "\n\n", "„", "“", '"', " sagte er, ", " am 31.02.2024 ", "(dpa) -", "<b>", "\x00", "\u202e",
    "🇦🇲", " – ", ":", ";", "=cmd()", "Baku", "Präsident ", " und ", "\t", "1.1.", "'", "ſ", "İ",
)  # fmt: skip


def main() -> int:
    """Run the cases and print what came of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    seeds = [path.read_bytes() for path in sorted(HOSTILE.glob("*.txt"))]
    seeds += [Path(source).read_bytes() for source in demo_sources() if Path(source).is_file()]
    for seed in seeds:  # loads the model and the tables, which is no case's time
        analyse_text(seed[:2000])
    crashes, slowest, begun = 0, (0.0, ""), time.process_time()
    for number in range(options.cases):
        data = damaged(chance, chance.choice(seeds))
        before = time.process_time()
        try:
            read_bytes(chance, data) if number % 2 else analyse_text(data)
        except Exception:
            crashes += 1
            print(f"case {number} of seed {options.seed}:", data[:300], file=sys.stderr)
            traceback.print_exc()
        spent = (time.process_time() - before) / max(len(data) / 1000, 1)
        slowest = max(slowest, (spent, f"case {number}, {len(data)} bytes"))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{options.cases} cases of seed {options.seed}, {crashes} crashes, "
          f"slowest {slowest[0]:.2f} s a kilobyte ({slowest[1]}), {memory:.0f} MB, "
          f"{time.process_time() - begun:.0f} s of processor time")  # fmt: skip
    return 1 if crashes or slowest[0] > BOUND else 0


def damaged(chance: random.Random, seed: bytes) -> bytes:
    """A stretch of the seed with bytes and pieces put in, doubled, cut and moved."""
    start = chance.randrange(max(len(seed) - 200, 1))
    data = bytearray(seed[start : start + chance.randrange(20, 700)])
    for _ in range(chance.randrange(12)):
        place = chance.randrange(len(data) + 1)
        kind = chance.randrange(4)
        if kind == 0:
            data[place:place] = chance.choice(PIECES).encode() * chance.choice((1, 1, 1, 30))
        elif kind == 1:
            data[place:place] = bytes([chance.randrange(256)])
        elif kind == 2:
            del data[place : place + chance.randrange(1, 20)]
        else:
            data[place:place] = data[:place][-30:]
    return bytes(data)


def read_bytes(chance: random.Random, data: bytes) -> None:
    """The bytes under a random kind's name: only articles and failures come out."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"x{chance.choice([*READERS, '.jsonl.gz', '.warc.gz'])}"
        path.write_bytes(data)
        for found in read_sources([str(path)], BOUNDS):
            str(found).encode("utf-8")


def analyse_text(data: bytes) -> None:
    """The text through cleaning and analysis: every record's words stand at its place."""
    raw = RawArticle(text=data.decode("utf-8", "replace"), origin="x", published="2023-11-25")
    article = clean_item(raw, as_is=False)
    if not isinstance(article, Article):
        if "please report" in article:
            raise RuntimeError(article)
        return
    (analysis,) = analyse_batch([article])
    text = analysis.article.text
    for span in (*analysis.mentions, *analysis.dates, *analysis.quotes):
        if text[span.start : span.end] != span.text:
            raise RuntimeError(f"{span} is not at its place")


if __name__ == "__main__":
    sys.exit(main())
