"""One happening in one sentence named twice ("eine Demonstration veranstalten") is one event."""

from collections.abc import Mapping, Sequence

from lagebild.language.word_sets import word_set
from lagebild.parse.record import Parse
from lagebild.recognise.events.assemble import Found
from lagebild.recognise.events.merging.covered import covered, is_mere_name
from lagebild.recognise.events.merging.repeats import retold
from lagebild.recognise.events.parties.subjects import verb_lemma
from lagebild.recognise.events.parties.victims import DYING, LOSING
from lagebild.recognise.events.trees.tree import (
    DEEPEST,
    children,
    first_conjunct,
    is_relative,
    marks,
    preposition,
)

CAUSES = frozenset(word_set("merge", "causes"))
KNOWN = {"der", "die", "das", "the"}
WOUNDING = word_set("merge", "wounding")
LAID_TO = word_set("merge", "laid to")
LAID = ("obj", "nsubj", "nsubj:pass", "dep")
CHARGES = ("wegen", "for", "of")
PUNISHMENTS = word_set("merge", "punishments")
SENTENCING = ("verurteilen", "aburteilen")
PRESS = word_set("merge", "press")
UNDOING = (
    ("RETREAT", "COERCE"),
    ("RETREAT", "SANCTION"),
    ("CONCEDE", "COERCE"),
    ("CONCEDE", "SANCTION"),
    ("SANCTION", "AID"),
    ("SANCTION", "COOPERATE"),
    ("REJECT", "COOPERATE"),
)
DENYING = (("REJECT", "AGREE"), ("REJECT", "SUPPORT"))


def merged(parse: Parse, found: Sequence[Found]) -> list[Found]:
    """The events without those whose verb only carries a noun of the same type."""
    by_word = {f.word: f for f in found}
    dropped: set[int] = set()
    for event in found:
        support = event.parts.support
        carrier = (
            by_word.get(support.verb) if support is not None else by_word.get(_head(parse, event))
        )
        if _is_plan_of(parse, event, found):
            dropped.add(event.word)
        if _is_undone(parse, event, by_word) or _is_asked_above(parse, event, found):
            dropped.add(event.word)
        if _repeats(parse, event, by_word) or _counts_more(parse, event, by_word):
            dropped.add(event.word)
        if _fills_charge(parse, event, by_word) or _is_label(parse, event, by_word):
            dropped.add(event.word)
        if _fills_phrase(parse, event, by_word) or is_mere_name(parse, event):
            dropped.add(event.word)
        told = covered(parse, event, by_word)
        if told is not None:
            _hand_over(*told)
            dropped.add(told[0].word)
        if _is_interview(parse, event) or _is_punishment(parse, event, found):
            dropped.add(event.word)
        attack = _toll_of(parse, event, by_word) or _told_of_means(parse, event, by_word)
        attack = attack or retold(parse, event, by_word)
        if attack is not None and attack.word not in dropped:
            _hand_over(event, attack)
            dropped.add(event.word)
        if carrier is not None and _only_plans(event, carrier):
            dropped.add(carrier.word)
            continue
        if event.word in dropped or carrier is None or carrier.type != event.type:
            continue
        if carrier.word == event.word:
            continue
        behind = support is not None and support.place > event.word  # in its relative clause
        if parse.deprel[event.word] != "nsubj" or behind:
            weaker, kept = _weaker(event, carrier)
            _hand_over(weaker, kept)
            dropped.add(weaker.word)
        elif any(n.kind == "subj" and not n.negative for n in carrier.cue.needs):
            dropped.add(carrier.word)
    return [f for f in found if f.word not in dropped]


def _is_undone(parse: Parse, event: Found, by_word: Mapping[int, Found]) -> bool:
    """ "hob die Sanktionen auf", "suspended aid": the noun only says what the verb ends."""
    if event.cue.pos != "n" or parse.deprel[event.word] not in ("obj", "nsubj:pass", "nmod"):
        return False
    carrier = by_word.get(parse.heads[event.word])
    if carrier is None and parse.deprel[event.word] == "nmod":
        carrier = by_word.get(parse.heads[parse.heads[event.word]])
    if carrier is None:
        return False
    of = preposition(parse, event.word) in ("", "von", "of")  # not "Waffenruhe nach Offensive"
    noun = carrier.cue.pos == "n" and of
    ended = noun and (carrier.cue.type, event.type) == ("RETREAT", "ASSAULT")
    if (carrier.cue.type, event.type) in DENYING and event.status == "negated":
        _hand_over(event, carrier)  # "Der Vorschlag des Präsidenten fand keine Zustimmung"
        return True
    return ended or (carrier.cue.type, event.type) in UNDOING


