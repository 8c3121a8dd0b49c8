"""Who is the subject of a predicate: its own, its conjunct's, its controller's, or its noun."""

from collections.abc import Mapping
from functools import cache

from lagebild.language.tables import load_table
from lagebild.language.word_sets import word_set
from lagebild.parse.record import Parse
from lagebild.recognise.events.parties.displaced import (
    before_participle,
    hung_on_subject,
    is_body_behind,
)
from lagebild.recognise.events.parties.owners import owners
from lagebild.recognise.events.status.moods import mode_words
from lagebild.recognise.events.trees.relatives import antecedent
from lagebild.recognise.events.trees.tree import (
    DEEPEST,
    base_relation,
    case_of,
    children,
    clause_of,
    is_finite,
    is_infinitive,
    is_passive,
    is_relative,
    lets_itself,
    marks,
    own_subject,
    preposition,
)
from lagebild.recognise.events.words import english
from lagebild.recognise.events.words.forms import infinitives, separable

NEAR = 6
BRACKETS = ("compound:prt", "advmod", "mark", "case", "dep", "obl", "xcomp", "acl", "obj")
ASKED = ("on", "upon", "to", "for", "with")  # "called on them to leave"
PARTS = (
    "viele",
    "einige",
    "mehrere",
    "manche",
    "wenige",
    "etliche",
    "zwei",
    "drei",
    "alle",
    "keine",
)
AGENTS = ("von", "durch", "seitens", "by")
NO_SCENES = ("zu", "als", "wegen", "aufgrund", "für")  # "wegen des Raubs von Waffen verurteilt"
DIRECTIONS = ("nördlich", "südlich", "östlich", "westlich")
NEARNESS = word_set("subjects", "nearness")
DEMANDS = word_set("subjects", "demands")
WANTING = word_set("subjects", "wanting")
BIDDING = word_set("subjects", "bidding")
SUBORDINATE = ("ccomp", "advcl", "acl")
INFINITIVE_RELATIONS = ("xcomp", "ccomp", "advcl", "csubj", "obj", "obl")


@cache
def object_control(language: str) -> Mapping[str, str]:
    """Verbs whose object ("obj") or dative ("dat") is the subject of their infinitive."""
    return {
        verb: row["controller"]
        for row in load_table(language, "events_control")
        for verb in row["verbs"].split("|")
    }


def resolve_relative(parse: Parse, word: int) -> int:
    """The antecedent of a relative pronoun, any other word itself."""
    if is_relative(parse, word):
        meant = antecedent(parse, word)
        return word if meant is None else meant
    return word


def subject(parse: Parse, word: int, depth: int = 0) -> int | None:
    """The head noun of a predicate's subject, searched through the tree; None where there is none.

    For a passive predicate this is the grammatical subject, so the one acted upon.
    """
    if depth > DEEPEST:
        return None
    own = own_subject(parse, word)
    if own is not None:
        return _whose_aim(parse, word, own)
    head = parse.heads[word]
    if head < 0:
        return None
    relation = parse.deprel[word]
    if relation == "conj":
        return subject(parse, _teller(parse, word, head), depth + 1)
    if relation in ("amod", "acl", "acl:relcl") and not _governs_clause(parse, word):
        return head
    if relation == "acl" or (relation in INFINITIVE_RELATIONS and _is_controlled(parse, word)):
        if "by" in marks(parse, word) and is_passive(parse, head, True):
            return None  # "were injured by shelling": not by their own
        if "um" in marks(parse, word) and verb_lemma(parse, head) in WANTING:
            return None  # "forderte eine Brücke, um Hilfe zu bringen": others are to bring it
        if _is_for_others(parse, word, head):
            return None
        is_open = "to" in marks(parse, word) or _is_object(parse, word)
        return _controller(parse, head, depth, is_open)
    return None


