"""Finding the row that a correction is about, whatever a later analysis calls it."""

from collections.abc import Iterable, Sequence

from lagebild.correct.record import Correction
from lagebild.store import Store
from lagebild.store.corrected import MACHINE
from lagebild.store.rows import Row


def table_of(target: str) -> str:
    """The table whose ids begin like the target's."""
    return "quotes" if target.startswith("q") else "events"


def machine_rows(store: Store, table: str, where: str, values: Sequence[object]) -> list[Row]:
    """The rows as the machine made them: of corrected rows what was kept, of others the row."""
    kept = MACHINE[table]
    return store.rows(
        f"SELECT * FROM (SELECT * FROM {kept} UNION ALL SELECT * FROM {table} "
        f"WHERE (article, id) NOT IN (SELECT article, id FROM {kept})) r "
        f"WHERE {where} ORDER BY article, id",
        values,
    )


def found_ids(store: Store, table: str, asked: Iterable[Correction]) -> dict[str, str]:
    """The present id of each correction's row, by the correction's id; missing where it is gone.

    The id as it was comes first, then the same words of the same type in the same article, then
    the same words in the same sentence, wherever that stands in the article now.
    """
    wanted = list(asked)
    rows = machine_rows(
        store,
        table,
        "id IN (SELECT unnest(?::VARCHAR[])) OR article IN (SELECT unnest(?::VARCHAR[]))",
        [[c.target for c in wanted], sorted({c.article for c in wanted if c.article})],
    )
    by_id = {row["id"] for row in rows}
    by_place: dict[tuple[object, ...], str] = {}
    by_words: dict[tuple[object, ...], str] = {}
    for row in rows:
        start, end, type_, text, sentence = evidence(table, row)
        by_place.setdefault((row["article"], start, end, type_), row["id"])
        by_words.setdefault((row["article"], text, type_, sentence["text"]), row["id"])
    found: dict[str, str] = {}
    for c in wanted:
        words = (c.article, c.text, c.type, c.sentence.text if c.sentence else None)
        place = by_place.get((c.article, c.start, c.end, c.type)) or by_words.get(words)
        now = c.target if c.target in by_id else place
        if now is not None:
            found[c.id] = now
    return found


def evidence(table: str, row: Row) -> tuple[int, int, str, str, Row]:
    """Start, end, type and words of what a row rests on, and its sentence."""
    span = row["trigger"] if table == "events" else row
    kind = row["type"] if table == "events" else row["kind"]
    return span["start"], span["end"], kind, span["text"], row["sentence"]


def row_of(store: Store, target: str, machine: bool = False) -> Row | None:
    """The present row of an event or quote, or the machine's where it is rejected or asked for."""
    table = table_of(target)
    places = [table, MACHINE[table]]
    for place in reversed(places) if machine else places:
        rows = store.rows(f"SELECT * FROM {place} WHERE id = ? ORDER BY article LIMIT 1", [target])
        if rows:
            return rows[0]
    return None
