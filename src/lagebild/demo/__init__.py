"""The demo: articles of our own in the package, to try everything without other data."""

from importlib.resources import files
from pathlib import Path


def demo_sources() -> list[str]:
    """The paths of the packaged demo articles, sorted by name: what `read_sources` takes."""
    folder = Path(str(files("lagebild.demo").joinpath("articles")))
    return sorted(str(path) for path in folder.iterdir() if not path.name.startswith("."))
