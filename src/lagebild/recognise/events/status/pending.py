"""German acts that are only raised, waited for, made a condition, put off or not found at all."""

from collections.abc import Iterator

from lagebild.language.word_sets import word_set
from lagebild.parse.record import Parse
from lagebild.recognise.events.parties.subjects import verb_lemma
from lagebild.recognise.events.status.moods import HYPOTHETICAL, NEGATED, PLANNED, noun_key
from lagebild.recognise.events.trees.tree import (
    auxiliaries,
    base_relation,
    children,
    clause_of,
    first_conjunct,
    is_finite,
    is_infinitive,
    marks,
    preposition,
)
from lagebild.recognise.events.words.support import Support, telling_verb

RAISED = frozenset(tuple(phrase.split()) for phrase in word_set("pending", "raised"))
"""Phrases whose object is only thought of ("stellte einen Boykott in den Raum")."""
SHELVED = frozenset(tuple(phrase.split()) for phrase in word_set("pending", "shelved"))
"""Phrases whose object or subject is put off ("legte das Abkommen auf Eis")."""
BEGINNINGS = word_set("pending", "beginnings")
FAILING = word_set("pending", "failing")
RESOLVING = word_set("pending", "resolving")
SENDING = word_set("pending", "sending")
UNDERGOING = ("obj", "nsubj", "nsubj:pass")
REGISTERING = ("anmelden", "beschließen", "ausrufen")
FORCED = ("ASSAULT", "COERCE", "PROTEST")  # put off, they are only ended
DEPENDENT = "abhängig"
UNTIL = ("bis", "sobald")
BUT = ("aber", "jedoch", "doch", "allerdings")
INTENDED = ("sollte", "sollten", "wollte", "wollten")
AWAITED = ("CONSULT", "AGREE", "COOPERATE", "PROTEST")


def pending_signs(parse: Parse, word: int, type_: str, support: Support | None) -> Iterator[str]:
    """What set phrases and clauses of time say of an act that has not come about."""
    if parse.language != "de":
        return
    predicate = telling_verb(parse, word, support)
    if predicate is not None:
        yield from _waited_for(parse, predicate)
        yield from _came_to_nothing(parse, predicate)
    if parse.upos[word] != "NOUN":
        return
    if type_ == "PROTEST" and support is not None:
        yield from _registered(parse, support.verb)
    if type_ == "MOBILIZE" and _is_resolved(parse, word):
        yield PLANNED
    yield from _phrase(parse, word, type_)
    yield from _condition(parse, word)
    yield from _none_there(parse, word)
    if type_ in AWAITED:
        yield from _before_begin(parse, word)


def _waited_for(parse: Parse, verb: int) -> Iterator[str]:
    """ "bis die Truppen abgezogen sind", "sobald sie zustimmt": told in the present, not yet."""
    clause = first_conjunct(parse, verb)
    if not set(marks(parse, clause)) & set(UNTIL) or is_infinitive(parse, verb):
        return
    if _is_told_now(parse, verb):
        yield HYPOTHETICAL


def _came_to_nothing(parse: Parse, verb: int) -> Iterator[str]:
    """ "sollte gewählt werden, unterlag aber": what was intended did not come about."""
    if not any(parse.form[a].lower() in INTENDED for a in auxiliaries(parse, verb)):
        return
    for other in children(parse, verb, "conj", "parataxis"):
        turned = any(parse.form[c].lower() in BUT for c in children(parse, other, "cc", "advmod"))
        if turned and verb_lemma(parse, other) in FAILING:
            yield NEGATED


def _is_resolved(parse: Parse, noun: int) -> bool:
    """ "billigte die Entsendung von Soldaten": they are still to leave."""
    above = parse.heads[first_conjunct(parse, noun)]
    sent = noun_key(parse, noun).endswith(SENDING) and preposition(parse, noun) in ("", "zu")
    return sent and above >= 0 and verb_lemma(parse, above) in RESOLVING


def _phrase(parse: Parse, noun: int, type_: str) -> Iterator[str]:
    """ "brachte einen Boykott ins Spiel", "Die Gespräche liegen auf Eis"."""
    first = first_conjunct(parse, noun)
    verb = parse.heads[first]
    if verb < 0 or parse.deprel[first] not in UNDERGOING:
        return
    lemma = verb_lemma(parse, verb)
    around = children(parse, verb, "obl", "obl:arg", "advmod", "xcomp", "mark", "compound:prt")
    if lemma == "stehen" and any(parse.form[c].lower() == "bevor" for c in around):
        yield PLANNED  # "dass ein Angriff unmittelbar bevor stehe"
    for other in around:
        told = (lemma, preposition(parse, other), noun_key(parse, other))
        if told in RAISED:
            yield HYPOTHETICAL
        if told in SHELVED and type_ not in FORCED:
            yield NEGATED


def _condition(parse: Parse, noun: int) -> Iterator[str]:
    """ "machte das Treffen von einem Abzug abhängig": neither is done."""
    first = first_conjunct(parse, noun)
    above = parse.heads[first]
    if above < 0:
        return
    verb = parse.heads[above] if parse.form[above].lower() == DEPENDENT else above
    around = {parse.form[c].lower() for c in children(parse, verb, "xcomp", "advmod", "obj")}
    if verb_lemma(parse, verb) != "machen" or DEPENDENT not in around:
        return
    if preposition(parse, first) == "von" or base_relation(parse, first) == "obj":
        yield HYPOTHETICAL


def _none_there(parse: Parse, noun: int) -> Iterator[str]:
    """ "Festnahmen gab es keine": the negation stands apart from its noun."""
    verb = parse.heads[noun]
    if verb < 0 or verb_lemma(parse, verb) != "geben":
        return
    words = {parse.form[c].lower() for c in parse.children[verb]}
    if "es" in words and words & {"keine", "keinen", "keines", "keins"}:
        yield NEGATED


def _before_begin(parse: Parse, noun: int) -> Iterator[str]:
    """ "Vor Beginn der Gespräche ist ein Streit entbrannt": they are still to begin."""
    start = parse.heads[noun]
    if start < 0 or preposition(parse, start) != "vor" or parse.deprel[noun] != "nmod":
        return
    if noun_key(parse, start) not in BEGINNINGS:
        return
    if _is_told_now(parse, clause_of(parse, start)):
        yield PLANNED


def _registered(parse: Parse, verb: int) -> Iterator[str]:
    """ "haben einen Marsch angemeldet": he is still to come, unless he "war angemeldet"."""
    if verb_lemma(parse, verb) in REGISTERING and _is_told_now(parse, verb):
        yield PLANNED


def _is_told_now(parse: Parse, verb: int) -> bool:
    """Whether a clause stands in the present or perfect."""
    finite = [w for w in (verb, *auxiliaries(parse, verb)) if is_finite(parse, w)]
    return bool(finite) and all(parse.feat(w, "Tense") == "Pres" for w in finite)