def _is_asked_above(parse: Parse, event: Found, found: Sequence[Found]) -> bool:
    """ "verlangte, Baku müsse ...": the modal only says what the verb above it demands."""
    return event.cue.pos == "m" and any(
        other.type == event.type == "REQUEST"
        and other.word != event.word
        and _is_below(parse, event.word, other.word)
        for other in found
    )


def _repeats(parse: Parse, event: Found, by_word: Mapping[int, Found]) -> bool:
    """ "Kundgebungen und Demonstrationen": one row of the lexicon, coordinated, is one event."""
    if parse.deprel[event.word] != "conj" or event.cue.pos != "n":
        return False
    first = by_word.get(parse.heads[event.word])
    return first is not None and (first.cue.rank, first.cue.pos) == (event.cue.rank, event.cue.pos)


def _counts_more(parse: Parse, event: Found, by_word: Mapping[int, Found]) -> bool:
    """ "wurden getötet und 30 verletzt": the wounded belong to the attack that is already coded."""
    if parse.deprel[event.word] != "conj" or verb_lemma(parse, event.word) not in WOUNDING:
        return False
    first = by_word.get(parse.heads[event.word])
    own = (by_word[w] for w in children(parse, event.word, "obl", "nmod") if w in by_word)
    if any(other.type == "ASSAULT" for other in own):
        return False  # "wurden bei einem Anschlag in Herat verletzt": an attack of its own
    return first is not None and first.type == event.type == "ASSAULT"


def _fills_charge(parse: Parse, event: Found, by_word: Mapping[int, Found]) -> bool:
    """Whether somebody is only accused of it ("warf ihm vor, ... zu haben", "wegen Mordes")."""
    word, relation = event.word, parse.deprel[event.word]
    if event.cue.pos == "n":
        head = by_word.get(parse.heads[word])
        first = first_conjunct(parse, word)
        above = by_word.get(parse.heads[first])
        if above is not None and above.cue.pos == "v" and above.cue.lemma in LAID_TO:
            return event.type == "ASSAULT" and parse.deprel[first] in LAID
        charged = head is not None and head.type in ("ACCUSE", "COERCE", "CONCEDE")
        charged = charged and event.type != "PROTEST"  # "Todesurteile wegen Unruhen": they were
        bare = not children(parse, word, "det", "det:poss")
        return charged and bare and preposition(parse, word) in CHARGES
    for _ in range(DEEPEST):
        if relation not in ("xcomp", "ccomp", "conj") and not (
            relation == "advcl" and set(marks(parse, word)) & {"of", "for"}
        ):
            return False
        word = parse.heads[word]
        above = by_word.get(word)
        if above is not None and above.cue.mode == "allege" and relation != "conj":
            return True
        relation = parse.deprel[word]
    return False


def _fills_phrase(parse: Parse, event: Found, by_word: Mapping[int, Found]) -> bool:
    """ "geriet ins Kreuzfeuer der Kritik": the genitive only ends the phrase of the verb."""
    if event.cue.pos != "n" or event.parts.found or parse.deprel[event.word] != "nmod":
        return False
    phrase = parse.heads[event.word]
    above = by_word.get(parse.heads[phrase])
    whole = above is not None and above.cue.pos == "v" and above.type == event.type
    return whole and preposition(parse, event.word) == "" and preposition(parse, phrase) != ""


def _is_punishment(parse: Parse, event: Found, found: Sequence[Found]) -> bool:
    """ "verurteilte ihn zu fünf Jahren Haft": the noun only measures what the verb tells."""
    if event.cue.pos != "n" or event.type != "COERCE" or event.parts.found:
        return False
    return parse.lemma[event.word].lower().endswith(PUNISHMENTS) and any(
        other.type == "COERCE" and other.cue.pos == "v" and other.word != event.word
        for other in found
    )


def _toll_of(parse: Parse, event: Found, by_word: Mapping[int, Found]) -> Found | None:
    """The attack whose dead a relative clause counts ("ein Anschlag, bei dem zwölf starben")."""
    if event.cue.pos != "v" or event.type != "ASSAULT" or event.parts.heads("A"):
        return None
    if not parse.deprel[event.word].startswith("acl"):
        return None
    attack = by_word.get(parse.heads[event.word])
    if attack is None or attack.type != "ASSAULT" or attack.status != event.status:
        return None
    counted = any(
        is_relative(parse, child) and preposition(parse, child) in ("bei", "in", "durch")
        for child in parse.children[event.word]
    )
    return attack if counted else None


def _told_of_means(parse: Parse, event: Found, by_word: Mapping[int, Found]) -> Found | None:
    """ "starben durch eine Bombe, die gezündet worden war": the attack that killed them."""
    means = parse.heads[event.word]
    if event.type != "ASSAULT" or not parse.deprel[event.word].startswith("acl"):
        return None
    if parse.deprel[means] != "obl" or preposition(parse, means) not in ("durch", "mit", "von"):
        return None
    attack = by_word.get(parse.heads[means])
    same = attack is not None and attack.type == "ASSAULT" and not event.parts.heads("R")
    return attack if same else None


