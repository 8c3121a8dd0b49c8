"""What small words and set phrases of a German sentence leave open or lay ahead."""

from collections.abc import Iterator

from lagebild.language.word_sets import word_set
from lagebild.parse.record import Parse
from lagebild.recognise.events.parties.subjects import verb_lemma
from lagebild.recognise.events.status.moods import (
    HYPOTHETICAL,
    NEGATED,
    PLANNED,
    condition_signs,
    mode_words,
    negations,
    noun_key,
    predicate_signs,
)
from lagebild.recognise.events.trees.tree import (
    DEFINITE,
    auxiliaries,
    base_relation,
    children,
    clause_of,
    first_conjunct,
    is_finite,
    is_participle,
    marks,
    preposition,
)
from lagebild.recognise.events.words.support import Support, telling_verb

CASES = word_set("unsettled", "cases")
AT_ISSUE = {
    "stehen": {("in", "raum"), ("zu", "debatte"), ("zu", "diskussion"), ("zu", "disposition")},
    "kommen": {("in", "betracht"), ("in", "frage")},
}
ATTEMPTS = word_set("unsettled", "attempts")
THWARTED = word_set("unsettled", "thwarted")
HELD = ("nsubj", "nsubj:pass", "obj")
SPOKEN = ("REQUEST", "ACCUSE", "REJECT", "THREATEN")
OCCASIONS = word_set("unsettled", "occasions")
TAKING = ("nehmen", "nutzen", "ergreifen")
WILLING = ("wollen", "möchten")
GAINED = word_set("unsettled", "gained")
UNREAL = ("hätte", "wäre", "brächte", "käme")
BESIDE = ("außer", "neben")


def unsettled_signs(parse: Parse, word: int, type_: str, support: Support | None) -> Iterator[str]:
    """What leaves open whether an event happened, beyond tense, mood and the words above it.

    "im Ernstfall", "ein solcher Angriff wäre", "im Raum steht", "der Versuch scheiterte".
    """
    if parse.language != "de":
        return
    verb = _predicate(parse, word, support)
    if verb is not None:
        yield from _in_case(parse, verb)
        yield from _of_attempt(parse, verb)
    if parse.upos[word] != "NOUN":
        return
    yield from _such(parse, word)
    yield from _at_issue(parse, word)
    yield from _supposed(parse, word)
    yield from _beside_plan(parse, word)
    if verb is not None:
        yield from _to_be_gained(parse, word, verb)
    if support is not None and type_ not in SPOKEN:
        yield from condition_signs(parse, support.verb)


def _predicate(parse: Parse, word: int, support: Support | None) -> int | None:
    """The verb that tells the event: the word itself, or what a noun depends on."""
    verb = telling_verb(parse, word, support)
    if verb is not None:
        return verb
    head = parse.heads[first_conjunct(parse, word)]
    return head if head >= 0 and parse.upos[head] in ("VERB", "AUX") else None


def _in_case(parse: Parse, verb: int) -> Iterator[str]:
    """ "sollen sich im Ernstfall an den Kämpfen beteiligen"."""
    for phrase in children(parse, verb, "obl", "obl:arg", "advmod", "obj"):
        if preposition(parse, phrase) == "in" and noun_key(parse, phrase) in CASES:
            yield HYPOTHETICAL


def _such(parse: Parse, noun: int) -> Iterator[str]:
    """ "Bei einer solchen Klage müsste ...": of any that may come; in the past it was."""
    articles = {parse.form[c].lower() for c in children(parse, noun, "det")}
    such = [c for c in children(parse, noun, "amod", "det") if _is_such(parse, c)]
    if not such or not any(a.startswith("ein") for a in articles):
        return
    predicate = clause_of(parse, noun)
    finite = [w for w in (predicate, *auxiliaries(parse, predicate)) if is_finite(parse, w)]
    finite += [c for c in children(parse, predicate, "cop") if is_finite(parse, c)]
    past = [
        w for w in finite if parse.feat(w, "Tense") == "Past" and parse.feat(w, "Mood") != "Sub"
    ]
    if finite and not past:
        yield HYPOTHETICAL


def _is_such(parse: Parse, word: int) -> bool:
    return parse.form[word].lower().startswith("solch")


def _at_issue(parse: Parse, noun: int) -> Iterator[str]:
    """ "Im Raum steht eine Unterstützung durch die Miliz"."""
    first = first_conjunct(parse, noun)
    verb = parse.heads[first]
    if verb < 0 or base_relation(parse, first) != "nsubj":
        return
    phrases = AT_ISSUE.get(verb_lemma(parse, verb), set())
    around = children(parse, verb, "obl", "obl:arg", "obj", "advmod")
    if any((preposition(parse, c), noun_key(parse, c)) in phrases for c in around):
        yield HYPOTHETICAL


