"""Dates that an event takes over from what the text told before."""

from collections.abc import Sequence

from lagebild.parse.record import Parse
from lagebild.recognise.dates.ahead import is_ahead
from lagebild.recognise.dates.clause import (
    clause_of,
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
)
from lagebild.recognise.dates.dated import (
    as_context,
    dated,
    dated_in,
    fits,
    head_word,
    path_up,
    tells_next,
)
from lagebild.recognise.dates.hang import attached, is_only_told_of
from lagebild.recognise.dates.iso import bounds
from lagebild.recognise.dates.lexicon import lexicon
from lagebild.recognise.dates.naming import (
    beginning_alike,
    is_definite,
    is_generic,
    is_indefinite,
    name_of,
)
from lagebild.recognise.dates.then import says_then, time_meant
from lagebild.recognise.dates.thread import BACK, CAUSES, DAY, as_news, of_thread, told_in, vague_in
from lagebild.records import Article, Date, EventDate


def inherited_date(
    parse: Parse,
    dates: Sequence[Date],
    article: Article,
    trigger: int,
    dated_here: bool,
    spoken: bool = False,
) -> EventDate | None:
    """What the text told before: of the same happening, in the paragraph, or as today's news.

    What is `spoken` of by somebody else is only dated as the same happening.
    """
    if is_ahead(parse, dates, article, trigger):
        return None
    clause = clause_of(parse, trigger)
    same = _of_noun(parse, dates, article, trigger) if not says_then(parse, clause) else None
    if same:
        return _finer(parse, dates, article, trigger, same)
    if is_era(parse, trigger) or is_of_era(parse, clause) or is_later(parse, clause):
        return None
    if is_future(parse, clause) or is_iterated(parse, clause) or is_apart(parse, clause):
        return None
    meant = time_meant(parse, dates, article, clause)
    if meant or is_of_that_time(parse, clause):
        return meant
    if is_meanwhile(parse, clause):
        return as_news(article) if is_present(parse, clause) else None
    if tells_next(parse, parse.sentence_of[trigger]):
        return None
    if _is_since(parse, clause) or _is_cause(parse, trigger):
        return None
    if _is_of_other_year(parse, dates, article, clause):
        return None
    vague = vague_in(parse, dates, clause)
    if vague:
        return as_news(article) if "PRESENT_REF" in vague else None
    if clause == trigger and parse.deprel[trigger] in ("acl", "acl:relcl"):
        if is_of_document(parse, clause):
            return _of_verb(parse, dates, article, clause)
        return _of_noun(parse, dates, article, parse.heads[trigger])
    if is_background(parse, trigger, clause) or (spoken and not is_present(parse, trigger)):
        return None
    known = parse.upos[trigger] == "NOUN" and is_definite(parse, trigger)
    if known and is_present(parse, clause) and not _goes_on(parse, trigger, clause):
        return None
    noun = trigger if parse.upos[trigger] == "NOUN" and trigger != clause else None
    if noun is not None and (_is_kind(parse, noun, clause) or _is_in_attribute(parse, noun)):
        return None
    here = dated_here and not (noun is not None and is_only_told_of(parse, noun))
    return of_thread(parse, dates, article, clause, here, known, noun)


def _is_of_other_year(parse: Parse, dates: Sequence[Date], article: Article, clause: int) -> bool:
    """ "Nach seiner Wahl 1989 wurde er ernannt": an earlier year in the clause, though not its own,
    leads away from the day told."""
    published = article.published.value[:4] if article.published else ""
    for found, event in dated_in(parse, dates, article, parse.sentence_of[clause]):
        word = head_word(parse, found)
        if word is None or event.value[:4] >= published or clause_of(parse, word) != clause:
            continue
        phrase = [n for n in path_up(parse, word) if parse.heads[n] == clause]
        cases = [parse.form[c].lower() for n in phrase for c in parse.children[n]]
        if any(case in _AFTER for case in cases):
            return True
    return False


_AFTER = ("nach", "vor", "after", "before", "following")


def _goes_on(parse: Parse, noun: int, clause: int) -> bool:
    """Whether a known happening is said to be going on, or is the one just told ("dieser Angriff").

    Any other statement in the present ("Der Vorwurf richtet sich gegen ...") is none about its day.
    """
    articles = (parse.form[c].lower() for c in parse.children[noun])
    if any(form.startswith(_THIS) for form in articles):
        return True
    words = lexicon(parse.language).guards.get("ongoing", frozenset())
    prefixes = "".join(
        parse.form[c].lower() for c in parse.children[clause] if parse.deprel[c] == "compound:prt"
    )
    lemma = (parse.lemma[clause] or parse.form[clause]).lower()
    return parse.deprel[noun].startswith("nsubj") and bool({lemma, prefixes + lemma} & words)


