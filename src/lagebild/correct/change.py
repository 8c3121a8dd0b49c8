"""What the corrections of one event or quote make of its row."""

from collections.abc import Sequence
from typing import Any

import msgspec

from lagebild.correct.record import EVENT_FIELDS, QUOTE_FIELDS, Correction
from lagebild.errors import UsageError
from lagebild.language.states import states
from lagebild.records import PLOVER_TYPES, QUOTE_KINDS, STATUSES, Argument, EventDate
from lagebild.store import Store
from lagebild.store.days import day_range
from lagebild.store.rows import Row

BASIS = "corrected"


def settled(store: Store, table: str, row: Row, given: dict[str, Any]) -> dict[str, Any]:
    """The changes that a person asks for in their final form, so that they never depend on what
    else the store holds later. Raises UsageError for fields and values that make no sense."""
    fields = EVENT_FIELDS if table == "events" else QUOTE_FIELDS
    if unknown := sorted(set(given) - set(fields)):
        raise UsageError(f"{unknown[0]!r} is none of the fields {' '.join(fields)}")
    if not given:
        raise UsageError(f"say what to change: {' '.join(fields)}")
    return {name: _settle(store, row, name, value) for name, value in given.items()}


def _settle(store: Store, row: Row, name: str, value: Any) -> Any:
    known = {"type": PLOVER_TYPES, "status": STATUSES, "kind": QUOTE_KINDS}.get(name)
    if known is not None and value not in known:
        raise UsageError(f"{name}: {value!r} is none of {' '.join(known)}")
    if name in ("actors", "recipients"):
        if not isinstance(value, Sequence) or isinstance(value, str):
            raise UsageError(f"{name} must be a list of ids or names")
        return [_argument(store, row, one) for one in value]
    if name in ("speaker", "addressee"):
        return _argument(store, row, value) if value else None
    if name == "date" and value:
        if day_range(str(value)) is None:
            raise UsageError(f"date: {value!r} is no date such as 2023, 2023-09 or 2023-09-19")
        return str(value)
    return value or None


def _argument(store: Store, row: Row, given: Any) -> dict[str, Any]:
    """An argument from an actor's id, from words, or from a whole argument that is kept."""
    if isinstance(given, dict):
        return msgspec.to_builtins(msgspec.convert(given, Argument))  # type: ignore[no-any-return]
    wanted = str(given).strip()
    if not wanted:
        raise UsageError("an actor's name is empty")
    for old in _arguments(row):
        if wanted in (old["actor"], old["text"]):
            return dict(old)
    return _known_actor(store, row, wanted) or _words(store, row, wanted)


def _known_actor(store: Store, row: Row, id: str) -> Row | None:
    facts = store.rows("SELECT name, country, sector FROM actors WHERE id = ?", [id])
    if not facts and id in states():
        facts = [{"name": states()[id].name("de"), "country": id, "sector": "GOV"}]
    return _place(store, row, id) | {"actor": id} | facts[0] if facts else None


def _words(store: Store, row: Row, words: str) -> Row:
    """Free words: where they stand in the sentence, and whom a mention of the same words means."""
    sentence = row["sentence"]
    at = sentence["text"].find(words)
    start = sentence["start"] + at
    here = {"text": words, "start": start, "end": start + len(words)} if at >= 0 else _nowhere(row)
    meant = store.rows(
        'SELECT actor FROM mentions WHERE article = ? AND "start" = ? AND "end" = ? '
        "AND actor IS NOT NULL",
        [row["article"], here["start"], here["end"]],
    )
    known = _known_actor(store, row, meant[0]["actor"]) if meant else None
    return (known or {"actor": None, "name": words, "country": None, "sector": None}) | here


def _arguments(row: Row) -> list[Row]:
    sides = [row.get("speaker"), row.get("addressee")]
    sides += [*(row.get("actors") or ()), *(row.get("recipients") or ())]
    return [side for side in sides if side is not None]


def _place(store: Store, row: Row, actor: str) -> dict[str, Any]:
    """The mention of an actor nearest before or in the row's sentence, else no words at all."""
    found = store.rows(
        'SELECT "text", "start", "end" FROM mentions WHERE article = ? AND actor = ? '
        'ORDER BY "start" >= ?, abs("start" - ?), "end" LIMIT 1',
        [row["article"], actor, row["sentence"]["end"], row["sentence"]["start"]],
    )
    return found[0] if found else _nowhere(row)


def _nowhere(row: Row) -> dict[str, Any]:
    start = row["sentence"]["start"]
    return {"text": "", "start": start, "end": start}


def applied(table: str, row: Row, steps: Sequence[Correction]) -> Row | None:
    """A row after the corrections in their order; None where one rejects it."""
    now = dict(row)
    for step in steps:
        if step.kind == "reject":
            return None
        shift = now["sentence"]["start"] - step.sentence.start if step.sentence else 0
        for name, value in step.changes.items():
            if name == "date":
                _set_date(now, value)
            else:
                now[name] = _moved(value, step, shift) if shift else value
        if {"type", "mode"} & set(step.changes) and table == "events":
            from lagebild.recognise.events.score import type_score  # a build imports no rules here

            score = type_score(now["type"], now["mode"])
            now["quad"], now["score"] = score.quad, score.intensity
        _mark(table, now, "accepted" if step.kind == "accept" else "corrected")
    return now


def _moved(value: Any, step: Correction, shift: int) -> Any:
    """The same arguments where the sentence stands elsewhere than when they were corrected; words
    from outside the sentence may have changed, and are let go."""
    if isinstance(value, list):
        return [_moved(one, step, shift) for one in value]
    if not isinstance(value, dict) or step.sentence is None:
        return value
    first = step.sentence.start
    if not first <= value["start"] <= value["end"] <= step.sentence.end:
        return value | {"text": "", "start": first + shift, "end": first + shift}
    return value | {"start": value["start"] + shift, "end": value["end"] + shift}


def _set_date(row: Row, value: str | None) -> None:
    days = day_range(value)
    row["day_first"], row["day_last"] = days or (None, None)
    if value is None:
        row["date"] = None
    elif row["date"] is None or row["date"]["value"] != value:
        row["date"] = msgspec.to_builtins(EventDate(value=value, basis=BASIS))


def _mark(table: str, row: Row, verdict: str) -> None:
    rule = str(row["rule"] or "")
    if not rule.startswith("corrected: "):
        row["rule"] = f"{verdict}: {rule.removeprefix('accepted: ')}"
    if table == "events":
        row["confidence"] = 1.0
