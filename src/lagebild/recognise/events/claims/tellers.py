"""Who an event is told by: the speaker of the words it stands in, or the narrator."""

from lagebild.language.word_sets import word_set
from lagebild.parse.record import Parse
from lagebild.recognise.dates.dated import path_up
from lagebild.recognise.events.claims.vouching import (
    INDIRECT,
    REPORTED,
    is_present_subjunctive,
    is_told_by_narrator,
)
from lagebild.recognise.events.context import ACTING, Context
from lagebild.recognise.events.parties.owners import owners
from lagebild.recognise.events.parties.participants import Parts
from lagebild.recognise.events.parties.spans import phrase
from lagebild.recognise.events.parties.subjects import subject, verb_lemma
from lagebild.recognise.events.status.moods import mode_words, noun_key
from lagebild.recognise.events.trees.tree import (
    DEEPEST,
    children,
    clause_of,
    is_finite,
    preposition,
)
from lagebild.recognise.quotes.lexicon import lexicon
from lagebild.records import Argument, Quote

OWN = ("eigenen ", "eigener ", "his own ", "her own ", "their own ")
TELLING = word_set("tellers", "telling")
VIEWS = ("Sicht", "Perspektive")
EMBEDDED = "quotes.direct_embedded"
CARRYING = ("quotes.whereby", "quotes.interview")
"""Rules by which the content hangs on the speaker in the tree ("der Bericht, wonach ...")."""
SOURCES = frozenset("sp")  # uses of nouns that name a source or a text
ARTICLES = ("der", "die", "das", "dem", "den", "the")
ONESELF = ("ich", "wir", "i", "we")  # named only by the words around theirs
ABOUT = ("von", "über", "of", "about")


def said_by(ctx: Context, word: int, parts: Parts) -> str | None:
    """Who says that the event of a cue word happened, or None where the narrator does."""
    offset = ctx.parse.starts[word]
    inside = [q for q in ctx.quotes if q.start <= offset < q.end and _claims(ctx, q, word, parts)]
    inside = [q for q in inside if q.speaker and q.speaker.text.lower() not in ONESELF]
    inside = inside or [q for q in ctx.quotes if _is_around_words(ctx, q, word)]
    if not inside:
        return None
    speaker = min(inside, key=lambda q: q.end - q.start).speaker
    if speaker is None or _is_figure(ctx.parse, speaker.start, speaker.end):
        return None
    if speaker.text.lower().startswith(OWN):
        return _own_voice(ctx, ctx.parse.words_in(speaker.start, speaker.end)[-1])
    if not speaker.name and speaker.text.lower() in ARTICLES:
        return None  # "Die", cut off from its noun
    return speaker.name or speaker.text


def _own_voice(ctx: Context, source: int) -> str | None:
    """ "Helfer konnten nach eigenen Angaben ...": the subject of the clause that names the source
    says it himself."""
    found = subject(ctx.parse, clause_of(ctx.parse, source))
    if found is None or ctx.kind(found) not in ACTING:
        return None
    start, end = phrase(ctx, found)
    return ctx.parse.text[start:end]


def _is_figure(parse: Parse, start: int, end: int) -> bool:
    """ "Die Zahl der Toten wurde mit zwölf angegeben": a figure says nothing."""
    first = next((w for w in parse.words_in(start, end) if parse.upos[w] == "NOUN"), None)
    return first is not None and noun_key(parse, first) in mode_words(parse.language).get(
        "count", {}
    )


def _claims(ctx: Context, quote: Quote, word: int, parts: Parts) -> bool:
    """Whether the speaker of a quotation vouches for an event in it.

    A speech that is only reported ("X fordert den Abzug", "bestreitet die Vorwürfe") is itself told
    by the narrator; so is a demand by a modal, and the saying of words quoted in part ("äußerte
    „Bedenken“").
    """
    parse = ctx.parse
    if quote.speaker is None or parse.upos[word] == "AUX" or not _can_speak(ctx, quote.speaker):
        return False
    if _is_beside(parse, quote, word) or _is_told_plainly(parse, quote, word):
        return False
    if is_told_by_narrator(ctx, quote, word):
        return False
    if quote.kind == REPORTED:
        return _telling_verb(parse, word) is not None
    if parse.upos[word] != "NOUN":
        return True
    own = parse.words_in(quote.speaker.start, quote.speaker.end)
    outside = [w for w in parts.heads("A") if not quote.start <= parse.starts[w] < quote.end]
    return not set(own) & set(outside)


