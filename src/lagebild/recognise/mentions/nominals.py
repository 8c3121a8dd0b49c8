"""Nominal mentions: offices, bodies, groups; adjectives of nationality; pronouns."""

from collections.abc import Iterator, Sequence

from lagebild.language.gazetteer import known_name
from lagebild.language.nouns import ActorNoun, actor_noun, sector_of_adjective
from lagebild.language.peoples import people_of_adjective
from lagebild.language.states import (
    state_of_adjective,
    state_of_region_adjective,
)
from lagebild.language.word_sets import word_set
from lagebild.parse.record import Parse
from lagebild.recognise.mentions.spans import Found, Token, surface
from lagebild.recognise.mentions.words import word_list

LABELS = {"person": "ROLE", "body": "ORG", "group": "GROUP"}
STATES = word_set("nominals", "states")
GENITIVE = ("des", "der", "von", "vom", "of", "the")
NOUNS_LIKE_ADJECTIVES = word_set("nominals", "nouns like adjectives")
PRONOUN_TAGS = ("PPER", "PDS", "PRELS")
BOTH = "beide"
MOST_ATTRIBUTES = 4
LONGEST_COMPLEMENT = 6


def nominals(parse: Parse, language: str) -> list[Found]:
    """Noun phrases without article whose head means an actor ("armenischen Behörden")."""
    key = ("nominals", 0 if language == "de" else 1)
    if key not in parse.kept:
        parse.kept[key] = list(_nominals(parse, language))
    found: list[Found] = parse.kept[key]
    return found


def _nominals(parse: Parse, language: str) -> Iterator[Found]:
    for sentence in range(parse.sentence_count):
        tokens = surface(parse, sentence)
        for index, token in enumerate(tokens):
            if language == "de" and token.told.noun is None:
                continue
            size, noun = _longest_noun(parse, tokens, index, language)
            if noun is None:
                continue
            first = _attributes(parse, tokens, index - size + 1, language)
            last = _complement(parse, tokens, index, noun, language)
            label = "GPE" if noun.lemma in STATES else LABELS[noun.kind]
            yield Found(tokens[first].start, tokens[last].end, label, "nominal")


def _longest_noun(
    parse: Parse, tokens: Sequence[Token], index: int, language: str
) -> tuple[int, ActorNoun | None]:
    """The noun that ends at a token and its number of words ("Secretary of State" has three)."""
    if language == "de":
        return 1, _head(parse, tokens[index])
    for size in (3, 2):
        if index + 1 >= size:
            words = " ".join(token.text for token in tokens[index + 1 - size : index + 1])
            noun = actor_noun(words, language)
            if noun is not None:
                return size, noun
    return 1, _head(parse, tokens[index])


def _head(parse: Parse, token: Token) -> ActorNoun | None:
    noun = not parse.tagged or parse.upos[token.word] in ("NOUN", "PROPN", "X")
    if not noun and token.text not in NOUNS_LIKE_ADJECTIVES:
        return None
    return token.told.noun


def _attributes(parse: Parse, tokens: Sequence[Token], index: int, language: str) -> int:
    """The index of the phrase's first token: adjectives before the noun belong to it."""
    first = index
    while first > 0 and index - first < MOST_ATTRIBUTES:
        before = tokens[first - 1]
        if not _is_attribute(parse, before, language):
            break
        first -= 1
    return first


def _is_attribute(parse: Parse, token: Token, language: str) -> bool:
    word = token.text
    if word in word_list("number") or state_of_adjective(word, language):
        return True
    if parse.tagged:
        if word[:1].isupper() and known_name(word, language):
            return False
        return parse.upos[token.word] == "ADJ" and parse.xpos[token.word] in ("ADJA", "_", "JJ")
    if people_of_adjective(word, language) or state_of_region_adjective(word, language):
        return True
    return sector_of_adjective(word) is not None or word.startswith(("stellvertretend", "ehemalig"))


