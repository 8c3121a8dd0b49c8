"""Reasons after a colon: what somebody says of what the words before it tell he did."""

from collections.abc import Sequence

from lagebild.recognise.quotes.clauses import is_subjunctive
from lagebild.recognise.quotes.draft import Draft
from lagebild.recognise.quotes.indirect import content_chars
from lagebild.recognise.quotes.reported import is_somebody
from lagebild.recognise.quotes.roles import subject_of
from lagebild.recognise.quotes.spans import overlap
from lagebild.recognise.quotes.view import View


def after_colons(view: View, drafts: Sequence[Draft]) -> list[Draft]:
    """What follows a colon in the subjunctive of speech is said by the subject before it ("X
    verteidigte den Plan: Er sei nötig"), whatever the verb; `drafts`: the quotes known already."""
    if not view.parse.tagged or view.lexicon.language != "de":
        return []
    marks = (w for w, form in enumerate(view.parse.form) if form == ":" and w not in view.opaque)
    found = (_after(view, mark) for mark in marks)
    taken = [span for d in drafts if d.kind != "reported" for span in d.spans]
    return [d for d in found if d and not any(overlap(d.spans[0], span) for span in taken)]


def _after(view: View, colon: int) -> Draft | None:
    words = view.parse.words_of(view.sentence(colon))
    behind = _main_verb(view, range(colon + 1, words.stop))
    before = _main_verb(view, range(words.start, colon))
    if behind is None or before is None:
        return None
    finite = view.finite_of(behind)
    if finite is None or not is_subjunctive(view, finite):
        return None
    speaker = subject_of(view, before)
    if speaker is None or not is_somebody(view, speaker):
        return None
    end = view.parse.ends[colon]
    frame = view.squeeze(view.sentence_chars(view.sentence(colon))[0], end)
    return Draft(
        kind="indirect",
        spans=(content_chars(view, colon + 1, words.stop),),
        rule="quotes.colon_reason",
        anchor=before,
        frame=(frame,),
        speaker=speaker,
        stance="claim",
    )


def _main_verb(view: View, words: range) -> int | None:
    """The verb among some words that hangs on none of them."""
    heads = (w for w in words if view.parse.heads[w] not in words and w not in view.opaque)
    return next((w for w in heads if view.has_verb(w) and view.finite_of(w) is not None), None)
