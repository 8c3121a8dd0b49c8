"""Nouns of speech that carry a clause: "die Forderung, ...", "mit der Begründung, dass ..."."""

from collections.abc import Sequence

from lagebild.recognise.quotes.clauses import content_end, content_start, sentence_words
from lagebild.recognise.quotes.cues import Cue
from lagebild.recognise.quotes.draft import Draft
from lagebild.recognise.quotes.indirect import content_chars, frame_start, pieces
from lagebild.recognise.quotes.lexicon import Verb
from lagebild.recognise.quotes.roles import subject_of
from lagebild.recognise.quotes.spans import Chars
from lagebild.recognise.quotes.view import View

_CONTENT = frozenset("cz")


def noun_frames(view: View, cues: Sequence[Cue]) -> list[Draft]:
    """The clauses that nouns of speech carry, unless a cue verb of theirs already does."""
    if not view.parse.tagged:
        return []
    taken = {w for cue in cues for w in cue.words}
    heads = {cue.head for cue in cues}
    found = (
        _noun_frame(view, word, heads)
        for word in range(len(view.parse))
        if view.parse.upos[word] == "NOUN" and word not in taken and word not in view.opaque
    )
    return [draft for draft in found if draft is not None]


def _noun_frame(view: View, word: int, cue_heads: set[int]) -> Draft | None:
    noun = view.lexicon.noun(view.parse.lemma[word], view.parse.form[word])
    if noun is None or "n" not in noun.use:
        return None
    entry = Verb(noun.lemma, frozenset(), _CONTENT, frozenset(), "", noun.stance)
    phrase = view.phrase(word)
    last = view.parse.words_in(*phrase)[-1]
    determiners = [w for w in view.children(word, "det", "amod") if w < word]
    cue = Cue(
        word, entry, tuple(sorted({*determiners, word})), tuple(view.subtree(word)), (), False
    )
    found = content_start(view, cue, max(word, last))
    words = sentence_words(view, word)
    if found is None:
        return None
    boundary, first = found
    if boundary != max(word, last) + 1 and not _reaches(view, word, boundary, cue_heads):
        return None
    segment = range(first, view.next_boundary(first, words.stop) or words.stop)
    if not any(view.is_verb(w) for w in segment):
        return None
    stop = content_end(view, cue, first)
    span = content_chars(view, first, stop)
    if span[1] <= span[0] or view.parse.form[boundary] != ",":
        return None
    frame = [(frame_start(view, cue), view.parse.ends[boundary])]
    rest = view.squeeze(span[1], view.sentence_chars(view.sentence(word))[1])
    if rest[1] - rest[0] > 2:
        frame.append(rest)
    return Draft(
        kind="indirect",
        spans=(span,),
        rule="quotes.noun",
        anchor=word,
        cue=pieces(view, cue.words),
        frame=tuple(frame),
        speaker=_speaker(view, word),
        stance=noun.stance,
    )


def _reaches(view: View, noun: int, boundary: int, cue_heads: set[int]) -> bool:
    """Whether a "dass" clause behind the verb belongs to its object, a noun with an owner."""
    head = view.parse.heads[noun]
    return (
        view.next_boundary(noun, boundary + 1) == boundary
        and view.lower(boundary + 1) in view.lexicon.words["clause"]
        and view.parse.deprel[noun] in ("obj", "nsubj:pass")
        and head not in cue_heads
        and bool(view.children(noun, "nmod"))
    )


def _speaker(view: View, noun: int) -> Chars | None:
    """Whose word it is: the genitive or "von" of the noun, or the subject of a light verb."""
    for child in view.children(noun, "nmod"):
        cases = {view.lower(c) for c in view.children(child, "case")}
        genitive = not cases and view.parse.feat(child, "Case") in ("Gen", None)
        if genitive or cases & view.lexicon.words["agent"]:
            return view.phrase(child)
    head = view.parse.heads[noun]
    if head >= 0 and view.parse.lemma[head] in view.lexicon.words["light"]:
        return subject_of(view, head)
    return None
