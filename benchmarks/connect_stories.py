"""How well stories of real articles are found, against stories marked by a reader.

`python benchmarks/connect_stories.py STORE tests/judged/stories-judged.tsv` prints B-cubed
precision, recall and F1 over the marked articles and those that are found in a story with them,
and lists what is not as marked.
"""

import sys
from pathlib import Path

from connect_quality import b_cubed

from lagebild.language.tables import parse_table
from lagebild.store import Store


def main() -> None:
    path = Path(sys.argv[2])
    rows = parse_table(path.name, path.read_text(encoding="utf-8"))
    known = {r["article"]: r["article"] if r["story"] == "-" else r["story"] for r in rows}
    with Store(Path(sys.argv[1])) as store:
        groups = [row["articles"] for row in store.rows("SELECT articles FROM stories ORDER BY id")]
    found = {}
    for group in groups:
        marked = [article for article in group if article in known]
        for article in group if marked else ():
            found[article] = group[0]
            known.setdefault(article, article)
        if len({known[article] for article in group if article in found}) > 1:
            print("joined wrongly:", ", ".join(f"{a} ({known[a]})" for a in group))
    for story in sorted(set(known.values())):
        parts = {found.get(article) for article in known if known[article] == story}
        if len(parts) > 1:
            print("in parts:", story)
    precision, recall, f1 = b_cubed(found, known)
    count = len(found.keys() & known.keys())
    scores = f"precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f}"
    print(f"stories B-cubed {scores} ({count} articles)")


if __name__ == "__main__":
    main()
