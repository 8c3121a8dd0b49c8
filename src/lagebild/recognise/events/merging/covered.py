"""A verb and its object that tell one act in two words ("vereinbarten eine Waffenruhe")."""

from collections.abc import Mapping

from lagebild.language.word_sets import word_set
from lagebild.parse.record import Parse
from lagebild.recognise.events.assemble import Found
from lagebild.recognise.events.parties.subjects import verb_lemma
from lagebild.recognise.events.trees.tree import children, preposition

OBJECTS = ("obj", "nsubj:pass")
MADE = ("AGREE", "CONCEDE", "SUPPORT", "CONSULT")
"""What those who make a truce do: agree on it, declare it, sign it, mediate it."""
ORDERING = word_set("covered", "ordering")
OWN_ORDERS = ("COERCE", "CONCEDE", "RETREAT", "SANCTION", "MOBILIZE", "ACCUSE", "AID")
ANNOUNCING = word_set("covered", "announcing")
ANNOUNCED = ("SANCTION", "ACCUSE")
NAMING = word_set("covered", "naming")
KNOWN = frozenset(("der", "die", "das", "dieser", "jener"))


def covered(parse: Parse, event: Found, by_word: Mapping[int, Found]) -> tuple[Found, Found] | None:
    """The event that tells nothing of its own, and the one that tells the act; none where both do.

    What is ordered by those who have the power to do it, and what is announced, is the act itself;
    of a truce that is made, the verb is.
    """
    verb = by_word.get(parse.heads[event.word])
    if event.cue.pos != "n" or verb is None or verb.cue.pos != "v":
        return None
    if _is_truce(event, verb) and parse.deprel[event.word] in (*OBJECTS, "nsubj"):
        return event, verb
    if parse.deprel[event.word] not in OBJECTS:
        return None
    ordered = verb.type == "REQUEST" and verb.cue.lemma in ORDERING and event.type in OWN_ORDERS
    ordered = ordered and not _is_for_others(parse, event.word)
    told = verb.type == "THREATEN" and verb.cue.lemma in ANNOUNCING and event.type in ANNOUNCED
    return (verb, event) if ordered or told else None


def is_mere_name(parse: Parse, event: Found) -> bool:
    """ "nannte die Proteste einen Umsturzversuch": what something is called has not happened."""
    if event.cue.pos != "n" or event.type == "ACCUSE" or parse.deprel[event.word] == "nsubj":
        return False
    head = parse.heads[event.word]
    if head < 0 or parse.upos[head] != "VERB" or verb_lemma(parse, head) not in NAMING:
        return False
    own = {parse.lemma[c].lower() for c in children(parse, event.word, "det")}
    return not own & KNOWN and any(
        parse.deprel[other] == "obj" and other != event.word for other in parse.children[head]
    )


def _is_for_others(parse: Parse, word: int) -> bool:
    """ "ordnete eine Untersuchung durch den Rat an": the order is one act, what is done another."""
    near = (word, parse.heads[word], *children(parse, word, "nmod"))
    return any(preposition(parse, c) == "durch" for w in near for c in parse.children[w])


def _is_truce(event: Found, verb: Found) -> bool:
    truce = event.type == "RETREAT" and event.cue.mode == "ceasefire"
    return truce and verb.type in MADE and event.status == verb.status
