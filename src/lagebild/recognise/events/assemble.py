"""From cue words to event records."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from lagebild.language.nouns import actor_noun
from lagebild.language.tables import load_table
from lagebild.language.word_sets import word_set
from lagebild.parse.record import Parse
from lagebild.recognise.events.claims.tellers import said_by
from lagebild.recognise.events.context import Context
from lagebild.recognise.events.merging.modes import mode_of
from lagebild.recognise.events.parties.arguments import verb_parts
from lagebild.recognise.events.parties.infinitives import concerned
from lagebild.recognise.events.parties.noun_arguments import noun_parts
from lagebild.recognise.events.parties.participants import Parts
from lagebild.recognise.events.parties.participants_english import settled
from lagebild.recognise.events.parties.spans import HYPHENS, hyphenated, phrase
from lagebild.recognise.events.parties.subjects import verb_lemma
from lagebild.recognise.events.scene.dating import date_of
from lagebild.recognise.events.scene.place import place_of
from lagebild.recognise.events.score import confidence, type_score
from lagebild.recognise.events.sense.charges import is_charge, is_only_alleged
from lagebild.recognise.events.sense.crime import (
    is_power,
    is_private_crime,
    is_private_voice,
    is_routine,
)
from lagebild.recognise.events.sense.idle import is_idle
from lagebild.recognise.events.sense.kinds import has_score, is_common, is_kind, is_rate, is_title
from lagebild.recognise.events.sense.permits import (
    is_content_of_law,
    is_guarded_against,
    is_permitted,
    is_right,
)
from lagebild.recognise.events.status.ahead import is_ahead, is_biography
from lagebild.recognise.events.status.decide import is_counted, status_of
from lagebild.recognise.events.status.demands import BAN, DEMAND, ban, demand
from lagebild.recognise.events.status.doubts import is_custom, is_saying
from lagebild.recognise.events.status.governors import is_headline_verb
from lagebild.recognise.events.status.moods import is_general
from lagebild.recognise.events.trees.inflection import uninflected
from lagebild.recognise.events.trees.tree import children, marks
from lagebild.recognise.events.words import english
from lagebild.recognise.events.words.cues import CACHED, Cue, Cues
from lagebild.recognise.events.words.needs import (
    in_political_sentence,
    is_political,
    may_meet,
    meets,
)
from lagebild.recognise.events.words.support import is_standing
from lagebild.recognise.events.words.vetoes import is_vetoed
from lagebild.records import Argument, Event, Span

NAMES = ("ORG", "LOC", "GPE", "PER")
CUE_TAGS = frozenset(("NOUN", "PROPN", "VERB", "ADJ", "AUX"))  # of all words that may name an event
LAW = ("arrest", "seize", "investigate", "release", "deport")  # modes of police and courts
RESCUES = word_set("assemble", "rescues")
CORDONS = word_set("assemble", "cordons")
"""What police and authorities also do where there was only an accident or a storm."""
DECIDED = ("SANCTION", "COERCE", "CONCEDE", "MOBILIZE")
DECIDING = word_set("assemble", "deciding")
PARTS_OF_SPEECH = {"VERB": "v", "NOUN": "n", "ADJ": "a", "PROPN": "n"}


@dataclass(frozen=True)
class Found:
    """A cue word that holds as an event, before it becomes a record."""

    word: int
    cue: Cue
    parts: Parts
    status: str
    type: str


def candidates(ctx: Context, cues: Cues, word: int) -> Iterator[tuple[Cue, Parts]]:
    """The cues that fit a word, with the participants found for each, most specific first."""
    parse = ctx.parse
    pos = PARTS_OF_SPEECH[parse.upos[word]]
    if pos == "n" and not is_headline_verb(parse, word):
        found = _of_noun(cues, parse, word)
        if not found or _is_part_of_name(ctx, word) or _opens_compound(parse, word):
            return
        if is_counted(parse, word) or is_rate(parse, word) or is_charge(parse, word):
            return
        if is_saying(parse, word) or is_common(parse, word) or is_title(parse, word):
            return
        if is_content_of_law(parse, word) or is_guarded_against(parse, word):
            return
        for cue in found:
            standing = cue.type == "SUPPORT" and is_standing(parse, word)
            if not standing and may_meet(ctx, word, cue):
                parts = settled(ctx, word, cue, noun_parts(ctx, word, cue))
                if not is_kind(parse, word, parts):
                    yield cue, parts
        return
    forms = (verb_lemma(parse, word), parse.lemma[word].lower(), parse.form[word].lower())
    if not cues.has_verb_or_adjective(forms[0].lower(), *forms[1:]):
        return
    if _is_part_of_name(ctx, word) or _looks_like_noun(ctx, word) or is_custom(parse, word):
        return
    if is_general(parse, word) or is_right(parse, word):
        return
    is_state = pos == "a" or bool(children(parse, word, "cop"))
    is_plain = pos == "a" and parse.form[word].lower() in cues.verbs()  # "die verdächtigen Männer"
    for kind in ("a", "v") if is_state else ("v", "a"):
        if kind == "v" and is_plain:
            continue
        for lemma in dict.fromkeys(forms):
            for cue in cues.of(kind, lemma):
                if may_meet(ctx, word, cue):
                    yield cue, settled(ctx, word, cue, verb_parts(ctx, word, cue))


def _is_part_of_name(ctx: Context, word: int) -> bool:
    """Whether a word only stands in a name ("Anstalt für Wiederaufbau") or before another noun.

    English: "war crimes" and "attack helicopter" name no war and no attack, "Cold War" and "Trade
    Agreement" written large inside a sentence are titles.
    """
    parse = ctx.parse
    label = ctx.labels.get(word)
    if label is not None and label.label in NAMES and label.last - label.first > 1:
        return parse.upos[word] != "VERB" or parse.form[word][:1].isupper()
    if parse.language != "en" or parse.upos[word] not in ("NOUN", "PROPN"):
        return False
    return parse.deprel[word] == "compound" or (
        parse.upos[word] == "PROPN" and _is_large(parse, word)
    )


def _opens_compound(parse: Parse, word: int) -> bool:
    """ "das Veto-Recht": of a German compound with hyphens the last word says what it is."""
    if parse.language != "de" or parse.deprel[word] != "compound" or word + 1 >= len(parse):
        return False
    joined = parse.form[word + 1] in HYPHENS and parse.starts[word + 1] == parse.ends[word]
    return bool(joined) and parse.heads[word] > word


def _is_large(parse: Parse, word: int) -> bool:
    """Whether a word has a capital although its sentence is not written in capitals throughout."""
    words = parse.words_of(parse.sentence_of[word])
    content = [w for w in words if parse.upos[w] in ("NOUN", "VERB", "ADJ")]
    return (
        parse.form[word][:1].isupper()
        and word != words[0]
        and any(parse.form[w][:1].islower() for w in content)
    )


def _of_noun(cues: Cues, parse: Parse, word: int) -> tuple[Cue, ...]:
    """The cues that fit the spellings of a noun, in German by the word alone."""
    known, key = cues.of_nouns, (parse.lemma[word], parse.form[word], parse.upos[word])
    if key in known:
        return known[key]
    lemmas = noun_lemmas(parse, word)
    if parse.language == "en" and lemmas[0] in cues.lookalikes:
        return ()
    found = tuple(cue for lemma in lemmas for cue in cues.of("n", lemma))
    if parse.language == "de":
        if len(known) >= CACHED:
            known.clear()
        known[key] = found
    return found


def noun_lemmas(parse: Parse, word: int) -> tuple[str, ...]:
    """The lemma of a noun, also in today's spelling ("Ausschluß"), its form, and the form bare.

    English: before them the noun with the word before it ("hunger strike").
    """
    lemma = parse.lemma[word]
    told = (lemma, lemma.replace("ß", "ss"), parse.form[word])
    joined = english.joined(parse, word) if parse.language == "en" else ()
    return tuple(dict.fromkeys((*joined, *told, *uninflected(parse, word))))


def _looks_like_noun(ctx: Context, word: int) -> bool:
    """A German "verb" written with a capital inside a sentence is a noun ("die Verdächtigen")."""
    parse = ctx.parse
    first = parse.firsts[parse.sentence_of[word]]
    inside = word > first and parse.form[word - 1][-1:].isalnum()
    return parse.language == "de" and inside and parse.form[word][:1].isupper()


def find(ctx: Context, cues: Cues, word: int) -> Found | None:
    """The event that a word with one of `CUE_TAGS` names, or None."""
    if ctx.parse.upos[word] == "AUX":
        return _told_by_modal(ctx, word)
    for cue, parts in candidates(ctx, cues, word):
        if meets(ctx, word, parts, cue) and is_credible(ctx, word, cue, parts):
            if is_vetoed(ctx, word, cue, parts):
                continue
            if is_biography(ctx, word, cue) or is_idle(ctx.parse, word, cue, parts):
                return None
            if is_private_crime(ctx, word, cue, parts) or is_private_voice(ctx, cue, parts):
                return None
            if cue.type != "ACCUSE" and is_only_alleged(ctx.parse, word):
                return None
            status = status_of(ctx, word, parts, cue)
            if status == "hypothetical" and is_permitted(ctx.parse, word, cue, parts):
                return None
            concerned(ctx, parts, word, cue)
            return Found(word, cue, parts, status, type_of(ctx, word, cue, status))
    return None


def _told_by_modal(ctx: Context, word: int) -> Found | None:
    modal = demand(ctx, word)
    if modal is not None:
        return Found(word, DEMAND, modal, "actual", DEMAND.type)
    forbidden = ban(ctx, word) if ctx.is_political else None
    return None if forbidden is None else Found(word, BAN, forbidden, "actual", BAN.type)


@cache
def _plans(language: str) -> Mapping[str, str]:
    return {row["type"]: row["becomes"] for row in load_table(language, "events_plans")}


def type_of(ctx: Context, word: int, cue: Cue, status: str) -> str:
    """Announced meetings and aid are agreements, announced withdrawals concessions, and so on.

    What is announced for the case that another does not act ("unless") is a threat.
    """
    if status != "planned" or cue.mode == "resign":
        return cue.type
    if cue.type == "AID" and ctx.parse.language == "de" and "um" in marks(ctx.parse, word):
        return cue.type  # "sandte Boote, um sie zu retten": a purpose promises nothing
    if cue.type in DECIDED and _is_decided(ctx.parse, word):
        return cue.type
    if any("unless" in marks(ctx.parse, c) for c in children(ctx.parse, word, "advcl")):
        return "THREATEN"
    return _plans(ctx.parse.language).get(cue.type, cue.type)


def _is_decided(parse: Parse, word: int) -> bool:
    """ "decided to freeze the loans": no mere threat."""
    head = parse.heads[word]
    return head >= 0 and parse.deprel[word] == "xcomp" and parse.lemma[head] in DECIDING


def is_credible(ctx: Context, word: int, cue: Cue, parts: Parts) -> bool:
    """Whether a political actor takes part, as far as the cue's level asks for one."""
    if cue.level == 3 and ctx.parse.deprel[word] == "amod":
        return False
    if cue.type in ("COERCE", "MOBILIZE") and cue.lemma in CORDONS and ctx.is_accident:
        return False
    if cue.mode == "beat" and has_score(ctx.parse, word):
        return False
    if parts.misfit and cue.level > 1:
        return False
    if cue.level > 1 and _lacks_object(ctx, word, cue, parts):
        return False
    if not ctx.is_political:
        return _is_public(ctx, word, cue, parts)
    if cue.level == 1:
        return True
    if any(is_political(ctx, p.word) for p in parts.found):
        return True
    return cue.level == 2 and in_political_sentence(ctx, word)


