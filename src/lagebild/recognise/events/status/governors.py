"""What the words above a clause say of its happening: "weigerte sich", "forderte", "das Ziel"."""

from collections.abc import Iterator, Mapping

from lagebild.parse.record import Parse
from lagebild.recognise.events.parties.subjects import DEMANDS, verb_lemma
from lagebild.recognise.events.status import governors_english
from lagebild.recognise.events.status.moods import (
    ACTUAL,
    HYPOTHETICAL,
    NEGATED,
    PLANNED,
    denied_aim,
    mode_words,
    negations,
    noun_beside,
    noun_key,
    past_conjuncts,
    predicate_signs,
)
from lagebild.recognise.events.trees.tree import (
    DEEPEST,
    children,
    is_infinitive,
    is_relative,
    marks,
)
from lagebild.recognise.events.words.forms import infinitives

CLAUSES = ("xcomp", "ccomp", "acl", "advcl", "csubj", "obj")
PURPOSE = ("um", "damit")
BELIEVED = ("wahrscheinlich",)  # whoever says so holds that it was
INSISTING = ("bestehen", "drängen", "pochen", "dringen")
PERFECT = {"haben", "sein", "worden"}
INTENDED = {"wollen"}  # "kündigte an, den Fall prüfen zu wollen"
OPENING = (*PURPOSE, "ohne", "statt", "anstatt", "außer", "als")


def governor_signs(parse: Parse, word: int) -> Iterator[str]:
    """What the words above a clause say about it: "weigerte sich", "forderte", "wenn".

    An infinitive with "zu" tells what somebody wants, may or tries, unless the word above it tells
    that it was done ("gelang es", "begannen").
    """
    if parse.language == "en":
        yield from governors_english.governor_signs(parse, word)
        return
    words = mode_words(parse.language)
    if children(parse, word, "cop") and "zu" in marks(parse, word):
        aims = words.get("noun", {})  # "Ziel war es, ihn zu stürzen", the aim taken as subject
        lemmas = (parse.lemma[c].lower() for c in children(parse, word, "nsubj"))
        yield from (aims[lemma] for lemma in lemmas if lemma in aims)
    for _ in range(DEEPEST):
        word, signs = past_conjuncts(parse, word)
        yield from signs
        head, relation = parse.heads[word], parse.deprel[word]
        if head < 0:
            if _is_open(parse, word):
                yield HYPOTHETICAL
            return
        if any(m in PURPOSE for m in marks(parse, word)):
            yield PLANNED
            asked = _verb_status(parse, head, words.get("verb", {}))
            if asked == HYPOTHETICAL and relation == "advcl":
                yield HYPOTHETICAL  # "forderte einen Korridor, um Hilfe zu bringen"
            return
        if relation.partition(":")[0] not in CLAUSES or relation == "advcl":
            if _is_open(parse, word) and not _is_done(parse, head, words):
                yield HYPOTHETICAL
            return
        if "relcl" in relation:
            return
        status = _governed(parse, word, head, words)
        if status:
            yield status
        if status is None and _is_done(parse, head, words):
            yield from (*predicate_signs(parse, head), *negations(parse, head))
        explained = relation == "obj" and parse.upos[word] == "NOUN"
        if relation not in ("xcomp",) and not explained and not is_infinitive(parse, word):
            return
        word = head


def _governed(
    parse: Parse, word: int, head: int, words: Mapping[str, Mapping[str, str]]
) -> str | None:
    if parse.xpos[head] == "PAV" and parse.head[head] >= 0:
        head = int(parse.head[head])  # "Bedingungen dafür, dass": the clause below explains it
    upos = parse.upos[head]
    infinitive = is_infinitive(parse, word) or _holds_zu(parse, word)
    infinitive = infinitive and not set(marks(parse, word)) & {"dass", "daß"}
    if upos in ("VERB", "AUX") or is_headline_verb(parse, head):
        status = _verb_status(parse, head, words.get("verb", {}))
        if status and infinitive and any(negations(parse, head)):
            return ACTUAL if status == NEGATED else NEGATED
        if status == NEGATED and not infinitive and is_behind_colon(parse, word, head):
            return None  # "lehnte ab: „Die Armee sollte abziehen.“": words of their own
        if status == PLANNED and not infinitive:
            return words.get("wish", {}).get(verb_lemma(parse, head))
        if status is None and not infinitive and _is_condition(parse, head, words):
            return HYPOTHETICAL
        if status is None and not infinitive and _is_doubted(parse, word, head, words):
            return HYPOTHETICAL
        if status is None and infinitive:
            status = noun_beside(
                parse, word, children(parse, head, "obj", "nsubj", "obl"), words.get("noun", {})
            )
        return status or _left_open(parse, word, head, words)
    if upos == "NOUN" and infinitive:
        table, above = words.get("noun", {}), parse.heads[head]
        near = (head, *(w for w in (above,) if w >= 0), *children(parse, head, "nmod"))
        aim = next((w for w in near if noun_key(parse, w) in table), None)
        own = None if aim is None else denied_aim(parse, aim, table[noun_key(parse, aim)])
        return own or _left_open(parse, word, head, words)
    if upos == "NOUN":
        relative = any(is_relative(parse, c) for c in parse.children[word])
        return None if relative else _told(parse, head, words)
    if upos in ("ADJ", "ADV") and not infinitive and _is_doubted(parse, word, head, words):
        return HYPOTHETICAL
    if upos in ("ADJ", "ADV") and infinitive:
        own = words.get("pred", {}).get(parse.lemma[head].lower())
        return own or _left_open(parse, word, head, words)
    return None


