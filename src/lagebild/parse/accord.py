"""Tags that contradict one another are brought into accord.

The network decides every tag set by itself. Where two answers exclude each other under the
guidelines of Universal Dependencies and of the German treebanks, the surer one decides.
"""

from __future__ import annotations

from collections.abc import Sequence


def accordant(
    language: str, upos: Sequence[str], xpos: Sequence[str], deprel: Sequence[str]
) -> tuple[str, ...]:
    """The universal tags, mended where another answer excludes them.

    A word that marks a case ("größer als Berlin") is an adposition and no conjunction; a German
    adjective used as an adverb (ADJD) stays an adjective.
    """
    found = list(upos)
    for word, (tag, fine, relation) in enumerate(zip(upos, xpos, deprel, strict=True)):
        if tag == "CCONJ" and relation == "case":
            found[word] = "ADP"
        elif tag == "ADV" and fine == "ADJD" and language == "de":
            found[word] = "ADJ"
    return tuple(found)
