"""Who takes part in an event: from the cue's frame and the tree to the heads of the phrases."""

from lagebild.language.word_sets import word_set
from lagebild.parse.record import Parse
from lagebild.recognise.events.context import ACTING, Context
from lagebild.recognise.events.parties.addressed import addressed, blamed_in_clause
from lagebild.recognise.events.parties.bidden import (
    content_subject,
    is_asked_from,
    performer,
    sides,
)
from lagebild.recognise.events.parties.datives import DATIVE_ONLY, hidden_dative
from lagebild.recognise.events.parties.doers import doers_told
from lagebild.recognise.events.parties.nested import nested_phrases
from lagebild.recognise.events.parties.objects import (
    causative_above,
    may_be_accusative,
    objects_shared,
)
from lagebild.recognise.events.parties.participants import Parts, add_owned, add_phrase
from lagebild.recognise.events.parties.speakers import counted, hidden_subject, speaker
from lagebild.recognise.events.parties.subjects import (
    agents,
    subject,
)
from lagebild.recognise.events.trees.inflection import DEEDS
from lagebild.recognise.events.trees.tree import (
    GENITIVE_ARTICLES,
    OBLIQUES,
    case_of,
    children,
    conjuncts,
    is_passive,
    lets_itself,
    own_subject,
    preposition,
)
from lagebild.recognise.events.words.cues import Cue
from lagebild.recognise.events.words.headlines import is_topic

SPOKEN = ("SUPPORT", "REJECT", "ACCUSE", "AGREE", "REQUEST", "CONCEDE")
PLAIN_OWNERS = ("", "von", "of", "in")
SETTLING = word_set("arguments", "settling")
PRAISING = word_set("arguments", "praising")
MOVING = word_set("arguments", "moving")
TOGETHER = ("gemeinsam", "zusammen")
DATIVE_PRONOUNS = ("ihm", "ihr", "ihnen", "denen")


def verb_parts(ctx: Context, word: int, cue: Cue) -> Parts:
    """The participants of an event named by a verb, participle or predicative adjective."""
    parse, roles = ctx.parse, cue.roles
    parts = Parts()
    befalling = ("o" in roles or "d" in roles) and cue.lemma not in MOVING
    transitive = befalling or _is_done_to_thing(ctx, word, cue)
    parts.passive = is_passive(parse, word, transitive)
    parts.subject = subject(parse, word)
    if parts.subject is None and not parts.passive:
        parts.subject = hidden_subject(ctx, word)
    if parts.subject is None and not parts.passive:
        parts.subject = counted(ctx, word)
    if cue.type in SPOKEN and not parts.passive:
        parts.subject = speaker(ctx, parts.subject, word, cue)
    _subject_part(ctx, parts, word, cue)
    for child in _bare_objects(ctx, parts, word, "d" in roles):
        _object_part(ctx, parts, child, cue)
    for child in (*_phrases(parse, word), *behind_subject(ctx, word)):
        case = preposition(parse, child)
        if case in roles and not (parts.passive and case in ("von", "durch", "by")):
            add_phrase(ctx, parts, child, roles[case], case, cue)
    _companions(ctx, parts, word, cue)
    if not parts.heads("R"):
        _object_phrases(ctx, parts, cue)
        for child in nested_phrases(ctx, word):
            if roles.get(preposition(parse, child)) == "R":
                add_phrase(ctx, parts, child, "R", preposition(parse, child), cue)
    if cue.lemma in SETTLING:
        _partners(ctx, parts, cue)
    if cue.type == "REQUEST":
        content_subject(ctx, parts, word)
    elif (cue.type == "ACCUSE" or cue.lemma in PRAISING) and _lacks_recipient(parts, cue):
        praised = cue.lemma in PRAISING
        for who in blamed_in_clause(ctx, word, parts.heads("A"), praised):
            parts.add(who, "R", "content")
    if cue.type == "REQUEST" or (cue.type == "ACCUSE" and _lacks_recipient(parts, cue)):
        performer(ctx, parts, word)
    befalls = cue.roles.get("s") == "R" or (parts.passive and cue.roles.get("s") == "A")
    if befalls and not parts.heads("A"):
        for doer in doers_told(ctx, word, cue):
            add_phrase(ctx, parts, doer, "A", "s", cue)
    if "d" in roles and "o" not in roles and not parts.heads("R"):
        hidden_dative(ctx, parts, cue)
    return parts


def _lacks_recipient(parts: Parts, cue: Cue) -> bool:
    return "R" in cue.roles.values() and not parts.heads("R")


def _is_done_to_thing(ctx: Context, word: int, cue: Cue) -> bool:
    """ "Das Embargo ist aufgehoben": the verb has objects although its frame gives them no part."""
    if not any(n.kind == "obj" and n.words and not n.negative for n in cue.needs):
        return False
    thing = own_subject(ctx.parse, word)
    return thing is not None and ctx.kind(thing) not in ACTING


