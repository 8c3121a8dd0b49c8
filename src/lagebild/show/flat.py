"""Records as flat rows for spreadsheets."""

from collections.abc import Callable, Mapping
from typing import Any

Row = Mapping[str, Any]
Cells = dict[str, Any]


def event_cells(row: Row) -> Cells:
    """One event; several actors are joined by "; "."""
    return {
        "id": row["id"],
        "date": _inner(row["date"], "value"),
        "date_basis": _inner(row["date"], "basis"),
        "type": row["type"],
        "mode": row["mode"],
        "status": row["status"],
        **_arguments("actors", row["actors"]),
        **_arguments("recipients", row["recipients"]),
        "place": _inner(row["place"], "name") or _inner(row["place"], "text"),
        "place_country": _inner(row["place"], "country"),
        "said_by": row["said_by"],
        "trigger": row["trigger"]["text"],
        "trigger_start": row["trigger"]["start"],
        "trigger_end": row["trigger"]["end"],
        "sentence": row["sentence"]["text"],
        **_source(row),
        "quad": row["quad"],
        "score": row["score"],
        "confidence": row["confidence"],
        "happening": row["happening"],
        "rule": row["rule"],
    }


def quote_cells(row: Row) -> Cells:
    """One quotation."""
    return {
        "id": row["id"],
        "kind": row["kind"],
        "speaker": _who(row["speaker"]),
        "speaker_id": _inner(row["speaker"], "actor"),
        "speaker_country": _inner(row["speaker"], "country"),
        "addressee": _who(row["addressee"]),
        "text": row["text"],
        "start": row["start"],
        "end": row["end"],
        "cue": _inner(row["cue"], "text"),
        "via": _inner(row["via"], "name") or _inner(row["via"], "text"),
        "stance": row["stance"],
        "sentence": row["sentence"]["text"],
        **_source(row),
        "rule": row["rule"],
    }


def article_cells(row: Row) -> Cells:
    """One article without its parts."""
    return {
        "id": row["id"],
        "title": row["title"],
        "outlet": row["outlet"],
        "authors": "; ".join(row["authors"] or ()),
        "published": _inner(row["published"], "value"),
        "published_basis": _inner(row["published"], "basis"),
        "language": row["language"],
        "url": row["url"],
        "duplicates_of": row["duplicates_of"],
        "events": row["events"],
        "quotes": row["quotes"],
        "chain": "; ".join(f"{c['name']} ({c['kind']})" for c in row["chain"] or ()),
        "origin": row["origin"],
        "text": row["text"],
    }


def actor_cells(row: Row) -> Cells:
    """One actor with its spellings."""
    return {
        "id": row["id"],
        "name": row["name"],
        "kind": row["kind"],
        "country": row["country"],
        "sector": row["sector"],
        "articles": row["articles"],
        "mentions": row["mentions"],
        "names": "; ".join(n["text"] for n in row["names"] or ()),
        "roles": "; ".join(r["role"] for r in row["roles"] or ()),
    }


def connected_cells(row: Row) -> Cells:
    """A happening, story, dispute or tie: lists are joined by "; ", records shown by their name."""
    return {name: _cell(value) for name, value in row.items()}


def _cell(value: Any) -> Any:
    if isinstance(value, Mapping):
        return value.get("name") or value.get("text") or value.get("actor") or ""
    if isinstance(value, (list, tuple)):
        return "; ".join(str(_cell(item)) for item in value)
    return value


CELLS: Mapping[str, Callable[[Row], Cells]] = {
    "events": event_cells,
    "quotes": quote_cells,
    "articles": article_cells,
    "actors": actor_cells,
    "happenings": connected_cells,
    "stories": connected_cells,
    "disputes": connected_cells,
    "ties": connected_cells,
}


def names(arguments: list[dict[str, Any]] | None) -> str:
    """The actors or recipients of an event in words."""
    return "; ".join(_who(argument) or "" for argument in arguments or ())


def _who(argument: dict[str, Any] | None) -> str | None:
    return (argument["name"] or argument["text"]) if argument else None


def _arguments(name: str, arguments: list[dict[str, Any]] | None) -> Cells:
    listed = arguments or []
    return {
        name: names(listed),
        f"{name}_ids": _joined(listed, "actor"),
        f"{name}_countries": _joined(listed, "country"),
        f"{name}_sectors": _joined(listed, "sector"),
    }


def _joined(arguments: list[dict[str, Any]], key: str) -> str:
    """One value for each argument, so that the columns stay in step; nothing where all lack it."""
    values = [argument[key] or "" for argument in arguments]
    return "; ".join(values) if any(values) else ""


def _source(row: Row) -> Cells:
    return {
        "article": row["article"],
        "article_title": row["article_title"],
        "article_outlet": row["article_outlet"],
        "article_published": row["article_published"],
    }


def _inner(value: dict[str, Any] | None, key: str) -> Any:
    return value[key] if value else None
