"""The day with which a report goes on from sentence to sentence."""

import itertools
import re
from collections.abc import Sequence

from lagebild.parse.record import Parse
from lagebild.recognise.dates.calendar import partial
from lagebild.recognise.dates.clause import (
    clause_of,
    in_main_clause,
    is_of_life,
    is_of_that_time,
    is_present,
    is_said,
    is_unreal,
    looks_back,
    marker,
)
from lagebild.recognise.dates.dated import (
    as_context,
    belongs_to_noun,
    dated,
    dated_in,
    dates_of,
    fits,
    head_word,
    is_relative,
    path_up,
    root_of,
)
from lagebild.recognise.dates.inside import is_of_call, opens_attribute
from lagebild.recognise.dates.iso import bounds
from lagebild.recognise.dates.lexicon import lexicon
from lagebild.recognise.dates.limits import tells_no_day
from lagebild.recognise.dates.naming import is_generic
from lagebild.recognise.dates.then import says_then
from lagebild.records import Article, Date, EventDate

DAY = 10
"""Characters of a value as fine as a day."""
BACK = 50
"""Sentences that a day reaches at most."""
_LEAD_SENTENCES = 3
_NEWS_SENTENCES = 2
"""So many sentences tell the news itself, headline included, though they are in the past."""
_FRESH_DAYS = 2
_NEWS_DAYS = 7
_LEAD_NEWS_DAYS = 60
_OLD_REACH = 2
"""So many sentences go on with a day long past, which a report only looks back to."""
CAUSES = ("grund", "hintergrund", "anlass", "auslöser", "ursache", "vorgeschichte")
"""Nouns for what was before what is told."""
_ASIDE = 1
"""So many sentences go on with a month or year, or with the background, before the day is back."""
_FLASHBACK = 3
"""So many sentences go on with what one in the pluperfect has begun."""


def of_thread(
    parse: Parse,
    dates: Sequence[Date],
    article: Article,
    clause: int,
    dated_here: bool,
    known: bool = False,
    noun: int | None = None,
) -> EventDate | None:
    """The day of what is told before, or today where the report goes on in the present.

    `known`: a happening is named as known, which may be the one whose day the lead tells by a noun
    ("nach den Anschlägen vom 22. Juli"). `noun`: the noun that is asked for, if it is none of a
    verb.
    """
    sentence = parse.sentence_of[clause]
    main = in_main_clause(parse, clause)
    if dated_here and not main and not _is_said_in_main(parse, clause):
        return None
    present = main and is_present(parse, clause)
    for earlier in range(sentence - (not dated_here), max(-1, sentence - BACK - 1), -1):
        strict = present and earlier == sentence
        told = told_in(parse, dates, article, earlier, strict, known)
        if told and sentence - earlier > _OLD_REACH and _is_of_past(told, article, earlier):
            break
        if told and present and not is_fresh(told, article):
            break
        reach = _FLASHBACK if main else 0
        if told and sentence - earlier > reach and _opens_flashback(parse, told, earlier):
            break
        if told:
            return told
        near = sentence - earlier <= _ASIDE and not is_said(parse, clause)
        if near and _tells_earlier_time(parse, dates, article, earlier):
            break
        if _breaks_off(parse, dates, earlier) or _is_heading(parse, earlier):
            break
    else:
        said = present or noun is not None or is_said(parse, clause)
        if sentence < (_LEAD_SENTENCES if said else _NEWS_SENTENCES):
            return as_news(article)
    if noun is not None and not carries(parse, clause, noun):
        fresh = present and (not is_generic(parse, noun) or is_there(parse, clause))
        return as_news(article) if fresh else None
    return as_news(article) if present or (main and is_said(parse, clause)) else None


def _is_said_in_main(parse: Parse, clause: int) -> bool:
    """Whether a clause is what the main clause says."""
    above = parse.heads[clause]
    return parse.deprel[clause] == "ccomp" and in_main_clause(parse, clause_of(parse, above))


def is_there(parse: Parse, clause: int) -> bool:
    """Whether a clause says that something is there or came about ("Zusagen gibt es", "kam es zu
    Protesten")."""
    return (parse.lemma[clause] or parse.form[clause]).lower() in ("geben", "kommen", "be")


