"""The packaged model, loaded once for all tests of this folder."""

import pytest

from lagebild.parse.model import Model, default_model


@pytest.fixture(scope="session")
def model() -> Model:
    return default_model()
