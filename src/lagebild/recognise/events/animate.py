"""Slots that only somebody can fill: who is arrested or investigated, though no table knows him."""

from collections.abc import Mapping
from functools import cache

from lagebild.language.tables import load_table
from lagebild.parse.record import Parse
from lagebild.recognise.events.cues import Cue
from lagebild.recognise.events.tree import children

NOBODY = ("unbekannt",)
NOUNS = ("NOUN", "PROPN")


@cache
def _slots(language: str) -> Mapping[tuple[str, str], tuple[tuple[str, ...], bool]]:
    """By lemma and slot the types of events (none: any) and whether only names are sure."""
    return {
        (lemma, row["slot"]): (tuple(row["types"].split()), bool(row["names"]))
        for row in load_table(language, "events_animate")
        for lemma in row["lemmas"].split("|")
    }


def stands_for_somebody(parse: Parse, word: int, cue: Cue, slot: str) -> bool:
    """Whether a German noun or name of unknown kind is a participant by where it stands.

    "Kern" in "Kern wurde festgenommen", "Röster" in "ermittelte gegen drei Röster".
    """
    if parse.language != "de" or parse.upos[word] not in NOUNS:
        return False
    if not parse.form[word][:1].isupper() or parse.form[word].lower() in NOBODY:
        return False
    types, only_names = _slots("de").get((cue.lemma, slot), (("",), False))
    if only_names and (parse.deprel[word] == "obj" or children(parse, word, "det")):
        return False
    return not types or cue.type in types