def carries(parse: Parse, clause: int, noun: int) -> bool:
    """Whether a verb only puts forward what a noun names ("übte Kritik", "stellte Forderungen")."""
    verbs = lexicon(parse.language).guards.get("carry", frozenset())
    lemma = (parse.lemma[clause] or parse.form[clause]).lower()
    return parse.deprel[noun] in ("obj", "nsubj:pass", "obl") and lemma in verbs


def as_news(article: Article) -> EventDate | None:
    """What the head of a dated report tells without a date, or any part of it as present."""
    if not article.published:
        return None
    value = article.published.value[:DAY]
    return EventDate(value=value, basis="published") if len(value) == DAY else None


def is_fresh(told: EventDate, article: Article, days: int = _FRESH_DAYS) -> bool:
    """Whether the day told is so near the publication that the present tense goes on with it."""
    day = partial(bounds(told.value)[1])
    published = partial(article.published.value) if article.published else None
    last, today = (day.to_date() if day else None), (published.to_date() if published else None)
    return bool(last and today and (today - last).days <= days)


def _is_of_past(told: EventDate, article: Article, sentence: int) -> bool:
    """Whether a day lies too far back to be that of the news; the lead may tell older news."""
    if not article.published:
        return False
    days = _LEAD_NEWS_DAYS if sentence < _LEAD_SENTENCES else _NEWS_DAYS
    return not is_fresh(told, article, days)


def vague_in(parse: Parse, dates: Sequence[Date], clause: int) -> set[str]:
    """Values of the expressions of a clause that tell no point of time ("einige Monate")."""
    found = set()
    for date in dates_of(parse, dates, parse.sentence_of[clause]):
        word = head_word(parse, date)
        if word is None or parse.text[date.start : date.end].lower() in _SAME_TIME_AGAIN:
            continue
        path = itertools.takewhile(lambda node: node != clause, path_up(parse, word))
        if clause_of(parse, word) != clause or any(parse.deprel[n] in _INSIDE for n in path):
            continue
        vague = date.type == "DURATION" and date.value.startswith(("PX", "PTX"))
        if vague or date.type == "SET" or date.value.endswith("_REF"):
            found.add(date.value)
    return found


_INSIDE = ("nmod", "amod", "appos")
_SAME_TIME_AGAIN = ("damals", "then", "at that time", "dann")


def told_in(
    parse: Parse,
    dates: Sequence[Date],
    article: Article,
    sentence: int,
    strict: bool = False,
    known: bool = False,
) -> EventDate | None:
    """The day that dates the main clause of a sentence, as a date inherited from it.

    In the lead any day counts, unless `strict`; that of another noun only for a `known` happening.
    """
    beside = None
    for found in dates_of(parse, dates, sentence):
        pair = dated(found, dates, article)
        word = head_word(parse, found)
        if not pair or word is None or not fits(pair[1].value, article, "past"):
            continue
        if _LASTING.search(parse.text, max(0, found.start - _LEAD), found.start):
            continue
        if is_unreal(parse, word) or opens_attribute(parse, found) or tells_no_day(parse, found):
            continue
        if is_of_call(parse, found, clause_of(parse, word)):
            continue
        if not known and belongs_to_noun(parse, found):
            continue
        if _lies_behind(parse, word) or _is_of_attribute(parse, pair[1], article, word):
            continue
        lead = sentence < _LEAD_SENTENCES - 1 and not strict
        day = _is_of_days(pair[1].value)
        if not day or not (lead or _hangs_on_main_verb(parse, word)):
            continue
        if in_main_clause(parse, clause_of(parse, word)):
            return as_context(pair[1])
        beside = beside or pair[1]
    return as_context(beside) if beside else None


def _is_of_days(value: str) -> bool:
    """Whether a value is a day, or some days in a row."""
    first, last = (partial(end) for end in bounds(value))
    begin, end = (first.to_date() if first else None), (last.to_date() if last else None)
    return begin is not None and end is not None and (end - begin).days <= _NEWS_DAYS


