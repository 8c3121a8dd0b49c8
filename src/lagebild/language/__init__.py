"""Language knowledge as readable tables: one folder a language, plus `world` for facts."""

from lagebild.language.tables import Table, load_table

__all__ = ["Table", "load_table"]
