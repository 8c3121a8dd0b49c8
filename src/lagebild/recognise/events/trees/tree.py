"""Reading a dependency tree: subjects across coordination and control, objects, prepositions."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from lagebild.parse.record import Parse
from lagebild.recognise.events.parties.apart import (
    explains,
    is_behind_dash,
    is_compared,
    is_title,
    replaces,
)
from lagebild.recognise.events.trees.inflection import FEMININE, is_bare_dative
from lagebild.recognise.events.words.forms import shape
from lagebild.recognise.events.words.headlines import headline_undergoer, is_topic

Answer = TypeVar("Answer")
SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass")
OBLIQUES = ("obl", "obl:arg", "obl:agent", "obl:tmod", "nmod", "nmod:poss", "advmod", "dep")
CLAUSES = ("acl", "acl:relcl", "advcl", "advcl:relcl", "ccomp", "xcomp", "csubj", "parataxis")
RELATIVE = ("PRELS", "PRELAT", "WDT", "WP", "WP$")
RELATIVE_FORMS = (
    "der", "die", "das", "den", "dem", "deren", "dessen", "denen", "welche", "welcher",
)  # fmt: skip
MISTAKEN = ("obj", "iobj", "obl:arg", "dep")
ACCUSATIVE = (
    "den", "einen", "seinen", "ihren", "unseren", "keinen", "diesen", "jenen", "jeden",
)  # fmt: skip
OBLIQUE_PRONOUNS = ("ihn", "ihm", "ihnen", "mich", "mir", "uns", "sich", "den", "dem", "denen")
NOMINATIVE = ("er", "ich", "wir", "man", "he", "she", "we", "they", "i")
NO_DOERS = ("denen", "es")  # beside another subject
HELPERS = ("aux", "aux:pass", "cop")
PARTICIPLE = ("VVPP", "VBN")
DEFINITE = ("der", "die", "das", "den", "dem", "des", "dieser", "diese", "dieses", "diesen")
DEEPEST = 30
DATIVE_PLACES = ("obj", "iobj", "obl:arg")
DATIVE_ARTICLES = ("dem", "einem", "diesem", "jenem", "seinem", "ihrem", "keinem", "jedem")
GENITIVE_ARTICLES = ("des", "eines", "seines", "ihres", "keines")


def kept(ask: Callable[[Parse, int], Answer]) -> Callable[[Parse, int], Answer]:
    """Rules ask the same of one word again and again: the parse keeps the answer."""
    name = (f"events {ask.__name__}", 0)

    @wraps(ask)
    def asked(parse: Parse, word: int) -> Answer:
        known: dict[int, Any] | None = parse.kept.get(name)
        if known is None:
            known = parse.kept[name] = {}
        if word not in known:
            known[word] = ask(parse, word)
        answer: Answer = known[word]
        return answer

    return asked


def children(parse: Parse, word: int, *relations: str) -> list[int]:
    """The dependents of a word with one of the relations, in text order."""
    below = parse.children[word]
    if not below:
        return []
    deprel, found = parse.deprel, []
    for child in below:  # a loop: a list in brackets is a call of its own
        if deprel[child] in relations:
            found.append(child)
    return found


def base_relation(parse: Parse, word: int) -> str:
    """The relation of a word without its subtype; that of the first conjunct for a further one."""
    return parse.deprel[first_conjunct(parse, word)].partition(":")[0]


def first_conjunct(parse: Parse, word: int) -> int:
    """The first member of the coordination that a word stands in."""
    for _ in range(DEEPEST):
        if parse.deprel[word] != "conj" or parse.heads[word] < 0:
            break
        word = parse.heads[word]
    return word


def conjuncts(parse: Parse, word: int) -> list[int]:
    """The word and those coordinated with it, of nominal kind.

    What the parse joins to the name beside an office ("President A and Minister B") counts too.
    """
    found = [word]
    for holder in (
        word,
        *children(parse, word, "appos", "flat", "flat:name"),
        *_hung_on(parse, word),
    ):
        for child in children(parse, holder, "conj"):
            if holder < word and (child < word or parse.upos[child] not in ("NOUN", "PROPN")):
                continue
            if (
                parse.upos[child] not in ("VERB", "AUX")
                and not (
                    is_compared(parse, child) or explains(parse, child) or is_title(parse, child)
                )
                and not is_behind_dash(parse, child)
            ):
                found = [] if replaces(parse, child) else found
                found.extend(conjuncts(parse, child))
    return found


def _hung_on(parse: Parse, word: int) -> list[int]:
    """The words before a noun on which the parse hung what the noun is joined to.

    "EU-Kommission und Bundesregierung", joined to "EU": what stands behind the noun cannot belong
    to a first part or an attribute before it.
    """
    if parse.language != "de":
        return []
    named = word + 1  # "die Ratsmitglieder China und Indonesien"
    if parse.feat(word, "Number") == "Plur" and named in children(parse, word, "nmod"):
        bare = parse.upos[named] == "PROPN" and not parse.form[named].endswith("s")
        if bare and not prepositions(parse, named):
            return [named]
    before = [c for c in children(parse, word, "compound", "amod") if c < word]
    before += [c for b in before for c in children(parse, b, "compound", "appos")]
    return [b for b in before if any(c > word for c in children(parse, b, "conj"))]


def case_of(parse: Parse, word: int) -> str | None:
    """The case of a nominal: what its article says where that is plain, else the parse's guess."""
    if parse.language == "de":
        for child in children(parse, word, "det", "det:poss"):
            form = parse.form[child].lower()
            if form in DATIVE_ARTICLES or form.endswith("em"):
                return "Dat"
            if form in GENITIVE_ARTICLES:
                return "Gen"
            feminine = parse.form[word].lower() in FEMININE or (
                parse.feat(word, "Gender") == "Fem" and _may_be_dative(parse, word)
            )
            if form == "der" and feminine and parse.feat(word, "Number") != "Plur":
                return "Gen" if parse.deprel[word].startswith("nmod") else "Dat"
            if form == "den":
                if parse.upos[word] == "NOUN" and not parse.form[word].endswith(("n", "s")):
                    return "Acc"
                if parse.feat(word, "Number") == "Plur":
                    return "Dat"
        if is_bare_dative(parse, word):
            return "Dat"
    return parse.feat(word, "Case")


