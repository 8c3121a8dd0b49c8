"""Who takes part in an event named by a noun: genitives, attributes, phrases, support verbs."""

from lagebild.language.states import seat_named, state_named
from lagebild.language.word_sets import word_set
from lagebild.parse.record import Parse
from lagebild.recognise.events.context import ACTING, Context
from lagebild.recognise.events.parties.arguments import SPOKEN
from lagebild.recognise.events.parties.around import clause_parts, visitor
from lagebild.recognise.events.parties.befallen import is_befallen, is_given_up
from lagebild.recognise.events.parties.carried import support_parts, voiced_within
from lagebild.recognise.events.parties.nested import nested_phrases
from lagebild.recognise.events.parties.owners import owners
from lagebild.recognise.events.parties.participants import MATERIAL, Part, Parts, add_phrase
from lagebild.recognise.events.parties.partners import addressee, clause_partner, means_subject
from lagebild.recognise.events.parties.quarters import quarters_behind
from lagebild.recognise.events.parties.subjects import (
    agents,
    possessor,
    subject,
    verb_lemma,
)
from lagebild.recognise.events.parties.victims import claimant, victims
from lagebild.recognise.events.trees.inflection import DEEDS
from lagebild.recognise.events.trees.tree import (
    base_relation,
    children,
    conjuncts,
    is_finite,
    is_passive,
    preposition,
)
from lagebild.recognise.events.words.compounds import allies, first_parts, persons_met
from lagebild.recognise.events.words.cues import Cue
from lagebild.recognise.events.words.support import (
    Support,
    carries,
    only_proposes,
    support_behind,
    support_of,
)

ANSWERING = word_set("noun_arguments", "answering")
SEEKING = word_set("noun_arguments", "seeking")
LAWFUL = ("COERCE", "CONCEDE", "ACCUSE")
BANS = ("ban", "restrict", "censor", "curfew")
RULERS = word_set("noun_arguments", "rulers")
"""Who forbids in "das Verbot der Regierung", where others are those forbidden."""
HELP = ("SUPPORT", "AID")
BEHIND = ("durch", "seitens", "gegen", "an", "auf", "zwischen", "für", "gegenüber")
"""Prepositions of phrases that belong to an event's noun when they follow it."""
DAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
HOURS = ("Uhr", "Ortszeit", *DAYS)
GROUNDS = ("wegen", "unter", "aufgrund")
SEIZING = word_set("noun_arguments", "seizing")
CLOSING = ("“", "«", "”", "’", '"')
LEAVING = word_set("noun_arguments", "leaving")


def noun_parts(ctx: Context, word: int, cue: Cue) -> Parts:
    """The participants of an event named by a noun, its support verb's included."""
    parse, roles = ctx.parse, cue.roles
    parts = Parts()
    _genitives(ctx, parts, word, cue)
    for child in children(parse, word, "nmod", "obl", "obl:arg", "acl"):
        case = preposition(parse, child)
        if case in ("durch", "seitens") and not _follows(parse, word, child):
            continue
        if case in roles and case != "von":
            add_phrase(ctx, parts, child, roles[case], case, cue)
    for child in (*_below_owners(ctx, word), *nested_phrases(ctx, word)):
        case = preposition(parse, child)
        if case in roles and case not in ("von", "of", "in", "durch", "by", "aus"):
            add_phrase(ctx, parts, child, roles[case], case, cue)
    behind = _right_behind(ctx, word)
    if behind is not None and preposition(parse, behind) in roles:
        case = preposition(parse, behind)
        if roles[case] == "R" or not parts.heads("A") or case in ("durch", "seitens"):
            add_phrase(ctx, parts, behind, roles[case], case, cue)
    for child in before_verb(ctx.parse, word):
        case = preposition(parse, child)
        of_outer = case in ("durch", "seitens") and _is_owned(parse, word)
        if case in roles and case in BEHIND and not of_outer:
            add_phrase(ctx, parts, child, roles[case], case, cue)
    for child in _beside_verb(ctx, word):
        case = preposition(parse, child)
        told = case == "an" and cue.type in ("REQUEST", "THREATEN")
        told = told or (case in ("durch", "seitens") and _only_happens(parse, word))
        if case in roles and (told or case in ("gegen", "zwischen", "against", "between")):
            add_phrase(ctx, parts, child, roles[case], case, cue)
    _attributes(ctx, parts, word, cue)
    if cue.type in MATERIAL and roles.get("adj") == "A" and not parts.heads("A"):
        for body in first_parts(ctx, word, by_force=roles.get("g") == "R"):
            parts.add(body, "A", "adj")
    elif cue.type in SPOKEN and "A" in (roles.get("p"), roles.get("adj")) and not parts.heads("A"):
        for body in allies(ctx, word):
            parts.add(body, "A", "adj")
    elif cue.type == "CONSULT":
        for person in persons_met(ctx, word):
            parts.add(person, "A", "adj")
        for body in allies(ctx, word) if _meets_others(parts) else ():
            parts.add(body, "A", "adj")
    parts.support = support_of(parse, word)
    if parts.support is not None:
        support_parts(ctx, parts, parts.support, cue)
        _without_possessive(ctx, parts, parts.support)
        if cue.mode == "visit":
            _as_visited(parts, word)
    relative = support_behind(parse, word)
    if relative is not None and not parts.heads("A"):
        support_parts(ctx, parts, relative, cue)
    parts.support = parts.support or relative
    voiced_within(ctx, parts, cue)
    quarters_behind(ctx, parts, word, cue)
    clause_partner(ctx, parts, word, cue)
    if cue.mode == "allege" and not parts.heads("R"):
        _charged(ctx, parts, word)
    means_subject(ctx, parts, word, cue)
    addressee(ctx, parts, word, cue)
    clause_parts(ctx, parts, word, cue)
    if cue.mode == "visit":
        visitor(ctx, parts, word, cue)
    if cue.type == "ASSAULT":
        _of_attack(ctx, parts, word, cue)
    return parts