def behind_subject(ctx: Context, verb: int) -> list[int]:
    """Phrases with "gegen" or "auf" that the parse hung on a subject behind its German verb.

    "Dort kämpft eine Bewegung gegen Truppen", "Im Mai schossen Soldaten auf die Menge".
    """
    parse = ctx.parse
    if parse.language != "de" or parse.upos[verb] != "VERB":
        return []
    return [
        phrase
        for noun in children(parse, verb, "nsubj")
        if noun > verb and (ctx.kind(noun) in ACTING or not parse.form[noun].endswith(DEEDS))
        for phrase in children(parse, noun, "nmod")
        if phrase > noun and preposition(parse, phrase) in ("gegen", "auf")
    ]


def _phrases(parse: Parse, word: int) -> list[int]:
    """Phrases with preposition: a causative's, too ("ließ auf die Menge schießen")."""
    above = causative_above(parse, word) if parse.language == "de" else None
    own = children(parse, word, *OBLIQUES)
    return own if above is None else [*own, *children(parse, above, *OBLIQUES)]


def _object_phrases(ctx: Context, parts: Parts, cue: Cue) -> None:
    """ "brach die Beziehungen zu X ab": a phrase of the object tells who is acted upon."""
    counted = [c for o in parts.objects for c in children(ctx.parse, o, "nmod", "appos", "flat")]
    for obj in (*parts.objects, *(c for c in counted if not preposition(ctx.parse, c))):
        for child in children(ctx.parse, obj, "nmod"):
            case = preposition(ctx.parse, child)
            if cue.roles.get(case) == "R" and case not in PLAIN_OWNERS:
                add_phrase(ctx, parts, child, "R", case, cue)


def _partners(ctx: Context, parts: Parts, cue: Cue) -> None:
    """ "will das Vorgehen mit den Nachbarn abstimmen": the phrase was hung on the thing."""
    for child in (c for obj in parts.objects for c in children(ctx.parse, obj, "nmod")):
        if preposition(ctx.parse, child) == "mit" and ctx.kind(child) in ("pol", "per"):
            add_phrase(ctx, parts, child, cue.roles.get("mit", "A"), "mit", cue)


def _companions(ctx: Context, parts: Parts, word: int, cue: Cue) -> None:
    """ "besuchte gemeinsam mit Minister Kern das Lager": he does what the subject does."""
    parse, role = ctx.parse, cue.roles.get("o" if parts.passive else "s", "")
    if parse.language != "de" or not role or "mit" in cue.roles:
        return
    for phrase in children(parse, word, *OBLIQUES):
        opens = min(children(parse, phrase, "case"), default=0)
        beside = opens > 0 and parse.form[opens - 1].lower() in TOGETHER
        if beside and preposition(parse, phrase) == "mit" and ctx.kind(phrase) in ("pol", "per"):
            add_phrase(ctx, parts, phrase, role, "mit", cue)


def _bare_objects(ctx: Context, parts: Parts, word: int, to_whom: bool) -> list[int]:
    """Objects without preposition; a second "subject" of an active verb is one too."""
    parse = ctx.parse
    found = [
        child
        for child in children(parse, word, "obj", "iobj", "obl:arg", "obl:agent", "obl", "dep")
        if not preposition(parse, child)
    ]
    if not parts.passive and parse.upos[word] == "VERB":
        own = own_subject(parse, word)
        others = [c for c in children(parse, word, "nsubj", "nsubj:pass") if c != own]
        if any(parse.deprel[c] == "obj" and c != parts.subject for c in found):
            # "... von Bündnis 90/Die Grünen": a piece of a name is no second object
            others = [c for c in others if case_of(parse, c) == "Dat"]
        found += [c for c in others if not is_topic(parse, c)]
        if own is not None and parts.subject in found:
            found.append(own)
    if not found:
        found = objects_shared(parse, word)
    if parts.passive:  # "Mitgliedern der Gruppe wird ... vorgeworfen"
        subjects = children(parse, word, "nsubj", "nsubj:pass")
        said = to_whom and parts.subject is not None and ctx.kind(parts.subject) not in ACTING
        found += [
            c
            for c in subjects
            if c != parts.subject and (case_of(parse, c) == "Dat" or (said and _is_many(ctx, c)))
        ]
    return [child for child in found if child != parts.subject]


def _is_many(ctx: Context, word: int) -> bool:
    """ "Asylsuchenden waren Unterkünfte angeboten worden": a bare plural with the ending of one."""
    parse = ctx.parse
    bare = parse.form[word].endswith("n") and not children(parse, word, "det")
    return bare and ctx.kind(word) in ACTING and parse.feat(word, "Number") == "Plur"


