"""German headlines: topics before a colon, and participles without their auxiliary."""

from lagebild.parse.record import Parse
from lagebild.recognise.events.parties.apart import is_dash
from lagebild.recognise.events.words.forms import shape

FAR_FROM_START = 4  # words: a headline's topic is short
ARGUMENTS = ("nsubj", "nsubj:pass", "obj", "iobj")
OF_FULL_CLAUSES = ("aux", "aux:pass", "cop", "ccomp", "xcomp")


def is_topic(parse: Parse, noun: int) -> bool:
    """ "Irak: Parlament wählt ...": what stands before the colon does nothing."""
    first = parse.firsts[parse.sentence_of[noun]]
    if parse.language != "de" or noun - first > FAR_FROM_START:
        return False
    return any(parse.form[c] == ":" and c > noun for c in parse.children[noun])


def headline_undergoer(parse: Parse, word: int) -> int | None:
    """The subject of a headline that ends in a bare participle, or None.

    "Dissident in Havanna festgenommen" leaves out the auxiliary, and the parse often takes the
    participle for a finite verb.
    """
    if parse.language != "de" or parse.upos[word] not in ("VERB", "ADJ"):
        return None
    closed = word + 1 < len(parse) and is_dash(parse, word + 1)
    if parse.heads[word] >= 0 and not (closed and parse.heads[word] > word):
        return None  # unless a dash closes it ("Parteichef festgenommen – Proteste")
    below = parse.children[word]
    if shape(parse.form[word]) != "participle":
        return None
    if any(parse.deprel[c] in OF_FULL_CLAUSES for c in below):
        return None
    words = parse.words_of(parse.sentence_of[word])
    after = [] if closed else [w for w in words if w > word and parse.upos[w] != "PUNCT"]
    if after and not _goes_on(parse, word, after):
        return None
    found = [c for c in below if parse.deprel[c] in ARGUMENTS and not is_topic(parse, c)]
    return found[0] if len(found) == 1 and parse.xpos[found[0]] != "PRF" else None


def _goes_on(parse: Parse, word: int, after: list[int]) -> bool:
    """ "Helfer in Mossul entführt und wieder befreit": one more bare participle closes it."""
    last = after[-1]
    if parse.deprel[last] != "conj" or parse.heads[last] != word:
        return False
    if shape(parse.form[last]) != "participle" or parse.upos[after[0]] != "CCONJ":
        return False
    return not any(parse.deprel[c] in (*ARGUMENTS, *OF_FULL_CLAUSES) for c in parse.children[last])
