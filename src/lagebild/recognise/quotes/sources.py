"""Sources in prepositional phrases: "laut X", "X zufolge", "nach Angaben von X", "so X"."""

from lagebild.recognise.quotes.clauses import is_subjunctive, is_weak_subjunctive, sentence_words
from lagebild.recognise.quotes.draft import Draft
from lagebild.recognise.quotes.indirect import content_chars
from lagebild.recognise.quotes.lexicon import SourcePreposition
from lagebild.recognise.quotes.roles import preposition
from lagebild.recognise.quotes.spans import Chars
from lagebild.recognise.quotes.view import View

_GROWTH = 3
_REACH = 6
_GAP = 6
_CLAUSE_HEADS = frozenset(("acl", "advcl", "ccomp", "parataxis", "csubj"))


def source_frames(view: View) -> list[Draft]:
    """The sentences that are put down to a source, with the source as their frame."""
    if not view.parse.tagged:
        return []
    known = {entry.words[-1] for entry in view.lexicon.prepositions}
    places = [w for w, low in enumerate(view.lowers) if low in known and w not in view.opaque]
    found = (_at_preposition(view, word) or _loose_behind(view, word) for word in places)
    return [draft for draft in found if draft is not None]


def _at_preposition(view: View, case: int) -> Draft | None:
    """The source that a preposition names by its noun in the tree."""
    outer = view.parse.heads[case] if view.relation(case) == "fixed" else case
    noun = view.parse.heads[outer]
    if noun < 0 or view.relation(outer) != "case" or not view.is_nominal(noun):
        return None
    entry = _entry(view, case, noun)
    return _source(view, _whole(view, noun, case), case, entry) if entry else None


def _loose_behind(view: View, word: int) -> Draft | None:
    """A preposition after its noun ("zufolge") that the tree hangs elsewhere."""
    entry = next(
        (
            e
            for e in view.lexicon.prepositions
            if e.place != "pre" and e.words[0] == view.lower(word)
        ),
        None,
    )
    if entry is None or word == 0:
        return None
    if entry.place == "both" and not _is_his_view(view, word - 1):
        return None
    head = view.parse.heads[word]
    if view.relation(word) == "case" and 0 <= head < word:
        return None
    noun = word - 1
    while view.parse.heads[noun] >= 0 and view.is_nominal(view.parse.heads[noun]):
        up = view.parse.heads[noun]
        if up >= word or view.sentence(up) != view.sentence(word):
            break
        noun = up
    return _source(view, noun, word, entry) if view.is_nominal(noun) else None


def _is_his_view(view: View, noun: int) -> bool:
    """ "seiner Meinung (nach)": a source of which a possessive tells whose it is; not one within
    another phrase ("die seiner Meinung nach schlechte Lage")."""
    known = view.lexicon.noun(view.parse.lemma[noun], view.parse.form[noun])
    own = next((d for d in view.children(noun, "det") if view.parse.xpos[d] == "PPOSAT"), 0)
    owned = own > 0 and view.parse.xpos[own - 1] != "ART"
    return owned and known is not None and "s" in known.use


def _whole(view: View, noun: int, case: int) -> int:
    """The noun that an apposition before a postposition belongs to ("der Agentur X zufolge")."""
    head = view.parse.heads[noun]
    if case > noun and view.relation(noun) in ("appos", "flat") and 0 <= head < noun:
        return head
    return noun


def _entry(view: View, case: int, noun: int) -> SourcePreposition | None:
    for entry in view.lexicon.prepositions:
        first = case - len(entry.words) + 1
        words = tuple(view.lower(w) for w in range(max(0, first), case + 1))
        if words != entry.words or not _place_fits(entry, case, noun):
            continue
        if entry.noun == "any" or _noun_fits(view, entry, noun, case > noun):
            return entry
    return None


def _place_fits(entry: SourcePreposition, case: int, noun: int) -> bool:
    return entry.place == "both" or (entry.place == "pre") == (case < noun)


def _noun_fits(view: View, entry: SourcePreposition, noun: int, behind: bool) -> bool:
    words = view.lexicon.words
    known = view.lexicon.noun(view.parse.lemma[noun], view.parse.form[noun])
    kind = view.lexicon.media_kind(view.parse.form[noun])
    if kind == "press" or (kind and view.lower(case_of(view, noun)) == "gemäß"):
        return True
    if entry.noun == "view":
        return view.lower(noun) in words["view"]
    if known is None or "s" not in known.use:
        return False
    if behind or view.lower(case_of(view, noun)) != "nach":
        return True
    return view.lower(noun) not in words["not_source"] and not _after_event(view, noun)


