"""Support verbs: verbs that only carry a noun's event ("Kritik üben", "einen Besuch absagen")."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from lagebild.language.tables import load_table
from lagebild.language.word_sets import word_set
from lagebild.parse.record import Parse
from lagebild.recognise.events.parties.subjects import object_control, resolve_relative, verb_lemma
from lagebild.recognise.events.status.moods import mode_words
from lagebild.recognise.events.trees.tree import (
    DEEPEST,
    auxiliaries,
    base_relation,
    case_of,
    children,
    first_conjunct,
    is_object,
    is_passive,
    preposition,
)

FROM = "from"  # group of verbs that only say whose an act is ("Kritik kam aus der Partei")
PRONOUNS = {"die": ("Fem", "Plur"), "der": ("Masc",), "den": ("Masc",), "das": ("Neut",)}
FARTHEST = 10  # words between a noun and its relative clause
USING = word_set("support", "using")
LIABLE = word_set("support", "liable")


@dataclass(frozen=True)
class SupportRow:
    """`role`: "A" where the verb's subject acts, "R" where it suffers, or ""."""

    role: str
    status: str
    group: str


@dataclass(frozen=True)
class Support:
    """The support verb of a noun in a text; `place` is the noun or the pronoun that means it."""

    verb: int
    role: str
    status: str
    group: str
    place: int


@cache
def _table(language: str) -> Mapping[tuple[str, str], SupportRow]:
    return {
        (verb, row["relation"]): SupportRow(row["subject"], row["status"], row["group"])
        for row in load_table(language, "events_support")
        for verb in row["verbs"].split("|")
    }


def telling_verb(parse: Parse, word: int, support: Support | None) -> int | None:
    """The verb that tells an event: the word itself, or the support verb of a noun, if any."""
    if parse.upos[word] != "NOUN":
        return word
    return support.verb if support is not None else None


def support_of(parse: Parse, noun: int) -> Support | None:
    """The support verb that a noun (or the coordination it stands in) depends on, or None."""
    first = first_conjunct(parse, _whole(parse, noun))
    verb = called_above(parse, first)
    if verb < 0 or parse.upos[verb] not in ("VERB", "AUX", "ADJ"):
        return None
    relation = base_relation(parse, first)
    if parse.deprel[first] == "nsubj:pass" or (
        relation == "nsubj" and any(parse.deprel[c] == "aux:pass" for c in parse.children[verb])
    ):
        relation = "obj"
    if relation == "nsubj" and is_object(parse, first):
        relation = "obj"  # "Seinen ersten Besuch machte der Präsident in Polen"
    if relation in ("iobj", "obl") and case_of(parse, first) == "Dat":
        relation = "dat"
    case = preposition(parse, first)
    key = (verb_lemma(parse, verb), case or relation)
    row = _table(parse.language).get(key) or _of_state(parse, verb, first)
    if row is None or (row.status and _is_toll(parse, verb)):
        return None
    if relation == "obj" and held_for(parse, verb) is not None:
        return None
    status = row.status or ("planned" if _is_promised(parse, verb) else row.status)
    return Support(verb, row.role, status, row.group, noun)


def _of_state(parse: Parse, verb: int, noun: int) -> SupportRow | None:
    """ "Die Hinrichtungen sind ausgesetzt": what a passive of state tells of its subject."""
    told = parse.language == "de" and parse.deprel[noun] == "nsubj"
    if not told or {parse.lemma[a] for a in auxiliaries(parse, verb)} != {"sein"}:
        return None
    if not is_passive(parse, verb, True):
        return None
    row = _table("de").get((verb_lemma(parse, verb), "obj"))
    return row if row is not None and row.status and not row.role else None


def called_above(parse: Parse, noun: int) -> int:
    """The head of a noun; of "zu" behind an object its verb ("rief die Rebellen zu ... auf")."""
    above = parse.heads[noun]
    if parse.language != "de" or above < 0 or parse.deprel[noun] != "nmod":
        return above
    if (using := _used_above(parse, noun)) is not None:
        return using
    if (joined := _behind_subject(parse, noun, above)) is not None:
        return joined
    if preposition(parse, noun) != "zu" or parse.deprel[above] not in ("obj", "nsubj:pass"):
        return above
    called = object_control("de").get(verb_lemma(parse, parse.heads[above])) == "obj"
    return parse.heads[above] if called else above


def _used_above(parse: Parse, noun: int) -> int | None:
    """ "nutzten die Feiern des Festes zu Protesten": the phrase hangs on what was used."""
    if preposition(parse, noun) not in ("zu", "für"):
        return None
    above = parse.heads[noun]
    for _ in range(DEEPEST):
        if above < 0 or parse.upos[above] not in ("NOUN", "PROPN"):
            break
        above = parse.heads[above]
    return above if above >= 0 and verb_lemma(parse, above) in USING else None


def _behind_subject(parse: Parse, noun: int, above: int) -> int | None:
    """ "Es versammelten sich Tausende zu einer Kundgebung": the phrase is the verb's.

    The parse hangs it on the subject right before it; only where the verb carries such a phrase.
    """
    verb = parse.heads[above]
    if parse.deprel[above] != "nsubj" or not verb < above < noun or verb < 0:
        return None
    key = (verb_lemma(parse, verb), preposition(parse, noun))
    return verb if key[1] and key in _table("de") else None


