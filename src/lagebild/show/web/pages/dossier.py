"""The dossier of an actor or a pair, as the command line writes it."""

import base64
import hashlib
import re

from starlette.responses import HTMLResponse, PlainTextResponse, Response

from lagebild.errors import UsageError
from lagebild.show.dossier import dossier as compose
from lagebild.show.dossier import html_page, markdown_text
from lagebild.show.dossier.document import Document
from lagebild.show.web.context import Context
from lagebild.show.web.safety import POLICY

_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


def dossier(context: Context) -> Response:
    """The self-contained page; its own style, and nothing else, is let in besides ours."""
    document = _document(context)
    page = html_page(document)
    hashes = " ".join(
        f"'sha256-{base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()}'"
        for style in _STYLE.findall(page.partition("</head>")[0])
    )
    policy = POLICY.replace("style-src 'self'", f"style-src 'self' {hashes}".rstrip())
    return HTMLResponse(page, headers={"content-security-policy": policy})


def markdown(context: Context) -> Response:
    return PlainTextResponse(
        markdown_text(_document(context)),
        media_type="text/markdown",
        headers={"content-disposition": 'attachment; filename="dossier.md"'},
    )


def _document(context: Context) -> Document:
    params = context.params
    if not params.actor:
        raise UsageError("actor is needed: whom the dossier is about")
    return compose(
        context.store, params.actor, params.partner,
        language=context.language, since=params.since, until=params.until,
    )  # fmt: skip


VIEWS = (("/dossier", dossier), ("/dossier.md", markdown))
