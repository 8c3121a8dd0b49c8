"""What stands within a speech and is yet the narrator's: its speaker does not vouch for it."""

from collections.abc import Iterator

from lagebild.language.word_sets import word_set
from lagebild.parse.record import Parse
from lagebild.recognise.dates.dated import path_up
from lagebild.recognise.events.context import Context
from lagebild.recognise.events.parties.subjects import verb_lemma
from lagebild.recognise.events.status.moods import negations
from lagebild.recognise.events.trees.tree import (
    CLAUSES,
    RELATIVE,
    SUBJECTS,
    children,
    clause_of,
    first_conjunct,
    is_finite,
    preposition,
)
from lagebild.records import Quote

REPORTED, INDIRECT = "reported", "indirect"
DECIDING = frozenset(word_set("vouching", "deciding"))
NO_CLAIM = frozenset(("demand", "question", "promise", "threat", "announcement"))
"""Stances of a speech that tells of no fact."""
QUOTING = frozenset(word_set("vouching", "quoting"))
REFUSING = frozenset(word_set("vouching", "refusing"))
ENDING = frozenset(word_set("vouching", "ending"))
KNOWN = frozenset(("angesichts", "während", "trotz", "anlässlich", "despite", "during"))
"""What they name is the ground or the time of something else, and nobody doubts it."""
BOUNDS = frozenset(word_set("vouching", "bounds"))
MEANWHILE = frozenset(("nachdem", "als", "seit", "seitdem", "bevor", "after", "before"))
POINTING = ("dies", "dess", "jene", "this", "these")
OWNED = ("sein", "ihr", "unser", "his", "their", "its")
ARTICLES = frozenset(("der", "die", "das", "des", "dem", "den", "the"))


def is_told_by_narrator(ctx: Context, quote: Quote, word: int) -> bool:
    """Whether the words around an event are the narrator's or tell what all take for granted."""
    parse = ctx.parse
    if _left_behind(ctx, quote):
        return True
    cue = _cue(parse, quote)
    if cue is None:
        return False
    lemma = verb_lemma(parse, cue)
    if lemma in QUOTING:
        return quote.via is not None and quote.speaker is not None and _same(quote)
    if _cue_is_inside(parse, cue, word):
        return True
    if quote.kind != INDIRECT:
        return False
    if lemma in DECIDING | REFUSING and parse.upos[cue] in ("VERB", "AUX"):
        return True  # a court does not claim what it decides, nor anybody what he will not do
    if quote.stance in NO_CLAIM and any(negations(parse, cue)):
        return True  # "einigten sich nicht darauf, ...": nobody has announced it
    if not _is_before_cue(parse, cue, word) and _is_of_narrator_again(parse, cue, word):
        return True
    return parse.upos[word] == "NOUN" and _is_taken_for_granted(parse, quote.stance, word)


def _same(quote: Quote) -> bool:
    """Whether the speaker is the medium that carried the words ("..., zitiert CNN")."""
    speaker, via = quote.speaker, quote.via
    return speaker is not None and via is not None and speaker.start <= via.start < speaker.end


def _left_behind(ctx: Context, quote: Quote) -> bool:
    """Whether a speech taken up again follows on sentences that are not its speaker's."""
    if quote.kind != INDIRECT or quote.cue is not None or quote.frame is not None:
        return False
    if quote.speaker is None:
        return False
    parse, own = ctx.parse, (quote.speaker.start, quote.speaker.end)
    spoken = [q for q in ctx.quotes if q.speaker and (q.speaker.start, q.speaker.end) == own]
    first = parse.sentence_at(own[0]) + 1
    for sentence in range(first, parse.sentence_at(quote.start)):
        words = parse.words_of(sentence)
        start, end = parse.starts[words[0]], parse.ends[words[-1]]
        if not any(q.start < end and start < q.end for q in spoken):
            return True
    return False


def _cue(parse: Parse, quote: Quote) -> int | None:
    """The verb or noun of speech."""
    if quote.cue is None:
        return None
    pieces = quote.cue_spans or (quote.cue,)
    words = [w for piece in pieces for w in parse.words_in(piece.start, piece.end)]
    verbs = [w for w in words if parse.upos[w] == "VERB"]
    return next(iter(verbs or words), None)


