"""Dates that an event takes over from what the text told before."""

import itertools
import re
from collections.abc import Sequence

from lagebild.parse.record import Parse
from lagebild.recognise.dates.ahead import is_ahead
from lagebild.recognise.dates.calendar import partial
from lagebild.recognise.dates.clause import (
    clause_of,
    in_main_clause,
    is_apart,
    is_background,
    is_era,
    is_future,
    is_iterated,
    is_later,
    is_meanwhile,
    is_of_document,
    is_of_era,
    is_of_that_time,
    is_present,
    is_said,
    is_unreal,
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
from lagebild.recognise.dates.hang import attached
from lagebild.recognise.dates.iso import bounds
from lagebild.recognise.dates.naming import beginning_alike, is_definite, is_indefinite, name_of
from lagebild.recognise.dates.then import time_meant
from lagebild.records import Article, Date, EventDate

_LEAD_SENTENCES = 3
_BACK = 50
_FRESH_DAYS = 2


def inherited_date(
    parse: Parse, dates: Sequence[Date], article: Article, trigger: int, dated_here: bool
) -> EventDate | None:
    """What the text told before: of the same happening, in the paragraph, or as today's news."""
    if is_ahead(parse, dates, article, trigger):
        return None
    same = _of_noun(parse, dates, article, trigger)
    if same:
        return _finer(parse, dates, article, trigger, same)
    clause = clause_of(parse, trigger)
    if is_era(parse, trigger) or is_of_era(parse, clause) or is_later(parse, clause):
        return None
    if is_future(parse, clause) or is_iterated(parse, clause) or is_apart(parse, clause):
        return None
    meant = time_meant(parse, dates, article, clause)
    if meant or is_of_that_time(parse, clause):
        return meant
    if is_meanwhile(parse, clause):
        return _as_news(article) if is_present(parse, clause) else None
    if _is_since(parse, clause) or _is_cause(parse, trigger):
        return None
    vague = vague_in(parse, dates, clause)
    if vague:
        return _as_news(article) if "PRESENT_REF" in vague else None
    if clause == trigger and parse.deprel[trigger] in ("acl", "acl:relcl"):
        if is_of_document(parse, clause):
            return _of_verb(parse, dates, article, clause)
        return _of_noun(parse, dates, article, int(parse.head[trigger]))
    if is_background(parse, trigger, clause):
        return None
    known = parse.upos[trigger] == "NOUN" and is_definite(parse, trigger)
    return _of_thread(parse, dates, article, clause, dated_here, known)


def _of_thread(
    parse: Parse,
    dates: Sequence[Date],
    article: Article,
    clause: int,
    dated_here: bool,
    known: bool = False,
) -> EventDate | None:
    """The day of what is told before, or today where the report goes on in the present.

    `known`: a happening is named as known, which may be the one whose day the lead tells by a noun
    ("nach den Anschlägen vom 22. Juli").
    """
    sentence = int(parse.sentence_of[clause])
    main = in_main_clause(parse, clause)
    if dated_here and not main and parse.deprel[clause] != "ccomp":
        return None
    present = main and is_present(parse, clause)
    for earlier in range(sentence - (not dated_here), max(-1, sentence - _BACK - 1), -1):
        strict = present and earlier == sentence
        told = _told_in(parse, dates, article, earlier, strict, known)
        if told and present and not is_fresh(told, article):
            break
        if told:
            return told
        if _breaks_off(parse, dates, earlier) or _is_heading(parse, earlier):
            break
    else:
        if sentence < _LEAD_SENTENCES:
            return _as_news(article)
    return _as_news(article) if present or (main and is_said(parse, clause)) else None


def _is_cause(parse: Parse, trigger: int) -> bool:
    """ "Grund war der Rückzug der Partei": the cause was before what is told."""
    around = (*parse.children[trigger], int(parse.head[trigger]))
    return parse.upos[trigger] == "NOUN" and any(
        w >= 0 and parse.lemma[w].lower() in _CAUSES and parse.upos[w] == "NOUN"
        for w in around
        if w < 0 or "nsubj" in parse.deprel[w] or "nsubj" in parse.deprel[trigger]
    )


_CAUSES = ("grund", "hintergrund", "anlass", "auslöser", "ursache")


def _is_since(parse: Parse, clause: int) -> bool:
    """Whether a clause counts from a time on ("seit der Wende wurden zwölf hingerichtet")."""
    return any(
        parse.form[case].lower() in ("seit", "since")
        for phrase in parse.children[clause]
        if parse.deprel[phrase].startswith("obl")
        for case in parse.children[phrase]
        if parse.deprel[case] == "case"
    )


def _breaks_off(parse: Parse, dates: Sequence[Date], sentence: int) -> bool:
    """Whether a sentence leads away from the day told to a time that is not known."""
    root = root_of(parse, sentence)
    if root is None or is_present(parse, root):
        return False
    away = vague_in(parse, dates, root) - {"PRESENT_REF"}
    return bool(away) or is_of_that_time(parse, root) or is_relative(parse, dates, sentence, root)


def _finer(
    parse: Parse, dates: Sequence[Date], article: Article, trigger: int, told: EventDate
) -> EventDate:
    """The day of the year or month told for a happening, where the text has just come to it."""
    if len(told.value) >= _DAY or "/" in told.value:
        return told
    sentence = int(parse.sentence_of[trigger])
    for earlier in range(sentence - 1, max(-1, sentence - _BACK - 1), -1):
        day = _told_in(parse, dates, article, earlier)
        if day:
            return day if day.value.startswith(told.value) else told
    return told


_DAY = 10


def _of_verb(
    parse: Parse, dates: Sequence[Date], article: Article, clause: int
) -> EventDate | None:
    """The day of the verb that brings the document of which the clause speaks."""
    verb = clause_of(parse, int(parse.head[clause]))
    pairs = dated_in(parse, dates, article, int(parse.sentence_of[clause]))
    told = attached(parse, [p for p in pairs if fits(p[1].value, article, "past")], verb, "past")
    return as_context(told) if told else _of_thread(parse, dates, article, verb, bool(pairs))


_INSIDE = ("nmod", "amod", "appos")
_SAME_TIME_AGAIN = ("damals", "then", "at that time", "dann")


def vague_in(parse: Parse, dates: Sequence[Date], clause: int) -> set[str]:
    """Values of the expressions of a clause that tell no point of time ("einige Monate")."""
    found = set()
    for date in dates_of(parse, dates, int(parse.sentence_of[clause])):
        word = head_word(parse, date)
        if word is None or parse.text[date.start : date.end].lower() in _SAME_TIME_AGAIN:
            continue
        path = itertools.takewhile(lambda node: node != clause, path_up(parse, word))
        if clause_of(parse, word) != clause or any(parse.deprel[n] in _INSIDE for n in path):
            continue
        vague = date.type == "DURATION" and date.value.startswith("PX")
        if vague or date.type == "SET" or date.value.endswith("_REF"):
            found.add(date.value)
    return found


def _of_noun(parse: Parse, dates: Sequence[Date], article: Article, noun: int) -> EventDate | None:
    """The date that a noun has elsewhere in the text."""
    return _same_happening(parse, dates, article, noun) or _named_before(
        parse, dates, article, noun
    )


def is_fresh(told: EventDate, article: Article, days: int = _FRESH_DAYS) -> bool:
    """Whether the day told is so near the publication that the present tense goes on with it."""
    day = partial(bounds(told.value)[1])
    published = partial(article.published.value) if article.published else None
    last, today = (day.to_date() if day else None), (published.to_date() if published else None)
    return bool(last and today and (today - last).days <= days)


def _is_heading(parse: Parse, sentence: int) -> bool:
    """Whether a sentence is a line of its own without a stop: a new section begins."""
    start, end = int(parse.sent_start[sentence]), int(parse.sent_end[sentence])
    text = parse.text
    own_line = start == 0 or "\n" in text[max(0, start - 2) : start]
    return (
        own_line
        and sentence > 0
        and text[end - 1 : end] not in _STOPS
        and text[end : end + 1] == "\n"
    )


_STOPS = (".", "!", "?", "“", "”", '"', "«", "»", ":", ";", ",", ")", "…")


def _told_in(
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
    for found in dates_of(parse, dates, sentence):
        pair = dated(found, dates, article)
        word = head_word(parse, found)
        if not pair or word is None or not fits(pair[1].value, article, "past"):
            continue
        if _LASTING.search(parse.text, max(0, found.start - _LEAD), found.start):
            continue
        if is_unreal(parse, word) or (not known and belongs_to_noun(parse, found)):
            continue
        lead = sentence < _LEAD_SENTENCES - 1 and not strict
        day = len(pair[1].value.partition("/")[0]) >= _DAY
        if day and (lead or _hangs_on_main_verb(parse, word)):
            return as_context(pair[1])
    return None


_LEAD = 28
_LASTING = re.compile(
    r"\b(?:seit|bis|since|until)(?:\s+(?:de[mnr]|zu[mr]|the|anfang|mitte|ende|early|late))*\s*\Z",
    re.IGNORECASE,
)


def _hangs_on_main_verb(parse: Parse, word: int) -> bool:
    head = int(parse.head[word])
    return head < 0 or (int(parse.head[head]) < 0 and parse.deprel[word] != "nmod")


def _same_happening(
    parse: Parse, dates: Sequence[Date], article: Article, trigger: int
) -> EventDate | None:
    """The date of the same happening named elsewhere ("Irak-Krieg 2003", later "der Krieg")."""
    if parse.upos[trigger] not in ("NOUN", "PROPN"):
        return None
    name = name_of(parse, trigger)
    found: set[str] = set()
    event = None
    for date in dates:
        if date.type not in ("DATE", "TIME") or name[:3] not in _around(parse, date):
            continue
        word = head_word(parse, date)
        nouns = _nouns_above(parse, date, word) if word is not None else []
        if trigger in nouns or name not in (name_of(parse, n) for n in nouns):
            continue
        pair = dated(date, dates, article)
        if not _same_owner(parse, trigger, parse.sentence_at(date.start)):
            continue
        if pair and fits(pair[1].value, article, "past"):
            found.add(bounds(pair[1].value)[0][:4])
            event = event or pair[1]
    if event is None or len(found) != 1:
        return None
    return as_context(event)


_WINDOW = 150


def _around(parse: Parse, date: Date) -> str:
    """What stands around an expression, in lower case."""
    known = parse.kept.setdefault(("dates around", 0), {})
    place = (date.start, date.end)
    if place not in known:
        words = parse.text[max(0, date.start - _WINDOW) : date.end + _WINDOW]
        known[place] = words.lower()
    found: str = known[place]
    return found


def _named_before(
    parse: Parse, dates: Sequence[Date], article: Article, trigger: int
) -> EventDate | None:
    """The date of the last earlier sentence in which the same noun, or its verb, was dated."""
    if parse.upos[trigger] != "NOUN" or is_indefinite(parse, trigger):
        return None
    name = name_of(parse, trigger)
    first = int(parse.first[parse.sentence_of[trigger]])
    for word in reversed(beginning_alike(parse, trigger)):
        if word >= first:
            continue
        if name_of(parse, word) != name:
            continue
        if not _same_owner(parse, trigger, int(parse.sentence_of[word])):
            continue
        pairs = dated_in(parse, dates, article, int(parse.sentence_of[word]))
        told = attached(
            parse, [p for p in pairs if fits(p[1].value, article, "past")], word, "past"
        )
        if told:
            return as_context(told)
    return None


def _same_owner(parse: Parse, noun: int, sentence: int) -> bool:
    """Whether the earlier sentence names whose visit, talks or attack it is, if that is told."""
    owners = [
        parse.form[c]
        for c in parse.children[noun]
        if parse.upos[c] == "PROPN" and parse.deprel[c].startswith(("nmod", "flat", "appos"))
    ]
    text = parse.text[int(parse.sent_start[sentence]) : int(parse.sent_end[sentence])]
    return not owners or any(owner[:-1] in text for owner in owners)


def _nouns_above(parse: Parse, date: Date, word: int) -> list[int]:
    """The nouns that an expression belongs to ("Massaker von Srebrenica 1995")."""
    found = []
    before = parse.words_in(date.start, date.end)[0] - 1
    if date.value.isdigit() and before >= 0 and parse.upos[before] in ("NOUN", "PROPN"):
        found.append(before)
    for node in path_up(parse, int(parse.head[word])):
        if parse.upos[node] not in ("NOUN", "PROPN"):
            break
        found.append(node)
        if parse.deprel[node] not in ("nmod", "appos", "flat", "flat:name", "compound"):
            break
    return found


def _as_news(article: Article) -> EventDate | None:
    """What the head of a dated report tells without a date, or any part of it as present."""
    if not article.published:
        return None
    value = article.published.value[:10]
    return EventDate(value=value, basis="published") if len(value) == 10 else None
