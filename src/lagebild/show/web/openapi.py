"""The API's own description."""

from typing import Any

import msgspec

from lagebild import __version__
from lagebild.show.web.listing import LISTINGS
from lagebild.show.web.params import Params
from lagebild.show.web.shapes import SHAPES, Problem, Relation

TEXTS = {
    "events": "Who did what to whom, one row a passage.",
    "timeline": "Events by date, each happening once; with raw every telling.",
    "happenings": "What happened, each occurrence once, with its evidence.",
    "quotes": "Who said what, through which medium.",
    "articles": "The articles read.",
    "actors": "Persons, states, organisations, groups.",
    "ties": "Offices and memberships over time.",
    "stories": "Affairs that several articles tell.",
    "disputes": "Accounts that do not fit, with both sides' words.",
}
SORTED = ("sort", "page", "size")
RELATION = ("actor", "with", "since", "until")
_REFERENCE = "#/components/schemas/{name}"


def description() -> dict[str, Any]:
    """The OpenAPI 3.1 document."""
    listed = {**SHAPES, "relation": Relation, "problem": Problem, "params": Params}
    schemas, components = msgspec.json.schema_components(
        list(listed.values()), ref_template=_REFERENCE
    )
    of = dict(zip(listed, schemas, strict=True))
    fields = components.pop("Params")["properties"]
    paths = {
        f"/api/v1/{kind}": _path(
            TEXTS[kind], _parameters(fields, kind, (*listing.filters, *SORTED)), _rows(of[kind])
        )
        for kind, listing in LISTINGS.items()
    }
    needed = _parameters(fields, "relation", RELATION)
    for parameter in needed[:2]:
        parameter["required"] = True
    paths["/api/v1/relation"] = _path(
        "Cooperation and conflict of two actors by month.", needed, of["relation"]
    )
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Lagebild",
            "version": __version__,
            "description": "What a store holds, under the filters of the pages. Rows are records "
            "with the characters of the article that they rest on.",
        },
        "paths": paths,
        "components": {"schemas": components},
    }


def _parameters(fields: dict[str, Any], kind: str, names: tuple[str, ...]) -> list[dict[str, Any]]:
    return [_parameter(fields[name], kind, name) for name in names]


def _parameter(field: dict[str, Any], kind: str, name: str) -> dict[str, Any]:
    schema = {k: v for k, v in field.items() if k not in ("description", "default")}
    options = schema.pop("anyOf", None)
    about = field.get("description")
    if options:
        schema = dict(next(option for option in options if option.get("type") != "null"))
        about = schema.pop("description", about)
    if name == "sort":
        columns = [column.name for column in LISTINGS[kind].columns if column.sort]
        schema = {"type": "string", "enum": [*columns, *(f"-{column}" for column in columns)]}
    elif name in CHOICES:
        values = CHOICES[name](kind)
        schema = (
            {"type": "array", "items": {"type": "string", "enum": values}} if values else schema
        )
    parameter: dict[str, Any] = {"name": name, "in": "query", "schema": schema}
    if about:
        parameter["description"] = about
    return parameter


def _types(kind: str) -> list[str]:
    from lagebild.picture.lists import ACTOR_KINDS
    from lagebild.records import PLOVER_TYPES, QUOTE_KINDS

    return list({"quotes": QUOTE_KINDS, "actors": ACTOR_KINDS}.get(kind, PLOVER_TYPES))


def _statuses(kind: str) -> list[str]:
    from lagebild.records import STATUSES

    return list(STATUSES)


def _disputes(kind: str) -> list[str]:
    from lagebild.picture.connected import DISPUTE_KINDS

    return list(DISPUTE_KINDS)


CHOICES = {"type": _types, "status": _statuses, "kind": _disputes}


def _rows(shape: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "required": ["rows", "total", "page", "pages"],
        "properties": {
            "rows": {"type": "array", "items": shape},
            "total": {"type": "integer", "description": "How many rows fit in all."},
            "page": {"type": "integer"},
            "pages": {"type": "integer"},
        },
    }


def _path(about: str, parameters: list[dict[str, Any]], answer: dict[str, Any]) -> dict[str, Any]:
    def content(schema: dict[str, Any]) -> dict[str, Any]:
        return {"application/json": {"schema": schema}}

    problem = {"$ref": _REFERENCE.format(name="Problem")}
    return {
        "get": {
            "summary": about,
            "parameters": parameters,
            "responses": {
                "200": {"description": "The rows.", "content": content(answer)},
                "400": {"description": "A value makes no sense.", "content": content(problem)},
                "503": {"description": "The store is in use.", "content": content(problem)},
            },
        }
    }
