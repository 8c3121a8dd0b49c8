"""Who a hyphened compound names: the bodies in "NATO-Angriffe" and "US-Truppenabzug"."""

from lagebild.language.organisations import organisation_named
from lagebild.language.states import state_named
from lagebild.recognise.events.context import Context
from lagebild.recognise.events.trees.tree import children

BODIES = ("ORG", "GROUP")
ALLIED = ("us", "eu", "un", "uno", "nato")
"""First parts that act by nearly every such noun; "Irak-Krieg" only names a place."""
HYPHENS = "-‐‑"


def persons_met(ctx: Context, noun: int) -> list[int]:
    """The people named before a meeting's noun ("Lawrow-Mnatsakanjan-Gespräch")."""
    found, parse = [], ctx.parse
    at = noun - 2
    while ctx.parse.language == "de" and at >= 0 and parse.form[at + 1] in HYPHENS:
        if parse.form[at] not in ctx.surnames:
            break
        found.append(at)
        at -= 2
    return found


def first_parts(ctx: Context, noun: int, by_force: bool) -> list[int]:
    """The bodies joined to an event's noun by a hyphen that can do what it says.

    `by_force`: the noun names who is acted upon in its genitive, so that a first part may be that,
    too ("PKK-Verbot"); then only states and alliances that act are taken.
    """
    if ctx.parse.language != "de":
        return []
    return [
        child
        for child in children(ctx.parse, noun, "compound")
        if ctx.parse.form[noun - 1] in HYPHENS and child == noun - 2 and _acts(ctx, child, by_force)
    ]


def allies(ctx: Context, noun: int) -> list[int]:
    """The first part of "US-Unterstützung", "EU-Kritik" where it is a union that acts."""
    return first_parts(ctx, noun, by_force=True)


def issuer_named(ctx: Context, text: int) -> list[int]:
    """The organisation that issued a text, as the first part of its noun ("OSZE-Bericht").

    A state there is rather what the text is about ("Iran-Bericht").
    """
    parse = ctx.parse
    if parse.language != "de" or ctx.kind(text) != "voice":
        return []
    return [
        child
        for child in children(parse, text, "compound")
        if parse.form[text - 1] in HYPHENS and child == text - 2
        if parse.form[child].lower() in ALLIED or organisation_named(parse.form[child])
    ]


def _acts(ctx: Context, word: int, by_force: bool) -> bool:
    form = ctx.parse.form[word]
    if form.lower() in ALLIED:
        return True
    if by_force or state_named(form) or ctx.kind(word) != "pol":
        return False
    label = ctx.labels.get(word)
    return label is None or label.label in BODIES
