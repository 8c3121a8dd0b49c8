"""Speech carried on without a frame: subjunctive sentences and hearsay after a quote."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from lagebild.recognise.quotes.clauses import is_subjunctive, is_weak_subjunctive
from lagebild.recognise.quotes.cues import Cue
from lagebild.recognise.quotes.draft import Draft
from lagebild.recognise.quotes.reported import is_somebody
from lagebild.recognise.quotes.roles import speaker_of
from lagebild.recognise.quotes.spans import Chars, overlap
from lagebild.recognise.quotes.view import View

_COVERED = 0.5
_AHEAD = ("announcement", "promise")
_REACH = 4
_BACK = 2
_WINDOW = 40


def carried_on(view: View, drafts: Sequence[Draft], cues: Sequence[Cue]) -> list[Draft]:
    """Sentences without a frame of their own whose main verb is in the subjunctive of speech.

    They belong to the speaker quoted last, or to who spoke in the sentence before ("X kritisierte
    den Plan. Er sei zu teuer."); neighbours become one quote.
    """
    if not view.parse.tagged:
        return []
    found: list[Draft] = []
    acts = _acts(view, cues)
    previous: Draft | None = None
    by_sentence: dict[int, list[Draft]] = {}
    for draft in (d for d in drafts if d.rule != "quotes.direct_label"):
        by_sentence.setdefault(view.parse.sentence_at(_position(draft)), []).append(draft)
    for sentence in range(view.parse.sentence_count):
        chars = view.sentence_chars(sentence)
        here = by_sentence.get(sentence, [])
        if here and _covers(here, chars):
            if previous and _is_told_itself(view, sentence, here, previous):
                _extend(found, view, chars, previous, "quotes.carried")
            previous = _last(here)
            continue
        if previous and _too_far(view, previous, sentence):
            previous = None
        if sentence - 1 in acts and not (previous and _directly_after(view, previous, sentence)):
            previous = acts[sentence - 1]
        rule = _carried_rule(view, sentence, previous)
        if rule is None:
            previous = _last(here) if here else previous
            continue
        draft = _extend(found, view, chars, previous or _context(view, sentence), rule)
        previous = draft
    return found


def _is_told_itself(view: View, sentence: int, here: Sequence[Draft], previous: Draft) -> bool:
    """ "X sagte ... Ihm sei verweigert worden, zu ...": a frame in the subjunctive of speech."""
    verb = _main_verb(view, sentence)
    root = next((w for w in view.parse.words_of(sentence) if view.parse.heads[w] < 0), None)
    if (
        verb is None
        or not is_subjunctive(view, verb)
        or not _directly_after(view, previous, sentence)
    ):
        return False
    return previous.speaker is not None and any(d.anchor == root for d in here)


def _acts(view: View, cues: Sequence[Cue]) -> Mapping[int, Draft]:
    """Who speaks in sentences that only tell of speaking; those that end a paragraph left out."""
    acts = {}
    for cue in cues:
        sentence = view.sentence(cue.head)
        end = view.sentence_chars(sentence)[1]
        quoted = cue.entry.lemma in view.lexicon.words["quoting"]  # "X wird zitiert": X speaks
        if view.parse.heads[cue.head] >= 0 or view.text[end : end + 1] == "\n":
            continue
        if cue.passive and not quoted:
            continue
        speaker = speaker_of(view, cue)
        if is_somebody(view, speaker):
            acts[sentence] = Draft("indirect", ((end, end),), "", speaker=speaker)
    return acts


def with_earlier_speakers(view: View, drafts: Sequence[Draft], cues: Sequence[Cue]) -> list[Draft]:
    """Quotes whose frame points back ("darin hieß es", "hinzugefügt wurde") get the speaker of the
    sentence before, else of the quote before."""
    acts = _acts(view, cues)
    ordered = sorted(drafts, key=_position)
    result: list[Draft] = []
    for draft in ordered:
        if draft.speaker is None and draft.frame and _points_back(view, draft):
            before = [d for d in result[-_WINDOW:] if d.speaker and _near(view, d, draft)]
            act = acts.get(view.parse.sentence_at(_position(draft)) - 1)
            if act is not None or before:
                draft = replace(draft, speaker=(act or _last(before)).speaker)
        result.append(draft)
    return result


def _points_back(view: View, draft: Draft) -> bool:
    if draft.rule == "quotes.direct_colon":
        return True
    words = view.lexicon.words
    back = words["back"] | words["thereafter"]
    inside_frame = (w for s, e in draft.frame for w in view.parse.words_in(s, e))
    return any(
        view.lower(w) in back or view.parse.lemma[w].lower() in words["additive"]
        for w in inside_frame
    )


def _near(view: View, earlier: Draft, later: Draft) -> bool:
    sentence = view.parse.sentence_at
    distance = sentence(_position(later)) - sentence(_position(earlier))
    return 0 < distance <= _BACK


def _position(draft: Draft) -> int:
    return max(draft.start, draft.frame[0][0]) if draft.frame else draft.start


def _last(drafts: Sequence[Draft]) -> Draft:
    """The last quote that stands in no other: its speaker is the one who goes on."""
    outer = [d for d in drafts if not any(_holds(o, d) for o in drafts)]
    return max(outer or drafts, key=lambda d: (d.start, -d.end))


def _holds(outer: Draft, inner: Draft) -> bool:
    longer = outer.end - outer.start > inner.end - inner.start
    return longer and outer.start <= inner.start and inner.end <= outer.end


def _covers(drafts: Sequence[Draft], chars: Chars) -> bool:
    """Whether quotes with their frames already take up most of a sentence."""
    spans = [s for d in drafts for s in (*d.spans, *d.frame)]
    taken = sum(overlap(chars, s) for s in set(spans))
    return taken >= _COVERED * (chars[1] - chars[0])


def _too_far(view: View, draft: Draft, sentence: int) -> bool:
    last = view.parse.sentence_at(max(draft.start, draft.end - 1))
    return sentence - last > _REACH


def _carried_rule(view: View, sentence: int, previous: Draft | None) -> str | None:
    verb = _main_verb(view, sentence)
    if verb is None:
        return None
    if is_subjunctive(view, verb):
        return "quotes.carried"
    follows = previous is not None and _directly_after(view, previous, sentence)
    if follows and is_weak_subjunctive(view, verb) and _weak_context(previous):
        return "quotes.carried"
    if follows and view.parse.lemma[verb].lower() in view.lexicon.words["reportative"]:
        return "quotes.hearsay"
    return None


def _weak_context(previous: Draft | None) -> bool:
    """Whether "wären" after a quote can be its speech: not after an announcement, whose chances
    the narrator weighs ("das hätte ihn viel gekostet")."""
    if previous is None or (previous.cue and previous.stance in _AHEAD):
        return False
    return previous.kind == "indirect" or previous.rule == "quotes.direct_embedded"


def _directly_after(view: View, draft: Draft, sentence: int) -> bool:
    end = max(draft.end, draft.frame[-1][1] if draft.frame else 0)
    return sentence - view.parse.sentence_at(max(0, end - 1)) == 1


def _main_verb(view: View, sentence: int) -> int | None:
    """The finite verb of the sentence's root, outside quoted passages."""
    for word in view.parse.words_of(sentence):
        if view.parse.heads[word] < 0 and word not in view.opaque:
            return view.finite_of(word)
    return None


def _context(view: View, sentence: int) -> Draft | None:
    """Where nobody was quoted before, the subject of the previous sentence is taken to speak."""
    if sentence == 0:
        return None
    start, end = view.sentence_chars(sentence - 1)
    if "\n" in view.text[start : view.sentence_chars(sentence)[0]]:
        return None
    for word in view.parse.words_of(sentence - 1):
        if view.parse.heads[word] >= 0 or not view.is_verb(word):
            continue
        for child in view.children(word, "nsubj"):
            if view.parse.upos[child] == "PROPN" or view.lower(child) in ("er", "sie"):
                return Draft("indirect", ((end, end),), "", speaker=view.phrase(child))
    return None


def _extend(
    found: list[Draft], view: View, chars: Chars, previous: Draft | None, rule: str
) -> Draft:
    """Join the sentence to the carried quote right before it, or begin a new one."""
    start, end = view.squeeze(*chars)
    last = found[-1] if found else None
    if last is not None and last is previous and "\n" not in view.text[last.end : start]:
        span = (last.start, end)
        found.pop()
    else:
        span = (start, end)
    draft = Draft(
        kind="indirect",
        spans=(span,),
        rule=rule,
        speaker=previous.speaker if previous else None,
        stance="claim",
    )
    found.append(draft)
    return draft