def _is_beside(parse: Parse, quote: Quote, word: int) -> bool:
    """Whether an event only says who the speaker is ("so der Richter, der gegen ihn ermittelt")."""
    if quote.speaker is None or quote.kind == REPORTED or quote.rule in CARRYING:
        return False
    own = parse.words_in(quote.speaker.start, quote.speaker.end)
    above = parse.heads[word]
    return any(node in own for node in path_up(parse, above)) if above >= 0 else False


def _is_told_plainly(parse: Parse, quote: Quote, word: int) -> bool:
    """Whether the speech begun in a sentence before is left: it goes on in the subjunctive."""
    if parse.language != "de" or quote.cue is not None or quote.kind != INDIRECT:
        return False
    words = parse.words_of(parse.sentence_of[word])
    finite = [w for w in words if is_finite(parse, w)]
    return bool(finite) and all(
        parse.feat(w, "Mood") == "Ind" and not is_present_subjunctive(parse, w) for w in finite
    )


def _can_speak(ctx: Context, speaker: Argument) -> bool:
    """Whether words name a voice and no thing ("die Zahl der Opfer", "das Angebot, ...").

    A noun that no table knows is taken for a voice.
    """
    parse = ctx.parse
    words = parse.words_in(speaker.start, speaker.end)
    head = next((w for w in words if parse.heads[w] not in words), None)
    if head is None or parse.upos[head] != "NOUN" or head in ctx.labels:
        return True
    kind, known = ctx.kind(head), lexicon(parse.language)
    if parse.form[head] in VIEWS and not owners(parse, head):
        return False  # "aus juristischer Sicht"
    if kind in (*ACTING, "voice") or known.media_kind(parse.form[head]):
        return True
    noun = known.noun(parse.lemma[head], parse.form[head])
    if noun is not None:
        return bool(noun.use & SOURCES) or bool(owners(parse, head))
    return kind != "target" and parse.lemma[head].lower() not in known.words["no_speaker"]


def _is_around_words(ctx: Context, quote: Quote, word: int) -> bool:
    """ "berichtete von „Verlusten“ bei einem Angriff": what stands around the words quoted."""
    if quote.rule != EMBEDDED or quote.speaker is None or not _can_speak(ctx, quote.speaker):
        return False
    found = _telling_verb(ctx.parse, word)
    spans = quote.cue_spans or ((quote.cue,) if quote.cue else ())
    return found is not None and any(s.start <= ctx.parse.starts[found] < s.end for s in spans)


def _telling_verb(parse: Parse, word: int) -> int | None:
    """The verb by which somebody tells of an event, though not in his words ("sprach von einem
    Angriff", "von einem Täter, der ... habe")."""
    for _ in range(DEEPEST):
        head = parse.heads[word]
        if head < 0 or (parse.upos[word] == "VERB" and not _tells_of_somebody(parse, word)):
            return None
        verb = _teller(parse, word)
        if preposition(parse, word) in ABOUT and verb_lemma(parse, verb) in TELLING:
            return verb
        word = head
    return None


def _tells_of_somebody(parse: Parse, verb: int) -> bool:
    """Whether a relative clause tells of somebody not named before."""
    noun = parse.heads[verb]
    known = any(parse.form[c].lower() in ARTICLES for c in children(parse, noun, "det"))
    return parse.deprel[verb].startswith("acl") and not known


def _teller(parse: Parse, topic: int) -> int:
    """What a topic belongs to, the verb also where the parse hangs it on the subject behind the
    verb ("spricht die Polizei von Krawallen")."""
    head = parse.heads[topic]
    behind = parse.deprel[head].startswith("nsubj") and parse.heads[head] < head < topic
    return parse.heads[head] if behind and parse.heads[head] >= 0 else head
