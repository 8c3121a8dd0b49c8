"""What the event rules look at: one article's parse with its names and quotations."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from lagebild.language.nouns import actor_noun
from lagebild.language.organisations import organisation_named
from lagebild.language.peoples import people_of_adjective
from lagebild.language.sectors import political_sector
from lagebild.language.states import seat_named, state_named, state_of_adjective, state_of_people
from lagebild.lazy import lazy
from lagebild.parse.record import Parse
from lagebild.recognise.events.words.lexicon import Lexicon, noun_kind
from lagebild.recognise.events.words.senses import kind_told
from lagebild.records import Article, Date, Mention, Quote

HUMAN = ("pol", "hum", "per", "pron")
ACTING = ("pol", "hum", "per", "pron", "org")
VIOLENT_SENTENCES = 2
SHORT_TEXT = 40
POLITICAL_SHARE = 100  # one word of politics, police or courts in so many
STATE_SHARE = 125  # and one of politics, war or protest: else it is private crime or business
FEWEST_CRIMES = 3
WORDY = ("NOUN", "PROPN", "ADJ", "VERB")
PLACES = ("GPE", "LOC")
BODIES = ("JUD", "COP", "LEG", "IGO", "GOV")
QUARTERS = ("Westen", "Norden", "Süden", "Osten")  # "Der Süden bestreitet, ..."
CROWDS = ("tausende", "hunderte", "zehntausende", "hunderttausende", "dutzende")
QUANTITIES = (
    "andere",
    "manche",
    "zahlreiche",
    "etliche",
    "viele",
    "einige",
    "mehrere",
    "alle",
    "beide",
    "beiden",
    "tausende",
    "hunderte",
    "many",
)
SHARES_OF = (
    "einer", "eine", "einen", "einem", "eines", "zwei", "drei", "vier", "fünf", "mehrere", "einige",
    "viele",
)  # fmt: skip
WHOLE_ARTICLES = {"der", "seiner", "ihrer"}
IMPERSONAL = (
    "man", "es", "dies", "das", "dieses", "alles", "was", "wer", "wen", "wem",
    "one", "it", "there", "this", "that", "who", "what",
)  # fmt: skip
INSIDE_LARGE = ("Sie", "Mir", "Er", "Wir")  # inside a sentence polite, or of a name ("Mir Hossein")
ADDRESS = ("Frau", "Herr", "Herrn", "Mr.", "Mrs.", "Ms.")
PRONOUN_TAGS = ("PPER", "PDS", "PIS", "PRP", "DT", "PWS")


class Label(NamedTuple):
    """A name over words first:last (half open) with its label."""

    first: int
    last: int
    start: int
    end: int
    label: str


@dataclass(frozen=True)
class Hints:
    """Whether a sentence has words of violence, and of accident or natural disaster."""

    violence: bool
    accident: bool


@dataclass(frozen=True, eq=False)
class Context:
    article: Article
    parse: Parse
    mentions: Sequence[Mention]
    dates: Sequence[Date]
    quotes: Sequence[Quote]
    lexicon: Lexicon

    @lazy
    def labels(self) -> Mapping[int, Label]:
        """The longest name over each word; pronouns and offices left out."""
        parse = self.parse
        spans = [(m.start, m.end, m.label) for m in self.mentions]
        persons = [m for m in self.mentions if m.label == "PER"]
        for n in parse.names:
            inside = [m for m in persons if n.start <= m.start and m.end <= n.end]
            if len(inside) < 2:  # else two people in a row
                spans.append((n.start, n.end, n.label))
        found: dict[int, Label] = {}
        for start, end, label in sorted(spans, key=lambda s: s[1] - s[0]):
            words = parse.words_in(start, end)
            if label in ("PRON", "ROLE") or not words:
                continue
            name = Label(words[0], words[-1] + 1, start, end, label)
            for word in words:
                known = found.get(word)
                if known is None or known.end - known.start < end - start:
                    found[word] = name
        return found

    @lazy
    def surnames(self) -> frozenset[str]:
        """The last words of the names of people in the article."""
        return frozenset(
            self.parse.form[label.last - 1]
            for label in self.labels.values()
            if label.label == "PER"
        )

    def kind(self, word: int) -> str | None:
        """The kind of participant a word names: pol, per, hum, pron, org, voice, place, or None."""
        known = self._kinds
        if word not in known:
            known[word] = self._kind(word)
        return known[word]

    @lazy
    def _kinds(self) -> dict[int, str | None]:
        return {}

    def _kind(self, word: int) -> str | None:
        parse = self.parse
        form, upos = parse.form[word], parse.upos[word]
        if form.lower() in SHARES_OF and (whole := self._whole(word)) is not None:
            return self.kind(whole)
        if upos == "PRON" or parse.xpos[word] in PRONOUN_TAGS:
            return self._pronoun(word)
        if upos not in ("NOUN", "PROPN", "ADJ", "NUM", "X"):
            return None
        if self.lexicon.language == "de" and upos == "NOUN":
            told, kind = kind_told(parse, word)
            if told:
                return kind
        if parse.lemma[word] in QUARTERS and self._is_power(word):
            return "pol"
        if form == "Anklage" and parse.deprel[word] == "nsubj":
            return "pol"  # "Die Anklage fordert Haft": the prosecution
        if upos == "ADJ" and form.lower() in CROWDS:
            return "hum"  # "Tausende demonstrieren"
        label = self.labels.get(word)
        if label is not None:
            return self._named(label, word)
        if upos == "ADJ" and parse.xpos[word] != "NN":
            return "pol" if self.nationality(word) else None
        if upos == "PROPN" and (state_named(form) or seat_named(form)):
            return "pol"
        if upos == "PROPN" and self.lexicon.language == "de" and form in self.surnames:
            return "per"  # the name without label of somebody whom the article names in full
        if state_of_people(form, self.lexicon.language):
            return "pol"
        if form in ADDRESS and self._names_below(word):
            return "per"
        found = self._issuer(form) or noun_kind(self.lexicon, parse.lemma[word] or form, form)
        if found is None and upos == "NOUN" and word + 1 in self._names_below(word):
            return None if parse.deprel[word + 1] == "nmod" else "per"  # "Chefstratege Jens Kern"
        return found

    def _is_power(self, quarter: int) -> bool:
        """ "Der Süden bestreitet, ...", "Drohungen gegen den Norden": a state by its quarter.

        Also from whom words come ("Drohungen aus dem Norden"); people only live there.
        """
        parse, above = self.parse, self.parse.heads[quarter]
        cases = {parse.form[c].lower() for c in parse.children[quarter]}
        sent = "aus" in cases and above >= 0 and parse.upos[above] == "NOUN"
        told = sent and self.kind(above) is None
        return parse.deprel[quarter] == "nsubj" or "gegen" in cases or told

    def _whole(self, word: int) -> int | None:
        """ "einer der Putschisten", "zwei der Geiseln": those of whom somebody is one."""
        parse = self.parse
        for child in parse.children[word]:
            articles = {parse.form[c].lower() for c in parse.children[child]}
            if child > word and parse.deprel[child] == "nmod" and articles & WHOLE_ARTICLES:
                return child
        return None

    def _names_below(self, word: int) -> list[int]:
        """The words of persons' names that hang on a word."""
        below = self.parse.children[word]
        return [c for c in below if (n := self.labels.get(c)) is not None and n.label == "PER"]

    def _issuer(self, form: str) -> str | None:
        """ "OSZE-Bericht": a text that names whoever issued it speaks for them."""
        first, hyphen, last = form.partition("-")
        if hyphen and self.lexicon.kind(last) == "voice":
            return "pol" if organisation_named(first) or state_named(first) else None
        return None

    def _pronoun(self, word: int) -> str | None:
        parse = self.parse
        if parse.xpos[word] == "PRF" or parse.feat(word, "Reflex") == "Yes":
            return None
        if parse.feat(word, "Person") == "2" or self._is_polite(word):
            return None
        inside = word > 0 and parse.upos[word - 1] != "PUNCT"
        if parse.form[word] in INSIDE_LARGE and inside:
            return None
        if parse.xpos[word] in ("PIS", "PIAT") and parse.form[word].lower() not in QUANTITIES:
            return None
        if parse.form[word].lower() == "it":  # "it rejected the offer", but "it was agreed"
            head = parse.heads[word]
            acts = parse.deprel[word] == "nsubj" and parse.upos[head] in ("VERB", "ADJ")
            return "pron" if acts else None
        return None if parse.form[word].lower() in IMPERSONAL else "pron"

    def _is_polite(self, word: int) -> bool:
        """ "Ihnen", "Ihr" inside a sentence; the first word of one is large whomever it means."""
        opens = word == self.parse.firsts[self.parse.sentence_of[word]]
        return self.parse.form[word] in ("Ihnen", "Ihr", "Ihre") and not opens

    def _named(self, label: Label, word: int) -> str | None:
        form = self.parse.form[word]
        text = self.parse.text[label.start : label.end]
        if label.label == "PER":
            return "per"
        if label.label == "GPE":
            return "pol"
        if label.label == "GROUP":
            known = noun_kind(self.lexicon, self.parse.lemma[word] or form, form)
            return known or ("hum" if self.parse.upos[word] == "NOUN" else "pol")
        if label.label == "ORG":
            known = noun_kind(self.lexicon, self.parse.lemma[word] or form, form)
            return "org" if known == "org" else self._body(text, known)
        if label.label == "LOC":
            return "pol" if state_named(text) or seat_named(text) else "place"
        return noun_kind(self.lexicon, self.parse.lemma[word] or form, form)

    def _body(self, text: str, known: str | None) -> str:
        """Whether an organisation's name is that of a political one."""
        if known == "pol" or organisation_named(text) or seat_named(text):
            return "pol"
        sector = political_sector(text, self.lexicon.language)
        return "org" if sector in (None, "BUS", "EDU") else "pol"

    def nationality(self, word: int) -> bool:
        """Whether an adjective names a state or people ("armenische")."""
        form, language = self.parse.form[word], self.lexicon.language
        return bool(state_of_adjective(form, language) or people_of_adjective(form, language))

    def is_body(self, word: int) -> bool:
        """Whether a noun names a court, police, parliament or the like, which no person's name
        can name."""
        noun = actor_noun(self.parse.form[word], self.lexicon.language)
        council = noun is not None and noun.lemma.endswith("rat")  # also one who sits in it
        return noun is not None and noun.kind == "body" and noun.sector in BODIES and not council

    def of_seat(self, word: int) -> bool:
        """Whether an adjective of nationality is that of a capital ("Pariser")."""
        form = self.parse.form[word]
        return form.endswith("er") and seat_named(form.removesuffix("er")) is not None

    def is_authority(self, word: int) -> bool:
        """Whether a noun names a court or the police: they arrest and judge, and are not judged."""
        return self.lexicon.authority(self.parse.lemma[word].lower())

    def is_place(self, word: int) -> bool:
        """Whether a word names a place."""
        label = self.labels.get(word)
        if label is not None:
            return label.label in PLACES
        return self.parse.upos[word] == "PROPN" and state_named(self.parse.form[word]) is not None

    @lazy
    def _hints(self) -> tuple[Hints, ...]:
        parse, hints = self.parse, self.lexicon.hints
        found = []
        for low, high in pairwise(parse.firsts):
            told = {hints[lemma.lower()] for lemma in parse.lemma[low:high]}
            found.append(Hints(any(v for v, _ in told), any(a for _, a in told)))
        return tuple(found)

    def hints(self, sentence: int) -> Hints:
        """Words of violence and accident in a sentence; none beyond the text."""
        return self._hints[sentence] if sentence < len(self._hints) else Hints(False, False)

    @lazy
    def nouns(self) -> str:
        """The lemmas of the article's nouns, in lower case, a line each."""
        tagged = zip(self.parse.lemma, self.parse.upos, strict=True)
        return "".join(f"{lemma}\n" for lemma, upos in tagged if upos == "NOUN").lower()

    @lazy
    def names_actors(self) -> bool:
        """Whether the article names a political actor or a person at all."""
        return any(
            upos in ("NOUN", "PROPN") and self.kind(word) in ("pol", "per")
            for word, upos in enumerate(self.parse.upos)
        )

    @lazy
    def is_violent(self) -> bool:
        """Whether the article tells of violence in two sentences, and more than of accident."""
        violent = sum(h.violence and not h.accident for h in self._hints)
        return violent >= VIOLENT_SENTENCES and violent > sum(h.accident for h in self._hints)

    @lazy
    def is_accident(self) -> bool:
        """Whether more sentences tell of accident or nature than of violence alone."""
        violent = sum(h.violence and not h.accident for h in self._hints)
        return sum(h.accident for h in self._hints) > violent

    @lazy
    def is_disaster(self) -> bool:
        """Whether the article names a disaster, or a text of a few sentences might tell of one."""
        lemmas = (lemma.lower() for lemma in self.parse.lemma)
        return len(self.parse) < SHORT_TEXT or any(map(self.lexicon.disastrous, lemmas))

    @lazy
    def is_private_crime(self) -> bool:
        """Whether the article has several words of private crime, and fewer of war or politics."""
        tagged = zip(self.parse.lemma, self.parse.upos, strict=True)
        told = [
            self.lexicon.crime_or_cause(lemma.lower()) for lemma, upos in tagged if upos in WORDY
        ]
        crimes = told.count("crime")
        return crimes >= FEWEST_CRIMES and crimes > told.count("cause")

    @lazy
    def is_political(self) -> bool:
        """Whether the article is about politics, war or protest at all, by the stems of its words.

        A text of a few sentences is given the benefit of the doubt.
        """
        parse = self.parse
        if len(parse) < SHORT_TEXT:
            return True
        stems = self.lexicon.stems
        told = [
            stems[lemma.lower()]
            for lemma, upos in zip(parse.lemma, parse.upos, strict=True)
            if upos in ("NOUN", "PROPN", "ADJ", "VERB")
        ]
        found = sum(political for political, _ in told)
        of_state = sum(state for _, state in told)
        return found * POLITICAL_SHARE >= len(parse) <= of_state * STATE_SHARE
