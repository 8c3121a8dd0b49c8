"""Which expression dates which event: by the tree, then by what the text has told before."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from lagebild.parse.record import Parse
from lagebild.recognise.dates.calendar import partial
from lagebild.recognise.dates.iso import bounds, iso_value, moved_by
from lagebild.records import Article, Date, EventDate

CLAUSES = ("acl", "acl:relcl", "advcl", "advcl:relcl", "ccomp", "csubj", "parataxis")
ARGUMENTS = ("nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:arg", "xcomp", "root", "dep", "expl")
SAME_TIME = ("als", "während", "wobei", "indem", "when", "while", "as")
_RANGE = re.compile(r"\s*(?:bis(?: zum)?|[-–]|und(?: dem)?|auf(?: den)?|to|and|until)\s*\.?\s*")
_RANGE_LEAD = re.compile(r"(?:vom|von|zwischen(?: dem)?|from|between)\s*$", re.IGNORECASE)
_AGO = re.compile(
    r"\b(?:vor|seit)\s+(?:(?:etwa|rund|gut|knapp|fast|genau|circa)\s+)?$", re.IGNORECASE
)
_AGO_BEHIND = re.compile(r"\s+(?:ago|earlier)\b")
_DEPTH = 40
_LEAD_SENTENCES = 3
_BACK = 50


def event_date(
    parse: Parse,
    dates: Sequence[Date],
    article: Article,
    trigger_word: int,
    tense_hint: str | None = None,
) -> EventDate | None:
    """When the event that a word names took (or takes) place, or None where it is not told.

    `dates` are the article's expressions in text order, `trigger_word` an index into the parse.
    `tense_hint`: "past" for what has happened, "future" for what is planned, "open" for what is
    only demanded or possible, None where it is not known. A past event is never dated later than
    the publication, a planned one never before it. The value is ISO 8601 (an interval a/b for
    weeks, seasons and ranges); `basis` is stated, published (computed from the publication date or
    the report's own day) or context (told before, in the paragraph or of the same happening).
    """
    if _in_caption(article, int(parse.start[trigger_word])):
        return None
    sentence = int(parse.sentence_of[trigger_word])
    here = _dated_in(parse, dates, article, sentence)
    fitting = [(d, v) for d, v in here if fits(v.value, article, tense_hint)]
    if not parse.tagged:
        return fitting[0][1] if len(here) == 1 and fitting else None
    own = _attached(parse, fitting, trigger_word, tense_hint)
    if own:
        return own
    if tense_hint in ("future", "open") or _is_relative(parse, dates, sentence):
        return None
    return _inherited(parse, dates, article, trigger_word, bool(here))


def _dated_in(
    parse: Parse, dates: Sequence[Date], article: Article, sentence: int
) -> list[tuple[Date, EventDate]]:
    """The dated expressions of a sentence; a range counts once, by its beginning."""
    found: list[tuple[Date, EventDate]] = []
    for item in dates_of(parse, dates, sentence):
        pair = dated(item, dates, article)
        if pair and not (found and (found[-1][1].end or 0) >= item.end):
            found.append(pair)
    return found


def _is_relative(parse: Parse, dates: Sequence[Date], sentence: int) -> bool:
    """Whether the sentence counts from a happening without a date ("einen Tag vor dem Treffen")."""
    end = int(parse.sent_end[sentence])
    return any(
        d.type == "DURATION" and _COUNTS.search(parse.text, d.end, min(end, d.end + 24))
        for d in dates_of(parse, dates, sentence)
    )


_COUNTS = re.compile(r"\b(?:vor|nach|nachdem|bevor|before|after)\b")


def dates_of(parse: Parse, dates: Sequence[Date], sentence: int) -> Sequence[Date]:
    """The expressions of one sentence."""
    starts = [d.start for d in dates]
    low = bisect_left(starts, int(parse.sent_start[sentence]))
    return dates[low : bisect_left(starts, int(parse.sent_end[sentence]))]


def dated(found: Date, dates: Sequence[Date], article: Article) -> tuple[Date, EventDate] | None:
    """The expression with the point or interval of time that it gives an event, or None."""
    text = article.text
    value, start, end = iso_value(found.value), found.start, found.end
    basis = found.basis
    if found.type == "DURATION":
        value, basis = _ago(found, article), "published"
    elif found.type == "SET":
        return None
    if not value:
        return None
    other = _range_end(found, dates, text)
    if other:
        value, end = f"{bounds(value)[0]}/{bounds(iso_value(other.value) or value)[1]}", other.end
    return found, EventDate(value=value, basis=basis, text=text[start:end], start=start, end=end)


def _ago(found: Date, article: Article) -> str | None:
    anchor = partial(article.published.value) if article.published else None
    before = article.text[max(0, found.start - 30) : found.start]
    if not anchor or not (_AGO.search(before) or _AGO_BEHIND.match(article.text, found.end)):
        return None
    return moved_by(found.value, anchor, -1)


def _range_end(found: Date, dates: Sequence[Date], text: str) -> Date | None:
    """The end of a range that begins with the expression ("vom 3. bis 5. Mai")."""
    at = bisect_left([d.start for d in dates], found.end)
    if at >= len(dates):
        return None
    other = dates[at]
    between = text[found.end : other.start]
    if len(between) > 16 or not _RANGE.fullmatch(between):
        return None
    hyphen = between.strip() in ("-", "–")
    led = _RANGE_LEAD.search(text[max(0, found.start - 14) : found.start])
    first, last = iso_value(found.value), iso_value(other.value)
    if not first or not last or bounds(first)[0] > bounds(last)[1]:
        return None
    return other if led or hyphen or "bis" in between else None


def fits(value: str, article: Article, tense_hint: str | None) -> bool:
    """Whether a date can be that of a past (or a planned) event of the article."""
    published = article.published.value[:10] if article.published else ""
    if not published or value.startswith("X"):
        return True
    first, last = bounds(value)
    if tense_hint == "past":
        return first <= published
    if tense_hint in ("future", "open"):
        return last[: len(published)] >= published[: len(last)]
    return True


def _in_caption(article: Article, offset: int) -> bool:
    return any(
        p.kind == "caption" and p.at is not None and p.at <= offset < p.at + len(p.text)
        for p in article.parts
    )


def _head_word(parse: Parse, found: Date) -> int | None:
    """The word of an expression whose head stands outside of it."""
    words = parse.words_in(found.start, found.end)
    for word in words:
        if int(parse.head[word]) not in words:
            return word
    return words[0] if len(words) else None


def _path(parse: Parse, word: int) -> Iterator[int]:
    """The word and its heads up to the root."""
    for _ in range(_DEPTH):
        if word < 0:
            return
        yield word
        word = int(parse.head[word])


def _attached(
    parse: Parse,
    candidates: Sequence[tuple[Date, EventDate]],
    trigger: int,
    tense_hint: str | None,
) -> EventDate | None:
    """The expression that hangs on the trigger, or on the verb whose argument the trigger is."""
    best: tuple[tuple[int, int], EventDate] | None = None
    for found, event in candidates:
        word = _head_word(parse, found)
        if word is None:
            continue
        cost = _behind(parse, found, trigger)
        if cost is None and not _names_its_year(parse, found, trigger):
            cost = _below(parse, word, trigger)
        elif cost is None:
            continue
        if cost is None and tense_hint != "open":
            cost = _beside(parse, word, trigger)
        if cost is not None:
            rank = (cost, abs(word - trigger))
            if best is None or rank < best[0]:
                best = (rank, event)
    return best[1] if best else None


def _below(parse: Parse, word: int, trigger: int) -> int | None:
    """Steps from an expression up to the trigger, if no other clause lies between."""
    for steps, node in enumerate(_path(parse, word)):
        if node == trigger:
            return steps
        if parse.deprel[node] in CLAUSES or _is_verb_conjunct(parse, node):
            return None
    return None


_NOMINAL = ("NOUN", "PROPN", "ADP", "DET", "ADJ", "NUM", "X", "CCONJ")
_PHRASE = 10


def _behind(parse: Parse, found: Date, trigger: int) -> int | None:
    """Steps where the expression closes the phrase of a noun ("Anschlag auf X im April 2008")."""
    if parse.upos[trigger] not in ("NOUN", "PROPN"):
        return None
    first = parse.words_in(found.start, found.end)[0]
    between = range(trigger + 1, first)
    if first < trigger or len(between) > _PHRASE:
        return None
    plain = all(parse.upos[w] in _NOMINAL for w in between)
    return len(between) + 1 if plain else None


def _names_its_year(parse: Parse, found: Date, trigger: int) -> bool:
    """Whether a bare year stands right behind another noun and so belongs to that alone."""
    first = parse.words_in(found.start, found.end)[0]
    bare = found.value.isdigit() and found.text == found.value
    return (
        bare and first - 1 != trigger and first > 0 and parse.upos[first - 1] in ("NOUN", "PROPN")
    )


def _is_verb_conjunct(parse: Parse, node: int) -> bool:
    return parse.deprel[node] == "conj" and parse.upos[node] in ("VERB", "AUX")


def _beside(parse: Parse, word: int, trigger: int) -> int | None:
    """Steps where the expression dates the verb that governs the trigger."""
    verb = int(parse.head[word])
    if verb < 0 or parse.deprel[word] in ("nmod", "appos") and parse.upos[verb] != "VERB":
        return None
    steps = 10
    node = trigger
    for _ in range(_DEPTH):
        if node == verb:
            return steps
        if not _shares_time(parse, node, word):
            return None
        node = int(parse.head[node])
        steps += 1
        if node < 0:
            return None
    return None


def _shares_time(parse: Parse, node: int, word: int) -> bool:
    """Whether a dependent takes place when its head does."""
    relation = parse.deprel[node]
    if relation == "conj":
        return word < node
    if relation == "advcl":
        return any(
            parse.deprel[c] == "mark" and parse.form[c].lower() in SAME_TIME
            for c in parse.children[node]
        )
    if relation == "nmod":
        return _is_light(parse, int(parse.head[node]))
    return relation in ARGUMENTS


_LIGHT = frozenset(
    "Beginn Anfang Auftakt Rahmen Verlauf Zuge Laufe Rande Ende Fortsetzung Abschluss Reihe Serie "
    "Vielzahl Welle Zahl start beginning end series wave".split()
)


def _is_light(parse: Parse, word: int) -> bool:
    """Whether a noun only says which part of the happening is meant ("Beginn der Gespräche")."""
    return word >= 0 and parse.form[word] in _LIGHT


def _inherited(
    parse: Parse, dates: Sequence[Date], article: Article, trigger: int, dated_here: bool
) -> EventDate | None:
    """What the text told before: of the same happening, in the paragraph, or as today's news."""
    same = _same_happening(parse, dates, article, trigger) or _named_before(
        parse, dates, article, trigger
    )
    if same:
        return same
    clause = _clause(parse, trigger)
    if _is_background(parse, trigger, clause):
        return None
    sentence = int(parse.sentence_of[trigger])
    if dated_here and not _in_main_clause(parse, clause):
        return None
    for earlier in range(sentence - (not dated_here), max(-1, sentence - _BACK - 1), -1):
        told = _told_in(parse, dates, article, earlier)
        if told:
            return told
    return _as_news(parse, article, sentence)


def _told_in(
    parse: Parse, dates: Sequence[Date], article: Article, sentence: int
) -> EventDate | None:
    """The day that dates the main clause of a sentence, as a date inherited from it."""
    for found in dates_of(parse, dates, sentence):
        pair = dated(found, dates, article)
        word = _head_word(parse, found)
        if not pair or word is None or not fits(pair[1].value, article, "past"):
            continue
        lead = sentence < _LEAD_SENTENCES - 1
        if len(pair[1].value) >= 10 and (lead or _hangs_on_main_verb(parse, word)):
            return _as_context(pair[1])
    return None


def _hangs_on_main_verb(parse: Parse, word: int) -> bool:
    head = int(parse.head[word])
    return head < 0 or (int(parse.head[head]) < 0 and parse.deprel[word] != "nmod")


def _clause(parse: Parse, trigger: int) -> int:
    """The predicate of the clause that the trigger stands in."""
    for node in _path(parse, trigger):
        if parse.upos[node] in ("VERB", "AUX") or parse.deprel[node] in (*CLAUSES, "root"):
            return node
    return trigger


def _in_main_clause(parse: Parse, clause: int) -> bool:
    node = clause
    for _ in range(_DEPTH):
        if int(parse.head[node]) < 0:
            return True
        if parse.deprel[node] not in ("conj", "xcomp"):
            return False
        node = int(parse.head[node])
    return False


_AUXILIARY = ("aux", "aux:pass", "cop")
_PLUPERFECT = ("hatte", "hatten", "war", "waren", "had")
_EARLIER = ("zuvor", "vorher", "früher", "damals", "bereits", "einst", "earlier", "previously")


def _is_background(parse: Parse, trigger: int, clause: int) -> bool:
    """Whether the clause goes back behind what is told (pluperfect, "zuvor") or only modifies."""
    if parse.deprel[clause] in ("acl", "acl:relcl", "amod"):
        return True
    if parse.deprel[trigger] in ("nmod", "amod", "compound") and trigger != clause:
        return not _is_light(parse, int(parse.head[trigger]))
    children = parse.children[clause]
    auxiliaries = [parse.form[c].lower() for c in children if parse.deprel[c] in _AUXILIARY]
    participle = parse.xpos[clause] in ("VVPP", "VAPP", "VMPP", "VBN")
    if participle and any(a in _PLUPERFECT for a in auxiliaries):
        passive = "worden" in auxiliaries or not any(a in ("war", "waren") for a in auxiliaries)
        return passive
    return any(parse.form[c].lower() in _EARLIER and parse.upos[c] == "ADV" for c in children)


def _same_happening(
    parse: Parse, dates: Sequence[Date], article: Article, trigger: int
) -> EventDate | None:
    """The date of the same happening named elsewhere ("Irak-Krieg 2003", later "der Krieg")."""
    if parse.upos[trigger] not in ("NOUN", "PROPN"):
        return None
    name = _name(parse.lemma[trigger] or parse.form[trigger])
    found: set[str] = set()
    event = None
    for date in dates:
        pair = dated(date, dates, article)
        word = _head_word(parse, date) if pair else None
        if pair is None or word is None or not fits(pair[1].value, article, "past"):
            continue
        if trigger not in _nouns_above(parse, word) and name in (
            _name(parse.lemma[n] or parse.form[n]) for n in _nouns_above(parse, word)
        ):
            found.add(bounds(pair[1].value)[0][:4])
            event = event or pair[1]
    if event is None or len(found) != 1:
        return None
    return _as_context(event)


def _named_before(
    parse: Parse, dates: Sequence[Date], article: Article, trigger: int
) -> EventDate | None:
    """The date of the last earlier sentence in which the same noun was dated."""
    if parse.upos[trigger] != "NOUN":
        return None
    name = _name(parse.lemma[trigger] or parse.form[trigger])
    first = int(parse.first[parse.sentence_of[trigger]])
    for word in range(first - 1, -1, -1):
        if parse.upos[word] != "NOUN" or _name(parse.lemma[word] or parse.form[word]) != name:
            continue
        pairs = _dated_in(parse, dates, article, int(parse.sentence_of[word]))
        told = _attached(
            parse, [p for p in pairs if fits(p[1].value, article, "past")], word, "past"
        )
        if told:
            return _as_context(told)
    return None


def _as_context(told: EventDate) -> EventDate:
    return EventDate(
        value=told.value, basis="context", text=told.text, start=told.start, end=told.end
    )


def _nouns_above(parse: Parse, word: int) -> list[int]:
    """The nouns that an expression belongs to ("Massaker von Srebrenica 1995")."""
    found = []
    for node in _path(parse, int(parse.head[word])):
        if parse.upos[node] not in ("NOUN", "PROPN"):
            break
        found.append(node)
        if parse.deprel[node] not in ("nmod", "appos", "flat", "flat:name", "compound"):
            break
    return found


def _name(lemma: str) -> str:
    return re.sub("e?s$", "", lemma.replace("-", "").lower())


def _as_news(parse: Parse, article: Article, sentence: int) -> EventDate | None:
    """What the head of a dated report tells without a date is that day's news."""
    if not article.published or sentence >= _LEAD_SENTENCES:
        return None
    value = article.published.value[:10]
    return EventDate(value=value, basis="published") if len(value) == 10 else None
