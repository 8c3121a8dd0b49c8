"""PLOVER records: one JSON object a line, with the manual's field names."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from lagebild import __version__
from lagebild.show.export.coded import coded, unique
from lagebild.show.export.files import plain, text_file
from lagebild.show.export.wish import Report, Wish, event_rows
from lagebild.store import Store

Row = dict[str, Any]


def write(store: Store, wish: Wish, path: Path) -> Report:
    """Write events of every status; what did not happen carries PLOVER's auxiliary mode.

    The date is required: events without one carry the day of publication and say so; without that
    they are left out.
    """
    found = unique(event_rows(store, wish))
    records = [record for event in found if (record := plover_record(event)) is not None]
    with text_file(path) as stream:
        stream.writelines(json.dumps(r, ensure_ascii=False) + "\n" for r in records)
    left = len(found) - len(records)
    return Report(len(records), {"without any date": left} if left else {})


def plover_record(event: Row) -> Row | None:
    """One event as a PLOVER record; None where neither it nor its article has a date."""
    code = coded(event)
    notes = []
    first, last = event["day_first"], event["day_last"]
    start, end = (first.isoformat(), last.isoformat()) if first and last else ("", "")
    if not start:
        published = event["article_published"] or ""
        if len(published) < 10:
            return None
        start = end = published[:10]
        notes.append("date: day of publication, the text gives none")
    if event["said_by"]:
        notes.append(f"claimed by {plain(event['said_by'])}")
    record = {
        "id": event["id"],
        "date": start,
        "has_event": True,
        "actor": [_entity(a) for a in event["actors"] or ()],
        "event": [code.type],
        "enddate": end if end != start else None,
        "recipient": [_entity(a) for a in event["recipients"] or ()],
        "event_loc": _location(event["place"]),
        "event_text": plain(event["sentence"]["text"]),
        "quad_code": code.quad,
        "event_scale": code.intensity,
        "mode": [mode for mode in (code.mode, code.auxiliary) if mode],
        "link": _link(event["article_url"]),
        "text_info": {"start": event["sentence"]["start"], "end": event["sentence"]["end"]},
        "cite_info": _citation(event),
        "coder": f"lagebild {__version__}",
        "comment": "; ".join(notes),
    }
    return {key: value for key, value in record.items() if _says(key, value)}


def _says(key: str, value: object) -> bool:
    return key == "actor" or value not in (None, "", [], {})


def _entity(argument: Row) -> Row:
    entity = {
        "code": argument["country"],
        "sector": [argument["sector"]] if argument["sector"] else None,
        "entity_text": plain(argument["text"]),
        "identifier_id": argument["actor"],
        "identifier_text": plain(argument["name"]),
    }
    return {key: value for key, value in entity.items() if value}


def _location(place: Row | None) -> Sequence[Row]:
    if not place:
        return []
    found = {
        "extracted_place": plain(place["text"]),
        "resolved_place": plain(place["name"]),
        "lat": place["lat"],
        "lon": place["lon"],
        "country_code": place["country"],
    }
    return [{key: value for key, value in found.items() if value not in (None, "")}]


def _citation(event: Row) -> Row:
    found = {
        "citation": event["article"],
        "url": _link(event["article_url"]),
        "title": plain(event["article_title"]),
        "language": event["article_language"],
        "publication": plain(event["article_outlet"]),
        "version": __version__,
    }
    return {key: plain(value) for key, value in found.items() if value}


def _link(url: str | None) -> str:
    return plain(url) if url and url.startswith(("http://", "https://")) else ""
