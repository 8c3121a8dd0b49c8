"""English events against the PLOVER gold records.

usage: python benchmarks/events_plover.py PLOVER_GSR_CAMEO.json [tuned|held]

A record has one event a sentence though the sentence may tell more: a type counts as found where
one of the events of the sentence has it, every other type found there counts as false. Older
category names are mapped to the sixteen types.
"held": the second, fourth ... record; "tuned": the others.
"""

import json
import sys
from collections import Counter
from pathlib import Path

from lagebild.parse import parse_many
from lagebild.recognise.events import find_events
from lagebild.recognise.mentions import find_mentions
from lagebild.records import Article

TODAY = {
    "DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT",
}  # fmt: skip


def main() -> None:
    records = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    records = [r for r in records if r["event"] != "DOCUMENT"]
    part = sys.argv[2] if len(sys.argv) > 2 else "all"
    records = [
        r for i, r in enumerate(records) if part == "all" or (i % 2 == 1) == (part == "held")
    ]
    parses = parse_many([r["text"] for r in records], ["en"] * len(records))
    right: Counter[str] = Counter()
    false: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for record, parsed in zip(records, parses, strict=True):
        article = Article(
            id=record["id"], title=None, outlet=None, authors=(), published=None, language="en",
            url=None, text=record["text"], parts=(),
        )  # fmt: skip
        mentions = find_mentions(article, parsed)
        types = {e.type for e in find_events(article, parsed, mentions, [], [])}
        gold = TODAY.get(record["event"], record["event"])
        (right if gold in types else missed)[gold] += 1
        false.update(types - {gold})
    scores = []
    for name in sorted(set(right) | set(missed)):
        f1 = 2 * right[name] / (2 * right[name] + false[name] + missed[name])
        scores.append(f1)
        print(f"{name:10} right {right[name]:3d} false {false[name]:3d} missed {missed[name]:3d} "
              f"F1 {f1:.2f}")  # fmt: skip
    found = right.total() / len(records)
    print(
        f"{len(records)} records: type found {found:.2f}, macro F1 {sum(scores) / len(scores):.2f}"
    )


if __name__ == "__main__":
    main()
