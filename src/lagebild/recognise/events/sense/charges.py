"""Acts that somebody is only charged with: the charge is the event, the act itself is not told."""

from collections.abc import Mapping

from lagebild.language.word_sets import word_set
from lagebild.parse.record import Parse
from lagebild.recognise.events.parties.subjects import verb_lemma
from lagebild.recognise.events.status.moods import mode_words, noun_key
from lagebild.recognise.events.trees.tree import (
    DEEPEST,
    DEFINITE,
    case_of,
    children,
    first_conjunct,
    marks,
    preposition,
)

REASONS = ("wegen", "auf", "zu", "an", "")
ENGLISH_REASONS = ("of", "with", "for", "over")
OBJECTS = ("obj", "nsubj:pass", "nsubj", "appos", "obl:arg", "iobj")
SEEING = word_set("charges", "seeing")
LAID_TO = {"legen": ("zu", "Last"), "schieben": ("in", "Schuh")}
GENITIVE_CHARGES = word_set("charges", "genitive charges")
CHAIN = ("xcomp", "ccomp", "acl")
SAYS = "lauten"
BEHIND = ("auf", "zu", "an")  # what joins the act to the noun of the charge


def is_charge(parse: Parse, word: int) -> bool:
    """Whether a noun names what somebody is accused, suspected or wanted for.

    "Ihm wird Spionage vorgeworfen", "wegen Mordes gesucht", "der Vorwurf der Folter", also what
    somebody sees in something ("sieht darin einen Angriff"). What is named as known ("den Putsch
    verantwortet zu haben") has happened, whoever did it.
    """
    if parse.language == "en":
        return _is_english_charge(parse, word)
    if parse.language != "de" or parse.upos[word] != "NOUN":
        return False
    words = mode_words("de")
    first = first_conjunct(parse, word)
    head = parse.heads[first]
    if head < 0:
        return False
    if _is_counted_among(parse, word, words.get("allege", {})):
        return True
    if _follows_charge(parse, word, first) or _is_laid_behind(parse, word):
        return True
    if parse.upos[head] == "NOUN":
        if _is_list_of_charges(parse, first, head):
            return True
        return noun_key(parse, head) in words.get("charge", {}) and (
            preposition(parse, first) in REASONS and not _is_known(parse, word, first)
        )
    genitive = case_of(parse, first) == "Gen" and not preposition(parse, first)
    if genitive and verb_lemma(parse, head) in words.get("allege", {}):
        return True
    if parse.form[word - 1].lower() == "wegen" and verb_lemma(parse, head) in words["wanted"]:
        return True
    if _is_known(parse, word, first):
        return False
    if preposition(parse, first) in ("wegen", "für"):
        return verb_lemma(parse, head) in words.get("wanted", {})
    return parse.deprel[first] in OBJECTS and (
        _is_alleged(parse, head) or _is_seen_in(parse, head, first)
    )


def _is_english_charge(parse: Parse, word: int) -> bool:
    """ "accused of genocide", "charges of plotting a coup"; not "arrested for the murder of X"."""
    first = first_conjunct(parse, word)
    head = parse.heads[first]
    if head < 0:
        return False
    if parse.xpos[head] == "VBG" and parse.deprel[first] == "obj":
        laid = bool(set(marks(parse, head)) & set(ENGLISH_REASONS))
        return laid and _charges(parse, parse.heads[head])
    if preposition(parse, first) not in ENGLISH_REASONS or children(parse, first, "det"):
        return False
    if children(parse, word, "det", "nmod:poss", "nmod"):
        return False
    return _charges(parse, head)


def _charges(parse: Parse, word: int) -> bool:
    """Whether a word, or the verb of which it is an object, lays an act at somebody's door."""
    if word < 0:
        return False
    words = mode_words("en")
    if parse.upos[word] == "NOUN" and noun_key(parse, word) in words.get("charge", {}):
        return True
    verb = parse.heads[word] if parse.deprel[word] in OBJECTS else word
    return verb >= 0 and verb_lemma(parse, verb) in words.get("allege", {})


def _is_counted_among(parse: Parse, word: int, alleging: Mapping[str, str]) -> bool:
    """ "Zehn Verbrechen werden ihm vorgeworfen, darunter Völkermord und Folter"."""
    before = range(parse.firsts[parse.sentence_of[word]], word)
    if any(parse.form[c].lower() in DEFINITE for c in children(parse, word, "det")):
        return False
    among = next((w for w in before if parse.form[w].lower() == "darunter"), None)
    return among is not None and any(
        parse.upos[w] == "VERB" and verb_lemma(parse, w) in alleging
        for w in range(before[0], among)
    )


