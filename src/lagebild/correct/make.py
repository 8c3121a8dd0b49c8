"""Making a correction, and taking it back."""

from datetime import UTC, datetime
from typing import Any

from lagebild.correct.actors import new_id
from lagebild.correct.apply import apply_anew, apply_one_more
from lagebild.correct.change import settled
from lagebild.correct.find import evidence, row_of, table_of
from lagebild.correct.record import ACTOR_KINDS, EVENT_FIELDS, KINDS, QUOTE_FIELDS, Correction
from lagebild.correct.table import keep, one_correction
from lagebild.errors import UsageError
from lagebild.ids import digest
from lagebild.records import Span
from lagebild.store import Store
from lagebild.store.writer import mark_connected

LONGEST_TEXT = 2_000


def record_correction(
    store: Store,
    kind: str,
    target: str,
    changes: dict[str, Any] | None = None,
    *,
    by: str = "",
    note: str = "",
) -> Correction:
    """Keep a correction and apply it; the store must be open for writing.

    `kind` is one of KINDS, `target` the id of an event, quote or actor; `changes` as in the room's
    description. Raises UsageError for what makes no sense; nothing is stored then.
    """
    if kind not in KINDS:
        raise UsageError(f"{kind!r} is none of {' '.join(KINDS)}")
    if len(by) > LONGEST_TEXT or len(note) > LONGEST_TEXT:
        raise UsageError(f"a note or name may have {LONGEST_TEXT} characters at most")
    of = _of_actor if kind in ACTOR_KINDS else _of_row
    fields = of(store, kind, target, changes or {})
    made = datetime.now(UTC).isoformat(timespec="microseconds")
    correction = Correction(
        id="c" + digest(made, by, kind, target, fields.get("changes"))[:12],
        made=made, kind=kind, target=target, by=by.strip(), note=note.strip(), **fields,
    )  # fmt: skip
    with store.transaction():
        keep(store, correction)
        apply_one_more(store, correction)
        mark_connected(store, False)
    return correction


def undo(store: Store, id: str) -> Correction:
    """Take a correction back: the store is as if it had never been made; it stays in the history.

    Raises UsageError where there is no such correction or it is undone already.
    """
    correction = one_correction(store, id)
    if correction.undone is not None:
        raise UsageError(f"the correction {id} is undone already")
    with store.transaction():
        store.execute(
            "UPDATE corrections SET undone = ? WHERE id = ?",
            [datetime.now(UTC).isoformat(timespec="microseconds"), id],
        )
        apply_anew(store)
        mark_connected(store, False)
    return one_correction(store, id)


def _of_row(store: Store, kind: str, target: str, changes: dict[str, Any]) -> dict[str, Any]:
    table = table_of(target)
    row = row_of(store, target)
    if row is None:
        raise UsageError(f"there is no event or quotation {target}")
    if kind.startswith("correct_") and kind != f"correct_{table.removesuffix('s')}":
        raise UsageError(f"{kind} does not fit {target}")
    if kind in ("accept", "reject"):
        if changes:
            raise UsageError(f"{kind} changes no fields")
    else:
        changes = settled(store, table, row, changes)
    fields = EVENT_FIELDS if table == "events" else QUOTE_FIELDS
    first = row_of(store, target, machine=True) or row
    start, end, type_, text, sentence = evidence(table, first)
    return {
        "article": row["article"], "start": start, "end": end, "type": type_, "text": text,
        "sentence": Span(text=sentence["text"], start=sentence["start"], end=sentence["end"]),
        "before": {name: _plain(first[name]) for name in fields}, "changes": changes,
    }  # fmt: skip


def _plain(value: Any) -> Any:
    """A date's value instead of all that is known about it."""
    return value["value"] if isinstance(value, dict) and "basis" in value else value


def _of_actor(store: Store, kind: str, target: str, changes: dict[str, Any]) -> dict[str, Any]:
    actor = _actor(store, target)
    field = "other" if kind == "merge_actors" else "name"
    value = str(changes.get(field) or "").strip()
    if set(changes) != {field}:
        raise UsageError(f"{kind} asks for one change: {field!r}")
    if not value or len(value) > LONGEST_TEXT:
        raise UsageError(f"{kind} needs a {field} of 1 to {LONGEST_TEXT} characters")
    before = {"name": actor["name"], "names": [n["text"] for n in actor["names"] or ()]}
    if kind == "merge_actors":
        if value == target:
            raise UsageError(f"{target} is one actor already")
        other = _actor(store, value)
        before["other_names"] = [n["text"] for n in other["names"] or ()]
        facts = {name: actor[name] for name in ("name", "kind", "country", "sector")}
        return {"before": before, "changes": {"other": value} | facts}
    if kind == "split_actor":
        if len(before["names"]) < 2:
            raise UsageError(f"{target} has one spelling only")
        if value not in before["names"]:
            spelled = ", ".join(before["names"][:10])
            raise UsageError(f"{value!r} is no spelling of {target} (it has {spelled})")
        return {"before": before, "changes": {"name": value, "id": new_id(store, target, value)}}
    return {"before": before, "changes": {"name": value}}


def _actor(store: Store, id: str) -> dict[str, Any]:
    rows = store.rows("SELECT * FROM actors WHERE id = ?", [id])
    if not rows:
        raise UsageError(f"there is no actor {id}")
    return rows[0]
