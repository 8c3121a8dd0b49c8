"""Direct speech: quoted passages that a frame of speech, or their own shape, marks as spoken."""

from collections.abc import Sequence
from dataclasses import replace

from lagebild.recognise.quotes.clauses import is_subjunctive, sentence_words
from lagebild.recognise.quotes.cues import Cue
from lagebild.recognise.quotes.draft import Draft
from lagebild.recognise.quotes.indirect import frame_start
from lagebild.recognise.quotes.marks import Quoted
from lagebild.recognise.quotes.passages import (
    SENTENCE_MARKS,
    fills_line,
    has_finite,
    is_statement,
    is_wording,
    opens_sentence,
)
from lagebild.recognise.quotes.sources import so_phrase
from lagebild.recognise.quotes.spans import Chars
from lagebild.recognise.quotes.view import View
from lagebild.recognise.quotes.wording import cue_draft, embedded, written

_GAP = frozenset(" ,.–—-\n\u00a0")
_NEAR = 10
_HEADLINE_WORDS = 6
_TOUCHING = 3
_FRAGMENT = 3
_SHARED = 0.8


def direct_quotes(view: View, cues: Sequence[Cue], others: Sequence[Draft]) -> list[Draft]:
    """The quoted passages that are speech. `others` are the indirect quotes found before."""
    drafts: list[Draft] = []
    framed = {d.spans[0] for d in others if d.kind == "direct"}
    for passage in view.outer:
        if (passage.start, passage.end) in framed:
            continue
        draft = (
            _framed_after(view, passage, cues)
            or _framed_before(view, passage, cues)
            or _within(view, passage, others)
            or embedded(view, passage, cues)
            or written(view, passage)
            or _continued(view, passage, drafts)
            or _alone(view, passage)
        )
        if draft:
            drafts.append(draft)
    return drafts


def words_within(view: View, hosts: Sequence[Draft], taken: Sequence[Draft]) -> list[Draft]:
    """The words quoted inside other quotes, passages already taken left out."""
    done = {d.spans[0] for d in taken if d.kind == "direct"}
    found = (
        _within(view, passage, hosts)
        for passage in view.outer
        if (passage.start, passage.end) not in done
    )
    return [draft for draft in found if draft]


def with_fragments(view: View, drafts: Sequence[Draft]) -> list[Draft]:
    """Headings that repeat words of a quote in the text get its speaker."""
    named = [d for d in drafts if d.kind == "direct" and d.speaker]
    return [
        replace(d, speaker=_same_words(view, d, named)) if d.rule == "quotes.direct_alone" else d
        for d in drafts
    ]


def _same_words(view: View, draft: Draft, named: Sequence[Draft]) -> Chars | None:
    words = _words(view, draft)
    for other in named:
        if len(words) >= _FRAGMENT and len(words & _words(view, other)) >= _SHARED * len(words):
            return other.speaker
    return draft.speaker


def _words(view: View, draft: Draft) -> set[str]:
    inside = view.parse.words_in(draft.start, draft.end)
    return {view.lower(w) for w in inside if view.parse.form[w].isalpha()}


def _framed_after(view: View, passage: Quoted, cues: Sequence[Cue]) -> Draft | None:
    """ "...", sagte X / so X / wie X sagte."""
    offset = passage.end
    limit = min(len(view.text), offset + _NEAR)
    while offset < limit and view.text[offset] in _GAP and view.text[offset] != "\n":
        offset += 1
    following = view.parse.words_in(offset, offset + 1)
    if not following or offset >= len(view.text):
        return None
    lead = following[0]
    between = view.text[passage.end : offset].strip()
    if between == "." or lead in view.opaque:
        return None
    comma = between or view.text[passage.inner_end - 1] == ","
    if not is_statement(view, passage) and not (comma and opens_sentence(view, passage)):
        return None
    if view.lower(lead) in view.lexicon.words["so"]:
        return _so_after(view, passage, lead, cues)
    for cue in cues:
        if _opens_frame(view, cue, lead):
            return _post_frame(view, passage, cue, lead)
    return None


