"""lagebild correct list, accept, reject, undo, export, import"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import App, Parameter

from lagebild.cli.options import ByOption, NoteOption, OutputOption, StoreDefault, StoreOption
from lagebild.errors import UsageError

if TYPE_CHECKING:
    from lagebild.store import Store

app = App(
    name="correct",
    help="List, make and take back what persons correct; export it as training cases.",
    help_format="plaintext",
)

RecordArgument = Annotated[str, Parameter(name="ID", help="The id of an event or quotation.")]
Asked = tuple[str, str, dict[str, Any] | None]


@app.command(name="list")
def list_corrections(
    *,
    kind: Annotated[
        str | None, Parameter(name="--kind", help="accept, reject, correct_event, merge_actors ...")
    ] = None,
    undone: Annotated[
        bool, Parameter(name="--undone", negative="", help="Also those taken back.")
    ] = False,
    store: StoreOption = StoreDefault,
) -> int:
    """List the corrections, oldest first."""
    from lagebild.correct import KINDS, corrections
    from lagebild.show.actor import show_corrections
    from lagebild.store import Store

    if kind is not None and kind not in KINDS:
        raise UsageError(f"--kind: {kind!r} is none of {' '.join(KINDS)}")
    with Store(store) as opened:
        show_corrections(corrections(opened, kind=kind, undone=undone))
    return 0


@app.command
def accept(
    record: RecordArgument,
    /,
    *,
    by: ByOption = "",
    note: NoteOption = "",
    store: StoreOption = StoreDefault,
) -> int:
    """Say that an event or quotation is right."""
    return correct(store, lambda s: ("accept", record, None), by, note)


@app.command
def reject(
    record: RecordArgument,
    /,
    *,
    by: ByOption = "",
    note: NoteOption = "",
    store: StoreOption = StoreDefault,
) -> int:
    """Say that an event or quotation is wrong: it is left out of everything."""
    return correct(store, lambda s: ("reject", record, None), by, note)


@app.command
def undo(
    correction: Annotated[str, Parameter(name="ID", help="The id of a correction.")],
    /,
    *,
    store: StoreOption = StoreDefault,
) -> int:
    """Take a correction back."""
    from lagebild.correct import undo as take_back
    from lagebild.show.actor import correction_line
    from lagebild.store import Store

    check_there(store)
    with Store(store, write=True) as opened:
        done = take_back(opened, correction)
        _connect(opened)
    print(correction_line(done))
    return 0


@app.command
def export(*, store: StoreOption = StoreDefault, output: OutputOption = None) -> int:
    """Write the corrections as training cases, one JSON line each."""
    from lagebild.correct import training_cases
    from lagebild.show.formats import open_output
    from lagebild.store import Store

    with Store(store) as opened, open_output(output) as stream:
        for case in training_cases(opened):
            stream.write(json.dumps(case, ensure_ascii=False) + "\n")
    return 0


@app.command(name="import")
def import_cases(
    source: Annotated[Path, Parameter(name="FILE", help="What `correct export` wrote.")],
    /,
    *,
    store: StoreOption = StoreDefault,
) -> int:
    """Take over the corrections of another store."""
    from lagebild.correct import load_cases
    from lagebild.store import Store

    try:
        lines = source.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{source} cannot be read as text: {error}") from error
    check_there(store)
    with Store(store, write=True) as opened:
        number = load_cases(opened, lines)
        _connect(opened)
    print(f"{number} corrections taken over")
    return 0


def correct(path: Path, ask: "Callable[[Store], Asked]", by: str, note: str) -> int:
    """Make the correction that `ask` describes and bring the connected tables up to date."""
    from lagebild.correct import record_correction
    from lagebild.show.actor import correction_line
    from lagebild.store import Store

    check_there(path)
    with Store(path, write=True) as store:
        kind, target, changes = ask(store)
        done = record_correction(store, kind, target, changes, by=by, note=note)
        _connect(store)
    print(correction_line(done))
    return 0


def check_there(path: Path) -> None:
    """Raises UsageError where there is no store: opening it for writing would make an empty one."""
    if not path.exists():
        raise UsageError(f"there is no store {path}: run `lagebild build SOURCE...` first")


def _connect(store: "Store") -> None:
    from lagebild.connect import connect_store
    from lagebild.store.connected import has_tables
    from lagebild.store.writer import is_connected, mark_connected

    if has_tables(store) and not is_connected(store):
        connect_store(store)
        mark_connected(store, True)
