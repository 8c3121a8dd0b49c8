"""From a participant's head word to the shortest phrase that names it."""

import re
from functools import cache

from lagebild.language.nouns import actor_noun
from lagebild.language.tables import load_table
from lagebild.language.word_sets import word_set
from lagebild.parse.record import Parse
from lagebild.recognise.events.context import ACTING, Context, Label
from lagebild.recognise.events.parties.named import (
    apposed_name,
    explained,
    is_state_of,
    is_whose,
    name_across,
)
from lagebild.recognise.events.parties.subjects import agents
from lagebild.recognise.events.trees.tree import DATIVE_ARTICLES, children, preposition

KEPT_PREPOSITIONS = ("von", "aus", "für", "of")
OFFICES = word_set("spans", "offices")
EXTENDED = ("obl", "obl:arg", "obl:agent", "nmod", "obj", "xcomp", "iobj")
OFFICE = word_set("spans", "office")
LISTED = ("LOC", "GPE", "ORG")
COMPASS = ("South", "North", "East", "West", "Central", "Latin", "Saudi", "Sri")
LONGEST_TAIL = 6
PARTNER_BEFORE = re.compile(r"(?<!\w)\w+/$")
PARTNER_BEHIND = re.compile(r"/\w+-[A-ZÄÖÜ]\w+")
LONGEST_PARTNER = 40  # characters
HYPHENS = "-‐‑"
ENDINGS = ("e", "en", "er", "es", "em")
ATTRIBUTES = ("DET", "ADJ", "NUM")
CHARGING = word_set("spans", "charging")
SENDING_OUT = word_set("spans", "sending out")
SENT_FROM = word_set("spans", "sent from")
LEAGUES = word_set("spans", "leagues")
"""Bodies whose names go on with what they are for or against ("Bündnis gegen Atomkraft")."""
COALITIONS = word_set("spans", "coalitions")
FINITE_PARTS = ("acl", "acl:relcl", "advcl", "parataxis", "punct", "conj", "cc", "dep")


def phrase(ctx: Context, word: int, *apart: int) -> tuple[int, int]:
    """The characters (start, end) of the shortest full name phrase of a participant, no article.

    `apart`: words that are no part of it: the event's own ("getötete Soldaten": the soldiers), a
    dative behind the subject.
    """
    label = ctx.labels.get(word)
    of_members = label is not None and label.label == "GROUP" and ctx.parse.upos[word] == "NOUN"
    if label is not None and not of_members and (label.last > word + 1 or not _cause(ctx, word)):
        opens = ctx.parse.starts[label.first - _leads(ctx.parse, label.first)]
        start, end = min(label.start, opens), label.end
        return _body_named(ctx, word, label) or _with_partner(ctx.parse.text, start, end)
    name = apposed_name(ctx, word) or explained(ctx, word) or name_across(ctx, word)
    if name is not None:
        return name
    return _noun_phrase(ctx, word, apart)


def _leads(parse: Parse, first: int) -> bool:
    """Whether the name of a country begins one word earlier ("South" before "Korean court")."""
    named = parse.language == "en" and first > 0 and parse.form[first - 1] in COMPASS
    return named and parse.upos[first] == "ADJ"


def _body_named(ctx: Context, word: int, label: Label) -> tuple[int, int] | None:
    """ "das Kinderhilfswerk UNICEF": the name right behind a noun that says what sort of body.

    Where an attribute opens it ("Gewerkschaft Deutscher Lokführer"), the noun is part of the name.
    """
    parse = ctx.parse
    name = ctx.labels.get(label.last)
    if label.label != "ORG" or parse.upos[word] != "NOUN" or parse.language != "de":
        return None
    if name is None or name.label != "ORG" or name.first != label.last:
        return None
    owned = parse.form[name.last - 1].endswith("s") and parse.deprel[name.first] == "nmod"
    if owned or (parse.upos[name.last - 1] != "PROPN" and parse.upos[name.first] != "ADJ"):
        return None
    opens = label if parse.upos[name.first] == "ADJ" else name
    return opens.start, name.end


def _noun_phrase(ctx: Context, word: int, apart: tuple[int, ...]) -> tuple[int, int]:
    parse, words = ctx.parse, {word}
    for child in parse.children[word]:
        if child in apart or not _belongs(ctx, word, child):
            continue
        if parse.deprel[child] == "amod":
            words.add(child)
        else:
            below = (w for w in _trimmed(parse, child) if not _is_adverb(ctx, w))
            words.update(w for w in below if not _is_charge(ctx, word, w))
            words.update(_partners(parse, word, child))
    low = high = word
    while low - 1 in words:
        low -= 1
    while high + 1 in words or _joins(parse, high, words):
        high += 1
    high = _closed(parse, word, high)
    while low < word and parse.upos[low] == "PUNCT":
        low += 1  # the hyphen of "„Rote Hand“-Mitglieder"
    if parse.language == "en" and parse.upos[low] == "DET" and low < word:
        low += 1  # "the warlord's militia"
    low -= _leads(parse, low)
    start, end = hyphenated(parse.text, parse.starts[low], parse.ends[high])
    if high > word and parse.text[end : end + 1] in tuple(HYPHENS):
        end = whole_word(parse.text, end)
        last = _closed(parse, word, parse.words_in(start, end)[-1])
        end = max(end, parse.ends[last])  # "Angehörige der pro-russischen Milizen"
    return start, end


