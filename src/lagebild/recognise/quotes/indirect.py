"""Indirect speech: a cue verb and the clause that carries the content."""

from dataclasses import replace

from lagebild.recognise.quotes.clauses import content_end, content_start, sentence_words
from lagebild.recognise.quotes.cues import Cue
from lagebild.recognise.quotes.draft import Draft
from lagebild.recognise.quotes.roles import addressee_of, other_subject, speaker_of
from lagebild.recognise.quotes.spans import Chars, inside
from lagebild.recognise.quotes.view import View

_SHORTEST = 20
_OWN_CLAUSE = ("conj", "ccomp", "advcl", "parataxis")


def after_cue(view: View, cue: Cue) -> Draft | None:
    """The content that follows the cue: "X sagte, dass ...", "X forderte, zu ..."."""
    if _is_as_frame(view, cue) is not None:
        return None
    found = content_start(view, cue, max(cue.words))
    if found is None:
        return None
    boundary, first = found
    stop = content_end(view, cue, first)
    if stop <= first or (first in view.opaque and view.parse.form[boundary] == ":"):
        return None
    span = content_chars(view, first, stop)
    if span[0] >= span[1] or any(q.start <= span[0] and span[1] <= q.end for q in view.outer):
        return None
    frame = [(frame_start(view, cue), view.parse.ends[boundary])]
    rest = view.squeeze(span[1], view.sentence_chars(view.sentence(cue.head))[1])
    if view.relation(cue.head) in ("acl", "nmod", "obl") and rest[1] - rest[0] > 2:
        frame.append(rest)
    if view.parse.form[boundary] != ":":
        return _draft(view, cue, (span,), tuple(frame), "content")
    return _draft(view, cue, (span,), tuple(frame), "colon") if _announces(view, cue) else None


def _announces(view: View, cue: Cue) -> bool:
    """Whether words after a colon are what the cue says: verbs of saying with a speaker."""
    plain = {"d", "w"} <= cue.entry.content and cue.entry.stance == "claim" and not cue.passive
    return plain and speaker_of(view, cue) is not None


def what_precedes(view: View, cue: Cue) -> Draft | None:
    """The sentence before "Das teilte X mit": the pronoun stands for it."""
    if "w" not in cue.entry.content or view.relation(cue.head) not in ("root", "conj"):
        return None
    sentence = view.sentence(cue.head)
    pointing = [
        c
        for c in view.parse.children[cue.head]
        if view.lower(c) in view.lexicon.words["pointing"] and view.parse.upos[c] in ("PRON", "DET")
    ]
    if not pointing or cue.passive or not _opens_clause(view, pointing[0]):
        return None
    speaker = other_subject(view, cue, pointing[0])
    pronoun = view.chars(pointing[0], pointing[0])
    before = view.cut(*view.sentence_chars(max(0, sentence - 1)))
    words = sentence_words(view, cue.head)
    if pointing[0] > words.start and view.parse.form[pointing[0] - 1] == ",":
        before = content_chars(view, words.start, pointing[0] - 1)
    if speaker is None or not before[1] - before[0] >= _SHORTEST or before[0] >= pronoun[0]:
        return None
    first = pointing[0] == words.start
    frame = (
        view.parse.starts[words.start + 1] if first else view.parse.starts[words.start],
        _without_final(view, words.stop - 1, words),
    )
    draft = _draft(view, cue, (before, pronoun), (frame,), "that")
    return replace(draft, speaker=speaker)


def _opens_clause(view: View, word: int) -> bool:
    return word == sentence_words(view, word).start or view.is_boundary(word - 1)


def before_cue(view: View, cue: Cue) -> Draft | None:
    """The content that precedes the cue: "..., sagte X" and "..., sagte X, ..."."""
    words = sentence_words(view, cue.head)
    lead = min(cue.words)
    if not ("c" in cue.entry.content or "d" in cue.entry.content):
        return None
    if view.lexicon.language == "en":
        opening = [view.subtree(c)[0] for c in view.children(cue.head, "nsubj") if view.subtree(c)]
        lead = opening[0] if opening and opening[0] < lead else lead
    elif not view.is_finite(lead):
        return None
    if lead == words.start:
        return None
    if view.lower(lead) in view.lexicon.words["weak"]:
        return None
    start = lead
    while start - 1 > words.start and view.lower(start - 1) in view.lexicon.words["so"]:
        start -= 1
    boundary = start - 1
    if view.parse.form[boundary] not in (",", "–", "-") or boundary in view.opaque:
        return None
    if not _is_content_before(view, cue, words.start, boundary):
        return None
    spans = [content_chars(view, words.start, boundary)]
    if inside(spans[0], [(q.start, q.end) for q in view.outer]):
        return None
    end = _frame_end(view, cue, words.stop)
    frame = view.squeeze(view.parse.starts[boundary], _without_final(view, end, words))
    if end < words.stop - 1:
        tail = content_chars(view, end + 1, words.stop)
        if tail[1] - tail[0] > 2:
            spans.append(tail)
    return _draft(view, cue, tuple(s for s in spans if s[1] > s[0]), (frame,), "said_after")


