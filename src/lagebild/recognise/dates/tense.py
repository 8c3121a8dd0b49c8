"""Whether a clause reports, happens now or lies ahead: by its verb, else by cue words."""

import re
from collections.abc import Sequence
from functools import cache

from lagebild.language.tables import load_table
from lagebild.parse.record import Parse

PAST, PRESENT, FUTURE = "past", "present", "future"
NOMINAL = "nominal"
_WORD = re.compile(r"[^\W\d_]+")
_BREAK = re.compile(r"[;:,()„“”\"»«–\n]|[.!?](?=\s|$)")
_REACH = 220
_DEPTH = 12


@cache
def _cues(language: str) -> tuple[dict[str, str], tuple[tuple[re.Pattern[str], str], ...]]:
    words: dict[str, str] = {}
    patterns = []
    for row in load_table(language, "dates_tense"):
        if row["kind"] == "word":
            words.update(dict.fromkeys(row["forms"].split("|"), row["tense"]))
        else:
            patterns.append((re.compile(row["forms"]), row["tense"]))
    return words, tuple(patterns)


def tense_at(parse: Parse, start: int, end: int) -> str | None:
    """The tense of the verb that governs the characters, PAST, PRESENT, FUTURE, or None."""
    if parse.tagged and parse.trusted:
        told = _by_tree(parse, start)
        if told:
            return told if told != NOMINAL else None
    return tense_by_cues(parse.text, start, end, parse.language)


def _by_tree(parse: Parse, start: int) -> str | None:
    words = parse.words_in(start, start + 1)
    if not len(words):
        return None
    at = words[0]
    nominal = False
    for _ in range(_DEPTH):
        told = _verb_tense(parse, at)
        if told:
            return NOMINAL if nominal and told != FUTURE else told
        nominal = nominal or parse.deprel[at] == "nmod"
        at = parse.heads[at]
        if at < 0:
            return None
    return None


def _verb_tense(parse: Parse, at: int) -> str | None:
    if parse.upos[at] not in ("VERB", "AUX") and not _has_copula(parse, at):
        return PAST if parse.upos[at] == "ADJ" and parse.feat(at, "VerbForm") == "Part" else None
    members = [at, *(c for c in parse.children[at] if parse.deprel[c] in _AUXILIARY)]
    if parse.xpos[at] == "VVIZU" or any(parse.form[c] in ("zu", "to") for c in _marks(parse, at)):
        return FUTURE
    participle = parse.xpos[at] in ("VVPP", "VMPP", "VAPP", "VBN")
    forms = [parse.form[m].lower() for m in members]
    words, _ = _cues(parse.language)
    told = {words[f] for f in forms if f in words}
    if any(_is_past(parse, m) for m in members):
        return PAST
    if PAST in told or (participle and told & {"perfect"}):
        return PAST
    if participle and _is_hearsay(forms):
        return PAST
    if FUTURE in told:
        return FUTURE
    if any(parse.feat(m, "VerbForm") == "Fin" for m in members):
        return PRESENT
    return None


def _is_hearsay(forms: Sequence[str]) -> bool:
    """ "soll am Samstag getötet worden sein": hearsay of the past; but "soll getötet werden"."""
    return bool({"soll", "sollen"} & set(forms)) and bool({"haben", "sein"} & set(forms))


_AUXILIARY = ("aux", "aux:pass", "cop")


def _is_past(parse: Parse, at: int) -> bool:
    """A finite past tense; "hätte" and "wäre" are wishes, not reports."""
    if parse.feat(at, "Tense") != "Past" or _is_participle(parse, at):
        return False
    return parse.form[at].lower() not in _WISHES


_WISHES = ("hätte", "hätten", "wäre", "wären", "würde", "würden", "könnte", "könnten")


def _marks(parse: Parse, at: int) -> list[int]:
    return [c for c in parse.children[at] if parse.deprel[c] == "mark"]


def _is_participle(parse: Parse, at: int) -> bool:
    return parse.xpos[at] in ("VVPP", "VMPP", "VAPP", "VVIZU", "VBN")


def _has_copula(parse: Parse, at: int) -> bool:
    return any(parse.deprel[c] == "cop" for c in parse.children[at])


def tense_by_cues(text: str, start: int, end: int, language: str) -> str | None:
    """The same from the words of the clause, or else of the sentence, around the characters."""
    low = max(0, start - _REACH)
    cuts = [m.end() + low for m in _BREAK.finditer(text[low:start])]
    ends = [m.start() + end for m in _BREAK.finditer(text[end : end + _REACH])]
    left, right = (cuts[-1] if cuts else low), (ends[0] if ends else end + _REACH)
    told = _cue_tense(text[left:right], language)
    if told:
        return told
    return _cue_tense(_sentence(text, start, end, low), language)


def _sentence(text: str, start: int, end: int, low: int) -> str:
    left, right = low, min(len(text), end + _REACH)
    for match in _STOP.finditer(text, low, right):
        if match.end() <= start and not text[match.start() - 1 : match.start()].isdigit():
            left = match.end()
        elif match.start() >= end and not text[match.start() - 1 : match.start()].isdigit():
            right = match.start()
            break
    return text[left:right]


_STOP = re.compile(r"[.!?](?=\s)|\n")


def _cue_tense(clause: str, language: str) -> str | None:
    words, patterns = _cues(language)
    told = set()
    for match in _WORD.finditer(clause):
        word = match[0]
        tense = words.get(word) or words.get(word.lower())
        if tense:
            told.add(tense)
            continue
        for pattern, meant in patterns:
            if pattern.fullmatch(word):
                told.add(meant)
                break
    if PAST in told or {"perfect", "participle"} <= told:
        return PAST
    if FUTURE in told:
        return FUTURE
    if "past form" in told:
        return PAST
    return PRESENT if told & {"perfect", PRESENT} else None
