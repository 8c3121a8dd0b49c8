"""Helpers of the reading tests: files are made here, small and by hand."""

import gzip
from pathlib import Path

from lagebild.errors import SourceError
from lagebild.read import Bounds, read_sources
from lagebild.records import RawArticle

PAGE = """<!DOCTYPE html><html lang="de-AT"><head><title>Talsperre fertig - Tagblatt am See</title>
<meta property="og:site_name" content="Tagblatt am See">
<meta property="og:title" content="Talsperre fertig">
<meta name="author" content="Petra Muster">
<meta property="article:published_time" content="2023-05-14T08:00:00+02:00">
<link rel="canonical" href="https://tagblatt.example/talsperre"></head>
<body><nav><a href="/">Start</a> <a href="/welt">Welt</a></nav>
<article><h1>Talsperre fertig</h1>
<p>Nach sechs Jahren Bauzeit hat die Regierung die Talsperre im Süden übergeben.</p>
<p>Der Minister sprach am Sonntag von einem „guten Tag“ für die ganze Region.</p></article>
<script>var x = "nicht lesen";</script></body></html>"""


class Folder:
    """A folder to write inputs into and read them from."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def write(self, name: str, content: str | bytes) -> str:
        data = content.encode("utf-8") if isinstance(content, str) else content
        target = self.path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
        return str(target)

    def pack(self, name: str, content: str | bytes) -> str:
        data = content.encode("utf-8") if isinstance(content, str) else content
        return self.write(name, gzip.compress(data))


def read(*sources: str, bounds: Bounds | None = None) -> tuple[list[RawArticle], list[SourceError]]:
    """All articles and all failures, apart."""
    outcomes = list(read_sources(sources, bounds or Bounds()))
    articles = [o for o in outcomes if isinstance(o, RawArticle)]
    failures = [o for o in outcomes if isinstance(o, SourceError)]
    assert len(articles) + len(failures) == len(outcomes)
    return articles, failures
