"""Which expression hangs on which word of the tree."""

import itertools
from collections.abc import Iterator, Sequence

from lagebild.parse.record import Parse
from lagebild.recognise.dates.dated import (
    CLAUSES,
    DEPTH,
    head_word,
    path_up,
)
from lagebild.recognise.dates.lexicon import lexicon
from lagebild.recognise.dates.naming import is_indefinite
from lagebild.records import Date, EventDate

ARGUMENTS = ("nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:arg", "xcomp", "root", "dep", "expl")


SAME_TIME = ("als", "während", "wobei", "indem", "when", "while", "as")


def attached(
    parse: Parse,
    candidates: Sequence[tuple[Date, EventDate]],
    trigger: int,
    tense_hint: str | None,
) -> EventDate | None:
    """The expression that hangs on the trigger, or on the verb whose argument the trigger is."""
    best: tuple[tuple[int, int], EventDate] | None = None
    for found, event in candidates:
        word = head_word(parse, found)
        if word is None:
            continue
        cost = _cost(parse, found, word, trigger, tense_hint)
        if cost is not None:
            rank = (cost, abs(word - trigger))
            if best is None or rank < best[0]:
                best = (rank, event)
    return best[1] if best else None


def _cost(parse: Parse, found: Date, word: int, trigger: int, tense_hint: str | None) -> int | None:
    """How far an expression is from the trigger that it dates, None where it dates it not."""
    cost = _behind(parse, found, trigger)
    if cost is None and not _is_of_noun(parse, found, word, trigger):
        cost = _below(parse, word, trigger)
        if cost is None and tense_hint != "open":
            cost = _beside(parse, word, trigger)
    if cost is None and _is_occasion(parse, word, trigger, named=found.text.isdigit()):
        cost = _OCCASION_COST
    return cost


def _below(parse: Parse, word: int, trigger: int) -> int | None:
    """Steps from an expression up to the trigger, if no other clause lies between."""
    for steps, node in enumerate(path_up(parse, word)):
        if node == trigger:
            return steps
        if _says_when(parse, node, trigger):
            continue
        if parse.deprel[node] in CLAUSES or _is_verb_conjunct(parse, node):
            return None
        if _is_clause_behind(parse, node) or _is_of_attribute(parse, node, word, trigger):
            return None
    return None


def _says_when(parse: Parse, node: int, trigger: int) -> bool:
    """Whether a relative clause only says when its noun happened ("Wahl, die im Mai stattfand")."""
    occur = lexicon(parse.language).guards.get("occur", frozenset())
    relative = parse.deprel[node] in ("acl", "acl:relcl") and _is_behind(parse, node, trigger)
    return relative and parse.lemma[node].lower() in occur


def _is_behind(parse: Parse, clause: int, noun: int) -> bool:
    """Whether a relative clause is of a noun, or of one below it with which its pronoun does not
    agree ("der Angriff auf die Botschaft, der am Montag stattfand")."""
    above = parse.heads[clause]
    if above == noun:
        return True
    chain = list(itertools.takewhile(lambda node: node != noun, path_up(parse, above)))
    if len(chain) > _NESTED or any(parse.deprel[n] not in ("nmod", "appos") for n in chain):
        return False
    pronoun = next((c for c in parse.children[clause] if parse.upos[c] == "PRON"), None)
    if pronoun is None or parse.heads[chain[-1]] != noun:
        return False
    return all(_agree(parse, pronoun, n) == (n == noun) for n in (above, noun))


_NESTED = 3


def _agree(parse: Parse, pronoun: int, noun: int) -> bool:
    """Whether two words may agree in number and, in the singular, in gender."""
    numbers = {parse.feat(pronoun, "Number"), parse.feat(noun, "Number")} - {"", None}
    genders = {parse.feat(pronoun, "Gender"), parse.feat(noun, "Gender")} - {"", None}
    return len(numbers) < 2 and ("Plur" in numbers or len(genders) < 2)


def _is_clause_behind(parse: Parse, node: int) -> bool:
    """Whether an infinitive stands behind the comma that parts it from its verb."""
    head = parse.heads[node]
    if parse.deprel[node] != "xcomp" or not 0 <= head < node:
        return False
    return any(parse.form[w] == "," for w in range(head + 1, node))


def _is_of_attribute(parse: Parse, node: int, word: int, trigger: int) -> bool:
    """Whether an expression dates a participle before a noun and no more ("das am Freitag
    verhängte Urteil bestätigte"); what has appeared says from then on what it says."""
    if parse.deprel[node] != "amod" or node == word or parse.heads[node] == trigger:
        return False
    appeared = lexicon(parse.language).guards.get("appeared", frozenset())
    return not parse.form[node].lower().startswith(tuple(appeared))


_NOMINAL = ("NOUN", "PROPN", "ADP", "DET", "ADJ", "NUM", "X", "CCONJ")


_PHRASE = 10


def _behind(parse: Parse, found: Date, trigger: int) -> int | None:
    """Steps where the expression closes the phrase of a noun ("Anschlag auf X im April 2008")."""
    if parse.upos[trigger] not in ("NOUN", "PROPN"):
        return None
    first = parse.words_in(found.start, found.end)[0]
    between = range(trigger + 1, first)
    if first < trigger or len(between) > _PHRASE:
        return None
    word = head_word(parse, found)
    if word is not None and any(parse.deprel[n] == "amod" for n in _up_to(parse, word, trigger)):
        return None  # "Kritik an dem im Mai geschlossenen Vertrag"
    plain = all(parse.upos[w] in _NOMINAL or parse.form[w] == "-" for w in between)
    return len(between) + 1 if plain else None


def _up_to(parse: Parse, word: int, end: int) -> Iterator[int]:
    """The word and its heads below another word."""
    return itertools.takewhile(lambda node: node != end, path_up(parse, word))


