"""What stands in front of every page: host names, entry, and what a browser may load."""

import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from http.cookies import CookieError, SimpleCookie
from ipaddress import ip_address
from urllib.parse import quote, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK_NAMES = ("localhost", "127.0.0.1", "::1")
SESSION_COOKIE, ENTRY_COOKIE = "lagebild_session", "lagebild_entry"
OPEN_PATHS = ("/login", "/static/")
LARGEST_BODY = 64_000

# No script or style but our own files; a page can neither be framed nor send a form elsewhere.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# A page of its own may say more exactly what it needs (`setdefault` below); see pages/dossier.py.
# Nothing tells other sites where a reader came from. Within these pages the browser must still
# name the origin of a form, which `no-referrer` would turn into "null".
HEADERS = {
    "content-security-policy": POLICY,
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "geolocation=(), camera=(), microphone=()",
}


@dataclass(frozen=True)
class Door:
    """Under which names the pages answer, and the word that lets in (None: everybody)."""

    hosts: frozenset[str]
    token: str | None
    secret: bytes

    @classmethod
    def of(cls, host: str, token: str | None) -> "Door":
        """The door for a host that is bound: its own name and, on loopback, all names of it."""
        names = {host.strip("[]").casefold()}
        if is_loopback(host):
            names |= set(LOOPBACK_NAMES)
        elif host in ("0.0.0.0", "::"):
            names = set()  # every address of the machine, no host names: see `answers_to`
        return cls(frozenset(names), token, secrets.token_bytes(32))

    def answers_to(self, host: str | None) -> bool:
        """Whether a Host header names this server and not a stranger's name for it.

        Bound to all addresses, any plain address is ours; a name in the header would be one that
        somebody else's name server has pointed here.
        """
        name = _host_name(host)
        if name is None:
            return False
        if name in self.hosts:
            return True
        return not self.hosts and (name in LOOPBACK_NAMES or _is_address(name))

    def sign(self, kind: str, value: str) -> str:
        return hmac.new(self.secret, f"{kind}:{value}".encode(), sha256).hexdigest()

    def entry(self) -> str:
        """The cookie of somebody who gave the token."""
        return self.sign("entry", self.token or "")

    def lets_in(self, headers: Headers, cookies: Mapping[str, str]) -> bool:
        if self.token is None:
            return True
        given = headers.get("authorization", "")
        if given.startswith("Bearer ") and self.is_token(given.removeprefix("Bearer ")):
            return True
        return hmac.compare_digest(cookies.get(ENTRY_COOKIE, "").encode(), self.entry().encode())

    def is_token(self, given: str) -> bool:
        return self.token is not None and hmac.compare_digest(
            given.strip().encode(), self.token.encode()
        )

    def form_key(self, session: str) -> str:
        """What a form must send along to be taken for one of ours."""
        return self.sign("form", session)

    def is_ours(self, headers: Headers, session: str | None, key: str) -> bool:
        """Whether a form was sent from one of these pages, by the browser that got it."""
        if not session or not hmac.compare_digest(key.encode(), self.form_key(session).encode()):
            return False
        site = headers.get("sec-fetch-site")
        if site is not None and site != "same-origin":
            return False
        origin = headers.get("origin")
        if origin is None:
            return site == "same-origin"
        return urlsplit(origin).netloc == headers.get("host")


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach a server bound to `host`."""
    name = host.strip("[]").casefold()
    if name == "localhost":
        return True
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False


def _host_name(host: str | None) -> str | None:
    try:
        parts = urlsplit(f"//{host}")
        _ = parts.port  # a wrong port makes the header wrong
        plain = parts.hostname if host and not parts.path and "@" not in host else None
    except ValueError:
        return None
    return plain.casefold().rstrip(".") if plain else None


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def cookies_of(headers: Headers) -> dict[str, str]:
    """The cookies of a request; none where the header is damaged."""
    try:
        return {name: morsel.value for name, morsel in SimpleCookie(headers.get("cookie")).items()}
    except CookieError:
        return {}


class Guard:
    """The ASGI layer that refuses strangers and puts the rules on every answer."""

    def __init__(self, app: ASGIApp, door: Door) -> None:
        self._app = app
        self._door = door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refusal = self._refusal(scope, headers)
        if refusal is not None:
            await refusal(scope, receive, _with_rules(send))
            return
        cookies = cookies_of(headers)
        session = cookies.get(SESSION_COOKIE, "")
        fresh = not (len(session) == 43 and session.replace("-", "").replace("_", "").isalnum())
        if fresh:
            session = secrets.token_urlsafe(32)
        scope["lagebild.session"] = session
        scope["lagebild.cookies"] = cookies
        await self._app(scope, receive, _with_rules(send, session if fresh else None))

    def _refusal(self, scope: Scope, headers: Headers) -> ASGIApp | None:
        if not self._door.answers_to(headers.get("host")):
            return PlainTextResponse("This server does not answer to that name.\n", 421)
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > LARGEST_BODY:
            return PlainTextResponse("That is too much.\n", 413)
        path: str = scope["path"]
        if path.startswith(OPEN_PATHS) or self._door.lets_in(headers, cookies_of(headers)):
            return None
        if path.startswith("/api/"):
            return PlainTextResponse(
                "A token is needed: Authorization: Bearer TOKEN\n", 401,
                {"www-authenticate": "Bearer"},
            )  # fmt: skip
        query = scope["query_string"].decode("latin-1")
        back = quote(f"{path}?{query}" if query else path)
        return RedirectResponse(f"/login?back={back}", 303)


def _with_rules(send: Send, session: str | None = None) -> Send:
    async def send_with_rules(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            headers.setdefault("cache-control", "no-store")
            if session is not None:
                headers.append(
                    "set-cookie", f"{SESSION_COOKIE}={session}; Path=/; HttpOnly; SameSite=Strict"
                )
        await send(message)

    return send_with_rules