def _is_public(ctx: Context, word: int, cue: Cue, parts: Parts) -> bool:
    """Whether an event of an article about something else is the state's or between two powers."""
    if cue.type == "AID" and cue.lemma in RESCUES and not ctx.is_disaster:
        return False  # the daily work of the fire service
    powers = [p for p in parts.found if is_power(ctx, p, cue)]
    if is_routine(ctx, powers, cue):
        return False
    if len({p.role for p in powers}) > 1 or any(
        _acts_in_politics(ctx, p.word, cue) for p in powers
    ):
        return True
    if cue.mode not in LAW:
        return False
    words = ctx.parse.words_of(ctx.parse.sentence_of[word])
    return any(ctx.parse.upos[w] == "NOUN" and ctx.is_authority(w) for w in words)


def _acts_in_politics(ctx: Context, word: int, cue: Cue) -> bool:
    """Whether a participant makes an event of an article that is about something else.

    Arrests, charges and help need a body of the state or the like; words and talks one whose very
    name is of politics, or an authority: "Österreich feiert" is no support there.
    """
    if cue.type in ("ACCUSE", "COERCE", "AID", "ASSAULT"):
        return True
    return ctx.is_authority(word) or ctx.lexicon.political(ctx.parse.lemma[word].lower())


def _lacks_object(ctx: Context, word: int, cue: Cue, parts: Parts) -> bool:
    """Whether a transitive verb stands without object or clause: then it means something else."""
    if cue.pos != "v" or cue.roles.get("o") != "R" or "og" in cue.roles or parts.passive:
        return False
    if parts.objects or parts.heads("R") or ctx.parse.deprel[word] == "amod":
        return False
    return not children(ctx.parse, word, "ccomp", "xcomp", "obl:arg")


