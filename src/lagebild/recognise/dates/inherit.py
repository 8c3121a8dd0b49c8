"""Dates that an event takes over from what the text told before."""

import re
from collections.abc import Sequence

from lagebild.parse.record import Parse
from lagebild.recognise.dates.calendar import partial
from lagebild.recognise.dates.dated import (
    CLAUSES,
    DEPTH,
    dated,
    dated_in,
    dates_of,
    fits,
    head_word,
    is_relative,
    path_up,
)
from lagebild.recognise.dates.hang import attached, is_light, is_topic
from lagebild.recognise.dates.iso import bounds
from lagebild.records import Article, Date, EventDate

_LEAD_SENTENCES = 3


_BACK = 50


def inherited_date(
    parse: Parse, dates: Sequence[Date], article: Article, trigger: int, dated_here: bool
) -> EventDate | None:
    """What the text told before: of the same happening, in the paragraph, or as today's news."""
    same = _of_noun(parse, dates, article, trigger)
    if same:
        return same
    clause = _clause(parse, trigger)
    if clause == trigger and parse.deprel[trigger] in ("acl", "acl:relcl"):
        return _of_noun(parse, dates, article, int(parse.head[trigger]))
    if _is_background(parse, trigger, clause):
        return None
    sentence = int(parse.sentence_of[trigger])
    main = _in_main_clause(parse, clause)
    if dated_here and not main:
        return None
    present = main and not dated_here and _is_present(parse, clause)
    for earlier in range(sentence - (not dated_here), max(-1, sentence - _BACK - 1), -1):
        told = _told_in(parse, dates, article, earlier)
        if told and present and not _is_fresh(told, article):
            break
        if told:
            return told
        if is_relative(parse, dates, earlier) or _is_heading(parse, earlier):
            break
    else:
        return _as_news(article) if present or sentence < _LEAD_SENTENCES else None
    return _as_news(article) if present else None


def _of_noun(parse: Parse, dates: Sequence[Date], article: Article, noun: int) -> EventDate | None:
    """The date that a noun has elsewhere in the text."""
    return _same_happening(parse, dates, article, noun) or _named_before(
        parse, dates, article, noun
    )


def _is_fresh(told: EventDate, article: Article) -> bool:
    """Whether the day told is so near the publication that the present tense goes on with it."""
    day = partial(bounds(told.value)[1])
    published = partial(article.published.value) if article.published else None
    last, today = (day.to_date() if day else None), (published.to_date() if published else None)
    return bool(last and today and (today - last).days <= _FRESH_DAYS)


_FRESH_DAYS = 2


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
    parse: Parse, dates: Sequence[Date], article: Article, sentence: int
) -> EventDate | None:
    """The day that dates the main clause of a sentence, as a date inherited from it."""
    for found in dates_of(parse, dates, sentence):
        pair = dated(found, dates, article)
        word = head_word(parse, found)
        if not pair or word is None or not fits(pair[1].value, article, "past"):
            continue
        lead = sentence < _LEAD_SENTENCES - 1
        if len(pair[1].value) >= 10 and (lead or _hangs_on_main_verb(parse, word)):
            return _as_context(pair[1])
    return None


def _hangs_on_main_verb(parse: Parse, word: int) -> bool:
    head = int(parse.head[word])
    return head < 0 or (int(parse.head[head]) < 0 and parse.deprel[word] != "nmod")


def _clause(parse: Parse, trigger: int) -> int:
    """The predicate of the clause that the trigger stands in."""
    for node in path_up(parse, trigger):
        if parse.upos[node] in ("VERB", "AUX") or parse.deprel[node] in (*CLAUSES, "root"):
            return node
    return trigger


def _in_main_clause(parse: Parse, clause: int) -> bool:
    node = clause
    for _ in range(DEPTH):
        if int(parse.head[node]) < 0:
            return True
        if parse.deprel[node] not in ("conj", "xcomp"):
            return False
        node = int(parse.head[node])
    return False


_AUXILIARY = ("aux", "aux:pass", "cop")


_PLUPERFECT = ("hatte", "hatten", "war", "waren", "had")


_EARLIER = ("zuvor", "vorher", "früher", "damals", "bereits", "einst", "earlier", "previously")


def _is_background(parse: Parse, trigger: int, clause: int) -> bool:
    """Whether the clause goes back behind what is told (pluperfect, "zuvor") or only modifies."""
    if parse.deprel[clause] in ("acl", "acl:relcl", "amod"):
        return True
    if parse.deprel[trigger] in ("nmod", "amod", "compound") and trigger != clause:
        return not is_light(parse, int(parse.head[trigger]))
    if parse.upos[trigger] in ("NOUN", "PROPN") and is_topic(parse, trigger):
        return True
    children = parse.children[clause]
    if any(_opens_before(parse, c) for c in children):
        return True
    auxiliaries = [parse.form[c].lower() for c in children if parse.deprel[c] in _AUXILIARY]
    after = any(parse.form[c].lower() == "nachdem" for c in children)
    participle = not after and parse.xpos[clause] in ("VVPP", "VAPP", "VMPP", "VBN")
    if participle and any(a in _PLUPERFECT for a in auxiliaries):
        return "worden" in auxiliaries or not any(a in ("war", "waren") for a in auxiliaries)
    return any(parse.form[c].lower() in _EARLIER and parse.upos[c] == "ADV" for c in children)


