"""Values of the expressions of a text, one after another, as a reader would work them out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from lagebild.parse.record import Parse
from lagebild.recognise.dates.calendar import Partial, partial
from lagebild.recognise.dates.found import TENSE, Found
from lagebild.recognise.dates.lexicon import lexicon
from lagebild.recognise.dates.meaning import (
    BACK,
    FORWARD,
    NEAR,
    ONWARD,
    RATHER_BACK,
    RATHER_FORWARD,
    SAME,
    Meaning,
    open_value,
    settle,
)
from lagebild.recognise.dates.tense import FUTURE, PAST, PRESENT, tense_at, tense_by_cues
from lagebild.recognise.dates.tokens import Tokens
from lagebild.records import Article, Date

_TOLD_REACH = 400
_NEAR_REACH = 250
_OPENING = 6
_DEICTIC_RULES = ("deictic", "weekday", "weekday rel", "weekday compound", "weekday today")
_STORY_DATES = 4


@dataclass
class Context:
    """What the text has told so far: the last date, where, and whether its year was named there."""

    published: Partial | None
    story: bool
    told: Partial | None = None
    told_at: int = -1
    told_year: bool = False
    day: Partial | None = None
    day_at: int = -1
    section: Partial | None = None
    line_end: int = -1


def resolve(tokens: Tokens, found: Sequence[Found], article: Article, parse: Parse) -> list[Date]:
    """Records with TIMEX3 values for the expressions of a text."""
    published = partial(article.published.value) if article.published else None
    context = Context(published, _is_story(found, published))
    dates = []
    for item in found:
        start, end = tokens.starts[item.start], tokens.ends[item.end - 1]
        if context.story and start > context.line_end:
            _enter_line(context, tokens.text, start)
        meaning = _faced(item, tokens, parse, context, start, end)
        value, basis, rule = _valued(item, meaning, context, parse, start)
        dates.append(
            Date(
                article=article.id, text=tokens.text[start:end], start=start, end=end,
                type=item.type, value=value, basis=basis, rule=rule,
            )
        )  # fmt: skip
        _remember(item, value, context, start, meaning, tokens)
        if context.story and item.year:
            _enter_heading(context, tokens.text, start, partial(value))
    return dates


def _enter_line(context: Context, text: str, start: int) -> None:
    """A new line of a story: what the last heading said about the year holds again."""
    line_end = text.find("\n", start)
    context.line_end = line_end if line_end >= 0 else len(text)
    told, section = context.told, context.section
    if section and (told is None or told.year != section.year):
        context.told, context.day = section, None


def _enter_heading(context: Context, text: str, start: int, told: Partial | None) -> None:
    """Let a short line with a year in it ("Kriegsjahr 1914") speak for the lines that follow."""
    begin = text.rfind("\n", 0, start) + 1
    end = text.find("\n", start)
    line = text[begin : end if end >= 0 else len(text)].strip()
    if not told or not 0 < len(line) < _HEADING or line[-1] in '.!?:;,“"':
        return
    years = _YEAR.findall(line)
    single = len(years) == 1 and not _RANGE.search(line)
    context.section = Partial(told.year) if single else None
    context.told = told if single else Partial(int(years[0]))


_YEAR = re.compile(r"(?<!\d)[12]\d{3}(?!\d)")
_RANGE = re.compile(r"\d{4} ?[/–-] ?\d{2}")
_HEADING = 90


def _is_story(found: Sequence[Found], published: Partial | None) -> bool:
    """Whether the text tells history: dates with other years prevail over "today" and weekdays."""
    years = [partial(f.meaning.arg) for f in found if f.year]
    past = [y for y in years if y and (not published or y.year < published.year - 1)]
    deictic = sum(f.rule in _DEICTIC_RULES and f.meaning.kind != "fixed" for f in found)
    return len(past) >= _STORY_DATES and len(past) > 3 * deictic and 2 * len(past) > len(years)


def _faced(
    item: Found, tokens: Tokens, parse: Parse, context: Context, start: int, end: int
) -> Meaning:
    """The meaning with its direction decided and its anchor chosen."""
    meaning = item.meaning
    if _is_news(meaning, context):
        return meaning.facing(NEAR)
    if context.story and context.told:
        if meaning.direction == THIS_YEAR and not _is_told_near(context, parse, start):
            return meaning
        return _faced_in_story(meaning)
    if meaning.kind == "weekday" and _explains_day(context, parse.text, start):
        return replace(meaning, direction=NEAR, anchor="told")
    if meaning.direction != TENSE:
        return meaning
    tense = _tense_with_lead(tokens, item, parse, start, end)
    if meaning.kind in ("monthday", "month") and _continues_story(context, tense, start):
        return replace(meaning, direction=SAME, anchor="told")
    if meaning.kind == "day" and context.told and context.told.month:
        return replace(meaning, direction=SAME, anchor="told")
    if meaning.kind == "monthday" and _lists_on(meaning, context, parse, start):
        return replace(meaning, direction=SAME, anchor="told")
    sure = tense == PAST and tense_by_cues(parse.text, start, end, parse.language) == PAST
    if meaning.kind == "monthday" and sure and _dates_the_verb(tokens, item):
        return meaning.facing(BACK)
    return meaning.facing(_DIRECTIONS.get((meaning.kind, tense), NEAR))


def _is_news(meaning: Meaning, context: Context) -> bool:
    """Whether a day without a year is one of the last before the publication: then it is that one,
    whatever year was told before ("war 1989 bis 1997 im Amt und starb am 8. Januar")."""
    if context.story or not context.published:
        return False
    if meaning.kind != "monthday" or meaning.anchor != "published":
        return False
    day = partial(f"{context.published.year}-{meaning.arg}")
    told, today = day.to_date() if day else None, context.published.to_date()
    return bool(told and today and 0 <= (today - told).days <= _NEWS_DAYS)


_NEWS_DAYS = 2


THIS_YEAR = "year+0"


def _is_told_near(context: Context, parse: Parse, start: int) -> bool:
    """Whether the sentence or the one before tells the last date: "dieses Jahres" may mean its
    year, else it is that of the report."""
    told = parse.sentence_at(context.told_at)
    return context.published is None or parse.sentence_at(start) - told <= 1


def _explains_day(context: Context, text: str, start: int) -> bool:
    """Whether a weekday stands in brackets right behind a day ("morgen (Mittwoch)")."""
    before = text[context.day_at : start]
    return context.day is not None and bool(_EXPLAINED.fullmatch(before))


_EXPLAINED = re.compile(r"\w+ ?\(")


def _lists_on(meaning: Meaning, context: Context, parse: Parse, start: int) -> bool:
    """Whether a sentence goes on from a day to a later one ("am 9. ..., am 19. Dezember")."""
    day, told = context.day, context.told
    if not day or day != told or parse.sentence_at(context.day_at) != parse.sentence_at(start):
        return False
    if context.published and abs(day.year - context.published.year) > 1:
        return False
    return f"{day.month:02d}-{day.day:02d}" <= meaning.arg


def _dates_the_verb(tokens: Tokens, item: Found) -> bool:
    """ "am 3. Mai" dates what happened; "die Sitzung vom 3. Mai" may still lie ahead."""
    return tokens.is_class(item.start - 1, "AM")


_DIRECTIONS = {
    ("weekday", PAST): BACK, ("weekday", None): BACK, ("weekday", PRESENT): FORWARD,
    ("weekday", FUTURE): FORWARD, ("weekend", PAST): BACK,
    ("weekend", PRESENT): FORWARD, ("weekend", FUTURE): FORWARD,
    ("monthday", PAST): RATHER_BACK, ("monthday", FUTURE): RATHER_FORWARD,
    ("monthday", PRESENT): RATHER_FORWARD, ("day", PAST): RATHER_BACK,
    ("day", FUTURE): RATHER_FORWARD, ("day", PRESENT): RATHER_FORWARD,
    ("month", PAST): BACK, ("month", FUTURE): FORWARD, ("month", PRESENT): RATHER_FORWARD,
    ("season", PAST): BACK, ("season", FUTURE): FORWARD, ("season", PRESENT): SAME,
    ("season", None): SAME, ("part", PAST): BACK, ("part", FUTURE): FORWARD,
    ("part", PRESENT): SAME, ("part", None): SAME, ("holiday", PAST): RATHER_BACK,
    ("holiday", FUTURE): RATHER_FORWARD,
}  # fmt: skip


def _tense_with_lead(tokens: Tokens, item: Found, parse: Parse, start: int, end: int) -> str | None:
    """The tense of the clause; "seit" looks back whatever the verb says."""
    lead = tokens.word(item.start - 1).lower()
    if lead in ("seit", "since"):
        return PAST
    if lead in ("bis", "by", "until") and _has_deadline(tokens, item):
        return FUTURE
    return tense_at(parse, start, end)


def _has_deadline(tokens: Tokens, item: Found) -> bool:
    """Whether the words around speak of a time limit ("ein Ultimatum bis Mittwoch")."""
    words = lexicon(tokens.language).guards.get("deadline", frozenset())
    around = range(item.start - _AROUND, item.end + _AROUND)
    return any(tokens.word(i) in words for i in around)


_AROUND = 6


def _faced_in_story(meaning: Meaning) -> Meaning:
    if meaning.kind == "weekday":
        return replace(meaning, direction=FORWARD, anchor="told")
    if meaning.kind == "shift" and meaning.arg == "D+0" and meaning.anchor == "published":
        return Meaning("fixed", "PRESENT_REF") if not meaning.part else meaning
    if meaning.direction == TENSE or meaning.direction.startswith("year"):
        facing = ONWARD if meaning.direction == TENSE else meaning.direction
        return replace(meaning, direction=facing, anchor="told")
    if meaning.kind == "shift" and meaning.arg[0] in "YM" and meaning.anchor == "published":
        return replace(meaning, anchor="told")
    if meaning.kind == "month":
        return replace(meaning, anchor="told")
    return meaning


def _continues_story(context: Context, tense: str | None, start: int) -> bool:
    """Whether a past event with a named other year has just been told, which goes on here."""
    told, published = context.told, context.published
    if not told or not context.told_year or not told.month or tense in (FUTURE, PRESENT):
        return False
    if published and told.year == published.year:
        return False
    return start - context.told_at < _TOLD_REACH


def _anchor(
    meaning: Meaning, context: Context, parse: Parse, start: int
) -> tuple[Partial | None, str]:
    if meaning.anchor == "told" and context.told:
        wants_day = meaning.kind == "shift" and meaning.arg[0] in "DW"
        if wants_day and not context.told.day and not context.story:
            return context.day, "context"
        return context.told, "context"
    if meaning.anchor == "start":
        return context.day, "context"
    if meaning.anchor == "near":
        day = meaning.arg[0] == "D"
        recent = context.day if day else context.told
        at = context.day_at if day else context.told_at
        if recent and (context.story or _is_near(meaning, parse, at, start)):
            return recent, "context"
    return context.published, "published"


def _is_near(meaning: Meaning, parse: Parse, at: int, start: int) -> bool:
    """Whether a date told at `at` still holds: for a clock time inside its sentence only, or where
    the time opens the next one ("Um 9 Uhr beginnt ...")."""
    if not meaning.part[1:2].isdigit():
        return start - at < _NEAR_REACH
    here, there = parse.sentence_at(start), parse.sentence_at(at)
    opens = start - parse.sentence_starts[here] < _OPENING if len(parse.sent_start) else False
    return here == there or (here == there + 1 and opens)


def _valued(
    item: Found, meaning: Meaning, context: Context, parse: Parse, start: int
) -> tuple[str, str, str]:
    """Value, basis and rule of a record."""
    if meaning.kind == "fixed":
        return meaning.arg + meaning.part, "stated", item.rule
    anchor, basis = _anchor(meaning, context, parse, start)
    value = settle(meaning, anchor)
    if value is None and basis == "context" and meaning.anchor != "start" and not context.story:
        value, basis = settle(meaning, context.published), "published"
    if value is None:
        return open_value(meaning), "open", f"{item.rule} {meaning.code()}"
    return value, basis, item.rule


def _is_aside(item: Found, told: Partial, context: Context, tokens: Tokens) -> bool:
    """Whether a date only belongs to a noun ("der Erlass vom 3. Mai 1912") or a bracket.

    In a story a bare year inside a sentence does not carry on the tale either.
    """
    if not item.year:
        return False
    lead = tokens.word(item.start - 1).lower()
    if lead in ("(", "vom") and not context.story:
        return lead == "("
    if not context.story:
        return False
    if not told.month:
        begins = tokens.word(item.start - 1) in _STARTS or lead.startswith("\n")
        begins = begins or tokens.word(item.start - 2) in _STARTS
        second = lead in ("jahr", "jahre", "im") or tokens.word(item.start).lower().startswith(
            "jahr"
        )
        return not (begins or second)
    return lead in ("vom", "des", "(") and told.year != (context.told.year if context.told else 0)


_STARTS = frozenset((".", "!", "?", ":", ""))


def _remember(
    item: Found, value: str, context: Context, start: int, meaning: Meaning, tokens: Tokens
) -> None:
    told = partial(value)
    if told and told == context.day and item.type == "TIME":
        context.day_at = start
    if item.vague or told is None or item.type not in ("DATE", "TIME"):
        return
    if meaning.anchor == "told" and meaning.kind == "shift" and "-" in meaning.arg:
        return
    if context.told and _is_aside(item, told, context, tokens):
        return
    context.told, context.told_at, context.told_year = told, start, item.year
    if told.day:
        context.day, context.day_at = told, start
