"""From a participant's head word to the shortest phrase that names it."""

import re
from functools import cache

from lagebild.language.nouns import actor_noun
from lagebild.language.states import state_named
from lagebild.language.tables import load_table
from lagebild.language.word_sets import word_set
from lagebild.parse.record import Parse
from lagebild.recognise.events.context import ACTING, Context, Label
from lagebild.recognise.events.subjects import agents
from lagebild.recognise.events.tree import DATIVE_ARTICLES, children, preposition

NAME_RELATIONS = ("appos", "flat", "flat:name", "compound", "nmod")
KEPT_PREPOSITIONS = ("von", "aus", "für", "of")
OFFICES = word_set("spans", "offices")
EXTENDED = ("obl", "obl:arg", "obl:agent", "nmod", "obj", "xcomp", "iobj")
OFFICE = word_set("spans", "office")
COMPASS = ("South", "North", "East", "West", "Central", "Latin", "Saudi", "Sri")
LONGEST_TAIL = 6
LONGEST_OFFICE = 14  # words of an office and of what it belongs to
PARTNER_BEFORE = re.compile(r"(?<!\w)\w+/$")
PARTNER_BEHIND = re.compile(r"/\w+-[A-ZÄÖÜ]\w+")
LONGEST_PARTNER = 40  # characters
HYPHENS = "-‐‑"
ENDINGS = ("e", "en", "er", "es", "em")
ATTRIBUTES = ("DET", "ADJ", "NUM")
CHARGING = word_set("spans", "charging")
FINITE_PARTS = ("acl", "acl:relcl", "advcl", "parataxis", "punct", "conj", "cc", "dep")


def phrase(ctx: Context, word: int, trigger: int = -1) -> tuple[int, int]:
    """The characters (start, end) of the shortest full name phrase of a participant, no article.

    `trigger`: the event's own word, no part of it ("getötete Soldaten": the soldiers).
    """
    label = ctx.labels.get(word)
    if label is not None and not (label.label == "GROUP" and ctx.parse.upos[word] == "NOUN"):
        opens = ctx.parse.starts[label.first - _leads(ctx.parse, label.first)]
        start, end = min(label.start, opens), label.end
        return _body_named(ctx, word, label) or _with_partner(ctx.parse.text, start, end)
    name = _apposed_name(ctx, word) or _explained(ctx, word) or _name_across(ctx, word)
    if name is not None:
        return name
    return _noun_phrase(ctx, word, trigger)


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


def _explained(ctx: Context, word: int) -> tuple[int, int] | None:
    """ "Lothar Kern, Mitglied der Fraktion, der ...": what only explains a name stands for it."""
    parse = ctx.parse
    head = parse.heads[word]
    if parse.deprel[word] != "appos" or head < 0 or head > word:
        return None
    label = ctx.labels.get(head)
    if label is None or label.label != "PER" or "," not in parse.form[label.last : word]:
        return None
    return label.start, label.end


def _name_across(ctx: Context, word: int) -> tuple[int, int] | None:
    """ "der Agrarexperte der Partei im Landtag, Karl Kern, ...": the name that closes the phrase.

    It stands between commas after one person's office and what belongs to that, before any verb.
    """
    parse = ctx.parse
    one = parse.feat(word, "Number") != "Plur" and parse.upos[word] == "NOUN"
    if parse.language != "de" or not one or ctx.kind(word) not in ("pol", "hum"):
        return None
    if actor_noun(parse.form[word], "de") is None and ctx.kind(word) != "hum":
        return None
    if parse.form[word + 1 : word + 2] == ("für",):
        return _name_of_charge(ctx, word)
    for at in range(word + 1, min(word + LONGEST_OFFICE, len(parse) - 1)):
        if parse.upos[at] in ("VERB", "AUX", "SCONJ", "CCONJ") or parse.form[at] in ";:(":
            return None
        if parse.form[at] != ",":
            continue
        label = ctx.labels.get(at + 1)
        if (
            label is None
            or label.label != "PER"
            or label.first != at + 1
            or label.last >= len(parse)
        ):
            return None
        closes = parse.form[label.last] in (",", "(") or parse.upos[label.last] in ("VERB", "AUX")
        return (label.start, label.end) if closes else None
    return None


def _name_of_charge(ctx: Context, office: int) -> tuple[int, int] | None:
    """ "der Minister für Umwelt und Verkehr Karl Kern": the name behind what the office is for."""
    parse = ctx.parse
    for at in range(office + 2, min(office + LONGEST_OFFICE, len(parse))):
        label = ctx.labels.get(at)
        if parse.upos[at] in ("VERB", "AUX", "SCONJ", "PUNCT"):
            return None
        if label is not None and label.label == "PER" and label.first == at:
            return None if parse.upos[at - 1] in ("CCONJ", "ADP") else (label.start, label.end)
    return None


