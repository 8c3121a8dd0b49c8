"""How well articles are connected, against the answers of `connect_corpus.py`.

`python benchmarks/connect_quality.py STORE TRUTH.json` prints B-cubed precision, recall and F1
(Bagga and Baldwin 1998) for near-duplicates, stories and happenings, and precision and recall of
the planted disputes.
"""

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Mapping
from pathlib import Path

from lagebild.store import Store


def b_cubed(found: Mapping[str, str], known: Mapping[str, str]) -> tuple[float, float, float]:
    """Precision, recall and F1 over the items that both mappings (item to group) know."""
    items = sorted(found.keys() & known.keys())
    both = Counter((found[i], known[i]) for i in items)
    ours, truth = Counter(found[i] for i in items), Counter(known[i] for i in items)
    total = max(1, len(items))
    precision = sum(both[found[i], known[i]] / ours[found[i]] for i in items) / total
    recall = sum(both[found[i], known[i]] / truth[known[i]] for i in items) / total
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def copy_groups(store: Store) -> dict[str, str]:
    rows = store.rows(
        "SELECT a.id, c.original FROM articles a LEFT JOIN copies c ON c.article = a.id"
    )
    parent = {row["id"]: row["original"] or row["id"] for row in rows}

    def first(item: str) -> str:
        while parent[item] != item:
            item = parent[item]
        return item

    return {item: first(item) for item in parent}


def main_happenings(
    store: Store, mains: Mapping[str, str], stories: Mapping[str, str]
) -> tuple[dict[str, str], dict[str, str]]:
    """Found and known happening of every event in an article's first sentence of the kind told."""
    rows = store.rows(
        'SELECT e.id, e.article, e.happening, e.type, e.sentence."text" AS words FROM events e'
    )
    kept = [row for row in rows if row["words"].endswith(mains.get(row["article"], "\0"))]
    found = {row["id"]: row["happening"] for row in kept}
    return found, {row["id"]: f"{stories[row['article']]} {row['type']}" for row in kept}


def disputes(store: Store, known: Mapping[str, list[str]], stories: Mapping[str, str]) -> str:
    told: dict[tuple[str, str], int] = defaultdict(int)
    for row in store.rows("SELECT kind, sides FROM disputes"):
        told[stories.get(row["sides"][0]["article"], "?"), row["kind"]] += 1
    planted = {(story, kind) for story, kinds in known.items() for kind in kinds}
    right = planted & told.keys()
    number = sum(told.values())
    wrong = Counter(kind for story, kind in told if (story, kind) not in planted)
    return (
        f"disputes   precision {len(right) / max(1, number):.3f} recall "
        f"{len(right) / max(1, len(planted)):.3f} ({number} found, {len(planted)} planted, "
        f"not planted: {dict(sorted(wrong.items()))})"
    )


def main() -> None:
    truth = json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
    with Store(Path(sys.argv[1])) as store:
        stories = {
            article: row["id"]
            for row in store.rows("SELECT id, articles FROM stories")
            for article in row["articles"]
        }
        found, known = main_happenings(store, truth["main"], truth["stories"])
        for name, ours, theirs in (
            ("copies", copy_groups(store), truth["copies"]),
            ("stories", stories, truth["stories"]),
            ("happenings", found, known),
        ):
            precision, recall, f1 = b_cubed(ours, theirs)
            count = len(ours.keys() & theirs.keys())
            print(
                f"{name:10} B-cubed precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f} "
                f"({count} items)"
            )
        print(disputes(store, truth["disputes"], truth["stories"]))


if __name__ == "__main__":
    main()