def held_for(parse: Parse, verb: int) -> int | None:
    """The word for which something is held ("hält ein Verbot für möglich"), or None."""
    if verb_lemma(parse, verb) != "halten":
        return None
    around = children(parse, verb, "xcomp", "obl", "obl:arg", "amod", "advmod")
    judging = (w for w in around if parse.upos[w] in ("ADJ", "ADV", "VERB"))
    return next((w for w in judging if preposition(parse, w) == "für"), None)


def _is_promised(parse: Parse, verb: int) -> bool:
    """ "stellte Ermittlungen in Aussicht": nothing has begun."""
    return any(
        parse.form[c] == "Aussicht" and preposition(parse, c) == "in" for c in parse.children[verb]
    )


def support_behind(parse: Parse, noun: int) -> Support | None:
    """The support verb of the relative clause behind a noun, or None.

    "Vorwürfe, die die Opposition erhoben hatte", "der Antrag, der von der Partei gestellt wurde".
    """
    pronoun = _pronoun_behind(parse, noun)
    if pronoun is None or parse.language != "de":
        return None
    verb, relation = parse.heads[pronoun], parse.deprel[pronoun]
    if relation == "nsubj:pass" or (relation == "nsubj" and is_passive(parse, verb, True)):
        relation = "obj"
    row = _table("de").get((verb_lemma(parse, verb), relation))
    if row is None or not (row.role == "A" or row.group == FROM):
        return None
    return Support(verb, row.role, row.status, row.group, pronoun)


def _pronoun_behind(parse: Parse, noun: int) -> int | None:
    """The relative pronoun without preposition that means a noun and follows it."""
    for word in range(noun + 1, min(noun + FARTHEST, len(parse))):
        if parse.xpos[word] == "PRELS":
            meant = resolve_relative(parse, word)
            first = first_conjunct(parse, noun)
            joined = meant == first and parse.form[word - 1] == "," and word - 2 == noun
            own = meant == noun and not children(parse, noun, "conj")
            fits = (own or joined) and _may_mean(parse, word, noun)
            bare = not preposition(parse, word) and parse.upos[parse.heads[word]] == "VERB"
            return word if fits and bare else None
    return None


def _may_mean(parse: Parse, pronoun: int, noun: int) -> bool:
    """Whether a relative pronoun without preposition has a noun's number and gender."""
    kind = parse.feat(noun, "Gender") if parse.feat(noun, "Number") != "Plur" else "Plur"
    return kind is None or kind in PRONOUNS.get(parse.form[pronoun].lower(), (kind,))


def is_standing(parse: Parse, noun: int) -> bool:
    """ "Die Unterstützung für die Miliz ist stark": what somebody enjoys is no act."""
    above = parse.heads[noun]
    if parse.language != "de" or above < 0 or parse.deprel[noun] != "nsubj":
        return False
    table = mode_words(parse.language).get("standing", {})
    return verb_lemma(parse, above) in table or parse.lemma[above].lower() in table


def carries(parse: Parse, participle: int) -> bool:
    """Whether an attribute tells of the noun that it was done ("die von ihm verübten Anschläge").

    One that tells another act on it does not ("ein von der Polizei abgehörtes Gespräch"), nor one
    that only demands or expects it ("der von der Partei geforderte Abzug").
    """
    row = _row_of_attribute(parse, participle)
    if row is None or row.group == "about" or row.status == "negated":
        return False
    return bool(row.role or not row.status)


def only_proposes(parse: Parse, participle: int) -> bool:
    """ "der vom Minister vorgeschlagene Einsatz der Armee": whoever does is another."""
    row = _row_of_attribute(parse, participle)
    return row is not None and row.status != ""


def _row_of_attribute(parse: Parse, participle: int) -> SupportRow | None:
    return _table(parse.language).get((verb_lemma(parse, participle), "obj"))


def _whole(parse: Parse, noun: int) -> int:
    """The noun of beginning or going on that carries another ("die Aufnahme von Gesprächen")."""
    phases = mode_words(parse.language).get("phase", {})
    for _ in range(DEEPEST):
        first = first_conjunct(parse, noun)
        above = parse.heads[first]
        owned = above >= 0 and parse.deprel[first] in ("nmod", "nmod:poss")
        if not owned or parse.lemma[above].lower() not in phases:
            break
        if preposition(parse, first) not in ("", "von", "of"):
            break
        noun = above
    return noun


def _is_toll(parse: Parse, verb: int) -> bool:
    """ "Der Anschlag forderte acht Tote" demands nothing."""
    tolls = mode_words(parse.language).get("toll", {})
    around = children(parse, verb, "obj", "nsubj", "iobj")
    return any(parse.lemma[c].lower() in tolls for c in around)


def blamed_for(parse: Parse, adjective: int) -> int | None:
    """ "macht den Geheimdienst für den Anschlag verantwortlich": he is blamed, not who says so."""
    verb = parse.heads[adjective]
    if parse.form[adjective].lower() not in LIABLE or verb < 0 or parse.upos[verb] != "VERB":
        return None
    found = children(parse, verb, "obj")
    return found[0] if found and not is_passive(parse, verb, True) else None
