"""Lagebild reads news articles and builds an evidence-linked picture of a political situation."""

__version__ = "0.1.0"
