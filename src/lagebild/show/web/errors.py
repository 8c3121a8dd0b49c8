"""Errors as clean pages."""

from typing import cast

from starlette.requests import Request
from starlette.responses import HTMLResponse

from lagebild.show.web.context import Context, Site, render, settings
from lagebild.show.web.params import Params
from lagebild.store import Store

KNOWN = (400, 403, 404, 405, 503)


def error_page(request: Request, site: Site, status: int, reason: str) -> HTMLResponse:
    """What went wrong, in one sentence, with a way back; no store is needed for it."""
    language, theme = settings(request, Params())
    context = Context(request, cast(Store, None), Params(), language, theme, site)
    key = f"error_{status}" if status in KNOWN else "error_500"
    page = render("error.html", context, status=status, key=key, reason=reason)
    headers = {"retry-after": "5"} if status == 503 else None
    return HTMLResponse(page, status, headers)
