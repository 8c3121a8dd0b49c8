"""The same act told a second time in one German sentence: its toll, its purpose, its name again."""

from collections.abc import Mapping

from lagebild.language.word_sets import word_set
from lagebild.parse.record import Parse
from lagebild.recognise.events.assemble import Found
from lagebild.recognise.events.parties.subjects import verb_lemma
from lagebild.recognise.events.parties.victims import DYING, LOSING
from lagebild.recognise.events.trees.tree import (
    SUBJECTS,
    base_relation,
    children,
    clause_of,
    conjuncts,
    first_conjunct,
    is_relative,
    marks,
    preposition,
)

POINTING = (
    "der",
    "die",
    "das",
    "den",
    "dem",
    "des",
    "dieser",
    "diese",
    "dieses",
    "diesem",
    "diesen",
)
OTHER = ("weit", "ander", "neu", "früh", "zweit", "dritt", "letzt", "erneut", "vorherig", "damalig")
WOUNDING = ("verletzen", "verwunden")
KILLING = (*word_set("repeats", "killing"), *DYING, *LOSING)
CAUGHT = word_set("repeats", "caught")
BLASTS = ("explosion", "detonation")
SERVING = ("verbüßen", "absitzen")
THEREIN = ("darin", "hierin", "dabei", "dadurch")
DEEPEST_NOUN = 3
ROOT = 5
TAKEN_TO = word_set("repeats", "taken to")
ENDINGS = ("ung", "en", "e", "n")

Events = Mapping[int, Found]


def retold(parse: Parse, event: Found, events: Events) -> Found | None:
    """The event of the same sentence that tells the act already, or None.

    `events`: those of the sentence by their word.
    """
    if parse.language != "de":
        return None
    for told in (
        _named_again,
        _toll,
        _counted_on,
        _purpose,
        _caught,
        _attribute,
        _blast,
        _served,
        _reason,
    ):
        first = told(parse, event, events)
        if first is not None and first.word != event.word:
            return first
    return None


def _like(event: Found, other: Found) -> bool:
    same = (event.type, event.cue.mode) == (other.type, other.cue.mode)
    return same and other.word != event.word


def _has_own_part(event: Found) -> bool:
    """Whether more is told of a noun's event than who escaped it."""
    support = event.parts.support
    if support is not None and support.group != "about":
        return True
    return any(part.slot not in ("v", "dv") for part in event.parts.found)


def _stem(lemma: str) -> str:
    lemma = lemma.lower()
    ending = next((e for e in ENDINGS if lemma.endswith(e)), "")
    return lemma.removesuffix(ending)


def _is_of(verb: str, noun: str) -> bool:
    """Whether a noun is that of a verb: "Entführung" of "entführen", "Kritik" of "kritisieren"."""
    one, other = _stem(verb), _stem(noun)
    return one == other or (one.endswith("isier") and one[:ROOT] == other[:ROOT])


def _named_again(parse: Parse, event: Found, events: Events) -> Found | None:
    """ "Geiseln wurden entführt; einer entkam der Entführung", "wegen des Angriffs" once more."""
    word = event.word
    if event.cue.pos != "n" or _has_own_part(event):
        return None
    articles = {parse.form[c].lower() for c in children(parse, word, "det")}
    if not articles & set(POINTING):
        return None
    if any(parse.lemma[c].lower().startswith(OTHER) for c in children(parse, word, "amod")):
        return None
    number = parse.feat(word, "Number")
    for other in events.values():
        if other.word > word or not _like(event, other) or other.status != event.status:
            continue
        if other.cue.pos == "n" and parse.lemma[other.word] == parse.lemma[word]:
            if parse.form[other.word] == parse.form[word] or number == parse.feat(
                other.word, "Number"
            ):
                return other
        elif other.cue.pos == "v" and _is_of(other.cue.lemma, parse.lemma[word]):
            return other
    return None


def _toll(parse: Parse, event: Found, events: Events) -> Found | None:
    """ "ein Anschlag auf einen Bus, bei dem zwölf Menschen starben": the dead of the attack.

    Or "Die Explosion war so heftig, dass Menschen verletzt wurden".
    """
    word = event.word
    if event.cue.pos != "v" or event.type != "ASSAULT" or event.parts.heads("A"):
        return None
    above = parse.heads[word]
    if above >= 0 and set(marks(parse, word)) & {"dass", "daß"}:
        if any(parse.form[c].lower() == "so" for c in _around(parse, above)):
            blows = (events[c] for c in children(parse, above, *SUBJECTS) if c in events)
            return next((b for b in blows if b.type == "ASSAULT"), None)
        return None
    counted = any(
        is_relative(parse, child) and preposition(parse, child) in ("bei", "in", "durch")
        for child in parse.children[word]
    )
    if not counted or not parse.deprel[word].startswith("acl"):
        return None
    noun = parse.heads[word]
    for _ in range(DEEPEST_NOUN):
        attack = events.get(noun)
        if attack is not None and attack.type == "ASSAULT":
            open_ = "actual" not in (event.status, attack.status)
            return attack if open_ or event.status == attack.status else None
        if noun < 0 or parse.deprel[noun] != "nmod":
            return None
        noun = parse.heads[noun]
    return None


