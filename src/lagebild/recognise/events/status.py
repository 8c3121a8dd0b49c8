"""Whether an event happened, is planned, did not happen, or is only possible."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from lagebild.language.tables import load_table
from lagebild.parse.record import Parse
from lagebild.recognise.events.arguments import Parts
from lagebild.recognise.events.context import Context
from lagebild.recognise.events.cues import Cue
from lagebild.recognise.events.forms import infinitives, shape
from lagebild.recognise.events.subjects import verb_lemma
from lagebild.recognise.events.support import Support
from lagebild.recognise.events.tree import (
    DEEPEST,
    auxiliaries,
    children,
    is_infinitive,
    is_participle,
    marks,
    preposition,
)

SPEECH_ACTS = ("REQUEST", "ACCUSE", "REJECT", "THREATEN")
NOUNS_ABOVE = 3
DEFINITE = {"der", "die", "das", "den", "dem", "des", "the", "dieser", "diese", "dieses", "this"}
NEGATED, HYPOTHETICAL, PLANNED, ACTUAL = "negated", "hypothetical", "planned", "actual"


@cache
def _words(language: str) -> Mapping[str, Mapping[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for row in load_table(language, "events_modes"):
        table = found.setdefault(row["kind"], {})
        for word in row["words"].split("|"):
            table[word.lower()] = row["status"]
    return found


def status_of(ctx: Context, word: int, parts: Parts, cue: Cue) -> str:
    """The status of the event that a cue word names: actual, planned, negated or hypothetical."""
    if parts.support is not None and _leaves_open(parts.support, cue):
        parts = replace(parts, support=None)
    if any(need.kind == "neg" and not need.negative for need in cue.needs):
        return _status_of_no(ctx, word)
    signs = [cue.status, *_signs(ctx, word, parts)]
    for status in (NEGATED, HYPOTHETICAL, PLANNED):
        if status in signs:
            return status
    return ACTUAL


def _status_of_no(ctx: Context, word: int) -> str:
    """A no told by a negated yes ("will not accept") is an act, but for a condition ("wenn")."""
    table = _words(ctx.parse.language).get("mark", {})
    open_ = any(table.get(mark) == HYPOTHETICAL for mark in marks(ctx.parse, word))
    return HYPOTHETICAL if open_ else ACTUAL


def is_negated(ctx: Context, word: int, objects: Sequence[int]) -> bool:
    """Whether a predicate is negated, itself or in an object ("erkennt keine Regierung an")."""
    if any(_negation(ctx.parse, word)):
        return True
    return any(s == NEGATED for noun in objects for s in _determiner_signs(ctx.parse, noun))


def is_counted(parse: Parse, word: int) -> bool:
    """ "der Anstieg der Gewalttaten", "the number of arrests": figures of many, no event."""
    head = int(parse.head[word])
    if head < 0 or parse.deprel[word] not in ("nmod", "nmod:poss"):
        return False
    return (
        parse.feat(word, "Number") == "Plur"
        and parse.lemma[head].lower() in _words(parse.language).get("count", {})
        and preposition(parse, word) in ("", "von", "an", "of")
    )


def _leaves_open(support: Support, cue: Cue) -> bool:
    """Whether the verb leaves the noun's event as it is: it ends it, judges it, or rejects words.

    "wies die Vorwürfe zurück": the accusation was made all the same.
    """
    return support.group == "about" or (support.status == NEGATED and cue.type in SPEECH_ACTS)


def _signs(ctx: Context, word: int, parts: Parts) -> Iterator[str]:
    parse = ctx.parse
    is_verb = parse.upos[word] in ("VERB", "AUX") or bool(children(parse, word, "cop"))
    yield from _beside(parse, word)
    if is_verb and parse.head[word] < 0 and _ends_with_not(parse, word):
        yield NEGATED
    if is_verb:
        yield from _predicate_signs(parse, word)
        below = {*parts.objects, *children(parse, word, "obj", "obl", "obl:arg", "nsubj")}
        for noun in below | ({parts.subject} if parts.subject is not None else set()):
            yield from _determiner_signs(parse, noun)
        if _is_general(parse, word):
            yield HYPOTHETICAL
        yield from _governor_signs(parse, word)
        return
    yield from _determiner_signs(parse, word)
    yield from _noun_signs(parse, word, parts)


def _is_general(parse: Parse, word: int) -> bool:
    """ "Wer ... tötet, wird bestraft" tells of nobody's act."""
    first = int(parse.first[int(parse.sentence_of[word])])
    subjects = children(parse, word, "nsubj", "nsubj:pass")
    return any(parse.form[w].lower() in ("wer", "whoever") for w in (first, *subjects))


