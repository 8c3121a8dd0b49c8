"""Scoring events against annotated articles.

An event counts as found where its sentence and type agree with an annotated one; where several do,
the overlap of the triggers decides, otherwise the order. Arguments are compared by shared words,
status and date on the events found: a date counts where it begins with the annotated one (finer
is fine, coarser is not). Of the dates given, those are right that fit the annotated one, coarser
ones too; a date where the annotator saw none is wrong. Annotated events marked `optional` are
neither right nor wrong.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lagebild.errors import SourceError, UsageError
from lagebild.evaluate.report import Cell, Report, ReportTable, score
from lagebild.records import Event

# Short words that say nothing about whether two stretches name the same.
_STOP = frozenset((
    "der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer", "eines",
    "und", "von", "zu", "in", "im", "am", "an", "the", "a", "of",
))  # fmt: skip
_WORD = re.compile(r"\w+")
SAME_SENTENCE = 0.7  # share of a system sentence's words that makes it the annotated sentence


@dataclass(frozen=True)
class Coded:
    """An event as it is compared: `sentence` counts the annotated sentences from 0, -1 is none."""

    sentence: int
    trigger: str
    type: str
    status: str | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    date: str | None
    optional: bool = False


@dataclass(frozen=True)
class GoldArticle:
    """An annotated article."""

    id: str
    title: str | None
    published: str | None
    text: str
    sentences: tuple[str, ...]
    events: tuple[Coded, ...]


@dataclass
class Tally:
    """Counts over all articles."""

    found: list[int] = field(default_factory=lambda: [0, 0, 0])
    trigger: list[int] = field(default_factory=lambda: [0, 0, 0])
    types: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0, 0]))
    actors: list[int] = field(default_factory=lambda: [0, 0, 0])
    recipients: list[int] = field(default_factory=lambda: [0, 0, 0])
    status: list[int] = field(default_factory=lambda: [0, 0])
    date: list[int] = field(default_factory=lambda: [0, 0])
    given: list[int] = field(default_factory=lambda: [0, 0])


@dataclass(frozen=True)
class Mistake:
    """An annotated event that was missed, or an event that is none."""

    article: str
    sentence: str
    kind: str
    event: Coded


def words(text: str) -> frozenset[str]:
    """The words that count in comparisons: lower case, articles and some prepositions left out."""
    return frozenset(w for w in _WORD.findall(text.lower()) if w not in _STOP)


def overlap(first: str, second: str) -> bool:
    """Whether two stretches share a word that counts."""
    return bool(words(first) & words(second))


def read_gold(path: Path) -> list[GoldArticle]:
    """Annotated articles from a .jsonl file, or from all such files of a folder.

    Raises UsageError where there are none, SourceError where a line is broken.
    """
    files = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
    if not files or not all(file.is_file() for file in files):
        raise UsageError(f"{path} holds no annotated articles (.jsonl)")
    articles = []
    for file in files:
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            if line.strip():
                articles.append(_gold_article(line, f"{file}:{number}"))
    return articles


def _gold_article(line: str, origin: str) -> GoldArticle:
    try:
        row = json.loads(line)
        sentences = tuple(row["sentences"])
        return GoldArticle(
            id=row["id"],
            title=row.get("title"),
            published=row.get("published"),
            text=row.get("text") or "\n".join(sentences),
            sentences=sentences,
            events=tuple(_gold_event(event) for event in row["events"]),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise SourceError(origin, f"no annotated article ({error!r})") from error


def _gold_event(row: Mapping[str, Any]) -> Coded:
    return Coded(
        sentence=row["sent"],
        trigger=row["trigger"],
        type=row["type"],
        status=row.get("status"),
        actors=tuple(row.get("actors") or ()),
        recipients=tuple(row.get("recipients") or ()),
        date=row.get("date"),
        optional=bool(row.get("optional")),
    )


def code_event(event: Event, sentences: Sequence[str]) -> Coded:
    """A system event as it is compared."""
    return Coded(
        sentence=find_sentence(event.sentence.text, event.trigger.text, sentences),
        trigger=event.trigger.text,
        type=event.type,
        status=event.status,
        actors=tuple(a.text for a in event.actors),
        recipients=tuple(a.text for a in event.recipients),
        date=event.date.value if event.date else None,
    )


def find_sentence(text: str, trigger: str, sentences: Sequence[str]) -> int:
    """The annotated sentence that a system sentence is: one holds the other, at best with the
    trigger in it; failing that, the first with enough words in common; -1 where there is none."""
    wanted = text.strip()
    holding = [i for i, s in enumerate(sentences) if wanted and (wanted in s or s in wanted)]
    if holding:
        return next((i for i in holding if trigger in sentences[i]), holding[0])
    mine = words(wanted)
    needed = SAME_SENTENCE * max(1, len(mine))
    return next((i for i, s in enumerate(sentences) if len(words(s) & mine) >= needed), -1)


def pair(gold: Sequence[Coded], system: Sequence[Coded]) -> list[tuple[int, int]]:
    """One-to-one pairs of the same sentence and type, first those whose triggers overlap."""
    pairs: list[tuple[int, int]] = []
    paired: set[int] = set()
    used: set[int] = set()
    for by_trigger in (True, False):
        for i, wanted in enumerate(gold):
            if i in paired:
                continue
            for j, found in enumerate(system):
                if j in used or (wanted.sentence, wanted.type) != (found.sentence, found.type):
                    continue
                if by_trigger and not overlap(wanted.trigger, found.trigger):
                    continue
                used.add(j)
                paired.add(i)
                pairs.append((i, j))
                break
    return pairs


def tally_article(tally: Tally, article: GoldArticle, system: Sequence[Coded]) -> list[Mistake]:
    """Count one article into the tally; the answer is what went wrong in it."""
    gold: Sequence[Coded] = article.events
    gold, system = _without_optional(gold, system)
    pairs = pair(gold, system)
    _count_triggers(tally, gold, system)
    hit, right = {i for i, _ in pairs}, {j for _, j in pairs}
    _add(tally.found, len(pairs), len(system) - len(pairs), len(gold) - len(pairs))
    for i, wanted in enumerate(gold):
        tally.types[wanted.type][0 if i in hit else 2] += 1
    for j, found in enumerate(system):
        if j not in right:
            tally.types[found.type][1] += 1
    for i, j in pairs:
        _count_details(tally, gold[i], system[j])
    return [
        *(_mistake(article, "missed", e) for i, e in enumerate(gold) if i not in hit),
        *(_mistake(article, "false", e) for j, e in enumerate(system) if j not in right),
    ]


def _mistake(article: GoldArticle, kind: str, event: Coded) -> Mistake:
    at = event.sentence
    sentence = article.sentences[at] if 0 <= at < len(article.sentences) else ""
    return Mistake(article.id, sentence, kind, event)


def _without_optional(
    gold: Sequence[Coded], system: Sequence[Coded]
) -> tuple[Sequence[Coded], Sequence[Coded]]:
    pairs = pair(gold, system)
    excused = {j for i, j in pairs if gold[i].optional}
    hit = {i for i, j in pairs if j not in excused}
    return (
        [event for i, event in enumerate(gold) if i in hit or not event.optional],
        [event for j, event in enumerate(system) if j not in excused],
    )


def _count_triggers(tally: Tally, gold: Sequence[Coded], system: Sequence[Coded]) -> None:
    used: set[int] = set()
    missed = 0
    for wanted in gold:
        for j, found in enumerate(system):
            same = wanted.sentence == found.sentence
            if j not in used and same and overlap(wanted.trigger, found.trigger):
                used.add(j)
                break
        else:
            missed += 1
    _add(tally.trigger, len(used), len(system) - len(used), missed)


def _count_details(tally: Tally, wanted: Coded, found: Coded) -> None:
    _count_arguments(tally.actors, wanted.actors, found.actors)
    _count_arguments(tally.recipients, wanted.recipients, found.recipients)
    tally.status[0] += wanted.status == found.status
    tally.status[1] += 1
    if wanted.date:
        tally.date[0] += (found.date or "").startswith(wanted.date[:10])
        tally.date[1] += 1
    if found.date:
        tally.given[0] += _fits(found.date, wanted.date)
        tally.given[1] += 1


def _fits(found: str, wanted: str | None) -> bool:
    return wanted is not None and (found.startswith(wanted[:10]) or wanted.startswith(found))


def _count_arguments(counts: list[int], wanted: Iterable[str], found: Iterable[str]) -> None:
    left = list(found)
    for name in wanted:
        match = next((other for other in left if overlap(name, other)), None)
        if match is None:
            counts[2] += 1
        else:
            counts[0] += 1
            left.remove(match)
    counts[1] += len(left)


def _add(counts: list[int], *more: int) -> None:
    for i, number in enumerate(more):
        counts[i] += number


def score_events(
    gold: Sequence[GoldArticle], system: Mapping[str, Sequence[Event]]
) -> tuple[Tally, list[Mistake]]:
    """Count the system's events of each article (by its id) against the annotated ones."""
    tally = Tally()
    mistakes: list[Mistake] = []
    for article in gold:
        coded = [code_event(e, article.sentences) for e in system.get(article.id, ())]
        mistakes += tally_article(tally, article, coded)
    return tally, mistakes


def events_report(tally: Tally, articles: int) -> Report:
    """The figures of a tally."""
    header = ("", "precision", "recall", "F1", "right", "false", "missed")
    rows: list[tuple[Cell, ...]] = [
        (name, *score(*counts), *counts)
        for name, counts in (
            ("event (sentence + type)", tally.found),
            ("trigger (any type)", tally.trigger),
            ("actors", tally.actors),
            ("recipients", tally.recipients),
        )
    ]
    types: list[tuple[Cell, ...]] = [
        (name, *score(*counts), *counts) for name, counts in sorted(tally.types.items())
    ]
    details = [
        (name, counts[0] / max(1, counts[1]), counts[1])
        for name, counts in (
            ("status", tally.status),
            ("date", tally.date),
            ("date, where one is given", tally.given),
        )
    ]
    return Report(
        title=f"Events in {articles} annotated articles",
        tables=(
            ReportTable(header, tuple(rows)),
            ReportTable(("on events found", "accuracy", "of"), tuple(details)),
            ReportTable(("type", *header[1:]), tuple(types)),
        ),
    )
