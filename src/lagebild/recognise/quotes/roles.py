"""Who speaks and who is spoken to: subjects, agents, documents, addressees of a cue."""

from lagebild.language.media import find_medium
from lagebild.recognise.quotes.cues import REFLEXIVE, Cue
from lagebild.recognise.quotes.spans import Chars
from lagebild.recognise.quotes.view import View

_CLIMB = 3
_NOMINAL = frozenset(("nsubj", "obj", "iobj", "appos", "dep", "nmod", "flat", "obl"))
_HEARD_FROM = {"aus": ("ORG", "GPE"), "bei": ("ORG",), "from": ("ORG", "GPE")}
_RELATIVE = frozenset(("PRELS", "PRELAT", "WDT", "WP"))


def speaker_of(view: View, cue: Cue) -> Chars | None:
    """Who speaks: the subject, the agent of a passive, the document of "heißt es in"; or None."""
    if cue.entry.lemma == "heißen":
        return document_of(view, cue) or agent_of(view, cue)
    if cue.entry.lemma in view.lexicon.words["quoting"]:
        quoted = [c for c in view.children(cue.head, "obj") if view.parse.upos[c] != "PRON"]
        return view.phrase(quoted[0]) if quoted else subject_of(view, cue.head)
    if cue.passive:
        return agent_of(view, cue) or document_of(view, cue, ("in", "im", "aus"))
    if cue.entry.lemma in view.lexicon.words["issues"]:
        return document_of(view, cue, ("aus", "from"))
    return subject_of(view, cue.head)


def subject_of(view: View, verb: int, depth: int = 0) -> Chars | None:
    """The subject of a verb, through coordination, infinitives and relative clauses; or None."""
    candidates = _called_subjects(view, verb)
    for child in candidates:
        if view.parse.xpos[child] in _RELATIVE:
            return _antecedent(view, verb) or view.phrase(child)
        if may_be_subject(view, child, verb):
            start, end = view.phrase(child)
            joined = child + 1 in candidates and view.parse.upos[child + 1] == "NOUN"
            return (start, view.phrase(child + 1)[1]) if joined else (start, end)
    if not candidates and depth == 0 and not _shares_subject(view, verb):
        shared = _left_subject(view, verb)
        if shared is not None:
            return shared
    if not candidates and not _shares_subject(view, verb):
        front = _before_finite(view, verb)
        if front is not None:
            return view.phrase(front)
    other = _mislabelled(view, verb) if candidates or depth == 0 else None
    if other is not None and (candidates or not _shares_subject(view, verb)):
        return view.phrase(other)
    head = view.parse.heads[verb]
    if depth < _CLIMB and head >= 0 and _shares_subject(view, verb):
        while not _may_share(view, head, verb) and _shares_subject(view, head):
            head = view.parse.heads[head]
        return subject_of(view, head, depth + 1) if _may_share(view, head, verb) else None
    if view.relation(verb) == "acl" and head >= 0:
        return _antecedent(view, verb)
    return None


def _called_subjects(view: View, verb: int) -> list[int]:
    """The words that the parse calls subjects of a verb, those first that can be nothing else
    ("den Plan lehnte er ab"); of a frame none that stands in the words quoted."""
    found = [
        c
        for c in view.children(verb, "nsubj")
        if view.lower(c) != "es" and (verb in view.opaque or c not in view.opaque)
    ]
    return sorted(found, key=lambda c: view.lower(c) not in view.lexicon.words["nominative"])


def _before_finite(view: View, verb: int) -> int | None:
    """The name or pronoun that fills the place before the finite verb, whatever it hangs on."""
    finite = view.finite_of(verb)
    if finite is None:
        return None
    sentence = view.parse.words_of(view.sentence(verb))
    word = finite - 1
    if word < sentence.start or view.parse.upos[word] not in ("PROPN", "PRON", "NOUN"):
        return None
    while view.parse.upos[word - 1] == "PROPN" and word - 1 >= sentence.start:
        word -= 1
    opens = word == sentence.start or view.is_boundary(word - 1)
    if not opens or view.lower(word) == "es" or view.parse.upos[word] == "NOUN":
        return None
    return word if may_be_subject(view, word, verb) else None


def other_subject(view: View, cue: Cue, pronoun: int) -> Chars | None:
    """Who speaks where a pronoun ("das") stands for the content: any nominal but the pronoun."""
    for child in view.parse.children[cue.head]:
        named = child != pronoun and view.relation(child) in ("nsubj", "obj", "iobj", "obl")
        nominal = view.parse.upos[child] in ("NOUN", "PROPN", "PRON")
        if named and nominal and may_be_subject(view, child, cue.head):
            return view.phrase(child)
    return None


