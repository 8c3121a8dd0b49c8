"""The options that several commands share."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from lagebild.errors import UsageError

Format = Literal["table", "jsonl", "csv", "parquet"]
TABLE_ROWS = 100
# Stands for the argument "-" while the command line is taken apart: the parser takes a hyphen for
# an option. No file name can hold this character.
DASH = "\x00"

SourceArgument = Annotated[
    str, Parameter(name="SOURCE", help="Files, folders, globs, or - for standard input.")
]
StoreOption = Annotated[Path, Parameter(name="--store", help="The store's file.")]
FormatOption = Annotated[Format, Parameter(name=["--format", "-f"], help="How rows are written.")]
OutputOption = Annotated[
    Path | None, Parameter(name=["--output", "-o"], help="The file to write instead of printing.")
]
ActorOption = Annotated[
    str | None,
    Parameter(name="--actor", help="Id, name, any spelling, or country code (ARM) of an actor."),
]
PartnerOption = Annotated[
    str | None, Parameter(name="--with", help="A second actor who must take part as well.")
]
TypesOption = Annotated[
    list[str] | None, Parameter(name="--type", help="PLOVER types: CONSULT, ASSAULT ...")
]
StatusOption = Annotated[
    list[str] | None,
    Parameter(name="--status", help="actual, planned, negated or hypothetical."),
]
SinceOption = Annotated[
    str | None, Parameter(name="--since", help="From this day, month or year on (2023-09).")
]
UntilOption = Annotated[
    str | None, Parameter(name="--until", help="Up to this day, month or year (included).")
]
ArticleOption = Annotated[str | None, Parameter(name="--article", help="The id of an article.")]
LimitOption = Annotated[
    int | None,
    Parameter(name="--limit", help="At most so many rows; 0: all (tables show 100 by default)."),
]
ByOption = Annotated[str, Parameter(name="--by", help="Who says so.")]
NoteOption = Annotated[str, Parameter(name="--note", help="Why.")]
StoreDefault = Path("lagebild.duckdb")


@dataclass(frozen=True)
class Output:
    """Where the rows go."""

    form: Format
    path: Path | None
    limit: int | None

    def row_limit(self) -> int | None:
        """The limit for the query: tables are cut at 100 rows unless asked otherwise."""
        if self.limit is not None and self.limit < 0:
            raise UsageError("--limit must not be negative")
        if self.limit is None:
            return TABLE_ROWS if self.form == "table" else None
        return self.limit or None
