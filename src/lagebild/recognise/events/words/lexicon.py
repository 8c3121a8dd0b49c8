"""What kind of participant a noun may be, and which words belong to other worlds than politics."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from lagebild.language.nouns import actor_noun
from lagebild.language.remembered import Remembered
from lagebild.language.tables import load_table
from lagebild.language.tails import Tails
from lagebild.lazy import lazy

SHORTEST_MODIFIER = 2
PRIVATE = ("CVL", "BUS", "EDU", "MED", "CRM", None)
OF_ADJECTIVES = ("ige", "ene", "ete", "nte", "rte", "lte", "gte", "hte")
DATIVE_PLURALS = ("ern", "eln")
CIVIL = ("NGO", "LAB", "REL")
LONGEST_SHORT_WORD = 3  # "eu": no stem, but a word or a part between hyphens
NO_ACTOR = "none"
CACHED = 20_000  # words whose kind is remembered


@dataclass(frozen=True)
class Lexicon:
    """Kinds of participants by noun ("pol", "hum", "org", "voice"), words of other domains."""

    language: str
    nouns: Mapping[str, str]
    longest: int
    domains: Mapping[str, str]
    violence: tuple[str, ...]
    accidents: tuple[str, ...]
    authorities: tuple[str, ...]
    politics: tuple[str, ...]
    state: tuple[str, ...] = ()
    disasters: tuple[str, ...] = ()
    crimes: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()

    def kind(self, word: str) -> str | None:
        """The kind of participant that a noun names, itself or as head of a compound, or None."""
        known = self._kinds
        if word not in known:
            if len(known) >= CACHED:
                known.clear()
            known[word] = self._find_kind(word)
        return known[word]

    @lazy
    def _kinds(self) -> dict[str, str | None]:
        return {}

    def _find_kind(self, word: str) -> str | None:
        lower = word.lower()
        if self.language == "en":  # compounds are several words
            return self.nouns.get(lower) or self.nouns.get(lower.removesuffix("s"))
        return self._kind_of_head(lower)

    def _kind_of_head(self, lower: str) -> str | None:
        if not self._tails.may_end(lower):
            return None
        for cut in range(max(0, len(lower) - self.longest), len(lower)):
            if (cut == 0 or cut >= SHORTEST_MODIFIER) and lower[cut:] in self.nouns:
                found = self.nouns[lower[cut:]]
                return None if found == NO_ACTOR else found
        return None

    @lazy
    def _tails(self) -> Tails:
        return Tails(self.nouns)

    def violent(self, lemma: str) -> bool:
        """Whether a word or the head of a compound speaks of violence ("Schusswechsel")."""
        return lemma.endswith(self.violence)

    def political(self, lemma: str) -> bool:
        """Whether a word is made of a stem of politics, war or protest ("Oppositionsführer")."""
        return self.stems[lemma][0]

    def of_state(self, lemma: str) -> bool:
        """The same without the words that tell of police, courts and much else, too.

        True for every word where the language does not tell them apart.
        """
        return self.stems[lemma][1]

    @lazy
    def stems(self) -> Remembered[tuple[bool, bool]]:
        """Whether a word is political, and whether it is of the state, by lemma."""

        def told(lemma: str) -> tuple[bool, bool]:
            of_state = not self.state or self._state.search(lemma) is not None
            return self._politics.search(lemma) is not None, of_state

        return Remembered(told, CACHED)

    @lazy
    def hints(self) -> Remembered[tuple[bool, bool]]:
        """Whether a word speaks of violence, and whether of an accident, by lemma."""
        return Remembered(lambda lemma: (self.violent(lemma), self.accidental(lemma)), CACHED)

    @lazy
    def _state(self) -> re.Pattern[str]:
        short = "|".join(re.escape(w) for w in self.state if len(w) <= LONGEST_SHORT_WORD)
        stems = "|".join(re.escape(w) for w in self.state if len(w) > LONGEST_SHORT_WORD)
        return re.compile(rf"\b(?:{short})\b|{stems}")

    @lazy
    def _politics(self) -> re.Pattern[str]:
        return re.compile("|".join(map(re.escape, self.politics)) or "(?!)")

    def accidental(self, lemma: str) -> bool:
        """Whether a word or the head of a compound speaks of accident or natural disaster."""
        return lemma.endswith(self.accidents)

    def disastrous(self, lemma: str) -> bool:
        """Whether a word or the head of a compound names a disaster that asks for relief.

        True for every word where the language does not tell them.
        """
        return not self.disasters or lemma.endswith(self.disasters)

    def crime_or_cause(self, lemma: str) -> str | None:
        """Whether a word speaks of private "crime" or of a "cause" that people fight for."""
        if any(map(lemma.__contains__, self.causes)):
            return "cause"
        return "crime" if any(map(lemma.__contains__, self.crimes)) else None

    def authority(self, lemma: str) -> bool:
        """Whether a word or the head of a compound names a court or the police."""
        return lemma.endswith(self.authorities)


@cache
def load_lexicon(language: str) -> Lexicon:
    """The lexicon of a language. Raises FileNotFoundError where it has no tables."""
    nouns: dict[str, str] = {}
    for row in load_table(language, "events_participants"):
        for noun in row["nouns"].split("|"):
            nouns.setdefault(noun.lower(), row["kind"])
    kinds: dict[str, list[str]] = {}
    for row in load_table(language, "events_domains"):
        kinds.setdefault(row["domain"], []).extend(row["words"].lower().split("|"))
    domains = {word: domain for domain, words in kinds.items() for word in words}
    return Lexicon(
        language,
        nouns,
        max(map(len, nouns)),
        domains,
        violence=tuple(kinds.get("violence", ())),
        authorities=tuple(kinds.get("authority", ())),
        politics=tuple(kinds.get("politics", ())),
        state=tuple(kinds.get("state", ())),
        accidents=tuple(kinds.get("accident", ())),
        disasters=tuple(kinds.get("disaster", ())),
        crimes=tuple(kinds.get("crime", ())),
        causes=tuple(kinds.get("cause", ())),
    )


def noun_kind(lexicon: Lexicon, lemma: str, form: str) -> str | None:
    """The kind of participant that a noun names, by lemma, by form, or in the table of offices."""
    found = lexicon.kind(lemma) or lexicon.kind(form)
    if found is None and lemma.endswith(OF_ADJECTIVES):
        found = lexicon.kind(lemma + "r")  # "23 Gläubige": the table has "Gläubiger"
    if found is None and lemma.endswith("ungen"):
        found = lexicon.kind(lemma.removesuffix("en"))  # "Rebellenstellungen", not known as plural
    if found is None and form.endswith(DATIVE_PLURALS):
        found = lexicon.kind(form.removesuffix("n"))  # "Katastrophenhelfern", lemma not known
    if found is not None:
        return found
    noun = actor_noun(form, lexicon.language)
    if noun is None:
        return None
    if noun.sector in PRIVATE or (noun.sector in CIVIL and noun.kind != "body"):
        return "org" if noun.kind == "body" else "hum"
    return "pol"
