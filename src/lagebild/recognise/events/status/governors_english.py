"""What the words above an English clause say of its happening: "refused to", "is due to"."""

from collections.abc import Iterator, Mapping

from lagebild.language.word_sets import word_set
from lagebild.parse.record import Parse
from lagebild.recognise.events.parties.subjects import verb_lemma
from lagebild.recognise.events.status.moods import (
    ACTUAL,
    HYPOTHETICAL,
    NEGATED,
    PLANNED,
    mode_words,
    negations,
    noun_beside,
    past_conjuncts,
    predicate_signs,
)
from lagebild.recognise.events.trees.tree import DEEPEST, HELPERS, children, is_infinitive, marks

Words = Mapping[str, Mapping[str, str]]
CLAUSES = ("xcomp", "ccomp", "acl", "advcl", "csubj", "obj")
FINITE = ("VBD", "VBZ", "VBP", "MD")
PRESENT = ("VBZ", "VBP")
DECIDING = word_set("governors_english", "deciding")
OPEN_ENDED = ("before", "until", "till", "once", "lest")


def governor_signs(parse: Parse, word: int) -> Iterator[str]:
    """The status that governing verbs, nouns and adjectives give to the act of an English verb."""
    words = mode_words("en")
    for _ in range(DEEPEST):
        word, signs = past_conjuncts(parse, word)
        yield from signs
        head, relation = parse.heads[word], parse.deprel[word]
        if head < 0:
            if "to" in marks(parse, word) and is_infinitive(parse, word):
                yield PLANNED  # "Putin to visit Baku"
            return
        opening = marks(parse, word)
        kind = relation.partition(":")[0]
        if kind not in CLAUSES or ("relcl" in relation and "that" not in opening):
            return
        if kind == "advcl" and parse.upos[head] not in ("ADJ", "ADV"):
            yield from _adverbial(parse, word, head, opening, words)
            return
        loose = is_infinitive(parse, word) or _is_gerund(parse, word)
        status = _governed(parse, word, head, loose, words)
        if status:
            yield status
        if kind != "xcomp" and not loose:
            return
        if parse.upos[head] in ("VERB", "AUX"):
            above = (*predicate_signs(parse, head), *negations(parse, head))
            yield from (s for s in above if status is None or s == HYPOTHETICAL)
        word = head


def _is_gerund(parse: Parse, word: int) -> bool:
    helpers = children(parse, word, *HELPERS)
    return parse.xpos[word] == "VBG" and not any(parse.xpos[h] in FINITE for h in helpers)


def _adverbial(
    parse: Parse, word: int, head: int, opening: tuple[str, ...], words: Words
) -> Iterator[str]:
    """Purpose ("to release"), what is still to come ("until they leave"), "from entering"."""
    if "to" in opening:
        if verb_lemma(parse, head) in DECIDING:
            return  # "voted to suspend": so it was decided
        if verb_lemma(parse, word) in words.get("voiced", {}):
            yield from governor_signs(parse, head)  # "marched to demand": it was demanded
        else:
            yield HYPOTHETICAL
    elif set(opening) & {"against", "about"}:
        yield HYPOTHETICAL
    elif "from" in opening:
        if words.get("verb", {}).get(verb_lemma(parse, head)) == NEGATED:
            yield NEGATED
    elif set(opening) & set(OPEN_ENDED):
        demanded = words.get("verb", {}).get(verb_lemma(parse, head)) == HYPOTHETICAL
        if demanded or _is_present(parse, word):
            yield HYPOTHETICAL


def _is_present(parse: Parse, word: int) -> bool:
    return any(parse.xpos[w] in PRESENT for w in (word, *children(parse, word, *HELPERS)))


def _governed(parse: Parse, word: int, head: int, loose: bool, words: Words) -> str | None:
    lemma = parse.lemma[head].lower()
    if parse.upos[head] in ("VERB", "AUX"):
        by_verb = _by_verb(parse, head, loose, words)
        if by_verb or not loose:
            return by_verb
        return noun_beside(parse, word, children(parse, head, "obj"), words["noun"])
    if parse.upos[head] == "NOUN":
        status = words.get("noun", {}).get(lemma)
        return status if loose or status == HYPOTHETICAL else None
    if loose:
        table = words.get("pred", {})
        return table.get(lemma) or table.get(parse.form[head].lower())
    return None


def _by_verb(parse: Parse, verb: int, loose: bool, words: Words) -> str | None:
    lemma = verb_lemma(parse, verb)
    status = words.get("verb", {}).get(lemma)
    if status is None and loose:
        status = words.get("inf", {}).get(lemma)
    if status is None or (status == PLANNED and not loose):
        return None
    if loose and any(negations(parse, verb)):
        return ACTUAL if status == NEGATED else NEGATED
    return status