def _may_be_dative(parse: Parse, word: int) -> bool:
    """Whether a noun is an object of its verb, or one of two "subjects"."""
    if parse.deprel[word] == "nsubj":
        return len(children(parse, parse.heads[word], "nsubj")) > 1
    return parse.deprel[word] in DATIVE_PLACES


@kept
def prepositions(parse: Parse, word: int) -> tuple[str, ...]:
    """The prepositions of a nominal, lower case lemmas; "über" before a number is none."""
    found = (c for c in children(parse, word, "case") if parse.xpos[c] != "ADV")
    return tuple((parse.lemma[c] or parse.form[c]).lower() for c in found)


@kept
def preposition(parse: Parse, word: int) -> str:
    """The first preposition of a nominal or of the coordination it stands in, or ""."""
    found = prepositions(parse, word)
    if not found and parse.deprel[word] == "conj":
        found = prepositions(parse, first_conjunct(parse, word))
    return found[0] if found else ""


def auxiliaries(parse: Parse, word: int) -> list[int]:
    """The auxiliaries and copulas of a predicate.

    Those of its first conjunct are among them where none is finite ("sollen aufgelöst und
    entwaffnet werden").
    """
    found = children(parse, word, *HELPERS)
    following = word + 1
    if not found and parse.language == "de" and following < len(parse):
        close = parse.upos[following] == "AUX" and parse.upos[word] == "VERB"
        if close and not is_finite(parse, word):
            found = [following]  # "... aufheben würde", hung on another verb by a slip
    if parse.deprel[word] == "conj" and not any(is_finite(parse, w) for w in (word, *found)):
        first = auxiliaries(parse, parse.heads[word])
        return [*found, *(helper for helper in first if helper not in found)]
    return found


def is_finite(parse: Parse, word: int) -> bool:
    """Whether a verb carries person and tense itself."""
    xpos = parse.xpos[word]
    return parse.feat(word, "VerbForm") == "Fin" or xpos.endswith("FIN") or xpos in ("VBD", "VBZ")


def is_participle(parse: Parse, word: int) -> bool:
    """Whether a verb is a past participle."""
    known = shape(parse.form[word]) if parse.language == "de" else None
    if known is not None and not (is_finite(parse, word) and not children(parse, word, *HELPERS)):
        return known == "participle"
    return parse.xpos[word] in PARTICIPLE or (
        parse.feat(word, "VerbForm") == "Part" and parse.feat(word, "Tense") != "Pres"
    )