def _beside(parse: Parse, word: int) -> Iterator[str]:
    """Negations, adverbs and attributes that hang on the word itself."""
    words = _words(parse.language)
    for child in parse.children[word]:
        form, lemma = parse.form[child].lower(), parse.lemma[child].lower()
        if parse.deprel[child] in ("advmod", "neg", "amod", "cc", "obl", "acl"):
            if _only(parse, child, form):
                continue
            for kind in ("adv", "adj") if parse.upos[word] != "NOUN" else ("adj",):
                table = words.get(kind, {})
                status = table.get(lemma) or table.get(form) or table.get(_uninflected(form))
                if status:
                    yield status


def _uninflected(form: str) -> str:
    """A German attribute without its ending ("geplanten": "geplant")."""
    for ending in ("en", "em", "er", "es", "e"):
        if form.endswith(ending):
            return form.removesuffix(ending)
    return form


def _only(parse: Parse, child: int, form: str) -> bool:
    """ "nicht nur" and "not only" negate nothing."""
    following = child + 1
    return (
        form in ("nicht", "not")
        and following < len(parse)
        and parse.form[following].lower() in ("nur", "only", "allein", "zuletzt", "ausgeschlossen")
    )


def _determiner_signs(parse: Parse, noun: int) -> Iterator[str]:
    table = _words(parse.language).get("det", {})
    for child in children(parse, noun, "det", "advmod", "cc", "cc:preconj"):
        status = table.get(parse.lemma[child].lower()) or table.get(parse.form[child].lower())
        if status:
            yield status
    own = table.get(parse.form[noun].lower())
    if own:
        yield own


def _predicate_signs(parse: Parse, word: int) -> Iterator[str]:
    """Tense and mood: modals, future, conditional."""
    table = _words(parse.language).get("modal", {})
    helpers = auxiliaries(parse, word)
    lemmas = [parse.lemma[a].lower() for a in helpers]
    perfect = _is_perfect(parse, word, helpers)
    for helper, lemma in zip(helpers, lemmas, strict=True):
        form = parse.form[helper].lower()
        if lemma in ("sollen",):
            yield from _sollen(form, perfect)
        elif form == "would" and _is_backshifted(parse, word):
            yield PLANNED
        elif form.startswith("würde") or form in ("would", "wäre", "hätte", "wären", "hätten"):
            if form.startswith("würde") or form == "would" or set(lemmas) & set(table):
                yield HYPOTHETICAL
        elif form in ("konnte", "konnten"):
            continue  # "konnte verhaften": it was done
        elif lemma in table and not (perfect and lemma in ("müssen", "must", "können")):
            yield table[lemma]
        elif (
            lemma == "wollen"
            or (lemma in ("will", "shall") and parse.language == "en")
            or (lemma == "werden" and _is_future(parse, word, helper))
        ):
            yield PLANNED
    yield from _mark_signs(parse, word)


def _mark_signs(parse: Parse, verb: int) -> Iterator[str]:
    status_of_mark = _words(parse.language).get("mark", {})
    yield from (status_of_mark[m] for m in marks(parse, verb) if m in status_of_mark)


