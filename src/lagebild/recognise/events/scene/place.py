"""Where an event took place: a place name in the phrase or clause of its trigger."""

from collections.abc import Iterator

from lagebild.language.gazetteer import place_named
from lagebild.language.states import state_named
from lagebild.language.word_sets import word_set
from lagebild.parse.record import Parse
from lagebild.recognise.dates.dated import path_up
from lagebild.recognise.events.context import Context
from lagebild.recognise.events.parties.noun_arguments import before_verb
from lagebild.recognise.events.parties.owners import owners
from lagebild.recognise.events.parties.participants import Parts
from lagebild.recognise.events.parties.subjects import verb_lemma
from lagebild.recognise.events.trees.tree import (
    auxiliaries,
    children,
    clause_of,
    is_finite,
    preposition,
)
from lagebild.recognise.quotes.lexicon import lexicon
from lagebild.records import Place

SPEECH = ("ACCUSE", "REJECT", "REQUEST", "SUPPORT", "THREATEN")
CAPITAL = "auptstadt"
ATTITUDES = word_set("place", "attitudes")
"""Nouns that are no places, so that whose they are tells no place."""
PREPOSITIONS = ("in", "bei", "nach", "auf", "vor", "nahe", "um", "an", "at", "near", "on")
SIDES = ("Norden", "Süden", "Osten", "Westen", "Nordosten", "Nordwesten", "Südosten", "Südwesten")
"""Nouns of which a place may be: "im Norden von Somalia"."""
SCENES = ("von", "bei")  # "das Massaker von Tarin"
ON_SCENE = ("in", "bei", "auf", "vor", "an", "at", "before")  # "auf einer Konferenz in Tarin"
WITHIN = ("in", "bei", "nahe")
ON_THE_SPOT = ("ASSAULT", "COERCE")
STAYING = ("ACCUSE", "ASSAULT", "COERCE", "PROTEST", "REJECT", "REQUEST", "RETREAT", "SANCTION",
           "THREATEN")  # fmt: skip
"""Types of acts that are done before anybody gets where he is sent or goes."""
GOALS = ("in", "nach")  # "reiste nach Tarin": whom it concerns is also where it was
SENDING = ("ASSAULT", "COERCE", "RETREAT")
NAMES = ("NOUN", "PROPN")
ASIDES = (",", "(", ")", ";")
CAUSES = ("wegen", "aufgrund", "angesichts", "trotz")
CONNECTION = "Zusammenhang"  # "im Zusammenhang mit"
STRIKING = ("auf", "gegen", "an")
LONGEST_CHAIN = 4  # phrases
JOINING = ("ebenso", "genauso")
FARTHEST = 12  # words between "wie" and the place of the one compared
ISLANDS = word_set("place", "islands")
TELLING = "about"  # the group of verbs that tell of what a noun names
TOLD_OF = ("obj", "nsubj:pass")
ABOUT = ("über", "gegen", "um", "about", "against", "over")


def place_of(ctx: Context, word: int, parts: Parts, type_: str = "") -> Place | None:
    """The place of the event that a word names, or None.

    What is done to somebody on the spot (`type_`) is done where he is.
    """
    taken = {p.word for p in parts.found if p.slot not in GOALS}
    there = _of_those_hit(ctx, parts) if type_ in ON_THE_SPOT else ()
    for found in (*_candidates(ctx, word, parts), *there):
        if found in taken or not ctx.is_place(found):
            continue
        if type_ in SPEECH and _is_of_thing(ctx, word, found):
            continue
        if _is_compared(ctx.parse, word, found) or _is_target(ctx, found):
            continue
        if _is_goal(ctx.parse, word, found, type_) or _is_of_cause(ctx.parse, word, found):
            continue
        label = ctx.labels.get(found)
        start, end = (
            (label.start, label.end)
            if label is not None
            else (ctx.parse.starts[found], ctx.parse.ends[found])
        )
        if _is_named(ctx.parse, start, end):
            return Place(text=ctx.parse.text[start:end], start=start, end=end)
    return None


def _is_of_thing(ctx: Context, verb: int, place: int) -> bool:
    """Whether a place behind what is spoken of is that of the thing ("lobte die Reise in den
    Kongo", "drohte mit Anschlägen auf London"), not that of the words."""
    parse = ctx.parse
    if parse.upos[verb] != "VERB":
        return False
    if _is_in_front(parse, verb, place):
        return True
    while parse.deprel[place] in ("appos", "flat", "flat:name") and parse.heads[place] != verb:
        place = parse.heads[place]
    first = min(parse.subtree(place))
    before = first - 1
    if before < 0 or parse.upos[before] not in ("NOUN", "PROPN"):
        return False
    chain = [n for n in path_up(parse, before) if n != verb]
    thing = next((n for n in chain if parse.heads[n] == verb), before)
    scene = parse.deprel[thing].startswith("obl") and preposition(parse, thing) in ON_SCENE
    scene = scene and not _is_struck(ctx, thing)
    return not scene and not any(parse.deprel[n].startswith("nsubj") for n in chain)


