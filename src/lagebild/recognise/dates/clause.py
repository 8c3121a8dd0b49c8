"""The clause that an event stands in: its predicate, its tense, what it looks back to."""

from collections.abc import Iterator
from functools import cache, lru_cache

from lagebild.language.tables import load_table
from lagebild.parse.record import Parse
from lagebild.recognise.dates.dated import CLAUSES, DEPTH, path_up
from lagebild.recognise.dates.hang import (
    SAME_TIME,
    is_light,
    is_perfect_infinitive,
    is_topic,
)
from lagebild.recognise.dates.lexicon import lexicon


def clause_of(parse: Parse, trigger: int) -> int:
    """The predicate of the clause that the trigger stands in."""
    for node in path_up(parse, trigger):
        if parse.upos[node] in ("VERB", "AUX") or parse.deprel[node] in (*CLAUSES, "root"):
            return node
    return trigger


def in_main_clause(parse: Parse, clause: int) -> bool:
    """Whether a predicate is that of the sentence, goes on with it or happens along with it."""
    node = clause
    for _ in range(DEPTH):
        if parse.heads[node] < 0:
            return True
        along = parse.deprel[node] == "advcl" and marker(parse, node) in SAME_TIME
        if parse.deprel[node] not in ("conj", "xcomp") and not along:
            return False
        node = parse.heads[node]
    return False


def marker(parse: Parse, clause: int) -> str:
    """The word that opens a subordinate clause ("als"), or an empty string."""
    marks = (parse.form[c].lower() for c in parse.children[clause] if parse.deprel[c] == "mark")
    return next(marks, "")


def is_apart(parse: Parse, clause: int) -> bool:
    """Whether a clause has a time of its own: since then, before that, for a purpose."""
    return parse.deprel[clause] == "advcl" and marker(parse, clause) in _APART


_APART = ("seit", "seitdem", "bevor", "ehe", "bis", "um", "ohne", "since", "before", "until")


def is_of_that_time(parse: Parse, clause: int) -> bool:
    """Whether a clause speaks of a time named before ("in dieser Zeit", "in jenen Jahren")."""
    periods = lexicon(parse.language).guards.get("period", frozenset())
    return any(
        parse.form[c].lower() in periods
        and any(parse.form[d].lower() in _THAT for d in parse.children[c])
        for c in parse.children[clause]
        if parse.deprel[c].startswith("obl")
    )


_THAT = (
    "dieser", "diesem", "diesen", "jener", "jenem", "jenen", "seiner", "ihrer", "that", "those",
)  # fmt: skip


def is_of_document(parse: Parse, clause: int) -> bool:
    """Whether a clause in the present says what a document says ("ein Antrag, der ... fordert")."""
    documents = tuple(lexicon(parse.language).guards.get("document", ()))
    noun = parse.form[parse.heads[clause]].lower()
    return noun.endswith(documents) and is_present(parse, clause)


def is_future(parse: Parse, clause: int) -> bool:
    """Whether the predicate lies ahead ("wird ... vorgehen")."""
    if parse.xpos[clause] not in ("VVINF", "VAINF", "VB"):
        return False
    return any(
        parse.deprel[c] == "aux" and (parse.lemma[c] or parse.form[c]).lower() in _WILL
        for c in parse.children[clause]
    )


_WILL = ("werden", "will")


def is_iterated(parse: Parse, clause: int) -> bool:
    """Whether it happened again and again, or never ("wiederholt", "bisher")."""
    words = lexicon(parse.language).guards.get("iterated", frozenset())
    below = parse.children
    if any(
        parse.upos[c] not in ("NOUN", "PROPN")
        and (parse.form[c].lower() in words or _with_next(parse, c, words))
        for c in below[clause]
    ):
        return True
    if any(_times(parse, c) for c in below[clause]):
        return True
    if any(_in_cases(parse, c) for node in path_up(parse, clause) for c in below[node]):
        return True
    return any(_with_next(parse, below[c][0], words) for c in below[clause] if below[c]) or (
        _is_total(parse, clause)
    )


def _times(parse: Parse, word: int) -> bool:
    """Whether a word counts how often ("dreimal", "drei Mal")."""
    form = parse.form[word].lower()
    if form in ("mal", "male"):
        return word > 0 and parse.upos[word - 1] == "NUM"
    return parse.upos[word] == "ADV" and form.endswith("mal") and form not in _ONCE


def _in_cases(parse: Parse, word: int) -> bool:
    """Whether a phrase tells of cases that nobody has counted ("in den meisten Fällen")."""
    words = lexicon(parse.language).guards.get("cases", frozenset())
    counted = any(parse.upos[c] == "NUM" for c in parse.children[word])
    return parse.form[word].lower() in words and parse.deprel[word] == "obl" and not counted


