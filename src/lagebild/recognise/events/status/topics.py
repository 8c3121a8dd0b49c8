"""Acts that are only talked about, agreed, supposed or guarded against."""

from collections.abc import Iterator, Mapping

from lagebild.language.word_sets import word_set
from lagebild.parse.record import Parse
from lagebild.recognise.events.parties.subjects import verb_lemma
from lagebild.recognise.events.status.governors import governor_signs
from lagebild.recognise.events.status.moods import ACTUAL, HYPOTHETICAL, mode_words, noun_key
from lagebild.recognise.events.trees.tree import (
    DEFINITE,
    SUBJECTS,
    auxiliaries,
    base_relation,
    children,
    first_conjunct,
    is_finite,
    marks,
    preposition,
)
from lagebild.recognise.events.words.headlines import headline_undergoer

YIELDED = ("RETREAT", "AID", "COOPERATE")
"""What is negotiated has not been done; a war or an arrest may be talked about because it was."""
ORDERED = ("RETREAT", "ASSAULT", "COOPERATE", "AID")
"""What is ordered is done by others later; a ban or a deployment is made by its order."""
DECIDED = (*YIELDED, "SANCTION", "SUPPORT", "AGREE", "CONCEDE")
TALKED = ("über", "um", "zu", "on", "over", "about", "regarding", "aimed")
AGREED = ("über", "auf", "zu", "für", "on", "for")
GUARDED = ("vor", "gegen", "von", "bei", "")
DONE = ("obj", "nsubj", "nmod")
LEAVING = word_set("topics", "leaving")
FAILED = word_set("topics", "failed")
VICTIMS = word_set("topics", "victims")
NOBODY = ("es", "man")
SPOKEN = ("REQUEST", "ACCUSE", "REJECT", "THREATEN", "AGREE", "CONCEDE", "SUPPORT")
THOUGHT = word_set("topics", "thought")
THEN = ("so", "dann")


def topic_signs(parse: Parse, word: int, type_: str) -> Iterator[str]:
    """What the words around an event say that only treat it as their topic.

    "Verhandlungen über den Abzug", "einigten sich auf den Abzug", "Schutz vor Angriffen", "es wird
    vermutet, dass er ermordet wurde", "Greift er an, wird ..."
    """
    words = mode_words(parse.language)
    if parse.language == "en" and parse.upos[word] == "NOUN":
        yield from _of_talks(parse, word, type_, words)
    if parse.language != "de":
        return
    then = _turn_of_condition(parse, parse.sentence_of[word])
    if then is not None and (word < then or (type_ not in SPOKEN and _is_said(parse, word, then))):
        yield HYPOTHETICAL
    if parse.upos[word] == "NOUN":
        yield from _of_talks(parse, word, type_, words)
        yield from _of_headline(parse, word, words)
        yield from _of_victim(parse, word)
        return
    yield from _supposed(parse, word, words.get("suppose", {}))


def is_in_condition(parse: Parse, word: int) -> bool:
    """Whether a word stands in a condition that its verb opens ("Kämen sie dem nicht nach, so")."""
    if parse.language != "de":
        return False
    then = _turn_of_condition(parse, parse.sentence_of[word])
    return then is not None and word < then


def is_under_condition(parse: Parse, word: int) -> bool:
    """Whether a word stands behind such a condition ("Lehnt er ab, müssen sie sich einigen")."""
    then = _turn_of_condition(parse, parse.sentence_of[word])
    return then is not None and word > then


def _of_talks(
    parse: Parse, word: int, type_: str, words: Mapping[str, Mapping[str, str]]
) -> Iterator[str]:
    first = first_conjunct(parse, word)
    head = parse.heads[first]
    if head < 0:
        return
    above = noun_key(parse, head) if parse.upos[head] == "NOUN" else verb_lemma(parse, head)
    if above in words.get("order", {}) and _is_ordered(parse, word, head, type_):
        yield HYPOTHETICAL if type_ == "AID" else words["order"][above]
    if base_relation(parse, first) not in ("nmod", "obl"):
        return
    case = preposition(parse, first)
    if type_ in YIELDED and case in TALKED:
        topics = words.get("topic", {})
        beside = [noun_key(parse, c) for c in children(parse, head, "obj", "nsubj") if c < first]
        yield from (topics[n] for n in (above, *beside[-1:]) if n in topics)
    if case in ("über", "um") and _is_open_topic(parse, word, type_) and above in words["topic"]:
        yield words["topic"][above]
    if type_ in YIELDED and case in AGREED and above in words.get("deal", {}):
        yield words["deal"][above]
    articles = {parse.form[c].lower() for c in children(parse, word, "det")}
    if case in GUARDED and not articles & set(DEFINITE) and above in words.get("guard", {}):
        yield words["guard"][above]


