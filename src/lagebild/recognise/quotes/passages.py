"""The shape of quoted passages: sentences, wordings, headings."""

from lagebild.recognise.quotes.marks import Quoted
from lagebild.recognise.quotes.view import View

SENTENCE_MARKS = frozenset(".!?…")
_BEFORE_SENTENCE = frozenset(("", ".", "!", "?", "…", ":", "“", '"', "”", "«", "»", ")"))
_MIN_SENTENCE = 4
_MIN_WORDS = 5


def is_statement(view: View, passage: Quoted) -> bool:
    """Whether a passage has the shape of a sentence: a final mark inside, or a finite verb."""
    words = view.text[passage.inner : passage.inner_end].split()
    if len(words) < _MIN_SENTENCE:
        return False
    return view.text[passage.inner_end - 1] in SENTENCE_MARKS or (
        len(words) >= _MIN_WORDS and has_finite(view, passage)
    )


def is_wording(view: View, passage: Quoted) -> bool:
    """Whether a passage inside somebody's words is worded by them, and not a name or title."""
    inner = view.text[passage.inner : passage.inner_end]
    words = inner.split()
    if not words:
        return False
    if inner[0].islower() or is_statement(view, passage):
        return True
    lower = sum(w[0].islower() for w in words)
    return len(words) >= _MIN_WORDS and lower >= 2


def has_finite(view: View, passage: Quoted) -> bool:
    return any(view.is_finite(w) for w in view.parse.words_in(passage.inner, passage.inner_end))


def opens_sentence(view: View, passage: Quoted) -> bool:
    """Whether a passage begins its sentence, so that a frame after it refers to it."""
    before = view.text[: passage.start].rstrip()[-1:]
    return before in _BEFORE_SENTENCE


def fills_line(view: View, passage: Quoted) -> bool:
    """A heading that is nothing but a quoted clause."""
    start = view.paragraph(passage.start)
    end = view.text.find("\n", passage.end)
    line = view.text[start : end if end >= 0 else len(view.text)].strip()
    words = view.text[passage.inner : passage.inner_end].split()
    has_verb = any(
        view.parse.upos[w] == "VERB" for w in view.parse.words_in(passage.inner, passage.inner_end)
    )
    return (
        line == view.text[passage.start : passage.end] and len(words) >= _MIN_SENTENCE and has_verb
    )
