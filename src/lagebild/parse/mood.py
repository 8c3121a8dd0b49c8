"""German moods and tenses: what the form of a verb tells beyond doubt.

Reported speech hangs on Konjunktiv I, which is rare in the training data. Two facts of German
grammar settle most cases: a few very frequent forms are subjunctive wherever they occur, and an
indicative present never ends in -e in the third person singular.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from lagebild.language.tables import load_table
from lagebild.parse.record import IntArray

_VERBS = frozenset({"VERB", "AUX"})
_WEAK_PAST = ("te", "ten", "ete", "eten")
_FIRST_PERSON = frozenset({"ich"})
_SUBJECTS = ("nsubj", "csubj")


@cache
def _forms() -> dict[str, str]:
    return {row["form"]: row["tense"] for row in load_table("de", "subjunctive")}


def mend_moods(
    forms: Sequence[str],
    upos: Sequence[str],
    feats: Sequence[str],
    head: IntArray,
    deprel: Sequence[str],
) -> tuple[str, ...]:
    """The features with mood and tense set where the form leaves no choice."""
    mended = list(feats)
    table = _forms()
    subjects: dict[int, list[str]] | None = None
    for word, form in enumerate(forms):
        if upos[word] not in _VERBS or not _is_finite(feats[word]):
            continue
        lower = form.lower()
        tense = table.get(lower)
        if tense is None and _looks_present_subjunctive(lower, feats[word]):
            if subjects is None:
                subjects = _subjects(forms, head, deprel)
            clause = {word, int(head[word])}
            near = [name for place in clause for name in subjects.get(place, ())]
            tense = None if _FIRST_PERSON.intersection(near) else "Pres"
        if tense is not None:
            mended[word] = _with(feats[word], tense)
    return tuple(mended)


def mend_preterites(
    forms: Sequence[str], lemmas: Sequence[str], upos: Sequence[str], feats: Sequence[str]
) -> tuple[str, ...]:
    """The features with the past tense where a weak verb shows it ("einigten" of "einigen").

    No present ends like that: the ending -te stands behind the stem of the infinitive.
    """
    mended = list(feats)
    for word, form in enumerate(forms):
        present = "Mood=Ind" in feats[word] and "VerbForm=Fin" in feats[word]
        if upos[word] not in _VERBS or not present or "Tense=Past" in feats[word]:
            continue
        stem = lemmas[word].lower().removesuffix("n").removesuffix("e")
        if stem and form.lower() in {stem + ending for ending in _WEAK_PAST}:
            mended[word] = _with(feats[word], "Past", "Ind")
    return tuple(mended)


def _is_finite(feats: str) -> bool:
    return "VerbForm=Fin" in feats and "Mood=Imp" not in feats


def _looks_present_subjunctive(form: str, feats: str) -> bool:
    """Third person singular in -e that is no past form ("sagte", "wurde")."""
    if not form.endswith("e") or form.endswith("te") or form == "wurde":
        return False
    return "Person=3" in feats and "Number=Sing" in feats


def _subjects(forms: Sequence[str], head: IntArray, deprel: Sequence[str]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for word, relation in enumerate(deprel):
        if relation.startswith(_SUBJECTS):
            found.setdefault(int(head[word]), []).append(forms[word].lower())
    return found


def _with(feats: str, tense: str, mood: str = "Sub") -> str:
    pairs = dict(pair.split("=", 1) for pair in feats.split("|") if "=" in pair)
    pairs |= {"Mood": mood, "Tense": tense, "VerbForm": "Fin"}
    return "|".join(f"{name}={value}" for name, value in sorted(pairs.items()))