def _is_charge(ctx: Context, word: int, inner: int) -> bool:
    """ "hatte Beamte des Ministeriums schwerer Korruption beschuldigt": the charge, hung inside."""
    parse = ctx.parse
    if not _is_charged_with(ctx, word):
        return False
    top = inner if parse.deprel[inner] == "nmod" else parse.heads[inner]
    bare = parse.deprel[top] == "nmod" and not preposition(parse, top) and top > word
    below = parse.upos[top] == "NOUN" and not children(parse, top, "det")
    return bare and below and parse.heads[top] != word and ctx.kind(top) not in ACTING


def _partners(parse: Parse, word: int, first: int) -> list[int]:
    """ "eine Koalition von Union und Grünen": all who form it."""
    if parse.language != "de" or not parse.lemma[word].lower().endswith(COALITIONS):
        return []
    if preposition(parse, first) not in ("von", "aus", "zwischen"):
        return []
    joined = [c for c in children(parse, first, "conj") if parse.upos[c] in ("NOUN", "PROPN")]
    return [w for c in joined for w in parse.subtree(c)]


def _closed(parse: Parse, word: int, high: int) -> int:
    """The last word of a phrase that the tree breaks off ("Mitglieder einer christlichen").

    An attribute is followed to its noun; what only leads to a noun that is none of the phrase
    ("Milizen der" before a name) is left out.
    """
    last = high
    while last > word and last + 1 < len(parse) and parse.upos[last] in ATTRIBUTES:
        last += 1
    if last > high and parse.upos[last] == "NOUN" and parse.heads[high] >= last:
        return last
    while high > word and parse.upos[high] in ("DET", "ADP", "CCONJ", "PUNCT", "ADJ"):
        high -= 1
    return high


def whole_word(text: str, end: int) -> int:
    """The end of a word that goes on after a hyphen ("Soldaten der UN-Mission")."""
    while end + 1 < len(text) and text[end] in HYPHENS and text[end + 1].isalnum():
        end += 1
        while end < len(text) and text[end].isalnum():
            end += 1
    return end


def _joins(parse: Parse, last: int, words: set[int]) -> bool:
    """ "Gouverneur des US-Bundesstaates": the hyphen behind a first part is no end."""
    hyphen = last + 1
    if hyphen + 1 not in words or parse.form[hyphen] not in HYPHENS:
        return False
    return bool(
        parse.ends[last] == parse.starts[hyphen] and parse.ends[hyphen] == parse.starts[hyphen + 1]
    )