def _meets_others(parts: Parts) -> bool:
    """ "EU-Gespräche mit der Türkei": only the other side is told."""
    return {p.slot for p in parts.found if p.role == "A"} == {"mit"}


def _of_attack(ctx: Context, parts: Parts, word: int, cue: Cue) -> None:
    fallen = None if parts.heads("R") else victims(ctx, word)
    owned = None if parts.heads("A") else claimant(ctx.parse, word)
    for who, role in ((fallen, "R"), (owned, "A")):
        if who is not None:
            add_phrase(ctx, parts, who, role, "clause", cue)


def _below_owners(ctx: Context, word: int) -> list[int]:
    """Phrases that the parse hung on the genitive instead ("die Kritik der Opposition an ihm")."""
    return [c for owner in owners(ctx.parse, word) for c in children(ctx.parse, owner, "nmod")]


def _right_behind(ctx: Context, word: int) -> int | None:
    """The phrase that follows the noun or its genitive though the parse hung it elsewhere.

    "nach einem Verhör durch die Polizei freigelassen", "die Kritik der Union an ihm zurückweisen".
    """
    parse = ctx.parse
    if parse.language != "de":
        return None
    at = word + 1
    for below in (*owners(parse, word), *_phrases_behind(ctx, word)):
        if below > word:
            at = max(at, max(parse.subtree(below)) + 1)
    at += at < len(parse) and parse.form[at] in CLOSING
    if at + 1 >= len(parse) or parse.form[at] not in BEHIND or parse.upos[at + 1] == "ADP":
        return None
    if parse.form[at] in ("durch", "seitens") and _is_owned(parse, word):
        return None
    noun = parse.heads[at]
    if noun <= at or parse.heads[noun] == word:
        return None
    return noun if parse.upos[noun] in ("NOUN", "PROPN", "PRON", "ADJ", "NUM") else None


def _phrases_behind(ctx: Context, word: int) -> list[int]:
    """What is joined to a noun or hangs on it by "um", "mit" or as place, before its next phrase.

    "der Anschlag der Gruppe um Oberst Kern auf den König", "Tränengas und Pfefferspray durch ...".
    """
    parse = ctx.parse
    found = [c for c in children(parse, word, "conj", "nmod") if c > word]
    return [
        c
        for c in found
        if (
            parse.deprel[c] == "conj"
            and parse.upos[c] == "NOUN"
            and not children(parse, c, "det", "det:poss")  # "die Gewalt und die Leugnung durch"
        )
        or preposition(parse, c) in ("um", "mit")
        or (preposition(parse, c) == "in" and ctx.is_place(c))
    ]


def before_verb(parse: Parse, word: int) -> list[int]:
    """Phrases behind a noun that with it fill the one place before the German finite verb.

    In "Bei einem Angriff am Montag auf die Botschaft starben ..." the target belongs to the attack,
    although the parse hangs it on the verb or on the day.
    """
    words = parse.words_of(parse.sentence_of[word])
    first = words[0]
    opening = range(first, word)
    if parse.language != "de" or any(
        is_finite(parse, w) or parse.upos[w] in ("SCONJ", "PUNCT", "CCONJ", "VERB") for w in opening
    ):
        return []
    behind: list[int] = []
    for at in range(word + 1, words[-1] + 1):
        if is_finite(parse, at):
            return [n for n in behind if _hangs_loose(parse, word, n, at)]
        if parse.upos[at] in ("PUNCT", "CCONJ", "SCONJ"):
            return []
        noun = parse.heads[at] if parse.upos[at] == "ADP" else -1
        if noun > at:
            behind.append(noun)
    return []


