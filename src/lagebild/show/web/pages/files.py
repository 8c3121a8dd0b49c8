"""Lists to take along: the formats of the command line under the filters of the page."""

import tempfile
from pathlib import Path

from starlette.background import BackgroundTask
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, Response

from lagebild.show.formats import write_rows
from lagebild.show.web.context import Context
from lagebild.show.web.listing import LISTINGS

MEDIA = {"csv": "text/csv; charset=utf-8", "jsonl": "application/jsonl"}


def take(context: Context) -> Response:
    """All rows that fit, as one file."""
    name = str(context.request.path_params["name"])
    kind, _, form = name.rpartition(".")
    if kind not in LISTINGS or form not in MEDIA:
        raise HTTPException(404)
    query = LISTINGS[kind].query(context.store, context.params)
    with tempfile.NamedTemporaryFile(suffix=f".{form}", delete=False) as made:
        path = Path(made.name)
    write_rows(context.store, query, "events" if kind == "timeline" else kind, form, path)
    return FileResponse(
        path, media_type=MEDIA[form], filename=f"lagebild-{kind}.{form}",
        background=BackgroundTask(path.unlink, missing_ok=True),
    )  # fmt: skip


VIEWS = (("/files/{name}", take),)
