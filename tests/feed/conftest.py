"""The local server, and fetchers for it."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from local_server import Site, local_site

from lagebild.feed.fetch import Fetcher, Limits


@pytest.fixture
def site() -> Iterator[Site]:
    with local_site() as running:
        yield running


@pytest.fixture
def fetcher() -> Fetcher:
    return Fetcher(Limits(size=200_000, seconds=20, redirects=3), allow_private=True)
