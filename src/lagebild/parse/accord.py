"""Tags that contradict one another are brought into accord.

The network decides every tag set by itself. Where two answers exclude each other under the
guidelines of Universal Dependencies and of the German treebanks, the surer one decides.
"""

from __future__ import annotations

from collections.abc import Sequence

_NUMBERS = {"NNS": "Plur", "NNPS": "Plur"}
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})


def accordant(
    language: str, upos: Sequence[str], xpos: Sequence[str], deprel: Sequence[str]
) -> tuple[str, ...]:
    """The universal tags, mended where another answer excludes them.

    A word that marks a case ("größer als Berlin") is an adposition and no conjunction; a determiner
    by its relation ("die beiden Präsidenten") is one by its tag; a German adjective used as an
    adverb (ADJD) stays an adjective.
    """
    found = list(upos)
    for word, (tag, fine, relation) in enumerate(zip(upos, xpos, deprel, strict=True)):
        if tag == "CCONJ" and relation == "case":
            found[word] = "ADP"
        elif tag == "ADJ" and relation == "det":
            found[word] = "DET"
        elif tag == "ADV" and fine == "ADJD" and language == "de":
            found[word] = "ADJ"
    return tuple(found)


def accordant_relations(
    upos: Sequence[str], head: Sequence[int], deprel: Sequence[str]
) -> tuple[str, ...]:
    """The relations, with "case" for an adposition before its noun that has none ("dep").

    `head`: word numbers, -1 for a root.
    """
    return tuple(
        "case"
        if relation == "dep" and tag == "ADP" and above > word and upos[above] in _NOMINAL
        else relation
        for word, (tag, above, relation) in enumerate(zip(upos, head, deprel, strict=True))
    )


def accordant_numbers(xpos: Sequence[str], feats: Sequence[str]) -> tuple[str, ...]:
    """The features, with the number that an English tag tells where the network gave none."""
    return tuple(
        f"Number={_NUMBERS[tag]}" if tag in _NUMBERS and found == "_" else found
        for tag, found in zip(xpos, feats, strict=True)
    )