def _is_struck(ctx: Context, noun: int) -> bool:
    """ "den Angriff auf das Spital in Tarin": whom a violent act hits, wherever that hangs."""
    before = min(ctx.parse.subtree(noun)) - 1
    return (
        before >= 0
        and preposition(ctx.parse, noun) in STRIKING
        and ctx.parse.upos[before] == "NOUN"
        and ctx.lexicon.violent(ctx.parse.lemma[before].lower())
    )


def _is_of_cause(parse: Parse, word: int, place: int) -> bool:
    """Whether a place belongs to what an act is done for ("Urteile wegen des Raubs in Tarin"), or
    an act that is such a cause would take that of its clause."""
    around = [node for node in _leftwards(parse, place) if node != word]
    own = next((n for n in path_up(parse, word) if _is_cause(parse, n)), None)
    if own is not None:
        return word not in around and own not in around and place not in parse.subtree(own)
    return any(preposition(parse, node) in CAUSES for node in around)


def _leftwards(parse: Parse, place: int) -> Iterator[int]:
    """What a place stands in, and what those phrases stand in that follow one another up to it."""
    node = place
    for _ in range(LONGEST_CHAIN):
        yield from path_up(parse, node)
        before = min(parse.subtree(node)) - 1
        if before < 0 or parse.upos[before] not in NAMES:
            return
        node = before
        yield node


def _is_cause(parse: Parse, noun: int) -> bool:
    return preposition(parse, noun) in CAUSES or (
        parse.form[noun] == CONNECTION and preposition(parse, noun) == "in"
    )


def _is_in_front(parse: Parse, verb: int, place: int) -> bool:
    """ "Den Einsatz der Armee bei dem Fest in Riga lehnte sie ab": one phrase before the verb."""
    opening = parse.firsts[parse.sentence_of[verb]]
    objects = [c for c in children(parse, verb, "obj") if opening in parse.subtree(c)]
    finite = [w for w in (verb, *auxiliaries(parse, verb)) if is_finite(parse, w)]
    return parse.language == "de" and bool(objects) and objects[0] < place < min(finite, default=0)


def _is_compared(parse: Parse, word: int, place: int) -> bool:
    """ "wurde - wie Kern 2006 in Riga - ermordet": where it was done to another."""
    first = parse.firsts[parse.sentence_of[place]]
    for at in range(place - 1, max(place - FARTHEST, first) - 1, -1):
        if parse.language != "de" or at == word or parse.form[at] in ASIDES:
            return False
        if parse.xpos[at] == "KOKOM" and parse.form[at].lower() == "wie":
            joined = parse.form[at + 1] == "auch" or parse.form[at - 1] in JOINING
            return not joined
    return False


def _is_target(ctx: Context, place: int) -> bool:
    """ "die Angriffe auf Israel einstellen": at whom, not where; on islands it may be where."""
    parse, top = ctx.parse, place
    while parse.deprel[top] in ("appos", "flat", "flat:name"):
        top = parse.heads[top]
    if parse.language != "de" or preposition(parse, top) != "auf" or top != place:
        return False
    before = min(parse.subtree(place)) - 1
    noun = before >= 0 and parse.upos[before] == "NOUN"
    struck = noun and ctx.lexicon.violent(parse.lemma[before].lower())
    named = place_named(parse.form[place])
    state = state_named(parse.form[place]) is not None
    return parse.form[place] not in ISLANDS and bool(state or (struck and named))


def _is_goal(parse: Parse, word: int, place: int, type_: str) -> bool:
    """Whether a place is only where somebody is sent or goes afterwards ("nach X deportiert",
    "nach seinem Rücktritt in die Schweiz reisen"); "zur Vernehmung nach X" is done there."""
    if type_ not in STAYING:
        return False
    before = min(parse.subtree(place)) - 1
    beside = path_up(parse, before) if before >= 0 and parse.upos[before] in NAMES else ()
    ways = (*path_up(parse, place), *beside)  # "nach Gandolfo bei Rom", wherever Rome hangs
    node = next((n for n in ways if _is_direction(parse, n)), None)
    if node is None or word in parse.subtree(node):
        return False
    if parse.upos[word] == "VERB":
        return bool(parse.heads[node] == word)
    if word in path_up(parse, node):
        return type_ in SENDING
    return preposition(parse, word) != "zu"


