"""Whether an event happened, is planned, did not happen, or is only possible."""

from collections.abc import Iterator
from dataclasses import replace

from lagebild.language.word_sets import word_set
from lagebild.parse.record import Parse
from lagebild.recognise.events.context import Context
from lagebild.recognise.events.parties.participants import Parts
from lagebild.recognise.events.parties.subjects import verb_lemma
from lagebild.recognise.events.status.ahead import is_ahead
from lagebild.recognise.events.status.deemed import deemed_signs, judged_signs, thought_signs
from lagebild.recognise.events.status.doubts import doubt_signs, hearsay_signs, imagined_signs
from lagebild.recognise.events.status.governors import governor_signs, is_left_undone
from lagebild.recognise.events.status.moods import (
    ACTUAL,
    HYPOTHETICAL,
    NEGATED,
    PLANNED,
    condition_signs,
    determiner_signs,
    is_definite,
    is_general,
    is_only,
    is_written,
    mark_signs,
    mode_words,
    negations,
    noun_key,
    predicate_signs,
)
from lagebild.recognise.events.status.pending import pending_signs
from lagebild.recognise.events.status.prospects import prospect_signs
from lagebild.recognise.events.status.settled import carrier_status, drop_settled
from lagebild.recognise.events.status.topics import is_in_condition, topic_signs
from lagebild.recognise.events.status.unsettled import (
    doubts_negation,
    is_presupposed,
    is_purpose_of_deed,
    unsettled_signs,
)
from lagebild.recognise.events.trees.tree import (
    auxiliaries,
    base_relation,
    children,
    first_conjunct,
    marks,
    preposition,
)
from lagebild.recognise.events.words.cues import Cue
from lagebild.recognise.events.words.support import Support

ORDER = (NEGATED, HYPOTHETICAL, PLANNED)
ENDING = word_set("decide", "ending")
ANSWERS = ("verantworten",)
HAPPENS = ("nsubj", "nsubj:pass", "obj", "obl:arg", "dep", "mark")
CARRIED = ("zu", "durch", "ohne", "für", "auf", "through", "without")
WITHOUT = ("ohne", "statt", "anstatt", "anstelle", "mangels")
CARRIED_INDEFINITE = ("in", "bei", "mit", "nach", "von")
SPEECH_ACTS = ("REQUEST", "ACCUSE", "REJECT", "THREATEN")
PERFORMING = word_set("decide", "performing")
DECREED = ("SANCTION", "COERCE", "AID", "AGREE")  # failed, they never came about
KNOWN_ACTS = ("ASSAULT", "PROTEST", *SPEECH_ACTS)  # talked about because they were done
DONE_AT_ONCE = ("PROTEST", "SUPPORT", "CONCEDE", *SPEECH_ACTS)
NOUNS_ABOVE = 3
OPAQUE = ("gegen", "wegen", "nach", "während", "seit", "bei", "trotz")
DEFINED = word_set("decide", "defined")


def status_of(ctx: Context, word: int, parts: Parts, cue: Cue) -> str:
    """The status of the event that a cue word names: actual, planned, negated or hypothetical."""
    if parts.support is not None:
        told = carrier_status(ctx, parts.support, cue)
        parts = replace(parts, support=replace(parts.support, status=told))
    held = parts.support is not None and _is_held_without(ctx.parse, word, parts.support)
    suffered = parts.support is not None and _is_suffered(ctx.parse, word, parts.support, cue)
    if parts.support is not None and (
        held or suffered or _leaves_open(ctx.parse, word, parts.support, cue)
    ):
        if _is_ended(ctx.parse, word, parts.support.verb, cue):
            return ACTUAL
        parts = replace(parts, support=None)
    if any(need.kind == "neg" and not need.negative for need in cue.needs):
        return _status_of_no(ctx, word)
    if cue.lemma in ANSWERS and any(_duty(ctx, word)):
        return HYPOTHETICAL if HYPOTHETICAL in _beside_phrases(ctx.parse, word) else ACTUAL
    signs = [
        cue.status,
        *_signs(ctx, word, parts, cue.type in SPEECH_ACTS),
        *topic_signs(ctx.parse, word, cue.type),
        *prospect_signs(ctx.parse, word, cue.type),
        *unsettled_signs(ctx.parse, word, cue.type, parts.support),
        *pending_signs(ctx.parse, word, cue.type, parts.support),
    ]
    if parts.support is not None and parts.support.group == "fail" and cue.type in DECREED:
        signs.append(NEGATED)
    if is_ahead(ctx, word, cue, parts):
        signs.append(PLANNED)
    if PLANNED in signs and cue.type in DONE_AT_ONCE and is_purpose_of_deed(ctx.parse, word):
        signs.remove(PLANNED)
    predicate = word if parts.support is None else parts.support.verb
    if PLANNED in signs and _is_performed(ctx.parse, predicate):
        signs.remove(PLANNED)
    signs = drop_settled(ctx.parse, word, cue, parts, signs)
    if doubts_negation(ctx.parse, word) or (
        {NEGATED, HYPOTHETICAL} <= set(signs) and is_left_undone(ctx.parse, predicate)
    ):
        return HYPOTHETICAL
    conditional = any(s == HYPOTHETICAL for s in mark_signs(ctx.parse, word))
    conditional = conditional or is_in_condition(ctx.parse, word)
    for status in (HYPOTHETICAL, NEGATED, PLANNED) if conditional else ORDER:
        if status in signs:
            return status
    return ACTUAL


