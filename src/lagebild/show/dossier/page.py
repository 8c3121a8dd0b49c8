"""A document as one HTML file that needs nothing else: no script, no network."""

import base64
import hashlib
from html import escape
from importlib.resources import files

from lagebild.show.dossier.document import Document, Note, Numbers, Section, Statement


def html_page(document: Document) -> str:
    """The page: sections, footnotes; the page's own rules forbid scripts and connections."""
    style = files("lagebild.show.dossier").joinpath("dossier.css").read_text(encoding="utf-8")
    notes = document.notes()
    numbers = Numbers(notes)
    title = escape(document.title)
    contents = "".join(
        f'<li><a href="#s{n}">{escape(section.title)}</a></li>'
        for n, section in enumerate(document.sections, 1)
    )
    contents += f'<li><a href="#notes">{escape(document.notes_title)}</a></li>'
    sections = "".join(
        _section(section, number, numbers) for number, section in enumerate(document.sections, 1)
    )
    listed = "".join(_note(note, number) for number, note in enumerate(notes, 1))
    return (
        f'<!doctype html>\n<html lang="{document.language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_policy(style)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{style}</style>\n</head>\n<body>\n"
        f"<header>\n<h1>{title}</h1>\n<p>{escape(document.about)}</p>\n"
        f"<nav><ol>{contents}</ol></nav>\n</header>\n<main>\n{sections}"
        f'<section id="notes">\n<h2>{escape(document.notes_title)}</h2>\n'
        f'<ol class="notes">\n{listed}</ol>\n</section>\n</main>\n'
        f"<footer><p>{escape(document.made)}</p></footer>\n</body>\n</html>\n"
    )


def _policy(style: str) -> str:
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _section(section: Section, number: int, numbers: Numbers) -> str:
    statements = "".join(_statement(statement, numbers) for statement in section.statements)
    remark = f'<p class="soft">{escape(section.remark)}</p>\n' if section.remark else ""
    chart = f"<figure>{section.chart}</figure>\n" if section.chart else ""
    return (
        f'<section id="s{number}">\n<h2>{escape(section.title)}</h2>\n{chart}'
        f"<ul>\n{statements}</ul>\n{remark}</section>\n"
    )


def _statement(statement: Statement, numbers: Numbers) -> str:
    label = f"<b>{escape(statement.label)}</b> " if statement.label else ""
    detail = f' <span class="soft">({escape(statement.detail)})</span>' if statement.detail else ""
    marks = ", ".join(
        f'<a href="#n{n}">{n}</a>' for n in (numbers.of(note) for note in statement.notes)
    )
    referred = f"<sup>{marks}</sup>" if marks else ""
    return f"<li>{label}{escape(statement.text)}{referred}{detail}</li>\n"


def _note(note: Note, number: int) -> str:
    heading = escape(note.heading)
    if note.url:
        heading = f'<a href="{escape(note.url)}" rel="noopener noreferrer">{heading}</a>'
    language = escape(note.language)
    return (
        f'<li id="n{number}"><q lang="{language}">{escape(note.words)}</q> '
        f"<cite>{heading}{', ' if note.source else ''}{escape(note.source)} "
        f"<code>{escape(note.article)}</code></cite></li>\n"
    )
