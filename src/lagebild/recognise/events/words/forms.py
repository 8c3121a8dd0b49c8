"""German verb forms by rule: from a participle or past form back to the infinitive of a cue."""

from collections.abc import Iterator, Mapping
from functools import cache

from lagebild.language.tables import load_table
from lagebild.recognise.events.words.cues import load_cues

INSEPARABLE = ("be", "ge", "er", "ver", "zer", "ent", "emp", "miss", "über", "unter", "um", "wider")
ADJECTIVE_ENDINGS = ("en", "em", "er", "es", "e")
OTHER_TABLES = (("events_support", "verbs"), ("events_modes", "words"), ("events_control", "verbs"))


@cache
def _strong() -> Mapping[str, tuple[str, str]]:
    """Participle and past stem of each strong base verb ("nehmen": "genommen", "nahm")."""
    return {
        row["verb"]: (row["participle"], row["past"])
        for row in load_table("de", "events_strong_verbs")
    }


@cache
def separable() -> tuple[str, ...]:
    """The separable verb prefixes of German, longest first."""
    found = load_table("de", "events_prefixes").column("prefix")
    return tuple(sorted(found, key=len, reverse=True))


@cache
def _prefixes() -> frozenset[str]:
    return frozenset(separable())


def _split(lemma: str) -> tuple[str, str]:
    """The separable prefix (or "") and the rest of an infinitive, four letters at least."""
    longest = min(len(separable()[0]), len(lemma) - 4)
    for cut in range(longest, 0, -1) if lemma.endswith("n") else ():
        if lemma[:cut] in _prefixes():
            return lemma[:cut], lemma[cut:]
    return "", lemma


def _inseparable(verb: str) -> tuple[str, str]:
    for prefix in INSEPARABLE:
        rest = verb[len(prefix) :]
        if verb.startswith(prefix) and (rest in _strong() or len(rest) > 4):
            return prefix, rest
    return "", verb


def _stem(verb: str) -> str:
    stem = verb[:-2] if verb.endswith("en") else verb[:-1]
    return stem + "e" if stem.endswith(("t", "d", "chn", "ffn", "gn")) else stem


def _base_forms(verb: str) -> Iterator[tuple[str, bool]]:
    """Forms of a verb without separable prefix; True where the form is a participle."""
    if verb in _strong():
        participle, past = _strong()[verb]
        yield participle, True
        yield from ((past, False), (past + "en", False), (past + "n", False))
        return
    prefix, rest = _inseparable(verb)
    if prefix and rest in _strong():
        participle, past = _strong()[rest]
        yield prefix + participle.removeprefix("ge"), True
        yield from ((prefix + past, False), (prefix + past + "en", False))
    stem = _stem(verb)
    yield ("" if prefix or verb.endswith("ieren") else "ge") + stem + "t", True
    yield from ((stem + "t", False), (stem + "te", False), (stem + "ten", False))


def forms_of(lemma: str) -> Iterator[str]:
    """Participles and past forms of an infinitive, as one word ("festgenommen", "festnahm")."""
    prefix, rest = _split(lemma)
    yield lemma
    yield prefix + "zu" + rest if prefix else lemma
    for form, is_participle in _base_forms(rest):
        yield prefix + form
        if is_participle:
            yield from (prefix + form + ending for ending in ADJECTIVE_ENDINGS)


@cache
def _known_verbs() -> frozenset[str]:
    verbs = {verb.lower() for verb in load_cues("de").verbs()}
    for name, column in OTHER_TABLES:
        for row in load_table("de", name):
            verbs.update(w.lower() for w in row[column].split("|") if w.endswith("n"))
    return frozenset(verbs)


@cache
def infinitives() -> Mapping[str, str]:
    """Infinitive by form, for all verbs that the event tables know."""
    found = {verb: verb for verb in _known_verbs()}
    for verb in sorted(_known_verbs()):
        for form in forms_of(verb):
            found.setdefault(form, verb)
    return found


@cache
def _participles() -> frozenset[str]:
    return frozenset(
        _split(verb)[0] + form
        for verb in _known_verbs()
        for form, is_participle in _base_forms(_split(verb)[1])
        if is_participle
    )


def shape(form: str) -> str | None:
    """ "infinitive" or "participle" where a German form can be but one of them, else None."""
    lower = form.lower()
    participle = lower in _participles()
    if lower in _known_verbs():
        return None if participle else "infinitive"
    return "participle" if participle else None
