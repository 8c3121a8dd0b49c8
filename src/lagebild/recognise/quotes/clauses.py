"""Where a content clause begins and ends on the surface: commas, colons and what follows them."""

from lagebild.recognise.quotes.cues import Cue
from lagebild.recognise.quotes.view import View

_RELATIVE = frozenset(("PRELS", "PRELAT"))
_MAX_BOUNDARIES = 6


def is_subjunctive(view: View, word: int) -> bool:
    """Whether a finite verb is in the present subjunctive of reported speech.

    The form is the lemma without its last "n" ("habe", "werde", "fordere"); plural "seien".
    """
    form = view.lower(word)
    if form in view.lexicon.words["subjunctive"]:
        return not _first_person(view, word)
    lemma = view.parse.lemma[word].lower()
    return (
        view.lexicon.language == "de"
        and len(form) > 3
        and form.endswith("e")
        and lemma.endswith(form + "n")
        and view.is_finite(word)
        and not _first_person(view, word)
    )


def is_weak_subjunctive(view: View, word: int) -> bool:
    """Whether a finite verb is in the past subjunctive that may stand for the present one."""
    return view.lower(word) in view.lexicon.words["weak"]


def _first_person(view: View, word: int) -> bool:
    heads = (word, view.parse.heads[word])
    return any(
        view.lower(child) in ("ich", "i")
        for head in heads
        if head >= 0
        for child in view.children(head, "nsubj")
    )


def sentence_words(view: View, word: int) -> range:
    """The words of the sentence that holds a word."""
    return view.parse.words_of(view.sentence(word))


def content_start(view: View, cue: Cue, after: int) -> tuple[int, int] | None:
    """The boundary and first word of the content that follows a cue, or None."""
    words = sentence_words(view, cue.head)
    if view.lexicon.language == "en":
        return _attached_content(view, cue, after)
    boundary = view.next_boundary(after, words.stop)
    for _ in range(_MAX_BOUNDARIES):
        if boundary is None or boundary + 1 >= words.stop:
            return None
        if opens_content(view, cue, boundary, words.stop):
            return boundary, boundary + 1
        if not _may_skip(view, boundary, words.stop):
            return None
        boundary = view.next_boundary(boundary, words.stop)
    return None


def _attached_content(view: View, cue: Cue, after: int) -> tuple[int, int] | None:
    """English needs no comma: the content is the clause that hangs on the cue."""
    wanted = {"c": "ccomp", "z": "xcomp"}
    relations = [wanted[kind] for kind in cue.entry.content if kind in wanted]
    for head in (cue.head, *cue.companions):
        for child in view.children(head, *relations, "acl"):
            words = view.subtree(child)
            if words and words[0] > after and (child not in view.opaque):
                return words[0] - 1, words[0]
    return None


def _may_skip(view: View, boundary: int, stop: int) -> bool:
    """An apposition or a relative clause may stand between the cue and its content."""
    first = boundary + 1
    if view.parse.xpos[first] in _RELATIVE or _preposition_and_relative(view, first, stop):
        return True
    following = view.next_boundary(boundary, stop)
    end = stop if following is None else following
    return not any(view.is_finite(w) and w not in view.opaque for w in range(first, end))


def _preposition_and_relative(view: View, first: int, stop: int) -> bool:
    return (
        view.parse.upos[first] == "ADP"
        and first + 1 < stop
        and view.parse.xpos[first + 1] in _RELATIVE
    )


def opens_content(view: View, cue: Cue, boundary: int, stop: int) -> bool:
    """Whether a content clause of the cue begins after a boundary."""
    first = boundary + 1
    kinds = cue.entry.content
    if view.parse.form[boundary] == ":":
        return "d" in kinds or "c" in kinds
    lead = first
    while lead < stop - 1 and (
        view.lower(lead) in ("und", "oder", "sowie", "aber", "also", "nämlich", "and", "or")
        or view.parse.upos[lead] == "PUNCT"
    ):
        lead += 1
    words = view.lexicon.words
    if view.lower(lead) in words["clause"]:
        return "c" in kinds
    if view.lower(lead) in words["subordinator"] | words["infinitive"]:
        return False
    if view.lower(lead) in words["whereby"] or _preposition_and_relative(view, lead, stop):
        return False
    verb = _clause_verb(view, first, stop)
    if verb is None:
        return False
    if view.lower(lead) in words["question"] and not is_subjunctive(view, verb):
        return "c" in kinds and _belongs(view, verb, cue, ("ccomp",))
    if view.parse.xpos[lead] in _RELATIVE and _is_verb_final(view, verb, stop):
        return False
    if _is_infinitive(view, verb):
        if "z" in kinds and max(cue.words) == boundary - 1:
            return True
        return "z" in kinds and _belongs(
            view, verb, cue, ("xcomp", "ccomp", "acl", "advcl", "csubj", "obj", "nsubj", "conj")
        )
    if "c" not in kinds or verb == lead:
        return False
    if is_subjunctive(view, verb):
        return True
    if is_weak_subjunctive(view, verb):
        return _belongs(view, verb, cue, ("ccomp", "parataxis", "xcomp"))
    if view.children(cue.head, "obj"):
        return False
    return _belongs(view, verb, cue, ("ccomp",)) and cue.entry.stance in ("claim", "denial", "")


def _clause_verb(view: View, first: int, stop: int) -> int | None:
    """The verb that shapes the clause beginning at a word: its finite verb or "zu" infinitive."""
    infinitive = None
    for word in range(first, stop):
        if view.parse.form[word] in (":", ";"):
            break
        if _is_infinitive(view, word) and infinitive is None:
            infinitive = word
            if not view.any_finite(first, word):
                return word
        if view.is_finite(word) and not _in_relative(view, word, first):
            return word
    return infinitive


