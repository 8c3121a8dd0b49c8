"""Whom the clause around a noun names: those called upon, those who answer, decide or own up."""

from lagebild.language.word_sets import word_set
from lagebild.parse.record import Parse
from lagebild.recognise.events.context import HUMAN, Context
from lagebild.recognise.events.parties.participants import Parts, add_phrase
from lagebild.recognise.events.parties.searched import owners_of_rooms, taken_away
from lagebild.recognise.events.parties.subjects import (
    agents,
    holder,
    object_control,
    resolve_relative,
    subject,
    verb_lemma,
)
from lagebild.recognise.events.parties.victims import HURTING
from lagebild.recognise.events.trees.tree import (
    base_relation,
    case_of,
    children,
    first_conjunct,
    is_passive,
    own_subject,
    preposition,
)
from lagebild.recognise.events.words.cues import Cue
from lagebild.recognise.events.words.support import called_above

AGREEING = word_set("around", "agreeing")
ASKING = word_set("around", "asking")
BEGINNINGS = word_set("around", "beginnings")
BLAME = word_set("around", "blame")
DENIALS = word_set("around", "denials")
EMPLOYING = word_set("around", "employing")
OFFERING = word_set("around", "offering")
OWN_ACTS = word_set("around", "own acts")
PRONOUNCED = word_set("around", "pronounced")
INDEFINITE = {"ein", "eine", "einen"}
PLEAS = word_set("around", "pleas")
ANSWERS = word_set("around", "answers")
DECISION = "entscheidung"
REFUSING = word_set("around", "refusing")
RESOLVES = word_set("around", "resolves")
STRIKES = ("bei", "mit", "durch", "in")
PROCEEDINGS = ("nach", "in", "bei")
CUSTODY = word_set("around", "custody")
TRIALS = word_set("around", "trials")
KNOWN = ("die", "den", "der", "dieser", "ihre", "ihren")
CASES = ("Fall", "Falle")
ARRESTS = word_set("around", "arrests")
SUSPECTS = word_set("around", "suspects")
CLAUSES_ABOVE = 4
CLAIMED = ("verantwortung", "urheberschaft")
BIDDEN = frozenset(
    (case, noun)
    for case, nouns in (
        ("auf", word_set("around", "wishes")),
        ("unter", word_set("around", "offices")),
    )
    for noun in nouns
)
DATIVE_PLACES = ("iobj", "obl:arg", "obl", "nsubj", "obj", "dep")


def clause_parts(ctx: Context, parts: Parts, word: int, cue: Cue) -> None:
    """Add to a German noun's participants those whom the clause around it tells beyond doubt."""
    parse = ctx.parse
    if parse.language != "de" or parse.heads[word] < 0:
        return
    acting = cue.roles.get("v") == "A"
    if acting and not any(p.role == "A" and p.slot != "mit" for p in parts.found):
        acted: list[int | None] = [
            _called_upon(parse, word),
            _resolved(parse, word),
            _owning_up(parse, word),
            _refusing(parse, word),
            _agreeing(parse, word),
            _pronouncing(parse, word),
        ]
        if cue.type == "ASSAULT":
            acted.append(_striking(parse, word))
        if cue.type == "CONSULT":
            acted.append(_striving(parse, word))
        if cue.mode == "investigate":
            acted.append(_inquiring(ctx, word))
        for who in acted:
            if who is not None:
                add_phrase(ctx, parts, who, "A", "clause", cue)
    if not parts.heads("R"):
        told = [*_answering(parse, word), *_threatened(parse, word), *_complying(parse, word)]
        if cue.type in ("COERCE", "ACCUSE"):
            told += _judged(parse, word) or _expecting(parse, word) or _suspect(parse, word)
        if cue.mode == "disapprove" and not told:
            told = _criticised(ctx, word)
        if cue.mode in ("arrest", "abduct") and not told:
            told = _held(ctx, word)
        elif cue.mode == "investigate" and not told:
            told = taken_away(ctx, word)
        elif cue.mode == "seize" and not told:
            told = owners_of_rooms(ctx, word)
        for who in told:
            if who not in parts.heads("A"):
                add_phrase(ctx, parts, who, "R", "clause", cue)


