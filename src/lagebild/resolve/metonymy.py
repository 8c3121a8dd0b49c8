"""Place or government: whether a capital or building stands for those who govern from it."""

from lagebild.language.word_sets import word_set
from lagebild.parse.record import Parse
from lagebild.resolve.scene import Item

PLACE_CASES = frozenset({
    "in", "nach", "aus", "bei", "ab", "um", "nahe", "über", "vor", "bis", "durch", "im",
    "unweit", "to", "from", "at", "near", "around",
})  # fmt: skip
PARTY_CASES = frozenset({
    "zwischen", "mit", "gegen", "von", "seitens", "laut", "between", "with", "against", "by",
})  # fmt: skip
GOING = frozenset(word_set("metonymy", "going"))
VISITING = frozenset(word_set("metonymy", "visiting"))


def stands_for_government(parse: Parse, item: Item) -> bool:
    """Whether a mention of a capital or seat acts, or is acted with, as a government.

    Subjects of verbs, owners ("Moskaus Truppen") and parties ("zwischen Baku und Moskau") do; what
    a preposition of place governs, or what somebody visits or takes, does not. Without a parse
    only buildings ("der Kreml") do.
    """
    building = item.known is not None and item.known.kind == "building"
    if not parse.tagged or item.head < 0:
        return building
    if item.case in PLACE_CASES:
        return False
    if item.case in PARTY_CASES:
        return True
    relation, head = item.relation.partition(":")[0], parse.heads[item.head]
    if relation == "conj" and head >= 0:
        return _conjunct_is_party(parse, head)
    if relation == "nsubj":
        return head < 0 or parse.lemma[head] not in VISITING
    if relation in ("obj", "iobj"):
        return head >= 0 and parse.lemma[head] not in GOING
    if relation in ("nmod", "dep", "det") and not item.case:
        return _is_owner(parse, item) or building
    return building and not item.case


def _conjunct_is_party(parse: Parse, head: int) -> bool:
    cases = [parse.form[c].lower() for c in parse.children[head] if parse.deprel[c] == "case"]
    if cases:
        return cases[0] in PARTY_CASES
    return parse.deprel[head].startswith("nsubj")


def _is_owner(parse: Parse, item: Item) -> bool:
    """A genitive before what is owned ("Bakus Sieg"), no place name ("Flughafen Baku")."""
    head = parse.heads[item.head]
    return head > item.head and item.text.endswith(("s", "'", "’"))
