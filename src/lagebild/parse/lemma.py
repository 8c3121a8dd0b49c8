"""Lemmas: small tables first, then the full-form lists of simplemma, then plain rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from lagebild.language.tables import load_table
from lagebild.parse.record import IntArray

_CACHE_LIMIT = 200_000
_LONGEST = 60
_KEPT = frozenset({"PUNCT", "SYM", "NUM", "X"})
_PARTICLE = "compound:prt"
_PARTICLE_TAG = "PTKVZ"
_VERBS = frozenset({"VERB", "AUX"})
_SEPARABLE = frozenset({"VVFIN", "VVIMP", "VAFIN"})
_REACH = 40


@dataclass(slots=True)
class Lemmatiser:
    """Lemmas of one language; the cache holds (form, tag) pairs and is emptied when full."""

    language: str
    table: dict[tuple[str, str], str]
    cache: dict[tuple[str, str], str] = field(default_factory=dict)

    def lemma(self, form: str, upos: str) -> str:
        """The lemma of a form with a tag; never empty for a form that is not."""
        key = (form, upos)
        known = self.cache.get(key)
        if known is None:
            if len(self.cache) >= _CACHE_LIMIT:
                self.cache.clear()
            known = self.cache[key] = self._find(form, upos) or form
        return known

    def _find(self, form: str, upos: str) -> str:
        if upos in _KEPT or len(form) > _LONGEST:
            return form
        lower = form.lower()
        for tag in (upos, ""):
            if (lower, tag) in self.table:
                return self.table[lower, tag]
        if upos == "PROPN":
            return form
        if self.language == "de" and upos == "NOUN":
            found = self._listed(form[:1].upper() + form[1:])
            return found[:1].upper() + found[1:]
        found = self._listed(lower)
        return found.lower() if upos != "NOUN" else found

    def _listed(self, form: str) -> str:
        from simplemma import lemmatize

        # Its quicker way takes 90 MB and half a second more to load; here every form is asked once.
        return str(lemmatize(form, lang=self.language, low_memory=True))


@cache
def lemmatiser(language: str) -> Lemmatiser | None:
    """The lemmatiser of a language, or None where there is none."""
    if language not in ("de", "en"):
        return None
    try:
        rows = load_table(language, "lemmas")
    except FileNotFoundError:
        return Lemmatiser(language, {})
    return Lemmatiser(language, {(row["form"], row["upos"]): row["lemma"] for row in rows})


def lemmas(
    language: str,
    forms: Sequence[str],
    upos: Sequence[str],
    xpos: Sequence[str],
    head: IntArray,
    deprel: Sequence[str],
) -> tuple[str, ...]:
    """Lemmas of all words; a German verb takes its separated prefix along ("kündigte ... an")."""
    tool = lemmatiser(language)
    if tool is None:
        return tuple(forms)
    found = [tool.lemma(form, tag) for form, tag in zip(forms, upos, strict=True)]
    if language == "de":
        for word, relation in enumerate(deprel):
            if relation == _PARTICLE or xpos[word] == _PARTICLE_TAG:
                verb = _verb_of(word, upos, xpos, head)
                if verb >= 0:
                    found[verb] = join_prefix(forms[word].lower(), found[verb])
    return tuple(found)


def _verb_of(word: int, upos: Sequence[str], xpos: Sequence[str], head: IntArray) -> int:
    """The verb that a separated prefix belongs to: its head, or the finite verb before it."""
    verb = int(head[word])
    if verb >= 0 and upos[verb] in _VERBS:
        return verb
    for before in range(word - 1, max(-1, word - _REACH), -1):
        if xpos[before] in _SEPARABLE:
            return before
        if xpos[before] == "$.":
            break
    return -1


def join_prefix(prefix: str, verb: str) -> str:
    """The infinitive of a separated verb: ("an", "kündigen") gives "ankündigen"."""
    if not prefix.isalpha() or verb.startswith(prefix):
        return verb
    return prefix + verb