def _apposed_name(ctx: Context, word: int) -> tuple[int, int] | None:
    """The name beside an office ("Außenminister Jeyhun Bayramow"), or None."""
    parse = ctx.parse
    named = [c for c in children(parse, word, *NAME_RELATIONS) if c in ctx.labels]
    for child in sorted(named, key=lambda c: (ctx.labels[c].label != "PER", _is_genitive(ctx, c))):
        label = ctx.labels[child]
        owns = (  # "der Gründer des Vereins", "die Anhänger Karl Kerns"
            _is_whose(ctx, word, label)
            if label.label == "PER"
            else bool(children(parse, child, "det"))
        )
        if preposition(parse, child) or _is_state_of(ctx, child) or owns:
            continue
        if parse.deprel[child] == "nmod" and (
            label.label != "PER" or child < word or _is_owned(ctx, word, child)
        ):
            continue
        if label.label == "PER" and ctx.is_body(word):
            continue  # "warf die Staatsanwaltschaft Kern vor"
        wanted = "PER" if ctx.kind(word) != "org" else label.label
        if label.label in (wanted, "PER") or parse.deprel[child] == "appos":
            return label.start, label.end
    return _name_after(ctx, word) or _name_behind(ctx, word)


def _is_genitive(ctx: Context, name: int) -> bool:
    """ "der Gefährte Kerns, Jens Braun,": another name is rather that of the companion."""
    return ctx.parse.form[name].endswith("s") and ctx.parse.deprel[name] != "flat"


def _is_whose(ctx: Context, word: int, name: Label) -> bool:
    """ "die Anhänger Karl Kerns": the ending shows whose they are, whatever the tree says."""
    family = ctx.parse.form[name.last - 1]
    noun = actor_noun(ctx.parse.form[word], "de")
    office = noun is not None and noun.rank and ctx.parse.feat(word, "Number") != "Plur"
    genitive = family.endswith("s") and family[:-1] in ctx.surnames  # the name stands bare, too
    return name.first > word and genitive and not office


def _is_state_of(ctx: Context, name: int) -> bool:
    """ "der Ministerpräsident Thailands": the state is no name of its office."""
    form = ctx.parse.form[name]
    return form.endswith("s") and state_named(form.removesuffix("s")) is not None


def _is_owned(ctx: Context, word: int, name: int) -> bool:
    """ "die Truppen Baschirs": the name owns the body and is not that of its holder."""
    parse = ctx.parse
    genitive = parse.feat(name, "Case") == "Gen" and parse.form[name].endswith(("s", "’", "'"))
    return genitive or parse.feat(word, "Number") == "Plur"


def _name_after(ctx: Context, word: int) -> tuple[int, int] | None:
    """ "Innenminister Wolfgang Schäuble": the name right behind an office, wherever it hangs."""
    label = ctx.labels.get(word + 1)
    if ctx.parse.language != "de" or label is None or label.label != "PER":
        return None
    is_office = ctx.parse.upos[word] == "NOUN" and ctx.kind(word) == "pol"
    is_office = is_office and not ctx.is_body(word)
    if not is_office or label.first != word + 1 or _is_owned(ctx, word, word + 1):
        return None
    return label.start, label.end


def _name_behind(ctx: Context, word: int) -> tuple[int, int] | None:
    """ "der Sprecher von X, Y Z,": a name beside the name of a person is that of the office."""
    parse = ctx.parse
    for owner in children(parse, word, "nmod"):
        known = ctx.labels.get(owner)
        if known is None or known.label != "PER" or owner < word:
            continue
        for child in children(parse, owner, "appos"):
            label = ctx.labels.get(child)
            if label is not None and label.label == "PER" and label != known:
                return label.start, label.end
    return None


def _noun_phrase(ctx: Context, word: int, trigger: int) -> tuple[int, int]:
    parse, words = ctx.parse, {word}
    for child in parse.children[word]:
        if child == trigger or not _belongs(ctx, word, child):
            continue
        if parse.deprel[child] == "amod":
            words.add(child)
        else:
            words.update(_trimmed(parse, child))
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
        return name is not None and name.label == "PER" and _is_whose(ctx, word, name)
    if relation == "nmod":
        case = preposition(parse, child)
        if parse.form[child] in OFFICE and children(parse, child, "det:poss"):
            return False  # "enthob den Präsidenten seines Amtes"
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
        return near and (held or case in KEPT_PREPOSITIONS or (not case and child > word))
    return False


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