def _in_relative(view: View, word: int, first: int) -> bool:
    """Whether a finite verb stands in a clause subordinate to the one that begins at `first`."""
    boundary = view.previous_boundary(word, first)
    if boundary is None:
        return False
    lead = boundary + 1
    if view.lower(lead) in view.lexicon.words["subordinator"] | view.lexicon.words["clause"]:
        return True
    return view.parse.xpos[lead] in _RELATIVE or _preposition_and_relative(view, lead, word + 1)


def _is_verb_final(view: View, verb: int, stop: int) -> bool:
    following = verb + 1
    return following >= stop or view.parse.upos[following] in ("PUNCT", "AUX", "CCONJ")


def _is_infinitive(view: View, word: int) -> bool:
    """Whether a word is a "zu" infinitive, joined or with the particle before it."""
    form, lemma = view.lower(word), view.parse.lemma[word].lower()
    if view.parse.xpos[word] == "VVIZU" or (
        "zu" in form[1:] and form != lemma and lemma in _without_particle(form)
    ):
        return view.is_verb(word)
    return view.is_verb(word) and word > 0 and view.parse.xpos[word - 1] == "PTKZU"


def _without_particle(form: str) -> list[str]:
    """A form with each inner "zu" left out ("niederzulegen": "niederlegen")."""
    places = [i for i in range(1, len(form) - 2) if form.startswith("zu", i)]
    return [form[:i] + form[i + 2 :] for i in places]


def _belongs(view: View, verb: int, cue: Cue, relations: tuple[str, ...]) -> bool:
    """Whether a verb's clause hangs on the cue or its companions by one of the relations."""
    targets = {cue.head, *cue.companions, *cue.words}
    word = verb
    for _ in range(4):
        head = view.parse.heads[word]
        if head < 0:
            return False
        if head in targets:
            return view.relation(word) in relations
        if view.relation(word) not in ("aux", "cop", "xcomp", "conj", "ccomp"):
            return (
                head in cue.clause
                and view.relation(word) in relations
                and _carries_content(view, cue, head)
            )
        word = head
    return False


def _carries_content(view: View, cue: Cue, head: int) -> bool:
    """A noun beside the cue may take the clause if it names what is said, or who is spoken to."""
    if view.parse.upos[head] not in ("NOUN", "PROPN"):
        return True
    if cue.entry.addressee == "acc" and not view.children(head, "case"):
        return True
    known = view.lexicon.noun(view.parse.lemma[head], view.parse.form[head])
    return known is not None and "f" in known.use and not view.children(head, "case")


def content_end(view: View, cue: Cue, first: int) -> int:
    """The word after the last one of the content that begins at a word, within the sentence."""
    words = sentence_words(view, cue.head)
    if view.lexicon.language == "en":
        return _attached_end(view, cue, first) or words.stop
    for word in range(first, words.stop):
        if word in view.opaque:
            continue
        if _new_main_clause(view, cue, word):
            return _clause_left(view, word, first)
        if view.is_boundary(word) and word + 1 < words.stop and _ends_content(view, cue, word):
            return word
        if view.parse.form[word] in ("–", "—") and _no_verb(view, word + 1, words.stop):
            return word
    return words.stop


def _attached_end(view: View, cue: Cue, first: int) -> int | None:
    """The end of the clause that begins at a word and hangs on the cue."""
    for head in (cue.head, *cue.companions):
        for child in view.parse.children[head]:
            words = view.subtree(child)
            if words and words[0] == first:
                return words[-1] + 1
    return None


def _no_verb(view: View, first: int, stop: int) -> bool:
    return not any(view.is_verb(w) for w in range(first, stop))


def _new_main_clause(view: View, cue: Cue, word: int) -> bool:
    """A verb coordinated with the cue after the content ("und fügte hinzu")."""
    finite = view.finite_of(word)
    if view.relation(word) != "conj" or view.parse.heads[word] != cue.head or finite is None:
        return False
    stop = sentence_words(view, word).stop
    verb_final = finite + 1 >= stop or view.parse.upos[finite + 1] in ("PUNCT", "CCONJ")
    opens = finite > 0 and (view.parse.upos[finite - 1] == "CCONJ" or view.is_boundary(finite - 1))
    return (opens or not verb_final) and not is_subjunctive(view, finite)


def _clause_left(view: View, verb: int, first: int) -> int:
    """The first word of a coordinated clause: its conjunction or its own leftmost word."""
    for word in range(verb, first, -1):
        if view.parse.upos[word] == "CCONJ" or view.is_boundary(word):
            return word
    return verb


def _ends_content(view: View, cue: Cue, boundary: int) -> bool:
    first = boundary + 1
    if view.parse.upos[first] == "CCONJ":
        first += 1
    if first >= len(view.parse):
        return False
    if view.lower(boundary + 1) in view.lexicon.words["so"] and _short_so(view, boundary + 1):
        return True
    if view.lower(first) in view.lexicon.words["particles"] and (
        first + 1 >= len(view.parse) or view.parse.upos[first + 1] == "PUNCT"
    ):
        return True
    if not view.is_finite(first):
        return False
    lemma = view.parse.lemma[first].lower()
    if lemma in view.lexicon.verbs and not is_subjunctive(view, first):
        return view.parse.heads[first] in (cue.head, -1) or first - boundary > 1
    subordinate = view.relation(cue.head) in ("acl", "advcl")
    return subordinate and first in set(view.ancestors(cue.head))


def _short_so(view: View, word: int) -> bool:
    """Whether "so" opens a frame ("so der Minister") and not a clause."""
    stop = sentence_words(view, word).stop
    return word + 1 < stop and view.parse.upos[word + 1] in ("DET", "PROPN", "NOUN", "PRON")
