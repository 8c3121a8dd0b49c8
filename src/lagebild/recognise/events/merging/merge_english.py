"""English events that only fill another one of their sentence, or repeat it."""

from collections.abc import Mapping, Sequence

from lagebild.language.word_sets import word_set
from lagebild.parse.record import Parse
from lagebild.recognise.events.assemble import Found
from lagebild.recognise.events.parties.subjects import verb_lemma
from lagebild.recognise.events.trees.tree import first_conjunct, marks, prepositions

INTENTS = word_set("merge_english", "intents")
OFFERS = word_set("merge_english", "offers")
OFFERED = ("CONSULT", "AID", "COOPERATE", "RETREAT", "SUPPORT", "AGREE", "CONCEDE")
CLAUSES = ("xcomp", "advcl", "ccomp", "acl")
ALLEGING = word_set("merge_english", "alleging")
CHARGES = ("of", "for", "with")
UNDONE = (
    ("SANCTION", "CONSULT"),
    ("COOPERATE", "MOBILIZE"),
    ("SUPPORT", "AGREE"),
    ("SANCTION", "COERCE"),
    ("SANCTION", "COOPERATE"),
    ("SANCTION", "AID"),
    ("SANCTION", "AGREE"),
    ("COERCE", "AID"),
)


def kept(parse: Parse, found: Sequence[Found]) -> list[Found]:
    """The events without promises of a conflict, alleged acts and nouns that a verb carries."""
    by_word = {f.word: f for f in found}
    for event in found:
        _share_victims(parse, event, by_word)
    return [
        f
        for f in found
        if not _is_threat(parse, f, found)
        and not _is_alleged(parse, f)
        and not _is_carried(parse, f, by_word)
        and not _is_purpose(parse, f, by_word)
        and not _is_offered(parse, f, by_word)
        and not _is_told_again(parse, f, by_word)
    ]


def _is_offered(parse: Parse, event: Found, by_word: Mapping[int, Found]) -> bool:
    """ "offered to host talks": the offer is told, the talks are what is offered."""
    word = event.word
    for _ in range(2):
        above = by_word.get(parse.heads[word])
        if parse.deprel[word] == "xcomp" and above is not None:
            promised = above.type == "AGREE" and above.cue.lemma in OFFERS
            return promised and event.type in OFFERED and event.status == "hypothetical"
        if parse.deprel[word] != "obj":
            return False
        word = parse.heads[word]
    return False


def _is_told_again(parse: Parse, event: Found, by_word: Mapping[int, Found]) -> bool:
    """ "a call for elections, made in an address": the participle only carries the noun."""
    noun = by_word.get(parse.heads[event.word])
    carried = event.cue.pos == "v" and parse.deprel[event.word] in ("acl", "acl:relcl")
    return carried and noun is not None and noun.cue.pos == "n" and noun.type == event.type


def _is_threat(parse: Parse, event: Found, found: Sequence[Found]) -> bool:
    """ "vowed to attack": the threat stands in the infinitive; no agreement beside it."""
    if event.type != "AGREE" or event.cue.lemma not in INTENTS:
        return False
    return any(
        (f.type == "THREATEN" != f.cue.type or f.type in ("REJECT", "ACCUSE"))
        and parse.heads[f.word] == event.word
        and parse.deprel[f.word] in ("xcomp", "advcl")
        for f in found
    )


def _is_alleged(parse: Parse, event: Found) -> bool:
    """ "suspected of blowing up": what somebody is only accused of."""
    word = first_conjunct(parse, event.word)
    if parse.deprel[word] == "xcomp":  # "charged with trying to kill"
        word = parse.heads[word]
    opening = {*marks(parse, word), *prepositions(parse, word)}
    if parse.deprel[word] not in CLAUSES or not opening & set(CHARGES):
        return False
    above = parse.heads[word]
    if parse.deprel[word] == "acl" and parse.deprel[above] in ("obj", "nsubj:pass"):
        above = parse.heads[above]  # "accused troops of burning villages"
    return verb_lemma(parse, above) in ALLEGING


def _is_carried(parse: Parse, event: Found, by_word: Mapping[int, Found]) -> bool:
    """ "step up their attacks" in a plan, "broke off talks": the verb says all."""
    if event.cue.pos != "n":
        return False
    above = parse.heads[event.word]
    if parse.deprel[event.word] == "nmod" and parse.deprel[above] == "obj":
        verb = by_word.get(parse.heads[above])  # "took part in a march"
        return verb is not None and verb.cue.type == event.cue.type
    verb = by_word.get(above)
    if verb is not None and (verb.cue.type, event.cue.type) == ("REJECT", "RETREAT"):
        return parse.deprel[event.word] == "nsubj"  # "the ceasefire collapsed"
    if verb is None or parse.deprel[event.word] not in ("obj", "nsubj:pass"):
        return False
    if (verb.cue.type, event.cue.type) in UNDONE:
        return True
    same = verb.cue.type == event.cue.type and verb.status != event.status
    if same:
        _hand_over(event, verb)
    return same


def _is_purpose(parse: Parse, event: Found, by_word: Mapping[int, Found]) -> bool:
    """ "marched to protest" is one protest."""
    above = by_word.get(parse.heads[event.word])
    return (
        parse.deprel[event.word] in ("advcl", "xcomp")
        and "to" in marks(parse, event.word)
        and above is not None
        and above.cue.type == event.cue.type == "PROTEST"
    )


def _share_victims(parse: Parse, event: Found, by_word: Mapping[int, Found]) -> None:
    """ "An airstrike killed nine": whom the verb names suffers the act of the noun."""
    verb = by_word.get(parse.heads[event.word])
    if verb is None or parse.deprel[event.word] != "nsubj" or event.cue.pos != "n":
        return
    if event.cue.type == verb.cue.type == "ASSAULT" and not event.parts.heads("R"):
        for part in verb.parts.found:
            if part.role == "R":
                event.parts.add(part.word, "R", part.slot)


def _hand_over(event: Found, verb: Found) -> None:
    for role in ("A", "R"):
        if not verb.parts.heads(role):
            for part in event.parts.found:
                if part.role == role:
                    verb.parts.add(part.word, role, part.slot)
