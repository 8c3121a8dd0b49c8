"""Interviews: paragraphs that begin with the name of whoever speaks them ("A. Probe: Nein.")."""

import re
from collections import Counter

from lagebild.recognise.quotes.draft import Draft
from lagebild.recognise.quotes.view import View

_TURNS = 2  # of one speaker, before a label is taken for one
_LABELLED = re.compile(
    r"^[:* ]*(?P<name>[A-ZÄÖÜ][\w.-]*(?: [A-ZÄÖÜ][\w.-]*){1,3}):[ ]+(?P<words>[^\n]+)", re.MULTILINE
)


def interview_answers(view: View) -> list[Draft]:
    """What the persons say whose names stand in front of several paragraphs; no questions."""
    turns = list(_LABELLED.finditer(view.text))
    counts = Counter(turn["name"] for turn in turns)
    return [
        _answer(turn)
        for turn in turns
        if counts[turn["name"]] >= _TURNS
        and _is_person(view, turn.start("name"), turn.end("name"))
        and not turn["words"].rstrip().endswith("?")
    ]


def _is_person(view: View, start: int, end: int) -> bool:
    """Whether a label is somebody's name and no heading."""
    named = any(m.label == "PER" and start <= m.start < end for m in view.mentions)
    return named or view.text[start:end].split()[0].endswith(".")


def _answer(turn: re.Match[str]) -> Draft:
    return Draft(
        kind="direct",
        spans=((turn.start("words"), turn.end("words")),),
        rule="quotes.interview",
        frame=((turn.start("name"), turn.end("name") + 1),),
        speaker=(turn.start("name"), turn.end("name")),
        stance="claim",
    )