def _left_subject(view: View, verb: int) -> Chars | None:
    """The subject of the clause to the left of a verb that follows "und" or a comma at once."""
    finite = view.finite_of(verb)
    sentence = view.parse.words_of(view.sentence(verb))
    if finite is None or finite <= sentence.start + 1:
        return None
    before = finite - 1
    if view.parse.form[before] == ",":
        head = view.parse.heads[verb]
        left = 0 <= head < before and view.has_verb(head)
        return subject_of(view, head, _CLIMB) if left else None
    if view.parse.upos[before] != "CCONJ":
        return None
    for word in range(before - 1, sentence.start - 1, -1):
        if word not in view.opaque and view.parse.deprel[word] == "nsubj":
            return view.phrase(word) if may_be_subject(view, word, verb) else None
    return None


def _shares_subject(view: View, verb: int) -> bool:
    """Whether a verb without a subject has that of its head: coordination, infinitives."""
    relation = view.relation(verb)
    if relation == "advcl":
        return view.finite_of(verb) is None
    return relation in ("conj", "xcomp", "aux")


def _may_share(view: View, head: int, verb: int) -> bool:
    """Whether the subject of another verb is of the number of this one."""
    finite = view.finite_of(verb)
    if finite is None or view.lexicon.language != "de":
        return True
    nouns = [c for c in view.children(head, "nsubj") if view.parse.upos[c] == "NOUN"]
    return all(view.children(n, "conj") or _numbers_agree(view, n, finite) for n in nouns)


def may_be_subject(view: View, word: int, verb: int) -> bool:
    """Whether a nominal can be a verb's subject: no preposition, no oblique article, number."""
    parse = view.parse
    if parse.starts[word] < view.sentence_chars(view.sentence(word))[0]:
        return False
    if _after_preposition(view, view.chars(word, word)) or _after_preposition(
        view, view.phrase(word)
    ):
        return False
    if view.children(word, "case") or parse.upos[word] in ("ADV", "ADP", "PUNCT", "NUM"):
        return False
    if view.lower(word) in view.lexicon.words["oblique"] | view.lexicon.words["time"]:
        return False
    if any(view.lower(d) in view.lexicon.words["oblique"] for d in view.children(word, "det")):
        return False
    finite = view.finite_of(verb)
    if finite is None or view.children(word, "conj") or parse.upos[word] != "NOUN":
        return True
    return view.lexicon.language != "de" or _numbers_agree(view, word, finite)


def _numbers_agree(view: View, noun: int, finite: int) -> bool:
    """German plural verbs end in "n", singular ones hardly ever do."""
    form = view.lower(finite)
    number = view.parse.feat(noun, "Number")
    determiners = view.children(noun, "det")
    articles = {view.parse.feat(d, "Number") for d in determiners} - {None}
    masculine = view.parse.feat(noun, "Gender") == "Masc" and not view.lower(noun).endswith("e")
    if masculine and any(view.lower(d) == "die" for d in determiners):
        number = "Plur"  # "die Minister", whatever the tagger says; "die Angestellte" is one
    elif articles and articles != {number}:
        return True
    if number == "Plur":
        return form.endswith(("n", "sind"))
    return number != "Sing" or not form.endswith(("ten", "den", "ben", "gen", "sind"))


def _mislabelled(view: View, verb: int) -> int | None:
    """The first noun after the finite verb that can be its subject, whatever it is called."""
    finite = view.finite_of(verb)
    if finite is None:
        return None
    found = [
        child
        for child in view.parse.children[verb]
        if child > finite
        and view.relation(child) in _NOMINAL
        and view.parse.upos[child] in ("NOUN", "PROPN", "PRON")
        and view.lower(child) not in REFLEXIVE
        and may_be_subject(view, child, verb)
        and not any(view.is_boundary(w) for w in range(finite, child))
    ]
    likely = [c for c in found if view.relation(c) != "obl"]
    return next(iter(likely or found), None)


def _antecedent(view: View, verb: int) -> Chars | None:
    """The noun that a relative clause belongs to."""
    for word in (verb, *view.ancestors(verb)):
        if view.relation(word) == "acl":
            return view.phrase(view.parse.heads[word])
        if view.relation(word) not in ("conj", "xcomp"):
            return None
    return None


def agent_of(view: View, cue: Cue) -> Chars | None:
    """The agent of a passive ("von der Polizei"), without its preposition."""
    for word in cue.clause:
        if (
            view.relation(word) in ("obl", "nmod")
            and preposition(view, word) in (view.lexicon.words["agent"])
            and not _is_of_oblique(view, word)
        ):
            return view.phrase(word)
    return None


def _is_of_oblique(view: View, word: int) -> bool:
    """ "unter der Führung von X": who leads, not who speaks."""
    above = view.parse.heads[word]
    led = view.relation(word) == "nmod" and above >= 0
    return led and preposition(view, above) in view.lexicon.words["under"]


def document_of(view: View, cue: Cue, prepositions: tuple[str, ...] | None = None) -> Chars | None:
    """What the words stand in ("in der Erklärung", "auf der Webseite"), without the preposition."""
    wanted = prepositions or tuple(view.lexicon.words["place"])
    for word in cue.clause:
        if (
            view.relation(word) in ("obl", "nmod")
            and view.parse.heads[word] in (cue.head, *cue.companions)
            and preposition(view, word) in wanted
            and (_is_document(view, word) or _is_house(view, word))
        ):
            return view.phrase(word)
    return None


