"""Scoring the German cases of Recognizers-Text, whose conventions differ from TIMEX3."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lagebild.evaluate.date_sets import Document


@dataclass(frozen=True)
class CaseScore:
    """How many specifications of a kind have the right extent and value."""

    name: str
    right: int
    total: int

    def row(self) -> str:
        """One line of the report."""
        return f"  {self.name:42}{self.right:5} of {self.total:4}{100 * self.right / self.total:8.1f}"


def score_cases(documents: Sequence[Document]) -> Iterator[CaseScore]:
    """Nothing yet."""
    return iter(())