def _is_performed(parse: Parse, verb: int) -> bool:
    """ "Wir möchten Sie auffordern": who says so does it."""
    forms = {parse.form[a].lower() for a in children(parse, verb, "aux")}
    speakers = {parse.form[c].lower() for c in children(parse, verb, "nsubj")}
    performed = verb_lemma(parse, verb) in PERFORMING and forms & {"möchte", "möchten"}
    return bool(performed and speakers & {"ich", "wir"})


def _is_ended(parse: Parse, word: int, verb: int, cue: Cue) -> bool:
    """ "wenn Israel seine Angriffe nicht beende": what could be ended goes on, ended or not."""
    known = is_definite(parse, word) or bool(children(parse, word, "det:poss"))
    known = known or "um" in marks(parse, verb)  # "um Unruhen zu beenden"
    forced = cue.type in ("ASSAULT", "COERCE", "PROTEST") and cue.pos == "n"
    return forced and known and verb_lemma(parse, verb) in ENDING


def _duty(ctx: Context, word: int) -> Iterator[bool]:
    """ "muss sich vor Gericht verantworten": the duty itself is the event."""
    for helper in children(ctx.parse, word, "aux"):
        yield ctx.parse.lemma[helper].lower() == "müssen"


def _status_of_no(ctx: Context, word: int) -> str:
    """A no told by a negated yes ("will not accept") is an act.

    It is none yet in a condition ("wenn") or where it is only demanded or threatened.
    """
    table = mode_words(ctx.parse.language).get("mark", {})
    open_ = any(table.get(m) == HYPOTHETICAL or m == "solange" for m in marks(ctx.parse, word))
    if ctx.parse.language == "de" and not open_:
        open_ = HYPOTHETICAL in governor_signs(ctx.parse, word)
    open_ = open_ or is_in_condition(ctx.parse, word)
    return HYPOTHETICAL if open_ else ACTUAL


def is_counted(parse: Parse, word: int) -> bool:
    """ "der Anstieg der Gewalttaten", "the number of arrests": figures of many, no event."""
    head = parse.heads[word]
    if head < 0 or parse.deprel[word] not in ("nmod", "nmod:poss"):
        return False
    return (
        parse.feat(word, "Number") == "Plur"
        and parse.lemma[head].lower() in mode_words(parse.language).get("count", {})
        and preposition(parse, word) in ("", "von", "an", "of")
    )


def _is_held_without(parse: Parse, noun: int, support: Support) -> bool:
    """ "beteiligen sich nicht an dem Streik": those who do not join do not end it."""
    apart = support.group == "join" and any(negations(parse, support.verb))
    return apart and is_definite(parse, noun)


def _is_suffered(parse: Parse, noun: int, support: Support, cue: Cue) -> bool:
    """ "will diese Kritik nicht hinnehmen": known words have been said, known blows dealt."""
    known = cue.type in (*SPEECH_ACTS, "ASSAULT", "COERCE", "SANCTION")
    return known and support.role == "R" and is_definite(parse, noun)


