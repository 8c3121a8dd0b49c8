"""The export formats by name."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from lagebild.errors import UsageError
from lagebild.show.export import (
    csvw,
    ftm,
    geojson,
    graph,
    icews,
    parquet,
    plover,
    polecat,
)
from lagebild.show.export.wish import Report, Wish
from lagebild.store import Store


@dataclass(frozen=True)
class Exporter:
    """One format: `write` puts what a wish asks for into a path (a folder where `folder`).

    `tellings`: whether it can write every telling of a happening (`raw`).
    """

    write: Callable[[Store, Wish, Path], Report]
    about: str
    folder: bool = False
    tellings: bool = True


EXPORTERS: Mapping[str, Exporter] = {
    "polecat": Exporter(polecat.write, "events as POLECAT's 40 columns, tab-separated"),
    "plover": Exporter(plover.write, "events as PLOVER records, one JSON object a line"),
    "icews": Exporter(icews.write, "dyads as ICEWS's 20 columns, with CAMEO codes"),
    "ftm": Exporter(ftm.write, "FollowTheMoney entities, one JSON object a line", tellings=False),
    "graphml": Exporter(
        graph.write_graphml, "actors and what joins them, for networkx", tellings=False
    ),
    "gexf": Exporter(graph.write_gexf, "the same for Gephi", tellings=False),
    "geojson": Exporter(geojson.write, "happenings with a place, for maps", tellings=False),
    "parquet": Exporter(parquet.write, "a folder with one Parquet file a table", folder=True),
    "csv": Exporter(csvw.write, "CSV with CSV-W metadata: a folder, or one FILE.csv", folder=True),
}


def export(store: Store, name: str, wish: Wish, path: Path) -> Report:
    """Write what `wish` asks for in the format `name`.

    The path appears only when it is complete; what stood there before stays when writing fails.
    Raises UsageError where the path cannot be written or the format knows no single tellings,
    KeyError for an unknown name.
    """
    exporter = EXPORTERS[name]
    if wish.raw and not exporter.tellings:
        raise UsageError(f"--raw: {name} holds happenings, each once; it has no single tellings")
    return exporter.write(store, wish, path)
