"""Violence among private people: rampages, the underworld, rape; no act of politics."""

from collections.abc import Sequence

from lagebild.language.states import state_of_people
from lagebild.language.word_sets import word_set
from lagebild.recognise.events.context import Context
from lagebild.recognise.events.parties.participants import Part, Parts
from lagebild.recognise.events.words.cues import Cue

CRIMINALS = word_set("crime", "criminals")
VAGUE = word_set("crime", "vague")
"""What those outside politics are called, too."""
LAW = ("arrest", "seize", "investigate", "release", "deport")
ROUTINE = ("REQUEST", "REJECT", "AID", "MOBILIZE", "SUPPORT")
SERVICES = word_set("crime", "services")
SPOKEN = ("REQUEST", "ACCUSE", "SUPPORT", "REJECT", "AGREE", "CONCEDE")
PRIVATE_PERSONS = word_set("crime", "private persons")
JUDGED = word_set("crime", "judged")


def is_power(ctx: Context, part: Part, cue: Cue) -> bool:
    """Whether a participant makes an event public in an article that is not about politics.

    Not a single national ("ein Österreicher") nor a colleague or predecessor; but a
    court may judge them.
    """
    word, role = part.word, part.role
    if ctx.kind(word) != "pol":
        return False
    if ctx.parse.language != "de" or cue.mode in LAW or cue.lemma in JUDGED:
        return True
    lemma, form = ctx.parse.lemma[word].lower(), ctx.parse.form[word]
    if ctx.lexicon.political(lemma):
        return True
    if cue.type == "ASSAULT" and role == "R" and not lemma.startswith("polizist"):
        label = ctx.labels.get(word)  # else "ein Lehrer": anybody may be struck
        return label is not None and label.label in ("GPE", "ORG")
    return not lemma.endswith(VAGUE) and state_of_people(form, "de") is None


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


def is_private_voice(ctx: Context, cue: Cue, parts: Parts) -> bool:
    """Whether only one private person speaks ("Ein Mann verlangt"), and to no body of politics."""
    if ctx.parse.language != "de" or cue.type not in SPOKEN or cue.pos == "n":
        return False
    speakers = [p.word for p in parts.found if p.role == "A"]
    if len(speakers) != 1 or not _is_private(ctx, speakers[0]):
        return False
    return not any(ctx.kind(p.word) == "pol" for p in parts.found if p.role == "R")


def _is_private(ctx: Context, word: int) -> bool:
    """Whether a noun, or the title before a name, is that of somebody outside politics."""
    parse = ctx.parse
    titles = [word, *(c for c in parse.children[word] if parse.upos[c] == "NOUN" and c < word)]
    return any(
        parse.feat(w, "Number") != "Plur" and parse.lemma[w].lower() in PRIVATE_PERSONS
        for w in titles
    )


def is_routine(ctx: Context, powers: Sequence[Part], cue: Cue) -> bool:
    """Whether only police or firemen do what they do every day: ask for hints, turn out, help.

    Nor does one body that works with a firm make it politics.
    """
    if ctx.parse.language != "de":
        return False
    if cue.type == "COOPERATE":
        return len({p.word for p in powers}) < 2
    if cue.type not in ROUTINE:
        return False
    return all(ctx.parse.lemma[p.word].lower().endswith(SERVICES) for p in powers)
