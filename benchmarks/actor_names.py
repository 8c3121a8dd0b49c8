"""How long resolving many distinct names takes: names to ids, and ids to one actor each in a store.

    python benchmarks/actor_names.py 1000 10000 100000

Names are made of syllables of several languages' transliterations; every fifth is a second
spelling of the one before, every seventh shares the family name of an earlier one. The first column
of times is from name to id (folding and key), the second the comparison of every name with those of
its family, the third the `actors` view of a store with one row a name. One core.
"""

import random
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

from lagebild.resolve.identity import actor_id, family_key, same_person
from lagebild.store import Store

SYLLABLES = (
    "al", "an", "ar", "as", "ba", "be", "bo", "chan", "da", "de", "dja", "dsche", "el", "en", "er",
    "fa", "ga", "ge", "gor", "ha", "ho", "i", "il", "ja", "je", "jo", "ka", "ki", "kon", "la", "le",
    "li", "lu", "ma", "mi", "mu", "na", "ni", "no", "o", "pa", "pe", "po", "ra", "re", "ri", "ro",
    "sa", "scha", "schi", "se", "si", "so", "ta", "te", "ti", "to", "tscha", "u", "va", "we", "wi",
    "ya", "ye", "za", "ze",
)  # fmt: skip
ENDINGS = ("ow", "jan", "yan", "enko", "in", "ski", "jew", "dse", "schwili", "er", "li", "")
RESPELLED = (("sch", "sh"), ("j", "y"), ("w", "v"), ("tsch", "ch"))
MOST_COMPARED = 50


def made_names(count: int, seed: int = 1) -> list[str]:
    chance = random.Random(seed)
    names: list[str] = []
    seen: set[str] = set()
    while len(names) < count:
        name = made_name(chance)
        if names and len(names) % 5 == 0:
            name = names[-1]
            for old, new in RESPELLED:
                name = name.replace(old, new)
        elif names and len(names) % 7 == 0:
            family = names[chance.randrange(len(names))].split()[-1]
            name = f"{name.split()[0]} {family}"
        if name not in seen:
            seen.add(name)
            names.append(name)
        elif len(names) % 5 == 0:
            names.append(f"{name} {len(names)}")
    return names


def made_name(chance: random.Random) -> str:
    parts = [
        "".join(chance.choices(SYLLABLES, k=chance.randint(2, 3))).capitalize() for _ in range(2)
    ]
    return f"{parts[0]} {parts[1]}{chance.choice(ENDINGS)}"


def measure(count: int) -> tuple[int, float, float, float]:
    names = made_names(count)
    started = time.process_time()
    ids = [actor_id(name) for name in names]
    keyed = time.process_time()
    families: dict[str, list[str]] = defaultdict(list)
    for name in names:
        family = families[family_key(name)]
        for other in family[-MOST_COMPARED:]:
            same_person(name, other)
        family.append(name)
    compared = time.process_time()
    viewed = view_seconds(names, ids)
    return len(set(ids)), keyed - started, compared - keyed, viewed


def view_seconds(names: list[str], ids: list[str]) -> float:
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "x.duckdb", True) as store:
        store.execute("SET threads = 1")
        store.insert(
            "article_actors",
            [
                {"article": f"a{number}", "id": id, "name": name, "kind": "person", "mentions": 1,
                 "names": [{"text": name, "language": "de", "count": 1}], "roles": [],
                 "reasons": [], "articles": 1}
                for number, (name, id) in enumerate(zip(names, ids, strict=True))
            ],
        )  # fmt: skip
        started = time.process_time()
        store.value("SELECT count(*) FROM (SELECT * FROM actors)")
        store.rows("SELECT * FROM actors ORDER BY mentions DESC LIMIT 100")
        return time.process_time() - started


def main() -> None:
    print(f"{'names':>9} {'ids':>9} {'to ids':>9} {'compared':>9} {'view':>9}   s of one core")
    for count in map(int, sys.argv[1:] or ["1000", "10000", "100000"]):
        ids, keyed, compared, viewed = measure(count)
        print(f"{count:>9} {ids:>9} {keyed:>9.2f} {compared:>9.2f} {viewed:>9.2f}")


if __name__ == "__main__":
    main()
