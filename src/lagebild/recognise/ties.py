"""Ties told by the article: who belongs with whom.

Only plain statements count: membership ("Armenien und Russland sind Mitglieder der OVKS", a list
under "Mitglieder der OVKS"), alliance ("Armenien, ein Verbündeter Russlands") and bases ("Russland
unterhält eine Militärbasis in Armenien"). Offices are told by titles and come from resolving.
"""

import re
from collections.abc import Iterator, Sequence

from lagebild.parse.record import Parse
from lagebild.records import Article, Date, Evidence, Mention, Tie

MEMBERS = re.compile(r"(?:Gründungsm|M)itglied(?:er|s|ern|staat|staaten|sstaat|sstaaten)?\b")
MEMBERSHIP = re.compile(r"\b(?:Mitglied|Mitglieder|Teil)\b[^,.;]{0,25}$")
COPULA = re.compile(r"\b(?:ist|sind|bleibt|bleiben)\b")
DOUBT = re.compile(
    r"\b(?:nicht|kein\w*|nie|ehemalig\w*|früher\w*|einst|künftig\w*|will|wollen|möchte\w*|soll\w*"
    r"|könnte\w*|würde\w*|wäre\w*|war|waren|wird|werden|ob|wenn|falls)\b"
)
ALLY = re.compile(r", (?:ein|eine|der|die) (?:\w+ ){0,3}Verbündete[rn]? (?:von |der )?")
BASE = re.compile(
    r"\b(?:Militärbasis|Militärbasen|Militärstützpunkt\w*|Militärbase|Luftwaffenstützpunkt\w*"
    r"|Marinestützpunkt\w*) in (?:der |dem |den )?"
)
KEEPING = re.compile(r"\b(?:unterhält|unterhalten|betreibt|betreiben|hat|haben)\b")
LONGEST_LIST = 40


def find_ties(
    article: Article, parse: Parse, mentions: Sequence[Mention], dates: Sequence[Date]
) -> list[Tie]:
    """The ties that sentences state; subject and object are the words of mentions in the evidence,
    for resolving to turn into ids."""
    if parse.language != "de":
        return []
    by_sentence: dict[int, list[Mention]] = {}
    for mention in mentions:
        by_sentence.setdefault(parse.sentence_at(mention.start), []).append(mention)
    found: list[Tie] = []
    for sentence, held in by_sentence.items():
        start, end = parse.sentence_starts[sentence], parse.sentence_ends[sentence]
        pairs = [*_members(parse, held, start, end), *_allies(parse, held), *_bases(parse, held)]
        for relation, subject, object in pairs:
            low, high = min(subject.start, object.start), max(subject.end, object.end)
            if DOUBT.search(parse.text, max(start, low - 30), min(end, high + 30)):
                continue
            found.append(_tie(article, len(found), relation, subject, object, (start, end)))
    for subject, object, span in _lists(parse, by_sentence):
        found.append(_tie(article, len(found), "member_of", subject, object, span))
    return found


def _tie(
    article: Article,
    number: int,
    relation: str,
    subject: Mention,
    object: Mention,
    span: tuple[int, int],
) -> Tie:
    start, end = span
    text = article.text[start:end]
    return Tie(
        id=f"{article.id}-t{number}",
        relation=relation,
        subject=subject.text,
        object=object.text,
        evidence=(Evidence(article=article.id, start=start, end=end, text=text),),
    )


def _states(mentions: Sequence[Mention]) -> list[Mention]:
    return [m for m in mentions if m.label == "GPE" and m.rule in ("table", "model")]


def _members(
    parse: Parse, mentions: Sequence[Mention], start: int, end: int
) -> Iterator[tuple[str, Mention, Mention]]:
    """States before "Mitglied der X" (or after it), with a form of "sein" in the sentence."""
    if not COPULA.search(parse.text, start, end):
        return
    for organisation in mentions:
        if organisation.label != "ORG" or organisation.rule != "table":
            continue
        if not MEMBERSHIP.search(
            parse.text[max(start, organisation.start - 40) : organisation.start]
        ):
            continue
        for state in _states(mentions):
            between = parse.text[state.end : organisation.start]
            if state.end < organisation.start and not re.search(r"[;:.(]", between):
                yield "member_of", state, organisation


def _allies(parse: Parse, mentions: Sequence[Mention]) -> Iterator[tuple[str, Mention, Mention]]:
    states = _states(mentions)
    for subject in states:
        match = ALLY.match(parse.text, subject.end)
        for object in states if match else ():
            if match and object.start == match.end():
                yield "ally_of", subject, object


def _bases(parse: Parse, mentions: Sequence[Mention]) -> Iterator[tuple[str, Mention, Mention]]:
    """Who keeps a base in whose country: the host is the subject of the tie."""
    states = _states(mentions)
    for host in states:
        before = parse.text[: host.start]
        match = next((m for m in BASE.finditer(before, max(0, host.start - 60))), None)
        if match is None or match.end() != host.start or len(states) < 2:
            continue
        keepers = [m for m in states if m.end <= match.start()]
        near = parse.text[keepers[-1].end : host.end + 40] if keepers else ""
        if keepers and KEEPING.search(near) and len(near) < 150:
            yield "hosts_base_of", host, keepers[-1]


def _lists(
    parse: Parse, by_sentence: dict[int, list[Mention]]
) -> Iterator[tuple[Mention, Mention, tuple[int, int]]]:
    """A heading "Mitglieder der X" with one state on each of the next lines."""
    for sentence, held in by_sentence.items():
        start, end = parse.sentence_starts[sentence], parse.sentence_ends[sentence]
        heading = parse.text[start:end].strip()
        organisations = [m for m in held if m.label == "ORG" and m.rule == "table"]
        ends = bool(organisations) and organisations[-1].end >= start + len(heading) - 1
        if not MEMBERS.search(heading) or len(heading) > 80 or not ends:
            continue
        for number in range(sentence + 1, min(sentence + LONGEST_LIST, parse.sentence_count)):
            states = _states(by_sentence.get(number, []))
            line = parse.text[parse.sentence_starts[number] : parse.sentence_ends[number]]
            if len(states) != 1 or len(line.strip("•*-–· \n\t")) > len(states[0].text) + 2:
                break
            yield states[0], organisations[-1], (start, parse.sentence_ends[number])
