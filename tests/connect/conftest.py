"""Stores made of small articles."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from lagebild.connect import connect_store
from lagebild.ids import digest
from lagebild.records import Analysis
from lagebild.store import Store
from lagebild.store.writer import Batch, Given, write_batch

MakeStore = Callable[..., Path]


@pytest.fixture
def make_store(tmp_path: Path) -> MakeStore:
    """Write analyses in the order given, connect, and return the path."""

    def make(analyses: Sequence[Analysis], name: str = "x") -> Path:
        path = tmp_path / f"{name}.duckdb"
        with Store(path, write=True) as store:
            found = []
            for analysis in analyses:
                raw = digest(analysis.article.id, analysis.article.text)
                found.append((Given("s", analysis.article.origin, raw), analysis))
            write_batch(store, Batch(found=found), 1)
            connect_store(store)
        return path

    return make


@pytest.fixture
def rows() -> Callable[[Path, str], list[dict[str, object]]]:
    def ask(path: Path, sql: str) -> list[dict[str, object]]:
        with Store(path) as store:
            return store.rows(sql)

    return ask
