"""Named recipes: how often each source is seen, and the other settings of a run."""

from __future__ import annotations

from dataclasses import replace

from lagebild.errors import UsageError
from lagebild.train.loop import Recipe

_SHARES = {
    "de_gsd": 1.5,
    "de_pud": 1.5,
    "subjunctive": 1.0,
    "en_ewt": 0.7,
    "en_pud": 0.5,
    "de_tagged": 0.2,
    "germeval": 1.5,
    "mobie": 0.1,
    "smartdata": 0.2,
    "europeana": 0.06,
}
# The second stage sees trees that the first stage's model drew, beside the ones drawn by hand.
_SECOND = {
    **_SHARES,
    "de_gsd": 2.5,
    "de_pud": 1.0,
    "en_ewt": 0.8,
    "germeval": 1.2,
    "de_tagged": 0.1,
    "silver_de_tagged": 0.3,
    "silver_germeval": 0.4,
    "silver_smartdata": 0.1,
}
# The last stage goes back to the data drawn by hand, most of all to those the style of which ships.
_THIRD = {
    **_SECOND,
    "de_gsd": 3.0,
    "de_pud": 0.7,
    "en_ewt": 0.5,
    "en_pud": 0.2,
    "germeval": 1.5,
    "de_tagged": 0.0,
    "mobie": 0.05,
    "smartdata": 0.1,
    "europeana": 0.03,
    "silver_de_tagged": 0.35,
    "silver_germeval": 0.3,
    "silver_smartdata": 0.05,
}
# The student sees all sentences without trees through the eyes of its teachers.
_TAUGHT = {
    "de_gsd": 3.0,
    "de_pud": 0.7,
    "subjunctive": 1.0,
    "en_ewt": 0.7,
    "en_pud": 0.3,
    "mobie": 0.05,
    "smartdata": 0.1,
    "europeana": 0.03,
    "soft_de_tagged": 0.6,
    "soft_germeval": 1.5,
}
# For names held out: a network that never saw GermEval's names, and what it learns of them then.
_NAMELESS = {name: share for name, share in _SHARES.items() if name != "germeval"}
_FOLD = {"germeval": 2.0, "de_gsd": 0.2, "mobie": 0.02, "smartdata": 0.03}
_STUDENT = Recipe(
    layers=7,
    join=2,
    epochs=30,
    encoder_rate=2e-4,
    head_rate=1e-3,
    warm_up=0.04,
    seed=6,
    shares=_TAUGHT,
)
RECIPES = {
    "quick": Recipe(epochs=6, shares=_SHARES),
    "full": Recipe(epochs=12, shares=_SHARES),
    "third": Recipe(
        epochs=4, encoder_rate=1.2e-4, head_rate=7e-4, warm_up=0.05, seed=3, shares=_THIRD
    ),
    "student": _STUDENT,
    "nameless": Recipe(layers=7, join=2, epochs=6, seed=9, shares=_NAMELESS),
    "fold": replace(_STUDENT, epochs=6, head_rate=2e-3, seed=10, shares=_FOLD),
    "narrow": replace(_STUDENT, heads=6, inner=1280, head_rate=8e-4, warm_up=0.03, seed=8),
    "second": Recipe(
        epochs=10, encoder_rate=1.8e-4, head_rate=1e-3, warm_up=0.05, seed=2, shares=_SECOND
    ),
}


def recipe(name: str) -> Recipe:
    """The recipe of that name; raises UsageError for an unknown one."""
    if name not in RECIPES:
        raise UsageError(f"unknown recipe {name!r}: one of {', '.join(sorted(RECIPES))}")
    return RECIPES[name]
