"""One article's mentions with what grammar tells about each: the input of all resolving steps."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import msgspec

from lagebild.language.gazetteer import Known, begins_name, known_name
from lagebild.language.remembered import Remembered
from lagebild.language.sectors import NOTHING, PhraseFacts, phrase_facts
from lagebild.language.states import state_of_adjective, state_of_region_adjective
from lagebild.lazy import lazy
from lagebild.parse.record import Parse
from lagebild.records import Article, Mention, Quote
from lagebild.resolve.places import country_told

SUBJECTS = ("nsubj", "nsubj:pass", "csubj")
INDEFINITE = ("ein", "eine", "einen", "einem", "einer", "eines", "a", "an", "kein", "keine")
POSSESSIVE = ("sein", "seine", "seiner", "seinem", "seinen", "seines", "ihr", "ihre",
              "ihrer", "ihrem", "ihren", "ihres", "dessen", "deren", "his", "her", "their",
              "its")  # fmt: skip
MAJORITY = 0.6
WITH_TITLE = 0.3
LEAST_SAID, ONLY, ONLY_WITH_TITLE = 3, 0.9, 0.75
LEADING = 0.75
NO_MARKS = str.maketrans(":,;–", "    ")
PLACES = ("LOC", "GPE")
STATE_WORDS = ("state", "capital", "building", "people")
BESIDE = ("appos", "flat", "flat:name", "dep")
SOURCE = "MED"  # an agency that is quoted tells nothing of where an article plays
JOINT = "- und "  # "Staats- und Regierungschefs"
LONGEST_TITLE = 3


class Item(msgspec.Struct, frozen=True):
    """A mention with its head word, sentence, grammar and the facts of its words.

    `before` is the word in front of the noun phrase, lower case; `relation` the dependency of its
    head and `governor` the word that it depends on; `case` the preposition that governs it.
    """

    mention: Mention
    index: int
    head: int
    sentence: int
    relation: str
    governor: int
    case: str
    before: str
    known: Known | None
    facts: PhraseFacts

    @property
    def is_subject(self) -> bool:
        return self.relation in SUBJECTS

    @property
    def text(self) -> str:
        return self.mention.text

    @property
    def label(self) -> str:
        return self.mention.label


@dataclass(frozen=True, eq=False)
class Scene:
    """An article, its parse and its mentions as items, in text order."""

    article: Article
    parse: Parse
    language: str
    items: tuple[Item, ...]
    quoted: tuple[tuple[int, int], ...] = ()

    def inside_quote(self, item: Item) -> bool:
        """Whether a mention stands inside direct speech."""
        start = item.mention.start
        index = bisect_right(self.quoted, (start, len(self.parse.text))) - 1
        return index >= 0 and self.quoted[index][0] <= start < self.quoted[index][1]

    @lazy
    def year(self) -> int | None:
        """The year in which the article appeared, where that is known."""
        published = self.article.published
        return int(published.value[:4]) if published and published.value[:4].isdigit() else None

    @lazy
    def main_country(self) -> str | None:
        """The country that most words for states and places are about, if one leads clearly: by
        itself, as the only one that the title names, or as that before the title's colon."""
        counts, headed = self.all_told, self.headline_country
        if not counts:
            return headed
        total = sum(counts.values())
        best = max(sorted(counts), key=lambda code: (counts[code], code == headed))
        titled = best == headed or self._titled == {best}
        share = WITH_TITLE if titled else MAJORITY
        alone = len(counts) == 1 and best not in self.countries_told  # one town and no state
        least = 1 if best == headed or alone else 2
        if counts[best] >= max(least, share * total):
            return best
        return headed if headed and counts[headed] >= LEAST_SAID else None

    @lazy
    def leading_country(self) -> str | None:
        """The main country where the article says little of others: people and soldiers who are
        named without a country are seldom of another one there."""
        counts, code = self.all_told, self.main_country
        alone = code is not None and counts[code] >= LEADING * sum(counts.values())
        return code if alone else None

    @lazy
    def only_country(self) -> str | None:
        """The country that the article is about and nearly no other: who is named in it without
        one belongs there."""
        counts, code = self.all_told, self.main_country
        if code is None or counts[code] < LEAST_SAID:
            return None
        titled = self._titled == {code}
        share = ONLY_WITH_TITLE if titled else ONLY
        return code if counts[code] >= share * sum(counts.values()) else None

    @lazy
    def single_country(self) -> str | None:
        """The only country, where the title counts for nothing: critics abroad speak of it, too."""
        counts, code = self.all_told, self.only_country
        return code if code and counts[code] >= ONLY * sum(counts.values()) else None

    @lazy
    def headline_country(self) -> str | None:
        """The country of the place before the title's colon ("Kabul: ...", "Suhl in ...: ...")."""
        head, colon, _ = (self.article.title or "").partition(":")
        first = head.split(" in ")[0].split("/")[0].strip()
        if not colon or not first[:1].isupper():
            return None
        known = known_name(first, self.language)
        named = known is not None and known.kind in ("state", "capital")
        place = first.partition("-")[0]
        code = country_told(first, frozenset()) or country_told(place, frozenset())
        return known.country if known and named else code

    @lazy
    def all_told(self) -> Counter[str]:
        """How often the text names each country, its people, seat, bodies, regions and cities."""
        return self.countries_told + Counter(code for _, code in self._placed)

    @lazy
    def _placed(self) -> list[tuple[str, str]]:
        """The regions and cities named, each time with its country."""
        told = frozenset(self.countries_told)
        found = (
            (item.text, country_told(item.text, told))
            for item in self.items
            if item.label in PLACES and (item.known is None or item.known.kind == "place")
        )
        return [(text, code) for text, code in found if code]

    @lazy
    def _titled(self) -> frozenset[str]:
        """The countries that the title names, and those of the places of the text in it."""
        words = set(self._title_words())
        return self.title_countries | {code for text, code in self._placed if text in words}

    @lazy
    def last_names(self) -> frozenset[str]:
        """The last words of all persons' names, as they stand."""
        return frozenset(i.text.split()[-1] for i in self.items if i.label == "PER")

    @lazy
    def known_ids(self) -> frozenset[str]:
        """The ids of all states and organisations named in the article."""
        return frozenset(i.known.id for i in self.items if i.known is not None and i.known.id)

    @lazy
    def title_countries(self) -> frozenset[str]:
        """The countries that the title names."""
        return frozenset(self._countries_in(self._named_in(self._title_words()), STATE_WORDS))

    @lazy
    def two_most_said(self) -> frozenset[str]:
        """The two countries that the article names most."""
        return frozenset(code for code, _ in self.said_countries.most_common(2))

    @lazy
    def said_countries(self) -> Counter[str]:
        """How often the words of the text and the title name each country, its people or seat."""
        return Counter(self._countries_in(self._named_words, STATE_WORDS))

    @lazy
    def countries_told(self) -> Counter[str]:
        """The same, the bodies of a country ("Bundestag") counted with it."""
        return Counter(self._countries_in(self._named_words, (*STATE_WORDS, "organisation")))

    @lazy
    def _named_words(self) -> list[tuple[str | None, Known | None]]:
        text, parse = self.parse.text, self.parse
        words = [text[a:b] for a, b in zip(parse.starts, parse.ends, strict=True)]
        return self._named_in([*words, *self._title_words()])

    def _title_words(self) -> list[str]:
        return (self.article.title or "").translate(NO_MARKS).split()

    def _named_in(self, words: Sequence[str]) -> list[tuple[str | None, Known | None]]:
        """The state of each word that is an adjective, and the longest name that ends with it;
        words that have neither are left out."""
        found = []
        told_by = _told_by(self.language)
        second = first = False  # whether a name may begin two words before, and one
        for index, word in enumerate(words):
            told = told_by[word]
            if told is NOTHING_TOLD and not first and not second:
                continue
            known = None
            if second:
                known = known_name(" ".join(words[index - 2 : index + 1]), self.language)
            if first and known is None:
                known = known_name(" ".join(words[index - 1 : index + 1]), self.language)
            known = known or told.name
            if told.adjective or known:
                found.append((told.adjective, known))
            second, first = first, told.begins
        return found

    def _countries_in(
        self, named: Sequence[tuple[str | None, Known | None]], kinds: tuple[str, ...]
    ) -> Iterator[str]:
        for adjective, known in named:
            told = known is not None and known.kind in kinds and known.sector != SOURCE
            country = known.country if known is not None and told else None
            if adjective or country:
                yield adjective or country or ""

    @lazy
    def countries(self) -> frozenset[str]:
        """The countries that the article speaks of."""
        found = {i.known.country if i.known else i.facts.country for i in self.items}
        return frozenset(country for country in found if country)

    def is_singular(self, item: Item) -> bool:
        """Whether a nominal means one, by its number or its article."""
        parse = self.parse
        if JOINT in item.text:
            return False
        if not parse.tagged or item.head < 0:
            return item.before not in ("die", "den", "")
        if parse.feat(item.head, "Number") != "Plur":
            masculine = parse.feat(item.head, "Gender") == "Masc" and self.language == "de"
            return item.before != "die" or not masculine  # "die Minister" are several
        if item.before == "der":  # of one ("der Botschafter") or of many ("der Behörden")
            form = parse.form[item.head]
            return form == parse.lemma[item.head] or not form.endswith("n")
        return item.before in ("dem", "des", "das", "sein", "seinem", "seines")

    def before(self, item: Item, sentences: int) -> list[Item]:
        """The items in front of one, nearest first, at most so many sentences back."""
        found = []
        for index in range(item.index - 1, -1, -1):
            if item.sentence - self.items[index].sentence > sentences:
                break
            found.append(self.items[index])
        return found

    def items_of(self, sentence: int) -> tuple[Item, ...]:
        """The items of one sentence."""
        start, end = self.parse.sentence_starts[sentence], self.parse.sentence_ends[sentence]
        return tuple(i for i in self.around(start, end) if i.sentence == sentence)

    def around(self, start: int, end: int) -> tuple[Item, ...]:
        """The items that may touch the characters [start, end), and one more on each side."""
        low = bisect_left(self._starts, start - self._longest)
        high = bisect_right(self._starts, end)
        return self.items[max(0, low - 1) : high + 1]

    def item_at(self, start: int, end: int) -> Item:
        """An item for words that are no mention, as if it stood among the others."""
        text = self.parse.text[start:end]
        mention = Mention(
            article=self.article.id, text=text, start=start, end=end, label="PRON", rule="pronoun"
        )
        return _item(self.parse, mention, bisect_left(self._starts, start), self.language)

    @lazy
    def _starts(self) -> list[int]:
        return [item.mention.start for item in self.items]

    @lazy
    def _longest(self) -> int:
        return max((i.mention.end - i.mention.start for i in self.items), default=0)


