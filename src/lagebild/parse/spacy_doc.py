"""A parse as a spaCy `Doc`, for users who have rules written for spaCy."""

from __future__ import annotations

from typing import Any

from lagebild.errors import UsageError
from lagebild.parse.record import Parse


def to_spacy(parse: Parse, vocab: Any = None) -> Any:
    """A `Doc` with words, tags, morphology, lemmas, tree and names of the parse.

    `vocab` is a spaCy `Vocab`; without it an empty pipeline of the parse's language gives one.
    The words are the syntactic words: a contraction's parts stand one after the other ("in",
    "dem"), so `doc.text` may differ from the parse's text; each token's place in the text is in
    `token._.source` (start, end). Names that overlap a longer one are left out, as a `Doc` holds
    none. Raises UsageError where spaCy is not installed.
    """
    try:
        import spacy
        from spacy.tokens import Doc, Span, Token
    except ImportError as error:
        raise UsageError("spaCy is not installed: pip install 'lagebild[spacy]'") from error
    if not Token.has_extension("source"):
        Token.set_extension("source", default=None)
    starts = [False] * len(parse)
    for first in parse.first[:-1].tolist():
        if first < len(parse):
            starts[first] = True
    doc = Doc(
        vocab if vocab is not None else spacy.blank(parse.language).vocab,
        words=list(parse.form),
        spaces=_spaces(parse),
        tags=list(parse.xpos),
        pos=list(parse.upos),
        morphs=["" if feats == "_" else feats for feats in parse.feats],
        lemmas=list(parse.lemma),
        heads=[head if head >= 0 else index for index, head in enumerate(parse.head.tolist())],
        deps=["ROOT" if relation == "root" else relation for relation in parse.deprel],
        sent_starts=starts,
    )
    for token, start, end in zip(doc, parse.start.tolist(), parse.end.tolist(), strict=True):
        token._.source = (start, end)
    spans = []
    until = 0
    for name in parse.names:
        words = parse.words_in(name.start, name.end)
        if words and words[0] >= until:
            spans.append(Span(doc, words[0], words[-1] + 1, label=name.label))
            until = words[-1] + 1
    doc.ents = tuple(spans)
    return doc


def _spaces(parse: Parse) -> list[bool]:
    """Whether white space follows each word; parts of a contraction are kept apart by a space."""
    following = [*parse.start.tolist()[1:], len(parse.text)]
    ends = parse.end.tolist()
    zero_width_next = [
        index + 1 < len(ends) and parse.start[index + 1] == parse.end[index + 1]
        for index in range(len(ends))
    ]
    return [
        start > end or inner
        for start, end, inner in zip(following, ends, zero_width_next, strict=True)
    ]
