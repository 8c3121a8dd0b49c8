"""What an evaluation prints: a title, tables of figures and notes."""

from collections.abc import Sequence
from dataclasses import dataclass

Cell = str | int | float | None


@dataclass(frozen=True)
class ReportTable:
    """A table: `header` names the columns, each row has as many cells. Floats are shares (0..1)."""

    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    title: str = ""


@dataclass(frozen=True)
class Report:
    """The figures of one task on one data set, ready to be printed."""

    title: str
    tables: tuple[ReportTable, ...] = ()
    notes: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.text()

    def text(self) -> str:
        """The report as plain text; shares are shown with three decimals."""
        blocks = [self.title, "=" * len(self.title), ""]
        for table in self.tables:
            blocks += [render_table(table), ""]
        blocks += [f"- {note}" for note in self.notes]
        return "\n".join(blocks).rstrip()


def score(true_positive: float, false_positive: float, false_negative: float) -> tuple[float, ...]:
    """Precision, recall and F1 of counts; 0.0 where a denominator is empty."""
    precision = true_positive / max(1, true_positive + false_positive)
    recall = true_positive / max(1, true_positive + false_negative)
    total = precision + recall
    return precision, recall, 2 * precision * recall / total if total else 0.0


def render_table(table: ReportTable) -> str:
    """A table as aligned plain text: the first column to the left, figures to the right."""
    cells = [[_cell(value) for value in row] for row in (table.header, *table.rows)]
    widths = [max(len(row[i]) for row in cells) for i in range(len(table.header))]
    lines = [_line(row, widths) for row in cells]
    lines.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join([table.title, *lines] if table.title else lines)


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    first, *rest = zip(row, widths, strict=True)
    return "  ".join([first[0].ljust(first[1]), *(c.rjust(w) for c, w in rest)]).rstrip()


def _cell(value: Cell) -> str:
    if value is None:
        return "-"
    return f"{value:.3f}" if isinstance(value, float) else str(value)
