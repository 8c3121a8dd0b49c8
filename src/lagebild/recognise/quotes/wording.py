"""Words quoted inside a clause of speech: labels, objects, slogans."""

from collections.abc import Sequence

from lagebild.recognise.quotes.clauses import sentence_words
from lagebild.recognise.quotes.cues import Cue
from lagebild.recognise.quotes.draft import Draft
from lagebild.recognise.quotes.indirect import frame_start, pieces
from lagebild.recognise.quotes.marks import Quoted
from lagebild.recognise.quotes.passages import is_statement
from lagebild.recognise.quotes.roles import addressee_of, speaker_of, subject_of
from lagebild.recognise.quotes.spans import Chars
from lagebild.recognise.quotes.view import View

_ARTICLES = (" ein", " eine", " einen", " einer", " a", " an")


def embedded(view: View, passage: Quoted, cues: Sequence[Cue]) -> Draft | None:
    """Words quoted inside the clause of a cue: X nannte das "einen Fehler"."""
    inside = list(view.parse.words_in(passage.inner, passage.inner_end))
    if not inside:
        return None
    wording = view.text[passage.inner].islower() or is_statement(view, passage)
    sentence = view.sentence(inside[0])
    heads = {view.parse.heads[w] for w in inside} - set(inside)
    near = set(heads)
    for head in heads:
        if head >= 0:
            near.update(_clause_chain(view, head))
    found = [c for c in cues if view.sentence(c.head) == sentence and c.head in near]
    found = [
        c
        for c in found
        if ("d" in c.entry.content and wording) or _labels(view, c, passage, inside)
    ]
    found = [c for c in found if not _merely_named(view, c, inside)]
    if not found:
        return None
    cue = min(found, key=lambda c: abs(c.head - inside[0]))
    return _embedded_draft(view, passage, cue, inside)


def _merely_named(view: View, cue: Cue, inside: list[int]) -> bool:
    """Whether the quoted words are the subject of the cue, or a name that something bears."""
    if any(w in view.children(cue.head, "nsubj") for w in inside):
        return True
    bears = "l" in cue.entry.content and any(view.lower(w) in ("sich", "man") for w in cue.clause)
    return bears or (cue.entry.lemma in view.lexicon.words["naming"] and cue.passive)


def _labels(view: View, cue: Cue, passage: Quoted, inside: list[int]) -> bool:
    """Whether a cue calls somebody or something by the quoted words ("nannte ihn einen ...").

    A name that something bears is no speech: passives without an agent, "nennt sich", "nennt man".
    """
    if "l" not in cue.entry.content:
        return False
    if speaker_of(view, cue) is None:
        return False
    if not any(view.parse.heads[w] == cue.head for w in inside):
        return False
    plain = cue.entry.lemma not in view.lexicon.words["naming"]
    return plain or view.text[: passage.start].rstrip().endswith(_ARTICLES)


def _clause_chain(view: View, word: int) -> list[int]:
    """The heads above a word up to the verb of its clause."""
    chain = [word]
    for ancestor in view.ancestors(word):
        if view.has_verb(chain[-1]) and view.relation(chain[-1]) not in ("xcomp", "aux"):
            break
        chain.append(ancestor)
    return chain


def _embedded_draft(view: View, passage: Quoted, cue: Cue, inside: list[int]) -> Draft:
    words = sentence_words(view, cue.head)
    before = (frame_start(view, cue), passage.start)
    frames: list[Chars] = []
    if before[1] > before[0]:
        frames.append(view.squeeze(*before))
    tail = [w for w in cue.words if w > inside[-1]]
    if tail or not frames:
        boundary = view.next_boundary(max(cue.words), words.stop)
        stop = (boundary if boundary is not None else words.stop) - 1
        while stop > max(cue.words) and view.parse.form[stop] in (".", "!", "?", ","):
            stop -= 1
        frames.append(view.squeeze(passage.end, view.parse.ends[stop]))
    return cue_draft(
        view, cue, passage, "direct_embedded", tuple(f for f in frames if f[1] > f[0]), cue.words
    )


def written(view: View, passage: Quoted) -> Draft | None:
    """Words after a noun for words: the slogan "...", slogans such as "..."."""
    first = view.parse.words_in(passage.start, passage.inner + 1)
    if not first:
        return None
    word = first[0] - 1
    sentence = sentence_words(view, first[0])
    if word > sentence.start and view.lower(word) in view.lexicon.words["as"]:
        word -= 1
    if word < sentence.start or view.parse.upos[word] != "NOUN":
        return None
    noun = view.lexicon.noun(view.parse.lemma[word], view.parse.form[word])
    if noun is None or "d" not in noun.use:
        return None
    roots = [w for w in sentence if view.parse.heads[w] < 0 and view.is_verb(w)]
    frame = view.squeeze(view.sentence_chars(view.sentence(word))[0], passage.start)
    return Draft(
        kind="direct",
        spans=((passage.start, passage.end),),
        rule="quotes.direct_written",
        anchor=word,
        cue=(view.chars(word, word),),
        frame=(frame,),
        speaker=subject_of(view, roots[0]) if roots else None,
        stance=noun.stance,
    )


def cue_draft(
    view: View,
    cue: Cue,
    passage: Quoted,
    rule: str,
    frame: tuple[Chars, ...],
    cue_words: Sequence[int],
) -> Draft:
    """The draft of a passage that a cue frames, with the roles of the cue."""
    return Draft(
        kind="direct",
        spans=((passage.start, passage.end),),
        rule=f"quotes.{rule}",
        anchor=cue.head,
        cue=pieces(view, tuple(cue_words)),
        frame=frame,
        speaker=speaker_of(view, cue),
        addressee=addressee_of(view, cue),
        stance=cue.entry.stance or None,
    )