def _is_content_before(view: View, cue: Cue, first: int, boundary: int) -> bool:
    """Whether what precedes a cue is a main clause of its own, and not an adverbial clause."""
    opening = first
    while opening < boundary and view.parse.upos[opening] == "PUNCT":
        opening += 1
    if any(w in view.opaque for w in range(first, boundary)) and boundary - 1 in view.opaque:
        return False
    finite = [w for w in range(first, boundary) if view.is_finite(w) and w not in view.opaque]
    if not finite:
        return False
    words = view.lexicon.words
    if view.lower(opening) in words["as"] | words["subordinator"] | words["infinitive"]:
        return False
    if any(child < boundary for child in view.children(cue.head, "nsubj")):
        return False
    for child in view.children(cue.head, "ccomp", "parataxis", "advcl", "dep"):
        if child < boundary and view.finite_of(child) is not None:
            return view.relation(child) != "advcl"
    return view.relation(cue.head) == "parataxis" and view.parse.heads[cue.head] < boundary


def _frame_end(view: View, cue: Cue, stop: int) -> int:
    """The last word of a frame that follows its content: up to where the content goes on."""
    boundary = view.next_boundary(max(cue.words), stop)
    while boundary is not None and boundary + 1 < stop:
        following = view.next_boundary(boundary, stop)
        end = stop if following is None else following
        first = boundary + 1
        finite = view.any_finite(first, end)
        if finite and view.parse.xpos[first] not in ("PRELS", "PRELAT", "KOUS", "PWAV"):
            return boundary
        boundary = following
    return stop - 1


def _without_final(view: View, last: int, words: range) -> int:
    """The end of a frame without the sentence's own full stop."""
    while last > words.start and view.parse.form[last] in (".", "!", "?", "…", ","):
        last -= 1
    return view.parse.ends[last]


def as_frame(view: View, cue: Cue) -> Draft | None:
    """The frame "wie X mitteilte" and the sentence it stands in."""
    lead = _is_as_frame(view, cue)
    if lead is None:
        return None
    words = sentence_words(view, cue.head)
    last = max(w for w in (*cue.words, *cue.clause))
    closing = view.next_boundary(last, words.stop)
    end = closing if closing is not None else words.stop - 1
    first_part: Chars | None = None
    opening = lead - 1
    if lead > words.start:
        first_part = content_chars(view, _host_start(view, cue, words), opening)
    second = content_chars(view, end + 1, words.stop) if end + 1 < words.stop else None
    spans = tuple(s for s in (first_part, second) if s and s[1] - s[0] > 2)
    if not spans:
        return None
    if lead > words.start:
        frame = (view.parse.starts[opening], _without_final(view, end, words))
    else:
        frame = (view.parse.starts[lead], view.parse.ends[end])
    draft = _draft(view, cue, spans, (frame,), "as_said")
    if draft.speaker is None and not cue.passive:
        draft = replace(draft, speaker=_behind_as(view, lead, min(cue.words)))
    cue_words = sorted({lead, *cue.words})
    return _with_cue(view, draft, cue_words)


def _behind_as(view: View, lead: int, verb: int) -> Chars | None:
    """The subject between "wie" and its verb where the parse hangs it on another clause."""
    for word in range(lead + 1, verb):
        if view.relation(word) != "nsubj" or view.lower(word) == "es":
            continue
        start, (first, end) = view.parse.starts[lead + 1], view.phrase(word)
        if first <= start < end <= view.parse.starts[verb] and view.is_nominal(word):
            return start, end
    return None


