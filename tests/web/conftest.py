"""Clients for the pages over an ordinary store, a hostile one and one to be changed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from picture_store import hostile, sample
from starlette.testclient import TestClient
from web_pages import client_of, connected


@pytest.fixture(scope="session")
def store_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return connected(tmp_path_factory.mktemp("web") / "x.duckdb", sample())


@pytest.fixture(scope="session")
def hostile_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return connected(tmp_path_factory.mktemp("web") / "evil.duckdb", hostile())


@pytest.fixture(scope="session")
def client(store_path: Path) -> Iterator[TestClient]:
    with client_of(store_path) as opened:
        yield opened


@pytest.fixture
def own(tmp_path: Path) -> Iterator[TestClient]:
    """A client over a store of its own, to be changed."""
    with client_of(connected(tmp_path / "own.duckdb", sample())) as opened:
        yield opened