def _teller(parse: Parse, word: int, first: int) -> int:
    """ "Man werde helfen, versprach Kern, und forderte ...": joined to the verb of saying."""
    saying = parse.heads[first]
    said = parse.deprel[first] == "ccomp" and first < saying < word
    plain = said and parse.xpos[saying] == parse.xpos[word] == "VVFIN"
    return saying if plain and parse.language == "de" else first


def _governs_clause(parse: Parse, word: int) -> bool:
    return parse.deprel[word] == "acl" and (is_infinitive(parse, word) or is_finite(parse, word))


def _is_controlled(parse: Parse, word: int) -> bool:
    return is_infinitive(parse, word) or not any(
        is_finite(parse, w) for w in (word, *children(parse, word, "aux", "aux:pass", "cop"))
    )


def _controller(parse: Parse, governor: int, depth: int, is_open: bool) -> int | None:
    if parse.upos[governor] in ("NOUN", "PROPN"):
        governor = _demand_above(parse, governor)
        above = parse.heads[governor]
        if parse.lemma[governor] in DEMANDS:
            return _addressee(parse, governor, above)
        if above >= 0 and verb_lemma(parse, above) in object_control(parse.language):
            return governor
        return holder(parse, governor, depth + 1)
    way = object_control(parse.language).get(verb_lemma(parse, governor))
    if parse.language == "en" and way and not is_open:
        way = None  # "told reporters, ruling out talks": whoever told them
    if way == "prep":
        beside = children(parse, governor, "obl", "obl:arg")
        return next((c for c in beside if preposition(parse, c) in ASKED), None)
    if way and not is_passive(parse, governor, True):
        relations = ("obj", "iobj", "obl:arg") if way == "obj" else ("iobj", "obl:arg", "obj")
        for child in children(parse, governor, *relations):
            if not preposition(parse, child) and parse.feat(child, "Reflex") != "Yes":
                return resolve_relative(parse, child)
    who = subject(parse, governor, depth + 1)
    return None if who is None else _owner_of_aim(parse, who)


def _demand_above(parse: Parse, noun: int) -> int:
    """ "Forderungen von Politikern der Partei, ... zu senken": the demands govern, no people."""
    above = noun
    while parse.language == "de" and parse.deprel[above] == "nmod" and parse.heads[above] >= 0:
        above = parse.heads[above]
        if parse.lemma[above] in DEMANDS:
            return above
    return noun


def _is_for_others(parse: Parse, word: int, verb: int) -> bool:
    """ "empfahl, Gespräche aufzunehmen", "fordert, ihn zu bestrafen": others are to do it.

    Where the verb names them (a dative, a passive's subject), they are found by it.
    """
    if parse.language != "de" or parse.deprel[word] == "advcl" or is_passive(parse, word, True):
        return False
    if verb_lemma(parse, verb) not in BIDDING or is_passive(parse, verb, True):
        return False
    named = children(parse, verb, "obj", "iobj", "obl:arg")
    return not any(not preposition(parse, c) and parse.xpos[c] != "PRF" for c in named)


def _is_object(parse: Parse, word: int) -> bool:
    """Whether an English gerund without comma belongs to the object ("stop them leaving")."""
    return word > 0 and parse.form[word - 1] != ","


def _whose_aim(parse: Parse, word: int, own: int) -> int | None:
    if children(parse, word, "cop") and "zu" in marks(parse, word):
        return _owner_of_aim(parse, own)
    return resolve_relative(parse, own)


def _owner_of_aim(parse: Parse, who: int) -> int | None:
    """ "Ziel der Rebellen war es, ... zu stürzen": not the aim acts but those whose aim it is."""
    if parse.lemma[who].lower() in mode_words(parse.language).get("noun", {}):
        return next(iter(owners(parse, who)), None)
    return who


