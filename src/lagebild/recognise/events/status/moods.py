"""What a predicate itself says of its happening: tense, mood, negation, the word that opens it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from lagebild.language.tables import load_table
from lagebild.language.word_sets import word_set
from lagebild.parse.record import Parse
from lagebild.recognise.events.context import Context
from lagebild.recognise.events.trees.tree import (
    DEEPEST,
    auxiliaries,
    children,
    first_conjunct,
    is_finite,
    is_participle,
    marks,
    preposition,
)
from lagebild.recognise.events.words.forms import shape

DONE_BY = ("haben", "sein", "have")
TAKING_PLACE = word_set("moods", "taking place")
FUTURE = {"wird", "werden", "werde"}
WISHED = "möchte"
KNOWN = {"der", "die", "das", "den", "dem", "des", "the", "dieser", "diese", "dieses", "this"}
MUST = ("muss", "muß", "müssen")
NEGATED, HYPOTHETICAL, PLANNED, ACTUAL = "negated", "hypothetical", "planned", "actual"


@cache
def mode_words(language: str) -> Mapping[str, Mapping[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for row in load_table(language, "events_modes"):
        table = found.setdefault(row["kind"], {})
        for word in row["words"].split("|"):
            table[word.lower()] = row["status"]
    return found


def noun_key(parse: Parse, noun: int) -> str:
    """The lemma of a noun as the tables write it, in today's spelling ("Beschluß")."""
    return parse.lemma[noun].lower().replace("ß", "ss")


def is_negated(ctx: Context, word: int, objects: Sequence[int]) -> bool:
    """Whether a predicate is negated, itself or in an object ("erkennt keine Regierung an")."""
    parse = ctx.parse
    if any(negations(parse, word)) or "weder" in marks(parse, word):
        return True
    around = children(parse, word, "obl", "obl:arg")
    phrases = [*objects, *(c for c in around if preposition(parse, c) != "mit")]
    return any(s == NEGATED for noun in phrases for s in determiner_signs(parse, noun))


def is_general(parse: Parse, word: int) -> bool:
    """ "Wer ... tötet, wird bestraft" tells of nobody's act; a relative clause in it may."""
    subjects = children(parse, word, "nsubj", "nsubj:pass")
    if not parse.deprel[first_conjunct(parse, word)].startswith("acl"):
        subjects.append(parse.firsts[parse.sentence_of[word]])
    return any(parse.form[w].lower() in ("wer", "whoever") for w in subjects)


CLOSING = ("VVPP", "VVINF", "VVIZU")  # verbs that close a German clause


def is_only(parse: Parse, child: int, form: str) -> bool:
    """ "nicht nur" and "not only" negate nothing, "nicht gegen A, sondern gegen B" not the verb.

    Nor does what stands behind the verb that closes a clause ("hatte A unterstützt, B nicht").
    """
    following, verb = child + 1, parse.heads[child]
    if form not in ("nicht", "not") or following >= len(parse):
        return False
    if 0 <= verb < child and parse.xpos[verb] in CLOSING and parse.deprel[child] == "advmod":
        return not any(verb < a < child for a in auxiliaries(parse, verb))  # "gefragt hat er nicht"
    if parse.form[following].lower() in ("nur", "only", "allein", "zuletzt", "ausgeschlossen"):
        return True
    return parse.upos[following] in ("ADP", "DET", "NOUN", "PROPN") and _is_replaced(parse, child)


def _is_replaced(parse: Parse, negation: int) -> bool:
    """Whether "sondern" puts another phrase, and no other verb, for what "nicht" denies."""
    for word in parse.words_of(parse.sentence_of[negation]):
        if word > negation and parse.form[word].lower() == "sondern":
            instead = parse.heads[word]
            return instead > word and parse.upos[instead] in ("NOUN", "PROPN")
    return False


def determiner_signs(parse: Parse, noun: int) -> Iterator[str]:
    table = mode_words(parse.language).get("det", {})
    for child in children(parse, noun, "det", "advmod", "cc", "cc:preconj"):
        status = table.get(parse.lemma[child].lower()) or table.get(parse.form[child].lower())
        if status:
            yield status
    own = table.get(parse.form[noun].lower())
    if own:
        yield own


def is_definite(parse: Parse, noun: int) -> bool:
    """Whether a noun names a happening as known; the article in "zum", "im" says nothing."""
    return any(
        parse.form[c].lower() in KNOWN and is_written(parse, c)
        for member in {noun, first_conjunct(parse, noun)}
        for c in children(parse, member, "det", "det:poss")
    )


def is_written(parse: Parse, article: int) -> bool:
    """Whether an article is a word of its own and not the end of "zum" or "im"."""
    return bool(parse.ends[article] > parse.starts[article])