def is_passive(parse: Parse, word: int, transitive: bool) -> bool:
    """Whether a verb is passive; `transitive`: "sein" with its participle is a passive of state."""
    if parse.deprel[word] == "amod":
        return transitive and is_attributive_participle(parse, word)
    if transitive and lets_itself(parse, word):
        return True
    if _is_plain_infinitive(parse, word):
        return transitive and _is_to_be_done(parse, word)
    if transitive and _remains(parse, word):
        return True
    if transitive and headline_undergoer(parse, word) is not None:
        return True
    helpers = auxiliaries(parse, word)
    lemmas = {parse.lemma[a].lower() for a in helpers}
    if lemmas & {"haben", "have"} and "been" not in {parse.form[a].lower() for a in helpers}:
        return False
    if children(parse, word, "aux:pass", "nsubj:pass"):
        return transitive or parse.language != "de" or lemmas != {"sein"}
    if not is_participle(parse, word):
        return False
    if "werden" in lemmas:
        return True
    if parse.deprel[word] in ("acl", "advcl") and not lemmas:
        return True
    return transitive and lemmas in ({"sein"}, {"be"}) and not children(parse, word, "obj")


def _is_to_be_done(parse: Parse, word: int) -> bool:
    """ "Der Minister sei dafür verantwortlich zu machen": it is done to the subject."""
    lemmas = {parse.lemma[a].lower() for a in auxiliaries(parse, word)}
    return "zu" in marks(parse, word) and lemmas == {"sein"}


def _remains(parse: Parse, word: int) -> bool:
    """ "Die Häfen bleiben gesperrt": what goes on to be done to them."""
    above = parse.heads[word]
    remains = above >= 0 and parse.lemma[above].lower() == "bleiben"
    return remains and parse.deprel[word] == "xcomp" and parse.xpos[word] == "VVPP"


def lets_itself(parse: Parse, word: int) -> bool:
    """ "Er ließ sich festnehmen": the subject of "lassen" undergoes what the infinitive says."""
    above = parse.heads[word]
    if above < 0 or parse.deprel[word] != "xcomp" or parse.lemma[above].lower() != "lassen":
        return False
    beside = (*parse.children[word], *parse.children[above])
    return is_infinitive(parse, word) and any(parse.xpos[c] == "PRF" for c in beside)


def is_attributive_participle(parse: Parse, word: int) -> bool:
    """Whether an attribute is a past participle ("die besetzten Gebiete")."""
    form = parse.form[word].lower()
    for ending in ("en", "em", "er", "es", "e"):
        if form.endswith(ending) and len(form) > len(ending) + 3:
            form = form.removesuffix(ending)
            break
    return not form.endswith("end") and (
        form.endswith(("t", "en", "n", "ed")) or is_participle(parse, word)
    )


@kept
def own_subject(parse: Parse, word: int) -> int | None:
    """The subject that hangs on the predicate itself, or None.

    Of several (a slip of the parse across clauses) the last before the verb is taken where it is
    passive, the first where it is active.
    """
    told = headline_undergoer(parse, word)
    if told is not None:
        return told
    found = children(parse, word, *SUBJECTS)
    if len(found) > 1 and parse.language == "de":
        found = [f for f in found if not is_topic(parse, f)] or found
        found = [f for f in found if parse.form[f].lower() not in NO_DOERS] or found
    if not found:
        found = [c for c in children(parse, word, *MISTAKEN) if parse.form[c].lower() in NOMINATIVE]
    if len(found) == 1 and parse.language == "de":
        return _plain_subject(parse, word, found[0])
    if len(found) < 2:
        return found[0] if found else None
    found = [f for f in found if not is_object(parse, f)] or found
    passive = bool(children(parse, word, "aux:pass")) and not _is_plain_infinitive(parse, word)
    before = [f for f in found if f < word]
    return (before or found)[-1] if passive else found[0]