def features(ctx: Context, found: Found) -> list[str]:
    """What the confidence of an event is computed from."""
    parts, cue = found.parts, found.cue
    status = found.status
    if status == "planned" and is_ahead(ctx, found.word, cue, parts):
        status = "actual"  # as sure as what is told of the past: only its day is still to come
    names = [f"level:{cue.level}", f"type:{found.type}", f"pos:{cue.pos}", f"status:{status}"]
    actors, recipients = parts.heads("A"), parts.heads("R")
    names.append("actor" if actors else "no-actor")
    names.append("recipient" if recipients else "no-recipient")
    if any(ctx.kind(w) == "pol" for w in (*actors, *recipients)):
        names.append("political")
    elif any(ctx.kind(w) == "per" for w in (*actors, *recipients)):
        names.append("person")
    if any(not n.negative for n in cue.needs):
        names.append("needs")
    if parts.support is not None:
        names.append("support")
    return names


def record(ctx: Context, found: Found) -> Event:
    """The event record of a cue word, without id."""
    parse, word = ctx.parse, found.word
    sentence = parse.sentence_of[word]
    mode = mode_of(ctx, word, found.cue, found.parts) if found.type == found.cue.type else None
    score = type_score(found.type, mode)
    return Event(
        article=ctx.article.id,
        type=found.type,
        mode=mode,
        status=found.status,
        trigger=_span(ctx, *hyphenated(parse.text, parse.starts[word], parse.ends[word])),
        sentence=_span(ctx, parse.sentence_starts[sentence], parse.sentence_ends[sentence]),
        actors=arguments(ctx, found.parts, "A", word),
        recipients=arguments(ctx, found.parts, "R", word),
        date=date_of(ctx, word, found.status, found.type),
        place=place_of(ctx, word, found.parts, found.type),
        quad=score.quad,
        score=score.intensity,
        confidence=confidence(features(ctx, found)),
        said_by=said_by(ctx, word, found.parts),
        rule=found.cue.rule,
    )


