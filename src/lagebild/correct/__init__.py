"""What persons correct: kept beside the machine's rows, applied at once and at every later build.

    from lagebild.correct import corrections, record_correction, undo
    with Store(path, write=True) as store:
        done = record_correction(store, "reject", "e0123456789ab", by="Nadja", note="no meeting")
        record_correction(store, "correct_event", "e…", {"type": "COERCE", "status": "planned",
            "actors": ["RUS"], "recipients": ["per:nikol-pasinian", "die Opposition"],
            "date": "2023-09-19"}, by="Nadja")
        record_correction(store, "correct_quote", "q…", {"speaker": "per:vladimir-putin"})
        record_correction(store, "merge_actors", "per:a", {"other": "per:b"})   # b becomes a
        record_correction(store, "split_actor", "per:a", {"name": "Heydar Alijew"})
        record_correction(store, "rename_actor", "per:a", {"name": "Nikol Paschinjan"})
        undo(store, done.id)
    with Store(path) as store:
        corrections(store)                    # all that hold, oldest first
        corrections(store, target="e0123456789ab", undone=True)     # the history of one row

- `record_correction(store, kind, target, changes=None, *, by="", note="") -> Correction`
- `corrections(store, *, target=None, kind=None, undone=False) -> list[Correction]`; works on any
  store, older ones included.
- `undo(store, id) -> Correction`
- `apply_corrections(store)`: what a build calls before it connects.
- `training_cases(store) -> Iterator[dict]`, `load_cases(store, lines) -> int`: export and import.

An actor or speaker is given as the id of an actor of the store or as free words; None or an empty
list takes it away. An accepted or corrected row says so in front of its `rule` ("accepted: ...",
"corrected: ...") and has the confidence 1; a rejected row is no longer in the table. Everything
that reads the store sees the corrected rows; happenings and other connected tables follow at the
next `connect_store` (the store is marked as not connected, so `lagebild build` sees to it). Each
function is one transaction. UsageError is raised for what makes no sense (an unknown id, field or
value), StoreError where the store cannot be written.
"""

from lagebild.correct.apply import apply_corrections
from lagebild.correct.cases import load_cases, training_cases
from lagebild.correct.make import record_correction, undo
from lagebild.correct.record import KINDS, Correction
from lagebild.correct.table import corrections

__all__ = [
    "KINDS",
    "Correction",
    "apply_corrections",
    "corrections",
    "load_cases",
    "record_correction",
    "training_cases",
    "undo",
]