def _leaves_open(parse: Parse, word: int, support: Support, cue: Cue) -> bool:
    """Whether the verb leaves the noun's event as it is: it ends it, judges it, or rejects words.

    "wies die Vorwürfe zurück": the accusation was made all the same.
    """
    if support.group == "decree":  # announcing sanctions imposes them, announcing talks does not
        return cue.type in ("SANCTION", "COERCE", "ACCUSE")
    if support.group in ("to", "grant", "uphold") and cue.type in SPEECH_ACTS:
        return True  # "agreed to the demand", "konnte die Forderung nicht durchsetzen": it was made
    if support.group == "effort" and cue.mode == "third-party":
        return True  # "bemüht sich um Vermittlung"
    if support.group == "talk" and cue.type in KNOWN_ACTS and is_definite(parse, word):
        return True  # "diskutierten über den Angriff"
    refused = support.status == NEGATED and support.group != "without"
    return support.group == "about" or (refused and cue.type in SPEECH_ACTS)


def _signs(ctx: Context, word: int, parts: Parts, speaks: bool) -> Iterator[str]:
    """All that speaks against a plain fact; `speaks`: the event is itself an act of speech."""
    parse = ctx.parse
    is_verb = parse.upos[word] in ("VERB", "AUX") or bool(children(parse, word, "cop"))
    yield from _beside(parse, word)
    if parse.language == "de":
        yield from doubt_signs(ctx, word)
    if is_verb:
        yield from negations(parse, word)
        yield from predicate_signs(parse, word)
        below = {*parts.objects, *children(parse, word, "obj", "obl", "obl:arg", "nsubj")}
        for noun in below | ({parts.subject} if parts.subject is not None else set()):
            yield from determiner_signs(parse, noun)
        if is_general(parse, word):
            yield HYPOTHETICAL
        if not speaks:
            yield from condition_signs(parse, word)
        yield from governor_signs(parse, word)
        yield from judged_signs(parse, word) if parse.upos[word] == "NOUN" else ()
        return
    yield from determiner_signs(parse, word)
    yield from deemed_signs(parse, word)
    if any(parse.form[c].lower() == "noch" for c in children(parse, word, "cc")):
        yield NEGATED  # "weder Angriffe noch Schüsse"
    if preposition(parse, word) in WITHOUT:
        yield NEGATED
    yield from _noun_signs(parse, word, parts, speaks)
    carrier = parts.support.verb if parts.support is not None else _verb_above(parse, word)
    if carrier is not None and parse.language == "de":
        happens = parts.support is not None or parse.deprel[word] in HAPPENS
        yield from imagined_signs(ctx, carrier) if happens else ()
        does = parts.support is not None and parts.support.role in ("A", "C")
        yield from hearsay_signs(ctx, carrier) if does else ()


def _beside(parse: Parse, word: int) -> Iterator[str]:
    """Negations, adverbs and attributes that hang on the word itself."""
    words = mode_words(parse.language)
    for child in parse.children[word]:
        form, lemma = parse.form[child].lower(), parse.lemma[child].lower()
        if parse.deprel[child] in ("advmod", "neg", "amod", "cc", "obl", "acl"):
            if is_only(parse, child, form):
                continue
            for kind in ("adv", "adj") if parse.upos[word] != "NOUN" else ("adj",):
                table = words.get(kind, {})
                status = table.get(lemma) or table.get(form) or table.get(_uninflected(form))
                if status:
                    yield status


def _beside_phrases(parse: Parse, verb: int) -> set[str]:
    """What adverbs tell that hang on a verb or on one of its phrases ("vielleicht im Juli")."""
    phrases = (verb, *children(parse, verb, "obl", "obl:arg", "obj"))
    return {status for phrase in phrases for status in _adverbs(parse, phrase)}


def _adverbs(parse: Parse, word: int) -> Iterator[str]:
    table = mode_words(parse.language).get("adv", {})
    forms = (parse.form[c].lower() for c in children(parse, word, "advmod"))
    yield from (table[form] for form in forms if form in table)


def _uninflected(form: str) -> str:
    """A German attribute without its ending ("geplanten": "geplant")."""
    for ending in ("en", "em", "er", "es", "e"):
        if form.endswith(ending):
            return form.removesuffix(ending)
    return form


