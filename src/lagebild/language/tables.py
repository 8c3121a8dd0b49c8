"""Reading the tables of language and world knowledge.

A table is a UTF-8 file with tab-separated columns: comment lines (#) say where it comes from and
what the columns mean, the first other line names the columns, and every further line is a row.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

Row = Mapping[str, str]


@dataclass(frozen=True)
class Table:
    """The rows of one table, each a mapping from column name to (possibly empty) text."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def column(self, name: str) -> tuple[str, ...]:
        """The values of one column, empty ones left out."""
        return tuple(row[name] for row in self.rows if row[name])


@cache
def load_table(language: str, name: str) -> Table:
    """The table `name` of a language folder ("de", "en", "world").

    Raises FileNotFoundError where the package has no such table, ValueError where a row has more
    cells than there are columns.
    """
    path = files("lagebild.language").joinpath(language, f"{name}.tsv")
    return parse_table(f"{language}/{name}", path.read_text(encoding="utf-8"))


def parse_table(name: str, content: str) -> Table:
    """Turn the text of a table into rows; missing cells at the end of a line are empty."""
    columns: tuple[str, ...] = ()
    rows: list[Row] = []
    for number, line in enumerate(content.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if not columns:
            columns = tuple(cells)
            continue
        if len(cells) > len(columns):
            raise ValueError(
                f"table {name}, line {number}: {len(cells)} cells, {len(columns)} columns"
            )
        cells += [""] * (len(columns) - len(cells))
        rows.append(dict(zip(columns, cells, strict=True)))
    return Table(name, columns, tuple(rows))
