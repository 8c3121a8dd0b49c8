"""POLECAT: one event a row, 40 tab-separated columns."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from lagebild import __version__
from lagebild.show.export.coded import coded, cow_codes, day, unique
from lagebild.show.export.files import joined, plain, write_separated
from lagebild.show.export.wish import Report, Wish, casts_of, event_rows
from lagebild.store import Store

Row = dict[str, Any]

COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors",
    "Actor Title", "Actor Name Raw", "Wikipedia Actor ID", "Recipient Name", "Recipient Country",
    "Recipient COW", "Primary Recipient Sector", "Recipient Sectors", "Recipient Title",
    "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City", "District", "Province",
    "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type", "Source",
    "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language",
    "Version",
)  # fmt: skip
QUADS = {
    1: "VERBAL COOPERATION", 2: "MATERIAL COOPERATION", 3: "VERBAL CONFLICT",
    4: "MATERIAL CONFLICT",
}  # fmt: skip
_KINDS = (("person",), ("organisation", "group", "office"), ("state", "place"))


def write(store: Store, wish: Wish, path: Path) -> Report:
    """Write the events that happened or were agreed on; the format has no other status."""
    found = unique(event_rows(store, wish.with_statuses("actual", "planned")))
    kept = [event for event in found if coded(event).auxiliary is None]
    casts = casts_of(store, sorted({event["article"] for event in kept}))
    rows = [_row(event, casts.get(event["article"], [])) for event in kept]
    write_separated(path, COLUMNS, rows, "\t")
    left = len(found) - len(kept)
    return Report(len(rows), {"with a status that POLECAT cannot say": left} if left else {})


def _row(event: Row, cast: Sequence[Row]) -> list[object]:
    code = coded(event)
    place = event["place"] or {}
    people = {row["id"]: row for row in cast}
    return [
        event["id"], day(event), code.type, code.mode or "", code.intensity, QUADS[code.quad], "",
        *_side(event["actors"] or [], people),
        *_side(event["recipients"] or [], people),
        place.get("name") or place.get("text") or "", "", "", "", place.get("country") or "",
        place.get("lat", ""), place.get("lon", ""), "", place.get("text") or "", "",
        event["article_outlet"] or "", event["article_published"] or "",
        *(joined([row["name"] for row in cast if row["kind"] in kinds]) for kinds in _KINDS),
        event["article_language"] or "", f"lagebild {__version__}",
    ]  # fmt: skip


def _side(arguments: Sequence[Row], people: dict[str, Row]) -> list[object]:
    """Name, country, COW, first sector, sectors, title, raw name, Wikipedia id of one side."""
    sectors = [a["sector"] or "" for a in arguments]
    return [
        joined([a["name"] or a["text"] for a in arguments]),
        joined([a["country"] for a in arguments]),
        joined([cow_codes().get(a["country"] or "", "") for a in arguments]),
        plain(next((s for s in sectors if s), "")),
        joined(sectors),
        joined([_title(people.get(a["actor"] or "")) for a in arguments]),
        joined([a["text"] for a in arguments]),
        "",
    ]


def _title(actor: Row | None) -> str:
    """The first role that the article gives the person."""
    roles = actor["roles"] if actor and actor["kind"] == "person" else None
    return roles[0]["role"] if roles else ""
