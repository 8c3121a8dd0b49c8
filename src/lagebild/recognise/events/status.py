"""Whether an event happened, is planned, did not happen, or is only possible."""

from collections.abc import Iterator
from dataclasses import replace

from lagebild.language.word_sets import word_set
from lagebild.parse.record import Parse
from lagebild.recognise.events.ahead import is_ahead
from lagebild.recognise.events.context import Context
from lagebild.recognise.events.cues import Cue
from lagebild.recognise.events.doubts import doubt_signs, imagined_signs
from lagebild.recognise.events.governors import governor_signs
from lagebild.recognise.events.moods import (
    ACTUAL,
    HYPOTHETICAL,
    NEGATED,
    PLANNED,
    condition_signs,
    determiner_signs,
    is_general,
    is_only,
    mark_signs,
    mode_words,
    negations,
    noun_key,
    predicate_signs,
)
from lagebild.recognise.events.participants import Parts
from lagebild.recognise.events.prospects import prospect_signs
from lagebild.recognise.events.subjects import verb_lemma
from lagebild.recognise.events.support import Support, held_for
from lagebild.recognise.events.topics import is_in_condition, topic_signs
from lagebild.recognise.events.tree import (
    auxiliaries,
    base_relation,
    children,
    clause_of,
    first_conjunct,
    marks,
    preposition,
)
from lagebild.recognise.events.unsettled import (
    doubts_negation,
    is_presupposed,
    is_purpose_of_deed,
    unsettled_signs,
)

ORDER = (NEGATED, HYPOTHETICAL, PLANNED)
ENDING = word_set("status", "ending")
ANSWERS = ("verantworten",)
HAPPENS = ("nsubj", "nsubj:pass", "obj", "obl:arg", "dep", "mark")
CARRIED = ("zu", "durch", "ohne", "für", "auf", "through", "without")
WITHOUT = ("ohne", "statt", "anstatt", "anstelle", "mangels")
CARRIED_INDEFINITE = ("in", "bei", "mit", "nach", "von")
SPEECH_ACTS = ("REQUEST", "ACCUSE", "REJECT", "THREATEN")
SEEMS = word_set("status", "seems")
BELONGS = word_set("status", "belongs")
DECREED = ("SANCTION", "COERCE", "AID", "AGREE")  # failed, they never came about
DONE_AT_ONCE = ("PROTEST", *SPEECH_ACTS)
NOUNS_ABOVE = 3
OPAQUE = ("gegen", "wegen", "nach", "während", "seit", "bei", "trotz")
DEFINED = word_set("status", "defined")
HELD = ("obj", "nsubj", "nsubj:pass")
DEFINITE = {"der", "die", "das", "den", "dem", "des", "the", "dieser", "diese", "dieses", "this"}


def status_of(ctx: Context, word: int, parts: Parts, cue: Cue) -> str:
    """The status of the event that a cue word names: actual, planned, negated or hypothetical."""
    held = parts.support is not None and _is_held_without(ctx.parse, word, parts.support)
    suffered = parts.support is not None and _is_suffered(ctx.parse, word, parts.support, cue)
    if parts.support is not None and (held or suffered or _leaves_open(parts.support, cue)):
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
    ]
    if parts.support is not None and parts.support.group == "fail" and cue.type in DECREED:
        signs.append(NEGATED)
    if is_ahead(ctx, word, cue, parts):
        signs.append(PLANNED)
    if PLANNED in signs and cue.type in DONE_AT_ONCE and is_purpose_of_deed(ctx.parse, word):
        signs.remove(PLANNED)
    if doubts_negation(ctx.parse, word):
        return HYPOTHETICAL
    conditional = any(s == HYPOTHETICAL for s in mark_signs(ctx.parse, word))
    for status in (HYPOTHETICAL, NEGATED, PLANNED) if conditional else ORDER:
        if status in signs:
            return status
    return ACTUAL


def _is_ended(parse: Parse, word: int, verb: int, cue: Cue) -> bool:
    """ "wenn Israel seine Angriffe nicht beende": what could be ended goes on, ended or not."""
    known = _is_definite(parse, word) or bool(children(parse, word, "det:poss"))
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
    return apart and _is_definite(parse, noun)


def _is_suffered(parse: Parse, noun: int, support: Support, cue: Cue) -> bool:
    """ "muss diese Kritik hinnehmen": known words have been said, whatever becomes of them."""
    return cue.type in SPEECH_ACTS and support.role == "R" and _is_definite(parse, noun)


