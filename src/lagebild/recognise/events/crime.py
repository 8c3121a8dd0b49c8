"""Violence among private people: rampages, the underworld, rape; no act of politics."""

from lagebild.recognise.events.arguments import Parts
from lagebild.recognise.events.context import Context
from lagebild.recognise.events.cues import Cue

CRIMINALS = (
    "amokläufer", "amokschütze", "serienmörder", "sexualstraftäter", "vergewaltiger", "zuhälter",
    "räuber", "einbrecher", "raubmörder", "stalker", "mafioso",
)  # fmt: skip


def is_private_crime(ctx: Context, word: int, cue: Cue, parts: Parts) -> bool:
    """Whether violence in which no body of politics takes part is told as a private crime.

    By who did it ("ein Amokläufer") or by the words of the article.
    """
    if ctx.parse.language != "de" or cue.type != "ASSAULT":
        return False
    if any(ctx.kind(p.word) == "pol" for p in parts.found):
        return False
    words = ctx.parse.words_of(ctx.parse.sentence_of[word])
    criminals = (w for w in words if ctx.parse.upos[w] == "NOUN")
    if any(ctx.parse.lemma[w].lower().endswith(CRIMINALS) for w in criminals):
        return True
    return ctx.is_private_crime