def _hangs_loose(parse: Parse, word: int, noun: int, verb: int) -> bool:
    """Whether a phrase between a noun and the verb hangs on the verb, or on a day or hour."""
    head = parse.heads[noun]
    if not word < noun < verb or head == word:
        return False
    return head >= verb or parse.form[head][:1].isdigit() or parse.form[head] in HOURS


def _follows(parse: Parse, word: int, phrase: int) -> bool:
    """Whether no other noun's phrase stands between ("Gewalt und die Leugnung durch X")."""
    first = min(children(parse, phrase, "case"), default=phrase)
    own = {word, *(w for owner in owners(parse, word) for w in parse.subtree(owner))}
    between = (w for w in range(word + 1, first) if parse.upos[w] in ("NOUN", "PROPN"))
    return phrase < word or all(w in own or not _heads_phrase(parse, word, w) for w in between)


def _heads_phrase(parse: Parse, word: int, other: int) -> bool:
    """Whether a noun can have the phrase instead: an act ("die Leugnung"), no place or time."""
    return parse.form[other].endswith(DEEDS)


def _is_owned(parse: Parse, word: int) -> bool:
    """ "die Auflösung der Demonstration durch die Polizei": the phrase belongs to what owns it."""
    head = parse.heads[word]
    return head >= 0 and base_relation(parse, word) == "nmod" and not preposition(parse, word)


def _beside_verb(ctx: Context, word: int) -> list[int]:
    """Phrases that hang on the verb of which the noun is subject or object."""
    parse = ctx.parse
    head = parse.heads[word]
    if head < 0 or parse.upos[head] not in ("VERB", "AUX"):
        return []
    if parse.deprel[word] not in ("nsubj", "nsubj:pass", "obj", "obl", "obl:arg"):
        return []
    return children(parse, head, "obl", "obl:arg")


def _only_happens(parse: Parse, word: int) -> bool:
    """ "Die Festnahme erfolgte durch die Polizei": the verb tells nothing of its own."""
    verb = parse.heads[word]
    return parse.deprel[word] == "nsubj" and verb_lemma(parse, verb) in ("erfolgen", "geschehen")


def _has_phrase(ctx: Context, word: int, case: str) -> bool:
    """Whether a phrase with the preposition hangs on the noun, its genitive, or its verb."""
    around = [*ctx.parse.children[word], *_below_owners(ctx, word), *_beside_verb(ctx, word)]
    return any(preposition(ctx.parse, child) == case for child in around)


def _genitives(ctx: Context, parts: Parts, word: int, cue: Cue) -> None:
    owned = [c for c in owners(ctx.parse, word) if not _is_agent(ctx.parse, word, c)]
    before = [c for c in owned if c < word]
    role = cue.roles.get("g", "")
    helped = "für" in cue.roles and _has_phrase(ctx, word, "für")
    if role == "R" and (helped or (cue.type in HELP and _is_sought(ctx, word))):
        role = "A"  # "mit Unterstützung des Landes"
    for child in owned:
        if _is_scene(ctx, child, cue.type) or is_given_up(ctx, child, cue):
            continue
        if preposition(ctx.parse, child) == "von" and cue.roles.get("von") == "R":
            add_phrase(ctx, parts, child, "R", "von", cue)  # "die Abspaltung von der Partei"
            continue
        actual = "A" if role == "R" and child in before and len(owned) > len(before) else role
        if ctx.parse.language == "en" and preposition(ctx.parse, child) == "of":
            actual = cue.roles.get("of", actual)  # "Bush's invasion of Iraq"
        forbids = cue.mode in BANS and ctx.parse.lemma[child].lower().endswith(RULERS)
        if actual == "R" and cue.type in LAWFUL and (ctx.is_authority(child) or forbids):
            actual = "A"
        if actual == "A" and is_befallen(ctx, word, child, cue):
            actual = "R"
        if actual:
            add_phrase(ctx, parts, child, actual, "g", cue)