def _opens_frame(view: View, cue: Cue, lead: int) -> bool:
    if min(cue.words) == lead:
        return view.is_finite(lead)
    if view.lexicon.language == "en" and lead < min(cue.words):
        subjects = view.children(cue.head, "nsubj")
        return bool(subjects) and view.subtree(subjects[0])[:1] == [lead]
    if view.lower(lead) in view.lexicon.words["as"]:
        return "w" in cue.entry.content and lead in cue.clause and lead < min(cue.words)
    return False


def _so_after(view: View, passage: Quoted, lead: int, cues: Sequence[Cue]) -> Draft | None:
    found = so_phrase(view, lead)
    if found is None:
        for cue in cues:
            if min(cue.words) == lead + 1 and view.is_finite(lead + 1):
                return _post_frame(view, passage, cue, lead)
        return None
    (_, end), speaker = found
    start = _comma_before(view, passage.end, view.parse.starts[lead])
    return Draft(
        kind="direct",
        spans=((passage.start, passage.end),),
        rule="quotes.direct_so",
        anchor=lead,
        cue=(view.chars(lead, lead),),
        frame=((start, end),),
        speaker=speaker,
        stance="claim",
    )


def _comma_before(view: View, start: int, end: int) -> int:
    """The start of a frame: the comma between the passage and the frame, if there is one."""
    comma = view.text.find(",", start, end)
    return comma if comma >= 0 else end


def _post_frame(view: View, passage: Quoted, cue: Cue, lead: int) -> Draft:
    words = sentence_words(view, lead)
    end = _frame_stop(view, cue, words.stop, passage.end)
    start = _comma_before(view, passage.end, view.parse.starts[lead])
    named = (
        sorted({lead, *cue.words}) if view.lower(lead) in view.lexicon.words["as"] else cue.words
    )
    return cue_draft(view, cue, passage, "direct_after", ((start, end),), tuple(named))


def _frame_stop(view: View, cue: Cue, stop: int, start: int) -> int:
    """Where a frame after its passage ends: before the next passage, clause or full stop."""
    last = stop - 1
    limit = next((p.start for p in view.outer if p.start > start and is_statement(view, p)), None)
    boundary = view.next_boundary(max(cue.words), stop)
    while boundary is not None and boundary + 1 < stop:
        following = view.next_boundary(boundary, stop)
        end = stop if following is None else following
        first = boundary + 1
        relative = view.parse.xpos[first] in ("PRELS", "PRELAT", "KOUS")
        if view.any_finite(first, end) and not relative:
            last = boundary
            break
        boundary = following
    while last > 0 and limit is not None and view.parse.starts[last] >= limit:
        last -= 1
    while last > max(cue.words) and view.parse.form[last] in (".", "!", "?", "…", ",", ":", ";"):
        last -= 1
    return view.parse.ends[last]


def _framed_before(view: View, passage: Quoted, cues: Sequence[Cue]) -> Draft | None:
    """X sagte: "..." and X sagte, "..."."""
    before = view.text[max(0, passage.start - _NEAR) : passage.start].rstrip()
    if not before or before[-1] not in ":,":
        return None
    offset = view.text.rfind(before[-1], 0, passage.start)
    mark = view.parse.words_in(offset, offset + 1)
    if not mark:
        return None
    words = sentence_words(view, mark[0])
    found = [c for c in cues if words.start <= c.head < mark[0] and max(c.words) < mark[0]]
    found = [c for c in found if c.entry.content & {"d", "c"}]
    if before[-1] == ":":
        if found:
            return _pre_frame(view, passage, found[-1], mark[0])
        if is_statement(view, passage):
            return _colon_only(view, passage, mark[0])
        return _headline(view, passage, mark[0])
    near = [c for c in found if view.next_boundary(max(c.words), mark[0] + 1) == mark[0]]
    if near and _follows_directly(view, passage, near[-1]):
        return _pre_frame(view, passage, near[-1], mark[0])
    return None


def _follows_directly(view: View, passage: Quoted, cue: Cue) -> bool:
    """After a comma the passage must be a clause, not a name in a list."""
    return is_statement(view, passage) or (
        is_wording(view, passage) and has_finite(view, passage) and "c" in cue.entry.content
    )


def _pre_frame(view: View, passage: Quoted, cue: Cue, mark: int) -> Draft:
    frame = (frame_start(view, cue), view.parse.ends[mark])
    return cue_draft(view, cue, passage, "direct_before", (frame,), cue.words)