def _cue_is_inside(parse: Parse, cue: int, word: int) -> bool:
    """ "hilft den Menschen der Region, die von den Behörden zum Notstandsgebiet erklärt wurde": the
    verb of speech only describes what the event is about."""
    for node in path_up(parse, cue):
        if parse.deprel[node].startswith("acl") and _is_relative(parse, node):
            above = parse.heads[node]
            return above >= 0 and word not in parse.subtree(node) and word in path_up(parse, above)
    return False


def _is_relative(parse: Parse, verb: int) -> bool:
    return any(parse.xpos[w] in RELATIVE for w in parse.children[verb])


def _is_of_narrator_again(parse: Parse, cue: int, word: int) -> bool:
    """Whether a clause in the indicative is added to a speech in the subjunctive or infinitive.

    "klagte, die Regierung habe versagt, und die Opposition fordert ..." goes back to the narrator,
    and so does "beschloss, ihn zu holen, nachdem er angegriffen worden war".
    """
    for node in _clauses_up(parse, word):
        above = parse.heads[node]
        if above < 0 or node == cue or above == cue:
            return False
        if not _is_indicative(parse, node):
            continue
        marks = {parse.form[c].lower() for c in children(parse, node, "mark")}
        if parse.deprel[node].startswith("advcl") and marks & MEANWHILE:
            return _is_reported(parse, above)
        if parse.deprel[node] == "conj" and children(parse, node, *SUBJECTS) and not marks:
            return _is_reported(parse, first_conjunct(parse, node)) and not any(
                parse.deprel[c] == "mark" for c in parse.children[first_conjunct(parse, node)]
            )
    return False


def _clauses_up(parse: Parse, word: int) -> Iterator[int]:
    for node in path_up(parse, clause_of(parse, word)):
        if parse.deprel[node].startswith(CLAUSES) or parse.deprel[node] == "conj":
            yield node


def _finite(parse: Parse, verb: int) -> list[int]:
    return [
        w for w in (verb, *children(parse, verb, "aux", "aux:pass", "cop")) if is_finite(parse, w)
    ]


def _is_before_cue(parse: Parse, cue: int, word: int) -> bool:
    """ "Sie seien geflohen, als es brannte, sagte X": all that the frame closes is X's."""
    verb = clause_of(parse, cue)
    return verb == cue and word < min((cue, *children(parse, cue, *SUBJECTS)))


def _is_indicative(parse: Parse, verb: int) -> bool:
    found = _finite(parse, verb)
    return bool(found) and all(parse.feat(w, "Mood") == "Ind" for w in found)


def is_present_subjunctive(parse: Parse, verb: int) -> bool:
    """ "er erwarte": the form of reported speech, whatever the parse calls it."""
    form, lemma = parse.form[verb].lower(), parse.lemma[verb].lower()
    if parse.language != "de" or not form.endswith("e") or lemma != form + "n":
        return False
    subjects = (c for holder in (verb, parse.heads[verb]) if holder >= 0 for c in
                children(parse, holder, "nsubj"))  # fmt: skip
    return not any(parse.form[c].lower() == "ich" for c in subjects)


def _is_reported(parse: Parse, verb: int) -> bool:
    """A clause in the present subjunctive or without a finite verb."""
    found = _finite(parse, verb)
    return not found or any(
        parse.feat(w, "Mood") == "Sub" and parse.feat(w, "Tense") != "Past" for w in found
    )


def _is_taken_for_granted(parse: Parse, stance: str | None, noun: int) -> bool:
    """ "der Minister nannte als Bedingung, dass sie ihre Proteste beenden": that they protest, he
    takes for known; what a noun with an article names in a demand is not demanded, either."""
    articles = [parse.form[c].lower() for c in children(parse, noun, "det", "det:poss")]
    if any(a.startswith(POINTING) for a in articles):
        return True
    owned = any(a.startswith(OWNED) for a in articles)
    if not owned and not ARTICLES & set(articles):
        return False
    if stance in NO_CLAIM:
        return True
    if owned and parse.deprel[noun] == "obj" and verb_lemma(parse, parse.heads[noun]) in ENDING:
        return True
    above = parse.heads[noun]
    bound = above >= 0 and parse.deprel[noun].startswith("nmod") and parse.form[above] in BOUNDS
    return preposition(parse, noun) in KNOWN or bound
