"""The features by which a word is known as a cue: what it is, what depends on it, where it is."""

from lagebild.recognise.quotes.speech.facts import NONE, Facts

_CONTENT = frozenset(("VERB", "NOUN", "ADJ", "ADV", "ADP", "AUX", "PROPN", "INTJ", "X"))
_COMPLEMENTS = ("ccomp", "xcomp", "csubj", "parataxis", "advcl", "acl")
_SUBJECTS = ("nsubj", "nsubj:pass", "csubj")
_BEGINNINGS = (3, 5)
_ENDINGS = (4, 5, 6, 8)


def may_be_cue(facts: Facts, word: int) -> bool:
    """Whether a word is looked at: content words, no names, no bare auxiliaries."""
    upos = facts.parse.upos[word]
    if upos not in _CONTENT or not facts.parse.form[word][:1].isalpha():
        return False
    return upos != "AUX" or facts.relations[word] not in ("aux", "cop")


def cue_features(facts: Facts, word: int) -> list[str]:
    """The features of a word as strings; the first part of each names its kind."""
    parse = facts.parse
    lemma, upos, relation = facts.lemmas[word], parse.upos[word], facts.relations[word]
    head = facts.heads[word]
    above = facts.lemmas[head] if head >= 0 else NONE
    form = facts.form(word)
    subject, named = _subject(facts, word)
    entry = _entry(facts, word)
    alone = [
        f"form={form}",
        f"rel={relation}",
        f"subj={subject}",
        f"after={facts.tail(word)}",
        f"before={facts.lowers[word - 1] if word else NONE}",
        f"end={facts.sentence_end(word)}",
        f"quoted={facts.quoted[word]}",
        f"above={above}",
        f"aboveclass={parse.upos[head] if head >= 0 else NONE}",
        *(f"below={item}" for item in _dependents(facts, word)),
    ]
    tied = [f"l={lemma}", f"u={upos}", f"e={entry}"]
    both = [f"{a}&{b}" for a in tied for b in alone]
    return [
        "bias",
        *tied,
        f"w={facts.lowers[word]}",
        f"l={lemma}&u={upos}",
        f"l={lemma}&subj={subject}&rel={relation}",
        f"named={named}&e={entry}",
        *(f"begin={upos}{lemma[:n]}" for n in _BEGINNINGS),
        *(f"ending={upos}{lemma[-n:]}" for n in _ENDINGS if len(lemma) > n),
        *both,
        *alone,
    ]


def _subject(facts: Facts, word: int) -> tuple[str, str]:
    """The kind of the subject, one's own or that of the verb above, and its lemma."""
    own = facts.child(word, *_SUBJECTS)
    if own is not None:
        return facts.kind(own), facts.lemmas[own]
    head = facts.heads[word]
    if head >= 0 and facts.relations[word] in ("xcomp", "conj", "advcl", "ccomp", "obj", "obl"):
        shared = facts.child(head, *_SUBJECTS)
        if shared is not None:
            return "^" + facts.kind(shared), facts.lemmas[shared]
    return NONE, NONE


def _dependents(facts: Facts, word: int) -> list[str]:
    found = []
    for child in facts.parse.children[word]:
        relation = facts.relations[child]
        if relation == "punct":
            continue
        if relation in _COMPLEMENTS:
            found += [f"{relation}:{facts.mark(child)}:{facts.form(child)}", relation]
        elif relation in ("obl", "nmod", "obj", "iobj"):
            found += [f"{relation}:{facts.case(child)}", f"{relation}:{facts.kind(child)}"]
            found.append(f"noun:{facts.lemmas[child]}")
        elif relation in ("advmod", "det", "amod", "compound", "cop", "aux", "expl"):
            found.append(f"{relation}:{facts.lemmas[child]}")
        else:
            found.append(relation)
    return found or [NONE]


def _entry(facts: Facts, word: int) -> str:
    """What the tables of the rules say of the word."""
    lemma, upos = facts.lemmas[word], facts.parse.upos[word]
    if upos in ("VERB", "AUX", "ADJ") and lemma in facts.lexicon.verbs:
        verb = facts.lexicon.verbs[lemma][0]
        return f"v{verb.stance}{'+' if verb.content else ''}"
    if upos in ("NOUN", "PROPN", "X"):
        noun = facts.lexicon.noun(lemma, facts.lowers[word])
        if noun is not None:
            return f"n{noun.stance}{''.join(sorted(noun.use))}"
    return NONE