def _plain_subject(parse: Parse, word: int, taken: int) -> int:
    """The subject by the articles: "ihren Gegner forderte May auf", "die ein Schütze erschoss"."""
    if children(parse, word, "aux:pass", "cop") or is_nominative(parse, taken):
        return taken
    others = [
        c
        for c in children(parse, word, *MISTAKEN)
        if not prepositions(parse, c)
        and parse.upos[c] in ("NOUN", "PROPN", "PRON")
        and parse.xpos[c] != "PRF"
    ]
    others = [c for c in others if _agrees_with_verb(parse, word, c)]
    for other in others:
        if is_nominative(parse, other) and (_has_der(parse, other) or is_relative(parse, taken)):
            return other
    if _is_accusative(parse, taken):
        return next((o for o in others if not is_oblique(parse, o)), taken)
    return taken


def _agrees_with_verb(parse: Parse, verb: int, noun: int) -> bool:
    finite = [w for w in (verb, *auxiliaries(parse, verb)) if is_finite(parse, w)]
    numbers = {parse.feat(w, "Number") for w in (*finite[:1], noun)} - {None}
    return len(numbers) < 2 or bool(children(parse, noun, "conj"))


def _has_der(parse: Parse, noun: int) -> bool:
    """Whether "der" stands before it: "ein" is that of neuter objects, too."""
    articles = {parse.form[c].lower() for c in children(parse, noun, "det")}
    return bool(articles & {"der", "dieser"}) or parse.upos[noun] == "PRON"


def is_nominative(parse: Parse, word: int) -> bool:
    """Whether the article of a noun leaves only the nominative ("der Minister", "ein Mann")."""
    form = parse.form[word].lower()
    if parse.upos[word] == "PRON":
        return form in NOMINATIVE
    if form in FEMININE:
        return False
    masculine = parse.feat(word, "Gender") == "Masc" and parse.feat(word, "Number") == "Sing"
    articles = {parse.form[c].lower() for c in children(parse, word, "det", "det:poss")}
    return masculine and bool(articles & {"der", "ein", "dieser"})


def _is_accusative(parse: Parse, word: int) -> bool:
    articles = {parse.form[c].lower() for c in children(parse, word, "det", "det:poss")}
    return bool(articles & set(ACCUSATIVE)) and case_of(parse, word) != "Dat"


def is_object(parse: Parse, noun: int) -> bool:
    """Whether a "subject" has an article of the accusative and its verb another subject."""
    if parse.language != "de" or not _is_accusative(parse, noun):
        return False
    others = children(parse, parse.heads[noun], "nsubj")
    return any(other != noun and not _is_accusative(parse, other) for other in others)


def is_oblique(parse: Parse, word: int) -> bool:
    """Whether an article shows accusative, dative or genitive."""
    articles = {parse.form[c].lower() for c in children(parse, word, "det", "det:poss")}
    shown = {*ACCUSATIVE, *DATIVE_ARTICLES, *GENITIVE_ARTICLES, "den", "der", "einer"}
    return bool(articles & shown) or parse.form[word].lower() in OBLIQUE_PRONOUNS


def _is_plain_infinitive(parse: Parse, word: int) -> bool:
    return parse.language == "de" and shape(parse.form[word]) == "infinitive"


def clause_of(parse: Parse, word: int) -> int:
    """The predicate of the clause that a word stands in."""
    for _ in range(DEEPEST):
        head = parse.heads[word]
        if head < 0 or parse.upos[word] in ("VERB", "AUX") or parse.deprel[word] in CLAUSES:
            return word
        if own_subject(parse, word) is not None:
            return word
        word = head
    return word


def is_relative(parse: Parse, word: int) -> bool:
    """Whether a word is a relative pronoun."""
    if parse.xpos[word] in RELATIVE or parse.feat(word, "PronType") in ("Rel", "Int,Rel"):
        return True
    return (
        parse.language == "de"
        and word > 0
        and parse.form[word - 1] == ","
        and parse.form[word] in RELATIVE_FORMS
        and parse.deprel[word] != "det"
    )


def marks(parse: Parse, word: int) -> tuple[str, ...]:
    """The subordinating words of a clause, lower case."""
    return tuple(parse.form[c].lower() for c in children(parse, word, "mark"))


def is_infinitive(parse: Parse, word: int) -> bool:
    """Whether a predicate is an infinitive without a finite auxiliary ("zu treffen", "to meet")."""
    if any(is_finite(parse, a) for a in children(parse, word, *HELPERS)):
        return False
    return parse.feat(word, "VerbForm") == "Inf" or parse.xpos[word] in ("VVINF", "VVIZU", "VB")
