"""Happenings that are held for possible, needed or right, or are somebody's aim."""

from collections.abc import Iterator

from lagebild.language.word_sets import word_set
from lagebild.parse.record import Parse
from lagebild.recognise.events.parties.subjects import verb_lemma
from lagebild.recognise.events.status.moods import (
    HYPOTHETICAL,
    PLANNED,
    is_definite,
    mode_words,
    negations,
    noun_key,
)
from lagebild.recognise.events.trees.tree import children, clause_of, preposition
from lagebild.recognise.events.words.support import held_for

HELD = ("obj", "nsubj", "nsubj:pass")
SEEMS = word_set("deemed", "seems")
BELONGS = word_set("deemed", "belongs")


def deemed_signs(parse: Parse, noun: int) -> Iterator[str]:
    """ "hält ein Verbot für möglich": what is held for possible or needed has not happened."""
    verb, judge = parse.heads[noun], mode_words(parse.language).get("judge", {})
    held = held_for(parse, verb) if verb >= 0 and parse.deprel[noun] in HELD else None
    if held is not None:
        if not is_definite(parse, noun) and not children(parse, noun, "det:poss"):
            yield HYPOTHETICAL  # "hält Lieferungen für richtig": those that may come
        words = (parse.lemma[held].lower(), parse.form[held].lower())
        yield from (judge[word] for word in dict.fromkeys(words) if word in judge)


def judged_signs(parse: Parse, noun: int) -> Iterator[str]:
    """ "Die Zustimmung des Rates ist erforderlich": what is needed or possible has not happened.

    Nor has what is an aim ("Ziel ist der Sturz", "zu den Forderungen gehört der Abzug").
    """
    above, words = parse.heads[noun], mode_words(parse.language)
    if children(parse, noun, "cop"):
        aims = words.get("aim", {})
        yield from (
            aims[n] for c in children(parse, noun, "nsubj") if (n := noun_key(parse, c)) in aims
        )
    if above < 0 or parse.deprel[noun] != "nsubj":
        return
    headline = parse.heads[above] < 0 and parse.upos[above] in ("ADJ", "ADV")
    if children(parse, above, "cop") or headline:
        lemma = noun_key(parse, above)
        status = words.get("judge", {}).get(lemma) or words.get("aim", {}).get(lemma)
        if status:
            yield status
    elif verb_lemma(parse, above) in SEEMS:
        yield from _held(parse, above)
    elif verb_lemma(parse, above) in BELONGS:
        around = [
            w
            for w in parse.words_of(parse.sentence_of[above])
            if preposition(parse, w) == "zu" and clause_of(parse, w) == above
        ]
        yield from (a for c in around if (a := words.get("aim", {}).get(noun_key(parse, c))))


def thought_signs(parse: Parse, noun: int) -> Iterator[str]:
    """ "hält nichts von einem Verbot": of what is only weighed."""
    head = parse.heads[noun]
    if head < 0 or parse.language != "de" or verb_lemma(parse, head) != "halten":
        return
    if preposition(parse, noun) == "von" and not is_definite(parse, noun):
        yield HYPOTHETICAL


def _held(parse: Parse, verb: int) -> Iterator[str]:
    """ "Die Zustimmung gilt als sicher", "der Besuch scheint möglich"."""
    table = mode_words(parse.language).get("judge", {})
    doubted = any(negations(parse, verb))
    for said in children(parse, verb, "xcomp", "obl", "advmod", "advcl", "obj"):
        status = table.get(parse.lemma[said].lower()) or table.get(parse.form[said].lower())
        if status:
            doubted = doubted or any(negations(parse, said))
            yield HYPOTHETICAL if doubted and status == PLANNED else status
