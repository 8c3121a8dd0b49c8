"""Reported acts of speech: a cue with its topic and no clause that carries the content."""

from lagebild.recognise.quotes.clauses import sentence_words
from lagebild.recognise.quotes.cues import Cue
from lagebild.recognise.quotes.draft import Draft
from lagebild.recognise.quotes.roles import addressee_of, agent_of, preposition, speaker_of
from lagebild.recognise.quotes.spans import Chars, overlap
from lagebild.recognise.quotes.view import View


def reported_act(view: View, cue: Cue) -> Draft | None:
    """The clause of a cue that names what was said only by its topic, or None."""
    if "r" not in cue.entry.content or cue.head in view.opaque or not _has_topic(view, cue):
        return None
    finite = view.finite_of(cue.head)
    if finite is None or not _asserted(view, cue, finite):
        return None
    if cue.passive and agent_of(view, cue) is None:
        return None
    speaker = speaker_of(view, cue)
    if cue.entry.lemma in view.lexicon.words["somebody"] and not is_somebody(view, speaker):
        return None
    if speaker is None or view.text[slice(*speaker)].lower() in view.lexicon.words["nobody"]:
        return None
    span, speaker = _clause_span(view, cue), _without_topic(view, cue, speaker)
    return Draft(
        kind="reported",
        spans=(span,),
        rule="quotes.reported",
        anchor=cue.head,
        speaker=speaker,
        addressee=addressee_of(view, cue),
        stance=cue.entry.stance or None,
    )


def _asserted(view: View, cue: Cue, finite: int) -> bool:
    """Whether the act took place: no negation, no modal verb over it, no irrealis."""
    words = view.lexicon.words
    if view.lower(finite) in words["weak"] or view.parse.xpos[cue.head].startswith("VVINF"):
        return False
    return not any(view.lower(c) in words["negation"] for c in view.parse.children[cue.head])


def _has_topic(view: View, cue: Cue) -> bool:
    for word in cue.clause:
        if view.parse.heads[word] not in (cue.head, *cue.companions, _late_subject(view, cue)):
            continue
        relation = view.parse.deprel[word]
        if view.parse.upos[word] in ("PRON", "DET") or word == cue.head:
            continue
        if view.lower(word) in view.lexicon.words["toll"]:
            return False
        case = preposition(view, word)
        if not case and _is_person(view, word):
            continue
        if case and case in cue.entry.topics and view.relation(word) in ("obl", "nmod"):
            return True
        is_object = relation == "obj" or (cue.passive and relation == "nsubj:pass")
        if "acc" in cue.entry.topics and not case and is_object:
            return True
    return False


def _late_subject(view: View, cue: Cue) -> int | None:
    """The subject behind its verb, on which the tree may hang the topic ("spricht X von ...")."""
    found = view.children(cue.head, "nsubj")
    return found[0] if found and found[0] > cue.head else None


def _without_topic(view: View, cue: Cue, speaker: Chars) -> Chars:
    """The speaker without the topic that the tree hangs on him."""
    late = _late_subject(view, cue)
    for topic in view.children(late, "nmod") if late is not None else ():
        if preposition(view, topic) in cue.entry.topics:
            start = view.parse.starts[view.children(topic, "case")[0]]
            return view.cut(speaker[0], start) if speaker[0] < start < speaker[1] else speaker
    return speaker


def is_somebody(view: View, speaker: Chars | None) -> bool:
    """Whether a speaker is a name, a pronoun or another known mention, and no thing."""
    if speaker is None:
        return False
    words = view.parse.words_in(*speaker)
    if any(view.parse.xpos[w] == "PPER" for w in words):
        return True
    head = next((w for w in words if view.parse.heads[w] not in words), None)
    thing = head is not None and _is_thing(view, head)
    return not thing and any(overlap(speaker, span) for span in view.known)


def _is_thing(view: View, noun: int) -> bool:
    """Whether a noun is neither a mention or a title nor a source, though somebody is named with
    it ("die Verbindung der Täter")."""
    if view.parse.upos[noun] != "NOUN" or view.parse.language != "de":
        return False
    start, end = view.chars(noun, noun)
    known = view.lexicon.noun(view.parse.lemma[noun], view.parse.form[noun])
    voiced = known is not None or view.lexicon.media_kind(view.parse.form[noun]) is not None
    titled = (start, end + 2)  # "Richter Kern"
    return not voiced and not any(overlap(titled, span) for span in view.known)


def _is_person(view: View, word: int) -> bool:
    """Whether a word belongs to somebody's name: who is greeted is no topic."""
    start = view.parse.starts[word]
    end = view.phrase(word)[1]
    return any(n.label == "PER" and start <= n.start < end for n in view.parse.names)


def _clause_span(view: View, cue: Cue) -> tuple[int, int]:
    """The sentence of a main verb, full stop included; the clause of any other."""
    words = sentence_words(view, cue.head)
    if view.parse.heads[cue.head] < 0 and not view.children(cue.head, "conj"):
        return view.squeeze(*view.sentence_chars(view.sentence(cue.head)))
    own = view.strip(view.parse.subtree(cue.head))
    conj = [c for c in view.children(cue.head, "conj") if view.finite_of(c) is not None]
    last = own[-1]
    if conj:
        left = min(min(view.parse.subtree(c)) for c in conj)
        last = max(cue.head, left - 1)
        while last > own[0] and view.parse.upos[last] in ("CCONJ", "PUNCT"):
            last -= 1
    last = min(last, words.stop - 1)
    return view.squeeze(view.parse.starts[own[0]], view.parse.ends[last])