def _is_as_frame(view: View, cue: Cue) -> int | None:
    """The word "wie" of the frame that a cue closes, at its clause's start; None for others."""
    kinds = cue.entry.content
    if ("w" not in kinds and not {"d", "c"} <= kinds) or view.relation(cue.head) == "ccomp":
        return None
    words = sentence_words(view, cue.head)
    left = min(cue.words)
    boundary = view.previous_boundary(left, words.start)
    while True:
        lead = words.start if boundary is None else boundary + 1
        while lead < left and view.parse.upos[lead] in ("PUNCT", "CCONJ"):
            lead += 1
        if view.any_finite(lead, left):
            return None
        if lead < left and view.lower(lead) in view.lexicon.words["as"]:
            return None if _names_somebody(view, cue) else lead
        if boundary is None:
            return None
        boundary = view.previous_boundary(boundary, words.start)


def _names_somebody(view: View, cue: Cue) -> bool:
    """ "Wie er genannt wurde", "wie ihn alle rufen": a name and no statement."""
    if cue.entry.lemma not in view.lexicon.words["called"]:
        return False
    return cue.passive or any(view.lower(w) in view.lexicon.words["him"] for w in cue.clause)


def _host_start(view: View, cue: Cue, words: range) -> int:
    """Where the clause that holds a parenthetical frame begins: of a relative clause that holds
    it ("die Behörde, die, wie er sagt, ...") no more than that."""
    for ancestor in view.ancestors(cue.head):
        if view.relation(ancestor) == "acl" and view.finite_of(ancestor) is not None:
            own = [w for w in view.clause(ancestor) if w < min(cue.words)]
            return max(words.start, min(own, default=words.start))
        if view.parse.heads[ancestor] < 0 or view.relation(ancestor) == "conj":
            if view.relation(ancestor) == "conj":
                return max(words.start, min(view.clause(ancestor)))
            return words.start
    return words.start


def _with_cue(view: View, draft: Draft, words: list[int]) -> Draft:
    return replace(draft, cue=pieces(view, words))


def frame_start(view: View, cue: Cue) -> int:
    """Where the framing clause begins: the sentence, or the coordinated clause."""
    words = sentence_words(view, cue.head)
    start = words.start
    for word in (cue.head, *view.ancestors(cue.head)):
        if view.relation(word) in _OWN_CLAUSE and view.finite_of(word) is not None:
            own = [w for w in view.clause(word) if w not in view.opaque]
            start = max(start, min(own))
            if start > words.start and view.parse.upos[start - 1] == "CCONJ":
                start -= 1
            break
    for passage in view.outer:
        if passage.start < view.parse.starts[start] < passage.end <= cue_start(view, cue):
            return passage.end
    opening = max(view.parse.starts[start], view.sentence_chars(view.sentence(start))[0])
    return view.squeeze(opening, cue_start(view, cue))[0]


def cue_start(view: View, cue: Cue) -> int:
    """The first character of the cue."""
    return view.parse.starts[min(cue.words)]


def content_chars(view: View, first: int, stop: int) -> Chars:
    """The characters of a content clause, grown over a quoted passage that it cuts."""
    if stop <= first:
        position = view.parse.starts[min(first, len(view.parse) - 1)]
        return position, position
    start, end = view.parse.starts[first], view.parse.ends[stop - 1]
    start = max(start, view.sentence_chars(view.sentence(first))[0])
    for passage in view.outer:
        if start <= passage.start < end < passage.end:
            end = passage.end
    return view.cut(start, end)


def pieces(view: View, words: list[int] | tuple[int, ...]) -> tuple[Chars, ...]:
    """The words as stretches of characters, neighbours joined."""
    spans: list[Chars] = []
    previous = -2
    for word in words:
        if word == previous + 1 and spans:
            spans[-1] = (spans[-1][0], view.parse.ends[word])
        else:
            spans.append(view.chars(word, word))
        previous = word
    return tuple(s for s in spans if s[1] > s[0])


def _draft(
    view: View, cue: Cue, spans: tuple[Chars, ...], frame: tuple[Chars, ...], rule: str
) -> Draft:
    return Draft(
        kind="indirect",
        spans=spans,
        rule=f"quotes.{rule}",
        anchor=cue.head,
        cue=pieces(view, cue.words),
        frame=frame,
        speaker=speaker_of(view, cue),
        addressee=addressee_of(view, cue),
        stance=cue.entry.stance or None,
    )
