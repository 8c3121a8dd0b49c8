"""Repairs of English trees where a clause or its subject is mistaken.

The place at the head of a report ("VIENNA, May 3 (ABC) - ...") is taken for the subject, the
subject of a clause with "as" for a phrase of the clause before ("as the army battled"), a
participle behind its noun for a finite verb ("the leader shot dead in May, says"), a bare verb for
a noun ("demanding that he step down"), a gerund for an attribute ("by expelling diplomats"), and a
headline's participle for a finite verb ("Opposition leader jailed").
"""

from lagebild.parse.record import Parse
from lagebild.recognise.events.trees.columns import FINITE, NOMINAL, SUBJECTS, Columns
from lagebild.recognise.events.words import english

DASHES = ("-", "–", "—", "--")
LONGEST_DATELINE = 14  # words
CONJUNCTIONS = ("as", "after", "before", "since", "until", "while")
CLAUSES = ("ccomp", "xcomp", "advcl", "acl", "conj", "parataxis", "root")
LAYING = {
    "blame": "on", "pin": "on", "accuse": "of", "suspect": "of", "convict": "of", "acquit": "of",
    "strip": "of", "deprive": "of", "remind": "of", "charge": "with", "threaten": "with",
}  # fmt: skip
DETERMINERS = ("det", "nummod", "nmod:poss")
HELPERS = ("aux", "aux:pass", "cop")


def repair_clauses(parse: Parse, columns: Columns) -> None:
    """Set right the clauses of an English parse."""
    for sentence in range(parse.sentence_count):
        _dateline(parse, columns, parse.words_of(sentence))
        _headline(parse, columns, parse.words_of(sentence))
    for word in range(len(parse)):
        if columns.upos[word] == "NOUN" and columns.deprel[word] in CLAUSES:
            _bare_verb(parse, columns, word)
        if columns.upos[word] != "VERB":
            continue
        if columns.deprel[word] in ("acl", "acl:relcl") and columns.xpos[word] == "VBD":
            _participle(columns, word)
        if columns.xpos[word] == "VBG" and columns.deprel[word] == "amod":
            _gerund(parse, columns, word)
        if columns.xpos[word] in FINITE and not columns.has(word, *SUBJECTS):
            _subject_before(parse, columns, word)
        if columns.deprel[word] == "ccomp":
            _behind_noun(parse, columns, word)
        if columns.lemma[word] in LAYING:
            _laid_on(parse, columns, word)


def _dateline(parse: Parse, columns: Columns, words: range) -> None:
    """ "VIENNA, May 3 (ABC) - Iran said": the place is no part of the sentence."""
    if not words or len(parse.form[words[0]]) < 3 or not parse.form[words[0]].isupper():
        return
    for at in range(words[0] + 1, min(words[0] + LONGEST_DATELINE, words[-1])):
        if parse.form[at] in DASHES and parse.ends[at - 1] < parse.starts[at]:
            break
        if columns.upos[at] not in ("PROPN", "PUNCT", "NUM", "X", "SYM", "NOUN"):
            return
    else:
        return
    for word in range(words[0], at):
        if columns.head[word] >= at and columns.upos[word] != "PUNCT":
            columns.deprel[word] = "dep"


def _headline(parse: Parse, columns: Columns, words: range) -> None:
    """ "Opposition leader jailed for nine years": a headline leaves out the auxiliary."""
    if not words or columns.upos[words[-1]] == "PUNCT":
        return
    for word in words:
        if columns.head[word] >= 0 or columns.xpos[word] not in ("VBD", "VBN"):
            continue
        if columns.has(word, *HELPERS, "obj", "ccomp", "xcomp", "iobj", "nsubj:pass"):
            return
        subjects = [c for c in columns.below[word] if columns.deprel[c] == "nsubj" and c < word]
        verb = english.infinitive(columns.lemma[word], parse.form[word])
        if columns.upos[word] == "VERB" and len(subjects) == 1 and verb in english.transitive():
            columns.deprel[subjects[0]] = "nsubj:pass"
            columns.xpos[word] = "VBN"