def _around(parse: Parse, word: int) -> list[int]:
    return [c for w in (word, *parse.children[word]) for c in parse.children[w]]


def _counted_on(parse: Parse, event: Found, events: Events) -> Found | None:
    """ "Bei dem Angriff starben zwölf Menschen, dreißig wurden verletzt": of the same attack."""
    word = event.word
    if parse.deprel[word] not in ("conj", "parataxis") or event.type != "ASSAULT":
        return None
    if verb_lemma(parse, word) not in WOUNDING or event.parts.heads("A"):
        return None
    above = parse.heads[word]
    if verb_lemma(parse, above) not in KILLING:
        return None
    told = (*children(parse, above, "obl", "nsubj", "obl:arg"), above)
    attacks = (events[w] for w in told if w in events)
    return next((a for a in attacks if a.type == "ASSAULT"), None)


def _purpose(parse: Parse, event: Found, events: Events) -> Found | None:
    """ "gingen auf die Straße, um zu demonstrieren", "versammelten sich Leute, die riefen"."""
    word = event.word
    if event.type != "PROTEST" or event.cue.pos != "v":
        return None
    above = parse.heads[word]
    if above < 0:
        return None
    if parse.deprel[word].startswith("acl"):
        while base_relation(parse, above) in ("nmod", "conj"):
            above = parse.heads[above]
        gathered = base_relation(parse, above) == "nsubj"
        above = parse.heads[above] if gathered else -1
    elif "um" not in marks(parse, word):
        return None
    other = events.get(above)
    if other is None or other.status != event.status or other.cue.pos != "v":
        return None
    return other if _like(event, other) else None


def _caught(parse: Parse, event: Found, events: Events) -> Found | None:
    """ "konnte gestellt und festgenommen werden", "festgenommen und abgeführt": one arrest."""
    word = event.word
    if (event.type, event.cue.mode) != ("COERCE", "arrest"):
        return None
    before = events.get(parse.heads[word]) if parse.deprel[word] == "conj" else None
    if before is not None and _like(event, before) and event.cue.lemma in TAKEN_TO:
        return None if children(parse, word, *SUBJECTS) else before
    if event.cue.lemma not in CAUGHT:
        return None
    following = (events[w] for w in children(parse, word, "conj") if w in events)
    return next((other for other in following if _like(event, other)), None)


def _attribute(parse: Parse, event: Found, events: Events) -> Found | None:
    """ "Die beschuldigten Männer müssen sich vor Gericht verantworten": one charge."""
    word = event.word
    if event.type != "ACCUSE" or parse.deprel[word] != "amod" or event.parts.heads("A"):
        return None
    noun = first_conjunct(parse, parse.heads[word])
    beside = {noun, *conjuncts(parse, noun)}
    for other in events.values():
        undergoes = other.cue.roles.get("s") == "R" and parse.deprel[noun] in SUBJECTS
        undergoes = undergoes and parse.heads[noun] == other.word
        if _like(event, other) and (undergoes or beside & set(other.parts.heads("R"))):
            return other
    return None


def _blast(parse: Parse, event: Found, events: Events) -> Found | None:
    """ "durch die Bombardierung entstand eine Explosion": what an attack sets off."""
    word = event.word
    if event.type != "ASSAULT" or not parse.lemma[word].lower().endswith(BLASTS):
        return None
    if event.parts.found:
        return None
    clause = clause_of(parse, word)
    for other in events.values():
        same = other.type == "ASSAULT" and other.word != word and other.cue.pos == "n"
        if same and clause_of(parse, other.word) == clause:
            case = preposition(parse, other.word)
            if case in ("durch", "bei", "nach") and not other.cue.lemma.endswith(BLASTS):
                return other
    return None


def _served(parse: Parse, event: Found, events: Events) -> Found | None:
    """ "zu einer Haftstrafe verurteilt, die er verbüßte": the sentence tells it."""
    word = event.word
    if event.cue.lemma not in SERVING or not parse.deprel[word].startswith("acl"):
        return None
    sentenced = events.get(parse.heads[parse.heads[word]])
    return sentenced if sentenced is not None and sentenced.type == "COERCE" else None


def _reason(parse: Parse, event: Found, events: Events) -> Found | None:
    """ "befand ihn als gerechtfertigt", "der Verband protestierte, der darin Willkür sah".

    What a judgement consists in is the judgement itself, and so is what an accusation says.
    """
    word = event.word
    above = events.get(parse.heads[word])
    if above is not None and above.type == event.type and parse.upos[word] == "ADJ":
        openers = {parse.form[c].lower() for c in children(parse, word, "case", "mark")}
        return above if "als" in openers else None
    if event.type != "ACCUSE" or not parse.deprel[word].startswith("acl"):
        return None
    if "wonach" in marks(parse, word):
        return above if above is not None and _like(event, above) else None
    pointing = {parse.form[c].lower() for c in children(parse, word, "advmod")}
    if not pointing & set(THEREIN):
        return None
    noun = parse.heads[word]
    blaming = (o for o in events.values() if _like(event, o) and noun in o.parts.heads("A"))
    return next(blaming, None)
