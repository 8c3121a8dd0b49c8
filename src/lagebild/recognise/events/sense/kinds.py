"""German nouns that only name a kind of act, a figure or a time, so that nothing is told."""

import re

from lagebild.language.word_sets import word_set
from lagebild.parse.record import Parse
from lagebild.recognise.events.parties.participants import Parts
from lagebild.recognise.events.parties.subjects import verb_lemma
from lagebild.recognise.events.status.moods import noun_key
from lagebild.recognise.events.trees.tree import DEFINITE, children, first_conjunct, preposition

AGAINST = ("gegen", "gegenüber")
FIGURES = word_set("kinds", "figures")
BY_KIND = ("", "von", "bei", "an")
CHANGES = word_set("kinds", "changes")
WORKS = word_set("kinds", "works")
CONCERNS = word_set("kinds", "concerns")
"""Debates and people that are about a kind of act."""
CONCERNED = ("über", "um", "von", "für")
FAMOUS = word_set("kinds", "famous")
SERVED = word_set("kinds", "served")
LIKENED = word_set("kinds", "likened")
TASKED = word_set("kinds", "tasked")
HOLDING = word_set("kinds", "holding")
GUNS = word_set("kinds", "guns")
SCORE = re.compile(r"\d{1,3}:\d{1,3}")
COMMON = word_set("kinds", "common")
TITLED = word_set("kinds", "titled")
"""What bears the title or slogan that follows in quotation marks."""
OPENING, CLOSING = ("„", '"', "»", "“", "''", "‚", "'"), ("“", '"', "«", "”", "''", "‘", "'")
LONGEST_TITLE = 8
EPOCHS = ("krieg", "weltkrieg")
RATES = word_set("kinds", "rates")
BEFORE_AND_AFTER = ("nach", "vor", "seit")


def is_kind(parse: Parse, noun: int, parts: Parts) -> bool:
    """Whether a noun tells of no single act.

    "protestieren gegen Polizeigewalt", "ein Video von Massakern", "Gewalttaten nahmen zu", "nicht
    mit Razzien vergleichbar", "nach dem Krieg". What takes part makes an act of it.
    """
    if parse.language != "de" or parse.upos[noun] != "NOUN" or parts.found:
        return False
    if parts.support is not None and parts.support.role:
        return False
    if _is_epoch(parse, noun) or _is_figure(parse, noun):
        return True
    if _is_aimed(parse, noun) or _is_task(parse, noun):
        return True
    return _is_bare(parse, noun) and _is_any(parse, noun)


def _is_bare(parse: Parse, noun: int) -> bool:
    """Whether neither an article nor a number, an owner or a relative clause points to an act."""
    own = children(
        parse, noun, "det", "det:poss", "nummod", "acl", "acl:relcl", "appos", "nmod:poss"
    )
    return not own and not any(parse.upos[c] in ("PROPN", "NUM") for c in parse.children[noun])


def _is_any(parse: Parse, noun: int) -> bool:
    first = first_conjunct(parse, noun)
    case, head = preposition(parse, first), parse.heads[first]
    if case in AGAINST:
        return True
    if head < 0:
        return False
    above = noun_key(parse, head)
    if parse.upos[head] == "NOUN" and parse.deprel[first] in ("nmod", "appos"):
        if above.endswith(WORKS) or (case in CONCERNED and above.endswith(CONCERNS)):
            return True
        return case in BY_KIND and above.endswith(FIGURES)
    if case == "für" and above in FAMOUS:
        return True
    return case == "mit" and above in LIKENED


def _is_figure(parse: Parse, noun: int) -> bool:
    """ "Die Gewalttaten nahmen um zehn Prozent zu": as many acts as a statistic counts."""
    head = parse.heads[noun]
    if head < 0 or parse.deprel[noun] != "nsubj" or parse.feat(noun, "Number") != "Plur":
        return False
    return verb_lemma(parse, head) in CHANGES


def _is_task(parse: Parse, noun: int) -> bool:
    """ "ist für die Beschlagnahme zuständig", "für den Kampf vorgesehen": a task, not the act."""
    head = parse.heads[noun]
    if head < 0 or preposition(parse, noun) != "für":
        return False
    return bool({parse.lemma[head].lower(), parse.form[head].lower()} & set(TASKED))


