"""Names: from the world tables, from the model, after a title or office, and said again."""

import re
from collections.abc import Iterable, Iterator, Sequence

from lagebild.language.gazetteer import LONGEST, Known, first_words, known_name
from lagebild.language.inflect import bases
from lagebild.language.nouns import actor_noun
from lagebild.language.states import state_of_adjective
from lagebild.parse.record import Name, Parse
from lagebild.recognise.mentions.spans import Found, Token, surface
from lagebild.recognise.mentions.words import word_list

LEAST_SCORE = 0.4
PLACES = ("LOC", "GPE")
LONGEST_PERSON = 5
PARTICLED = re.compile(
    r"(?: (?:von|van|zu|zur|de|der|den|la|bin|ibn|ben|da|dos|del|du|di|ter|af|av|al|el)){1,3}"
    r" ([A-ZÀ-ÖØ-Þ][\w-]+)"
)
NUMBER = re.compile(r" [IVX]{1,5}\.?(?=[\s,.;:)]|$)")
EDGE = " \t\n\r.,;:!?()[]„“”\"'»«‚‘–-…*/|"
GROUP_NOUN = re.compile(
    r"(?:[Gg]ruppe|[Oo]rganisation|[Ss]tamm(?:e?s)?|[Cc]lans?|Sippe|[Mm]iliz|[Bb]rigade|[Nn]etzwerks?"
    r"|[Ff]irma|Konzerns?|[Uu]nternehmens?|[Ss]tiftung|Reederei) [„“\"»]?$"
)
LONGEST_NOUN = 30
INITIALS = re.compile(r"(?:[A-ZÄÖÜ][a-z]?\.[ -]?)+")
FAMILY = re.compile(r" [A-ZÀ-ÖØ-Þ][\w-]+")
ABBREVIATION = re.compile(r"(?:\b\w\.)+$|\b(?:Jr|Sr|St)\.$")
NAME_WORD = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-Ž][\w’'.-]*")


def table_names(parse: Parse, language: str) -> Iterator[Found]:
    """Names of the world tables, the longest at each place."""
    for sentence in range(parse.sentence_count):
        tokens = surface(parse, sentence)
        index = 0
        while index < len(tokens):
            if not tokens[index].told.opens_name:
                index += 1
                continue
            size, known = _longest(parse, tokens, index, language)
            if known is not None:
                yield Found(tokens[index].start, tokens[index + size - 1].end, known.label, "table")
            index += size


def _longest(
    parse: Parse, tokens: Sequence[Token], index: int, language: str
) -> tuple[int, Known | None]:
    first = tokens[index]
    if first.text in first_words():
        for size in range(min(LONGEST, len(tokens) - index), 1, -1):
            text = parse.text[first.start : tokens[index + size - 1].end]
            if text[-1] in EDGE:
                continue
            known = known_name(" ".join(text.split()), language)
            if known is not None:
                return size, known
    known = known_name(first.text, language)
    if known is None or not _plausible(parse, tokens, index, known):
        return 1, None
    return 1, known


def _plausible(parse: Parse, tokens: Sequence[Token], index: int, known: Known) -> bool:
    """Whether a single word is a name here: "Schweizer Botschafter", "Deutsche Bank" are not."""
    token = tokens[index]
    if parse.tagged and _part_of_other_name(parse, token):
        return False
    if known.kind == "people":
        if parse.tagged and parse.upos[token.word] not in ("NOUN", "PROPN"):
            return False
        following = tokens[index + 1].text if index + 1 < len(tokens) else ""
        attribute = state_of_adjective(token.text) is not None
        return not (attribute and following[:1].isupper())
    return not (parse.tagged and parse.upos[token.word] in ("DET", "PRON", "VERB"))


def _part_of_other_name(parse: Parse, token: Token) -> bool:
    """Whether the word is joined to another proper noun ("Washington Post", "Mr Jordan")."""
    word = token.word
    flat = parse.deprel[word].startswith("flat") and parse.upos[parse.heads[word]] == "PROPN"
    following = any(
        child == word + 1 and parse.deprel[child].startswith("flat")
        for child in parse.children[word]
    )
    return (flat and parse.heads[word] == word - 1) or following


def model_names(parse: Parse, language: str) -> Iterator[Found]:
    """The model's names, checked: edges, titles and offices cut off, rubbish left out."""
    for name in parse.names:
        if name.score >= LEAST_SCORE:
            found = _checked(parse, name, language)
            if found is not None:
                yield found


def _checked(parse: Parse, name: Name, language: str) -> Found | None:
    text = parse.text
    start, end = trimmed(text, name.start, name.end)
    if name.label == "PER":
        end = _with_particles(parse, start, _with_family(text, start, end))
    if name.label in ("PER", "ROLE"):
        start = _after_titles(text, start, end, language)
    span = text[start:end]
    if not _is_name(span, language):
        return None
    if name.label in ("ROLE", "GROUP") and not known_name(span, language):
        return None
    known = known_name(" ".join(span.split()), language)
    label = known.label if known else name.label
    if label == "PER" and _is_thing_of_several(parse, start, end, language):
        return None
    label = "ORG" if label == "PER" and _names_group(text, start, end) else label
    return Found(start, end, label, "model")


def _names_group(text: str, start: int, end: int) -> bool:
    """Whether a name is that of the group before it ("der Stamm Abu Nasr"), not of its owner."""
    before = GROUP_NOUN.search(text, max(0, start - LONGEST_NOUN), start)
    return before is not None and not text[start:end].endswith(("s", "'", "’"))


def _is_thing_of_several(parse: Parse, start: int, end: int, language: str) -> bool:
    """Whether a single word right behind several people is no name of theirs but what they use
    ("sollen Polizisten Knüppel eingesetzt haben"); "die Abgeordneten Kern und Probe" are named."""
    words = parse.words_in(start, end)
    if not parse.tagged or len(words) != 1 or words[0] == 0 or language != "de":
        return False
    word, before = words[0], words[0] - 1
    noun = actor_noun(parse.form[before], language)
    several = noun is not None and noun.kind == "person" and parse.feat(before, "Number") == "Plur"
    listed = word + 1 < len(parse) and parse.form[word + 1] in ("und", ",", "sowie")
    beside = parse.deprel[word].startswith(("flat", "appos"))
    owner = parse.form[word].endswith("s")  # "Anhänger Kerns"
    return several and not (listed or beside or owner)


def _with_family(text: str, start: int, end: int) -> int:
    """The end of a name that has initials alone, with the family name behind them ("C.Y. Kern")."""
    family = FAMILY.match(text, end) if INITIALS.fullmatch(text[start:end]) else None
    return family.end() if family else end


def _with_particles(parse: Parse, start: int, end: int) -> int:
    """The end of a person's name with a number, or, after a given name alone, what follows a
    particle ("Karl zu Muster")."""
    number = NUMBER.match(parse.text, end)
    if number:
        return number.end()
    match = PARTICLED.match(parse.text, end)
    if match is None or known_name(match[1]) or " " in parse.text[start:end]:
        return end
    words = parse.words_in(match.start(1), match.end(1))
    if not parse.tagged or not len(words) or parse.upos[words[-1]] != "PROPN":
        return end
    own = any(name.start == match.start(1) for name in parse.names)
    particles = match[0].split()[:-1]
    doubtful = own or particles in (["zu"], ["zur"], ["von"], ["der"], ["den"])
    return end if doubtful and "flat" not in parse.deprel[words[-1]] else match.end(1)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The offsets without punctuation and space at the edges; an abbreviation keeps its point."""
    while start < end and text[start] in EDGE:
        start += 1
    while start < end and text[end - 1] in EDGE:
        if text[end - 1] == "." and ABBREVIATION.search(text[start:end]):
            break
        end -= 1
    return start, end


def _after_titles(text: str, start: int, end: int, language: str) -> int:
    for match in re.finditer(r"\S+", text[start:end]):
        word = match[0].strip(EDGE) if match[0] not in word_list("title") else match[0]
        last = match.end() == end - start
        if last or not (word in word_list("title") or _is_office(word, language)):
            return start + match.start()
    return start


def _is_office(word: str, language: str) -> bool:
    noun = actor_noun(word, language)
    return noun is not None and noun.kind == "person"


def _is_name(span: str, language: str) -> bool:
    words = span.split()
    if not words or not any(word[:1].isupper() for word in words):
        return False
    if any(mark in span for mark in '„“”»«"') or not any(c.isalpha() for c in span):
        return False
    if len(words) > 1:
        return True
    word = words[0]
    if word in word_list("never") or len(word) < 2:
        return False
    if known_name(word, language):
        return True
    return state_of_adjective(word) is None and actor_noun(word, language) is None


def titled_names(parse: Parse) -> Iterator[Found]:
    """Persons' names right after a title or the noun of an office ("Präsident Wladimir Putin")."""
    for sentence in range(parse.sentence_count):
        tokens = surface(parse, sentence)
        for index, token in enumerate(tokens[:-1]):
            if not token.told.leads:
                continue
            size = _name_length(parse, tokens[index + 1 : index + 1 + LONGEST_PERSON])
            if size >= token.told.leads:
                last = tokens[index + size]
                yield Found(tokens[index + 1].start, last.end, "PER", "title")


def _name_length(parse: Parse, tokens: Sequence[Token]) -> int:
    """How many of a few tokens make up a person's name, from the first on."""
    size = 0
    for index, token in enumerate(tokens):
        particle = token.text in word_list("particle") and size > 0
        if not particle and not _name_token(parse, token):
            break
        if not particle:
            size = index + 1
    return size


def _name_token(parse: Parse, token: Token) -> bool:
    if not NAME_WORD.fullmatch(token.text) or token.text in word_list("never"):
        return False
    if parse.tagged and parse.upos[token.word] != "PROPN":
        return False
    word = token.text
    return not (known_name(word) or actor_noun(word) or state_of_adjective(word))


def repeated_names(parse: Parse, persons: Iterable[Found]) -> Iterator[Found]:
    """Family names of persons named in full elsewhere ("Bayramow", "Lawrows")."""
    families: set[str] = set()
    for found in persons:
        words = parse.text[found.start : found.end].split()
        if len(words) > 1 or found.rule == "model":
            families.update(form for form in bases(words[-1]) if len(form) > 3)
    for sentence in range(parse.sentence_count if families else 0):
        for token in surface(parse, sentence):
            if (parse.tagged and parse.upos[token.word] != "PROPN") or "-" in token.text:
                continue
            if not families.isdisjoint(bases(token.text)):
                yield Found(token.start, token.end, "PER", "repeat")


def _after_in(parse: Parse, found: Found) -> bool:
    """Whether a single word stands after "in": then it is a place, whatever the model says."""
    return parse.text[max(0, found.start - 4) : found.start].lower().endswith((" in ", "\nin "))


def _apart(parse: Parse, names: Sequence[Found]) -> Iterator[Found]:
    """The names, those of two people in a row ("kritisierte Kern Probe") cut in two: both words
    are family names of others whom the text names in full."""
    texts = {f: parse.text[f.start : f.end].split() for f in names}
    full = {tuple(words) for f, words in texts.items() if f.label == "PER" and len(words) > 1}
    for found in names:
        words = texts[found]
        others = {name[-1] for name in full if name != tuple(words)}
        if found.label == "PER" and len(words) == 2 and others.issuperset(words):
            first, last = found.start + len(words[0]), found.end - len(words[1])
            yield Found(found.start, first, "PER", "repeat")
            yield Found(last, found.end, "PER", "repeat")
        else:
            yield found


def as_persons(parse: Parse, names: Iterable[Found]) -> Iterator[Found]:
    """The names, with one label for one word: the family name of a person named in full makes a
    person, a place somewhere in the text makes a place."""
    held = list(_apart(parse, list(names)))
    families: set[str] = set()
    for found in held:
        words = parse.text[found.start : found.end].split()
        if found.label == "PER" and len(words) > 1:
            families.update(bases(words[-1]))
    places = {parse.text[f.start : f.end] for f in held if f.label in PLACES or _after_in(parse, f)}
    for found in held:
        text = parse.text[found.start : found.end]
        parts = text.split("-")
        if len(parts) > 1 and all(families.intersection(bases(part)) for part in parts):
            continue  # two people in one compound: each is found for itself
        known_person = bool(families.intersection(bases(text)))
        if found.label == "PER" and " " not in text and text in places and not known_person:
            yield Found(found.start, found.end, "LOC", found.rule)
            continue
        genitive = found.rule == "table" and text.endswith("es") and text[:-1] in families
        if genitive or (found.rule == "model" and found.label != "PER" and known_person):
            yield Found(found.start, found.end, "PER", "repeat")
        else:
            yield found


def names_in_compounds(parse: Parse, persons: Iterable[Found], language: str) -> Iterator[Found]:
    """Names as first parts of hyphenated words ("Lawrow-Mnatsakanjan-Gespräch", "EU-Gipfel")."""
    families = {
        form
        for f in persons
        if f.end > f.start
        for form in bases(parse.text[f.start : f.end].split()[-1])
    }
    for sentence in range(parse.sentence_count):
        for token in surface(parse, sentence):
            if not token.told.joined:
                continue
            offset = token.start
            parts = token.text.split("-")
            for part in parts[:-1]:
                known = known_name(part, language) if part else None
                if part in families:
                    yield Found(offset, offset + len(part), "PER", "compound")
                elif known is not None:
                    yield Found(offset, offset + len(part), known.label, "compound")
                offset += len(part) + 1