def arguments(ctx: Context, parts: Parts, role: str, trigger: int = -1) -> tuple[Argument, ...]:
    """The participants of one role, in text order, each stretch once; an actor is no recipient."""
    heads = [word for word in parts.heads(role) if not _is_first_title(ctx, word)]
    given = [part.word for part in parts.found if part.slot == "d" and part.role != role]
    spans = dict.fromkeys(_stretch(ctx, word, trigger, given) for word in heads)
    if role == "R":
        acting = {_stretch(ctx, word, trigger, given) for word in parts.heads("A")}
        spans = dict.fromkeys(span for span in spans if span not in acting)
    return tuple(
        Argument(text=ctx.parse.text[start:end], start=start, end=end)
        for start, end in spans
        if end > start
    )


def _is_first_title(ctx: Context, word: int) -> bool:
    """ "der Parteichef und Kandidat Karl Kern": two titles without a second article are one man."""
    parse = ctx.parse
    for other in children(parse, word, "conj") if parse.language == "de" else ():
        one = parse.upos[word] == "NOUN" and parse.upos[other] == "NOUN"
        single = all(parse.feat(w, "Number") != "Plur" for w in (word, other))
        bare = not children(parse, other, "det", "det:poss") and children(parse, word, "det")
        label = ctx.labels.get(other + 1)
        named = label is not None and label.label == "PER" and label.first == other + 1
        own = ctx.labels.get(word + 1)
        if own is not None and own.label == "PER" and own.last <= other:
            return False  # "der König Jens Kern und Minister Karl Kern"
        if one and single and bare and named and actor_noun(parse.form[word], "de"):
            return True
    return False


def _stretch(ctx: Context, word: int, trigger: int, given: Sequence[int]) -> tuple[int, int]:
    """A participant's phrase without those `given` something beside it ("warf der Chef dem Land
    vor"); only its own word where it is the first part of the trigger."""
    between = ctx.parse.form[word + 1 : trigger : 2] if word < trigger else ()
    if between and (trigger - word) % 2 == 0 and all(form in HYPHENS for form in between):
        return ctx.parse.starts[word], ctx.parse.ends[word]
    return phrase(ctx, word, trigger, *given)


def _span(ctx: Context, start: int, end: int) -> Span:
    return Span(text=ctx.parse.text[start:end], start=start, end=end)
