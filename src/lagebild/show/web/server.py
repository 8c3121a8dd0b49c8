"""Running the pages."""

import socket
from pathlib import Path

import uvicorn

from lagebild.errors import UsageError
from lagebild.show.web.app import make_app
from lagebild.show.web.safety import Door, is_loopback

SHORTEST_TOKEN = 16


def serve(path: Path, host: str, port: int, token: str | None) -> None:
    """Answer until interrupted.

    Raises UsageError where the host needs a token, or host and port cannot be bound.
    """
    check_entry(host, token)
    app = make_app(path, Door.of(host, token))
    with _listen(host, port) as listening:
        number = listening.getsockname()[1]
        shown = f"[{host}]" if ":" in host else host
        print(f"http://{shown}:{number}/ (Ctrl-C ends)", flush=True)
        config = uvicorn.Config(
            app, log_level="warning", access_log=False, server_header=False, date_header=False,
            lifespan="on", ws="none", timeout_graceful_shutdown=3,
        )  # fmt: skip
        uvicorn.Server(config).run(sockets=[listening])


def check_entry(host: str, token: str | None) -> None:
    """Others than this machine may only enter with a token of some length."""
    if token is None and not is_loopback(host):
        raise UsageError(
            f"--host {host} can be reached by other machines: give a --token that they must know"
        )
    if token is not None and len(token) < SHORTEST_TOKEN:
        raise UsageError(f"--token needs at least {SHORTEST_TOKEN} characters")


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host.strip("[]"), port))
    except (OSError, OverflowError) as error:
        listening.close()
        reason = getattr(error, "strerror", None) or error
        raise UsageError(f"cannot listen at {host}, port {port}: {reason}") from error
    return listening
