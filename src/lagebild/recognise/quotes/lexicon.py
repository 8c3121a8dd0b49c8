"""The words of a language that introduce speech, looked up by lemma."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from lagebild.language.tables import Row, load_table
from lagebild.language.tails import Tails

LANGUAGES = ("de", "en")
_COMPOUND = 5
_MEDIA_ENDINGS = ("", "s", "n", "en", "e", "es")
_REMEMBERED = 50_000  # words whose meaning is kept


@dataclass(frozen=True)
class Verb:
    """One entry of the verb table: see its head for the meaning of the columns."""

    lemma: str
    companions: frozenset[str]
    content: frozenset[str]
    topics: frozenset[str]
    addressee: str
    stance: str
    wanted: frozenset[str] = frozenset()  # those of the companions that must be there
    barred: frozenset[str] = frozenset()  # and those that must not


@dataclass(frozen=True)
class Noun:
    """One entry of the noun table."""

    lemma: str
    use: frozenset[str]
    stance: str


@dataclass(frozen=True)
class SourcePreposition:
    """A preposition that names a source: place is pre, post or both; noun any, noun or view."""

    words: tuple[str, ...]
    place: str
    noun: str


@dataclass(frozen=True)
class Words:
    """The closed sets of function words that the rules read, by the table's key."""

    sets: Mapping[str, frozenset[str]]

    def __getitem__(self, key: str) -> frozenset[str]:
        return self.sets.get(key, frozenset())


@dataclass(frozen=True, eq=False)
class Lexicon:
    """All quotation words of one language."""

    language: str
    verbs: Mapping[str, tuple[Verb, ...]]
    nouns: Mapping[str, Noun]
    noun_tails: Tails
    prepositions: tuple[SourcePreposition, ...]
    media_nouns: Mapping[str, str]
    media_forms: Mapping[str, str]
    media_tails: Tails
    words: Words

    def noun(self, lemma: str, form: str) -> Noun | None:
        """The entry of a noun or of the last part of a compound ("Medienberichten")."""
        return _noun(self.language, lemma.lower(), form.lower())

    def media_kind(self, form: str) -> str | None:
        """The kind of medium that a common noun names, compounds included; None for others."""
        return _media_kind(self.language, form.lower())


@lru_cache(maxsize=_REMEMBERED)
def _noun(language: str, lemma: str, form: str) -> Noun | None:
    nouns = lexicon(language).nouns
    for key in (lemma, form):
        if key in nouns:
            return nouns[key]
    may_end = lexicon(language).noun_tails.may_end
    if language != "de" or not (may_end(lemma) or may_end(form)):
        return None
    tails = (key[start:] for key in (lemma, form) for start in range(3, len(key) - _COMPOUND + 1))
    return next((nouns[tail] for tail in tails if tail in nouns), None)


@lru_cache(maxsize=_REMEMBERED)
def _media_kind(language: str, form: str) -> str | None:
    words = lexicon(language)
    if not words.media_tails.may_end(form):
        return None
    cuts = range(3, len(form) - 4) if language == "de" else range(0)
    for cut in (0, *cuts):
        noun = words.media_forms.get(form[cut:])
        if noun is not None and (cut == 0 or len(noun) >= _COMPOUND):
            kind = words.media_nouns[noun]
            return None if kind == "none" else kind
    return None


@cache
def lexicon(language: str) -> Lexicon:
    """The tables of a language; German ones for languages without tables of their own."""
    lang = language if language in LANGUAGES else "de"
    verbs: dict[str, list[Verb]] = defaultdict(list)
    for row in load_table(lang, "quotes_verbs"):
        verb = _verb(row)
        verbs[verb.lemma].append(verb)
    nouns = {
        row["lemma"].lower(): Noun(row["lemma"], frozenset(row["use"]), row["stance"])
        for row in load_table(lang, "quotes_nouns")
    }
    media_nouns = {r["lemma"].lower(): r["kind"] for r in load_table(lang, "quotes_media_nouns")}
    media_forms = {n + ending: n for ending in reversed(_MEDIA_ENDINGS) for n in media_nouns}
    nouns = {**_plurals(nouns, lang), **nouns}
    return Lexicon(
        lang,
        {k: tuple(sorted(v, key=lambda e: not e.companions)) for k, v in verbs.items()},
        nouns,
        Tails(noun for noun in nouns if len(noun) >= _COMPOUND),
        tuple(
            SourcePreposition(tuple(row["form"].split()), row["place"], row["noun"])
            for row in load_table(lang, "quotes_sources")
        ),
        media_nouns,
        media_forms,
        Tails(media_forms),
        Words({r["key"]: _set(r["words"]) for r in load_table(lang, "quotes_words")}),
    )


def _verb(row: Row) -> Verb:
    companions = _set(row["with"])
    return Verb(
        row["lemma"],
        companions,
        frozenset(row["content"]),
        _set(row["topic"]),
        row["addressee"],
        row["stance"],
        frozenset(key for key in companions if not key.startswith("!")),
        frozenset(key[1:] for key in companions if key.startswith("!")),
    )


def _set(cell: str) -> frozenset[str]:
    return frozenset(item for item in cell.split("|") if item)


def _plurals(nouns: Mapping[str, Noun], language: str) -> dict[str, Noun]:
    """Forms with a regular ending, for words whose lemma the tagger does not know."""
    endings = ("n", "en", "e", "s", "es", "er", "ern") if language == "de" else ("s",)
    return {key + ending: noun for key, noun in nouns.items() for ending in endings}
