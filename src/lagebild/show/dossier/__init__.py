"""Dossiers and digests: what is known, every sentence with a footnote to article and words."""

from lagebild.show.dossier.compose import dossier
from lagebild.show.dossier.digest import digest
from lagebild.show.dossier.page import html_page
from lagebild.show.dossier.text import markdown_text

__all__ = ["digest", "dossier", "html_page", "markdown_text"]
