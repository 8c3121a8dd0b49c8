"""Fixtures of the reading tests."""

from pathlib import Path

import pytest
from reading import Folder


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)
