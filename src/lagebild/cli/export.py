"""lagebild export"""

import sys
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from lagebild.cli.options import (
    ActorOption,
    ArticleOption,
    PartnerOption,
    SinceOption,
    StatusOption,
    StoreDefault,
    StoreOption,
    TypesOption,
    UntilOption,
)
from lagebild.errors import UsageError

FormatName = Literal[
    "polecat", "plover", "icews", "ftm", "graphml", "gexf", "geojson", "parquet", "csv"
]
SureOption = Annotated[
    float | None,
    Parameter(name="--sure", help="Only rows of at least this confidence (0 to 1)."),
]
RawOption = Annotated[bool, Parameter(name="--raw", help="Every telling, not each happening once.")]


def export(
    format: Annotated[FormatName, Parameter(name="FORMAT", help="What is written.")],
    /,
    *,
    output: Annotated[
        Path, Parameter(name=["--output", "-o"], help="The file, or folder, to write.")
    ],
    actor: ActorOption = None,
    partner: PartnerOption = None,
    type: TypesOption = None,
    status: StatusOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    article: ArticleOption = None,
    sure: SureOption = None,
    raw: RawOption = False,
    language: Annotated[
        str, Parameter(name="--language", help="Of titles: en, de, fr, ar, zh-Hans ...")
    ] = "en",
    store: StoreOption = StoreDefault,
) -> int:
    """Write the picture in a format that other tools read."""
    from lagebild.picture.question import Filters
    from lagebild.show.export import export as write
    from lagebild.show.export.wish import Wish
    from lagebild.show.titles import LANGUAGES
    from lagebild.store import Store

    if language not in LANGUAGES:
        raise UsageError(f"--language: {language!r} is none of {' '.join(LANGUAGES)}")
    filters = Filters(
        actor=actor, partner=partner, type=tuple(type or ()), status=tuple(status or ()),
        since=since, until=until, article=article,
    )  # fmt: skip
    wish = Wish(filters, raw=raw, sure=sure, language=language)
    with Store(store) as opened:
        report = write(opened, format, wish, output)
    print(f"{output}: {report.rows} rows", file=sys.stderr)
    for reason, number in report.left_out.items():
        print(f"left out: {number} {reason}", file=sys.stderr)
    return 0
