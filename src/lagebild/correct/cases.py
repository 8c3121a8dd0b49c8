"""Corrections as training cases, and back."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from lagebild.correct.apply import apply_anew
from lagebild.correct.record import Correction
from lagebild.correct.table import corrections, keep
from lagebild.errors import UsageError
from lagebild.store import Store
from lagebild.store.writer import mark_connected


def training_cases(store: Store) -> Iterator[dict[str, Any]]:
    """One case for every correction that holds, oldest first.

    `text` is the sentence, `span` the words in it (offsets in `text`), `machine` what was found,
    `person` what is right (the same fields; None where nothing should have been found), `verdict`
    the kind of correction. Cases about actors have no text but the names. `correction` is the
    record itself, from which `load_cases` makes the correction again.
    """
    for c in corrections(store):
        yield {
            "verdict": c.kind,
            "text": c.sentence.text if c.sentence else None,
            "span": _span(c),
            "machine": c.before,
            "person": _right(c),
            "note": c.note,
            "correction": msgspec.to_builtins(c),
        }


def _span(c: Correction) -> dict[str, Any] | None:
    if c.sentence is None or c.start is None or c.end is None:
        return None
    first = c.sentence.start
    return {"text": c.text, "start": c.start - first, "end": c.end - first}


def _right(c: Correction) -> dict[str, Any] | None:
    return None if c.kind == "reject" else c.before | c.changes


def load_cases(store: Store, lines: Iterable[str]) -> int:
    """Take over the corrections of an export that the store does not have; says how many.

    Those whose article the store lacks wait for it. Raises UsageError for a damaged line; nothing
    is taken over then.
    """
    known = {c.id for c in corrections(store, undone=True)}
    found = {c.id: c for number, line in enumerate(lines, 1) if (c := _case(line, number))}
    fresh = [c for c in found.values() if c.id not in known]
    with store.transaction():
        for correction in fresh:
            keep(store, correction)
        if fresh:
            apply_anew(store)
            mark_connected(store, False)
    return len(fresh)


def _case(line: str, number: int) -> Correction | None:
    if not line.strip():
        return None
    try:
        return msgspec.convert(json.loads(line)["correction"], Correction)
    except (ValueError, TypeError, KeyError) as error:
        raise UsageError(f"line {number} is no exported correction") from error
