"""The pages, one module each; `VIEWS` names their addresses, `FORMS` those
that change something."""

from collections.abc import Callable

from starlette.responses import Response

from lagebild.show.web.context import Context
from lagebild.show.web.pages import (
    actor,
    api,
    article,
    ask,
    corrections,
    dossier,
    entry,
    files,
    listed,
    network,
    overview,
    places,
    records,
    relation,
    search,
    timeline,
)

VIEWS: tuple[tuple[str, Callable[[Context], Response]], ...] = (
    *overview.VIEWS, *timeline.VIEWS, *relation.VIEWS, *network.VIEWS, *places.VIEWS,
    *actor.VIEWS, *article.VIEWS, *records.VIEWS, *listed.VIEWS, *search.VIEWS, *ask.VIEWS,
    *files.VIEWS, *dossier.VIEWS, *api.VIEWS,
    *corrections.VIEWS, *entry.VIEWS,
)  # fmt: skip

FORMS = corrections.FORMS