def predicate_signs(parse: Parse, word: int) -> Iterator[str]:
    """Tense and mood: modals, future, conditional."""
    table = mode_words(parse.language).get("modal", {})
    helpers = auxiliaries(parse, word)
    lemmas = [parse.lemma[a].lower() for a in helpers]
    perfect = _is_perfect(parse, word, helpers)
    forms = {parse.form[a].lower() for a in helpers}
    for helper, lemma in zip(helpers, lemmas, strict=True):
        form = parse.form[helper].lower()
        if lemma in ("sollen",):
            scheduled = form in ("sollte", "sollten") and _is_scheduled(parse, word)
            yield from (PLANNED,) if scheduled else _sollen(form, perfect)
        elif (form == "would" and _is_backshifted(parse, word)) or (
            form.startswith("würde") and _is_announced(parse, word)
        ):
            yield PLANNED
        elif form.startswith("würde") or form in ("would", "wäre", "hätte", "wären", "hätten"):
            if form.startswith("würde") or form == "would" or set(lemmas) & set(table):
                yield HYPOTHETICAL
        elif form.startswith(WISHED):
            yield PLANNED  # "möchte ihn treffen": he means to
        elif lemma == "müssen" and _is_coming_duty(parse, word, helper, helpers):
            yield PLANNED
        elif form in MUST and _is_still_to_do(parse, word):
            yield PLANNED  # "muss nun zustimmen"
        elif lemma == "müssen" and parse.lemma[word].lower() in REMAINING:
            continue  # "muss in Haft bleiben", "muss zwei Jahre absitzen": it is so decided
        elif form in ("konnte", "konnten", "musste", "mussten", "mußte", "mußten"):
            continue  # "konnte verhaften", "musste zurücktreten": it was done
        elif parse.xpos[helper] == "VMINF" and lemma == "müssen" and forms & FUTURE:
            yield PLANNED  # "wird absichern müssen": it is to come
        elif lemma in table and not (perfect and lemma in ("müssen", "must", "können")):
            yield table[lemma]
        elif (
            lemma == "wollen"
            or (lemma in ("will", "shall") and parse.language == "en")
            or (lemma == "werden" and _is_future(parse, word, helper))
        ):
            yield PLANNED
    yield from mark_signs(parse, word)


def condition_signs(parse: Parse, verb: int) -> Iterator[str]:
    """ "Wenn er ..., greift die Armee ein": what hangs on a condition has not happened yet."""
    table = mode_words(parse.language).get("condition", {})
    words = [verb, *auxiliaries(parse, verb)]
    finite = [w for w in words if is_finite(parse, w)]
    if any(parse.feat(w, "Tense") == "Past" and parse.feat(w, "Mood") != "Sub" for w in finite):
        return
    if any(parse.lemma[w] in DONE_BY for w in finite if w != verb) and is_participle(parse, verb):
        return  # "hat geholfen, wenn": it was done
    for clause in children(parse, verb, "advcl"):
        yield from (table[m] for m in marks(parse, clause) if m in table)


def mark_signs(parse: Parse, verb: int) -> Iterator[str]:
    status_of_mark = mode_words(parse.language).get("mark", {})
    yield from (status_of_mark[m] for m in marks(parse, verb) if m in status_of_mark)


def _is_backshifted(parse: Parse, word: int) -> bool:
    """ "said they would meet": the future as it is told of a past announcement."""
    head = parse.heads[word]
    return (
        head >= 0
        and parse.deprel[word] == "ccomp"
        and (parse.xpos[head] == "VBD" or parse.feat(head, "Tense") == "Past")
        and not any(mark in ("if", "whether") for mark in marks(parse, word))
    )


def _is_announced(parse: Parse, word: int) -> bool:
    """ "vereinbarten, dass er Baku besuchen würde": the future as it is told of the past."""
    for _ in range(2):
        if parse.deprel[word] == "conj":
            word = parse.heads[word]
    head = parse.heads[word]
    if head < 0 or parse.deprel[word] != "ccomp" or set(marks(parse, word)) - {"dass", "daß"}:
        return False
    return parse.lemma[head].lower() in mode_words(parse.language).get("announce", {})


def _sollen(form: str, perfect: bool) -> Iterator[str]:
    if perfect:
        return
    yield HYPOTHETICAL if form.startswith("sollte") else PLANNED


def _is_scheduled(parse: Parse, word: int) -> bool:
    """ "Das Treffen sollte am Montag stattfinden": the future as it is told of the past."""
    if parse.lemma[word].lower() not in TAKING_PLACE:
        return False
    days = (c for c in children(parse, word, "obl", "obl:arg", "nmod"))
    return any(preposition(parse, c) in ("an", "um") for c in days) or any(
        parse.form[a].lower().startswith("geplant")
        for c in children(parse, word, "nsubj")
        for a in children(parse, c, "amod")
    )


def _is_perfect(parse: Parse, word: int, helpers: list[int]) -> bool:
    """ "soll getroffen haben": hearsay about the past."""
    shared = [
        helper
        for conjunct in children(parse, word, "conj")
        if is_participle(parse, conjunct)
        for helper in children(parse, conjunct, "aux", "aux:pass")
    ]
    return is_participle(parse, word) and any(
        parse.form[h].lower() in ("haben", "sein", "have", "been", "worden")
        for h in (*helpers, *shared)
    )


