"""What the parse takes for a member of a coordination and is none: comparisons and explanations.

And who is named only to be left out, as the whole of a part, or for where something was.
"""

from lagebild.language.word_sets import word_set
from lagebild.parse.record import Parse

AFTERTHOUGHTS = ("aber", "allerdings", "jedoch", "freilich")
EXCEPTING = (*AFTERTHOUGHTS, "nicht", "außer", "wohl")
ON_SCENE = ("dem", "einem", "einer", "diesem", "dieser", "denen")
SHARES = word_set("apart", "shares")


def _below(parse: Parse, word: int, *relations: str) -> list[int]:
    return [c for c in parse.children[word] if parse.deprel[c] in relations]


def is_compared(parse: Parse, child: int) -> bool:
    """ "anders als A", "so wie A"; but "sowohl A als auch B", "ebenso wie B" join them."""
    return any(
        parse.form[c].lower() in ("wie", "als")
        and parse.form[min(c + 1, child)].lower() != "auch"
        and parse.form[max(c - 1, 0)].lower() not in ("ebenso", "genauso")
        for c in _below(parse, child, "cc", "case")
    )


def is_behind_dash(parse: Parse, child: int) -> bool:
    """ "Angriffe auf Gaza – Israel lehnt Waffenruhe ab": a dash joins nobody."""
    if parse.language != "de" or _below(parse, child, "cc", "conj"):
        return False
    opens = min((child, *_below(parse, child, "case", "det", "amod"))) - 1
    return opens > parse.heads[child] and is_dash(parse, opens)


def is_dash(parse: Parse, word: int) -> bool:
    """Whether a word is a dash, or a hyphen that stands for one with spaces around it."""
    if parse.form[word] in ("–", "—"):
        return True
    text, start, end = parse.text, parse.starts[word], parse.ends[word]
    return parse.form[word] == "-" and text[start - 1 : start] == text[end : end + 1] == " "


def is_title(parse: Parse, child: int) -> bool:
    """ "Lang, Chef der Partei und Mitglied des Rates,": a second office of the one person."""
    head = parse.heads[child]
    bare = parse.upos[child] == "NOUN" and not _below(parse, child, "det", "appos", "flat")
    if parse.language != "de" or not bare or parse.feat(child, "Number") == "Plur":
        return False
    if parse.upos[head] == "NOUN" and parse.deprel[head] == "appos":
        above = parse.heads[head]
        return parse.upos[above] == "PROPN" and "," in parse.form[above + 1 : head]
    if parse.upos[head] != "PROPN":
        return False
    titles = (a for a in _below(parse, head, "appos") if head < a < child)
    return any(parse.upos[a] == "NOUN" and "," in parse.form[head + 1 : a] for a in titles)


def explains(parse: Parse, child: int) -> bool:
    """ "die OSZE, eine Organisation ...,": what follows a name after a comma only explains it."""
    if parse.language != "de":
        return False
    articles = [c for c in _below(parse, child, "det") if parse.form[c].lower().startswith("ein")]
    if not articles or _below(parse, child, "cc", "conj"):
        return False
    head, before = parse.heads[child], articles[0] - 1
    return before >= 0 and parse.form[before] == "," and parse.upos[head] == "PROPN"


def replaces(parse: Parse, child: int) -> bool:
    """ "nicht gegen A, sondern gegen B": only B; of "sondern auch" both."""
    but = [c for c in _below(parse, child, "cc") if parse.form[c].lower() == "sondern"]
    return bool(but) and parse.form[but[0] + 1].lower() not in ("auch", "ebenso", "ebenfalls")


def included(parse: Parse, word: int) -> list[int]:
    """ "mehrere Politiker, darunter Präsident Kern, ...": who is named as one of them."""
    return [
        c
        for c in _below(parse, word, "appos")
        if c > word and any(parse.form[a].lower() == "darunter" for a in parse.children[c])
    ]


def is_left_out(parse: Parse, word: int) -> bool:
    """ "spricht mit allen, allerdings nicht mit der Partei", "allen außer der Partei".

    A mere "nicht" before the phrase denies the verb ("spricht nicht mit der Partei").
    """
    opens = min((word, *_below(parse, word, "case", "det")))
    first = int(parse.first[int(parse.sentence_of[word])])
    at, run = opens - 1, []
    while at > first and parse.form[at].lower() in EXCEPTING:
        run.append(parse.form[at].lower())
        at -= 1
    denied = "nicht" in run or "außer" in run
    after = parse.form[at] == "," or any(w in AFTERTHOUGHTS for w in run)
    return parse.language == "de" and denied and (after or "außer" in run)


def is_share(parse: Parse, word: int) -> bool:
    """ "Teile der Armee", "Reste der Partei": those whose part it is act."""
    return parse.language == "de" and parse.lemma[word].lower() in SHARES


def is_on_scene(parse: Parse, phrase: int, is_actor: bool) -> bool:
    """ "auf dem Platz", "ein Fest, auf dem es zu Unruhen kam": where it is, no target."""
    if parse.language != "de":
        return False
    shown = {parse.form[c].lower() for c in _below(parse, phrase, "det")}
    if parse.feat(phrase, "Number") == "Plur" and "den" in shown and not is_actor:
        return True  # "auf den Straßen"; "auf den Fonds" may be one
    form = parse.form[phrase].lower()
    relative = parse.xpos[phrase] == "PRELS" and form == "der"
    return relative or form in ON_SCENE or bool(shown & {"der", *ON_SCENE})
