"""Forms that change something: read with bounds, and only from our own pages."""

from urllib.parse import parse_qs

from starlette.exceptions import HTTPException
from starlette.requests import Request

from lagebild.errors import UsageError
from lagebild.show.web.safety import LARGEST_BODY, Door

MOST_FIELDS, LONGEST_FIELD = 40, 2000

Form = dict[str, str]


async def read_form(request: Request) -> Form:
    """The fields of a form, each once. Raises HTTPException where it is no form or too long."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip()
    if kind != "application/x-www-form-urlencoded":
        raise HTTPException(415)
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > LARGEST_BODY:
            raise HTTPException(413)
    try:
        fields = parse_qs(body.decode("utf-8"), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError as error:
        raise HTTPException(400) from error
    form = {name: values[-1].strip().replace("\x00", "") for name, values in fields.items()}
    if any(len(value) > LONGEST_FIELD for value in form.values()):
        raise UsageError(f"a field may have {LONGEST_FIELD} characters at most")
    return form


def check_form(request: Request, door: Door, form: Form) -> None:
    """Raises HTTPException where the form was not sent from one of our pages."""
    session = request.scope.get("lagebild.session")
    if not door.is_ours(request.headers, session, form.get("key", "")):
        raise HTTPException(403)


def way_back(form: Form) -> str:
    """Where to go on: an address of ours, never another site's."""
    back = form.get("back", "/")
    if not back.startswith("/") or back.startswith(("//", "/\\")) or "\\" in back:
        return "/"
    return back if back.isprintable() else "/"