def _bare_verb(parse: Parse, columns: Columns, word: int) -> None:
    """ "demanding that Pashinyan step down": what has a subject and a particle is a verb."""
    following = word + 1
    if following >= len(parse) or not columns.has(word, "nsubj", "mark"):
        return
    if columns.has(word, "det", "cop", "case", "nmod:poss", "amod"):
        return
    verb = english.with_particle(columns.lemma[word], parse.form[following])
    if verb is None:
        return
    columns.upos[word], columns.xpos[word] = "VERB", "VB"
    columns.hang(following, word, "compound:prt")


def _subject_before(parse: Parse, columns: Columns, verb: int) -> None:
    """ "left as the army battled": the phrase right before a finite verb is its subject."""
    for noun in range(verb - 1, parse.firsts[parse.sentence_of[verb]] - 1, -1):
        if columns.upos[noun] not in NOMINAL or columns.deprel[noun] not in ("obl", "nmod", "obj"):
            continue
        opening = [
            c
            for c in columns.below[noun]
            if columns.deprel[c] == "case" and parse.form[c].lower() in CONJUNCTIONS
        ]
        above = columns.head[noun]
        if not opening or above < 0 or max(columns.subtree(noun)) != verb - 1:
            continue
        if above == verb or columns.head[verb] not in (above, noun):
            return
        columns.hang(verb, above if columns.head[verb] == noun else columns.head[verb], "advcl")
        columns.hang(noun, verb, "nsubj")
        for mark in opening:
            columns.hang(mark, verb, "mark")
        return


def _gerund(parse: Parse, columns: Columns, word: int) -> None:
    """ "answered by expelling two diplomats": before an article or number stands no attribute."""
    noun, case, following = columns.head[word], word - 1, word + 1
    if noun <= following or case < 0 or columns.head[case] != noun:
        return
    if columns.deprel[case] != "case" or columns.deprel[following] not in DETERMINERS:
        return
    above = columns.head[noun]
    if above < 0:
        return
    columns.hang(word, above, "advcl")
    columns.hang(noun, word, "obj")
    columns.hang(case, word, "mark")


def _participle(columns: Columns, word: int) -> None:
    """ "Khan, jailed since August, called": without subject and object no finite verb."""
    if columns.has(word, *SUBJECTS, *HELPERS, "obj", "ccomp", "xcomp"):
        return
    pronouns = ("PRON", "DET")
    if any(columns.upos[c] in pronouns and c < word for c in columns.below[word]):
        return
    columns.deprel[word], columns.xpos[word] = "acl", "VBN"


def _behind_noun(parse: Parse, columns: Columns, verb: int) -> None:
    """ "X, the leader shot dead in May, says": between a subject and its verb stands no clause."""
    above = columns.head[verb]
    if above <= verb or columns.xpos[verb] not in ("VBD", "VBN") or columns.has(verb, *HELPERS):
        return
    own = next((c for c in columns.below[verb] if columns.deprel[c] == "nsubj"), None)
    outer = [c for c in columns.below[above] if columns.deprel[c] in SUBJECTS]
    if own is None or not outer or columns.has(verb, "obj", "mark", "ccomp"):
        return
    main = outer[-1]
    if main >= own or parse.form[min(columns.subtree(own)) - 1] != ",":
        return
    columns.hang(own, main, "appos")
    columns.hang(verb, own, "acl")
    columns.xpos[verb] = "VBN"


def _laid_on(parse: Parse, columns: Columns, verb: int) -> None:
    """ "blamed the assault on the rebels", "accused officials of inaction"."""
    for thing in [c for c in columns.below[verb] if columns.deprel[c] == "obj"]:
        for phrase in list(columns.below[thing]):
            case = [
                parse.form[c].lower() for c in columns.below[phrase] if columns.deprel[c] == "case"
            ]
            if (
                columns.deprel[phrase] == "nmod"
                and phrase > thing
                and case == [LAYING[columns.lemma[verb]]]
            ):
                columns.hang(phrase, verb, "obl")
