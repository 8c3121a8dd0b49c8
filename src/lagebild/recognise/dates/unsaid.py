"""How much of its day a report tells of what stands in it without a word of time.

"Die Opposition kritisierte das Gesetz" in a report of 15 February may be of that day or of any
before: undated leads are seldom older than some days, and seldomer of the very day. So the day of
the report is only that of an act where the report says that it tells of today; else its month is.
"""

from collections.abc import Iterable, Sequence

import msgspec

from lagebild.parse.record import Parse
from lagebild.recognise.dates.clause import clause_of, in_main_clause, is_present
from lagebild.recognise.dates.dated import as_context, dated_in, dates_of, fits, head_word, root_of
from lagebild.recognise.dates.hang import is_only_told_of
from lagebild.recognise.dates.iso import bounds
from lagebild.recognise.dates.lexicon import lexicon
from lagebild.recognise.dates.limits import tells_no_day
from lagebild.recognise.dates.thread import DAY, has_headline, is_fresh, told_in
from lagebild.records import Article, Date, Event, EventDate

_MONTH = len("2000-01")
_LEAD = 2
"""So many sentences after the headline say of which day the news is."""
_FIRST_DAYS = 5
"""In the first days of a month the news may be of the month before."""
_AROUND = 3
"""So many sentences a time long past goes on."""
_NEWS_DAYS = 7
_LEAD_DAYS = 14
_SHARED = 2
"""So many words does a first sentence share with the headline that it tells again."""
_STEM = 5
_NOUNS = ("NOUN", "PROPN")
_TODAY = ("heute", "today")


def with_sure_days(
    article: Article, parse: Parse, dates: Sequence[Date], events: Iterable[Event]
) -> tuple[Event, ...]:
    """The events, those dated by the day of the report alone with no more than is sure of it.

    That is the day where the report tells of it ("heute", or its lead is of that day and no other
    was told since), the lead's own day for a headline that the lead tells again, else the month,
    and nothing where the text may speak of a time long past or of no single act.
    """
    published = article.published.value[:DAY] if article.published else ""
    if len(published) < DAY or not parse.tagged:
        return tuple(events)
    report = _Report(article, parse, dates, published)
    return tuple(
        msgspec.structs.replace(e, date=report.date_of(e, e.date))
        if e.date is not None and e.date.text is None and e.date.value == published
        else e
        for e in events
    )


class _Report:
    """An article, as far as it tells of which day its news is."""

    def __init__(
        self, article: Article, parse: Parse, dates: Sequence[Date], published: str
    ) -> None:
        self.article, self.parse, self.dates = article, parse, dates
        self.published = published
        self.first = 1 if has_headline(parse) else 0
        self.told: dict[int, set[str]] = {}

    def date_of(self, event: Event, found: EventDate) -> EventDate | None:
        """What is sure of the day that an event has of the report alone."""
        words = self.parse.words_in(event.trigger.start, event.trigger.end)
        word = next((w for w in words if self.parse.heads[w] not in words), words[0])
        sentence = self.parse.sentence_of[word]
        if self._says_today(word):
            return found
        if self._goes_on_today(max(sentence, self.first)):
            return found
        title = sentence < self.first and event.status == "actual"
        lead = self._day_of_lead() if title else None
        if lead is not None:
            return lead
        if self._is_vague(event, word, sentence):
            return None
        return self._month()

    def _days_of(self, sentence: int) -> set[str]:
        """The days that a sentence tells: of its main clause, and in the lead of any other."""
        if sentence not in self.told:
            told = [
                told_in(self.parse, self.dates, self.article, sentence, strict)
                for strict in (True, False)
            ]
            self.told[sentence] = {d.value[:DAY] for d in told if d is not None}
        return self.told[sentence]

    def _says_today(self, word: int) -> bool:
        """Whether the clause says "heute", or in the present that it goes on now ("derzeit")."""
        parse = self.parse
        clause = clause_of(parse, word)
        now = lexicon(parse.language).guards.get("now", frozenset())
        for date in dates_of(parse, self.dates, parse.sentence_of[word]):
            form = parse.text[date.start : date.end].lower()
            if clause_of(parse, parse.words_in(date.start, date.end)[0]) != clause:
                continue
            if form in _TODAY or (word == clause and form in now and is_present(parse, clause)):
                return True
        return False

    def _goes_on_today(self, sentence: int) -> bool:
        """Whether the lead is of the day of the report, and no other day of its news told since."""
        lead = range(self.first, min(self.first + _LEAD, self.parse.sentence_count))
        today = next((s for s in lead if self.published in self._days_of(s)), None)
        if today is None:
            return False
        since = set[str]().union(*(self._days_of(s) for s in range(today + 1, sentence + 1)))
        return not any(self._is_news(day) for day in since - {self.published})

    def _is_news(self, day: str) -> bool:
        told = EventDate(value=day, basis="context")
        return is_fresh(told, self.article, _NEWS_DAYS)

    def _day_of_lead(self) -> EventDate | None:
        """The day of the first sentence, where that tells the headline again."""
        parse, sentence = self.parse, self.first
        root = root_of(parse, sentence)
        if root is None or len(self._names(0) & self._names(sentence)) < _SHARED:
            return None
        told = next(
            (
                event
                for found, event in dated_in(parse, self.dates, self.article, sentence)
                if (word := head_word(parse, found)) is not None
                and parse.heads[word] == root
                and len(event.value) >= DAY
                and not tells_no_day(parse, found)
                and not parse.text[: found.end].endswith(".")  # "der 15. Bundestag"
                and fits(event.value, self.article, "past")
            ),
            None,
        )
        near = told is not None and is_fresh(told, self.article, _LEAD_DAYS)
        return as_context(told) if told is not None and near else None

    def _names(self, sentence: int) -> set[str]:
        parse = self.parse
        return {
            parse.form[w][:_STEM].lower()
            for w in parse.words_of(sentence)
            if parse.upos[w] in ("NOUN", "PROPN", "VERB", "ADJ") and len(parse.form[w]) >= _STEM
        }

    def _is_vague(self, event: Event, word: int, sentence: int) -> bool:
        """Whether an event is only looked back to, or outside of the lead told of no time."""
        parse = self.parse
        if parse.upos[word] in _NOUNS and is_only_told_of(parse, word):
            return True
        if sentence < self.first + _LEAD:
            return False
        clause = clause_of(parse, word)
        if parse.upos[word] in _NOUNS and is_present(parse, clause):
            return True
        passive = any(parse.deprel[c] in ("aux:pass", "nsubj:pass") for c in parse.children[clause])
        if passive and not event.actors:
            return True
        return self._is_of_past(sentence)

    def _is_of_past(self, sentence: int) -> bool:
        """Whether the last time told around a sentence lies far back."""
        for earlier in range(sentence, max(-1, sentence - _AROUND - 1), -1):
            values = [
                event.value
                for found, event in dated_in(self.parse, self.dates, self.article, earlier)
                if (word := head_word(self.parse, found)) is not None
                and in_main_clause(self.parse, clause_of(self.parse, word))
            ]
            values = [v for v in values if not v.startswith("X") and bounds(v)[0] <= self.published]
            if values:
                return all(bounds(v)[1][:4] < self.published[:4] for v in values)
        return False

    def _month(self) -> EventDate | None:
        if int(self.published[-2:]) <= _FIRST_DAYS:
            return None
        return EventDate(value=self.published[:_MONTH], basis="published")