def _is_total(parse: Parse, clause: int) -> bool:
    """Whether a clause adds up what came before ("insgesamt wurden bereits 31 getötet")."""
    guards = lexicon(parse.language).guards
    sums, so_far = guards.get("total", frozenset()), guards.get("sofar", frozenset())
    words = parse.words_of(parse.sentence_of[clause])
    forms = {parse.form[w].lower() for w in words if clause_of(parse, w) == clause}
    return bool(forms & sums) and bool(forms & so_far)


_ONCE = ("einmal", "diesmal", "manchmal", "erstmal", "nochmal", "zumal", "allemal", "mal")


def is_said(parse: Parse, clause: int) -> bool:
    """Whether the predicate is a verb of speech: what a report quotes was said for it."""
    lemma = (parse.lemma[clause] or parse.form[clause]).lower()
    if lemma in _SENTENCING and _is_sentenced(parse, clause):
        return False
    more = lexicon(parse.language).guards.get("said", frozenset())
    return lemma in more or lemma in _speech_verbs(parse.language)


_SENTENCING = ("verurteilen", "condemn", "sentence")


def _is_sentenced(parse: Parse, clause: int) -> bool:
    """Whether a court condemns ("zu vier Jahren", "wegen Betrugs", "wurde verurteilt")."""
    cases = (parse.form[d].lower() for c in parse.children[clause] for d in parse.children[c])
    passive = any(parse.deprel[c] in ("aux:pass", "nsubj:pass") for c in parse.children[clause])
    return passive or any(case in ("zu", "zur", "zum", "wegen", "to", "for") for case in cases)


@cache
def _speech_verbs(language: str) -> frozenset[str]:
    return frozenset(
        row["lemma"].lower()
        for row in load_table(language, "quotes_verbs")
        if row["stance"] in _STANCES and not row["with"]
    )


_STANCES = ("demand", "denial", "criticism", "threat", "warning", "praise", "regret", "promise")


def is_of_life(parse: Parse, clause: int) -> bool:
    """Whether a clause tells of somebody's birth: no day on which a report goes on."""
    words = lexicon(parse.language).guards.get("birth", frozenset())
    return any(f.lower() in words for f in (parse.form[clause], parse.lemma[clause] or ""))


def is_unreal(parse: Parse, word: int) -> bool:
    """Whether the clause of a word tells what would have been ("hätte 1990 klagen müssen")."""
    clause = clause_of(parse, word)
    around = (clause, *(c for c in parse.children[clause] if parse.deprel[c] in _AUXILIARY))
    return any(parse.form[w].lower() in _UNREAL for w in around)


_UNREAL = ("hätte", "hätten", "wäre", "wären", "würde", "würden", "would")


def is_meanwhile(parse: Parse, clause: int) -> bool:
    """Whether a clause leaves the day told for what has come about since ("inzwischen")."""
    words = lexicon(parse.language).guards.get("meanwhile", frozenset())
    return any(
        parse.form[c].lower() in words
        for node in _chain(parse, clause)
        for c in parse.children[node]
    )


def is_later(parse: Parse, clause: int) -> bool:
    """Whether a clause is of a day that is not told ("einige Zeit später")."""
    guards = lexicon(parse.language).guards
    words, spans = guards.get("later", frozenset()), guards.get("span", frozenset())
    return any(
        parse.form[c].lower() in words and parse.form[c - 1].lower() in spans
        for node in (clause, *parse.children[clause])
        for c in parse.children[node]
        if c > 0
    )


def is_era(parse: Parse, noun: int) -> bool:
    """Whether a noun names what lasts for years, so that no day told before is its own."""
    endings = tuple(lexicon(parse.language).guards.get("era", ()))
    return parse.upos[noun] == "NOUN" and parse.form[noun].lower().endswith(endings or (" ",))


def is_of_era(parse: Parse, clause: int) -> bool:
    """Whether a clause only says in which war something happened ("im Krieg vertrieben")."""
    return any(
        is_era(parse, c) and any(parse.form[d].lower() in _DURING for d in parse.children[c])
        for c in parse.children[clause]
        if parse.deprel[c].startswith("obl")
    )


_DURING = ("in", "im", "während", "during")


def _with_next(parse: Parse, word: int, words: frozenset[str]) -> bool:
    """Whether a word and the next one are in a list; the last word of the text may be alone."""
    first = parse.form[word].lower()
    if word + 1 == len(parse.form):
        return first in words
    return first in _openings(words) and f"{first} {parse.form[word + 1].lower()}" in words


@lru_cache(maxsize=64)
def _openings(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word.partition(" ")[0] for word in words if " " in word)


_AUXILIARY = ("aux", "aux:pass", "cop")


_PLUPERFECT = ("hatte", "hatten", "war", "waren", "had")


_EARLIER = ("zuvor", "vorher", "früher", "damals", "bereits", "einst", "earlier", "previously")


