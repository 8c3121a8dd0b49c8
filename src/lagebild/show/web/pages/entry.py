"""The door: who knows the token may enter. And a page of help."""

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from lagebild.show.web.context import Context, Site, settings, shell
from lagebild.show.web.forms import Form, way_back
from lagebild.show.web.params import Params
from lagebild.show.web.safety import ENTRY_COOKIE


def ask(request: Request, site: Site, status: int = 200, back: str = "") -> HTMLResponse:
    """The form for the token; it needs no store."""
    language, theme = settings(request, Params())
    wanted = back or request.query_params.get("back", "/")
    page = shell("login.html", request, site, language, theme, back=wanted, wrong=status != 200)
    return HTMLResponse(page, status)


def enter(request: Request, site: Site, form: Form) -> Response:
    if not site.door.is_token(form.get("token", "")):
        return ask(request, site, 403, way_back(form))
    response = RedirectResponse(way_back(form), 303)
    response.set_cookie(ENTRY_COOKIE, site.door.entry(), httponly=True, samesite="strict")
    return response


def help_page(context: Context) -> Response:
    return context.html("help.html")


VIEWS = (("/help", help_page),)
