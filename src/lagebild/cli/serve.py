"""lagebild serve"""

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from lagebild.cli.options import StoreDefault, StoreOption


def serve(
    *,
    store: StoreOption = StoreDefault,
    host: Annotated[
        str, Parameter(name="--host", help="The address to listen at; others need --token.")
    ] = "127.0.0.1",
    port: Annotated[int, Parameter(name="--port", help="The port; 0: any free one.")] = 8765,
    token: Annotated[
        str | None,
        Parameter(
            name="--token", env_var="LAGEBILD_TOKEN", help="What visitors must know to enter."
        ),
    ] = None,
) -> int:
    """Show the store as web pages, and answer questions as JSON, until Ctrl-C."""
    from lagebild.show.web.server import serve as run
    from lagebild.store import Store

    with Store(Path(store)):
        pass  # what is wrong with the store is said here and not on a page
    run(Path(store), host, port, token)
    return 0
