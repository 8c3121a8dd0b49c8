"""ICEWS: one pair of source and target a row, 20 tab-separated columns."""

from collections.abc import Iterator
from itertools import combinations, product
from pathlib import Path
from typing import Any

from lagebild.show.export.coded import cameo_names, coded, day, unique
from lagebild.show.export.files import write_separated
from lagebild.show.export.wish import Report, Wish, event_rows
from lagebild.store import Store

Row = dict[str, Any]

COLUMNS = (
    "event_id", "event_date", "source_name", "source_sectors", "source_country", "event_text",
    "cameo_code", "intensity", "target_name", "target_sectors", "target_country", "story_id",
    "sentence_number", "publisher", "city", "district", "province", "country", "latitude",
    "longitude",
)  # fmt: skip


def write(store: Store, wish: Wish, path: Path) -> Report:
    """Write what happened or was agreed on, as pairs; an event with one party has no target.

    Where all who take part are actors (talks), every two of them are one row.
    """
    found = unique(event_rows(store, wish.with_statuses("actual", "planned")))
    kept = [event for event in found if coded(event).auxiliary is None]
    rows = [row for event in kept for row in _rows(event)]
    write_separated(path, COLUMNS, rows, "\t")
    left = {
        "with a status that ICEWS cannot say": len(found) - len(kept),
        "without a party": sum(not _pairs(event) for event in kept),
    }
    return Report(len(rows), {reason: number for reason, number in left.items() if number})


def _rows(event: Row) -> Iterator[list[object]]:
    code, place = coded(event), event["place"] or {}
    for number, (source, target) in enumerate(_pairs(event), 1):
        yield [
            f"{event['id']}-{number}", day(event), *_party(source), cameo_names()[code.cameo],
            code.cameo, code.intensity, *_party(target), event["article"],
            "", event["article_outlet"] or "",
            place.get("name") or place.get("text") or "", "", "", place.get("country") or "",
            place.get("lat", ""), place.get("lon", ""),
        ]  # fmt: skip


def _pairs(event: Row) -> list[tuple[Row | None, Row | None]]:
    actors, recipients = event["actors"] or [], event["recipients"] or []
    if actors and recipients:
        return list(product(actors, recipients))
    if len(actors) > 1:
        return list(combinations(actors, 2))
    return [(a, None) for a in actors] or [(None, r) for r in recipients]


def _party(argument: Row | None) -> list[object]:
    if argument is None:
        return ["", "", ""]
    return [
        argument["name"] or argument["text"],
        argument["sector"] or "",
        argument["country"] or "",
    ]
