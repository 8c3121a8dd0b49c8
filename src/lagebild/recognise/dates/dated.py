"""Expressions as points and intervals of time, and where they hang in the tree."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from lagebild.parse.record import Parse
from lagebild.recognise.dates.calendar import partial
from lagebild.recognise.dates.iso import bounds, iso_value, moved_by
from lagebild.recognise.dates.lexicon import lexicon
from lagebild.records import Article, Date, EventDate

CLAUSES = ("acl", "acl:relcl", "advcl", "advcl:relcl", "ccomp", "csubj", "parataxis")


_RANGE = re.compile(r"\s*(?:bis(?: zum)?|[-–]|und(?: dem)?|auf(?: den)?|to|and|until)\s*\.?\s*")


_RANGE_LEAD = re.compile(r"(?:vom|von|zwischen(?: dem)?|from|between)\s*$", re.IGNORECASE)


_AGO = re.compile(
    r"\b(?:vor|seit)\s+(?:(?:etwa|rund|gut|knapp|fast|genau|circa)\s+)*$", re.IGNORECASE
)


_SINCE = re.compile(
    r"\b(?:seit|since)\s+(?:(?:etwa|rund|gut|knapp|fast|genau|circa|de[mnr]|about)\s+)*$",
    re.IGNORECASE,
)


_FIRST_SINCE = re.compile(
    r"\b(?:erste[mnrs]?|erstmals|first)\b[^.!?]{0,60}\b(?:seit|in)\s+(?:\w+\s+)?$", re.IGNORECASE
)


_AGO_BEHIND = re.compile(r"\s+(?:ago|earlier)\b")


DEPTH = 40


def dated_in(
    parse: Parse, dates: Sequence[Date], article: Article, sentence: int
) -> list[tuple[Date, EventDate]]:
    """The dated expressions of a sentence; a range counts once, by its beginning."""
    found: list[tuple[Date, EventDate]] = []
    for item in dates_of(parse, dates, sentence):
        pair = dated(item, dates, article)
        if pair and not (found and (found[-1][1].end or 0) >= item.end):
            found.append(pair)
    return found


def dates_of(parse: Parse, dates: Sequence[Date], sentence: int) -> Sequence[Date]:
    """The expressions of one sentence."""
    low = bisect_left(dates, parse.sentence_starts[sentence], key=_start)
    return dates[low : bisect_left(dates, parse.sentence_ends[sentence], key=_start)]


def _start(found: Date) -> int:
    return found.start


def dated(found: Date, dates: Sequence[Date], article: Article) -> tuple[Date, EventDate] | None:
    """The expression with the point or interval of time that it gives an event, or None."""
    text = article.text
    value, start, end = iso_value(found.value), found.start, found.end
    basis = found.basis
    if found.type == "DURATION":
        value, basis = _ago(found, article), "published"
    elif found.type == "SET":
        return None
    if not value:
        return None
    other = _range_end(found, dates, text)
    if other:
        value, end = f"{bounds(value)[0]}/{bounds(iso_value(other.value) or value)[1]}", other.end
    else:
        value = _up_to_now(found, value, article)
    return found, EventDate(value=value, basis=basis, text=text[start:end], start=start, end=end)


def _up_to_now(found: Date, value: str, article: Article) -> str:
    """The days from one up to the report, where the text only tells the first ("seit Montag")."""
    published = article.published.value[:_DAY] if article.published else ""
    whole = len(value) == len(published) == _DAY and value < published
    before = article.text[max(0, found.start - _NOUN_BEFORE) : found.start]
    return f"{value}/{published}" if whole and _SINCE.search(before) else value


_DAY = len("2000-01-01")


def _ago(found: Date, article: Article) -> str | None:
    anchor = partial(article.published.value) if article.published else None
    before = article.text[max(0, found.start - 80) : found.start]
    if _FIRST_SINCE.search(before):  # "the first visit for six years" is the one of now
        return None
    if not anchor or not (_AGO.search(before) or _AGO_BEHIND.match(article.text, found.end)):
        return None
    return moved_by(found.value, anchor, -1)


def _range_end(found: Date, dates: Sequence[Date], text: str) -> Date | None:
    """The end of a range that begins with the expression ("vom 3. bis 5. Mai")."""
    at = bisect_left(dates, found.end, key=_start)
    if at >= len(dates):
        return None
    other = dates[at]
    between = text[found.end : other.start]
    if len(between) > 16 or not _RANGE.fullmatch(between):
        return None
    hyphen = between.strip() in ("-", "–")
    led = _RANGE_LEAD.search(text[max(0, found.start - 14) : found.start])
    first, last = iso_value(found.value), iso_value(other.value)
    if not first or not last or bounds(first)[0] > bounds(last)[1]:
        return None
    follows_up = between.strip() == "und" and _is_next_day(first, last)
    return other if led or hyphen or "bis" in between or follows_up else None


def _is_next_day(first: str, last: str) -> bool:
    """Whether two values are days in a row ("am 3. und 4. Mai")."""
    one, other = partial(first), partial(last)
    day, following = (one.to_date() if one else None), (other.to_date() if other else None)
    return day is not None and following is not None and (following - day).days == 1


def as_context(told: EventDate) -> EventDate:
    """The same date as one that the text told before."""
    return EventDate(
        value=told.value, basis="context", text=told.text, start=told.start, end=told.end
    )


def belongs_to_noun(parse: Parse, found: Date) -> bool:
    """Whether "vom" or "von" joins an expression to the noun right before it ("Meldungen vom
    Montag"): it dates that noun alone, wherever the parse hangs it.

    A range is no such thing, and the day of a letter is that of what it says.
    """
    text = parse.text
    before = _JOINED.search(text[max(0, found.start - _NOUN_BEFORE) : found.start])
    if before is None or _TO.match(text[found.end : found.end + 8]):
        return False
    documents = tuple(lexicon(parse.language).guards.get("document", ()))
    return not before[1].lower().endswith((*documents, *(d + "s" for d in documents)))


_NOUN_BEFORE = 60
_JOINED = re.compile(r"([A-ZÄÖÜ][\w-]+)[“\")]? vo[mn] (?:letzten |vergangenen |gestrigen )?$")
_TO = re.compile(r",? (?:bis|auf|an)\b")


def follows(parse: Parse, found: Date, wording: re.Pattern[str]) -> bool:
    """Whether an expression stands right behind a wording, which must end with `\\Z`."""
    return wording.search(parse.text, max(0, found.start - _NOUN_BEFORE), found.start) is not None


def is_end(parse: Parse, found: Date) -> bool:
    """Whether an expression only says how long ("eine Frist bis Mitternacht am Montag")."""
    return follows(parse, found, _UNTIL)


_UNTIL = re.compile(
    r"\b(?:bis|until|till)\s+(?:(?:spätestens|zu[mr]|de[mnr]|am|in|kommenden|nächsten|anfang|mitte|ende"
    r"|mitternacht|heute|um|uhr|\d+|the|next|early|late|midnight|noon|on|at)\s+)*\Z",
    re.IGNORECASE,
)


def is_compared(parse: Parse, found: Date) -> bool:
    """Whether an expression only names what something is like ("wie schon 1999")."""
    return follows(parse, found, _LIKE)


_LIKE = re.compile(
    r"\b(?:wie (?:schon|bereits|zuletzt|zuvor|einst|auch)|as (?:already )?in)"
    r"(?: (?:im|am|in|den|der|jahre?|vom|zu|ende|anfang|mitte))*\s+\Z",
    re.IGNORECASE,
)


def tells_next(parse: Parse, sentence: int) -> bool:
    """Whether a sentence goes on to the day after one told ("am nächsten Morgen")."""
    low, high = parse.sentence_starts[sentence], parse.sentence_ends[sentence]
    return _NEXT.search(parse.text, low, high) is not None


_NEXT = re.compile(
    r"\b(?:am|in der) (?:nächsten|folgenden|darauffolgenden) "
    r"(?:Tag|Morgen|Vormittag|Mittag|Nachmittag|Abend|Nacht)\b|\b(?:Tags?|Woche|Jahr) darauf\b"
    r"|\bthe (?:next|following) (?:day|morning|evening|night)\b"
)


def root_of(parse: Parse, sentence: int) -> int | None:
    """The predicate of a sentence."""
    return next((w for w in parse.words_of(sentence) if parse.heads[w] < 0), None)


def fits(value: str, article: Article, tense_hint: str | None) -> bool:
    """Whether a date can be that of a past (or a planned) event of the article."""
    published = article.published.value[:10] if article.published else ""
    if not published or value.startswith("X"):
        return True
    first, last = bounds(value)
    if tense_hint == "past":
        return first[: len(published)] <= published
    if tense_hint in ("future", "open"):
        over = first < last == published  # "seit Montag"
        return not over and last[: len(published)] >= published[: len(last)]
    return True


def head_word(parse: Parse, found: Date) -> int | None:
    """The word of an expression whose head stands outside of it.

    Of a first day that waits for its month ("am 10. und 11. Juli") it is the month.
    """
    words = parse.words_in(found.start, found.end)
    for word in words:
        if parse.heads[word] not in words:
            return parse.heads[word] if _is_bare_day(parse, word) else word
    return words[0] if len(words) else None


def _is_bare_day(parse: Parse, word: int) -> bool:
    form = parse.form[word]
    return parse.deprel[word] == "amod" and form.endswith(".") and form[:-1].isdigit()


def path_up(parse: Parse, word: int) -> Iterator[int]:
    """The word and its heads up to the root."""
    for _ in range(DEPTH):
        if word < 0:
            return
        yield word
        word = parse.heads[word]


def is_relative(
    parse: Parse, dates: Sequence[Date], sentence: int, verb: int | None = None
) -> bool:
    """Whether the sentence counts from a happening without a date ("einen Tag vor dem Treffen").

    Where the verb is named, only what hangs on it counts, not what stands in another clause.
    """
    end = parse.sentence_ends[sentence]
    return any(
        d.type == "DURATION"
        and _COUNTS.search(parse.text, d.end, min(end, d.end + 24))
        and (verb is None or _hangs_on(parse, d, verb))
        for d in dates_of(parse, dates, sentence)
    )


def _hangs_on(parse: Parse, found: Date, verb: int) -> bool:
    """Whether no clause begins between an expression and a word above it."""
    word = head_word(parse, found)
    if word is None:
        return True
    for node in path_up(parse, word):
        if node == verb:
            return True
        if parse.deprel[node] in CLAUSES:
            return False
    return True


_COUNTS = re.compile(r"\b(?:vor|nach|nachdem|bevor|before|after)\b")
