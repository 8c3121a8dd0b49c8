"""Repairs of English trees where the parse slips in ways that cost events.

Words with a hyphen ("sit-in", "test-fired") are several words in the tree, the particle of a
phrasal verb is often taken for the preposition of its object ("sealed off the camp"), and that
object for an adverbial. Slips about whole clauses are mended in `repair_clauses`.
"""

from dataclasses import replace
from functools import cache

import numpy as np

from lagebild.language.tables import load_table
from lagebild.language.word_sets import word_set
from lagebild.parse.record import Parse
from lagebild.recognise.events.trees.columns import FINITE, NOMINAL, SUBJECTS, Columns
from lagebild.recognise.events.trees.repair_clauses import repair_clauses
from lagebild.recognise.events.trees.repair_german import repaired_german
from lagebild.recognise.events.words import english

HYPHEN = "-"
CAPTIVES = word_set("repair", "captives")
NAMED = ("conj", "nsubj", "nsubj:pass", "obj", "obl", "nmod")  # relations of those who are named
LONGEST_TITLE = 6  # words, as in "Armenian Deputy Prime Minister"
NO_OBJECT = word_set("repair", "no object")


@cache
def _hyphened_nouns() -> frozenset[str]:
    return frozenset(
        lemma.lower()
        for row in load_table("en", "events_nouns")
        for lemma in row["lemmas"].split("|")
        if HYPHEN in lemma
    )


def repaired(parse: Parse) -> Parse:
    """The parse with hyphened words, particles and objects set right; another language's as is."""
    if parse.language == "de":
        return repaired_german(parse)
    if parse.language != "en" or not parse.tagged:
        return parse
    columns = Columns(
        parse.head.tolist(),
        list(parse.deprel),
        list(parse.lemma),
        list(parse.upos),
        list(parse.xpos),
        [list(below) for below in parse.children],
    )
    for word in range(len(parse) - 2):
        if parse.form[word + 1] == HYPHEN and _is_joined(parse, word):
            _join(parse, columns, word)
    repair_clauses(parse, columns)
    persons = {name.start for name in parse.names if name.label == "PER"}
    for word in range(len(parse)):
        if word + 1 < len(parse) and parse.starts[word + 1] in persons:
            _title(columns, word)
        if columns.upos[word] == "NUM":
            _partitive(parse, columns, word)
        if columns.upos[word] == "VERB":
            _to_be(columns, word)
            _particle(parse, columns, word)
            _object(columns, word)
            if columns.deprel[word] == "conj" and not columns.has(word, *SUBJECTS):
                _coordination(columns, word)
        elif columns.upos[word] == "ADJ" and columns.deprel[word] in NAMED:
            _before_title(columns, word)
        elif parse.form[word].lower() == "it" and columns.deprel[word] == "expl":
            _subject(columns, word)
    return replace(
        parse,
        head=np.asarray(columns.head, dtype=np.int32),
        deprel=tuple(columns.deprel),
        lemma=tuple(columns.lemma),
        upos=tuple(columns.upos),
        xpos=tuple(columns.xpos),
    )


def _is_joined(parse: Parse, word: int) -> bool:
    starts, ends = parse.starts, parse.ends
    return ends[word] == starts[word + 1] and ends[word + 1] == starts[word + 2]


def _join(parse: Parse, columns: Columns, first: int) -> None:
    """Make one word of a noun or verb with hyphen that the event tables know."""
    form = f"{parse.form[first]}{HYPHEN}{parse.form[first + 2]}".lower()
    verb = english.infinitives().get(form)
    noun = next((f for f in (form, form.removesuffix("s")) if f in _hyphened_nouns()), None)
    triple = range(first, first + 3)
    outside = [w for w in (first, first + 2) if columns.head[w] not in triple]
    if not outside or (noun is None and verb is None):
        return
    main = outside[-1]
    is_verb = noun is None or (verb is not None and columns.upos[first + 2] == "VERB")
    columns.lemma[main] = (verb if is_verb else noun) or form
    columns.upos[main] = "VERB" if is_verb else "NOUN"
    if not is_verb and columns.deprel[main] in ("compound:prt", "case", "mark", "advmod"):
        columns.deprel[main] = "obj"
    for other in (w for w in triple if w != main):
        columns.hang(other, main, "punct")
        columns.upos[other] = "PUNCT"
        for child in list(columns.below[other]):
            if child not in triple:
                _rehang(columns, child, main, is_verb)


def _rehang(columns: Columns, child: int, main: int, is_verb: bool) -> None:
    before = is_verb and child < main and columns.upos[child] in NOMINAL
    lacks = before and not columns.has(main, "nsubj", "nsubj:pass")
    columns.hang(child, main, "nsubj" if lacks else columns.deprel[child])


def _particle(parse: Parse, columns: Columns, verb: int) -> None:
    """ "sealed off the camp": the particle belongs to the verb, and the camp is its object."""
    word = verb + 1
    if word >= len(parse) or columns.deprel[word] != "case":
        _far_particle(parse, columns, verb)
        return
    infinitive = english.infinitive(columns.lemma[verb], parse.form[verb])
    if english.with_particle(infinitive, parse.form[word]) is None:
        return
    noun = columns.head[word]
    others = [c for c in columns.below[noun] if columns.deprel[c] == "case" and c != word]
    if columns.head[noun] != verb or noun < verb:
        return
    if others:
        if others == [word + 1] and parse.form[word + 1].lower() == "of":
            columns.hang(word, verb, "compound:prt")
        return
    columns.hang(word, verb, "compound:prt")
    columns.deprel[noun] = "obj"