def _is_document(view: View, word: int) -> bool:
    """Something that can be read or heard: a piece of writing, a medium, words."""
    form, lemma = view.parse.form[word], view.parse.lemma[word]
    known = view.lexicon.noun(lemma, form)
    if known is not None and known.use & {"p", "s"}:
        return True
    return view.lexicon.media_kind(form) is not None or find_medium(form, weak=True) is not None


def is_only_learnt(view: View, cue: Cue) -> bool:
    """Whether somebody got to know something and tells nobody; media print what they hear, and who
    "will erfahren haben" says so."""
    if cue.entry.lemma not in view.lexicon.words["learning"]:
        return False
    helpers = view.children(cue.head, "aux")
    if view.parse.xpos[cue.head] == "VVPP" and any(
        view.parse.lemma[c] == "wollen" for c in helpers
    ):
        return False
    speaker = speaker_of(view, cue)
    words = view.parse.words_in(*speaker) if speaker else ()
    return not any(_is_medium(view, w) for w in words if view.parse.upos[w] in ("NOUN", "PROPN"))


def _is_medium(view: View, word: int) -> bool:
    form = view.parse.form[word]
    return view.lexicon.media_kind(form) is not None or find_medium(form, weak=True) is not None


def _is_house(view: View, word: int) -> bool:
    """Somebody from whose side something is heard ("aus dem Ministerium", "bei der Polizei")."""
    labels, place = _HEARD_FROM.get(preposition(view, word), ()), view.parse.starts[word]
    return any(m.label in labels and m.start <= place < m.end for m in view.mentions)


def preposition(view: View, noun: int) -> str:
    """The preposition of a noun in lower case, empty where there is none."""
    cases = view.children(noun, "case")
    if not cases:
        return ""
    surface = view.lower(cases[0])
    return surface or view.parse.lemma[cases[0]].lower()


def addressee_of(view: View, cue: Cue) -> Chars | None:
    """Who is spoken to, or None."""
    words = view.lexicon.words
    speaker = speaker_of(view, cue)
    for word in cue.clause:
        if view.relation(word) not in ("obl", "nmod", "iobj", "obj", "nsubj"):
            continue
        case = preposition(view, word)
        if case in words["with"] and any(
            view.lower(w) in words["talk"]
            for w in (view.parse.heads[word], view.children(word, "case")[0] - 1)
        ):
            return view.phrase(word)
        if view.parse.heads[word] not in (cue.head, *cue.companions):
            continue
        if case in words["to"] or (case and case == cue.entry.addressee):
            return view.phrase(word)
        if case in words["before"] and view.lower(word) in words["press"]:
            return view.phrase(word)
        if not case and _addressed(view, cue, word):
            phrase = view.phrase(word)
            apart = speaker is None or phrase[1] <= speaker[0] or speaker[1] <= phrase[0]
            if apart and not _after_preposition(view, phrase):
                return phrase
    return None


def _after_preposition(view: View, phrase: Chars) -> bool:
    """Whether a preposition stands right before a phrase, whatever the tree says."""
    before = view.parse.words_in(max(0, phrase[0] - 2), phrase[0])
    return bool(before) and view.parse.upos[before[-1]] == "ADP"


def _addressed(view: View, cue: Cue, word: int) -> bool:
    words = view.lexicon.words
    form = view.lower(word)
    if form in REFLEXIVE or form in words["no_person"] or form in words["time"]:
        return False
    relation = view.parse.deprel[word]
    if cue.entry.addressee == "acc":
        return relation in ("obj", "iobj", "nsubj:pass") or (
            relation == "nsubj" and not cue.passive
        )
    if cue.entry.addressee != "dat":
        return False
    if view.parse.xpos[word] in _RELATIVE:
        return False
    articles = {view.lower(d) for d in view.children(word, "det")}
    if relation == "nsubj":
        articles -= {"der"}
    return (
        relation in ("iobj", "obl:arg")
        or view.parse.feat(word, "Case") == "Dat"
        or bool(articles & words["dative"])
        or form in words["dative"]
        or _bare_name(view, cue, word)
    )


def _bare_name(view: View, cue: Cue, word: int) -> bool:
    """A name after the verb and after another subject ("habe X mitgeteilt", "wirft X vor")."""
    finite = view.finite_of(cue.head)
    if view.parse.upos[word] != "PROPN" or finite is None or word < finite:
        return False
    start = view.parse.starts[word]
    if view.parse.deprel[word] == "obj" and any(
        n.label == "PER" and n.start <= start < n.end for n in view.parse.names
    ):
        return True
    if view.parse.deprel[word] == "obj":
        return cue.entry.lemma in ("vorwerfen", "werfen", "vorhalten", "unterstellen")
    subjects = view.children(cue.head, "nsubj")
    return bool(subjects) and subjects[0] < finite < word and word != subjects[0]