def _colon_only(view: View, passage: Quoted, mark: int) -> Draft | None:
    """A colon before a sentence in quotation marks is a frame without a verb of speech.

    Where what precedes it is itself reported, in the subjunctive, its subject does not speak.
    """
    words = sentence_words(view, mark)
    frame = view.squeeze(view.parse.starts[words.start], view.parse.ends[mark])
    roots = [w for w in words if view.parse.heads[w] < 0]
    subject = next((c for r in roots for c in view.children(r, "nsubj")), None)
    goes_on = any(is_subjunctive(view, v) for r in roots if (v := view.finite_of(r)) is not None)
    person = subject is not None and _can_speak(view, subject) and not goes_on
    return Draft(
        kind="direct",
        spans=((passage.start, passage.end),),
        rule="quotes.direct_colon",
        anchor=mark,
        frame=(frame,),
        speaker=view.phrase(subject) if subject is not None and person else None,
        stance="claim",
    )


def _can_speak(view: View, subject: int) -> bool:
    """Whether a subject without a verb of speech is somebody: a name, "er", "sie", "wir"."""
    if view.parse.upos[subject] == "PRON":
        return view.parse.xpos[subject] in ("PPER", "PRP")
    start, end = view.phrase(subject)
    return view.parse.upos[subject] == "PROPN" or any(
        n.label in ("PER", "ORG") and start <= n.start < end for n in view.parse.names
    )


def _headline(view: View, passage: Quoted, mark: int) -> Draft | None:
    """A line of the form: name, colon, quoted words."""
    start = view.paragraph(passage.start)
    end = view.text.find("\n", passage.end)
    rest = view.text[passage.end : end if end >= 0 else len(view.text)].strip()
    name = view.squeeze(start, view.parse.starts[mark])
    words = view.text[name[0] : name[1]].split()
    if rest or not 0 < len(words) <= _HEADLINE_WORDS:
        return None
    if any(view.is_verb(w) for w in view.parse.words_in(*name)):
        return None
    return Draft(
        kind="direct",
        spans=((passage.start, passage.end),),
        rule="quotes.direct_headline",
        anchor=mark,
        frame=((name[0], view.parse.ends[mark]),),
        speaker=name,
        stance="claim",
    )


def _within(view: View, passage: Quoted, others: Sequence[Draft]) -> Draft | None:
    """Words quoted inside an indirect quote share its frame."""
    if not is_wording(view, passage):
        return None
    hosts = [d for d in others if any(s <= passage.start and passage.end <= e for s, e in d.spans)]
    if not hosts:
        return None
    host = min(hosts, key=lambda d: (d.speaker is None, d.end - d.start))
    return _sharing(host, passage, "quotes.direct_within")


def _sharing(host: Draft, passage: Quoted, rule: str) -> Draft:
    """A direct quote with the frame and the roles of another one."""
    return Draft(
        kind="direct",
        spans=((passage.start, passage.end),),
        rule=rule,
        anchor=host.anchor,
        cue=host.cue,
        frame=host.frame,
        speaker=host.speaker,
        addressee=host.addressee,
        stance=host.stance,
    )


def _continued(view: View, passage: Quoted, drafts: Sequence[Draft]) -> Draft | None:
    """A quoted sentence after another one of the same paragraph goes on with its speaker."""
    if not drafts or not is_statement(view, passage):
        return None
    last = drafts[-1]
    gap = view.text[max(last.end, last.frame[-1][1] if last.frame else 0) : passage.start]
    if last.kind != "direct" or "\n" in gap or len(gap) > _TOUCHING:
        return None
    return _sharing(last, passage, "quotes.direct_continued")


def _alone(view: View, passage: Quoted) -> Draft | None:
    """A quoted sentence that stands by itself: spoken, but nobody is named beside it."""
    starts = opens_sentence(view, passage)
    ends_inside = view.text[passage.inner_end - 1] in SENTENCE_MARKS or fills_line(view, passage)
    if not (starts and ends_inside and (is_statement(view, passage) or fills_line(view, passage))):
        return None
    return Draft("direct", ((passage.start, passage.end),), "quotes.direct_alone", stance="claim")