def _is_backshifted(parse: Parse, word: int) -> bool:
    """ "said they would meet": the future as it is told of a past announcement."""
    head = int(parse.head[word])
    return (
        head >= 0
        and parse.deprel[word] == "ccomp"
        and (parse.xpos[head] == "VBD" or parse.feat(head, "Tense") == "Past")
        and not any(mark in ("if", "whether") for mark in marks(parse, word))
    )


def _sollen(form: str, perfect: bool) -> Iterator[str]:
    if perfect:
        return
    yield HYPOTHETICAL if form.startswith("sollte") else PLANNED


def _is_perfect(parse: Parse, word: int, helpers: list[int]) -> bool:
    """ "soll getroffen haben": hearsay about the past."""
    shared = [
        helper
        for conjunct in children(parse, word, "conj")
        if is_participle(parse, conjunct)
        for helper in children(parse, conjunct, "aux", "aux:pass")
    ]
    return is_participle(parse, word) and any(
        parse.form[h].lower() in ("haben", "sein", "have", "been", "worden")
        for h in (*helpers, *shared)
    )


def _is_future(parse: Parse, word: int, helper: int) -> bool:
    if parse.deprel[helper] == "aux:pass" and is_participle(parse, word):
        return parse.form[helper].lower() == "werden" and any(
            parse.form[h].lower() in ("wird", "werden", "werde")
            for h in children(parse, word, "aux", "aux:pass")
            if h != helper
        )
    is_plain = is_infinitive_form(parse, word) or (
        parse.language == "de"
        and parse.form[word].lower() == parse.lemma[word].lower()
        and not children(parse, word, "nsubj:pass", "aux:pass")
    )
    return is_plain and parse.form[helper].lower() in (
        "wird", "werden", "werde", "wirst", "werdet",
    )  # fmt: skip


def is_infinitive_form(parse: Parse, word: int) -> bool:
    """Whether the word is an infinitive, with or without a finite auxiliary."""
    if parse.language == "de" and shape(parse.form[word]) == "infinitive":
        return True
    return parse.xpos[word] in ("VVINF", "VVIZU", "VAINF") or parse.feat(word, "VerbForm") == "Inf"


def _governor_signs(parse: Parse, word: int) -> Iterator[str]:
    """What the words above a clause say about it: "weigerte sich", "forderte", "wenn"."""
    words = _words(parse.language)
    for _ in range(DEEPEST):
        head, relation = int(parse.head[word]), parse.deprel[word]
        if head < 0:
            return
        if relation == "conj":
            word = head
            yield from _mark_signs(parse, word)
            continue
        if relation.partition(":")[0] not in ("xcomp", "ccomp", "acl", "advcl", "csubj", "obj"):
            return
        if relation == "acl:relcl" or "relcl" in relation:
            return
        if relation == "advcl":
            if any(m in ("um", "damit") for m in marks(parse, word)):
                yield PLANNED
            elif parse.language == "en" and "to" in marks(parse, word):
                yield HYPOTHETICAL
            return
        status = _governed(parse, word, head, words)
        if status:
            yield status
        if relation not in ("xcomp",) and not is_infinitive(parse, word):
            return
        word = head


def _governed(
    parse: Parse, word: int, head: int, words: Mapping[str, Mapping[str, str]]
) -> str | None:
    upos = parse.upos[head]
    infinitive = is_infinitive(parse, word)
    if upos in ("VERB", "AUX") or is_headline_verb(parse, head):
        status = _verb_status(parse, head, words.get("verb", {}))
        if status and infinitive and any(_negation(parse, head)):
            return ACTUAL if status == NEGATED else NEGATED
        if status == PLANNED and not infinitive:
            return None
        return status
    if upos == "NOUN" and infinitive:
        table, above = words.get("noun", {}), int(parse.head[head])
        own = table.get(parse.lemma[head].lower())
        return own or (table.get(parse.lemma[above].lower()) if above >= 0 else None)
    if upos in ("ADJ", "ADV") and infinitive:
        return words.get("pred", {}).get(parse.lemma[head].lower())
    return None


