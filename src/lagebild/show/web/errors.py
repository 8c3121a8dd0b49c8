"""Errors as clean pages."""

from starlette.requests import Request
from starlette.responses import HTMLResponse

from lagebild.show.web.context import Site, settings, shell
from lagebild.show.web.params import Params

KNOWN = (400, 403, 404, 405, 503)


def error_page(request: Request, site: Site, status: int, reason: str) -> HTMLResponse:
    """What went wrong, in one sentence, with a way back; no store is needed for it."""
    language, theme = settings(request, Params())
    key = f"error_{status}" if status in KNOWN else "error_500"
    page = shell("error.html", request, site, language, theme, status=status, key=key, said=reason)
    return HTMLResponse(page, status, {"retry-after": "5"} if status == 503 else None)
