"""Co-operation that a German sentence only looks forward to, asks about or hopes for."""

from collections.abc import Iterator

from lagebild.language.word_sets import word_set
from lagebild.parse.record import Parse
from lagebild.recognise.events.parties.subjects import verb_lemma
from lagebild.recognise.events.status.moods import (
    HYPOTHETICAL,
    PLANNED,
    mark_signs,
    mode_words,
    noun_key,
)
from lagebild.recognise.events.trees.tree import (
    DEFINITE,
    auxiliaries,
    children,
    clause_of,
    first_conjunct,
    is_finite,
    marks,
    preposition,
)

FRIENDLY = ("AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID")
DECIDED = ("AGREE", "SUPPORT", "COOPERATE", "AID")  # a way leads to a summit that is held, too
YET = ("bevor", "ehe")
STARTING = word_set("prospects", "starting")
LEADING = ("zu", "für")
AFTER = word_set("prospects", "after")
AHEAD = ("können", "könnte", "könnten", "dürfte", "dürften", "wird", "werden", "sollen", "soll")
SIDES = ("gegen", "für")
AGREEING = ("vereinbaren", "verabreden")  # what is agreed on is still to be done
QUESTIONS = ("wer", "wen", "wem", "was", "wann", "warum", "weshalb", "wie", "wo", "welch")


def prospect_signs(parse: Parse, word: int, type_: str) -> Iterator[str]:
    """What says of a noun of co-operation that it has not come about.

    "ob Verhandlungen der richtige Weg sind", "es geht ihnen um Hilfe", "an einer Einigung
    interessiert", "auf dem Weg zur Versöhnung", "bevor die Gespräche begonnen haben".
    """
    if parse.language != "de" or parse.upos[word] != "NOUN" or type_ not in FRIENDLY:
        return
    first = first_conjunct(parse, word)
    above = int(parse.head[first])
    if above < 0:
        return
    if preposition(parse, first) in SIDES and parse.lemma[above] == "sein":
        yield HYPOTHETICAL  # "ist gegen einen Beitritt"
    known = is_known(parse, word)
    if not known and parse.deprel[first] == "nsubj" and children(parse, above, "cop"):
        yield from (s for s in mark_signs(parse, above) if s == HYPOTHETICAL)
    if not known and preposition(parse, first) == "um" and _is_at_stake(parse, above):
        yield HYPOTHETICAL
    if preposition(parse, first) == "an" and _interests(parse, first):
        yield HYPOTHETICAL
    leads = not known and preposition(parse, first) in LEADING
    if type_ in DECIDED and leads and noun_key(parse, above) in mode_words("de").get("toward", {}):
        yield HYPOTHETICAL
    if not known and _is_asked(parse, word):
        yield HYPOTHETICAL
    if parse.deprel[first] in ("obj", "nsubj:pass") and verb_lemma(parse, above) in AGREEING:
        yield PLANNED
    if parse.deprel[first] in ("nsubj", "nsubj:pass") and _comes_after(parse, word, above):
        yield PLANNED
    if parse.deprel[first] in ("nsubj", "nsubj:pass", "obj") and _is_still_to_start(parse, above):
        yield PLANNED


def is_known(parse: Parse, noun: int) -> bool:
    """Whether an article of its own, or a possessive, names a happening as known."""
    return any(
        parse.form[c].lower() in DEFINITE and bool(parse.end[c] > parse.start[c])
        for c in children(parse, noun, "det")
    ) or bool(children(parse, noun, "det:poss"))


def _is_at_stake(parse: Parse, verb: int) -> bool:
    """ "Es geht der Regierung um Hilfe"."""
    return parse.lemma[verb].lower() == "gehen" and any(
        parse.form[c].lower() == "es" for c in parse.children[verb]
    )


def _interests(parse: Parse, noun: int) -> bool:
    return parse.form[clause_of(parse, noun)].lower() in ("interessiert", "gelegen")


def _is_asked(parse: Parse, word: int) -> bool:
    """ "Dient das dazu, Hilfe zu bekommen?": a question to be answered by yes or no."""
    words = parse.words_of(int(parse.sentence_of[word]))
    asks = any(parse.form[w] == "?" for w in words[-2:])
    return asks and not any(parse.form[w].lower().startswith(QUESTIONS) for w in words)


def _comes_after(parse: Parse, noun: int, verb: int) -> bool:
    """ "die anschließenden Verhandlungen könnten spannend werden"."""
    after = any(parse.lemma[c].lower() in AFTER for c in children(parse, noun, "amod"))
    return after and any(
        parse.form[a].lower() in AHEAD for a in children(parse, verb, "aux", "aux:pass")
    )


def _is_still_to_start(parse: Parse, verb: int) -> bool:
    """ "bevor die Verhandlungen beginnen": told in the present, they have not."""
    if verb_lemma(parse, verb) not in STARTING or not set(marks(parse, verb)) & set(YET):
        return False
    finite = [w for w in (verb, *auxiliaries(parse, verb)) if is_finite(parse, w)]
    return bool(finite) and all(parse.feat(w, "Tense") == "Pres" for w in finite)