def _lies_behind(parse: Parse, word: int) -> bool:
    """Whether an expression dates what only a clause beside tells of earlier ("nachdem er gestern
    noch abgelehnt hatte"), or somebody's birth."""
    clause = clause_of(parse, word)
    aside = looks_back(parse, clause) and not in_main_clause(parse, clause)
    return aside or marker(parse, clause) in _BEFORE or is_of_life(parse, clause)


def _is_of_attribute(parse: Parse, told: EventDate, article: Article, word: int) -> bool:
    """Whether an older day only says more of a noun ("der Orden, der ihm 2004 verliehen wurde")."""
    aside = parse.deprel[clause_of(parse, word)] in ("acl", "acl:relcl", "amod")
    return aside and bool(article.published) and not is_fresh(told, article, _NEWS_DAYS)


_BEFORE = ("nachdem", "after", "bevor", "before", "seit", "seitdem", "since")


def _opens_flashback(parse: Parse, told: EventDate, sentence: int) -> bool:
    """Whether the day of a sentence is that of a pluperfect ("Im Juli hatte er zugestimmt"), with
    which only the next sentences go on; the first sentences may tell the news in it."""
    if sentence < _LEAD_SENTENCES or told.start is None:
        return False
    return looks_back(parse, clause_of(parse, parse.words_in(told.start, told.end or 0)[0]))


_SAME_TIME = ("als", "when")
_LEAD = 28
_LASTING = re.compile(
    r"\b(?:seit|bis|since|until)(?:\s+(?:de[mnr]|zu[mr]|the|anfang|mitte|ende|early|late))*\s*\Z",
    re.IGNORECASE,
)


def _hangs_on_main_verb(parse: Parse, word: int) -> bool:
    head = parse.heads[word]
    return head < 0 or (parse.heads[head] < 0 and parse.deprel[word] != "nmod")


def _breaks_off(parse: Parse, dates: Sequence[Date], sentence: int) -> bool:
    """Whether a sentence leads away from the day told to a time that is not known."""
    root = root_of(parse, sentence)
    if root is None or is_present(parse, root):
        return False
    same_time = [
        c
        for c in parse.children[root]
        if parse.deprel[c] == "advcl" and marker(parse, c) in _SAME_TIME
    ]
    away = {v for c in (root, *same_time) for v in vague_in(parse, dates, c)} - {"PRESENT_REF"}
    return bool(away) or is_of_that_time(parse, root) or is_relative(parse, dates, sentence, root)


def _tells_earlier_time(
    parse: Parse, dates: Sequence[Date], article: Article, sentence: int
) -> bool:
    """Whether a sentence goes back to the background of what is told, or to a month or year."""
    root = root_of(parse, sentence)
    if root is None:
        return False
    subjects = (c for c in parse.children[root] if parse.deprel[c] == "nsubj")
    causes = any(parse.lemma[w].lower() in CAUSES for w in (root, *subjects))
    if causes or says_then(parse, root):
        return True
    published = article.published.value if article.published else ""
    for found, event in dated_in(parse, dates, article, sentence):
        word = head_word(parse, found)
        coarse = len(event.value) < DAY and not published.startswith(event.value)
        if coarse and word is not None and parse.heads[word] == root:
            return not is_present(parse, root) and fits(event.value, article, "past")
    return False


def _is_heading(parse: Parse, sentence: int) -> bool:
    """Whether a sentence is a line of its own without a stop: a new section begins."""
    start, end = parse.sentence_starts[sentence], parse.sentence_ends[sentence]
    text = parse.text
    own_line = start == 0 or "\n" in text[max(0, start - 2) : start]
    return (
        own_line
        and sentence > 0
        and text[end - 1 : end] not in STOPS
        and text[end : end + 1] == "\n"
    )


STOPS = (".", "!", "?", "“", "”", '"', "«", "»", ":", ";", ",", ")", "…")


def has_headline(parse: Parse) -> bool:
    """Whether the first sentence is a line of its own without a full stop."""
    if parse.sentence_count <= 1:
        return False
    end = parse.sentence_ends[0]
    return parse.text[end - 1] not in STOPS and parse.text[end : end + 1] == "\n"