def case_of(view: View, noun: int) -> int:
    """The preposition's word, the noun itself where it has none."""
    cases = view.children(noun, "case")
    return cases[0] if cases else noun


def _after_event(view: View, noun: int) -> bool:
    """ "Nach der Mitteilung" may be a time: a definite singular act is one."""
    determiners = view.children(noun, "det")
    singular = view.parse.feat(noun, "Number") == "Sing"
    return (
        singular
        and any(view.lower(d) in ("der", "dem", "den") for d in determiners)
        and view.lower(noun) in view.lexicon.words["also_event"]
    )


def _source(view: View, noun: int, case: int, entry: SourcePreposition) -> Draft | None:
    words = sentence_words(view, noun)
    known = view.lexicon.noun(view.parse.lemma[noun], view.parse.form[noun])
    speaker = view.phrase(noun)
    if known is not None and "s" in known.use:
        speaker = whole_source(view, speaker)
    if case > noun:
        speaker = (speaker[0], min(speaker[1], view.parse.ends[case - 1]))
    first = case - len(entry.words) + 1
    frame = (
        min(speaker[0], view.parse.starts[first]),
        max(speaker[1], view.parse.ends[case]),
    )
    spans = _around(view, noun, frame, words)
    if not spans:
        return None
    return Draft(
        kind="indirect",
        spans=spans,
        rule="quotes.source",
        anchor=noun,
        cue=(view.chars(first, case),),
        frame=(frame,),
        speaker=speaker,
        stance=known.stance if known else "claim",
    )


def whole_source(view: View, span: Chars) -> Chars:
    """The phrase of a source grown over the genitives and "von" that follow it at once."""
    for _ in range(_GROWTH):
        following = view.parse.words_in(span[1], span[1] + 2)
        if not following or view.lower(following[0]) not in view.lexicon.words["of"]:
            return span
        head = next(
            (w for w in range(following[0], following[0] + _REACH) if _heads_noun(view, w)), None
        )
        if head is None:
            return span
        grown = view.phrase(head)
        if grown[0] - span[1] > _GAP or grown[1] <= span[1]:
            return span
        span = (span[0], grown[1])
    return span


def _heads_noun(view: View, word: int) -> bool:
    return word < len(view.parse) and view.parse.upos[word] in ("NOUN", "PROPN")


def _around(view: View, noun: int, frame: Chars, words: range) -> tuple[Chars, ...]:
    """The clause around a source, without the source: the sentence, or the subordinate clause."""
    first, stop = words.start, words.stop
    for ancestor in view.ancestors(noun):
        if view.relation(ancestor) in _CLAUSE_HEADS and view.has_verb(ancestor):
            inner = view.subtree(ancestor)
            if inner and inner[0] <= noun <= inner[-1]:
                first, stop = max(first, inner[0]), min(stop, inner[-1] + 1)
            break
        if view.relation(ancestor) == "conj" and view.finite_of(ancestor) is not None:
            first = max(first, min([*view.clause(ancestor), noun]))
            break
    before_stop = next((w for w in range(first, stop) if view.parse.starts[w] >= frame[0]), first)
    after_first = next((w for w in range(first, stop) if view.parse.starts[w] >= frame[1]), stop)
    parts = [content_chars(view, first, before_stop), content_chars(view, after_first, stop)]
    return tuple(part for part in parts if any(c.isalnum() for c in view.text[part[0] : part[1]]))


def so_frames(view: View) -> list[Draft]:
    """The frame "so X" after its content: "Die Lage sei ernst, so der Minister." """
    if not view.parse.tagged:
        return []
    found = (_so(view, word) for word in view.places("so") if word > 0)
    return [draft for draft in found if draft is not None]


def so_phrase(view: View, word: int) -> tuple[Chars, Chars] | None:
    """The frame that "so" opens (from the mark before it) and its speaker, or None."""
    words = sentence_words(view, word)
    if word + 1 >= words.stop or view.parse.upos[word + 1] not in (
        "DET",
        "PROPN",
        "NOUN",
        "PRON",
        "ADJ",
    ):
        return None
    end = _so_end(view, word, words.stop)
    if view.any_finite(word, end) or end - word > 30:
        return None
    heads = [
        w
        for w in range(word + 1, end)
        if view.parse.upos[w] in ("NOUN", "PROPN", "PRON")
        and not preposition(view, w)
        and not (
            word < view.parse.heads[w] < end
            and view.relation(w) in ("nmod", "flat", "appos", "compound", "conj", "obl", "amod")
        )
    ]
    if not heads:
        return None
    speaker = view.phrase(heads[0])
    speaker = (max(speaker[0], view.parse.starts[word + 1]), speaker[1])
    start = view.parse.starts[word]
    if word > words.start and view.parse.form[word - 1] in (",", "–", "-"):
        start = view.parse.starts[word - 1]
    last = end - 1
    while (
        last > word and view.parse.upos[last] == "PUNCT" and view.parse.form[last] not in ')“”"«»'
    ):
        last -= 1
    return (start, view.parse.ends[last]), speaker


