"""What may or must be done by a law or in a procedure: a rule tells no act."""

from lagebild.language.word_sets import word_set
from lagebild.parse.record import Parse
from lagebild.recognise.events.parties.participants import Parts
from lagebild.recognise.events.parties.subjects import verb_lemma
from lagebild.recognise.events.status.doubts import is_for_anybody
from lagebild.recognise.events.status.moods import mode_words, noun_key
from lagebild.recognise.events.status.topics import is_under_condition
from lagebild.recognise.events.trees.tree import (
    auxiliaries,
    children,
    first_conjunct,
    is_finite,
    preposition,
)
from lagebild.recognise.events.words.cues import Cue

DECIDED = ("AGREE", "REQUEST", "REJECT", "SUPPORT", "CONCEDE", "ACCUSE", "SANCTION")
ABLE = ("kann", "können")  # "Briefe, mit denen Bürger sich beschweren können": an offer
MODALS = (*ABLE, "muss", "muß", "müssen", "darf", "dürfen")
PENDING = word_set("permits", "pending")
"""Words that speak of one open case, and no rule."""
ANY = ("ein", "eine", "jeder", "jede", "jedes")
SPEAKERS = ("ich", "wir")
TOLD = ("ccomp", "csubj", "csubj:pass", "xcomp")
ALLOWING = word_set("permits", "allowing")
DUTIES = ("verantworten", "stellen")  # "muss sich vor Gericht verantworten": it is so decided
LAWS = word_set("permits", "laws")
RULES = (*LAWS, *word_set("permits", "rules"))
PROVIDING = word_set("permits", "providing")
ABOUT = ("zu", "über", "für", "bei")
VERBAL = ("VERB", "AUX")
INFINITIVES = ("xcomp", "acl", "ccomp", "advcl")
RIGHTS = word_set("permits", "rights")
HOLDING = word_set("permits", "holding")


def is_permitted(parse: Parse, word: int, cue: Cue, parts: Parts) -> bool:
    """ "Änderungen, denen der Rat zustimmen muss": how it is done, where no case is spoken of.

    Not what is still to come in one case ("muss noch zustimmen"), nor what somebody fears.
    """
    if parse.language != "de" or cue.lemma in DUTIES:
        return False
    if cue.pos == "v" and _is_for_any(parse, word):
        return True
    if cue.type == "COERCE" and cue.pos == "n" and is_for_anybody(parse, word):
        return True  # "Wer nicht erscheint, muss mit Haft rechnen"
    if cue.type not in DECIDED:
        return False
    if cue.pos == "v":
        return _is_by_rule(parse, word)
    return parts.support is not None and _is_by_rule(parse, parts.support.verb)


def _is_for_any(parse: Parse, verb: int) -> bool:
    """ "Ein Minister muss zurücktreten, wenn ...": whoever he is."""
    if not any(
        parse.form[a].lower() in MODALS and is_finite(parse, a) for a in auxiliaries(parse, verb)
    ):
        return False
    for who in children(parse, verb, "nsubj", "nsubj:pass"):
        articles = [parse.form[c].lower() for c in children(parse, who, "det")]
        told = children(parse, who, "amod", "nmod", "appos", "acl", "flat", "nummod")
        if articles and articles[0] in ANY and parse.upos[who] == "NOUN" and not told:
            return not {parse.form[c].lower() for c in parse.children[verb]} & set(PENDING)
    return False


def is_right(parse: Parse, verb: int) -> bool:
    """ "Ein König hat das Recht abzudanken": what somebody has the right or duty to do.

    A noun right before its infinitive may be taken for its object.
    """
    head = parse.heads[verb]
    if parse.language != "de" or head < 0 or parse.deprel[verb] not in INFINITIVES:
        return False
    around = [head, *children(parse, head, "obj", "nsubj"), *children(parse, verb, "obj")]
    rights = [w for w in around if w < verb and noun_key(parse, w) in RIGHTS]
    return bool(rights) and _has_zu(parse, verb) and _is_held(parse, rights[0], verb)


def _is_held(parse: Parse, right: int, verb: int) -> bool:
    """Whether the verb before a right, or the one that closes its clause, says who has it."""
    verbs = [w for w in parse.words_of(parse.sentence_of[verb]) if parse.upos[w] in VERBAL]
    before = [w for w in verbs if w < right][-1:]
    behind = [w for w in verbs if right < w < verb]
    return any(parse.lemma[w].lower() in HOLDING for w in (*before, *behind))


def _has_zu(parse: Parse, verb: int) -> bool:
    """Whether a verb is an infinitive with "zu", of its own or inside it ("abzudanken")."""
    inside = len(parse.form[verb]) == len(parse.lemma[verb]) + len("zu")
    return inside or any(parse.form[c].lower() == "zu" for c in children(parse, verb, "mark"))


def _is_by_rule(parse: Parse, verb: int) -> bool:
    helpers = auxiliaries(parse, verb)
    forms = {parse.form[a].lower() for a in helpers}
    around = {parse.form[c].lower() for c in parse.children[verb]}
    if not forms & set(MODALS) or around & {*PENDING, *SPEAKERS}:
        return False
    first = first_conjunct(parse, verb)
    head = parse.heads[first]
    if head >= 0 and parse.deprel[first] in TOLD:
        return verb_lemma(parse, head) in ALLOWING
    if not any(is_finite(parse, a) and parse.form[a].lower() in MODALS for a in helpers):
        return False  # "hätte verlangen müssen"
    if forms & set(ABLE):
        return not parse.deprel[first].startswith("acl")
    return parse.deprel[first].startswith("acl") or is_under_condition(parse, verb)


def is_guarded_against(parse: Parse, noun: int) -> bool:
    """ "die Gefahrenabwehr bei Anschlägen": what others are ready for has not happened."""
    if parse.language != "de" or parse.feat(noun, "Number") != "Plur":
        return False
    case = min(children(parse, noun, "case"), default=0)
    bare = not children(parse, noun, "det", "det:poss", "nummod", "amod")
    if not bare or case < 1 or parse.form[case].lower() != "bei":
        return False
    return noun_key(parse, case - 1) in mode_words("de").get("guard", {})


def is_content_of_law(parse: Parse, noun: int) -> bool:
    """ "das Gesetz zur Beschlagnahme von Vermögen": what a law is about has not been done.

    Nor what it provides for ("Das Kirchenrecht sieht den Rücktritt vor").
    """
    first = first_conjunct(parse, noun)
    head = parse.heads[first]
    if parse.language != "de" or head < 0:
        return False
    if parse.deprel[first] == "obj" and verb_lemma(parse, head) in PROVIDING:
        return any(noun_key(parse, s).endswith(RULES) for s in children(parse, head, "nsubj"))
    if parse.upos[head] != "NOUN":
        return False
    about = preposition(parse, first) in ABOUT and not children(parse, noun, "det:poss")
    return about and noun_key(parse, head).endswith(LAWS)