def _is_aimed(parse: Parse, noun: int) -> bool:
    """ "hat das Gewehr im Anschlag": ready to fire."""
    head = parse.heads[noun]
    if noun_key(parse, noun) != "anschlag" or preposition(parse, noun) != "in" or head < 0:
        return False
    bare = not children(parse, noun, "amod", "nmod", "acl", "acl:relcl")
    return bare and (verb_lemma(parse, head) in HOLDING or noun_key(parse, head).endswith(GUNS))


def _is_epoch(parse: Parse, noun: int) -> bool:
    """ "nach dem Krieg", "seit dem Zweiten Weltkrieg": only a time."""
    case = preposition(parse, noun)
    if _is_served_in(parse, noun, case):
        return True
    if noun_key(parse, noun) not in EPOCHS or case not in BEFORE_AND_AFTER:
        return False
    return not children(parse, noun, "nmod", "acl", "acl:relcl") and all(
        parse.lemma[c].lower() in ("erst", "zweit", "1.", "2.", "i.", "ii.")
        for c in children(parse, noun, "amod", "nummod")
    )


def _is_served_in(parse: Parse, noun: int, case: str) -> bool:
    """ "Pilot im Koreakrieg", "ein Veteran des Krieges": where somebody served."""
    if parse.deprel[noun] != "nmod" or not noun_key(parse, noun).endswith("krieg"):
        return False
    return case in ("", "in") and noun_key(parse, parse.heads[noun]).endswith(SERVED)


def is_rate(parse: Parse, noun: int) -> bool:
    """ "Die Quote der Festnahmen ist hoch": how often, not that they happened."""
    head = parse.heads[noun]
    if parse.language != "de" or head < 0 or parse.deprel[noun] != "nmod":
        return False
    return noun_key(parse, head) in RATES and preposition(parse, noun) in ("", "von")


def is_common(parse: Parse, noun: int) -> bool:
    """ "Der Rücktritt eines Papstes ist selten": how common or lawful such an act is."""
    head = parse.heads[noun]
    if parse.language != "de" or head < 0 or parse.deprel[noun] != "nsubj":
        return False
    copulas = children(parse, head, "cop")
    if parse.upos[head] != "ADJ" or parse.lemma[head].lower() not in COMMON or not copulas:
        return False
    if parse.feat(copulas[0], "Tense") != "Pres" or children(parse, noun, "det:poss"):
        return False
    owners = [c for c in children(parse, noun, "nmod") if not preposition(parse, c)]
    return not any(_is_pointed_at(parse, c) for c in owners)


def _is_pointed_at(parse: Parse, noun: int) -> bool:
    """Whether an article or an owner says which one is meant."""
    articles = {parse.form[c].lower() for c in children(parse, noun, "det")}
    named = parse.upos[noun] == "PROPN" and not articles
    return named or bool(articles & set(DEFINITE)) or bool(children(parse, noun, "det:poss"))


def is_title(parse: Parse, word: int) -> bool:
    """ "der Film „Angriff auf die Freiheit“", "auf „protest.net“": a name, and no act.

    So is what a thing is called ("als „Angriff auf die Freiheit“ bekannt").
    """
    if parse.language != "de":
        return False
    after = int(parse.end[word])
    if parse.text[after : after + 1] == "." and parse.text[after + 1 : after + 2].islower():
        return True  # an address
    first = int(parse.first[int(parse.sentence_of[word])])
    for at in range(word - 1, max(first, word - LONGEST_TITLE), -1):
        if parse.form[at] in OPENING:
            named = parse.form[at - 1] == "als" or noun_key(parse, at - 1).endswith(TITLED)
            return named and _closes(parse, word)
        if parse.upos[at] in ("PUNCT", "AUX", "VERB"):
            return False
    return False


def _closes(parse: Parse, word: int) -> bool:
    """Whether quotation marks close behind a word before any verb."""
    for at in range(word + 1, min(len(parse), word + LONGEST_TITLE)):
        if parse.form[at] in CLOSING:
            return True
        if parse.upos[at] in ("AUX", "VERB"):
            return False
    return False


def has_score(parse: Parse, word: int) -> bool:
    """ "Spanien schlug Polen mit 33:25": a match was won."""
    return any(SCORE.fullmatch(parse.form[w]) for w in parse.words_of(parse.sentence_of[word]))