def _addressee(parse: Parse, demand: int, verb: int) -> int | None:
    """Who is to do what a noun demands ("stellten ihnen ein Ultimatum, ... aufzuheben")."""
    for child in children(parse, demand, "nmod", "obl"):
        if preposition(parse, child) in ("an", "to"):
            return child
    if verb < 0:
        return None
    for child in children(parse, verb, "iobj", "obl:arg", "obl", "obj"):
        dative = case_of(parse, child) == "Dat" and not preposition(parse, child)
        if child != demand and (dative or preposition(parse, child) == "an"):
            return resolve_relative(parse, child)
    return None


def holder(parse: Parse, noun: int, depth: int = 0) -> int | None:
    """Whose act a noun is ("die Bereitschaft der Regierung"): genitive, else the subject."""
    owned = owners(parse, noun)
    if owned:
        return owned[0]
    if base_relation(parse, noun) in ("obj", "obl", "xcomp"):
        return subject(parse, parse.heads[noun], depth + 1)
    return None


def agents(parse: Parse, word: int) -> list[int]:
    """Who does a passive act: "von", "durch", "by" phrases.

    Where the parse hangs none on the verb, one that it hung on a phrase beside it is taken, and for
    an attribute the one between article and participle ("die von Israel besetzten Höhen").
    """
    places = [word, parse.heads[word]] if lets_itself(parse, word) else [word]
    found = [
        child
        for place in places
        for child in children(parse, place, "obl:agent", "obl", "nmod", "obl:arg")
        if preposition(parse, child) in AGENTS and not _tells_where(parse, child)
        if not _is_whole(parse, place, child)
    ]
    if found:
        return found
    if parse.deprel[word] == "conj" and own_subject(parse, word) is None:
        return agents(parse, parse.heads[word])  # "wurden von Rebellen gejagt und getötet"
    if parse.deprel[word] == "amod":
        before = _phrase_before(parse, word)
        return [before] if before is not None else []
    if displaced := hung_on_subject(parse, word):
        return displaced
    if far := before_participle(parse, word):
        return far
    return [
        below
        for child in children(parse, word, "obl")
        if parse.upos[child] in ("NOUN", "PROPN") and preposition(parse, child) not in NO_SCENES
        for below in children(parse, child, "nmod")
        if preposition(parse, below) in ("von", "durch")
        and below < word
        and (
            below == word - 1
            or (below - child <= NEAR and parse.upos[child] == "PROPN")
            or is_body_behind(parse, child, below)
        )
    ]


def _is_whole(parse: Parse, verb: int, phrase: int) -> bool:
    """ "Von den Geflohenen wurden viele bedroht": of whom many are a part, no agent."""
    part = own_subject(parse, verb)
    if part is None or part < phrase or parse.form[part].lower() not in PARTS:
        return False
    articles = {parse.form[c].lower() for c in children(parse, phrase, "det")}
    return "den" in articles


def _tells_where(parse: Parse, word: int) -> bool:
    """ "nordöstlich von Budapest", "zehn Kilometer von der Grenze": no agent."""
    before = next((c for c in children(parse, word, "case")), 0) - 1
    if parse.language != "de" or before < 0:
        return False
    form = parse.form[before].lower()
    return form.endswith(DIRECTIONS) or form in NEARNESS


def _phrase_before(parse: Parse, word: int) -> int | None:
    first = parse.firsts[parse.sentence_of[word]]
    for at in range(word - 1, max(first, word - NEAR) - 1, -1):
        if parse.upos[at] == "ADP" and parse.form[at].lower() in ("von", "durch"):
            head = parse.heads[at]
            inside = not any(head < c for c in children(parse, parse.heads[word], "det"))
            return head if at < head < word and inside else None
    return None


