"""Happenings, stories, disputes, ties and relations in the terminal and as flat rows."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from lagebild.picture.relation import ENOUGH, Relation
from lagebild.show.labels import labels, reason
from lagebild.show.plain import harmless
from lagebild.show.tables import console, type_text

Row = Mapping[str, Any]


def show_connected(kind: str, rows: Sequence[Row], total: int, language: str = "en") -> None:
    """Print rows of a kind; says how many there are when not all are shown.

    `language`: of the reasons of disputes.
    """
    out = console()
    if not rows:
        out.print(f"No {kind} found.")
        return
    out.print(dispute_table(rows, language) if kind == "disputes" else TABLES[kind](rows))
    if total > len(rows):
        out.print(f"{len(rows)} of {total} {kind}; --limit 0 shows all")


def show_relation(found: Relation) -> None:
    """The months as a table; says so where there is too little to tell a trend."""
    out = console()
    if not found.total:
        out.print(f"Nothing is told between {harmless(found.first)} and {harmless(found.second)}.")
        return
    table = _table("Month", "Happenings", "+", "–", "Mean", "", "Evidence (article)")
    table.columns[6].ratio = 6
    for month in found.months:
        shown = month.evidence
        table.add_row(
            _words(month.month),
            str(month.happenings),
            str(month.cooperation),
            str(month.conflict),
            f"{month.score:+.1f}",
            "turn" if month.turn else "",
            _quoted(shown) if shown else Text(),
        )
    if found.months:
        out.print(table)
    if found.undated:
        more = " more" if found.months else ""
        out.print(f"{found.undated}{more} without a date or of a longer time")
        for side in found.told:
            out.print(Text("  ") + _quoted(side))
    if not found.enough:
        out.print(
            f"{found.total} happenings are too few to tell a trend "
            f"(at least {ENOUGH} in two months are needed)"
        )


def happening_table(rows: Sequence[Row]) -> Table:
    table = _table("Date", "Type", "Who → whom", "Status", "Told by", "Evidence (article)")
    table.columns[2].ratio, table.columns[5].ratio = 3, 7
    for row in rows:
        evidence = row["evidence"] or ()
        told = f"{_count(len(row['articles']), 'article')}\n{_count(row['voices'], 'voice')}"
        place = f"\nin {row['place']}" if row["place"] else ""
        table.add_row(
            _words(row["date"] or "–"),
            type_text(row["type"]),
            _words(_parties(row) + place),
            _words(row["status"]),
            _words(told),
            _quoted(evidence[0]) if evidence else Text(),
        )
    return table


def story_table(rows: Sequence[Row]) -> Table:
    table = _table("First", "Last", "Title", "Articles", "Voices")
    table.columns[2].ratio = 5
    for row in rows:
        table.add_row(
            _words(row["first"] or "–"),
            _words(row["last"] or "–"),
            _words(row["title"] or row["articles"][0]),
            str(len(row["articles"])),
            str(row["voices"]),
        )
    return table


def dispute_table(rows: Sequence[Row], language: str = "en") -> Table:
    table = _table("Kind", "Why", "Accounts (article)")
    table.columns[1].ratio, table.columns[2].ratio = 3, 8
    for row in rows:
        accounts = Text("\n").join(_quoted(side) for side in row["sides"])
        kind = labels("de", "dispute")[row["kind"]] if language == "de" else row["kind"]
        why = f"{row['about']}\n{reason(row, language)}"
        table.add_row(_words(kind), _words(why), accounts)
    return table


def tie_table(rows: Sequence[Row]) -> Table:
    table = _table("Who", "Tie", "With", "Since", "Until", "Told", "Evidence (article)")
    table.columns[0].ratio, table.columns[2].ratio, table.columns[6].ratio = 2, 2, 3
    for row in rows:
        told = [str(day) for day in (row["first_told"], row["last_told"]) if day]
        table.add_row(
            _words(row["subject_name"] or row["subject"]),
            _words(row["relation"]),
            _words(row["object_name"] or row["object"]),
            _words(row["since"] or "–"),
            _words(row["until"] or "–"),
            _words(f"{row['articles']} ×\n" + "\n".join(dict.fromkeys(told))),
            _quoted(row["evidence"][0]),
        )
    return table


TABLES: Mapping[str, Callable[[Sequence[Row]], Table]] = {
    "happenings": happening_table,
    "stories": story_table,
    "ties": tie_table,
}


def _parties(row: Row) -> str:
    actors, recipients = (
        "; ".join(x["name"] or "" for x in row[side] or ()) for side in ("actors", "recipients")
    )
    if not recipients:
        return actors or "–"
    return f"{actors or '–'} → {recipients}"


def _quoted(side: Mapping[str, Any]) -> Text:
    words = Text(harmless(side["text"]))
    said = f"{harmless(side['said_by'])}, " if side.get("said_by") else ""
    return words + Text(f"\n{said}{harmless(side['article'])}", style="dim")


def _table(*columns: str) -> Table:
    table = Table(expand=True, box=SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _words(words: str) -> Text:
    return Text("\n".join(harmless(line) for line in words.split("\n")))


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