def _complement(
    parse: Parse, tokens: Sequence[Token], index: int, noun: ActorNoun, language: str
) -> int:
    """The index of the last token: whose office or body it is ("Regierung Österreichs")."""
    start = index + 1
    if start >= len(tokens):
        return index
    linked = tokens[start].text in GENITIVE
    while start < len(tokens) and tokens[start].text in GENITIVE and start < index + 3:
        start += 1
    for size in range(min(LONGEST_COMPLEMENT, len(tokens) - start), 0, -1):
        last = start + size - 1
        text = " ".join(parse.text[tokens[start].start : tokens[last].end].split())
        if not text[:1].isupper() and not linked:
            continue
        known = known_name(text, language)
        if known is not None and _acts_by_von(parse, tokens, index, last):
            return index
        if known is not None and (linked or _genitive_of(text, known.name, language)):
            return last
    if not linked or noun.kind == "body" or (noun.kind == "group" and noun.sector):
        return index
    return _noun_complement(parse, tokens, start, language) or index


def _acts_by_von(parse: Parse, tokens: Sequence[Token], noun: int, last: int) -> bool:
    """Whether "von" names who does what is done to the noun ("wurde die Regierung vom Verband
    aufgefordert"), as the parse has it."""
    if not parse.tagged or tokens[noun + 1].text not in ("von", "vom"):
        return False
    inside = {tokens[place].word for place in range(noun, last + 1)}
    heads = [tokens[place].word for place in range(noun + 2, last + 1)]
    return all(parse.heads[word] != tokens[noun].word for word in heads) and any(
        parse.heads[word] not in inside and parse.deprel[word].startswith("obl") for word in heads
    )


def _genitive_of(text: str, name: str, language: str) -> bool:
    """Whether a name right after the noun is its genitive and not an apposition."""
    return text.endswith("s") and known_name(text[:-1], language) is not None


def _noun_complement(
    parse: Parse, tokens: Sequence[Token], start: int, language: str
) -> int | None:
    for index in range(start, min(start + 3, len(tokens))):
        noun = _head(parse, tokens[index])
        if noun is not None and noun.kind in ("body", "group"):
            return index
        if not _is_attribute(parse, tokens[index], language):
            return None
    return None


def adjectives(parse: Parse) -> Iterator[Found]:
    """Adjectives of nationality ("österreichische"), which may stand for the state."""
    for sentence in range(parse.sentence_count):
        for token in surface(parse, sentence):
            if not token.told.nationality:
                continue
            if token.told.capital and (parse.tagged and parse.upos[token.word] != "ADJ"):
                continue
            yield Found(token.start, token.end, "MISC", "adjective")


def pronouns(parse: Parse) -> Iterator[Found]:
    """Pronouns of the third person, demonstrative and relative ones, and "beide"."""
    if not parse.tagged:
        return
    tags = zip(parse.upos, parse.xpos, parse.form, strict=True)
    for word, (upos, xpos, form) in enumerate(tags):
        both = len(form) == len(BOTH) and form.lower() == BOTH
        if upos != "PRON" and xpos not in PRONOUN_TAGS and not both:
            continue
        start, end = parse.starts[word], parse.ends[word]
        if end > start and _refers(parse, word):
            yield Found(start, end, "PRON", "pronoun")


def _refers(parse: Parse, word: int) -> bool:
    form, tag = parse.form[word].lower(), parse.xpos[word]
    if parse.form[word] in ("Sie", "Ihnen") and word != parse.firsts[parse.sentence_of[word]]:
        return False  # the polite form
    if tag == "PPER" or (parse.upos[word] == "PRON" and parse.feat(word, "PronType") == "Prs"):
        third = form in ("er", "sie", "ihn", "ihm", "ihr", "ihnen", "he", "she", "they", "him")
        return third and parse.deprel[word] != "expl"
    if tag == "PDS":
        return form in ("dieser", "diese", "diesem", "diesen", "jener")
    if tag == "PRELS":
        return form in ("der", "die", "den", "dem", "deren", "dessen", "denen", "welcher", "welche")
    return form == "beide" and parse.deprel[word] in ("nsubj", "obj", "iobj", "obl", "nsubj:pass")