def _is_interview(parse: Parse, event: Found) -> bool:
    """ "sagte er in einem Gespräch mit der Zeitung": how something was said, no talks."""
    word = event.word
    articles = {parse.form[c].lower() for c in children(parse, word, "det")}
    said = (
        parse.deprel[word] == "obl" and preposition(parse, word) == "in" and articles == {"einem"}
    )
    if event.type != "CONSULT" or not said or parse.lemma[word] not in ("Gespräch", "Interview"):
        return False
    partners = [c for c in children(parse, word, "nmod") if preposition(parse, c) == "mit"]
    return not partners or any(parse.lemma[c].lower().endswith(PRESS) for c in partners)


def _is_label(parse: Parse, event: Found, by_word: Mapping[int, Found]) -> bool:
    """ "als Provokation bezeichnen", "zum Völkermord erklären": the noun only judges."""
    if event.cue.pos != "n":
        return False
    case, head = preposition(parse, event.word), parse.heads[event.word]
    if children(parse, event.word, "cop") and _judges(parse, event):
        return True
    if case == "als" and head >= 0 and parse.upos[head] == "VERB":
        return True
    above = by_word.get(head)
    return case in ("zu", "für", "as") and above is not None and above.cue.mode == "disapprove"


def _judges(parse: Parse, event: Found) -> bool:
    """ "Das Vorgehen sei eine Verletzung des Abkommens": a predicate noun tells no new act."""
    if any(need.kind == "pred" and not need.negative for need in event.cue.needs):
        return False
    articles = {parse.form[c].lower() for c in children(parse, event.word, "det")}
    caused = {parse.lemma[c].lower() for c in children(parse, event.word, "nsubj")}
    if caused & CAUSES:
        return False  # "Hintergrund sind Proteste der Bevölkerung" tells of them
    on_way = preposition(parse, event.word)  # "sind im Streik", "are on strike"
    return bool(children(parse, event.word, "nsubj")) and not on_way and not articles & KNOWN


def _is_plan_of(parse: Parse, event: Found, found: Sequence[Found]) -> bool:
    """Whether a planned meeting only fills an agreement ("die Bereitschaft zu Gesprächen").

    Or an invitation ("lud zu einem Gipfel ein").
    """
    if event.type == event.cue.type:
        return False
    return any(
        (other.type == "AGREE" or (other.type, other.cue.mode) == ("REQUEST", "meet"))
        and other.word != event.word
        and not _only_plans(event, other)
        and _is_below(parse, event.word, other.word)
        for other in found
    )


def _only_plans(event: Found, carrier: Found) -> bool:
    """ "Das Treffen der Präsidenten ist für Montag geplant": the meeting is the event."""
    support = event.parts.support
    if support is None or support.verb != carrier.word or carrier.parts.found:
        return False
    return support.status == "planned" and carrier.type == event.type


def _is_below(parse: Parse, word: int, above: int) -> bool:
    for _ in range(DEEPEST):
        if word == above:
            return True
        if word < 0:
            return False
        word = parse.heads[word]
    return False


def _head(parse: Parse, event: Found) -> int:
    relation = parse.deprel[event.word]
    if relation == "nsubj" and event.cue.pos == "n":
        return parse.heads[event.word]
    direct = relation in ("obj", "nsubj:pass", "amod") or (
        relation in ("obl", "nmod") and event.cue.pos == "n"
    )
    return parse.heads[event.word] if direct else -1


def _weaker(one: Found, other: Found) -> tuple[Found, Found]:
    """First the one with fewer participants; the carrier where they have as many."""
    if one.cue.lemma.endswith(PUNISHMENTS) and other.cue.lemma in SENTENCING:
        return one, other
    few, many = len(one.parts.found), len(other.parts.found)
    killed = many > 0 and one.type == "ASSAULT" and one.parts.support is None
    if killed and other.cue.lemma in (*DYING, *LOSING) and one.parts.heads("R"):
        return other, one  # "bei dem Luftangriff starben zwölf Menschen": the attack tells more
    if few < many or (few == many and killed):  # "bei einem Anschlag auf ein Hotel getötet"
        return one, other
    return other, one


def _hand_over(weaker: Found, kept: Found) -> None:
    """ "befindet sich in Gewahrsam Litauens": who stands beside the one belongs to the other."""
    for role in ("A", "R"):
        if not kept.parts.heads(role):
            for part in weaker.parts.found:
                if part.role == role:
                    kept.parts.add(part.word, role, part.slot)
