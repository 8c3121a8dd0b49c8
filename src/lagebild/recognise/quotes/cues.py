"""Finding the verbs of speech in a parse, with the words that belong to them."""

from dataclasses import dataclass

from lagebild.recognise.quotes.lexicon import Verb
from lagebild.recognise.quotes.view import View

_PRONOMINAL = frozenset(
    ("darauf", "davon", "dazu", "dafür", "daran", "damit", "darüber", "dagegen", "davor", "darum")
)
REFLEXIVE = frozenset(("sich", "mich", "uns"))


@dataclass(frozen=True)
class Cue:
    """A verb of speech: the word that heads its clause, its entry, the words of the cue."""

    head: int
    entry: Verb
    words: tuple[int, ...]
    clause: tuple[int, ...]
    companions: tuple[int, ...]
    passive: bool


def find_cues(view: View) -> list[Cue]:
    """All cues outside longer quoted passages, in text order; none in an untagged parse."""
    if not view.parse.tagged:
        return []
    parse = view.parse
    copulas = {name for name in set(parse.deprel) if name[:3] == "cop"}
    relations = zip(parse.heads, parse.deprel, strict=True)
    heads = {head for head, name in relations if name in copulas}
    words = (w for w, upos in enumerate(parse.upos) if upos in ("VERB", "AUX") or w in heads)
    found = (cue_at(view, word) for word in words if word not in view.opaque)
    return [
        cue
        for cue in found
        if cue is not None and not _asked(view, cue) and not _left_unsaid(view, cue)
    ]


def _left_unsaid(view: View, cue: Cue) -> bool:
    """ "Wollte nicht bestätigen, dass ...": the content is not claimed. Thoughts may be negated."""
    words = view.lexicon.words
    if cue.entry.lemma not in words["reporting"]:
        return False
    near = [c for c in view.parse.children[cue.head] if c < cue.head or view.is_finite(cue.head)]
    return any(view.lower(c) in words["negation"] for c in near)


def _asked(view: View, cue: Cue) -> bool:
    """A question put to the reader or guest ("Was glauben Sie, ...?") says nothing itself."""
    start, end = view.sentence_chars(view.sentence(cue.head))
    return view.text[start:end].rstrip().endswith("?") and any(
        view.parse.form[c] in ("Sie", "du", "ihr", "you") for c in view.children(cue.head, "nsubj")
    )


def cue_at(view: View, word: int) -> Cue | None:
    """The cue that a word heads, if any."""
    upos = view.parse.upos[word]
    if upos != "VERB" and view.children(word, "cop"):
        lemma = "sein" if view.lexicon.language == "de" else "be"
    elif upos in ("VERB", "AUX") and view.relation(word) not in ("aux", "cop"):
        lemma = view.parse.lemma[word].lower()
    else:
        return None
    if _attributive(view, word) or _impersonal(view, word):
        return None
    entries = _entries(view, word, lemma)
    if not entries:
        return None
    clause = sorted({*view.clause(word), *_bare_infinitives(view, word)})
    if lemma == "heißen" and not any(view.lower(c) == "es" for c in view.parse.children[word]):
        return None
    keys = [_companion_keys(view, w) for w in clause] if entries[0].companions else []
    for entry in entries:
        companions = _companions(view, entry, clause, keys)
        if companions is not None:
            return _cue(view, word, entry, clause, companions)
    return None


def _bare_infinitives(view: View, word: int) -> list[int]:
    """The infinitives without "zu" that a verb governs ("ließ wissen")."""
    return [c for c in view.children(word, "xcomp") if view.parse.xpos[c] in ("VVINF", "VVPP")]


