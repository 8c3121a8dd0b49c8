"""Titles and summaries of happenings in fifteen languages, from the record alone."""

from lagebild.show.titles.titles import LANGUAGES, happening_summary, happening_title

__all__ = ["LANGUAGES", "happening_summary", "happening_title"]
