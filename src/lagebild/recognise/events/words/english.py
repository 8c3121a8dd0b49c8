"""English verb forms by rule: from past, participle and -ing form back to a cue's infinitive."""

from collections.abc import Iterator, Mapping
from functools import cache

from lagebild.language.tables import load_table
from lagebild.parse.record import Parse
from lagebild.recognise.events.words.cues import load_cues

PARTICLES = ("off", "out", "up", "down", "over", "back", "in", "away", "aside")
VOWELS = "aeiou"
BEFORE = ("compound", "amod", "nmod", "nmod:poss", "nmod:desc")
OTHER_TABLES = (("events_support", "verbs"), ("events_modes", "words"), ("events_control", "verbs"))


@cache
def _irregular() -> Mapping[str, tuple[str, ...]]:
    return {
        row["verb"]: tuple(f"{row['past']}|{row['participle']}".split("|"))
        for row in load_table("en", "events_strong_verbs")
    }


@cache
def known_verbs() -> frozenset[str]:
    """All verbs, phrasal ones with their particle, that the English event tables know."""
    verbs = set(load_cues("en").verbs())
    for name, column in OTHER_TABLES:
        for row in load_table("en", name):
            if name != "events_modes" or row["kind"] in ("verb", "happen"):
                verbs.update(word.lower() for word in row[column].split("|"))
    return frozenset(verbs)


@cache
def transitive() -> frozenset[str]:
    """The verbs whose object is the one acted upon in every cue that they have."""
    cues = load_cues("en")
    return frozenset(
        verb for verb in cues.verbs() if all(c.roles.get("o") == "R" for c in cues.of("v", verb))
    )


def _forms(verb: str) -> Iterator[str]:
    yield from _irregular().get(verb, ())
    if verb.endswith("e"):
        yield from (verb + "d", verb[:-1] + "ing", verb + "s")
    elif verb.endswith("y") and verb[-2:-1] not in VOWELS:
        yield from (verb[:-1] + "ied", verb + "ing", verb[:-1] + "ies")
    else:
        yield from (verb + "ed", verb + "ing", verb + "s", verb + "es")
        if verb[-1] not in "wxy" and verb[-2:-1] in VOWELS:
            yield from (verb + verb[-1] + "ed", verb + verb[-1] + "ing")


@cache
def infinitives() -> Mapping[str, str]:
    """Infinitive by form, for all verbs that the event tables know; without particles."""
    verbs = sorted({verb.partition(" ")[0] for verb in known_verbs()})
    found = {verb: verb for verb in verbs}
    for verb in (*_irregular(), *verbs):
        for form in _forms(verb):
            found.setdefault(form, verb)
    return found


def infinitive(lemma: str, form: str) -> str:
    """The infinitive of a verb: the parse's lemma where a table knows it, else by its form."""
    if lemma in known_verbs() and lemma not in ("left", "found"):
        return lemma
    known = infinitives()
    return known.get(form.lower()) or known.get(lemma, lemma)


def with_particle(verb: str, following: str) -> str | None:
    """The phrasal verb that a verb makes with the word after it, if a table knows it."""
    joined = f"{verb} {following.lower()}"
    return joined if following.lower() in PARTICLES and joined in known_verbs() else None


def joined(parse: Parse, noun: int) -> tuple[str, ...]:
    """A noun with the word before it that belongs to it ("hunger strike", "arms delivery")."""
    before = noun - 1
    if before < 0 or parse.heads[before] != noun or parse.deprel[before] not in BEFORE:
        return ()
    return (f"{parse.form[before].lower()} {parse.lemma[noun].lower()}",)
