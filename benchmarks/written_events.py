"""The written articles in the form that `lagebild evaluate events` reads.

usage: python benchmarks/written_events.py read|kept|all de|en OUT.jsonl [NAME ...]

`benchmarks/written/README.md` tells what these articles are. "kept" is the fifth of them whose
sentences were never looked at while rules were made, "read" the others. NAME: the beginning of a
file's name ("news"); without one, all. Raises ValueError, naming file and line, where a mark names
words that its sentence does not have.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "written"
ENGLISH = "english"


def articles(path: Path) -> Iterator[dict[str, Any]]:
    """The articles of a file, in order."""
    article: dict[str, Any] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("# id: "):
            if article:
                yield finished(article)
            article = {"id": line[6:], "title": None, "sentences": [], "events": []}
        elif line.startswith("# "):
            name, _, value = line[2:].partition(": ")
            article[name] = value
        elif line.startswith("@ "):
            article["events"].append(event(line[2:], article["sentences"], f"{path}:{number}"))
        elif line:
            article["sentences"].append(line)
    if article:
        yield finished(article)


def event(line: str, sentences: list[str], where: str) -> dict[str, Any]:
    """A mark "TYPE | status | trigger | actor; actor | recipient" of the last sentence."""
    kind, status, trigger, actors, recipients = (part.strip() for part in line.split("|"))
    sides = [[name.strip() for name in side.split(";") if name.strip()]
             for side in (actors, recipients)]  # fmt: skip
    for words in (trigger, *sides[0], *sides[1]):
        if not sentences or words not in sentences[-1]:
            raise ValueError(f"{where}: the sentence does not have {words!r}")
    return {
        "sent": len(sentences) - 1, "trigger": trigger, "type": kind, "status": status,
        "actors": sides[0], "recipients": sides[1], "date": None, "place": None,
    }  # fmt: skip


def finished(article: dict[str, Any]) -> dict[str, Any]:
    return {**article, "text": "\n".join(article["sentences"]), "quotes": []}


def language_of(path: Path) -> str:
    """The language of a file, by its name."""
    return "en" if path.name.startswith(ENGLISH) else "de"


def main() -> None:
    part, language, out, *names = sys.argv[1:]
    found = [
        article
        for path in sorted(FOLDER.glob("*.txt"))
        if language_of(path) == language and path.name.startswith(tuple(names) or "")
        for article in articles(path)
        if part in ("all", article["part"])
    ]
    lines = (json.dumps(article, ensure_ascii=False) + "\n" for article in found)
    Path(out).write_text("".join(lines), encoding="utf-8")
    sentences = sum(len(a["sentences"]) for a in found)
    events = sum(len(a["events"]) for a in found)
    print(f"{len(found)} articles, {sentences} sentences, {events} events")


if __name__ == "__main__":
    main()