class _Told(NamedTuple):
    """What a word tells by itself: the state whose adjective, or that of one of its regions, it is;
    the name that it is; whether a name of several words may begin with it."""

    adjective: str | None
    name: Known | None
    begins: bool


NOTHING_TOLD = _Told(None, None, False)


@cache
def _told_by(language: str) -> Remembered[_Told]:
    def told(word: str) -> _Told:
        adjective = None
        if len(word) > 1:
            adjective = state_of_adjective(word, language) or state_of_region_adjective(
                word, language
            )
        if not word[:1].isupper():
            return _Told(adjective, None, False) if adjective else NOTHING_TOLD
        name, begins = known_name(word, language), begins_name(word)
        return _Told(adjective, name, begins) if adjective or name or begins else NOTHING_TOLD

    return Remembered(told)


def make_scene(
    article: Article, parse: Parse, mentions: Sequence[Mention], quotes: Sequence[Quote] = ()
) -> Scene:
    """Put an article's mentions into their grammatical surroundings."""
    language = "de" if parse.language == "de" else "en"
    items = tuple(_item(parse, m, index, language) for index, m in enumerate(mentions))
    quoted = sorted((q.start, q.end) for q in quotes if q.kind == "direct")
    return Scene(article, parse, language, items, tuple(quoted))


