"""How nouns and verbs name a happening: what they have in common, and whether it is a new one."""

import re

from lagebild.parse.record import Parse


def name_of(parse: Parse, word: int) -> str:
    """What a noun and the verb beside it have in common ("Demonstration", "demonstrieren")."""
    if parse.deprel[word] == "compound" and parse.heads[word] >= 0:
        word = parse.heads[word]
    parts = [parse.form[c] for c in parse.children[word] if parse.deprel[c] == "compound"]
    parts.append(parse.lemma[word] or parse.form[word])
    lemma = "".join(parts).replace("-", "").lower()
    endings = _VERB_ENDINGS if parse.upos[word] == "VERB" else _NOUN_ENDINGS
    stem = endings.sub("", lemma)
    return stem if len(stem) >= _SHORTEST_STEM else lemma


_VERB_ENDINGS = re.compile("(?:ieren|en|n|ate|e)$")
_NOUN_ENDINGS = re.compile("(?:ationen|ation|ungen|ung|e?s)$")
_SHORTEST_STEM = 5


def beginning_alike(parse: Parse, word: int) -> list[int]:
    """The nouns and verbs of the text that can be of one stem with a word at all, in order."""
    key = ("dates beginnings", 0)
    if key not in parse.kept:
        known: dict[str, list[int]] = {}
        for other, upos in enumerate(parse.upos):
            if upos in ("NOUN", "VERB"):
                known.setdefault(parse.form[other][:3].lower(), []).append(other)
        parse.kept[key] = known
    found: list[int] = parse.kept[key].get(parse.form[word][:3].lower(), [])
    return found


def is_indefinite(parse: Parse, noun: int) -> bool:
    """Whether a noun tells of another happening ("ein Telefongespräch")."""
    return any(
        parse.deprel[c].startswith("det") and parse.form[c].lower() in _INDEFINITE
        for c in parse.children[noun]
    )


_INDEFINITE = (
    "ein", "eine", "einen", "einem", "einer", "eines", "a", "an", "another", "weitere", "neue",
    "solche", "solcher", "solchen", "such",
)  # fmt: skip


def is_definite(parse: Parse, noun: int) -> bool:
    """Whether a noun names a happening as known ("der Anschlag", "dieses Treffen", "beim")."""
    return any(
        parse.deprel[c] == "det:poss"
        or (parse.deprel[c].startswith("det") and parse.form[c].lower() in _DEFINITE)
        for c in parse.children[noun]
    )


_DEFINITE = (
    "der", "die", "das", "dem", "den", "des", "dieser", "diese", "dieses", "diesem", "diesen",
    "jener", "jene", "jenes", "the", "this", "that", "these", "those",
)  # fmt: skip


def is_generic(parse: Parse, noun: int) -> bool:
    """Whether a noun tells of a kind of acts ("Anschläge", "Gesetz zur Enteignung von ...")."""
    cases = [parse.form[c].lower() for c in parse.children[noun] if parse.deprel[c] == "case"]
    if parse.deprel[noun] == "nmod" and any(c in _PURPOSES for c in cases):
        return True
    marked = any(
        parse.deprel[c].startswith(("det", "nmod:poss")) or parse.form[c].lower() in _DEFINITE
        for c in parse.children[noun]
    )
    return parse.feat(noun, "Number") == "Plur" and not marked


_PURPOSES = ("zu", "für", "for", "to")
