"""Happenings that a German sentence only asks for, imagines or passes on as hearsay."""

from collections.abc import Iterator

from lagebild.language.word_sets import word_set
from lagebild.parse.record import Parse
from lagebild.recognise.events.context import Context
from lagebild.recognise.events.parties.subjects import subject, verb_lemma
from lagebild.recognise.events.status.moods import HYPOTHETICAL, PLANNED, is_hedged, mode_words
from lagebild.recognise.events.trees.tree import (
    DEEPEST,
    DEFINITE,
    auxiliaries,
    children,
    clause_of,
    first_conjunct,
    is_finite,
    marks,
    preposition,
)

IMAGINED = ("hätte", "hätten", "wäre", "wären")
REPORTING = "hätten"  # of many: the indicative "haben" shows no reported speech
UNREAL = (
    "wenn", "falls", "sonst", "ansonsten", "andernfalls", "beinahe", "fast", "ohne", "eigentlich",
    "lieber", "gern", "gerne", "können", "sollen", "müssen", "dürfen", "wollen", "ob", "?",
)  # fmt: skip
RATES = frozenset(tuple(phrase.split()) for phrase in word_set("doubts", "rates"))
"""Phrases that tell what happens again and again ("im Durchschnitt", "pro Monat")."""
REPUTED = word_set("doubts", "reputed")
OCCURRING = word_set("doubts", "occurring")
ANYBODY = word_set("doubts", "anybody")
HEARSAY = ("soll", "sollen")
PERFECT = ("haben", "sein")
DONE = "haben"
FUTURE = ("wird", "werden", "werde")
OPENERS = (":", "-", "–", "„", '"', "»")
QUOTED = ("indirect", "reported")
SOURCES = ("laut", "zufolge", "gemäß")
TOPIC = ("darüber", "worüber", "hierüber")


def doubt_signs(ctx: Context, word: int) -> Iterator[str]:
    """What the sentence around a German event leaves open: "Wurde er vergiftet?", "soll ... haben".

    Imagined acts ("hätte ... verhindert") and hearsay count where no source is named, since a
    speaker's subjunctive only tells that it is he who says so.
    """
    parse = ctx.parse
    clause = clause_of(parse, word)
    if _is_asked(parse, word, clause) or is_for_anybody(parse, word):
        yield HYPOTHETICAL
    if clause != word:
        return
    forms = {parse.form[h].lower() for h in auxiliaries(parse, word)}
    if forms & set(FUTURE) and _is_future_active(parse, word):
        yield PLANNED
    yield from hearsay_signs(ctx, word)
    yield from imagined_signs(ctx, word)


def is_for_anybody(parse: Parse, word: int) -> bool:
    """ "Wer den Aufruf unterschreibt, verliert sein Amt": a rule for whoever does it, no act."""
    words = parse.words_of(parse.sentence_of[word])
    spoken = [w for w in words if parse.form[w].isalnum()]
    if not spoken or parse.form[spoken[0]] != "Wer" or parse.form[words[-1]] == "?":
        return False
    if parse.deprel[clause_of(parse, word)].startswith("acl"):
        return False
    finite = [w for w in spoken if is_finite(parse, w)]
    return len(finite) > 1 and all(parse.feat(w, "Tense") == "Pres" for w in finite)


def is_custom(parse: Parse, word: int) -> bool:
    """ "Der Preis wird jährlich verliehen": the present of a custom tells no single act.

    Nor does what is said to happen seldom or often.
    """
    copulas = children(parse, word, "cop")
    if parse.language != "de" or (parse.upos[word] != "VERB" and not copulas):
        return False
    if _is_rare(parse, word) or _is_of_anybody(parse, word):
        return True
    above = parse.heads[word]
    if parse.deprel[word] == "xcomp" and above >= 0 and parse.lemma[above].lower() in REPUTED:
        return True  # "ist dafür bekannt, gegen Pelze zu demonstrieren"
    finite = [w for w in (word, *auxiliaries(parse, word), *copulas) if is_finite(parse, w)]
    if not finite or any(parse.feat(w, "Tense") != "Pres" for w in finite):
        return False
    perfect = ("hat", "haben", "ist", "sind")
    if any(parse.form[w].lower() in perfect for w in finite if w not in copulas):
        return False
    habits = mode_words("de").get("habit", {})
    if any(parse.lemma[c].lower() in habits for c in children(parse, word, "advmod")):
        return True
    phrases = children(parse, word, "obl", "nmod", "advmod")
    return any((preposition(parse, c), parse.lemma[c].lower()) in RATES for c in phrases)


def _is_of_anybody(parse: Parse, word: int) -> bool:
    """ "bei Menschen, die eines Verbrechens verdächtigt werden": whoever they are."""
    clause = first_conjunct(parse, word)
    who = parse.heads[clause]
    if who < 0 or not parse.deprel[clause].startswith("acl"):
        return False
    if parse.lemma[who].lower() not in ANYBODY or parse.feat(who, "Number") == "Sing":
        return False
    told = children(parse, who, "det", "det:poss", "nummod", "amod", "nmod", "advmod")
    finite = [w for w in (word, *auxiliaries(parse, word)) if is_finite(parse, w)]
    present = finite and all(parse.feat(w, "Tense") == "Pres" for w in finite)
    passive = any(parse.form[w].lower() == "werden" for w in finite)
    return bool(present) and passive and not told