_THIS = ("dies", "this", "these")


def _is_kind(parse: Parse, noun: int, clause: int) -> bool:
    """Whether a phrase names a kind of acts and no act told ("zulässig bei Angriffen"); what came
    about ("es kam zu Protesten") and in what people were hit ("starben durch Anschläge") is one."""
    if not is_generic(parse, noun) or not parse.deprel[noun].startswith("obl"):
        return False
    if is_present(parse, clause):
        return True
    lemma = (parse.lemma[clause] or parse.form[clause]).lower()
    cases = (parse.form[c].lower() for c in parse.children[noun] if parse.deprel[c] == "case")
    return lemma not in _COME and not any(case in _IN_WHICH for case in cases)


def _is_in_attribute(parse: Parse, noun: int) -> bool:
    """Whether a noun only belongs to a participle before another ("mit Haftbefehl gesuchte")."""
    head = parse.heads[noun]
    return head > noun and parse.deprel[head] == "amod" and parse.deprel[noun].startswith("obl")


_COME = ("kommen", "come")
_IN_WHICH = ("durch", "bei", "by")


def _is_cause(parse: Parse, trigger: int) -> bool:
    """ "Grund war der Rückzug der Partei": the cause was before what is told."""
    around = (*parse.children[trigger], parse.heads[trigger])
    return parse.upos[trigger] == "NOUN" and any(
        w >= 0 and parse.lemma[w].lower() in CAUSES and parse.upos[w] == "NOUN"
        for w in around
        if w < 0 or "nsubj" in parse.deprel[w] or "nsubj" in parse.deprel[trigger]
    )


def _is_since(parse: Parse, clause: int) -> bool:
    """Whether a clause counts from a time on ("seit der Wende wurden zwölf hingerichtet")."""
    return any(
        parse.form[case].lower() in ("seit", "since")
        for phrase in parse.children[clause]
        if parse.deprel[phrase].startswith("obl")
        for case in parse.children[phrase]
        if parse.deprel[case] == "case"
    )


def _finer(
    parse: Parse, dates: Sequence[Date], article: Article, trigger: int, told: EventDate
) -> EventDate:
    """The day of the year or month told for a happening, where the text has just come to it."""
    if len(told.value) >= DAY or "/" in told.value:
        return told
    sentence = parse.sentence_of[trigger]
    for earlier in range(sentence - 1, max(-1, sentence - BACK - 1), -1):
        day = told_in(parse, dates, article, earlier)
        if day:
            return day if day.value.startswith(told.value) else told
    return told


def _of_verb(
    parse: Parse, dates: Sequence[Date], article: Article, clause: int
) -> EventDate | None:
    """The day of the verb that brings the document of which the clause speaks."""
    verb = clause_of(parse, parse.heads[clause])
    pairs = dated_in(parse, dates, article, parse.sentence_of[clause])
    told = attached(parse, [p for p in pairs if fits(p[1].value, article, "past")], verb, "past")
    return as_context(told) if told else of_thread(parse, dates, article, verb, bool(pairs))


def _of_noun(parse: Parse, dates: Sequence[Date], article: Article, noun: int) -> EventDate | None:
    """The date that a noun has elsewhere in the text."""
    return _same_happening(parse, dates, article, noun) or _named_before(
        parse, dates, article, noun
    )


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
    first = parse.firsts[parse.sentence_of[trigger]]
    for word in reversed(beginning_alike(parse, trigger)):
        if word >= first:
            continue
        if name_of(parse, word) != name:
            continue
        if not _same_owner(parse, trigger, parse.sentence_of[word]):
            continue
        pairs = dated_in(parse, dates, article, parse.sentence_of[word])
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
    text = parse.text[parse.sentence_starts[sentence] : parse.sentence_ends[sentence]]
    return not owners or any(owner[:-1] in text for owner in owners)


def _nouns_above(parse: Parse, date: Date, word: int) -> list[int]:
    """The nouns that an expression belongs to ("Massaker von Srebrenica 1995")."""
    found = []
    before = parse.words_in(date.start, date.end)[0] - 1
    if date.value.isdigit() and before >= 0 and parse.upos[before] in ("NOUN", "PROPN"):
        found.append(before)
    for node in path_up(parse, parse.heads[word]):
        if parse.upos[node] not in ("NOUN", "PROPN"):
            break
        found.append(node)
        if parse.deprel[node] not in ("nmod", "appos", "flat", "flat:name", "compound"):
            break
    return found
