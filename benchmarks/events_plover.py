"""English events against the PLOVER gold records.

usage: python benchmarks/events_plover.py PLOVER_GSR_CAMEO.json [tuned|held]

A record has one event a sentence though the sentence may tell more. Two counts: "main" gives each
record one answer, the event whose trigger stands nearest to the root of the sentence's tree (the
first of several), as the classifiers give that this set is made for; "all" takes every type found
in the sentence, so that the gold type counts as found where one of the events has it, and every
other type counts as false although it may well be told there. Older category names are mapped to
the sixteen types. "held": the second, fourth ... record; "tuned": the others.
"""

import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from lagebild.parse import parse_many
from lagebild.parse.record import Parse
from lagebild.recognise.events import find_events
from lagebild.recognise.mentions import find_mentions
from lagebild.records import Article, Event

TODAY = {
    "DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT",
}  # fmt: skip


class Count:
    """Right, false and missed answers by type."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.false: Counter[str] = Counter()
        self.missed: Counter[str] = Counter()

    def add(self, gold: str, types: set[str]) -> None:
        (self.right if gold in types else self.missed)[gold] += 1
        self.false.update(types - {gold})

    def show(self, name: str) -> None:
        scores = []
        for type_ in sorted(set(self.right) | set(self.missed)):
            right, false, missed = self.right[type_], self.false[type_], self.missed[type_]
            scores.append(2 * right / (2 * right + false + missed))
            print(f"{name} {type_:10} right {right:3d} false {false:3d} missed {missed:3d} "
                  f"F1 {scores[-1]:.2f}")  # fmt: skip
        records = self.right.total() + self.missed.total()
        print(
            f"{name}: {records} records, type found {self.right.total() / records:.3f}, "
            f"macro F1 {sum(scores) / len(scores):.3f}"
        )


def main_type(parse: Parse, events: Sequence[Event]) -> set[str]:
    """The type of the event nearest to the root of the sentence, as a set of at most one."""
    ranked = sorted(events, key=lambda e: (_depth(parse, e.trigger.start), e.trigger.start))
    return {event.type for event in ranked[:1]}


def _depth(parse: Parse, offset: int) -> int:
    word = parse.words_in(offset, offset + 1)[0]
    steps = 0
    while parse.head[word] >= 0 and steps < len(parse):
        word, steps = int(parse.head[word]), steps + 1
    return steps


def main() -> None:
    records = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    records = [r for r in records if r["event"] != "DOCUMENT"]
    part = sys.argv[2] if len(sys.argv) > 2 else "all"
    records = [
        r for i, r in enumerate(records) if part == "all" or (i % 2 == 1) == (part == "held")
    ]
    parses = parse_many([r["text"] for r in records], ["en"] * len(records))
    one, every = Count(), Count()
    for record, parsed in zip(records, parses, strict=True):
        article = Article(
            id=record["id"], title=None, outlet=None, authors=(), published=None, language="en",
            url=None, text=record["text"], parts=(),
        )  # fmt: skip
        events = find_events(article, parsed, find_mentions(article, parsed), [], [])
        gold = TODAY.get(record["event"], record["event"])
        one.add(gold, main_type(parsed, events))
        every.add(gold, {e.type for e in events})
    every.show("all")
    one.show("main")


if __name__ == "__main__":
    main()
