"""Answers in words: what was understood, the short answer, and how to ask otherwise."""

from collections.abc import Sequence
from datetime import date

from babel.dates import format_date
from rapidfuzz import fuzz

from lagebild.ask.answer import Answer
from lagebild.ask.understand import Asked, NotUnderstood
from lagebild.language.tables import load_table

SHOWN = 12


def phrases(language: str) -> dict[str, str]:
    """The table of phrases of a language."""
    return {row["key"]: row["text"] for row in load_table(language, "ask_phrases")}


def understanding(asked: Asked) -> str:
    """What was understood, in the words of the filters."""
    text = phrases(asked.language)
    parts = [text[f"kind_{asked.kind}"]]
    if asked.types and asked.kind != "office":
        parts.append("/".join(asked.types))
    if asked.stance:
        parts.append(f"{text['stance']} {asked.stance}")
    if asked.kind in ("event", "happen") and asked.status != ("actual",):
        parts.append("/".join(asked.status))
    named = (("actor", asked.actor), ("recipient", asked.recipient), ("place", asked.place))
    parts += [f"{text[key]} {n.shown}" for key, n in named if n]
    parts += [f"{text['among']} {n.shown}" for n in asked.among]
    parts += [f"{text['about']} {n.shown}" for n in asked.about]
    parts += [f"{text['topic']} „{t}“" for t in asked.topics]
    if asked.period:
        parts += [f"{text['since']} {asked.period.since}"] if asked.period.since else []
        parts += [f"{text['until']} {asked.period.until}"] if asked.period.until else []
    return ", ".join(parts)


def headline(answer: Answer) -> str:
    """The short answer in one line. Nothing stands in it that is not in the rows."""
    asked = answer.asked
    text = phrases(asked.language)
    if isinstance(asked, NotUnderstood):
        return _not_understood(asked, text)
    number = len(answer.rows) + answer.more
    if not number:
        return text["nothing"]
    if number == 1 and not answer.values and asked.answer not in ("count", "yes"):
        return text["row"] if asked.answer == "rows" else text["row_without"]
    if asked.answer == "count":
        return text["count"].format(number=number)
    if asked.answer == "yes":
        return text["yes"].format(number=number)
    if asked.answer in ("when", "where", "who", "whom") and not answer.values:
        return text["rows_without"].format(number=number)
    if answer.values:
        shown = [_day(v, asked.language) for v in answer.values[:SHOWN]]
        rest = len(answer.values) - len(shown)
        return "; ".join(shown) + (text["more"].format(number=rest) if rest > 0 else "")
    return text["rows"].format(number=number)


def _not_understood(asked: NotUnderstood, text: dict[str, str]) -> str:
    if asked.words:
        return text["unknown"].format(words=", ".join(f"„{w}“" for w in asked.words))
    return text[f"missing_{asked.missing or 'verb'}"]


def _day(value: str, language: str) -> str:
    """A day in the reader's way; anything else as it is."""
    try:
        return str(format_date(date.fromisoformat(value), "d. MMMM y" if language == "de" else
                               "d MMMM y", locale=language))  # fmt: skip
    except ValueError:
        return value


def nearest(question: str, language: str, most: int = 3) -> Sequence[str]:
    """Questions of our own that are understood, the most alike first."""
    examples = [row["text"] for row in load_table(language, "ask_examples")]
    return sorted(examples, key=lambda e: (-fuzz.token_set_ratio(question, e), e))[:most]