def _is_agent(parse: Parse, word: int, child: int) -> bool:
    """ "Ein Besuch ist von der Armee abgelehnt worden": who refuses it does not pay it."""
    verb = parse.heads[word]
    passive = verb > child > word and parse.deprel[word] == "nsubj:pass"
    return passive and preposition(parse, child) == "von" and child in agents(parse, verb)


def _is_sought(ctx: Context, word: int) -> bool:
    """ "mit Hilfe des Landes", "forderte die Unterstützung der Truppe": they help."""
    head = ctx.parse.heads[word]
    asked = head >= 0 and ctx.parse.deprel[word] == "obj" and verb_lemma(ctx.parse, head) in SEEKING
    return asked or preposition(ctx.parse, word) in ("mit", "dank", "um")


def _is_scene(ctx: Context, owner: int, type_: str) -> bool:
    """ "die Anschläge von Bali": a place that is no state only tells where."""
    parse = ctx.parse
    form = parse.form[owner]
    return (
        preposition(parse, owner) in ("von", "of")
        and ctx.is_place(owner)
        and not (state_named(form) or (seat_named(form) and type_ not in ("ASSAULT", "PROTEST")))
    )


def _attributes(ctx: Context, parts: Parts, word: int, cue: Cue) -> None:
    parse, roles = ctx.parse, cue.roles
    for child in children(parse, word, "det:poss"):
        if cue.type in SPOKEN and _is_answered(parse, word):
            continue
        if "p" in roles and parse.feat(child, "Person") in ("3", None):
            owner = None if _acts_on_others(parse, word, cue) else possessor(parse, word, child)
            parts.add(child if owner is None else owner, roles["p"], "p")
    for child in children(parse, word, "amod", "acl"):
        if ctx.nationality(child) and "adj" in roles and cue.type != "PROTEST":
            if ctx.of_seat(child) and cue.type not in (*SPOKEN, "THREATEN"):
                continue  # "die Pariser Unruhen": where they were
            if not parts.heads(roles["adj"]):
                parts.add(child, roles["adj"], "adj")
        elif "v" in roles and carries(parse, child):
            if parts.heads("A") and only_proposes(parse, child):
                continue
            for agent in agents(parse, child):
                add_phrase(ctx, parts, agent, roles["v"], "v", cue)


def _without_possessive(ctx: Context, parts: Parts, support: Support) -> None:
    """ "Sie äußerten ihren Unmut": the possessive only means the subject again."""
    if support.role == "A" and any(p.slot == "v" and p.role == "A" for p in parts.found):
        parts.found = [
            p
            for p in parts.found
            if not (p.slot == "p" and p.role == "A" and ctx.parse.deprel[p.word] == "det:poss")
        ]


def _as_visited(parts: Parts, word: int) -> None:
    """ "Er kam zu einem Besuch der Truppen ins Land": he visits, they are visited."""
    if any(p.slot == "v" and p.role == "A" for p in parts.found):
        parts.found = [
            Part(p.word, "R", p.slot) if p.slot == "g" and p.word > word else p for p in parts.found
        ]


def _is_answered(parse: Parse, word: int) -> bool:
    """ "bis die Regierung ihre Forderungen erfüllt": who answers words has not said them."""
    head = parse.heads[word]
    if parse.language != "de" or head < 0 or parse.upos[head] not in ("VERB", "AUX"):
        return False
    return parse.deprel[word] == "obj" and verb_lemma(parse, head) in ANSWERING


def _acts_on_others(parse: Parse, word: int, cue: Cue) -> bool:
    """ "Das Gericht ordnete seine Freilassung an": who orders or demands it does not suffer it."""
    if parse.language != "de" or cue.roles.get("p") != "R":
        return False
    carrier = support_of(parse, word)
    return carrier is not None and (carrier.role == "A" or carrier.status == "hypothetical")


def _charged(ctx: Context, parts: Parts, word: int) -> None:
    """ "wegen des Verdachts auf Spionage festgenommen": whoever that befalls is charged."""
    parse = ctx.parse
    verb = parse.heads[word]
    if parse.language != "de" or verb < 0 or parse.upos[verb] != "VERB":
        return
    if preposition(parse, word) not in GROUNDS or base_relation(parse, word) != "obl":
        return
    if is_passive(parse, verb, True) or verb_lemma(parse, verb) in LEAVING:
        whos = [subject(parse, verb)]
    elif verb_lemma(parse, verb) in SEIZING:
        whos = [c for c in children(parse, verb, "obj") if not preposition(parse, c)]
    else:
        return
    for who in whos:
        if who is not None and ctx.kind(who) in ACTING:
            for member in conjuncts(parse, who):
                parts.add(member, "R", "clause")
