"""The timeline as one HTML file that needs nothing else: no script, no network."""

import base64
import hashlib
from collections.abc import Mapping, Sequence
from datetime import date
from html import escape
from importlib.resources import files
from itertools import groupby
from typing import Any
from urllib.parse import urlsplit

from lagebild import __version__
from lagebild.show.chart import event_chart
from lagebild.show.dates import date_words
from lagebild.show.labels import labels, notes
from lagebild.show.plain import harmless
from lagebild.show.tables import CONFLICT

Row = Mapping[str, Any]


def timeline_page(rows: Sequence[Row], about: str, language: str = "de") -> str:
    """The page for rows of `lagebild.picture.lists.events`; `about` says what was asked for.

    All text of articles is escaped, and the page's own rules forbid scripts and connections.
    """
    style = files("lagebild.show").joinpath("timeline.css").read_text(encoding="utf-8")
    words = labels(language, "part")
    dated = [row for row in rows if row["day_first"] is not None]
    undated = [row for row in rows if row["day_first"] is None]
    years = groupby(dated, key=lambda row: str(row["day_first"].year))
    sections = [_section(year, list(group), language) for year, group in years]
    if undated:
        note = f'<p class="soft">{escape(words["open_note"])}</p>'
        sections.append(_section(words["open"], undated, language, note))
    title = _text(f"{words['title']}: {about}")
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_policy(style)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{style}</style>\n</head>\n<body>\n"
        f"<header>\n<h1>{title}</h1>\n<p>{_counts(rows, words)}</p>\n"
        f"{event_chart(dated, words)}\n</header>\n<main>\n"
        f"{''.join(sections) or '<p>' + escape(words['none']) + '</p>'}</main>\n"
        f"<footer><p>{escape(words['note'])}<br>{escape(words['made'])} {__version__}</p>"
        "</footer>\n"
        "</body>\n</html>\n"
    )


def _policy(style: str) -> str:
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _counts(rows: Sequence[Row], words: Mapping[str, str]) -> str:
    articles = len({row["article"] for row in rows})
    events = words["event" if len(rows) == 1 else "events"]
    sources = words["articles"]
    return escape(f"{len(rows)} {events} {words['from']} {articles} {sources}")


def _section(heading: str, rows: Sequence[Row], language: str, note: str = "") -> str:
    words = labels(language, "part")
    head = "".join(
        f'<th scope="col">{escape(words[name])}</th>'
        for name in ("date", "type", "who", "status", "evidence")
    )
    body = "".join(
        _day(list(group), language)
        for _, group in groupby(rows, key=lambda r: (r["day_first"], r["day_last"], _value(r)))
    )
    return (
        f"<section>\n<h2>{_text(heading)}</h2>\n{note}<table>\n"
        f"<caption>{escape(words['title'])}: {_text(heading)}</caption>\n"
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody>\n</table>\n</section>\n"
    )


def _day(rows: Sequence[Row], language: str) -> str:
    return "".join(_row(row, language) for row in rows)


def _row(row: Row, language: str) -> str:
    return (
        f'<tr id="{_text(row["id"])}"><th scope="row">{_date(row, language)}</th>'
        f"<td>{_type(row, language)}</td><td>{_parties(row, language)}</td>"
        f"<td>{_status(row, language)}</td>"
        f"<td>{_sentence(row)}{_source(row, language)}</td></tr>\n"
    )


def _date(row: Row, language: str) -> str:
    value = _value(row)
    if not value:
        return "–"
    words = date_words(value, row["day_first"], row["day_last"], language)
    basis: str = row["date"]["basis"]
    basis = labels(language, "basis").get(basis, basis)
    shown = f'<span title="{_text(basis)}">{_text(words)}</span>'
    day: date | None = row["day_first"]
    if day is not None and day == row["day_last"]:
        return f'<time datetime="{day.isoformat()}">{shown}</time>'
    return shown


def _type(row: Row, language: str) -> str:
    kind: str = row["type"]
    tone = "bad" if kind in CONFLICT else "good"
    note = notes(language, "type").get(kind, "")
    label = labels(language, "type").get(kind, kind)
    return f'<span class="{tone}" title="{escape(f"{kind}: {note}")}">{escape(label)}</span>'


def _parties(row: Row, language: str) -> str:
    actors, recipients = _names(row["actors"]), _names(row["recipients"])
    nobody = f'<span class="soft">{escape(labels(language, "part")["nobody"])}</span>'
    return f"{actors or nobody} → {recipients}" if recipients else actors or nobody


def _names(arguments: Sequence[Mapping[str, Any]] | None) -> str:
    return ", ".join(
        f'<span title="{_text(a["text"])}">{_text(a["name"] or a["text"])}</span>'
        for a in arguments or ()
    )


def _status(row: Row, language: str) -> str:
    status: str = row["status"]
    label = labels(language, "status").get(status, status)
    shown = f'<span class="tag">{_text(label)}</span>'
    if row["said_by"]:
        claimed = labels(language, "part")["claimed"]
        shown += f' <span class="soft">{escape(claimed)} {_text(row["said_by"])}</span>'
    return shown


def _sentence(row: Row) -> str:
    sentence, trigger = row["sentence"], row["trigger"]
    start, end = trigger["start"] - sentence["start"], trigger["end"] - sentence["start"]
    words = sentence["text"]
    language = _text(row["article_language"])
    if not 0 <= start < end <= len(words):
        return f'<span lang="{language}">{_text(words)}</span>'
    before, marked, after = words[:start], words[start:end], words[end:]
    return (
        f'<span lang="{language}">{_stretch(before)}<mark>{_stretch(marked)}</mark>'
        f"{_stretch(after)}</span>"
    )


def _source(row: Row, language: str) -> str:
    untitled = f"{labels(language, 'part')['untitled']} ({row['article']})"
    title = _text(row["article_title"] or untitled)
    if _is_web_address(row["article_url"]):
        title = f'<a href="{_text(row["article_url"])}" rel="noopener noreferrer">{title}</a>'
    known = [_text(str(row[name])) for name in ("article_outlet", "article_published") if row[name]]
    return f"<cite>{', '.join([title, *known])}</cite>"


def _is_web_address(url: str | None) -> bool:
    try:
        return urlsplit(url or "").scheme in ("http", "https")
    except ValueError:
        return False


def _value(row: Row) -> str:
    return row["date"]["value"] if row["date"] else ""


def _text(words: str) -> str:
    return escape(harmless(words))


def _stretch(words: str) -> str:
    """Like `_text`, but spaces at the ends stay."""
    return escape(harmless(f"x{words}x")[1:-1])
