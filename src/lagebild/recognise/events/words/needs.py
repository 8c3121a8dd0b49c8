"""Checking what a cue asks for: the company of words and participants it needs."""

from collections.abc import Callable, Mapping

from lagebild.parse.record import Parse
from lagebild.recognise.events.context import HUMAN, Context
from lagebild.recognise.events.parties.arguments import behind_subject
from lagebild.recognise.events.parties.owners import owners
from lagebild.recognise.events.parties.participants import Parts
from lagebild.recognise.events.parties.subjects import agents, resolve_relative, subject_meant
from lagebild.recognise.events.status.moods import is_negated, negations
from lagebild.recognise.events.trees.inflection import uninflected
from lagebild.recognise.events.trees.tree import (
    OBLIQUES,
    auxiliaries,
    children,
    conjuncts,
    marks,
    preposition,
)
from lagebild.recognise.events.words.cues import Cue, Need

SIDES = ("gegen", "zwischen")  # phrases that say with whom or against whom an act is
PRIVATE = ("i", "me", "my", "you", "your")
NO_PARTS = Parts()
Check = Callable[[Context, int, Parts, Need], bool]


def meets(ctx: Context, word: int, parts: Parts, cue: Cue) -> bool:
    """Whether a cue that may be met has the participants that its row asks for."""
    return all(CHECKS[need.kind](ctx, word, parts, need) != need.negative for need in cue.of_parts)


def may_meet(ctx: Context, word: int, cue: Cue) -> bool:
    """Whether the text has what the cue's row asks for besides participants.

    To find those takes long, and most cues of common verbs ask for a word that is not even in the
    sentence.
    """
    if cue.of_sentence:
        told = _told(ctx.parse, ctx.parse.sentence_of[word])
        for words in cue.of_sentence:
            if not any(map(told.__contains__, words)):
                return False
    for need in cue.at_once:
        if CHECKS[need.kind](ctx, word, NO_PARTS, need) == need.negative:
            return False
    return True


def _told(parse: Parse, sentence: int) -> str:
    """All words of a sentence in all their spellings."""
    known, key = parse.kept, ("events told", sentence)
    if key not in known:
        words = parse.words_of(sentence)
        own = slice(words.start, words.stop)
        lemmas = "\n".join(parse.lemma[own]).lower().replace("ß", "ss")
        nouns = (w for w in words if parse.upos[w] == "NOUN")
        bare = (spelling for w in nouns for spelling in uninflected(parse, w))
        known[key] = "\n".join((lemmas, *parse.form[own], *bare)).lower()
    told: str = known[key]
    return told


def _spellings(parse: Parse, word: int) -> tuple[str, ...]:
    """How a word may be listed: its lemma, its form, and what a noun may be without its ending."""
    lemma = parse.lemma[word].lower().replace("ß", "ss")
    return (lemma, parse.form[word].lower(), *uninflected(parse, word))


def matches(ctx: Context, word: int, need: Need) -> bool:
    """Whether a word's lemma or form is one of the need's, itself or as the head of a compound."""
    words = need.words
    if not words:
        return True
    lemma, form, *bare = _spellings(ctx.parse, word)
    if ctx.parse.language == "en":  # a compound is several words: "raid" is no "aid"
        return lemma in words or form in words or form.removesuffix("s") in words
    if lemma.endswith(need.endings) or form in words:
        return True
    return any(b.endswith(words) for b in bare)


def _objects(ctx: Context, word: int, parts: Parts, need: Need) -> bool:
    nouns = [*parts.objects, *parts.datives] if need.words else parts.objects
    if ctx.parse.language == "en":
        nouns = [resolve_relative(ctx.parse, obj) for obj in nouns]
    found = [member for obj in nouns for member in conjuncts(ctx.parse, obj)]
    found += [w for obj in nouns if ctx.parse.xpos[obj] == "PIS" for w in _whole(ctx.parse, obj)]
    if not need.negative:
        found += [below for obj in parts.objects for below in measured(ctx.parse, obj)]
    return any(matches(ctx, member, need) for member in found)