def _called_upon(parse: Parse, word: int) -> int | None:
    """ "forderte die Regierung zu Verhandlungen auf", "legte dem Minister den Rücktritt nahe"."""
    noun = first_conjunct(parse, word)
    above = parse.heads[noun]
    if not preposition(parse, noun) and above >= 0 and parse.lemma[above].lower() in BEGINNINGS:
        noun = above  # "zur Aufnahme eines Dialogs"
    verb = called_above(parse, noun)
    if verb >= 0 and parse.deprel[noun] == "obj" and verb_lemma(parse, verb) in OFFERING:
        return _dative(parse, verb, noun)
    if verb < 0 or object_control("de").get(verb_lemma(parse, verb)) != "obj":
        return None
    asked = verb_lemma(parse, verb) in ASKING
    if preposition(parse, noun) != ("um" if asked else "zu"):
        return None
    if is_passive(parse, verb, True):
        return subject(parse, verb)
    found = [c for c in children(parse, verb, "obj", "iobj") if not preposition(parse, c)]
    found = [c for c in found if parse.xpos[c] != "PRF"]
    return resolve_relative(parse, found[0]) if found else None


def _dative(parse: Parse, verb: int, thing: int) -> int | None:
    """To whom a verb with a thing for its object is said, also a name without article."""
    beside = (c for c in children(parse, verb, "iobj", "obl:arg", "obj") if c != thing)
    bare = (c for c in beside if not preposition(parse, c) and parse.xpos[c] != "PRF")
    return next((resolve_relative(parse, c) for c in bare), None)


def _complying(parse: Parse, word: int) -> list[int]:
    """ "Der Rat trat auf Bitten Malis zusammen", "unter Vermittlung": who does what is bidden."""
    verb = parse.heads[word]
    if (preposition(parse, word), parse.lemma[word].lower()) not in BIDDEN:
        return []
    if parse.deprel[word] not in ("obl", "obl:arg") or is_passive(parse, verb, True):
        return []
    who = subject(parse, verb)
    return [] if who is None or children(parse, word, "det") else [who]


def _resolved(parse: Parse, word: int) -> int | None:
    """ "die Entscheidung des Ministers zum Rücktritt", "für den Abzug": whose resolve it is."""
    above, case = parse.heads[word], preposition(parse, word)
    decided = case == "für" and parse.lemma[above].lower().endswith(DECISION)
    if not decided and (case != "zu" or parse.lemma[above].lower() not in RESOLVES):
        return None
    return holder(parse, above)


def _owning_up(parse: Parse, word: int) -> int | None:
    """ "Die Miliz übernahm die Verantwortung für den Anschlag"."""
    above = parse.heads[first_conjunct(parse, word)]
    if above < 0 or preposition(parse, word) != "für":
        return None
    verb = parse.heads[above] if parse.lemma[above].lower() in CLAIMED else above
    if verb < 0 or verb_lemma(parse, verb) != "übernehmen":
        return None
    taken = {parse.lemma[c].lower() for c in children(parse, verb, "obj", "nsubj:pass", "nsubj")}
    if not taken & set(CLAIMED):
        return None
    if is_passive(parse, verb, True):
        return next(iter(agents(parse, verb)), None)
    return subject(parse, verb)


def _refusing(parse: Parse, word: int) -> int | None:
    """ "Die Rebellen lehnten eine Waffenruhe ab": of an act of their own, they do not do it."""
    noun = first_conjunct(parse, word)
    verb = parse.heads[noun]
    if verb < 0 or parse.deprel[noun] not in ("obj", "nsubj:pass"):
        return None
    lemma = parse.lemma[word].lower()
    own = lemma.endswith(OWN_ACTS)
    if lemma.endswith("rücktritt") and children(parse, word, "det"):
        own = {parse.form[c].lower() for c in children(parse, word, "det")} <= INDEFINITE
    if not own or verb_lemma(parse, verb) not in REFUSING:
        return None
    if is_passive(parse, verb, True):
        return next(iter(agents(parse, verb)), None)
    return subject(parse, verb)


