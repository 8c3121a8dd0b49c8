"""Lagebild reads news articles and builds an evidence-linked picture of a political situation."""

from lagebild.api import Picture, analyse
from lagebild.api import open_store as open

__all__ = ["Picture", "__version__", "analyse", "open"]

__version__ = "0.1.0"