def _leaves_open(support: Support, cue: Cue) -> bool:
    """Whether the verb leaves the noun's event as it is: it ends it, judges it, or rejects words.

    "wies die Vorwürfe zurück": the accusation was made all the same.
    """
    if support.group == "decree":  # announcing sanctions imposes them, announcing talks does not
        return cue.type in ("SANCTION", "COERCE", "ACCUSE")
    if support.group in ("to", "grant", "uphold") and cue.type in SPEECH_ACTS:
        return True  # "agreed to the demand", "konnte die Forderung nicht durchsetzen": it was made
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
        yield from _judged(parse, word) if parse.upos[word] == "NOUN" else ()
        return
    yield from determiner_signs(parse, word)
    yield from _deemed(parse, word)
    if any(parse.form[c].lower() == "noch" for c in children(parse, word, "cc")):
        yield NEGATED  # "weder Angriffe noch Schüsse"
    if preposition(parse, word) in WITHOUT:
        yield NEGATED
    yield from _noun_signs(parse, word, parts, speaks)
    carrier = parts.support.verb if parts.support is not None else _verb_above(parse, word)
    if carrier is not None and parse.language == "de":
        happens = parts.support is not None or parse.deprel[word] in HAPPENS
        yield from imagined_signs(ctx, carrier) if happens else ()


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
    yield from _thought(parse, first_conjunct(parse, word))
    if support is not None:
        if support.group == "without" and any(negations(parse, support.verb)):
            return  # "sparte nicht mit Kritik": it was told
        if support.status and not _was_held(parse, word, support):
            yield support.status
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
    if verb is not None and not said and not _is_definite(parse, word):
        yield from (s for s in mark_signs(parse, verb) if s == HYPOTHETICAL)
        if parse.language == "de" and not children(parse, word, "det:poss"):
            yield from _inherited(parse, first, verb)
    yield from _judged(parse, first)
    yield from _noun_above(parse, word)


def _was_held(parse: Parse, noun: int, support: Support) -> bool:
    """ "Zu der Kundgebung hatten Gruppen aufgerufen": what is known and called for before."""
    past = any(
        parse.lemma[a] == "haben" and parse.feat(a, "Tense") == "Past"
        for a in auxiliaries(parse, support.verb)
    )
    called = verb_lemma(parse, support.verb) == "aufrufen" and support.status == HYPOTHETICAL
    return called and past and _is_definite(parse, noun)


def _deemed(parse: Parse, noun: int) -> Iterator[str]:
    """ "hält ein Verbot für möglich": what is held for possible or needed has not happened."""
    verb, judge = parse.heads[noun], mode_words(parse.language).get("judge", {})
    held = held_for(parse, verb) if verb >= 0 and parse.deprel[noun] in HELD else None
    if held is not None:
        words = (parse.lemma[held].lower(), parse.form[held].lower())
        yield from (judge[word] for word in dict.fromkeys(words) if word in judge)


def _judged(parse: Parse, noun: int) -> Iterator[str]:
    """ "Die Zustimmung des Rates ist erforderlich": what is needed or possible has not happened.

    Nor has what is an aim ("Ziel ist der Sturz", "zu den Forderungen gehört der Abzug").
    """
    above, words = parse.heads[noun], mode_words(parse.language)
    if children(parse, noun, "cop"):
        aims = words.get("aim", {})
        yield from (
            aims[n] for c in children(parse, noun, "nsubj") if (n := noun_key(parse, c)) in aims
        )
    if above < 0 or parse.deprel[noun] != "nsubj":
        return
    headline = parse.heads[above] < 0 and parse.upos[above] in ("ADJ", "ADV")
    if children(parse, above, "cop") or headline:
        lemma = noun_key(parse, above)
        status = words.get("judge", {}).get(lemma) or words.get("aim", {}).get(lemma)
        if status:
            yield status
    elif verb_lemma(parse, above) in SEEMS:
        yield from _held(parse, above)
    elif verb_lemma(parse, above) in BELONGS:
        around = [
            w
            for w in parse.words_of(parse.sentence_of[above])
            if preposition(parse, w) == "zu" and clause_of(parse, w) == above
        ]
        yield from (a for c in around if (a := words.get("aim", {}).get(noun_key(parse, c))))


def _thought(parse: Parse, noun: int) -> Iterator[str]:
    """ "hält nichts von einem Verbot": of what is only weighed."""
    head = parse.heads[noun]
    if head < 0 or parse.language != "de" or verb_lemma(parse, head) != "halten":
        return
    if preposition(parse, noun) == "von" and not _is_definite(parse, noun):
        yield HYPOTHETICAL


def _held(parse: Parse, verb: int) -> Iterator[str]:
    """ "Die Zustimmung gilt als sicher", "der Besuch scheint möglich"."""
    table = mode_words(parse.language).get("judge", {})
    doubted = any(negations(parse, verb))
    for said in children(parse, verb, "xcomp", "obl", "advmod", "advcl", "obj"):
        status = table.get(parse.lemma[said].lower()) or table.get(parse.form[said].lower())
        if status:
            doubted = doubted or any(negations(parse, said))
            yield HYPOTHETICAL if doubted and status == PLANNED else status


def _is_definite(parse: Parse, noun: int) -> bool:
    """Whether a noun names a happening as known; the article in "zum", "im" says nothing."""
    return any(
        parse.form[c].lower() in DEFINITE and _is_written(parse, c)
        for member in {noun, first_conjunct(parse, noun)}
        for c in children(parse, member, "det", "det:poss")
    )


def _is_written(parse: Parse, article: int) -> bool:
    """Whether an article is a word of its own and not the end of "zum" or "im"."""
    return bool(parse.ends[article] > parse.starts[article])


def _inherited(parse: Parse, noun: int, verb: int) -> Iterator[str]:
    """ "Das könnte einen Krieg auslösen": what a clause leaves open is so for its nouns."""
    case = preposition(parse, noun)
    determiners = [c for c in children(parse, noun, "det") if _is_written(parse, c)]
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
        if lemma in table and not (lemma in DEFINED and _is_definite(parse, word)):
            yield table[lemma]
        if preposition(parse, word) in OPAQUE:
            return  # "die Vorbereitung eines Vorgehens gegen die Proteste": they go on
        word = head