def _is_ordered(parse: Parse, noun: int, head: int, type_: str) -> bool:
    """ "befahl den Angriff", "der Befehl zum Abzug": others are to do it, if they have not yet.

    Of relief flights that are ordered only the evacuation is left to those who are to leave.
    """
    if type_ not in ORDERED or base_relation(parse, noun) not in DONE:
        return False
    if parse.upos[head] == "NOUN" and preposition(parse, noun) not in ("", "zu", "von"):
        return False
    if type_ == "AID":
        return noun_key(parse, noun).endswith(LEAVING)
    helpers = {parse.form[a].lower() for a in auxiliaries(parse, head)}
    return type_ == "RETREAT" or not helpers & {"haben", "hatte", "hatten"}


def _is_open_topic(parse: Parse, noun: int, type_: str) -> bool:
    """Whether what is talked about is one that may come: "eine Amtsenthebung", "neue Sanktionen".

    "Angriffe" and "Festnahmen" may be talked about because there were some.
    """
    articles = {parse.form[c].lower() for c in children(parse, noun, "det")}
    if articles & set(DEFINITE) or children(parse, noun, "det:poss"):
        return False
    return type_ in DECIDED or bool(articles & {"ein", "eine", "einen", "einem", "einer"})


def _of_victim(parse: Parse, word: int) -> Iterator[str]:
    """ "die Gefahr, Ziel eines Angriffs zu werden": it happens if somebody becomes its target."""
    head = parse.heads[word]
    if head < 0 or parse.deprel[word] != "nmod" or noun_key(parse, head) not in VICTIMS:
        return
    yield from (s for s in governor_signs(parse, head) if s != ACTUAL)
    above = parse.heads[head]
    if above >= 0 and parse.upos[above] == "NOUN" and "zu" in marks(parse, head):
        table = mode_words(parse.language).get("nounabove", {})  # "die Gefahr Ziel ... zu sein"
        yield from (table[n] for n in (noun_key(parse, above),) if n in table)


def _of_headline(parse: Parse, word: int, words: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    """ "Angriff auf Kabul vereitelt": the participle of a headline tells what became of it."""
    head = parse.heads[word]
    if head < 0 or parse.deprel[word] not in SUBJECTS or headline_undergoer(parse, head) != word:
        return
    form = parse.form[head].lower()
    adjectives = words.get("adj", {})
    status = adjectives.get(form)
    if status and parse.lemma[head].lower() not in FAILED and form not in FAILED:
        yield status


def _supposed(parse: Parse, word: int, table: Mapping[str, str]) -> Iterator[str]:
    """ "Es wird vermutet, dass ...", "man nimmt an, dass ...": nobody says that it was so."""
    first = first_conjunct(parse, word)
    head = parse.heads[first]
    if head < 0 or not set(marks(parse, first)) & {"dass", "daß"}:
        return
    lemma = verb_lemma(parse, head)
    if parse.form[head].lower() in THOUGHT:
        yield HYPOTHETICAL  # "Ich dachte, dass sie ihn festnehmen"
    if lemma not in table:
        return
    who = children(parse, head, *SUBJECTS, "expl")
    if not [w for w in who if w != first and parse.form[w].lower() not in NOBODY]:
        yield table[lemma]


def _turn_of_condition(parse: Parse, sentence: int) -> int | None:
    """Where the main clause begins after a condition that its verb opens, or None.

    "Greift die Armee an, wird ...". In the past it is none ("Hatte er gezögert, so ...").
    """
    words = parse.words_of(sentence)
    opening = next((w for w in words if parse.form[w][:1].isalnum()), words[0])
    if parse.upos[opening] not in ("VERB", "AUX") or not is_finite(parse, opening):
        return None
    if parse.feat(opening, "Tense") == "Past" and parse.feat(opening, "Mood") != "Sub":
        return None
    comma = next((w for w in words if parse.form[w] == ","), None)
    if comma is None or comma + 1 not in words or parse.form[words[-1]] == "?":
        return None
    turn = comma + 1
    return turn if parse.form[turn].lower() in THEN or is_finite(parse, turn) else None


def _is_said(parse: Parse, word: int, turn: int) -> bool:
    """Whether a word is the predicate of the clause that begins there."""
    return any(w in (turn, turn + 1) for w in (word, *auxiliaries(parse, word)))