def _whole(parse: Parse, part: int) -> list[int]:
    """ "eines der besten Ergebnisse": of what it is one."""
    return [c for c in children(parse, part, "nmod") if preposition(parse, c) in ("", "von")]


def measured(parse: Parse, noun: int) -> list[int]:
    """What a noun of measure counts ("tons of food aid", "eine Reihe von Gesprächen")."""
    return [
        child
        for child in children(parse, noun, "nmod", "appos", "flat")
        if preposition(parse, child) in ("", "of", "von", "an")
    ]


def _subject(ctx: Context, word: int, parts: Parts, need: Need) -> bool:
    if parts.passive:
        found = [*(p.word for p in parts.found if p.slot == "s"), *agents(ctx.parse, word)]
    else:
        found = [] if parts.subject is None else [subject_meant(ctx.parse, parts.subject)]
    return any(matches(ctx, w, need) for f in found for w in conjuncts(ctx.parse, f))


def _preposition(ctx: Context, word: int, parts: Parts, need: Need) -> bool:
    parse = ctx.parse
    near = [*parts.objects, *children(parse, word, "obl", "obl:arg")]
    extra = [c for phrase in near for c in children(parse, phrase, "nmod", "conj")]
    governor = parts.support.verb if parts.support is not None else word
    around = children(parse, word, *OBLIQUES, "xcomp", "obj")
    if governor != word:
        around += children(parse, governor, *OBLIQUES)
    elif need.preposition in SIDES and not need.negative:
        around += (*beside_verb(parse, word), *behind_subject(ctx, word))
    for child in (*around, *extra):
        if preposition(parse, child) != need.preposition:
            continue
        named = conjuncts(parse, resolve_relative(parse, child))
        if not need.negative:
            named += measured(parse, child)
        if any(matches(ctx, member, need) for member in named):
            return True
    for clause in children(parse, word, "advcl") if parse.language == "en" else ():
        if need.preposition in marks(parse, clause) and matches(ctx, clause, need):
            return True  # "warned them against leaving"
    return _own_preposition(ctx, word, need)


def beside_verb(parse: Parse, noun: int) -> list[int]:
    """Phrases behind a noun that hang on its verb ("begann der Prozess gegen den General")."""
    head = parse.heads[noun]
    if head < 0 or parse.upos[noun] != "NOUN" or parse.upos[head] not in ("VERB", "AUX"):
        return []
    if parse.deprel[noun] not in ("nsubj", "nsubj:pass", "obj"):
        return []
    return [c for c in children(parse, head, "obl", "obl:arg") if c > noun]


def _own_preposition(ctx: Context, word: int, need: Need) -> bool:
    is_noun = ctx.parse.upos[word] == "NOUN"
    own = preposition(ctx.parse, word) == need.preposition
    return need.negative and is_noun and own and matches(ctx, word, need)


def _reflexive(ctx: Context, word: int, parts: Parts, need: Need) -> bool:
    parse = ctx.parse
    return any(
        parse.xpos[c] == "PRF" or parse.feat(c, "Reflex") == "Yes" or parse.form[c] == "sich"
        for c in parse.children[word]
        if parse.deprel[c] != "nmod" and not preposition(parse, c)
    )


def _human(ctx: Context, word: int, parts: Parts, need: Need) -> bool:
    acted_upon = (p.word for p in parts.found if p.slot == "s" and p.role == "R")
    objects = [*parts.objects, *(p.word for p in parts.found if p.slot not in ("s", "p", "og"))]
    objects.extend(acted_upon)
    return any(ctx.kind(w) in HUMAN for w in objects)


def _several(ctx: Context, word: int, parts: Parts, need: Need) -> bool:
    """Whether the subject is more than one: "A and B met", "the ministers met"."""
    subjects = [p.word for p in parts.found if p.slot == "s"]
    return len(subjects) > 1 or any(ctx.parse.feat(w, "Number") == "Plur" for w in subjects)