def _so_end(view: View, word: int, stop: int) -> int:
    boundary = view.next_boundary(word, stop)
    while boundary is not None:
        following = view.next_boundary(boundary, stop)
        end = stop if following is None else following
        first = boundary + 1
        apposition = view.parse.upos[first] == "DET" or view.relation(first) == "appos"
        finite = view.any_finite(first, end)
        if finite or first in view.opaque or not apposition:
            return boundary
        if following is None:
            break
        boundary = following
    opaque = next((w for w in range(word, stop) if w in view.opaque), stop)
    return min(stop, opaque)


def _so(view: View, word: int) -> Draft | None:
    words = sentence_words(view, word)
    if word == words.start or view.parse.form[word - 1] not in (",", "–", "-"):
        return None
    found = so_phrase(view, word)
    if found is None:
        return None
    frame, speaker = found
    before = content_chars(view, words.start, word - 1)
    last = max((w for w in words if view.parse.ends[w] <= frame[1]), default=word)
    after = content_chars(view, last + 1, words.stop) if last + 1 < words.stop else None
    if not any(view.is_finite(w) for w in words if view.parse.ends[w] <= frame[0]) and not after:
        return None
    spans = tuple(s for s in (before, after) if s and s[1] - s[0] > 2)
    if not spans or word - 2 in view.opaque:
        return None
    label = _label_before(view, word, words) if after else None
    return Draft(
        kind="direct" if label else "indirect",
        spans=(label,) if label else spans,
        rule="quotes.direct_label" if label else "quotes.so",
        anchor=word,
        cue=(view.chars(word, word),),
        frame=(frame,),
        speaker=speaker,
        stance="claim",
    )


def _label_before(view: View, word: int, words: range) -> Chars | None:
    """The words quoted right before "so X" within a sentence of the narrator's ("nahm zwei
    „Feinde des Volkes“, so die Sprachregelung, fest"): X says no more than these."""
    roots = [w for w in words if view.parse.heads[w] < 0]
    finite = view.finite_of(roots[0]) if roots else None
    if finite is None or is_subjunctive(view, finite) or is_weak_subjunctive(view, finite):
        return None
    end = view.parse.starts[word - 1]
    return next(((q.start, q.end) for q in view.outer if end - 1 <= q.end <= end), None)


def therefore_frames(view: View) -> list[Draft]:
    """ "Demnach ..." and "..., wonach ...": what a source named before says."""
    if not view.parse.tagged:
        return []
    pointing = [d for w in view.places("thereafter") for d in _thereafter(view, w)]
    relative = [d for w in view.places("whereby") for d in _whereby(view, w)]
    return pointing + relative


def _thereafter(view: View, word: int) -> list[Draft]:
    words = sentence_words(view, word)
    span = view.chars(word, word)
    spans = _around(view, word, span, words)
    if not spans:
        return []
    return [
        Draft("indirect", spans, "quotes.thereafter", word, (span,), (span,), None, None, "claim")
    ]


def _text_before(view: View, word: int, clause: int) -> int | None:
    """The text whose "wonach" clause the tree hangs on the verb ("hat Berichte bestätigt,
    wonach ...")."""
    verb = view.parse.heads[clause]
    for child in view.children(verb, "obj", "nsubj", "obl") if verb >= 0 else ():
        known = view.lexicon.noun(view.parse.lemma[child], view.parse.form[child])
        if child < word and known is not None:
            return child
    return None


def _whereby(view: View, word: int) -> list[Draft]:
    words = sentence_words(view, word)
    head = view.parse.heads[word]
    if head < 0:
        return []
    inner = view.subtree(head)
    if not inner or inner[-1] <= word:
        return []
    content = content_chars(view, word + 1, inner[-1] + 1)
    above = [a for a in view.ancestors(head) if view.parse.upos[a] in ("NOUN", "PROPN")]
    noun = above[0] if above else _text_before(view, word, head)
    cue = view.chars(word, word)
    frame = (view.parse.starts[words.start], cue[1])
    speaker = view.phrase(noun) if noun is not None else None
    return [
        Draft(
            "indirect", (content,), "quotes.whereby", word, (cue,), (frame,), speaker, None, "claim"
        )
    ]
