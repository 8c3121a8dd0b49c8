"""Putting the rules together: their order, what excludes what, and the records."""

from collections.abc import Sequence

from lagebild.recognise.quotes.carried import carried_on
from lagebild.recognise.quotes.cues import find_cues
from lagebild.recognise.quotes.direct import direct_quotes, words_within
from lagebild.recognise.quotes.draft import Draft
from lagebild.recognise.quotes.indirect import after_cue, as_frame, before_cue, what_precedes
from lagebild.recognise.quotes.reported import reported_act
from lagebild.recognise.quotes.sources import so_frames, source_frames, therefore_frames
from lagebild.recognise.quotes.view import Chars, View
from lagebild.records import Argument, Article, Quote, Span


def find_drafts(view: View) -> list[Draft]:
    """All quotations of a text, doubles removed."""
    cues = find_cues(view)
    drafts: list[Draft] = []
    for cue in cues:
        for rule in (as_frame, after_cue, before_cue, what_precedes):
            draft = rule(view, cue)
            if draft:
                drafts.append(draft)
                break
    drafts += source_frames(view) + so_frames(view) + therefore_frames(view)
    direct = direct_quotes(view, cues, drafts)
    framing = {d.anchor for d in (*drafts, *direct)}
    for cue in cues:
        act = reported_act(view, cue) if cue.head not in framing else None
        if act:
            drafts.append(act)
    drafts += direct
    carried = carried_on(view, drafts)
    return drafts + carried + words_within(view, carried, drafts)


def to_quotes(article: Article, view: View, drafts: Sequence[Draft]) -> list[Quote]:
    """The records of the drafts, in the order of their starts."""
    ordered = sorted(drafts, key=lambda d: (d.start, -d.end, d.rule))
    return [_quote(article, view, draft, i) for i, draft in enumerate(ordered)]


def _quote(article: Article, view: View, draft: Draft, index: int) -> Quote:
    text = view.text
    start, end = draft.start, draft.end
    sentence = view.sentence_chars(view.parse.sentence_at(start))
    return Quote(
        id=f"{article.id}-q{index}",
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
        stance=draft.stance,
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


def _main(text: str, spans: Sequence[Chars]) -> Span | None:
    """The longest piece."""
    return _span(text, max(spans, key=lambda s: s[1] - s[0])) if spans else None


def _several(text: str, spans: Sequence[Chars]) -> tuple[Span, ...]:
    return tuple(_span(text, s) for s in spans) if len(spans) > 1 else ()