def _is_rare(parse: Parse, word: int) -> bool:
    """ "Es kommt selten vor, dass ein Minister zurücktritt": how often such a thing happens."""
    clause = first_conjunct(parse, word)
    above = parse.heads[clause]
    if above < 0 or parse.deprel[clause] not in ("ccomp", "csubj", "csubj:pass", "xcomp"):
        return False
    habits = mode_words("de").get("habit", {})
    often = any(parse.lemma[c].lower() in habits for c in children(parse, above, "advmod"))
    return often and verb_lemma(parse, above) in OCCURRING


def is_saying(parse: Parse, noun: int) -> bool:
    """ "Ostermärsche sind eine Form des Protests": what a kind of act is tells of none."""
    head = parse.heads[noun]
    if parse.language != "de" or head < 0 or parse.deprel[noun] != "nsubj":
        return False
    copulas = children(parse, head, "cop")
    if not copulas or parse.upos[head] != "NOUN" or parse.feat(copulas[0], "Tense") != "Pres":
        return False
    if any(parse.form[c].lower() not in ("ein", "eine") for c in children(parse, noun, "det")):
        return False
    return not children(parse, noun, "det:poss", "nummod", "amod", "nmod", "case", "acl")


def hearsay_signs(ctx: Context, verb: int) -> Iterator[str]:
    """ "sollen angegriffen haben", and no source is named; what befell somebody is a report."""
    forms = {ctx.parse.form[h].lower() for h in auxiliaries(ctx.parse, verb)}
    if forms & set(HEARSAY) and DONE in forms and not _has_source(ctx, verb):
        yield HYPOTHETICAL


def imagined_signs(ctx: Context, verb: int) -> Iterator[str]:
    """What a verb tells as imagined ("hätte es einen Krieg gegeben").

    Where it is hedged, too, a source does not make it a report ("hätte ihm zufolge vielleicht").
    """
    if not _is_imagined(ctx.parse, verb):
        return
    if is_hedged(ctx.parse, verb) or not _has_source(ctx, verb):
        yield HYPOTHETICAL


def _is_asked(parse: Parse, word: int, clause: int) -> bool:
    """Whether a question that can be answered by yes or no asks if it happened."""
    sentence = parse.sentence_of[word]
    words = parse.words_of(sentence)
    if not any(parse.form[w] == "?" for w in words[-3:]):
        return False
    root = first_conjunct(parse, clause)
    if parse.heads[root] >= 0 and parse.deprel[root] != "parataxis":
        return False
    finite = next((w for w in (root, *auxiliaries(parse, root)) if is_finite(parse, w)), None)
    if finite is None or not _opens(parse, finite, words[0]):
        return False
    articles = {parse.form[c].lower() for c in children(parse, word, "det")}
    return word == clause or not (articles & set(DEFINITE) or children(parse, word, "det:poss"))


def _opens(parse: Parse, finite: int, first: int) -> bool:
    """Whether a finite verb opens its sentence, or what follows a colon."""
    before = finite - 1
    while before >= first and parse.form[before] in OPENERS:
        if parse.form[before] == ":":
            return True
        before -= 1
    return before < first


def _is_imagined(parse: Parse, word: int) -> bool:
    """ "hätte ihn verhaftet", "wäre besetzt worden": not in a clause that somebody's words fill."""
    helpers = auxiliaries(parse, word)
    forms = {parse.form[h].lower() for h in helpers} & set(IMAGINED)
    if not forms or (forms == {REPORTING} and not _is_unreal(parse, word)):
        return False
    return parse.deprel[first_conjunct(parse, word)] not in ("ccomp", "parataxis")


def _is_unreal(parse: Parse, word: int) -> bool:
    """Whether the sentence tells what did not come about ("beinahe", "wenn", "hätten können")."""
    words = parse.words_of(parse.sentence_of[word])
    return any(parse.form[w].lower() in UNREAL for w in words)


def _is_future_active(parse: Parse, word: int) -> bool:
    """ "werden über den Antrag beraten": where infinitive and participle look alike."""
    if parse.form[word].lower() != verb_lemma(parse, word) or subject(parse, word) is None:
        return False
    about = any(preposition(parse, c) == "über" for c in children(parse, word, "obl", "obl:arg"))
    return about or any(parse.form[c].lower() in TOPIC for c in parse.children[word])


def _has_source(ctx: Context, word: int) -> bool:
    """Whether somebody is named who says it, for this clause or one that it hangs on."""
    offset = ctx.parse.starts[word]
    around = children(ctx.parse, word, "obl", "obl:arg", "advmod")
    if any(preposition(ctx.parse, c) in SOURCES for c in around):
        return True
    if any(q.start <= offset < q.end and q.kind in QUOTED for q in ctx.quotes):
        return True
    for _ in range(DEEPEST):
        if "ob" in marks(ctx.parse, word) or ctx.parse.heads[word] < 0:
            return False
        if ctx.parse.deprel[word] in ("ccomp", "parataxis"):
            return True
        word = ctx.parse.heads[word]
    return False
