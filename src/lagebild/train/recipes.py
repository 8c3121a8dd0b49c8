"""Named recipes: how often each source is seen, and the other settings of a run."""

from __future__ import annotations

from lagebild.errors import UsageError
from lagebild.train.loop import Recipe

_SHARES = {
    "de_gsd": 1.5,
    "de_pud": 1.5,
    "en_ewt": 0.8,
    "en_pud": 0.5,
    "de_tagged": 0.15,
    "germeval": 1.5,
    "mobie": 0.15,
    "smartdata": 0.2,
    "europeana": 0.08,
}
RECIPES = {
    "quick": Recipe(epochs=6, shares=_SHARES),
    "full": Recipe(epochs=12, shares=_SHARES),
}


def recipe(name: str) -> Recipe:
    """The recipe of that name; raises UsageError for an unknown one."""
    if name not in RECIPES:
        raise UsageError(f"unknown recipe {name!r}: one of {', '.join(sorted(RECIPES))}")
    return RECIPES[name]
