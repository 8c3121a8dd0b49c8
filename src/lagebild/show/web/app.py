"""The application: routes, errors, static files."""

import os
import sys
import traceback
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from lagebild.errors import LagebildError, StoreError, UsageError
from lagebild.show.plain import harmless
from lagebild.show.web import pages
from lagebild.show.web.context import Context, Site, make_context
from lagebild.show.web.errors import error_page
from lagebild.show.web.forms import Form, check_form, read_form
from lagebild.show.web.pages import entry
from lagebild.show.web.safety import Door, Guard
from lagebild.show.web.search import Search
from lagebild.show.web.stores import Stores

View = Callable[[Context], Response]
Act = Callable[[Request, Site, Form], Response]


def make_app(path: Path, door: Door) -> ASGIApp:
    """The pages over the store at `path`, behind `door`."""
    stores = Stores(path)
    site = Site(stores, Search(path, stores.version), door)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        yield
        stores.close()

    app = Starlette(
        routes=_routes(site),
        lifespan=lifespan,
        exception_handlers={
            HTTPException: _said(site), UsageError: _said(site), LagebildError: _said(site),
            Exception: _said(site),
        },
    )  # fmt: skip
    return Guard(app, door)


def _routes(site: Site) -> list[BaseRoute]:
    static = files("lagebild.show.web").joinpath("static")
    return [
        Mount("/static", _Assets(directory=str(static)), name="static"),
        *(Route(path, _endpoint(view, site)) for path, view in pages.VIEWS),
        *(Route(path, _form(act, site), methods=["POST"]) for path, act in pages.FORMS),
        Route("/login", _form(entry.enter, site), methods=["POST"]),
        Route("/login", _ask(site)),
    ]


def _ask(site: Site) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        return entry.ask(request, site)

    return answer


def _form(act: Act, site: Site) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        form = await read_form(request)
        check_form(request, site.door, form)
        return await run_in_threadpool(_guarded, request, lambda: act(request, site, form))

    return answer


def _endpoint(view: View, site: Site) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        def ask() -> Response:
            with site.stores.reading() as store:
                return view(make_context(request, store, site))

        return _guarded(request, ask)

    return answer


def _guarded(request: Request, act: Callable[[], Response]) -> Response:
    """What was not foreseen is noted here and becomes one sentence for the reader."""
    try:
        return act()
    except (LagebildError, HTTPException):
        raise
    except Exception as error:
        _note(request, error)
        raise LagebildError("something unforeseen went wrong") from error


def _note(request: Request, error: Exception) -> None:
    """Say on standard error what no reader of the pages is told."""
    if os.environ.get("LAGEBILD_DEBUG"):
        traceback.print_exception(error)
    said = harmless(f"{request.url.path}: {type(error).__name__}: {error}")
    print(f"lagebild: {said}", file=sys.stderr)


class _Assets(StaticFiles):
    """Our own files; those that carry their version in their name may be kept for good."""

    async def get_response(self, path: str, scope: Any) -> Response:
        response = await super().get_response(path, scope)
        kept = "max-age=31536000, immutable" if path.startswith("vendor") else "no-cache"
        response.headers["cache-control"] = kept
        return response


def _said(site: Site) -> Callable[[Request, Exception], Awaitable[Response]]:
    async def answer(request: Request, error: Exception) -> Response:
        status, reason = _reason(error)
        if request.url.path.startswith("/api/"):
            return JSONResponse({"error": reason}, status)
        if request.url.path.startswith("/static/"):
            return PlainTextResponse("There is no such file.\n", status)
        return await run_in_threadpool(error_page, request, site, status, reason)

    return answer


def _reason(error: Exception) -> tuple[int, str]:
    if isinstance(error, HTTPException):
        return error.status_code, error.detail
    if isinstance(error, UsageError):
        return 400, str(error)
    if isinstance(error, StoreError):
        return 503, str(error)
    if isinstance(error, LagebildError):
        return 500, str(error)
    return 500, "something unforeseen went wrong"