def is_background(parse: Parse, trigger: int, clause: int) -> bool:
    """Whether the clause goes back behind what is told (pluperfect, "zuvor") or only modifies."""
    first = clause if is_present(parse, clause) else _first_conjunct(parse, clause)
    if parse.deprel[first] in ("acl", "acl:relcl", "amod"):
        return True
    if parse.deprel[trigger] in ("nmod", "amod", "compound") and trigger != clause:
        return not is_light(parse, parse.heads[trigger])
    if parse.upos[trigger] in ("NOUN", "PROPN") and is_topic(parse, trigger):
        return True
    children = parse.children[clause]
    if any(_opens_before(parse, c) for c in children):
        return True
    if looks_back(parse, clause) and not _leads_on(parse, clause):
        return True
    return is_earlier(parse, clause)


def _leads_on(parse: Parse, clause: int) -> bool:
    """Whether a pluperfect tells the step before the one of its sentence ("Nachdem sie die Brücke
    besetzt hatten, zogen sie weiter"); behind the main clause it only gives the reason."""
    above = parse.heads[clause]
    if above < clause or not any(
        parse.form[c].lower() == "nachdem" for c in parse.children[clause]
    ):
        return False
    return not looks_back(parse, clause_of(parse, above))


def _first_conjunct(parse: Parse, clause: int) -> int:
    """The predicate with which a clause is joined by "und", or the clause itself."""
    return next((n for n in path_up(parse, clause) if parse.deprel[n] != "conj"), clause)


def is_earlier(parse: Parse, clause: int) -> bool:
    """Whether an adverb leads a clause behind what was told last ("zuvor", "bereits")."""
    return any(
        parse.form[c].lower() in _EARLIER and parse.upos[c] == "ADV" for c in parse.children[clause]
    )


def looks_back(parse: Parse, clause: int) -> bool:
    """Whether the predicate, or one whose tense it shares, goes back behind what is told."""
    return any(
        is_perfect_infinitive(parse, c) or is_pluperfect(parse, c) for c in _chain(parse, clause)
    )


def is_past(parse: Parse, verb: int) -> bool:
    """Whether a verb reports what has happened ("kündigte an", "hat angekündigt")."""
    words = (verb, *(c for c in parse.children[verb] if parse.deprel[c] in _AUXILIARY))
    if any(parse.feat(w, "Tense") == "Past" and parse.feat(w, "VerbForm") == "Fin" for w in words):
        return True
    perfect = any(parse.form[w].lower() in _PERFECT for w in words)
    return parse.xpos[verb] in _PARTICIPLES and perfect


_PERFECT = ("hat", "haben", "habe", "ist", "sind", "has", "have")


def is_pledge(parse: Parse, word: int) -> bool:
    """Whether a noun is itself what was said on the day ("Bereitschaft", "Zusage")."""
    return parse.form[word].lower() in lexicon(parse.language).guards.get("pledge", ())


def _chain(parse: Parse, clause: int) -> Iterator[int]:
    """The predicate and those whose tense it shares: of its infinitive, of what it goes on with."""
    for node in path_up(parse, clause):
        yield node
        if parse.deprel[node] not in ("xcomp", "conj"):
            return


def is_pluperfect(parse: Parse, clause: int) -> bool:
    """Whether the predicate goes back behind the past ("hatte ... angegriffen")."""
    if parse.xpos[clause] not in _PARTICIPLES:
        return False
    children = parse.children[clause]
    auxiliaries = [parse.form[c].lower() for c in children if parse.deprel[c] in _AUXILIARY]
    if not any(a in _PLUPERFECT for a in auxiliaries):
        return False
    state = any(parse.deprel[c] in ("aux:pass", "nsubj:pass") for c in children)
    moved = tuple(lexicon(parse.language).guards.get("moved", ()))
    active = any(a in ("worden", "hatte", "hatten", "had") for a in auxiliaries)
    return not state or active or (bool(moved) and parse.form[clause].lower().endswith(moved))


_PARTICIPLES = ("VVPP", "VAPP", "VMPP", "VBN")


def _opens_before(parse: Parse, word: int) -> bool:
    """Whether a sentence opens with "Vor dem Treffen": when that was is not told."""
    first = parse.firsts[parse.sentence_of[word]]
    return (
        parse.upos[word] == "NOUN"
        and first in parse.children[word]
        and parse.form[first].lower() in ("vor", "before")
    )


def is_present(parse: Parse, clause: int) -> bool:
    """Whether the predicate is a plain present tense ("fordert", "wird kritisiert")."""
    if parse.upos[clause] not in ("VERB", "AUX"):
        return False
    auxiliaries = [c for c in parse.children[clause] if parse.deprel[c] in _AUXILIARY]
    finite = [w for w in (clause, *auxiliaries) if parse.feat(w, "VerbForm") == "Fin"]
    if len(finite) != 1 or parse.feat(finite[0], "Tense") != "Pres":
        return False
    if parse.feat(finite[0], "Mood") == "Sub":
        return False
    passive = parse.deprel[finite[0]] == "aux:pass"
    return finite[0] == clause or (passive and len(auxiliaries) == 1)
