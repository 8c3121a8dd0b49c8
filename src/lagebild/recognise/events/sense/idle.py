"""German words of co-operation that tell no act: in names of bodies, in purposes, as a scene."""

from lagebild.parse.record import Parse
from lagebild.recognise.events.parties.participants import Parts
from lagebild.recognise.events.parties.subjects import verb_lemma
from lagebild.recognise.events.status.moods import PLANNED, mode_words, noun_key, predicate_signs
from lagebild.recognise.events.status.prospects import FRIENDLY
from lagebild.recognise.events.trees.tree import (
    auxiliaries,
    base_relation,
    children,
    first_conjunct,
    marks,
    preposition,
)
from lagebild.recognise.events.words.cues import Cue

HELPING = ("helfen", "unterstützen", "beistehen")  # which does not tell what is given
FARTHEST = 3  # nouns from a word of co-operation up to the body that is there for it
SERVING = ("für", "zu")
SCENES = ("bei", "auf", "in", "während")
DATED = ("nmod", "amod", "nummod", "acl", "appos")


def is_idle(parse: Parse, word: int, cue: Cue, parts: Parts) -> bool:
    """Whether a word of co-operation, or its verb, tells no act of its own."""
    if parse.language != "de" or cue.type not in FRIENDLY:
        return False
    if cue.pos == "v":
        vague = cue.type == "AGREE" or (cue.type == "AID" and cue.lemma in HELPING)
        if vague and "um" in marks(parse, word):
            return True  # a purpose promises nothing, and gives none
        nobody = parts.passive and not parts.heads("A")
        return cue.type == "SUPPORT" and "og" in cue.roles and nobody  # a view that nobody holds
    if parse.upos[word] != "NOUN":
        return False
    if _stands_in_list(parse, word):
        return True
    return _names_body(parse, word) or (cue.type == "CONSULT" and _is_scene_ahead(parse, word))


def _stands_in_list(parse: Parse, word: int) -> bool:
    """ "Die Hilfe für Kinder, also die Zusammenarbeit der Ämter.": an item without any verb.

    The first line of a text is a headline, which may tell an act so.
    """
    sentence = int(parse.sentence_of[word])
    words = parse.words_of(sentence)
    told = any(parse.upos[w] in ("VERB", "AUX") for w in words)
    return sentence > 0 and not told and parse.form[words[-1]] in (".", ";", ":")


def _names_body(parse: Parse, word: int) -> bool:
    """ "das Ministerium für wirtschaftliche Zusammenarbeit": what a body is there for.

    Also a step further down ("ein Büro zur Koordinierung von Hilfsmaßnahmen").
    """
    bodies = tuple(mode_words("de").get("body", {}))
    for depth in range(FARTHEST):
        word = first_conjunct(parse, word)
        above, serves = int(parse.head[word]), preposition(parse, word) in SERVING
        before = min(children(parse, word, "case"), default=0) - 1
        if serves and depth and before >= 0 and noun_key(parse, before).endswith(bodies):
            return True  # the parse hung the purpose on the verb
        if above < 0 or parse.deprel[word] != "nmod" or parse.upos[above] not in ("NOUN", "PROPN"):
            return False
        if serves and above < word and noun_key(parse, above).endswith(bodies):
            return True
        word = above
    return False


def _is_scene_ahead(parse: Parse, word: int) -> bool:
    """ "soll auf der Konferenz beschlossen werden": whether it is held already is not told."""
    first = first_conjunct(parse, word)
    verb = int(parse.head[first])
    if preposition(parse, first) == "vor" and verb >= 0 and verb_lemma(parse, verb) == "warnen":
        return True  # "Vor dem Gipfel warnte er": nobody warns of it, nor is told if it was held
    if base_relation(parse, first) != "obl" or preposition(parse, first) not in SCENES:
        return False
    if children(parse, word, *DATED) or parse.upos[verb] != "VERB":
        return False
    if any(parse.feat(w, "Tense") == "Past" for w in auxiliaries(parse, verb)):
        return False  # "wollten bei dem Treffen": it was held
    return PLANNED in set(predicate_signs(parse, verb))