def _political(ctx: Context, word: int, parts: Parts, need: Need) -> bool:
    if any(is_political(ctx, p.word) for p in parts.found):
        return True
    return not parts.found and in_political_sentence(ctx, word) and ctx.parse.upos[word] != "VERB"


def _political_subject(ctx: Context, word: int, parts: Parts, need: Need) -> bool:
    found = [p.word for p in parts.found if p.slot == "s" or (p.slot == "og" and p.role == "A")]
    if parts.passive and not found:
        return in_political_sentence(ctx, word)
    return any(is_political(ctx, w) for w in found)


def _political_object(ctx: Context, word: int, parts: Parts, need: Need) -> bool:
    slots = ("o", "d", "og", "gegen")
    return any(is_political(ctx, p.word) for p in parts.found if p.slot in slots)


def _adjective(ctx: Context, word: int, parts: Parts, need: Need) -> bool:
    parse = ctx.parse
    around = children(
        parse,
        word,
        "amod",
        "advmod",
        "xcomp",
        "obj",
        "obl",
        "obl:unmarked",
        "advcl",
        "compound:prt",
    )
    return any(
        matches(ctx, c, need) or parse.form[c].lower().startswith(need.words) for c in around
    )


def _object_adjective(ctx: Context, word: int, parts: Parts, need: Need) -> bool:
    parse = ctx.parse
    return any(
        parse.lemma[c].lower() in need.words or parse.form[c].lower().startswith(need.words)
        for obj in parts.objects
        for c in children(parse, obj, "amod")
    )


def _genitive(ctx: Context, word: int, parts: Parts, need: Need) -> bool:
    found = [w for owner in owners(ctx.parse, word) for w in conjuncts(ctx.parse, owner)]
    return any(matches(ctx, w, need) for w in found)


def _itself(ctx: Context, word: int, parts: Parts, need: Need) -> bool:
    return ctx.parse.lemma[word].lower() in need.words or any(
        "-" not in w and len(w) > 9 and ctx.parse.lemma[word].lower().endswith(w)
        for w in need.words
    )


def _own_case(ctx: Context, word: int, parts: Parts, need: Need) -> bool:
    """ "auf Antrag der Partei": the preposition of the noun itself, bare of any article."""
    bare = not children(ctx.parse, word, "det", "det:poss", "amod")
    return bare and preposition(ctx.parse, word) in need.words


def _near(ctx: Context, word: int, parts: Parts, need: Need) -> bool:
    return not _words(ctx.parse, ctx.parse.sentence_of[word]).isdisjoint(need.words)


def _words(parse: Parse, sentence: int) -> frozenset[str]:
    """The lemmas and forms of a sentence in lower case."""
    known, key = parse.kept, ("events words", sentence)
    if key not in known:
        own = slice(*parse.firsts[sentence : sentence + 2])
        known[key] = frozenset(map(str.lower, (*parse.lemma[own], *parse.form[own])))
    words: frozenset[str] = known[key]
    return words


def _told_anywhere(ctx: Context, word: int, parts: Parts, need: Need) -> bool:
    """Whether the article speaks of it: an explosion is an attack where a bomb is told of."""
    return any(map(ctx.nouns.__contains__, need.lines))


def _that_clause(ctx: Context, word: int, parts: Parts, need: Need) -> bool:
    return bool(children(ctx.parse, word, "ccomp", "csubj", "csubj:pass"))


def _infinitive(ctx: Context, word: int, parts: Parts, need: Need) -> bool:
    found = children(ctx.parse, word, "xcomp", "advcl", "ccomp") if need.words else ()
    if need.words:
        return any(matches(ctx, w, need) for w in found)
    if children(ctx.parse, word, "xcomp"):
        return True
    clauses = children(ctx.parse, word, "advcl") if ctx.parse.language == "en" else ()
    return any("to" in marks(ctx.parse, clause) for clause in clauses)


def _refused(ctx: Context, word: int, parts: Parts, need: Need) -> bool:
    """ "vowed not to return": the infinitive is negated."""
    return any(any(negations(ctx.parse, w)) for w in children(ctx.parse, word, "xcomp"))


