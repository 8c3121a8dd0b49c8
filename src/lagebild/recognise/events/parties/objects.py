"""The objects of German verbs where the tree hangs them on another word or hides their case."""

from lagebild.parse.record import Parse
from lagebild.recognise.events.context import ACTING, Context
from lagebild.recognise.events.parties.subjects import subject, verb_lemma
from lagebild.recognise.events.trees.tree import ACCUSATIVE, children, is_participle, preposition

CAUSATIVE = ("lassen", "make", "have")
OBJECTS = ("obj", "iobj", "obl:arg")
BELOW_CAUSATIVE = (*OBJECTS, "nsubj", "dep")
NOMINAL = ("NOUN", "PROPN", "PRON", "NUM")
MEANT = {"sie": ("Fem", "Plur"), "ihn": ("Masc",), "es": ("Neut",)}
"""Gender, or plural, of what a pronoun that is object may mean."""
TAKEN = ("NOUN", "PROPN", "PRON", "NUM", "ADP")


def may_be_accusative(parse: Parse, word: int) -> bool:
    """ "verurteilte den Präsidenten": a weak masculine looks like a dative plural.

    "den Behörden" can only be one, as a feminine.
    """
    if parse.language != "de" or parse.upos[word] != "NOUN" or preposition(parse, word):
        return False
    articles = {parse.form[c].lower() for c in children(parse, word, "det", "det:poss")}
    feminine = parse.feat(word, "Gender") == "Fem"
    return bool(articles & set(ACCUSATIVE)) and parse.form[word].endswith("n") and not feminine


def causative_above(parse: Parse, word: int) -> int | None:
    """The verb that lets somebody do what an infinitive says ("ließ ihn festnehmen"), or None."""
    above = parse.heads[word]
    if above < 0 or parse.deprel[word] != "xcomp" or verb_lemma(parse, above) not in CAUSATIVE:
        return None
    return above


def objects_shared(parse: Parse, word: int) -> list[int]:
    """The objects of a verb that has none itself: its causative's, or those of its conjunct."""
    above = causative_above(parse, word)
    if above is not None:
        if parse.language != "de":
            return children(parse, above, "obj")
        who = subject(parse, above)
        return [
            c for c in children(parse, above, *BELOW_CAUSATIVE) if c != who and _is_bare(parse, c)
        ]
    if parse.language != "de":
        return []
    return _of_conjunct(parse, word) or _hung_on_subject(parse, word) or _apposed(parse, word)


def _apposed(parse: Parse, word: int) -> list[int]:
    """ "griffen Männer in X, das nahe der Grenze liegt, das Haus an": no apposition of a verb."""
    if parse.upos[word] != "VERB":
        return []
    found = children(parse, word, "appos")
    return [c for c in found if parse.feat(c, "Case") == "Acc" and _is_bare(parse, c)]


def _hung_on_subject(parse: Parse, word: int) -> list[int]:
    """ "haben Mitglieder der Bande Wachen gestürmt": a bare noun right before the verb.

    The tree makes it a second genitive of the subject.
    """
    before = word - 1
    if not is_participle(parse, word) or parse.upos[before] != "NOUN":
        return []
    above = parse.heads[before]
    loose = parse.deprel[before] == "nmod" and above >= 0 and parse.heads[above] == word
    plain = not preposition(parse, before) and not children(parse, before, "det", "amod")
    owned = [c for c in children(parse, above, "nmod") if c < before] if loose else []
    return [before] if loose and plain and owned and parse.deprel[above] == "nsubj" else []


def _of_conjunct(parse: Parse, word: int) -> list[int]:
    """ "haben Gegner verhaftet und gefoltert", "entführte und ermordete den Richter"."""
    first = parse.heads[word] if parse.deprel[word] == "conj" else -1
    if first >= 0 and parse.upos[first] == "VERB" and _is_joined(parse, first, word):
        return [c for c in _own(parse, first) if c < first or c > word] or (
            [] if parse.deprel[first] != "conj" else _of_conjunct(parse, first)
        )
    for second in children(parse, word, "conj"):
        if parse.upos[second] == "VERB" and _is_joined(parse, word, second):
            return [c for c in _own(parse, second) if c > second]
    return []


def _own(parse: Parse, verb: int) -> list[int]:
    above = causative_above(parse, verb)
    beside = [] if above is None else objects_shared(parse, verb)
    return [*(c for c in children(parse, verb, *OBJECTS) if _is_bare(parse, c)), *beside]


def _is_joined(parse: Parse, first: int, second: int) -> bool:
    """Whether no noun and no pronoun stands between two verbs."""
    low, high = sorted((first, second))
    return all(parse.upos[w] not in TAKEN for w in range(low + 1, high))


def _is_bare(parse: Parse, word: int) -> bool:
    plain = parse.upos[word] in NOMINAL and parse.xpos[word] != "PRF"
    return plain and not preposition(parse, word)


def thing_meant(ctx: Context, pronoun: int) -> int:
    """ "wies die Pläne zurück und nannte sie falsch": the plans; any other word itself."""
    parse = ctx.parse
    kinds = MEANT.get(parse.form[pronoun].lower())
    verb = parse.heads[pronoun]
    if kinds is None or parse.xpos[pronoun] != "PPER" or verb < 0 or parse.deprel[verb] != "conj":
        return pronoun
    first = parse.heads[verb]
    own = children(parse, first, "nsubj")
    before = [w for w in parse.subtree(first) if w < verb and parse.upos[w] in ("NOUN", "PROPN")]
    before = [w for w in before if not any(w in parse.subtree(s) for s in own)]
    meant = [w for w in before if _number_or_gender(parse, w) in kinds]
    if not meant or any(ctx.kind(w) in ACTING for w in meant):
        return pronoun
    return meant[0]


def _number_or_gender(parse: Parse, noun: int) -> str | None:
    plural = parse.feat(noun, "Number") == "Plur"
    return "Plur" if plural else parse.feat(noun, "Gender")
