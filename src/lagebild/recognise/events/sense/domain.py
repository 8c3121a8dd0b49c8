"""Texts of other worlds than politics: sport, kitchen, law."""

from collections import Counter

from lagebild.recognise.events.context import Context

SHARES = {"sport": 0.05, "kitchen": 0.06, "law": 0.06}
FEWEST = 3


def is_foreign(ctx: Context) -> bool:
    """Whether so many words belong to sport, cooking or statutes that the text tells no events."""
    domains, tags = ctx.lexicon.domains, ctx.parse.upos
    words = len(tags) - tags.count("PUNCT")
    pairs = zip(ctx.parse.lemma, tags, strict=True)
    counts = Counter([domains.get(lemma.lower()) for lemma, upos in pairs if upos != "PUNCT"])
    suspects = [
        d for d, share in SHARES.items() if counts[d] >= FEWEST and counts[d] > share * words
    ]
    return bool(suspects) and max(counts[d] for d in suspects) > _political_words(ctx)


def _political_words(ctx: Context) -> int:
    return sum(
        upos in ("NOUN", "PROPN") and ctx.kind(word) == "pol"
        for word, upos in enumerate(ctx.parse.upos)
    )
