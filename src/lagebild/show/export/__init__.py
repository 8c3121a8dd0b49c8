"""Exports: the picture in the formats that other tools read."""

from lagebild.show.export.registry import EXPORTERS, Exporter, export

__all__ = ["EXPORTERS", "Exporter", "export"]