_OF_NOUN = ("vom", "von", "aus", "of", "from")
_DAY_LENGTH = 10


def _is_of_noun(parse: Parse, found: Date, word: int, trigger: int) -> bool:
    """Whether an expression belongs to another noun alone.

    So does a bare year right behind a noun ("Massaker 1995"), what "vom" joins to one, and a month
    or year that hangs on one ("nach den Kämpfen im Juli"); a day may be the verb's all the same.
    """
    first = parse.words_in(found.start, found.end)[0]
    before = first - 1
    if before < 0 or before == trigger:
        return False
    head = parse.heads[word]
    if found.value.isdigit() and found.text == found.value and parse.upos[before] in _NOUNS:
        inner = parse.deprel[before] in ("nmod", "flat", "flat:name", "appos")
        return parse.upos[before] == "NOUN" or head == before or inner
    nominal = parse.deprel[word] == "nmod" and head >= 0 and head != trigger
    if not nominal or parse.upos[head] not in _NOUNS:
        return False
    return parse.form[before].lower() in _OF_NOUN or len(found.value) < _DAY_LENGTH


_NOUNS = ("NOUN", "PROPN")


def _is_verb_conjunct(parse: Parse, node: int) -> bool:
    return parse.deprel[node] == "conj" and parse.upos[node] in ("VERB", "AUX")


def _beside(parse: Parse, word: int, trigger: int) -> int | None:
    """Steps where the expression dates the verb that governs the trigger."""
    if parse.upos[trigger] in _NOUNS and is_only_told_of(parse, trigger):
        return None
    verb = parse.heads[word]
    if verb < 0 or (parse.deprel[word] in ("nmod", "appos") and parse.upos[verb] != "VERB"):
        return None
    steps = 10
    node = trigger
    for _ in range(DEPTH):
        if node == verb:
            return steps
        if not _shares_time(parse, node, word):
            return None
        node = parse.heads[node]
        steps += 1
        if node < 0:
            return None
    return None


def is_topic(parse: Parse, noun: int) -> bool:
    """Whether a noun is only what is spoken of or looked back to ("über die Kämpfe")."""
    topics = lexicon(parse.language).guards.get("topic", frozenset())
    cases = {parse.form[c].lower() for c in parse.children[noun] if parse.deprel[c] == "case"}
    if not parse.deprel[noun].startswith("obl") or not cases & topics:
        return False
    return not (cases <= _RIGHT_AFTER and is_indefinite(parse, noun))


def is_only_told_of(parse: Parse, noun: int) -> bool:
    """Whether a noun, or one that it is a part of, is only spoken of or looked back to."""
    for node in path_up(parse, noun):
        if is_topic(parse, node) or _is_told_of(parse, node):
            return True
        part = parse.deprel[node] == "nmod" and is_light(parse, parse.heads[node])
        if not part and parse.deprel[node] != "conj":
            break
    return False


def _is_told_of(parse: Parse, noun: int) -> bool:
    """Whether a noun is what a verb reports or commemorates ("berichtete von Säuberungen", "am
    Mittwoch jährte sich der Anschlag")."""
    verb = parse.heads[noun]
    if verb < 0 or parse.lemma[verb] not in _TELLING:
        return False
    cases = {parse.form[c].lower() for c in parse.children[noun] if parse.deprel[c] == "case"}
    return bool(cases & {"von", "vom"}) or parse.lemma[verb] == _COMMEMORATED


_COMMEMORATED = "jähren"
_TELLING = ("berichten", "sprechen", "erzählen", _COMMEMORATED)


_RIGHT_AFTER = {"nach", "after"}
"""What is told as news ("nach einer Bombendrohung", "nach Gesprächen") was just before the act."""


_OCCASION = ("bei", "beim", "während", "during", "at")


def _is_occasion(parse: Parse, word: int, trigger: int, *, named: bool) -> bool:
    """Whether the dated noun is the occasion of the trigger ("bei einem Anschlag Ende Mai").

    `named`: a bare year, which belongs to the name of its noun alone.
    """
    for noun in path_up(parse, parse.heads[word]):
        if parse.upos[noun] not in _NOUNS:
            return False
        if named and parse.heads[noun] != trigger:
            return False  # "bei der Bewerbung um die Spiele 2012"
        if parse.heads[noun] == trigger:
            return parse.deprel[noun].startswith("obl") and any(
                parse.deprel[c] == "case" and parse.form[c].lower() in _OCCASION
                for c in parse.children[noun]
            )
    return False


_OCCASION_COST = 6


def _shares_time(parse: Parse, node: int, word: int) -> bool:
    """Whether a dependent takes place when its head does."""
    relation = parse.deprel[node]
    if relation == "conj":
        return word < node
    if relation == "advcl":
        return any(
            parse.deprel[c] == "mark" and parse.form[c].lower() in SAME_TIME
            for c in parse.children[node]
        )
    if relation == "nmod":
        return is_light(parse, parse.heads[node])
    return relation in ARGUMENTS and not is_perfect_infinitive(parse, node)


def is_perfect_infinitive(parse: Parse, clause: int) -> bool:
    """Whether the predicate says what is said to have been ("verantwortet zu haben")."""
    forms = [parse.form[c].lower() for c in parse.children[clause]]
    return (
        parse.deprel[clause] in ("xcomp", "ccomp", "acl")
        and "zu" in forms
        and any(f in ("haben", "sein") for f in forms)
    )


def is_light(parse: Parse, word: int) -> bool:
    """Whether a noun only says which part of the happening is meant ("Beginn der Gespräche")."""
    return word >= 0 and parse.form[word] in lexicon(parse.language).guards.get("light", ())
