"""lagebild dossier, lagebild digest"""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from lagebild.cli.options import SinceOption, StoreDefault, StoreOption, UntilOption
from lagebild.errors import UsageError

if TYPE_CHECKING:
    from lagebild.show.dossier.document import Document

FileOption = Annotated[
    Path | None,
    Parameter(name=["--output", "-o"], help="A .html or .md file; without it Markdown is printed."),
]
LanguageOption = Annotated[
    Literal["de", "en"], Parameter(name="--language", help="Of headings and titles.")
]


def dossier(
    first: Annotated[str, Parameter(name="A", help="An actor: id, name or country code.")],
    second: Annotated[
        str | None, Parameter(name="B", help="A second actor: what is between the two.")
    ] = None,
    /,
    *,
    since: SinceOption = None,
    until: UntilOption = None,
    language: LanguageOption = "de",
    store: StoreOption = StoreDefault,
    output: FileOption = None,
) -> int:
    """Write everything on an actor or a pair, with footnotes to the sentences."""
    from lagebild.show.dossier import dossier as compose
    from lagebild.store import Store

    check_suffix(output)
    with Store(store) as opened:
        document = compose(opened, first, second, language=language, since=since, until=until)
    write_document(document, output)
    return 0


def digest(
    *,
    since: Annotated[str, Parameter(name="--since", help="The first day (2023-09-19).")],
    until: UntilOption = None,
    region: Annotated[
        str | None,
        Parameter(name="--region", help="caucasus, balkans ..., or codes: ARM,AZE,GEO."),
    ] = None,
    language: LanguageOption = "de",
    store: StoreOption = StoreDefault,
    output: FileOption = None,
) -> int:
    """Write what is new in a region since a day, with footnotes to the sentences."""
    from lagebild.show.dossier import digest as compose
    from lagebild.store import Store

    check_suffix(output)
    with Store(store) as opened:
        document = compose(opened, since, region=region, until=until, language=language)
    write_document(document, output)
    return 0


def check_suffix(output: Path | None) -> None:
    """Raises UsageError for a file that is neither a page nor Markdown."""
    if output is not None and output.suffix.lower() not in (".html", ".htm", ".md"):
        raise UsageError(f"{output}: the file's name must end in .html or .md")


def write_document(document: "Document", output: Path | None) -> None:
    """Print a document as Markdown, or write it as what the file's name says."""
    from lagebild.show.dossier import html_page, markdown_text
    from lagebild.show.export.files import text_file

    if output is None:
        sys.stdout.write(markdown_text(document))
        return
    page = output.suffix.lower() != ".md"
    with text_file(output) as stream:
        stream.write(html_page(document) if page else markdown_text(document))
