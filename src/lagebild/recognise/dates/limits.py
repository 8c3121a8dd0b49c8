"""Expressions that stand beside what happened and do not date it: a time before or after which it
was, one in brackets, one of a phrase from which days are counted or which is the subject."""

import itertools
import re

from lagebild.parse.record import Parse
from lagebild.recognise.dates.clause import clause_of, is_iterated
from lagebild.recognise.dates.dated import follows, head_word, path_up
from lagebild.recognise.dates.iso import bounds
from lagebild.records import Date, EventDate

_DAY = len("2000-01-01")
_NOUNS = ("NOUN", "PROPN")
_WORDS = (*_NOUNS, "VERB", "ADJ")


def is_beside(parse: Parse, found: Date, told: EventDate, trigger: int) -> bool:
    """Whether an expression of the sentence only stands beside what the trigger tells."""
    return (
        _is_bound(parse, found)
        or _is_in_brackets(parse, found, trigger)
        or _is_counted_from(parse, found, trigger)
        or _is_of_other_noun(parse, found, trigger)
        or _is_of_what_it_is_against(parse, found, trigger)
        or _is_of_subject(parse, found, told, trigger)
        or _is_of_lasting_clause(parse, found, trigger)
    )


def tells_no_day(parse: Parse, found: Date) -> bool:
    """Whether an expression only says from when on, or around when, something was."""
    return _is_bound(parse, found) or _is_counted_from(parse, found)


def _is_bound(parse: Parse, found: Date) -> bool:
    """ "Vor 1933", "kurz nach Weihnachten": when that was is not told."""
    return found.type == "DATE" and follows(parse, found, _BEFORE)


_BEFORE = re.compile(
    r"\b(?:vor|nach|before|after)\s+(?:(?:de[mnr]|jahre?n?|the|year)\s+)*\Z", re.IGNORECASE
)


def _is_in_brackets(parse: Parse, found: Date, trigger: int) -> bool:
    """Whether brackets hold an expression with words that it belongs to ("(Stand vom 3. Mai)")."""
    sentence = parse.sentence_of[trigger]
    opening = parse.text.rfind("(", parse.sentence_starts[sentence], found.start)
    if opening < 0:
        return False
    closing = parse.text.find(")", opening)
    if closing < found.end or opening < parse.starts[trigger] < closing:
        return False
    return any(parse.upos[w] in _WORDS for w in parse.words_in(opening, found.start))


def _is_counted_from(parse: Parse, found: Date, trigger: int | None = None) -> bool:
    """ "Am dritten Tag nach dem Überfall am Samstag": the day is that from which is counted."""
    start = parse.sentence_starts[parse.sentence_at(found.start)]
    counted = _COUNTED.search(parse.text, start, found.start)
    if counted is None:
        return False
    between = parse.words_in(counted.end(), found.start)
    plain = not any(parse.upos[w] in ("VERB", "AUX", "PUNCT") for w in between)
    return plain and trigger not in between and any(parse.upos[w] in _NOUNS for w in between)


_COUNTED = re.compile(
    r"\b(?:Tag|Tage|Tagen|Wochen?|Monate?n?|Jahre?n?|Stunden?|days?|weeks?|months?|years?|hours?)"
    r"\s+(?:nach|vor|after|before)\b"
)


def _is_of_other_noun(parse: Parse, found: Date, trigger: int) -> bool:
    """Whether "von" joins an expression to a noun that the trigger is no part of ("nannte den
    Angriff einen Bruch des Vertrags von 2005", "die Bitte um Akten aus dem Jahr 2005"); what a
    letter of the day says is of the day."""
    if parse.upos[trigger] != "NOUN" or not (
        follows(parse, found, _OF) or follows(parse, found, _FROM)
    ):
        return False
    first = parse.words_in(found.start, found.end)[0]
    noun = next((w for w in range(first - 1, -1, -1) if parse.upos[w] in _NOUNS), None)
    if noun is None or noun <= trigger:
        return False
    if follows(parse, found, _FROM):
        return True
    if trigger in path_up(parse, noun):
        return False
    cases = {parse.form[c].lower() for c in parse.children[noun] if parse.deprel[c] == "case"}
    return bool(cases & _AGAINST)


_OF = re.compile(r"\b(?:vo[mn]|of)\s+(?:(?:Jahre?n?)\s+)?\Z")
_FROM = re.compile(r"\baus\s+(?:dem\s+(?:Jahre?\s+)?)?\Z")
_AGAINST = {"gegen", "an", "zu", "über", "wegen", "against", "of", "about", "over"}


def _is_of_what_it_is_against(parse: Parse, found: Date, trigger: int) -> bool:
    """Whether an expression closes the phrase of what the trigger is against ("weil sie gegen den
    Brand im Lager am 5. März protestierten"): a time of the verb's own stands before that phrase,
    or behind the verb."""
    if parse.language != "de" or not follows(parse, found, _CLOSING):
        return False
    words = parse.words_in(found.start, found.end)
    noun = words[0] - 1
    while parse.upos[noun] in ("ADP", "DET"):
        noun -= 1
    above = list(path_up(parse, noun))
    if parse.upos[trigger] == "VERB":
        if trigger < words[0]:
            return False
    elif trigger in above:  # "der Putsch gegen den König im Jahr 2006"
        return False
    phrase = itertools.takewhile(lambda n: parse.upos[n] in _NOUNS, above)
    cases = {parse.form[c].lower() for n in phrase for c in parse.children[n]}
    return bool(cases & _AGAINST_DE)


_CLOSING = re.compile(r"\b[A-ZÄÖÜ][\w-]+ (?:am|im|vom)\s+(?:\w+en\s+)?\Z")
_AGAINST_DE = {"gegen", "über", "wegen"}


def _is_of_subject(parse: Parse, found: Date, told: EventDate, trigger: int) -> bool:
    """Whether a month or year closes the noun phrase before the finite verb ("Der Bericht über das
    Jahr 2004 wurde abgelehnt"): German has one phrase there."""
    first, last = bounds(told.value)
    sentence = parse.sentence_of[trigger]
    opening = parse.firsts[sentence]
    words = parse.words_in(found.start, told.end or found.end)
    if parse.language != "de" or first[:_DAY] == last[:_DAY] or not words or trigger < words[0]:
        return False
    verb = words[-1] + 1
    if verb >= len(parse.form) or parse.upos[verb] not in ("VERB", "AUX"):
        return False
    before = range(opening, words[0])
    if parse.upos[opening] not in ("DET", *_NOUNS, "ADJ") or opening == words[0]:
        return False
    apart = any(parse.upos[w] in ("VERB", "AUX") or parse.form[w] == "," for w in before)
    return not apart and any(parse.upos[w] in _NOUNS for w in before)


def _is_of_lasting_clause(parse: Parse, found: Date, trigger: int) -> bool:
    """ "Während er bisher schwieg, fordert er seit gestern ...": the clause has its own time."""
    word, clause = head_word(parse, found), clause_of(parse, trigger)
    other = word is not None and clause not in path_up(parse, word)
    return other and parse.deprel[clause] == "advcl" and is_iterated(parse, clause)
