"""The evaluation of events: analyse the annotated articles and score what was found."""

from collections.abc import Sequence
from pathlib import Path

import msgspec

from lagebild.evaluate.events import GoldArticle, Mistake, events_report, read_gold, score_events
from lagebild.evaluate.report import Report
from lagebild.records import Analysis, Event, RawArticle

BATCH = 16


def evaluate_events(path: Path, save: Path | None = None, errors: bool = False) -> Report:
    """Analyse the articles of the data set and score their events.

    `save`: a file for the events found, one JSON line each. `errors`: list every event missed and
    every false one in the report's notes. Raises UsageError, SourceError, ModelError.
    """
    gold = read_gold(path)
    found = find_gold_events(gold)
    if save is not None:
        lines = [msgspec.json.encode(e) + b"\n" for events in found.values() for e in events]
        save.write_bytes(b"".join(lines))
    tally, mistakes = score_events(gold, found)
    report = events_report(tally, len(gold))
    notes = tuple(_note(mistake) for mistake in mistakes) if errors else ()
    return Report(report.title, report.tables, notes)


def find_gold_events(gold: Sequence[GoldArticle]) -> dict[str, tuple[Event, ...]]:
    """The events that the analysis finds in the annotated articles, their text taken as it is."""
    from lagebild.analysis import analyse_batch
    from lagebild.clean import clean

    raw = [
        RawArticle(id=a.id, title=a.title, published=a.published, text=a.text, origin=a.id)
        for a in gold
    ]
    articles = [clean(article, as_is=True) for article in raw]
    analyses: list[Analysis] = []
    for first in range(0, len(articles), BATCH):
        analyses += analyse_batch(articles[first : first + BATCH])
    return {a.id: found.events for a, found in zip(gold, analyses, strict=True)}


def _note(mistake: Mistake) -> str:
    event = mistake.event
    arguments = f"{', '.join(event.actors) or '–'} → {', '.join(event.recipients) or '–'}"
    return (
        f"{mistake.kind}: {event.type} {event.trigger!r} ({event.status}; {arguments}; "
        f"{event.date or 'no date'})\n    [{mistake.article} {event.sentence}] {mistake.sentence}"
    )