def _pronouncing(parse: Parse, word: int) -> int | None:
    """ "Das Gericht verkündete das Urteil": other acts are announced by anybody."""
    verb = parse.heads[word]
    if verb < 0 or parse.deprel[word] not in ("obj", "nsubj:pass"):
        return None
    decreed = parse.lemma[word].lower().endswith(PRONOUNCED)
    if not decreed or verb_lemma(parse, verb) != "verkünden":
        return None
    if is_passive(parse, verb, True):
        return next(iter(agents(parse, verb)), None)
    return subject(parse, verb)


def _agreeing(parse: Parse, word: int) -> int | None:
    """ "Die Minister einigten sich auf Sanktionen": who agrees on an act does it."""
    noun = first_conjunct(parse, word)
    verb = parse.heads[noun]
    if verb < 0 or preposition(parse, noun) != "auf" or base_relation(parse, noun) != "obl":
        return None
    return subject(parse, verb) if verb_lemma(parse, verb) in AGREEING else None


def visitor(ctx: Context, parts: Parts, word: int, cue: Cue) -> None:
    """ "Präsident Kern zu Besuch bei König Karl": a headline without a verb."""
    parse, who = ctx.parse, ctx.parse.heads[word]
    bare = preposition(parse, word) in ("zu", "auf") and not children(parse, word, "det")
    if parse.language != "de" or parts.heads("A") or not bare or parse.deprel[word] != "nmod":
        return
    if 0 <= who < word and ctx.kind(who) in ("per", "pol"):
        add_phrase(ctx, parts, who, cue.roles.get("v", "A"), "v", cue)


def _striving(parse: Parse, word: int) -> int | None:
    """ "bemühte sich um Vermittlung", "um Gespräche": who strives for talks takes part in them."""
    verb = parse.heads[word]
    if verb < 0 or preposition(parse, word) != "um" or verb_lemma(parse, verb) != "bemühen":
        return None
    return subject(parse, verb)


def _answering(parse: Parse, word: int) -> list[int]:
    """ "SPD und Grüne wiesen die Vorwürfe zurück": those who deny are blamed.

    Likewise those who refuse or grant a plea are asked.
    """
    noun = first_conjunct(parse, word)
    verb, lemma = parse.heads[noun], parse.lemma[word].lower()
    if verb < 0 or parse.upos[verb] not in ("VERB", "AUX") or preposition(parse, noun):
        return []
    denied = lemma.endswith(BLAME) and verb_lemma(parse, verb) in DENIALS
    if not denied and not (lemma.endswith(PLEAS) and verb_lemma(parse, verb) in ANSWERS):
        return []
    if is_passive(parse, verb, True):
        return agents(parse, verb) if own_subject(parse, verb) == noun else []
    who = subject(parse, verb)
    return [] if who is None or who in (noun, word) else [who]


def _threatened(parse: Parse, word: int) -> list[int]:
    """ "Der Partei droht ein Verbot": the dative undergoes it."""
    verb = parse.heads[first_conjunct(parse, word)]
    if verb < 0 or verb_lemma(parse, verb) != "drohen" or base_relation(parse, word) != "nsubj":
        return []
    beside = (c for c in children(parse, verb, *DATIVE_PLACES) if c != word)
    return [c for c in beside if not preposition(parse, c) and case_of(parse, c) == "Dat"]


def _striking(parse: Parse, word: int) -> int | None:
    """ "töteten bei einem Luftangriff zehn Soldaten": who kills by an attack leads it.

    Likewise who uses force ("Die Polizei setzte Tränengas ein").
    """
    verb = parse.heads[first_conjunct(parse, word)]
    if verb >= 0 and parse.deprel[first_conjunct(parse, word)] == "obj":
        used = verb_lemma(parse, verb) in EMPLOYING and not is_passive(parse, verb, True)
        return subject(parse, verb) if used else None
    if parse.deprel[word] != "obl" or preposition(parse, word) not in STRIKES:
        return None
    if verb_lemma(parse, verb) not in HURTING or is_passive(parse, verb, True):
        return None
    return subject(parse, verb)