def _place(ctx: Context, word: int, parts: Parts, need: Need) -> bool:
    around = [*parts.objects, *children(ctx.parse, word, *OBLIQUES)]
    return any(ctx.is_place(w) for w in around)


def _violent(ctx: Context, word: int, parts: Parts, need: Need) -> bool:
    """Whether a killing or wounding is told as violence: by who did it, or by the words around."""
    if any(is_political(ctx, w) for w in parts.heads("A")):
        return True
    sentence = ctx.parse.sentence_of[word]
    near = {ctx.hints(s) for s in range(max(0, sentence - 1), sentence + 2)}
    if ctx.hints(sentence).violence and not ctx.hints(sentence).accident:
        return True
    told = ctx.is_violent or (sentence > 0 and ctx.hints(sentence - 1).violence)
    return told and not any(h.accident for h in near)


def _supported(ctx: Context, word: int, parts: Parts, need: Need) -> bool:
    return parts.support is not None and (not need.words or parts.support.group in need.words)


def _predicative(ctx: Context, word: int, parts: Parts, need: Need) -> bool:
    if need.words:
        return any(matches(ctx, c, need) for c in ctx.parse.children[word])
    return bool(children(ctx.parse, word, "cop", "nsubj"))


def is_political(ctx: Context, word: int) -> bool:
    """Whether a participant is or may be a political actor (a person's name may be).

    A body of unknown kind counts where the sentence names a political actor besides.
    """
    kind = ctx.kind(word)
    if kind == "pron":
        return ctx.names_actors and ctx.parse.form[word].lower() not in PRIVATE
    return kind in ("pol", "per") or (kind == "org" and in_political_sentence(ctx, word))


def in_political_sentence(ctx: Context, word: int) -> bool:
    """Whether the word's sentence or the one before names a political actor at all."""
    parse = ctx.parse
    sentence = parse.sentence_of[word]
    return any(
        parse.upos[w] in ("NOUN", "PROPN", "ADJ") and ctx.kind(w) == "pol"
        for near in range(max(0, sentence - 1), sentence + 1)
        for w in parse.words_of(near)
    )


CHECKS: Mapping[str, Check] = {
    "obj": _objects,
    "subj": _subject,
    "prep": _preposition,
    "refl": _reflexive,
    "hum": _human,
    "several": _several,
    "pol": _political,
    "polsubj": _political_subject,
    "polobj": _political_object,
    "adj": _adjective,
    "adjobj": _object_adjective,
    "gen": _genitive,
    "own": _own_case,
    "self": _itself,
    "near": _near,
    "told": _told_anywhere,
    "dass": _that_clause,
    "zu": _infinitive,
    "zunot": _refused,
    "humsubj": lambda ctx, word, parts, need: any(
        ctx.kind(p.word) in HUMAN for p in parts.found if p.slot == "s"
    ),
    "ing": lambda ctx, word, parts, need: (
        ctx.parse.xpos[word] == "VBG" and ctx.parse.deprel[word] == "advcl"
    ),
    "place": _place,
    "violent": _violent,
    "support": _supported,
    "pred": _predicative,
    "ofplace": lambda ctx, word, parts, need: any(ctx.is_place(w) for w in owners(ctx.parse, word)),
    "hasarg": lambda ctx, word, parts, need: bool(
        parts.found or (parts.support is not None and parts.support.status)
    ),
    "neg": lambda ctx, word, parts, need: is_negated(ctx, word, parts.objects),
    "aux": lambda ctx, word, parts, need: any(
        ctx.parse.form[a].lower() in need.words for a in auxiliaries(ctx.parse, word)
    ),
    "attr": lambda ctx, word, parts, need: ctx.parse.deprel[word] == "amod",
    "pass": lambda ctx, word, parts, need: parts.passive,
    "plural": lambda ctx, word, parts, need: ctx.parse.feat(word, "Number") == "Plur",
    "singular": lambda ctx, word, parts, need: ctx.parse.feat(word, "Number") != "Plur",
}
