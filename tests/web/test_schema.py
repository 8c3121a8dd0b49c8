"""The API keeps what its description promises, whatever is asked of it."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from web_pages import client_of

schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed")

pytestmark = pytest.mark.web

EXAMPLES = int(os.environ.get("LAGEBILD_EXAMPLES", "25"))  # an address; more for a soak run


@pytest.fixture(scope="module")
def described(store_path: Path) -> Any:
    with client_of(store_path) as client:
        schema = schemathesis.openapi.from_dict(client.get("/api/openapi.json").json())
        yield schema, client


def test_the_api_keeps_its_promises(described: Any) -> None:
    from hypothesis import HealthCheck, Phase, given, settings

    schema, client = described
    for operation in schema.get_all_operations():
        op = operation.ok()
        run = given(case=op.as_strategy())(_asking(schema.raw_schema, op.path, client))
        settings(
            max_examples=EXAMPLES, deadline=None, database=None, phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )(run)()  # fmt: skip


def _asking(raw: dict[str, Any], path: str, client: Any) -> Callable[[Any], None]:
    from jsonschema import Draft202012Validator

    answers = raw["paths"][path]["get"]["responses"]

    def asked(case: Any) -> None:
        answer = client.get(path, params=dict(case.query or {}))
        status = str(answer.status_code)
        assert status in answers, (path, case.query, answer.text[:200])
        wanted = answers[status]["content"]["application/json"]["schema"]
        Draft202012Validator({**wanted, "components": raw["components"]}).validate(answer.json())

    return asked