def _is_direction(parse: Parse, noun: int) -> bool:
    """ "nach Tarin", "in die Stadt", "in den Irak"; not "in Den Haag", "in den Städten"."""
    case = preposition(parse, noun)
    articles = {parse.form[c] for c in children(parse, noun, "det")}
    if case != "in":
        return case == "nach" and not articles and parse.upos[noun] == "PROPN"
    return bool(articles & {"die", "das"}) or (
        "den" in articles and parse.feat(noun, "Number") == "Sing"
    )


def _is_told_of(parse: Parse, noun: int, verb: int) -> bool:
    """Whether a noun is what a verb of speech tells of: its place is not where one speaks."""
    chain = [n for n in path_up(parse, noun) if n != verb]
    top = next((n for n in chain if parse.heads[n] == verb), noun)
    told = parse.deprel[top] in TOLD_OF or preposition(parse, top) in ABOUT
    entries = lexicon(parse.language).verbs.get(verb_lemma(parse, verb), ())
    return told and any(not entry.companions for entry in entries)


def _is_named(parse: Parse, start: int, end: int) -> bool:
    """Whether words name a place: "im Land" and "ein Airbus A 340" do not."""
    text = parse.text[start:end]
    if any(sign.isdigit() for sign in text):
        return False
    if CAPITAL in text or "capital" in text or place_named(text) or state_named(text):
        return True
    return any(parse.upos[w] == "PROPN" for w in parse.words_in(start, end))


def _of_those_hit(ctx: Context, parts: Parts) -> Iterator[int]:
    """ "ein Anschlag auf das Konsulat in Basra": where the one acted upon is."""
    for word in parts.heads("R"):
        for child in children(ctx.parse, word, "nmod"):
            if preposition(ctx.parse, child) in WITHIN:
                yield child
                yield from _apposed(ctx, child)


def _candidates(ctx: Context, word: int, parts: Parts) -> Iterator[int]:
    parse = ctx.parse
    yield from _in_phrase(ctx, word, children(parse, word, "obl", "nmod", "obl:arg", "advmod"))
    if parse.upos[word] == "NOUN":
        yield from (c for c in owners(parse, word) if preposition(parse, c) in SCENES)
        yield from _deeper(ctx, word)
        for target in parts.heads("R"):
            yield from _in_phrase(ctx, word, children(parse, target, "nmod"))
        yield from _in_phrase(ctx, word, before_verb(parse, word))
    if parse.deprel[word] == "amod":
        return  # "aus der umkämpften Stadt nach Aleppo": the way is not where they fight
    clause = parts.support.verb if parts.support is not None else clause_of(parse, word)
    phrases = children(parse, clause, "obl", "obl:arg")
    light = parts.support is not None and parts.support.group != TELLING
    if clause != word and not light and _is_told_of(parse, word, clause):
        # "auf einer Konferenz in Tarin erklärte er die Festnahme"
        phrases = [p for p in phrases if min(parse.subtree(p)) == max(parse.subtree(word)) + 1]
    if clause != word:
        yield from _in_phrase(ctx, word, phrases)
    yield from _in_phrase(ctx, word, _shared_opening(parse, clause))


def _in_phrase(ctx: Context, word: int, phrases: list[int]) -> Iterator[int]:
    for child in phrases:
        if preposition(ctx.parse, child) in PREPOSITIONS:
            yield child
            yield from _apposed(ctx, child)


def _deeper(ctx: Context, word: int) -> Iterator[int]:
    """ "die Niederschlagung der Proteste in Tarin", "ein Anschlag auf ein Hotel in Tarin"."""
    parse = ctx.parse
    for child in children(parse, word, "nmod"):
        if child > word:
            yield from _in_phrase(ctx, word, children(parse, child, "nmod"))


def _shared_opening(parse: Parse, clause: int) -> list[int]:
    """ "In Tarin wurden zehn verhaftet und zwei getötet": what opens the first opens both."""
    first = parse.heads[clause]
    if parse.language != "de" or parse.deprel[clause] != "conj" or first < 0:
        return []
    opening = parse.firsts[parse.sentence_of[clause]]
    phrases = children(parse, first, "obl", "obl:arg")
    if children(parse, clause, "obl", "obl:arg") or children(parse, clause, "aux", "aux:pass"):
        return []
    return [c for c in phrases if opening in parse.subtree(c)]


def _apposed(ctx: Context, word: int) -> Iterator[int]:
    """ "in der Stadt Gjumri", "in der Hauptstadt Armeniens"; not "am Widerstand Armeniens"."""
    relations = ["appos", "flat", "flat:name", "nmod"]
    if ctx.parse.lemma[word].lower().endswith(ATTITUDES):
        relations.remove("nmod")
    for child in children(ctx.parse, word, *relations):
        told = ("", *PREPOSITIONS, *(("von",) if ctx.parse.form[word] in SIDES else ()))
        if preposition(ctx.parse, child) in told:
            yield child
