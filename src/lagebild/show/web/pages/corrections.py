"""Corrections: what was corrected, by whom and when; and the forms that correct."""

from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from lagebild.connect import connect_store
from lagebild.correct import corrections, record_correction, training_cases, undo
from lagebild.correct.record import ACTOR_KINDS
from lagebild.errors import UsageError
from lagebild.picture.question import actor_ids
from lagebild.show.web.context import COOKIE_SECONDS, Context, Site
from lagebild.show.web.forms import Form, way_back
from lagebild.show.web.safety import cookies_of
from lagebild.store import Store
from lagebild.store.writer import is_connected, mark_connected

NAME_COOKIE = "lagebild_by"
LISTS = ("actors", "recipients")
SHOWN = 500


def listed(context: Context) -> Response:
    """All corrections, the newest first."""
    found = corrections(context.store, undone=True)
    found.sort(key=lambda correction: correction.made, reverse=True)
    return context.html(
        "corrections.html", found=found[:SHOWN], total=len(found),
        connected=is_connected(context.store), actor_kinds=ACTOR_KINDS,
        by=cookies_of(context.request.headers).get(NAME_COOKIE, ""),
    )  # fmt: skip


def cases(context: Context) -> Response:
    """The corrections as training cases."""
    lines = b"".join(msgspec.json.encode(case) + b"\n" for case in training_cases(context.store))
    return Response(lines, media_type="application/jsonl")


def correct(request: Request, site: Site, form: Form) -> Response:
    """Keep one correction and go back to where it was made."""
    by = form.get("by") or cookies_of(request.headers).get(NAME_COOKIE, "")
    kind, target = form.get("kind", ""), form.get("target", "")
    with site.stores.writing() as store:
        changes = _changes(store, kind, form)
        record_correction(store, kind, target, changes, by=by, note=form.get("note", ""))
    return _back(form, by)


def take_back(request: Request, site: Site, form: Form) -> Response:
    with site.stores.writing() as store:
        undo(store, form.get("id", ""))
    return _back(form, "")


def connect(request: Request, site: Site, form: Form) -> Response:
    """Work out anew what holds across articles, after corrections."""
    with site.stores.writing() as store:
        if not is_connected(store):
            connect_store(store)
            mark_connected(store, True)
    return _back(form, "")


def _changes(store: Store, kind: str, form: Form) -> dict[str, Any] | None:
    """The fields that the form changes: those that differ from what it showed."""
    if kind in ("accept", "reject"):
        return None
    if kind == "merge_actors":
        return {"other": _one_actor(store, form.get("other", ""))}
    if kind in ACTOR_KINDS:
        return {"name": form.get("name", "")}
    changes: dict[str, Any] = {}
    for name, value in form.items():
        field = name.removeprefix("to_")
        if field == name or value == form.get(f"was_{field}", ""):
            continue
        if field in LISTS:
            changes[field] = [part.strip() for part in value.split(";") if part.strip()]
        else:
            changes[field] = value or None
    if not changes:
        raise UsageError("nothing was changed")
    return changes


def _one_actor(store: Store, wanted: str) -> str:
    if store.value("SELECT count(*) FROM article_actors WHERE id = ?", [wanted]):
        return wanted
    ids = actor_ids(store, wanted) if wanted else []
    if len(ids) != 1:
        some = ", ".join(ids[:8]) or "none"
        raise UsageError(f"{wanted!r} must mean one actor; it means {some}")
    return ids[0]


def _back(form: Form, by: str) -> Response:
    response = RedirectResponse(way_back(form), 303)
    if by and by.isprintable() and len(by) <= 100:
        response.set_cookie(
            NAME_COOKIE, by.encode("ascii", "xmlcharrefreplace").decode(),
            max_age=COOKIE_SECONDS, httponly=True, samesite="strict",
        )  # fmt: skip
    return response


VIEWS = (("/corrections", listed), ("/corrections/cases.jsonl", cases))
FORMS = (("/correct", correct), ("/correct/undo", take_back), ("/correct/connect", connect))