def _noun_signs(parse: Parse, word: int, parts: Parts, speaks: bool) -> Iterator[str]:
    support = parts.support
    yield from thought_signs(parse, first_conjunct(parse, word))
    if support is not None:
        if support.group == "without" and any(negations(parse, support.verb)):
            return  # "sparte nicht mit Kritik": it was told
        if support.status and not _was_held(parse, word, support):
            yield support.status
        if support.group == "need":
            yield from negations(parse, support.verb)  # "brauchte die Hilfe nicht"
        if support.role or not support.status:
            yield from predicate_signs(parse, support.verb)
            yield from governor_signs(parse, support.verb)
            yield from negations(parse, support.verb)
            yield from (s for s in _beside(parse, support.verb) if s == HYPOTHETICAL)
        return
    first = first_conjunct(parse, word)
    verb = _verb_above(parse, first)
    if verb is not None and parse.deprel[first] in HAPPENS:
        yield from _happening(parse, verb)
    said = speaks and is_presupposed(parse, word)
    if verb is not None and not said and not is_definite(parse, word):
        yield from (s for s in mark_signs(parse, verb) if s == HYPOTHETICAL)
        if parse.language == "de" and not children(parse, word, "det:poss"):
            yield from _inherited(parse, first, verb)
    yield from judged_signs(parse, first)
    yield from _noun_above(parse, word)


def _was_held(parse: Parse, noun: int, support: Support) -> bool:
    """ "Zu der Kundgebung hatten Gruppen aufgerufen": what is known and called for before."""
    past = any(
        parse.lemma[a] == "haben" and parse.feat(a, "Tense") == "Past"
        for a in auxiliaries(parse, support.verb)
    )
    called = verb_lemma(parse, support.verb) == "aufrufen" and support.status == HYPOTHETICAL
    return called and past and is_definite(parse, noun)


def _inherited(parse: Parse, noun: int, verb: int) -> Iterator[str]:
    """ "Das könnte einen Krieg auslösen": what a clause leaves open is so for its nouns."""
    case = preposition(parse, noun)
    determiners = [c for c in children(parse, noun, "det") if is_written(parse, c)]
    indefinite = any(parse.form[c].lower().startswith("ein") for c in determiners)
    loose = indefinite or not determiners
    relation = base_relation(parse, noun)
    if relation not in ("nsubj", "obj", "obl") or (
        case and case not in CARRIED and not (case in CARRIED_INDEFINITE and loose)
    ):
        return
    if relation == "obl" and not case:
        return
    bare = bool(case) and case in CARRIED_INDEFINITE and not indefinite
    for status in (*predicate_signs(parse, verb), *governor_signs(parse, verb)):
        if status == HYPOTHETICAL or (status == PLANNED and not bare and case != "nach"):
            yield status


def _happening(parse: Parse, verb: int) -> Iterator[str]:
    """ "Das Treffen findet nicht statt": the verb only says whether the noun's event happens."""
    table = mode_words(parse.language).get("happen", {})
    if verb_lemma(parse, verb) in table:
        yield from predicate_signs(parse, verb)
        yield from negations(parse, verb)
        status = table[verb_lemma(parse, verb)]
        if status != ACTUAL:
            yield status


def _verb_above(parse: Parse, word: int) -> int | None:
    head = parse.heads[word]
    return head if head >= 0 and parse.upos[head] in ("VERB", "AUX") else None


def _noun_above(parse: Parse, word: int) -> Iterator[str]:
    """ "die Forderung nach einem Rücktritt", "Pläne für einen Angriff"."""
    table = mode_words(parse.language).get("nounabove", {})
    for _ in range(NOUNS_ABOVE):
        head = parse.heads[word]
        if head < 0 or parse.upos[head] != "NOUN" or parse.deprel[word] not in ("nmod", "obl"):
            return
        lemma = noun_key(parse, head)
        if lemma in table and not (lemma in DEFINED and is_definite(parse, word)):
            yield table[lemma]
        if preposition(parse, word) in OPAQUE:
            return  # "die Vorbereitung eines Vorgehens gegen die Proteste": they go on
        word = head
