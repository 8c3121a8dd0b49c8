"""Making text that others wrote harmless where it is shown."""

import re

# Escape sequences, all other control characters, and the marks that turn the direction of writing
# round (they can make a line read as something else).
_SEQUENCE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]{0,512}(?:\x07|\x1b\\)?|[@-_])?")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_SPACES = re.compile(r"\s+")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def harmless(text: str) -> str:
    """One line of text without terminal codes, control characters and direction marks."""
    shown = _CONTROL.sub("", _SEQUENCE.sub("", text.replace("\r", " ")))
    printable = shown.encode("utf-8", "backslashreplace").decode()
    return _SPACES.sub(" ", printable).strip()


def csv_cell(value: object) -> object:
    """A cell that no spreadsheet takes for a formula: such text gets an apostrophe in front."""
    if isinstance(value, str) and value.lstrip(" ").startswith(_FORMULA):
        return "'" + value
    return value