def is_behind_colon(parse: Parse, word: int, head: int) -> bool:
    """Whether a colon parts a clause from the verb that it is hung on."""
    return any(parse.form[w] == ":" for w in range(head + 1, word))


def is_left_undone(parse: Parse, verb: int) -> bool:
    """ "forderte sie auf, nicht anzugreifen": whether they will is as open as if they should."""
    verb = past_conjuncts(parse, verb)[0]
    head = parse.heads[verb]
    if head < 0 or parse.deprel[verb].partition(":")[0] not in ("xcomp", "ccomp", "acl", "obj"):
        return False
    table = mode_words(parse.language)
    if parse.upos[head] in ("NOUN", "PROPN"):
        if parse.lemma[head] in DEMANDS or parse.deprel[head] != "obj":
            return parse.lemma[head] in DEMANDS
        head = parse.heads[head]  # "rief die Regierung auf, nicht anzugreifen"
    asked = _verb_status(parse, head, table.get("verb", {})) == HYPOTHETICAL
    return asked and not any(negations(parse, head))


def _is_doubted(parse: Parse, word: int, head: int, words: Mapping[str, Mapping[str, str]]) -> bool:
    """ "hält es für unwahrscheinlich, dass ...", "Möglich ist, dass ...": left open."""
    if not set(marks(parse, word)) & {"dass", "daß"}:
        return False
    table = words.get("judge", {})
    around = (head, *children(parse, head, "advmod", "xcomp", "obl", "obj", "advcl"))
    lemmas = (parse.lemma[w].lower() for w in around if parse.upos[w] in ("ADJ", "ADV"))
    told = (table.get(lemma) for lemma in lemmas if lemma not in BELIEVED)
    return any(status in (HYPOTHETICAL, NEGATED) for status in told)


def _is_condition(parse: Parse, verb: int, words: Mapping[str, Mapping[str, str]]) -> bool:
    """ "nannte Bedingungen dafür, dass sich das Land beteiligt": it has not."""
    table = words.get("nounabove", {})
    around = children(parse, verb, "obj", "nsubj", "advmod", "obl", "xcomp")
    forms = {parse.form[c].lower() for c in around}
    if forms >= {"wert", "darauf"}:
        return True  # "legten Wert darauf, dass andere helfen"
    if "darauf" in forms and verb_lemma(parse, verb) in INSISTING:
        return True  # "besteht darauf, dass die Truppen abziehen"
    if forms >= {"davon", "abhängig"}:
        return True  # "machte ihr Ja davon abhängig, dass die Truppen abziehen"
    return "dafür" in forms and any(table.get(noun_key(parse, c)) == HYPOTHETICAL for c in around)


def _left_open(
    parse: Parse, word: int, head: int, words: Mapping[str, Mapping[str, str]]
) -> str | None:
    """ "Es ist wichtig, ... zu treffen", "bemühte sich, ...": not said to have been done.

    An infinitive below another one is mostly the next of a list, so what governs that one decides.
    """
    if not _is_open(parse, word) or _is_done(parse, head, words) or _is_open(parse, head):
        return None
    return HYPOTHETICAL


def _is_open(parse: Parse, word: int) -> bool:
    """Whether a predicate is an infinitive with "zu" that nothing but the verb above opens."""
    opening = marks(parse, word)
    helpers = {parse.form[c].lower() for c in children(parse, word, "aux")}
    intended = (helpers | {parse.lemma[word].lower()}) & INTENDED
    if any(mark in OPENING for mark in opening) or helpers & PERFECT or intended:
        return False
    if parse.xpos[word] == "VVIZU" or "zu" in opening:
        return parse.xpos[word] == "VVIZU" or is_infinitive(parse, word)
    return _holds_zu(parse, word)


def _holds_zu(parse: Parse, word: int) -> bool:
    """ "niederzulegen": an infinitive with "zu", whatever the parse takes it for."""
    form = parse.form[word].lower()
    return infinitives().get(form, form) == form.replace("zu", "", 1) != form


def _is_done(parse: Parse, head: int, words: Mapping[str, Mapping[str, str]]) -> bool:
    """Whether a word tells that the infinitive below it was carried out."""
    known = words.get("done", {})
    return verb_lemma(parse, head) in known or parse.lemma[head].lower() in known


def _told(parse: Parse, noun: int, words: Mapping[str, Mapping[str, str]]) -> str | None:
    """ "wies den Bericht zurück, ...", "das Gerücht, ...": what becomes of an account."""
    own = words.get("nounabove", {}).get(noun_key(parse, noun))
    if own == HYPOTHETICAL:
        return own
    verb = parse.heads[noun]
    if verb < 0 or parse.upos[verb] != "VERB" or parse.deprel[noun] not in ("obj", "nsubj:pass"):
        return None
    denied = _verb_status(parse, verb, words.get("verb", {})) == NEGATED
    return NEGATED if denied else None


def is_headline_verb(parse: Parse, word: int) -> bool:
    """A verb that opens a headline and was taken for a noun ("- Weigerte sich, ...")."""
    return (
        parse.form[word + 1 : word + 2] == ("sich",)
        and parse.language == "de"
        and parse.upos[word] in ("NOUN", "PROPN")
        and parse.form[word].lower() in infinitives()
    )


def _verb_status(parse: Parse, verb: int, table: Mapping[str, str]) -> str | None:
    """What a governing verb says, also with an adverb as its first part ("bereit erklären")."""
    lemma = verb_lemma(parse, verb)
    joined = [parse.form[c].lower() + lemma for c in children(parse, verb, "advmod", "xcomp")]
    return next((table[j] for j in joined if j in table), table.get(lemma))