def _to_be(columns: Columns, verb: int) -> None:
    """ "is to meet": no copula, but the word above the infinitive."""
    if columns.xpos[verb] != "VB" or not columns.has(verb, "mark"):
        return
    copula = next((c for c in columns.below[verb] if columns.deprel[c] == "cop"), None)
    if copula is None:
        return
    above, relation = columns.head[verb], columns.deprel[verb]
    if above >= 0:
        columns.hang(copula, above, relation)
    else:
        columns.below[verb].remove(copula)
        columns.head[copula], columns.deprel[copula] = above, relation
    columns.hang(verb, copula, "xcomp")


def _far_particle(parse: Parse, columns: Columns, verb: int) -> None:
    """ "pulled its workers out of the north"."""
    infinitive = english.infinitive(columns.lemma[verb], parse.form[verb])
    for phrase in columns.below[verb]:
        for word in list(columns.below[phrase]):
            if word <= verb + 1 or parse.form[word].lower() != "out" or word + 1 >= len(parse):
                continue
            of = parse.form[word + 1].lower() == "of"
            if of and english.with_particle(infinitive, parse.form[word]) is not None:
                columns.hang(word, verb, "compound:prt")
                return


def _object(columns: Columns, verb: int) -> None:
    """An object that the parse took for something else, where the verb has none."""
    if columns.has(verb, "obj") and not columns.has(verb, "aux:pass", "aux"):
        for child in columns.below[verb]:
            if columns.deprel[child] == "nsubj:pass":
                columns.deprel[child] = "nsubj"
    objects = [c for c in columns.below[verb] if columns.deprel[c] == "obj"]
    for child in objects:
        if columns.has(child, "case"):
            columns.deprel[child] = "obl"
        elif child != objects[0] and columns.lemma[child] in CAPTIVES:
            columns.deprel[child] = "xcomp"
    if columns.has(verb, "obj", "aux:pass", "nsubj:pass") or columns.lemma[verb] in NO_OBJECT:
        return
    phrasal = columns.has(verb, "compound:prt")
    for child in columns.below[verb]:
        relation = columns.deprel[child]
        wrong = (
            relation == "iobj"
            or (relation == "obl" and phrasal)
            or (relation == "xcomp" and columns.upos[child] == "NOUN")
        )
        fits = child > verb and columns.upos[child] in NOMINAL
        if wrong and fits and not columns.has(child, "case", "mark", "cop"):
            columns.deprel[child] = "obj"
            return


def _coordination(columns: Columns, verb: int) -> None:
    """ "denied that they had shot and accused Kyiv", "were freed and handed over"."""
    first = columns.head[verb]
    finite = columns.xpos[verb] in FINITE
    if columns.upos[first] != "VERB" or not finite or columns.has(verb, "aux", "aux:pass", "cop"):
        return
    if columns.has(first, "aux:pass") and not columns.has(verb, "obj", "ccomp"):
        columns.xpos[verb] = "VBN"
        return
    above = columns.head[first]
    carried = columns.xpos[first] not in FINITE and columns.deprel[first] in ("ccomp", "xcomp")
    if carried and above >= 0 and columns.xpos[above] == columns.xpos[verb]:
        columns.hang(verb, above, "conj")


def _partitive(parse: Parse, columns: Columns, number: int) -> None:
    """ "ten of the schoolgirls": the number stands for those of whom it is said."""
    for child in columns.below[number]:
        case = [parse.form[c].lower() for c in columns.below[child] if columns.deprel[c] == "case"]
        if columns.upos[child] == "NOUN" and case == ["of"] and child > number:
            columns.upos[number], columns.lemma[number] = "NOUN", columns.lemma[child]


def _title(columns: Columns, word: int) -> None:
    """ "met French President A": the title and the name are one object, not two."""
    name = word + 1
    alike = (
        columns.head[word] == columns.head[name] and columns.deprel[word] == columns.deprel[name]
    )
    if alike and columns.upos[word] in ("NOUN", "PROPN") and columns.deprel[word] in NAMED[1:]:
        columns.hang(word, name, "nmod:desc")


def _before_title(columns: Columns, word: int) -> None:
    """ "A and Armenian Prime Minister B": it is B who is joined to A, not "Armenian"."""
    title = word + 1
    while title < len(columns.head) and columns.upos[title] == "ADJ":
        title += 1
    if title >= len(columns.head):
        return
    alike = (columns.head[title], columns.deprel[title]) == (
        columns.head[word],
        columns.deprel[word],
    )
    if alike and columns.upos[title] in NOMINAL[:2]:
        columns.hang(word, title, "amod")
        return
    name = title
    while name < len(columns.head) and columns.upos[name] in ("ADJ", "NOUN"):
        name += 1
    while name < len(columns.head) and columns.deprel[name] in ("nmod:desc", "compound", "amod"):
        name += 1
    if name >= len(columns.head) or columns.upos[name] != "PROPN" or columns.has(word, "cop"):
        return
    titled = any(word < c < name and columns.deprel[c] == "nmod:desc" for c in columns.below[name])
    above = columns.head[word]
    if not titled or above in (-1, name) or name - word > LONGEST_TITLE:
        return
    for child in list(columns.below[word]):
        columns.hang(child, name, columns.deprel[child])
    columns.hang(name, above, columns.deprel[word])
    columns.hang(word, name, "amod")


def _subject(columns: Columns, word: int) -> None:
    """ "Iran said it was ready": here "it" stands for somebody."""
    clause = columns.head[word]
    if columns.deprel[clause] == "ccomp" and not columns.has(
        clause, "nsubj", "nsubj:pass", "csubj", "ccomp"
    ):
        columns.deprel[word] = "nsubj"
