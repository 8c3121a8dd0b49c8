"""Happenings with a place as GeoJSON points."""

import json
from pathlib import Path
from typing import Any

from lagebild.show.export.files import plain, text_file
from lagebild.show.export.wish import Report, Wish, happening_rows
from lagebild.show.titles import happening_title
from lagebild.store import Store

Row = dict[str, Any]


def write(store: Store, wish: Wish, path: Path) -> Report:
    """Write one feature a happening whose place is known with its coordinates."""
    found = happening_rows(store, wish)
    points = _points(store)
    features = [
        _feature(row, points[row["id"]], wish.language) for row in found if row["id"] in points
    ]
    collection = {"type": "FeatureCollection", "features": features}
    with text_file(path) as stream:
        json.dump(collection, stream, ensure_ascii=False, indent=1)
        stream.write("\n")
    left = len(found) - len(features)
    return Report(len(features), {"without a known place": left} if left else {})


def _points(store: Store) -> dict[str, tuple[float, float]]:
    """Longitude and latitude of the places of happenings, from the events that name them."""
    rows = store.rows(
        "SELECT h.id, first(e.place.lon ORDER BY e.id) AS lon, first(e.place.lat ORDER BY e.id) "
        "AS lat FROM happenings h JOIN events e ON e.happening = h.id "
        "WHERE e.place.lat IS NOT NULL AND e.place.lon IS NOT NULL "
        "AND coalesce(e.place.name, e.place.text) = h.place GROUP BY h.id"
    )
    return {row["id"]: (row["lon"], row["lat"]) for row in rows}


def _feature(row: Row, point: tuple[float, float], language: str) -> Row:
    evidence = [
        {"article": e["article"], "start": e["start"], "end": e["end"], "text": plain(e["text"])}
        for e in row["evidence"] or ()
    ]
    return {
        "type": "Feature",
        "id": row["id"],
        "geometry": {"type": "Point", "coordinates": list(point)},
        "properties": {
            "title": happening_title(row, language),
            "type": row["type"],
            "mode": row["mode"],
            "status": row["status"],
            "date": row["date"],
            "first": row["day_first"].isoformat() if row["day_first"] else None,
            "last": row["day_last"].isoformat() if row["day_last"] else None,
            "actors": [plain(p["name"]) for p in row["actors"]],
            "recipients": [plain(p["name"]) for p in row["recipients"]],
            "place": plain(row["place"]),
            "country": row["country"],
            "articles": len(row["articles"]),
            "voices": row["voices"],
            "score": row["score"],
            "evidence": evidence,
        },
    }
