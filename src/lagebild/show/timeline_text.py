"""The timeline in the terminal."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from rich.padding import Padding
from rich.text import Text

from lagebild.show.plain import harmless
from lagebild.show.tables import console, parties, sentence_text, source_text, type_text

Row = Mapping[str, Any]


def show_timeline(rows: Sequence[Row], total: int) -> None:
    """Print events under their dates; those without a date come last."""
    out = console()
    if not rows:
        out.print("No events found.")
        return
    for value, group in groupby(rows, key=_value):
        out.print(Text(f"\n{value or 'without a date'}", style="bold"))
        for row in group:
            out.print(_line(row))
            out.print(_indented(sentence_text(row)))
            out.print(_indented(source_text(row)))
    if total > len(rows):
        out.print(f"\n{len(rows)} of {total} events; --limit 0 shows all")


def _value(row: Row) -> str:
    return row["date"]["value"] if row["date"] and row["day_first"] else ""


def _line(row: Row) -> Text:
    claimed = f", said by {harmless(row['said_by'])}" if row["said_by"] else ""
    return Text.assemble(
        "  ",
        type_text(row["type"]),
        f"  {harmless(parties(row))}  ",
        (f"{row['status']}{claimed}", "italic"),
    )


def _indented(words: Text) -> Padding:
    return Padding(words, (0, 0, 0, 4))
