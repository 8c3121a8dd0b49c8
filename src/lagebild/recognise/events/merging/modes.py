"""The mode of a German event where its participants and its sentence know better than its word."""

from lagebild.language.word_sets import word_set
from lagebild.recognise.events.context import Context
from lagebild.recognise.events.parties.participants import Parts
from lagebild.recognise.events.trees.tree import SUBJECTS, children, preposition
from lagebild.recognise.events.words.cues import Cue

POLICE = word_set("modes", "police")
MISSILES = word_set("modes", "missiles")
RELIEF = word_set("modes", "relief")
SOLDIERS = word_set("modes", "soldiers")
HEAVY = word_set("modes", "heavy")
SHELLING = ("beschießen", "beschuss", "nehmen")
GATHERINGS = word_set("modes", "gatherings")
SINGLE = ("den", "dem", "das", "ein", "eine", "einen")
OFFICEHOLDER = ("ete", "nde")  # "die Abgeordnete", of many "die Abgeordneten"
DRIVING = ("vertreiben", "zwangsräumen")
LODGINGS = word_set("modes", "lodgings")


def mode_of(ctx: Context, word: int, cue: Cue, parts: Parts) -> str | None:
    """The mode that the cue's row gives, another that the participants show, or None.

    Who is many is massacred, not assassinated; police are no troops; one may be shot at with any
    weapon; a rally that is called off is no meeting; people driven from a square stay in the land.
    """
    if ctx.parse.language != "de" or cue.mode is None:
        return cue.mode
    kind = (cue.type, cue.mode)
    if kind == ("ASSAULT", "assassinate"):
        return None if _are_many(ctx, parts) else cue.mode
    if kind == ("ASSAULT", "heavy-weapons") and cue.lemma in SHELLING:
        return cue.mode if _names_heavy_weapon(ctx, word) else None
    if kind == ("MOBILIZE", "troops"):
        return _moved(ctx, parts)
    if kind == ("REJECT", "meet"):
        return None if any(_ends(ctx, w, GATHERINGS) for w in parts.objects) else cue.mode
    if kind == ("COERCE", "deport"):
        unsaid = cue.lemma == "vertreibung" and not parts.found  # "bei der Vertreibung"
        return None if unsaid or _stays_in_land(ctx, word, cue) else cue.mode
    return cue.mode


def _ends(ctx: Context, word: int, nouns: tuple[str, ...]) -> bool:
    return ctx.parse.lemma[word].lower().endswith(nouns)


def _are_many(ctx: Context, parts: Parts) -> bool:
    """Whether the victims are named by a plural; "den Journalisten" only looks like one."""
    parse = ctx.parse
    for victim in parts.heads("R"):
        if parse.upos[victim] != "NOUN" or parse.feat(victim, "Number") != "Plur":
            continue
        articles = {parse.form[c].lower() for c in children(parse, victim, "det")}
        single = articles & set(SINGLE) or (
            "der" in articles and parse.deprel[victim] in SUBJECTS  # no genitive of many
        )
        if not single and not parse.form[victim].endswith(OFFICEHOLDER):
            return True
    return False


def _names_heavy_weapon(ctx: Context, word: int) -> bool:
    parse = ctx.parse
    nouns = (w for w in parse.words_of(parse.sentence_of[word]) if parse.upos[w] == "NOUN")
    return any(_ends(ctx, w, HEAVY) or parse.form[w].lower().endswith(HEAVY) for w in nouns)


def _moved(ctx: Context, parts: Parts) -> str | None:
    """What is moved or acts: troops, police, missiles, or only rescuers and authorities."""
    subject = (parts.subject,) if parts.subject is not None else ()
    around = {*(p.word for p in parts.found), *parts.objects, *subject}
    if any(_ends(ctx, w, SOLDIERS) for w in around):
        return "troops"
    if any(_ends(ctx, w, MISSILES) for w in parts.objects):
        return "weapons"
    if any(_ends(ctx, w, POLICE) for w in around):
        return "police"
    return None if any(_ends(ctx, w, RELIEF) for w in around) else "troops"


def _stays_in_land(ctx: Context, word: int, cue: Cue) -> bool:
    """ "aus ihren Unterkünften vertrieben": driven away, not out of the country."""
    parse = ctx.parse
    if cue.lemma not in DRIVING:
        return False
    phrases = [c for c in children(parse, word, "obl", "obl:arg") if preposition(parse, c) == "aus"]
    return cue.lemma == "zwangsräumen" or any(_ends(ctx, c, LODGINGS) for c in phrases)