def verb_lemma(parse: Parse, word: int) -> str:
    """The lemma of a verb with its separable prefix or particle ("festnehmen", "carry out").

    Where the parse's lemma is none that the event tables know, the form is looked up in theirs.
    """
    lemma = parse.lemma[word].lower()
    if parse.language != "de":
        return _english_verb(parse, word, lemma)
    known = infinitives()
    if lemma not in known and lemma.replace("ss", "ß") in known:
        lemma = lemma.replace("ss", "ß")
    for child in parse.children[word]:
        if parse.deprel[child] in BRACKETS and _is_particle(parse, word, child):
            joined = parse.form[child].lower() + lemma
            if joined in known:
                return known[joined]
            particle = parse.form[child].lower()
            apart = parse.deprel[child] == "compound:prt" and particle in separable()
            if apart and not lemma.startswith(particle):
                return joined  # another verb: "treffen ... aufeinander" is no meeting
    return known.get(lemma) or known.get(parse.form[word].lower(), lemma)


def _english_verb(parse: Parse, word: int, lemma: str) -> str:
    verb = english.infinitive(lemma, parse.form[word])
    for particle in children(parse, word, "compound:prt"):
        return f"{verb} {parse.form[particle].lower()}"
    following = word + 1
    if following < len(parse) and parse.upos[following] in ("ADP", "ADV"):
        return english.with_particle(verb, parse.form[following]) or verb
    return verb


def _is_particle(parse: Parse, verb: int, child: int) -> bool:
    """Whether a word closes the bracket that the finite verb opens."""
    if parse.deprel[child] == "compound:prt" or parse.xpos[child] == "PTKVZ":
        return True
    following = child + 1
    return child > verb + 1 and (
        following >= len(parse) or parse.upos[following] in ("PUNCT", "CCONJ")
    )


def subject_meant(parse: Parse, word: int) -> int:
    """The noun that a personal pronoun in a subordinate clause takes up, or the word itself.

    Only the subject of the clause above is tried, and only where number and gender agree.
    """
    one = parse.form[word] == "man"  # "teilte mit, man werde verzichten": those who say so
    told = parse.xpos[word] in ("PPER", "PRP") or one
    if not told or parse.feat(word, "Person") in ("1", "2"):
        return word
    clause = clause_of(parse, parse.heads[word]) if parse.heads[word] >= 0 else word
    above = parse.heads[clause]
    relation = parse.deprel[clause].partition(":")[0]
    if above < 0 or relation not in SUBORDINATE or (parse.language == "en" and relation == "acl"):
        return word
    if one and relation != "ccomp":
        return word
    found = own_subject(parse, clause_of(parse, above))
    if found is None or found >= word or parse.upos[found] not in ("NOUN", "PROPN"):
        return word
    if parse.language == "en" and not _may_mean(parse, word, found):
        return word
    return found if one or _agree(parse, word, found) else word


def _may_mean(parse: Parse, pronoun: int, noun: int) -> bool:
    """ "it" is no person, "he" no country or body."""
    labels = {n.label for n in parse.names if n.start <= parse.starts[noun] < n.end}
    if parse.form[pronoun].lower() == "it":
        return "PER" not in labels
    if parse.form[pronoun].lower() in ("he", "she", "him", "her"):
        return "PER" in labels or not labels & {"LOC", "ORG", "GPE"}
    return True


def possessor(parse: Parse, noun: int, pronoun: int) -> int | None:
    """The clause's subject where a possessive can mean it ("er bekräftigte seine Kritik")."""
    head = parse.heads[noun]
    if head < 0:
        return None
    found = own_subject(parse, clause_of(parse, head))
    if found is None or found in parse.subtree(noun) or found > pronoun:
        return None
    if parse.upos[found] not in ("NOUN", "PROPN"):
        return None
    female = parse.form[pronoun].lower().startswith("ihr")
    plural, gender = parse.feat(found, "Number") == "Plur", parse.feat(found, "Gender")
    fits = (plural or gender == "Fem") if female else not plural and gender != "Fem"
    return found if fits else None


def _agree(parse: Parse, one: int, other: int) -> bool:
    for feature in ("Number", "Gender"):
        values = {parse.feat(one, feature), parse.feat(other, feature)} - {None}
        if len(values) > 1 and not (feature == "Gender" and parse.feat(one, "Number") == "Plur"):
            return False
    return True
