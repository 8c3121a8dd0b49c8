"""Lists as tables in the terminal."""

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.style import Style
from rich.table import Table
from rich.text import Text

from lagebild.show.flat import names
from lagebild.show.plain import harmless

Row = Mapping[str, Any]

VERDICTS = ("corrected", "accepted")
PIPE_WIDTH = 120
ID_WIDTH = 17
CONFLICT = {
    "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE",
    "ASSAULT",
}  # fmt: skip


class _Console(Console):
    def on_broken_pipe(self) -> None:
        """Leave it to the command what it means that nobody reads on."""
        raise BrokenPipeError


def console() -> Console:
    """Standard output: as wide as the terminal, or COLUMNS, or 120 where it is a file or pipe."""
    if sys.stdout.isatty():
        return _Console(highlight=False)
    columns = os.environ.get("COLUMNS", "")
    width = int(columns) if columns.isdigit() and int(columns) > 0 else PIPE_WIDTH
    return _Console(highlight=False, width=width, soft_wrap=False)


def show_table(kind: str, rows: Sequence[Row], total: int) -> None:
    """Print rows of a kind; says how many there are when not all are shown."""
    out = console()
    if not rows:
        out.print(f"No {kind} found.")
        return
    out.print(TABLES[kind](rows))
    if total > len(rows):
        out.print(f"{len(rows)} of {total} {kind}; --limit 0 shows all")


def event_table(rows: Sequence[Row]) -> Table:
    table = _table("Date", "Type", "Who → whom", "Status", "Sentence (article)")
    table.columns[2].ratio, table.columns[4].ratio = 3, 7
    for row in rows:
        table.add_row(
            _text((row["date"] or {}).get("value") or "–"),
            type_text(row["type"]),
            _text(parties(row)) + claim_text(row),
            _text(row["status"]) + verdict_text(row),
            sentence_text(row) + Text("\n") + source_text(row),
        )
    return table


def quote_table(rows: Sequence[Row]) -> Table:
    table = _table("Date", "Speaker", "Kind", "Words (article)")
    table.columns[1].ratio, table.columns[3].ratio = 2, 6
    for row in rows:
        speaker = row["speaker"]
        via = row["via"]
        carried = f"\nvia {harmless(via['name'] or via['text'])}" if via else ""
        table.add_row(
            _text(row["article_published"] or "–"),
            Text(harmless(speaker["name"] or speaker["text"]) + carried if speaker else "–"),
            _text(row["kind"]) + verdict_text(row),
            _text(row["text"]) + Text("\n") + source_text(row),
        )
    return table


def article_table(rows: Sequence[Row]) -> Table:
    table = _table("Published", "Title", "Outlet", "Lang", "Events", "Quotes", "Id")
    table.columns[1].ratio, table.columns[2].ratio = 5, 2
    table.columns[6].min_width = ID_WIDTH
    for row in rows:
        published = row["published"]
        table.add_row(
            _text(published["value"] if published else "–"),
            _text(row["title"] or "–"),
            _text(row["outlet"] or "–"),
            _text(row["language"]),
            str(row["events"]),
            str(row["quotes"]),
            _text(row["id"]),
        )
    return table


def actor_table(rows: Sequence[Row]) -> Table:
    table = _table("Name", "Kind", "Country", "Sector", "Articles", "Mentions", "Also", "Id")
    table.columns[0].ratio, table.columns[6].ratio = 3, 4
    table.columns[7].min_width = ID_WIDTH
    for row in rows:
        others = [n["text"] for n in row["names"] or () if n["text"] != row["name"]]
        table.add_row(
            _text(row["name"]),
            _text(row["kind"]),
            _text(row["country"] or "–"),
            _text(row["sector"] or "–"),
            str(row["articles"]),
            str(row["mentions"]),
            _text(", ".join(others[:6])),
            _text(row["id"]),
        )
    return table


TABLES: Mapping[str, Callable[[Sequence[Row]], Table]] = {
    "events": event_table,
    "quotes": quote_table,
    "articles": article_table,
    "actors": actor_table,
}


def parties(row: Row) -> str:
    """ "Aserbaidschan → Armenien", or only the actors where nobody is at the other end."""
    actors, recipients = names(row["actors"]), names(row["recipients"])
    if not recipients:
        return actors or "–"
    return f"{actors or '–'} → {recipients}"


def claim_text(row: Row) -> Text:
    """Who claims it, where it is only a claim."""
    said_by = row["said_by"]
    return Text(f"\nsaid by {harmless(said_by)}", style="dim italic") if said_by else Text()


def verdict_text(row: Row) -> Text:
    """Whether a person has corrected or accepted the row."""
    verdict = (row["rule"] or "").partition(": ")[0]
    return Text(f"\n{verdict}", style="italic") if verdict in VERDICTS else Text()


def type_text(kind: str) -> Text:
    """The PLOVER type, conflict in red, cooperation in green."""
    return Text(kind, style=Style(color="red" if kind in CONFLICT else "green"))


def sentence_text(row: Row) -> Text:
    """The sentence with its trigger in bold."""
    sentence, trigger = row["sentence"], row["trigger"]
    start = trigger["start"] - sentence["start"]
    end = trigger["end"] - sentence["start"]
    words = sentence["text"]
    if not 0 <= start <= end <= len(words):
        return Text(harmless(words))
    before, marked, after = words[:start], words[start:end], words[end:]
    return Text.assemble(
        harmless(before + "x")[:-1] if before else "",
        (harmless(marked), "bold"),
        harmless("x" + after)[1:],
    )


def source_text(row: Row) -> Text:
    """Where a row comes from: title, outlet, date, id of the article."""
    where = [row["article_outlet"], row["article_published"], row["article"]]
    known = ", ".join(harmless(str(part)) for part in where if part)
    title = harmless(row["article_title"] or "")
    return Text(f"{title} ({known})" if title else known, style="dim")


def _table(*columns: str) -> Table:
    table = Table(expand=True, box=SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _text(words: str) -> Text:
    """Text shown as it is: no markup is read in it."""
    return Text("\n".join(harmless(line) for line in words.split("\n")))
