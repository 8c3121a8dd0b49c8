"""German nouns that the parse left inflected: what they may be without their ending."""

from functools import lru_cache

from lagebild.parse.record import Parse

ENDINGS = ("en", "es", "e", "n", "s")
SHORTEST = 8  # shorter nouns are common, and the parse knows their lemmas
UMLAUTS = (("äu", "au"), ("ä", "a"), ("ö", "o"), ("ü", "u"))
REMEMBERED = 20_000

FEMININE = (
    "ukraine", "türkei", "schweiz", "slowakei", "mongolei", "krim", "eu", "nato", "uno", "osze",
    "spd", "cdu", "csu", "fdp", "afd", "hamas", "hisbollah", "pkk", "unesco",
)  # fmt: skip
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
