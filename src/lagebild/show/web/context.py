"""What a page knows about its request, and how it becomes HTML."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, cast
from urllib.parse import parse_qs, quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse

from lagebild.language.tables import load_table
from lagebild.show.labels import labels, notes, reason
from lagebild.show.web import words
from lagebild.show.web.listing import LISTINGS
from lagebild.show.web.params import Params, read_params
from lagebild.show.web.safety import Door, cookies_of
from lagebild.show.web.search import Search
from lagebild.show.web.stores import Stores
from lagebild.store import Store

LANGUAGES = ("de", "en")
THEMES = ("auto", "light", "dark")
LANGUAGE_COOKIE, THEME_COOKIE = "lagebild_lang", "lagebild_theme"
COOKIE_SECONDS = 365 * 24 * 3600


@cache
def phrases(language: str) -> Mapping[str, str]:
    """The words of the pages."""
    return {row["key"]: row["text"] for row in load_table(language, "web_phrases")}


def _shown(value: Any) -> Any:
    """Texts of articles as they are put into a page: nothing hidden in them."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return words.visible(value)
    return "" if value is None else value


@cache
def environment() -> Environment:
    """The templates; every value put into them is escaped."""
    env = Environment(
        loader=PackageLoader("lagebild.show.web"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.globals |= words.GLOBALS
    env.globals["address"] = address
    return env


def address(kind: str, id: str, **query: str | None) -> str:
    """The stable address of a record's page."""
    pairs = [(name, value) for name, value in query.items() if value]
    if "%" in id or any(part in ("", ".", "..") for part in id.split("/")):
        pairs, path = [("id", id), *pairs], f"/{kind}/"
    else:
        path = f"/{kind}/{quote(id, safe='')}"
    return f"{path}?{urlencode(pairs)}" if pairs else path


@dataclass(frozen=True)
class Site:
    """What all requests share."""

    stores: Stores
    search: Search
    door: Door


@dataclass
class Context:
    """One request: its parameters, its language, the store, and the door it came through."""

    request: Request
    store: Store
    params: Params
    language: str
    theme: str
    site: Site

    @property
    def search(self) -> Search:
        return self.site.search

    @property
    def path(self) -> str:
        return str(self.request.url.path)

    @property
    def session(self) -> str:
        return str(self.request.scope["lagebild.session"])

    def id(self) -> str:
        """The id that the address names."""
        in_path = str(self.request.path_params.get("id", ""))
        return in_path or self.request.query_params.get("id", "")

    def phrase(self, key: str, **values: object) -> str:
        return say(self.language, key, **values)

    def link(self, path: str | None = None, **changes: Any) -> str:
        """This address, or another one with these filters, with some values changed."""
        query = self.params.query(**({"page": None} | changes))
        plain = quote(path if path is not None else self.path, safe="/:")
        own = self.request.query_params.get("id")
        if path is None and own and "id" not in self.request.path_params:
            query = urlencode([("id", own)]) + (f"&{query}" if query else "")
        return f"{plain}?{query}" if query else plain

    def html(self, template: str, status: int = 200, **values: Any) -> HTMLResponse:
        """The page; its language and theme are remembered where the address names them."""
        response = HTMLResponse(render(template, self, **values), status)
        for cookie, value in (
            (LANGUAGE_COOKIE, self.params.lang), (THEME_COOKIE, self.params.theme),
        ):  # fmt: skip
            if value is not None:
                response.set_cookie(
                    cookie, value, max_age=COOKIE_SECONDS, httponly=True, samesite="strict"
                )
        return response


def say(language: str, key: str, **values: object) -> str:
    """A phrase in a language with its values put in."""
    text = phrases(language)[key]
    return text.format(**values) if values else text


def render(template: str, context: Context, **values: Any) -> str:
    language = context.language
    return environment().get_template(template).render(
        context=context, t=context.phrase, language=language, params=context.params,
        label=lambda kind, key: labels(language, kind).get(key, key),
        reason=lambda row: reason(row, language),
        note=lambda kind, key: notes(language, kind).get(key, ""),
        form_key=context.site.door.form_key(context.session), listings=LISTINGS,
        known=phrases(language), **values,
    )  # fmt: skip


def shell(
    template: str, request: Request, site: Site, language: str, theme: str, **values: Any
) -> str:
    """A page that needs no store."""
    context = Context(request, cast(Store, None), Params(), language, theme, site)
    return render(template, context, **values)


def make_context(request: Request, store: Store, site: Site) -> Context:
    """What the address and the cookies say. Raises UsageError for values that make no sense."""
    params = read_params(parse_qs(request.url.query, max_num_fields=200))
    language, theme = settings(request, params)
    return Context(request, store, params, language, theme, site)


def settings(request: Request, params: Params) -> tuple[str, str]:
    """Language and theme: from the address, the cookie, or what the browser prefers."""
    cookies = cookies_of(request.headers)
    language = params.lang or cookies.get(LANGUAGE_COOKIE, "")
    if language not in LANGUAGES:
        preferred = re.findall(r"\b(de|en)\b", request.headers.get("accept-language", "")[:200])
        language = preferred[0] if preferred else LANGUAGES[0]
    theme = params.theme or cookies.get(THEME_COOKIE, "")
    return language, theme if theme in THEMES else THEMES[0]