def _follows_charge(parse: Parse, word: int, first: int) -> bool:
    """ "wegen des Verdachts auf versuchten Mord", "die Anklage lautet auf Mord und Folter".

    The phrase stands right behind the noun of the charge, wherever the parse hangs it.
    """
    charges = mode_words("de").get("charge", {})
    before = min(parse.subtree(first)) - 1
    behind = preposition(parse, first) in BEHIND and before >= 0 and parse.upos[before] == "NOUN"
    if behind and noun_key(parse, before) in charges and not _is_known(parse, word, first):
        return True
    opening = int(parse.first[int(parse.sentence_of[word])])
    says = next((w for w in range(opening, word) if parse.lemma[w] == SAYS), None)
    return says is not None and any(
        noun_key(parse, c) in charges for c in children(parse, says, "nsubj")
    )


def _is_laid_behind(parse: Parse, noun: int) -> bool:
    """ "die Verbrechen, die dem General vorgeworfen werden": a relative clause lays them to him."""
    clauses = children(parse, noun, "acl", "acl:relcl")
    return any(
        _is_alleged(parse, clause)
        for clause in clauses
        if any(parse.xpos[c] == "PRELS" for c in children(parse, clause, *OBJECTS))
    )


def is_only_alleged(parse: Parse, word: int) -> bool:
    """ "Er verbrannte – so die Anklage – Häuser": a sentence that tells what a charge says."""
    if parse.language != "de":
        return False
    charges, words = mode_words("de").get("charge", {}), parse.words_of(parse.sentence_of[word])
    return any(
        parse.form[w - 2].lower() == "so"
        and parse.form[w - 1].lower() in DEFINITE
        and noun_key(parse, w) in charges
        for w in words[2:]
    )


def _is_list_of_charges(parse: Parse, first: int, head: int) -> bool:
    """ "Zehn Verbrechen werden ihm vorgeworfen, darunter Mord", "die Armee des Mordes bezichtigen".

    The second is a genitive that the parse hangs on whoever is charged.
    """
    verb = parse.heads[head]
    if verb < 0 or verb_lemma(parse, verb) not in mode_words("de").get("allege", {}):
        return False
    if parse.deprel[first] == "appos":
        return parse.deprel[head] in (*OBJECTS, "obl:agent", "obl")
    genitive = parse.deprel[first] == "nmod" and not preposition(parse, first)
    charging = verb_lemma(parse, verb) in GENITIVE_CHARGES
    return genitive and charging and parse.deprel[head] in ("obj", "nsubj:pass", "iobj")


def _is_seen_in(parse: Parse, verb: int, noun: int) -> bool:
    """ "sieht in dem Urteil einen Angriff auf die Presse": a judgement."""
    if verb_lemma(parse, verb) not in SEEING or parse.deprel[noun] != "obj":
        return False
    around = children(parse, verb, "obl", "obl:arg", "advmod")
    return any(
        preposition(parse, c) == "in" or parse.form[c].lower() in ("darin", "hierin", "worin")
        for c in around
    )


def is_laid_to_subject(parse: Parse, verb: int) -> bool:
    """ "im Verdacht, Unruhen angezettelt zu haben": the riots are told, who did it is alleged."""
    if parse.language != "de" or parse.deprel[verb] not in CHAIN:
        return False
    head, charges = parse.heads[verb], mode_words("de").get("charge", {})
    around = (head, *children(parse, head, "obj", "obl", "obl:arg"))
    named = any(parse.upos[w] == "NOUN" and noun_key(parse, w) in charges for w in around)
    return named or _is_alleged(parse, verb)


def _is_alleged(parse: Parse, verb: int) -> bool:
    """Whether a verb, or one that its infinitive hangs on, lays an act at somebody's door."""
    alleging = mode_words("de").get("allege", {})
    for _ in range(DEEPEST):
        if verb_lemma(parse, verb) in alleging or _is_laid_to(parse, verb):
            return True
        head = parse.heads[first_conjunct(parse, verb)]
        if head < 0 or parse.deprel[first_conjunct(parse, verb)] not in CHAIN:
            return False
        verb = head
    return False


def _is_laid_to(parse: Parse, verb: int) -> bool:
    """ "Ihm wird Mord zur Last gelegt", "schob ihm den Mord in die Schuhe"."""
    case, noun = LAID_TO.get(verb_lemma(parse, verb), ("", ""))
    around = (verb - 1, *children(parse, verb, "obl", "obl:arg", "xcomp")) if noun else ()
    return any(preposition(parse, c) == case and parse.lemma[c] in (noun, "Schuhe") for c in around)


def _is_known(parse: Parse, word: int, first: int) -> bool:
    """Whether an article or an owner before it names the act as known ("Israels Angriff").

    The article of a bare genitive names nothing.
    """
    owners = children(parse, word, "nmod", "nmod:poss")
    if any(c < word and not preposition(parse, c) for c in owners):
        return True
    if case_of(parse, first) == "Gen" and not preposition(parse, first):
        return False
    articles = [c for noun in {word, first} for c in children(parse, noun, "det", "det:poss")]
    return any(
        parse.form[c].lower() in DEFINITE and parse.ends[c] > parse.starts[c] for c in articles
    )