def _item(parse: Parse, mention: Mention, index: int, language: str) -> Item:
    words = parse.words_in(mention.start, mention.end)
    head = _head(parse, words)
    top = _top(parse, head, mention.label)
    text = " ".join(mention.text.split())
    named = mention.label not in ("PRON", "ROLE") and mention.rule != "nominal"
    known = known_name(text, language) if named and mention.label != "PER" else None
    plain = mention.label == "PRON" or (mention.label == "PER" and known is None)
    facts = NOTHING if plain else phrase_facts(text, language)
    return Item(
        mention=mention,
        index=index,
        head=head,
        sentence=parse.sentence_at(mention.start),
        relation=parse.deprel[top] if top >= 0 else "",
        governor=parse.heads[top] if top >= 0 else -1,
        case=_case(parse, head),
        before=_word_before(parse.text, mention.start),
        known=known,
        facts=facts,
    )  # fmt: skip


def _word_before(text: str, start: int) -> str:
    """The word in front of a place in the text, lower case; "" where it is no word."""
    words = text[max(0, start - 20) : start]
    if not words.endswith((" ", "\n")) or not words.strip():
        return ""
    return words.split()[-1].strip('„“"(').lower()


def _head(parse: Parse, words: range) -> int:
    """The word whose head lies outside the mention, or its last word."""
    inside = set(words)
    for word in words:
        if parse.tagged and parse.heads[word] not in inside:
            return word
    return words[-1] if len(words) else -1


def _top(parse: Parse, head: int, label: str) -> int:
    """The head of a mention in its clause: for a person's name the title in front of it."""
    for _ in range(LONGEST_TITLE if head >= 0 else 0):
        above = parse.heads[head]
        if label != "PER" or above < 0 or above > head or parse.deprel[head] not in BESIDE:
            break
        if phrase_facts(parse.form[above]).kind == "body":
            break  # "erklärte die Regierung X zum Feind"
        head = above
    return head


def _case(parse: Parse, head: int) -> str:
    if head < 0 or not parse.tagged:
        return ""
    for child in parse.children[head]:
        if parse.deprel[child] == "case":
            return parse.form[child].lower()
    return ""