def hyphenated(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch with what hyphens join to it ("Beamten" in "US-Beamten")."""
    while start > 1 and text[start - 1] in HYPHENS and text[start - 2].isalnum():
        start -= 1
        while start > 0 and text[start - 1].isalnum():
            start -= 1
    return _with_partner(text, start, end)


def _with_partner(text: str, start: int, end: int) -> tuple[int, int]:
    """ "die CDU/FDP-Mehrheit": both parties before the noun, whichever of them was taken."""
    before = PARTNER_BEFORE.search(text[max(0, start - LONGEST_PARTNER) : start])
    if before is not None and "-" in text[start:end]:
        start -= len(before[0])
    after = PARTNER_BEHIND.match(text[end : end + LONGEST_PARTNER])
    return start, end + (len(after[0]) if after is not None else 0)


def _belongs(ctx: Context, word: int, child: int) -> bool:
    parse = ctx.parse
    relation = parse.deprel[child]
    if relation == "amod":
        plain = not children(parse, child, *EXTENDED) and not any(
            parse.upos[c] == "ADJ" for c in children(parse, child, "advmod")
        )
        return parse.upos[child] == "ADJ" and child < word and plain and not _is_vague(parse, child)
    if relation in ("flat", "flat:name", "compound", "nmod:poss"):
        return True
    if relation == "appos":
        name = ctx.labels.get(child)
        return name is not None and name.label == "PER" and is_whose(ctx, word, name)
    if relation == "nmod":
        case = preposition(parse, child)
        if parse.form[child] in OFFICE and children(parse, child, "det:poss"):
            return False  # "enthob den Präsidenten seines Amtes"
        if not case and _is_left(ctx, word, child):
            return False
        if not case and _is_adverb(ctx, child):
            return False
        near = child - word <= LONGEST_TAIL
        if not case and _is_dative(parse, child):
            return False  # "Am Abend dankte der Minister dem König", hung on the minister
        if case == "aus" and (child not in ctx.labels or children(parse, child, "conj")):
            return False  # "die Stadt aus der Luft", "Minister aus Laos und Peru"
        if case == "von" and children(parse, child, "det") and ctx.kind(child) == "place":
            return False  # "die Demonstranten vom Alten Markt"
        if case == "von" and _is_agent(ctx, word, child):
            return False
        if not case and _is_charged_with(ctx, word) and ctx.kind(child) not in ACTING:
            return False  # "bezichtigten die Türken des Völkermordes"
        if case == "von" and child not in ctx.labels and ctx.kind(child) in (None, "target"):
            return False  # "die Demonstranten vom Bahnhof"
        held = case == "for" and parse.lemma[word].lower() in OFFICES
        if child == _cause(ctx, word):
            return True
        return near and (held or case in KEPT_PREPOSITIONS or (not case and child > word))
    return False


def _cause(ctx: Context, word: int) -> int | None:
    """What a league's name says that it is against ("Bündnis gegen Atomkraft"): a bare thing."""
    parse, thing = ctx.parse, word + 2
    if not parse.form[word].lower().endswith(LEAGUES) or parse.form[word + 1 : thing] != ("gegen",):
        return None
    plain = thing < len(parse) and parse.heads[thing] == word == min(parse.subtree(thing)) - 1
    named = plain and max(parse.subtree(thing)) == thing and parse.form[thing][:1].isupper()
    somebody = named and (actor_noun(parse.form[thing]) or ctx.kind(thing) in ("per", "pron"))
    return thing if named and not somebody else None


def _is_adverb(ctx: Context, word: int) -> bool:
    """ "durch Rebellen der Miliz notgedrungen abgesagt": German nouns are written large."""
    parse = ctx.parse
    small = parse.form[word][:1].islower() and parse.upos[word] == "NOUN"
    return parse.language == "de" and small and word not in ctx.labels


def _is_left(ctx: Context, word: int, place: int) -> bool:
    """ "hat die Inspekteure des Landes verwiesen": of where somebody is sent out."""
    head = int(ctx.parse.head[word])
    told = head >= 0 and ctx.parse.lemma[head].lower() in SENDING_OUT
    return told and ctx.parse.form[place] in SENT_FROM


def _is_agent(ctx: Context, word: int, child: int) -> bool:
    """ "Verdächtige von Gerichten freigesprochen": a court or the police of whom something is done
    by it, hung on them."""
    head = int(ctx.parse.head[word])
    passive = head > child and ctx.parse.deprel[word] == "nsubj:pass"
    return passive and (ctx.is_authority(child) or child in agents(ctx.parse, head))


def _is_charged_with(ctx: Context, word: int) -> bool:
    """Whether the verb of an object or subject names a charge in the genitive."""
    head = int(ctx.parse.head[word])
    return head >= 0 and ctx.parse.lemma[head].lower() in CHARGING


def _is_dative(parse: Parse, noun: int) -> bool:
    return any(parse.form[c].lower() in DATIVE_ARTICLES for c in children(parse, noun, "det"))


@cache
def _vague(language: str) -> frozenset[str]:
    return frozenset(load_table(language, "events_vague").column("word"))


def _is_vague(parse: Parse, word: int) -> bool:
    """Adjectives that name nobody ("weitere", "amtierende"), with any ending."""
    form = parse.form[word].lower()
    return any(form.removesuffix(e) in _vague(parse.language) for e in ("", *ENDINGS))


def _trimmed(parse: Parse, child: int) -> list[int]:
    """The child's phrase without clauses and coordination."""
    found = [child]
    for below in parse.children[child]:
        if parse.deprel[below] not in FINITE_PARTS or parse.form[below] in HYPHENS:
            found.extend(_trimmed(parse, below))
    return found


def names_of_class(ctx: Context, word: int) -> list[int]:
    """ "die Bundesstaaten Ohio und Texas": the names listed behind a noun that says what they are.

    None where the noun is singular or only one name stands there.
    """
    parse, at = ctx.parse, word + 1
    if parse.language != "de" or parse.upos[word] != "NOUN" or parse.feat(word, "Number") != "Plur":
        return []
    found: list[int] = []
    while at < len(parse):
        label = ctx.labels.get(at)
        if label is None or label.first != at or label.label not in LISTED:
            break
        if is_state_of(ctx, label.last - 1):
            return []  # "die Minister Frankreichs und Polens"
        found.append(label.last - 1)
        at = label.last + 1
        if at >= len(parse) or parse.form[at - 1] not in (",", "und", "sowie"):
            break
    return found if len(found) > 1 else []