def _is_still_to_do(parse: Parse, word: int) -> bool:
    """ "muss nun zustimmen": it is his turn; who only must has not been asked yet."""
    subjects = children(parse, word, "nsubj")
    beside = {parse.form[c].lower() for c in children(parse, word, "advmod")}
    return bool(subjects) and bool(beside & {"nun", "jetzt"})


def _is_coming_duty(parse: Parse, word: int, helper: int, helpers: list[int]) -> bool:
    """ "wird sie schützen müssen": the duty closes the clause, its future opens it."""
    return helper > word and any(h < word and parse.lemma[h] == "werden" for h in helpers)


def _is_future(parse: Parse, word: int, helper: int) -> bool:
    if parse.deprel[helper] == "aux:pass" and is_participle(parse, word):
        return parse.form[helper].lower() == "werden" and any(
            parse.form[h].lower() in ("wird", "werden", "werde")
            for h in children(parse, word, "aux", "aux:pass")
            if h != helper
        )
    is_plain = is_infinitive_form(parse, word) or (
        parse.language == "de"
        and parse.form[word].lower() == parse.lemma[word].lower()
        and not children(parse, word, "nsubj:pass", "aux:pass")
    )
    return is_plain and parse.form[helper].lower() in (
        "wird", "werden", "werde", "wirst", "werdet",
    )  # fmt: skip


def is_infinitive_form(parse: Parse, word: int) -> bool:
    """Whether the word is an infinitive, with or without a finite auxiliary."""
    if parse.language == "de" and shape(parse.form[word]) == "infinitive":
        return True
    return parse.xpos[word] in ("VVINF", "VVIZU", "VAINF") or parse.feat(word, "VerbForm") == "Inf"


def past_conjuncts(parse: Parse, word: int) -> tuple[int, list[str]]:
    """The first member of a coordination, and what the words that open those above it tell."""
    signs: list[str] = []
    for _ in range(DEEPEST):
        if parse.deprel[word] != "conj" or parse.heads[word] < 0:
            break
        word = parse.heads[word]
        signs += mark_signs(parse, word)
    return word, signs


def noun_beside(
    parse: Parse, word: int, nouns: Iterable[int], table: Mapping[str, str]
) -> str | None:
    """ "hat das Recht, einzugreifen", "has the right to act": what the noun says that stands
    before the infinitive and is explained by it."""
    for noun in nouns:
        if noun < word and (key := noun_key(parse, noun)) in table:
            return denied_aim(parse, noun, table[key])
    return None


def denied_aim(parse: Parse, noun: int, status: str) -> str:
    """ "hat nicht die Absicht", "es gibt keine Pläne": what is not even planned is denied."""
    articles = [parse.form[c].lower() for c in children(parse, noun, "det")]
    denied = any(a.startswith("kein") for a in articles) or any(negations(parse, noun))
    above = parse.heads[noun]
    denied = denied or (above >= 0 and parse.upos[above] == "VERB" and any(negations(parse, above)))
    if status == PLANNED and not denied and (is_hedged(parse, noun) or is_hedged(parse, above)):
        return HYPOTHETICAL  # "hatten möglicherweise Pläne"
    return NEGATED if denied and status == PLANNED else status


def is_hedged(parse: Parse, word: int) -> bool:
    """Whether an adverb leaves open what a word tells ("vielleicht", "possibly")."""
    table = mode_words(parse.language).get("adv", {})
    beside = children(parse, word, "advmod") if word >= 0 else ()
    return any(table.get(parse.form[c].lower()) == HYPOTHETICAL for c in beside)


REMAINING = ("bleiben", "verbleiben", "verbringen", "absitzen", "verbüßen")
OPENLY = word_set("moods", "openly")
IN_PERSON = word_set("moods", "in person")


def negations(parse: Parse, verb: int) -> Iterator[str]:
    table = mode_words(parse.language).get("adv", {})
    for child in children(parse, verb, "advmod"):
        form = parse.form[child].lower()
        if table.get(form) == NEGATED and not is_only(parse, child, form):
            yield NEGATED
        elif form in (*IN_PERSON, *OPENLY) and any(
            parse.form[c].lower() == "nicht" for c in parse.children[child]
        ):
            yield NEGATED  # "hat sie nicht selbst begangen"
    if parse.heads[verb] < 0 and ends_with_not(parse, verb):
        yield NEGATED


def ends_with_not(parse: Parse, root: int) -> bool:
    """ "unterstützt die Forderung, ..., allerdings nicht.": the last word negates the sentence."""
    words = [w for w in parse.words_of(parse.sentence_of[root]) if parse.upos[w] != "PUNCT"]
    last, before = words[-1], words[-2:-1]
    return parse.form[last].lower() == "nicht" and any(
        parse.form[w].lower() in ("allerdings", "jedoch", "aber", "dagegen", "hingegen")
        for w in before
    )
