"""What the endings of German nouns tell where the parse does not."""

from functools import lru_cache

from lagebild.language.word_sets import word_set
from lagebild.parse.record import Parse

ENDINGS = ("en", "es", "e", "n", "s")
SHORTEST = 8  # shorter nouns are common, and the parse knows their lemmas
UMLAUTS = (("äu", "au"), ("ä", "a"), ("ö", "o"), ("ü", "u"))
REMEMBERED = 20_000
DEEDS = ("ung", "ungen", "ion", "ionen", "nahme", "nahmen")
"""Endings of nouns of action."""
JOINED_WITH_N = word_set("inflection", "joined with n")

FEMININE = word_set("inflection", "feminine")
"""Names that stand with an article, which only tells their case where their gender is known."""


def uninflected(parse: Parse, word: int) -> tuple[str, ...]:
    """The words that a noun may be whose lemma is but its form ("Atomgespräche": "Atomgespräch").

    Lower case; none for other languages, for short words and where the parse told a lemma.
    """
    form = parse.form[word]
    if parse.language != "de" or len(form) <= SHORTEST or parse.lemma[word] != form:
        return ()
    return _bare(form.lower()) if parse.upos[word] == "NOUN" else ()


@lru_cache(REMEMBERED)
def _bare(form: str) -> tuple[str, ...]:
    stems = [form.removesuffix(ending) for ending in ENDINGS if form.endswith(ending)]
    found = dict.fromkeys(stems)
    for stem in stems:
        for umlaut, vowel in UMLAUTS:
            before, mark, after = stem.rpartition(umlaut)
            if mark and not set(after) & set("aeiou"):
                found[before + vowel + after] = None
                break
    return tuple(found)


def is_bare_dative(parse: Parse, word: int) -> bool:
    """ "rät ausländischen Diplomaten", "Mitgliedern der Partei": plurals with plain endings."""
    if parse.upos[word] != "NOUN" or parse.feat(word, "Number") != "Plur":
        return False
    below = parse.children[word]
    if any(parse.deprel[c] in ("det", "det:poss", "case", "nummod") for c in below):
        return False
    form, lemma = parse.form[word], parse.lemma[word]
    if any(parse.deprel[c] == "amod" and parse.form[c].endswith("en") for c in below):
        return form.endswith("n")
    joined = lemma.lower().endswith(JOINED_WITH_N)
    return form.endswith("ern") and form != lemma and not (lemma + "n" == form and joined)
