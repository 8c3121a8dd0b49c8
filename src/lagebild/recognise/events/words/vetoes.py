"""What a cue word does not tell: the same word in another sense, by what stands beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from lagebild.language.tables import load_table
from lagebild.recognise.events.context import Context
from lagebild.recognise.events.parties.participants import Parts
from lagebild.recognise.events.words.cues import Cue, Need, needs_of
from lagebild.recognise.events.words.needs import CHECKS

LANGUAGES = ("de",)  # those that have the table


@dataclass(frozen=True)
class Veto:
    """The types that a cue word does not name where all needs hold."""

    types: frozenset[str]
    needs: tuple[Need, ...]


@cache
def load_vetoes(language: str) -> Mapping[tuple[str, str], tuple[Veto, ...]]:
    """The vetoes of a language by part of speech and lemma of the cue; none where it has none."""
    found: dict[tuple[str, str], list[Veto]] = {}
    for row in load_table(language, "events_vetoes") if language in LANGUAGES else ():
        veto = Veto(frozenset(row["types"].split("|")), needs_of(row["needs"]))
        for lemma in row["lemmas"].split("|"):
            found.setdefault((row["pos"], lemma), []).append(veto)
    return {key: tuple(vetoes) for key, vetoes in found.items()}


def is_vetoed(ctx: Context, word: int, cue: Cue, parts: Parts) -> bool:
    """Whether what stands beside a cue word gives it another sense than its row tells."""
    vetoes = load_vetoes(ctx.parse.language).get((cue.pos, cue.lemma), ())
    return any(
        cue.type in veto.types
        and all(CHECKS[need.kind](ctx, word, parts, need) != need.negative for need in veto.needs)
        for veto in vetoes
    )
