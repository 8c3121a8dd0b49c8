"""A folder of Parquet files, one a table, compressed with zstd."""

from pathlib import Path

from lagebild import __version__
from lagebild.show.export.files import whole_folder
from lagebild.show.export.tables import arrow_table, queries
from lagebild.show.export.wish import Report, Wish
from lagebild.store import Store


def write(store: Store, wish: Wish, path: Path) -> Report:
    """Write events, happenings, quotes, actors, ties, disputes, stories and articles, nested."""
    import pyarrow.parquet

    rows = 0
    with whole_folder(path, (".parquet",)) as fresh:
        for name, query in queries(store, wish).items():
            table = arrow_table(store, query)
            note = {**(table.schema.metadata or {}), b"made_by": f"lagebild {__version__}".encode()}
            pyarrow.parquet.write_table(
                table.replace_schema_metadata(note), fresh / f"{name}.parquet", compression="zstd"
            )
            rows += table.num_rows
    return Report(rows)