def _entries(view: View, word: int, lemma: str) -> tuple[Verb, ...]:
    """The entries of a verb; particles are tried on and off where the tagger joined wrong ones."""
    verbs = view.lexicon.verbs
    if lemma in verbs:
        other = _last_of_clause(view, word)
        apart = other is not None and not lemma.startswith(view.lower(other))
        if other is None or not apart or view.parse.xpos[other] != "PTKVZ":
            return verbs[lemma]
        return verbs.get(view.lower(other) + lemma, ())
    for particle in view.parse.children[word]:
        if view.relation(particle) != "compound" and view.parse.xpos[particle] != "PTKVZ":
            continue
        form = view.lower(particle)
        real = form in view.lexicon.words["particles"]
        candidate = form + lemma if real else lemma.removeprefix(form)
        if candidate in verbs:
            return verbs[candidate]
    last = _last_of_clause(view, word)
    if last is not None and view.is_finite(word):
        return verbs.get(view.lower(last) + lemma, ())
    return ()


def _last_of_clause(view: View, word: int) -> int | None:
    """A particle that ends the clause of a finite verb and that the tree hangs elsewhere."""
    stop = view.parse.words_of(view.sentence(word)).stop
    boundary = view.next_boundary(word, stop)
    last = (stop if boundary is None else boundary) - 1
    while last > word and view.parse.upos[last] == "PUNCT":
        last -= 1
    if last <= word or view.lower(last) not in view.lexicon.words["particles"]:
        return None
    return last


def _attributive(view: View, word: int) -> bool:
    """A participle before its noun ("die angekündigte Reise") frames nothing."""
    return view.relation(word) == "amod" or (
        view.parse.upos[word] == "VERB" and view.parse.xpos[word].startswith("ADJ")
    )


def _impersonal(view: View, word: int) -> bool:
    """ "Es ist davon auszugehen": nobody in particular says so."""
    zu = view.parse.xpos[word] == "VVIZU" or view.parse.xpos[word - 1 : word] == ("PTKZU",)
    return zu and any(view.parse.lemma[c] == "sein" for c in view.parse.children[word])


def _companions(
    view: View, entry: Verb, clause: list[int], keys: list[tuple[str, ...]]
) -> tuple[int, ...] | None:
    """The words of the cue that the entry asks for; None where one is missing or barred ("!").

    `keys`: under which each word of the clause may be listed.
    """
    if not entry.companions:
        return ()
    if entry.barred and any(view.lower(w) in entry.barred for w in clause):
        return None
    wanted = entry.wanted
    found = tuple(w for w, own in zip(clause, keys, strict=True) if not wanted.isdisjoint(own))
    return found if found or not wanted else None


def _companion_keys(view: View, word: int) -> tuple[str, ...]:
    """The forms under which a word may be listed: bare, or after its preposition."""
    low, lemma = view.lower(word), view.parse.lemma[word].lower()
    cases = view.children(word, "case")
    if not cases:
        return low, lemma
    case = view.parse.lemma[cases[0]].lower() or view.lower(cases[0])
    return low, lemma, f"{case}:{low}", f"{case}:{lemma}"


def _cue(view: View, word: int, entry: Verb, clause: list[int], companions: tuple[int, ...]) -> Cue:
    near = [c for c in view.parse.children[word] if c in clause]
    helpers = [
        c
        for c in near
        if _same_stretch(view, word, c)
        and (
            view.relation(c) in ("aux", "cop")
            or (view.relation(c) == "compound" and entry.lemma.startswith(view.lower(c)))
            or (view.lower(c) in REFLEXIVE and view.parse.upos[c] == "PRON")
            or view.lower(c) in _PRONOMINAL
            or (entry.lemma == "heißen" and view.lower(c) == "es")
        )
    ]
    last = _last_of_clause(view, word)
    if last is not None and entry.lemma.startswith(view.lower(last)):
        helpers.append(last)
    words = tuple(sorted({word, *helpers, *companions}))
    passive = any(view.parse.deprel[c] == "aux:pass" for c in near) or any(
        view.parse.deprel[c] == "nsubj:pass" for c in near
    )
    return Cue(word, entry, words, tuple(clause), companions, passive)


def _same_stretch(view: View, a: int, b: int) -> bool:
    """Whether no colon or semicolon stands between two words."""
    low, high = min(a, b), max(a, b)
    return not any(view.parse.form[w] in (":", ";") for w in range(low, high))
