"""Fixtures over the sample records."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sample_records import MakeAnalysis, MakeArticle, analysis, article, full_article, given

from lagebild.records import Analysis, Article
from lagebild.store.writer import Given


@pytest.fixture
def make_article() -> MakeArticle:
    return article


@pytest.fixture
def rich_article() -> Article:
    return full_article()


@pytest.fixture
def make_analysis() -> MakeAnalysis:
    return analysis


@pytest.fixture
def give() -> Callable[..., tuple[Given, Analysis]]:
    return given


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "x.duckdb"