def _inquiring(ctx: Context, word: int) -> int | None:
    """ "Um die Ermittlungen nicht zu gefährden, schweigt die Polizei": an authority's own."""
    parse, above = ctx.parse, word
    articles = {parse.form[c].lower() for c in children(parse, word, "det")}
    if not articles & set(KNOWN):
        return None
    for _ in range(CLAUSES_ABOVE):
        above = parse.heads[above]
        if above < 0:
            return None
        who = own_subject(parse, above)
        if who is not None and parse.upos[above] == "VERB":
            mine = ctx.is_authority(who) and not is_passive(parse, above, True)
            return who if mine and who != word else None
    return None


def _judged(parse: Parse, word: int) -> list[int]:
    """ "nach einem Verhör freigelassen", "in einem Verfahren verurteilt": whom that befalls."""
    verb = parse.heads[word]
    if parse.deprel[word] != "obl" or preposition(parse, word) not in PROCEEDINGS:
        return []
    if verb_lemma(parse, verb) not in CUSTODY or not is_passive(parse, verb, True):
        return []
    if not parse.lemma[word].lower().endswith(TRIALS):
        return []
    who = subject(parse, verb)
    return [] if who is None else [who]


def _expecting(parse: Parse, word: int) -> list[int]:
    """ "Bei einer Verurteilung müsste er mit Haft rechnen", "im Falle ...": who expects it."""
    above = parse.heads[word]
    case = preposition(parse, word)
    if case != "bei" and not (parse.lemma[above] in CASES and preposition(parse, above) == "in"):
        return []
    verb = above if case == "bei" else parse.heads[above]
    if verb < 0 or verb_lemma(parse, verb) != "rechnen" or is_passive(parse, verb, True):
        return []
    who = subject(parse, verb)
    return [] if who is None else [who]


def _suspect(parse: Parse, word: int) -> list[int]:
    """ "Der Angeklagte schoss bei der Festnahme": a suspect is arrested and arrests nobody."""
    verb = parse.heads[word]
    if parse.deprel[word] != "obl" or preposition(parse, word) not in ("bei", "nach", "vor"):
        return []
    if not parse.lemma[word].lower().endswith(ARRESTS):
        return []
    who = own_subject(parse, verb)
    if who is None or not parse.form[who].lower().removesuffix("r").endswith(SUSPECTS):
        return []
    return [who]


def _criticised(ctx: Context, noun: int) -> list[int]:
    """ "Minister wegen Affäre in der Kritik": of whom a headline without verb speaks."""
    parse, top = ctx.parse, noun
    words = parse.words_of(parse.sentence_of[noun])
    if preposition(parse, noun) != "in" or any(parse.upos[w] in ("VERB", "AUX") for w in words):
        return []
    for _ in range(CLAUSES_ABOVE):
        if parse.heads[top] < 0:
            break
        top = parse.heads[top]
    whom = top < noun and parse.heads[top] < 0 and ctx.kind(top) in ("pol", "per", "org")
    return [top] if whom else []


def _held(ctx: Context, noun: int) -> list[int]:
    """ "Die Aktivistin ist in Haft", "brachten die Männer in Gewahrsam", "Minister in Haft"."""
    parse, head = ctx.parse, ctx.parse.heads[noun]
    if preposition(parse, noun) not in ("in", "unter"):
        return []
    if base_relation(parse, noun) == "nmod":
        return [head] if head < noun and ctx.kind(head) in HUMAN else []
    if base_relation(parse, noun) != "obl" or parse.upos[head] not in ("VERB", "AUX"):
        return []
    if taken := children(parse, head, "obj"):
        return [c for c in taken if ctx.kind(c) in HUMAN]
    who = subject(parse, head)
    return [who] if who is not None and ctx.kind(who) in HUMAN else []
