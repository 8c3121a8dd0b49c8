"""Reading the case files: what a rule must do, as data that a person can extend."""

from pathlib import Path

import pytest

from lagebild.language.tables import Row, parse_table

CASES = Path(__file__).parent / "cases"


def load_cases(name: str) -> list[Row]:
    """The rows of tests/cases/NAME.tsv, `\\n` in the text turned into a line break."""
    rows = parse_table(name, (CASES / f"{name}.tsv").read_text(encoding="utf-8"))
    return [{key: cell.replace("\\n", "\n") for key, cell in row.items()} for row in rows]


def case_params(name: str) -> list[object]:
    """The rows as pytest parameters; `known_failure` makes one a strict expected failure."""
    return [
        pytest.param(
            row,
            id=f"{number}-{row.get('why', '')[:40]}",
            marks=[pytest.mark.xfail(strict=True)] if row.get("known_failure") else [],
        )
        for number, row in enumerate(load_cases(name), 1)
    ]
