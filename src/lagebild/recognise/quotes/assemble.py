"""Putting the rules together: their order, what excludes what, and the records."""

from collections.abc import Sequence
from dataclasses import replace

from lagebild.recognise.quotes.carried import carried_on, with_earlier_speakers
from lagebild.recognise.quotes.colons import after_colons
from lagebild.recognise.quotes.cues import find_cues
from lagebild.recognise.quotes.direct import direct_quotes, with_fragments, words_within
from lagebild.recognise.quotes.draft import Draft
from lagebild.recognise.quotes.indirect import after_cue, as_frame, before_cue, what_precedes
from lagebild.recognise.quotes.interviews import interview_answers
from lagebild.recognise.quotes.nouns import noun_frames
from lagebild.recognise.quotes.reported import reported_act
from lagebild.recognise.quotes.roles import is_only_learnt
from lagebild.recognise.quotes.sources import so_frames, source_frames, therefore_frames
from lagebild.recognise.quotes.spans import Chars, inside, overlap
from lagebild.recognise.quotes.via import Carrier, carrier_of, find_carriers, with_whole_medium
from lagebild.recognise.quotes.view import View
from lagebild.records import Argument, Article, Quote, Span, Via

WINDOW = 40
_OWN_FRAME = (
    "quotes.direct_after",
    "quotes.direct_before",
    "quotes.direct_so",
    "quotes.direct_label",
)


def find_drafts(view: View) -> list[Draft]:
    """All quotations of a text, doubles removed."""
    cues = [cue for cue in find_cues(view) if not is_only_learnt(view, cue)]
    drafts: list[Draft] = []
    for cue in cues:
        for rule in (as_frame, after_cue, before_cue, what_precedes):
            draft = rule(view, cue)
            if draft:
                drafts.append(draft)
                break
    drafts = _nearest_cue([*drafts, *noun_frames(view, cues)])
    sources = source_frames(view) + so_frames(view) + therefore_frames(view)
    direct = direct_quotes(view, cues, [*drafts, *sources])
    labels = [d for d in sources if d.rule == "quotes.direct_label"]
    drafts += [d for d in sources if not _part_of_frame(d, [*direct, *labels])]
    framing = {d.anchor for d in (*drafts, *direct)}
    for cue in cues:
        act = reported_act(view, cue) if cue.head not in framing else None
        if act:
            drafts.append(act)
    drafts += direct + interview_answers(view)
    drafts += after_colons(view, drafts)
    carried = carried_on(view, drafts, cues)
    drafts += carried + words_within(view, carried, drafts)
    tidied = [_tidy(view, d) for d in drafts]
    return with_fragments(view, with_earlier_speakers(view, tidied, cues))


def _nearest_cue(drafts: Sequence[Draft]) -> list[Draft]:
    """Of several cues for one content that follows them, the nearest keeps it."""
    best: dict[int, Draft] = {}
    others = []
    for draft in drafts:
        if draft.rule not in ("quotes.content", "quotes.noun"):
            others.append(draft)
        elif draft.start not in best or best[draft.start].anchor < draft.anchor:
            best[draft.start] = draft
    return others + list(best.values())


def _part_of_frame(draft: Draft, direct: Sequence[Draft]) -> bool:
    """A source named inside the frame of a direct quote is its medium and no quote of its own."""
    return any(
        inside(draft.frame[0], d.frame) and draft.frame[0] not in d.frame
        for d in direct
        if d.rule in _OWN_FRAME
    )


def _tidy(view: View, draft: Draft) -> Draft:
    """Roles that run into the content end before it; empty ones are dropped."""
    speaker = _outside(view, draft.speaker, draft)
    addressee = _outside(view, draft.addressee, draft)
    if addressee and draft.kind != "reported" and inside(addressee, draft.spans):
        addressee = None
    if addressee and speaker and overlap(addressee, speaker):
        addressee = None
    if speaker and view.text[speaker[0] : speaker[1]].lower() in view.lexicon.words["nobody"]:
        speaker = None
    return replace(draft, speaker=speaker, addressee=addressee)


def _outside(view: View, role: Chars | None, draft: Draft) -> Chars | None:
    if role is None or draft.kind == "reported" or not draft.frame:
        return role
    for start, end in draft.spans:
        if role[0] < start < role[1]:
            role = view.cut(role[0], start)
        elif start <= role[0] < end < role[1]:
            role = view.cut(end, role[1])
    return role if role[1] > role[0] else None


def to_quotes(article: Article, view: View, drafts: Sequence[Draft]) -> list[Quote]:
    """The records of the drafts, in the order of their starts."""
    ordered = sorted(drafts, key=lambda d: (d.start, -d.end, d.rule))
    carriers = find_carriers(view)
    ordered = [with_whole_medium(d, carriers) for d in ordered]
    quotes = []
    for index, draft in enumerate(ordered):
        near = ordered[max(0, index - WINDOW) : index + WINDOW]
        carrier = carrier_of(view, draft, carriers, near)
        outer = _outer(index, ordered)
        quotes.append(_quote(article, view, draft, index, carrier, outer))
    return quotes


def quote_id(article: str, index: int) -> str:
    """The id of an article's quote by its number in text order."""
    return f"{article}-q{index}"


def _outer(index: int, ordered: Sequence[Draft]) -> int | None:
    """The number of the smallest other quote that holds this one whole."""
    draft = ordered[index]
    low = max(0, index - WINDOW)
    holders = [
        (other.end - other.start, number)
        for number, other in enumerate(ordered[low : index + WINDOW], low)
        if number != index
        and other.end - other.start > draft.end - draft.start
        and inside((draft.start, draft.end), [(other.start, other.end)])
    ]
    return min(holders)[1] if holders else None


def _quote(
    article: Article,
    view: View,
    draft: Draft,
    index: int,
    carrier: Carrier | None,
    outer: int | None,
) -> Quote:
    text = view.text
    start, end = draft.start, draft.end
    sentence = view.sentence_chars(view.parse.sentence_at(start))
    return Quote(
        id=quote_id(article.id, index),
        article=article.id,
        kind=draft.kind,
        text=text[start:end],
        start=start,
        end=end,
        sentence=_span(text, sentence),
        speaker=_argument(text, draft.speaker),
        addressee=_argument(text, draft.addressee),
        cue=_main(text, draft.cue),
        frame=_main(text, draft.frame),
        via=_via(text, carrier),
        stance=draft.stance,
        inside=None if outer is None else quote_id(article.id, outer),
        spans=_several(text, draft.spans),
        cue_spans=_several(text, draft.cue),
        frame_spans=_several(text, draft.frame),
        rule=draft.rule,
    )


def _span(text: str, chars: Chars) -> Span:
    return Span(text=text[chars[0] : chars[1]], start=chars[0], end=chars[1])


def _argument(text: str, chars: Chars | None) -> Argument | None:
    if chars is None:
        return None
    return Argument(text=text[chars[0] : chars[1]], start=chars[0], end=chars[1])


def _via(text: str, carrier: Carrier | None) -> Via | None:
    if carrier is None:
        return None
    start, end = carrier.start, carrier.end
    return Via(text=text[start:end], start=start, end=end, name=carrier.name)


def _main(text: str, spans: Sequence[Chars]) -> Span | None:
    """The longest piece."""
    return _span(text, max(spans, key=lambda s: s[1] - s[0])) if spans else None


def _several(text: str, spans: Sequence[Chars]) -> tuple[Span, ...]:
    return tuple(_span(text, s) for s in spans) if len(spans) > 1 else ()