def _supposed(parse: Parse, noun: int) -> Iterator[str]:
    """ "Ein Streik hätte schlimme Folgen", "Ein Krieg wäre verheerend": if there were one."""
    articles = {parse.form[c].lower() for c in children(parse, noun, "det")}
    above = parse.heads[noun]
    if parse.deprel[noun] != "nsubj" or above < 0 or not articles & {"ein", "eine"}:
        return
    beside = children(parse, above, "cop", *(("aux",) if parse.upos[above] == "ADJ" else ()))
    told = {parse.form[w].lower() for w in (above, *beside)}
    if told & set(UNREAL):
        yield HYPOTHETICAL


def _beside_plan(parse: Parse, noun: int) -> Iterator[str]:
    """ "Außer der Menschenkette wird es eine Kundgebung geben": both lie ahead."""
    verb = parse.heads[noun]
    if preposition(parse, noun) not in BESIDE or verb < 0 or parse.upos[verb] != "VERB":
        return
    if verb_lemma(parse, verb) in mode_words("de").get("happen", {}):
        yield from (s for s in predicate_signs(parse, verb) if s == PLANNED)


def _to_be_gained(parse: Parse, noun: int, verb: int) -> Iterator[str]:
    """ "wollen die Freilassung erzwingen": others have to do it."""
    wanted = any(parse.lemma[a].lower() in WILLING for a in auxiliaries(parse, verb))
    if wanted and verb_lemma(parse, verb) in GAINED and parse.deprel[noun] == "obj":
        yield HYPOTHETICAL


def _of_attempt(parse: Parse, verb: int) -> Iterator[str]:
    """ "Der Versuch, das Haus zu stürmen, wurde vereitelt": it did not happen."""
    noun = parse.heads[verb]
    if (
        noun < 0
        or parse.upos[noun] != "NOUN"
        or not parse.deprel[verb].startswith(("acl", "xcomp"))
    ):
        return
    above = parse.heads[noun]
    if not noun_key(parse, noun).endswith(ATTEMPTS) or above < 0:
        return
    if parse.deprel[noun] in HELD and verb_lemma(parse, above) in THWARTED:
        yield NEGATED


def doubts_negation(parse: Parse, verb: int) -> bool:
    """ "wird das Parlament möglicherweise nicht auflösen": nobody knows."""
    table = mode_words(parse.language).get("adv", {})
    beside = children(parse, verb, "advmod")
    around = (*beside, *(c for b in beside for c in children(parse, b, "advmod")))
    words = {parse.form[w].lower() for w in around}
    return "nicht" in words and any(table.get(w) == HYPOTHETICAL for w in words)


def is_presupposed(parse: Parse, noun: int) -> bool:
    """ "Nordkoreas Drohungen sollten geprüft werden": words that have an owner have been said."""
    articles = {parse.form[c].lower() for c in children(parse, noun, "det")}
    owners = [
        c
        for c in children(parse, noun, "nmod", "det:poss", "nmod:poss")
        if c < noun and not preposition(parse, c) and parse.upos[c] in ("PROPN", "DET", "PRON")
    ]
    return bool(owners or articles & set(DEFINITE))


def is_purpose_of_deed(parse: Parse, word: int) -> bool:
    """ "versammelten sich, um gegen das Gesetz zu protestieren": who came for it did it."""
    above = parse.heads[word]
    if above >= 0 and parse.upos[above] == "NOUN":
        above = parse.heads[above]  # "nahm den Bericht zum Anlass, um ... aufzurufen"
    if above < 0 or "um" not in marks(parse, word) or parse.upos[above] != "VERB":
        return False
    finite = [w for w in (above, *auxiliaries(parse, above)) if is_finite(parse, w)]
    if any(parse.feat(w, "Mood") == "Sub" and parse.feat(w, "Tense") == "Past" for w in finite):
        return False
    done = any(parse.feat(w, "Tense") == "Past" for w in finite) or is_participle(parse, above)
    done = done or _takes_occasion(parse, above)
    return done and not any((*predicate_signs(parse, above), *negations(parse, above)))


def _takes_occasion(parse: Parse, verb: int) -> bool:
    """ "nutzt die Gelegenheit, um ihn zu kritisieren"."""
    around = children(parse, verb, "obj", "obl", "obl:arg", "nmod")
    around += [c for w in around for c in children(parse, w, "nmod")]
    return verb_lemma(parse, verb) in TAKING and any(
        noun_key(parse, w) in OCCASIONS for w in around
    )