def _subject_part(ctx: Context, parts: Parts, word: int, cue: Cue) -> None:
    if parts.passive:
        doers = agents(ctx.parse, word)
        for agent in doers:
            if is_asked_from(ctx.parse, word, agent, cue.lemma):
                add_phrase(ctx, parts, agent, cue.roles.get("von", "R"), "von", cue)
                continue
            add_phrase(ctx, parts, agent, cue.roles.get("s", "A"), "s", cue)
        parts.misfit = bool(doers) and not any(p.slot in ("s", "von") for p in parts.found)
        if parts.subject is not None:
            parts.objects.append(parts.subject)
            role = cue.roles.get("o")
            if "d" in cue.roles and (
                case_of(ctx.parse, parts.subject) == "Dat"
                or ctx.parse.form[parts.subject].lower() in DATIVE_PRONOUNS
                or (not role and _is_bare_name(ctx, parts.subject))
                or (not role and lets_itself(ctx.parse, word))
            ):
                add_phrase(ctx, parts, parts.subject, cue.roles["d"], "d", cue)
            elif role:
                add_phrase(ctx, parts, parts.subject, role, "o", cue)
            if "og" in cue.roles and not parts.heads("R"):
                add_owned(ctx, parts, addressed(ctx, parts.subject, cue.type), cue.roles["og"])
    elif parts.subject is not None and "s" in cue.roles:
        before = len(parts.found)
        add_phrase(ctx, parts, parts.subject, cue.roles["s"], "s", cue)
        for side in () if len(parts.found) > before else sides(ctx, parts.subject):
            add_phrase(ctx, parts, side, cue.roles["s"], "zwischen", cue)
        parts.misfit = len(parts.found) == before


def _is_bare_name(ctx: Context, word: int) -> bool:
    """ "Kern wird vorgeworfen, ...": a name without article shows no case."""
    named = ctx.parse.upos[word] == "PROPN" and ctx.kind(word) in ("per", "pol")
    return named and not children(ctx.parse, word, "det")


def _object_part(ctx: Context, parts: Parts, child: int, cue: Cue) -> None:
    parse, roles = ctx.parse, cue.roles
    case = case_of(parse, child)
    relation = "obj" if _is_counted(parse, child) else parse.deprel[child]
    if parse.feat(child, "Reflex") == "Yes" or parse.xpos[child] == "PRF":
        return
    if any(parse.form[c].lower() in GENITIVE_ARTICLES for c in children(parse, child, "det:poss")):
        return  # "seines Amtes entheben"
    if case == "Gen" and relation != "obj" and "d" in roles:
        case = "Dat"
    if case == "Dat" and "d" not in roles and may_be_accusative(parse, child):
        case, relation = "Acc", "obj"
    if cue.lemma in DATIVE_ONLY and "o" not in roles:
        if _has_die(parse, child):
            return  # "Dem Vertrag soll die Basis zustimmen": no dative has "die"
        case = "Dat"  # "kam Forderungen der Gewerkschaft nach"
    dative = case == "Dat" or (relation in ("iobj", "obl:arg") and case != "Acc")
    if relation == "obl" and not (dative and "d" in roles):
        return
    if dative and "d" in roles:
        parts.datives.append(child)
        add_phrase(ctx, parts, child, roles["d"], "d", cue)
        return
    parts.objects.append(child)
    if "o" in roles and not (case == "Dat" and parse.language == "de" and relation != "obj"):
        before = len(parts.found)
        add_phrase(ctx, parts, child, roles["o"], "o", cue)
        if len(parts.found) > before:
            return
    elif (
        "d" in roles
        and (case != "Acc" or _is_bare_name(ctx, child))
        and _is_addressed(ctx, parts, child)
    ):
        add_phrase(ctx, parts, child, roles["d"], "d", cue)
        return
    owner = roles.get("og")
    if not owner:
        return
    for thing in conjuncts(parse, child):
        if ctx.kind(thing) not in ACTING:
            add_owned(ctx, parts, addressed(ctx, thing, cue.type), owner)


def _is_counted(parse: Parse, child: int) -> bool:
    """ "griffen über 100 Posten an": the "über" of a number makes no phrase."""
    return any(parse.xpos[c] == "ADV" for c in children(parse, child, "case"))


def _has_die(parse: Parse, noun: int) -> bool:
    articles = {parse.form[c].lower() for c in children(parse, noun, "det", "det:poss")}
    return bool(articles & {"die", "das", "eine", "ihre", "seine", "diese"})


def _is_addressed(ctx: Context, parts: Parts, child: int) -> bool:
    """ "verboten Frauen den Zutritt": of two bare objects the person is the one acted upon."""
    kind = ctx.kind(child)
    head = ctx.parse.heads[child]
    beside = [c for c in children(ctx.parse, head, "obj") if c != child]
    things = [c for c in beside if ctx.kind(c) not in ACTING and not preposition(ctx.parse, c)]
    return kind in ("pol", "per") or (kind == "hum" and bool(things))
