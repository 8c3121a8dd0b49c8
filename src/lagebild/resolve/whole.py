"""Whether a name inside a phrase is that of whom the phrase means, or only tells whose it is."""

import re
from collections.abc import Sequence

from lagebild.language.gazetteer import known_name
from lagebild.language.nouns import actor_noun
from lagebild.language.word_sets import word_set

OWNING = ("von", "für", "um", "gegen", "of", "for")
GENITIVE = re.compile(
    r"[A-ZÄÖÜ][\w-]+ (?:de[sr]|eine[sr]|seine[sr]|ihre[sr]|dessen|deren|of the|von dem|vom) "
)
FAMILIES = word_set("whole", "families")


def belongs(before: str, name: str, called: Sequence[str]) -> bool:
    """Whether a person's name only tells whose the phrase is.

    `before`: the words of the phrase in front of the name; `called`: the names of the person. So
    it is after "von", after an office in the genitive ("der Sprecher des Präsidenten X"), and where
    it has a genitive ending after no office of one ("die Anhänger Xs").
    """
    words = before.split()
    if not words or "," in before:
        return False
    last = words[-1].strip('„“"»«')
    if last.lower() in OWNING:
        return True
    noun = actor_noun(last)
    one = noun is not None and noun.kind == "person"
    if GENITIVE.search(before) and known_name(last) is None:
        return one or last.lower().endswith(FAMILIES)
    family = name.split()[-1]
    if family.endswith("ss"):
        return False
    genitive = family.endswith("s") and any(c.split()[-1] == family[:-1] for c in called)
    return genitive and last[:1].isupper() and not (noun is not None and noun.rank)
