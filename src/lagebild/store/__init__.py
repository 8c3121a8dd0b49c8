"""Storing: one DuckDB file, written batch by batch, readable by any DuckDB."""

from lagebild.store.open import DEFAULT_STORE
from lagebild.store.store import Store

__all__ = ["DEFAULT_STORE", "Store"]