def is_headline_verb(parse: Parse, word: int) -> bool:
    """A verb that opens a headline and was taken for a noun ("- Weigerte sich, ...")."""
    following = word + 1
    return (
        parse.language == "de"
        and parse.upos[word] in ("NOUN", "PROPN")
        and parse.form[word].lower() in infinitives()
        and following < len(parse)
        and parse.form[following] == "sich"
    )


def _verb_status(parse: Parse, verb: int, table: Mapping[str, str]) -> str | None:
    """What a governing verb says, also with an adverb as its first part ("bereit erklären")."""
    lemma = verb_lemma(parse, verb)
    joined = [parse.form[c].lower() + lemma for c in children(parse, verb, "advmod", "xcomp")]
    return next((table[j] for j in joined if j in table), table.get(lemma))


def _noun_signs(parse: Parse, word: int, parts: Parts) -> Iterator[str]:
    support = parts.support
    if support is not None:
        if support.status:
            yield support.status
        if support.role or not support.status:
            yield from _predicate_signs(parse, support.verb)
            yield from _governor_signs(parse, support.verb)
            yield from _negation(parse, support.verb)
        return
    verb = _verb_above(parse, word)
    if verb is not None and parse.deprel[word] in (
        "nsubj",
        "nsubj:pass",
        "obj",
        "obl:arg",
        "dep",
        "mark",
    ):
        yield from _happening(parse, verb)
    if verb is not None and not set(_articles(parse, word)) & DEFINITE:
        yield from (s for s in _mark_signs(parse, verb) if s == HYPOTHETICAL)
    yield from _noun_above(parse, word)


def _articles(parse: Parse, noun: int) -> list[str]:
    return [parse.form[c].lower() for c in children(parse, noun, "det", "det:poss")]


def _happening(parse: Parse, verb: int) -> Iterator[str]:
    """ "Das Treffen findet nicht statt": the verb only says whether the noun's event happens."""
    table = _words(parse.language).get("happen", {})
    if verb_lemma(parse, verb) in table:
        yield from _predicate_signs(parse, verb)
        yield from _negation(parse, verb)
        status = table[verb_lemma(parse, verb)]
        if status != ACTUAL:
            yield status


def _negation(parse: Parse, verb: int) -> Iterator[str]:
    table = _words(parse.language).get("adv", {})
    for child in children(parse, verb, "advmod"):
        form = parse.form[child].lower()
        if table.get(form) == NEGATED and not _only(parse, child, form):
            yield NEGATED
    if parse.head[verb] < 0 and _ends_with_not(parse, verb):
        yield NEGATED


def _ends_with_not(parse: Parse, root: int) -> bool:
    """ "unterstützt die Forderung, ..., allerdings nicht.": the last word negates the sentence."""
    words = [w for w in parse.words_of(int(parse.sentence_of[root])) if parse.upos[w] != "PUNCT"]
    last, before = words[-1], words[-2:-1]
    return parse.form[last].lower() == "nicht" and any(
        parse.form[w].lower() in ("allerdings", "jedoch", "aber", "dagegen", "hingegen")
        for w in before
    )


def _verb_above(parse: Parse, word: int) -> int | None:
    head = int(parse.head[word])
    return head if head >= 0 and parse.upos[head] in ("VERB", "AUX") else None


def _noun_above(parse: Parse, word: int) -> Iterator[str]:
    """ "die Forderung nach einem Rücktritt", "Pläne für einen Angriff"."""
    table = _words(parse.language).get("nounabove", {})
    for _ in range(NOUNS_ABOVE):
        head = int(parse.head[word])
        if head < 0 or parse.upos[head] != "NOUN" or parse.deprel[word] not in ("nmod", "obl"):
            return
        status = table.get(parse.lemma[head].lower())
        if status:
            yield status
        word = head