def _opens_before(parse: Parse, word: int) -> bool:
    """Whether a sentence opens with "Vor dem Treffen": when that was is not told."""
    first = int(parse.first[parse.sentence_of[word]])
    return (
        parse.upos[word] == "NOUN"
        and first in parse.children[word]
        and parse.form[first].lower() in ("vor", "before")
    )


def _is_present(parse: Parse, clause: int) -> bool:
    """Whether the predicate is a plain present tense ("fordert", "wird kritisiert")."""
    if parse.upos[clause] not in ("VERB", "AUX"):
        return False
    auxiliaries = [c for c in parse.children[clause] if parse.deprel[c] in _AUXILIARY]
    finite = [w for w in (clause, *auxiliaries) if parse.feat(w, "VerbForm") == "Fin"]
    if len(finite) != 1 or parse.feat(finite[0], "Tense") != "Pres":
        return False
    if parse.feat(finite[0], "Mood") == "Sub":
        return False
    passive = parse.deprel[finite[0]] == "aux:pass"
    return finite[0] == clause or (passive and len(auxiliaries) == 1)


def _same_happening(
    parse: Parse, dates: Sequence[Date], article: Article, trigger: int
) -> EventDate | None:
    """The date of the same happening named elsewhere ("Irak-Krieg 2003", later "der Krieg")."""
    if parse.upos[trigger] not in ("NOUN", "PROPN"):
        return None
    name = _name(parse, trigger)
    found: set[str] = set()
    event = None
    for date in dates:
        around = parse.text[max(0, date.start - _WINDOW) : date.end + _WINDOW]
        if date.type not in ("DATE", "TIME") or name[:3] not in around.lower():
            continue
        word = head_word(parse, date)
        nouns = _nouns_above(parse, date, word) if word is not None else []
        if trigger in nouns or name not in (_name(parse, n) for n in nouns):
            continue
        pair = dated(date, dates, article)
        if pair and fits(pair[1].value, article, "past"):
            found.add(bounds(pair[1].value)[0][:4])
            event = event or pair[1]
    if event is None or len(found) != 1:
        return None
    return _as_context(event)


_WINDOW = 150


def _named_before(
    parse: Parse, dates: Sequence[Date], article: Article, trigger: int
) -> EventDate | None:
    """The date of the last earlier sentence in which the same noun, or its verb, was dated."""
    if parse.upos[trigger] != "NOUN" or _is_indefinite(parse, trigger):
        return None
    name = _name(parse, trigger)
    first = int(parse.first[parse.sentence_of[trigger]])
    for word in range(first - 1, -1, -1):
        if parse.upos[word] not in ("NOUN", "VERB") or not _alike(parse, word, trigger):
            continue
        if _name(parse, word) != name:
            continue
        if not _same_owner(parse, trigger, int(parse.sentence_of[word])):
            continue
        pairs = dated_in(parse, dates, article, int(parse.sentence_of[word]))
        told = attached(
            parse, [p for p in pairs if fits(p[1].value, article, "past")], word, "past"
        )
        if told:
            return _as_context(told)
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


def _alike(parse: Parse, word: int, other: int) -> bool:
    """A cheap look whether two words can be of one stem at all."""
    return parse.form[word][:3].lower() == parse.form[other][:3].lower()


def _is_indefinite(parse: Parse, noun: int) -> bool:
    """Whether a noun tells of another happening ("ein Telefongespräch")."""
    return any(
        parse.deprel[c].startswith("det") and parse.form[c].lower() in _INDEFINITE
        for c in parse.children[noun]
    )


_INDEFINITE = (
    "ein", "eine", "einen", "einem", "einer", "eines", "a", "an", "another", "weitere", "neue",
)  # fmt: skip


def _as_context(told: EventDate) -> EventDate:
    return EventDate(
        value=told.value, basis="context", text=told.text, start=told.start, end=told.end
    )


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


def _name(parse: Parse, word: int) -> str:
    """What a noun and the verb beside it have in common ("Demonstration", "demonstrieren")."""
    if parse.deprel[word] == "compound" and parse.head[word] >= 0:
        word = int(parse.head[word])
    parts = [parse.form[c] for c in parse.children[word] if parse.deprel[c] == "compound"]
    parts.append(parse.lemma[word] or parse.form[word])
    lemma = "".join(parts).replace("-", "").lower()
    endings = _VERB_ENDINGS if parse.upos[word] == "VERB" else _NOUN_ENDINGS
    stem = endings.sub("", lemma)
    return stem if len(stem) >= _SHORTEST_STEM else lemma


_VERB_ENDINGS = re.compile("(?:ieren|en|n|ate|e)$")
_NOUN_ENDINGS = re.compile("(?:ationen|ation|ungen|ung|e?s)$")
_SHORTEST_STEM = 5


def _as_news(article: Article) -> EventDate | None:
    """What the head of a dated report tells without a date, or any part of it as present."""
    if not article.published:
        return None
    value = article.published.value[:10]
    return EventDate(value=value, basis="published") if len(value) == 10 else None
