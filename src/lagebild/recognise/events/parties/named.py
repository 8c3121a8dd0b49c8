"""The name of a participant whose head is a noun: beside an office, behind it, after commas."""

from lagebild.language.nouns import actor_noun
from lagebild.language.states import state_named
from lagebild.recognise.events.context import Context, Label
from lagebild.recognise.events.parties.apart import included
from lagebild.recognise.events.trees.tree import children, preposition

NAME_RELATIONS = ("appos", "flat", "flat:name", "compound", "nmod")
LONGEST_OFFICE = 14  # words of an office and of what it belongs to


def explained(ctx: Context, word: int) -> tuple[int, int] | None:
    """ "Lothar Kern, Mitglied der Fraktion, der ...": what only explains a name stands for it."""
    parse = ctx.parse
    head = parse.heads[word]
    if parse.deprel[word] != "appos" or head < 0 or head > word:
        return None
    label = ctx.labels.get(head)
    if label is None or label.label != "PER" or "," not in parse.form[label.last : word]:
        return None
    return label.start, label.end


def name_across(ctx: Context, word: int) -> tuple[int, int] | None:
    """ "der Agrarexperte der Partei im Landtag, Karl Kern, ...": the name that closes the phrase.

    It stands between commas after one person's office and what belongs to that, before any verb.
    """
    parse = ctx.parse
    one = parse.feat(word, "Number") != "Plur" and parse.upos[word] == "NOUN"
    if parse.language != "de" or not one or ctx.kind(word) not in ("pol", "hum"):
        return None
    if actor_noun(parse.form[word], "de") is None and ctx.kind(word) != "hum":
        return None
    if parse.form[word + 1 : word + 2] == ("für",):
        return _name_of_charge(ctx, word)
    aside = False
    for at in range(word + 1, min(word + LONGEST_OFFICE, len(parse) - 1)):
        if parse.form[at] in "()":
            aside = parse.form[at] == "("
        if aside:
            continue  # "der Chef der Bewegung Nordlicht (Licht des Nordens), Karl Kern, ..."
        if parse.upos[at] in ("VERB", "AUX", "SCONJ", "CCONJ") or parse.form[at] in ";:":
            return None
        if parse.form[at] != ",":
            continue
        label = ctx.labels.get(at + 1)
        if (
            label is None
            or label.label != "PER"
            or label.first != at + 1
            or label.last >= len(parse)
        ):
            return None
        closes = parse.form[label.last] in (",", "(") or parse.upos[label.last] in ("VERB", "AUX")
        return (label.start, label.end) if closes else None
    return None


def _name_of_charge(ctx: Context, office: int) -> tuple[int, int] | None:
    """ "der Minister für Umwelt und Verkehr Karl Kern": the name behind what the office is for."""
    parse = ctx.parse
    for at in range(office + 2, min(office + LONGEST_OFFICE, len(parse))):
        label = ctx.labels.get(at)
        if parse.upos[at] in ("VERB", "AUX", "SCONJ", "PUNCT"):
            return None
        if label is not None and label.label == "PER" and label.first == at:
            return None if parse.upos[at - 1] in ("CCONJ", "ADP") else (label.start, label.end)
    return None


def apposed_name(ctx: Context, word: int) -> tuple[int, int] | None:
    """The name beside an office ("Außenminister Jeyhun Bayramow"), or None."""
    parse = ctx.parse
    named = [c for c in children(parse, word, *NAME_RELATIONS) if c in ctx.labels]
    for child in sorted(named, key=lambda c: (ctx.labels[c].label != "PER", _is_genitive(ctx, c))):
        label = ctx.labels[child]
        owns = (  # "der Gründer des Vereins", "die Anhänger Karl Kerns"
            is_whose(ctx, word, label)
            if label.label == "PER"
            else bool(children(parse, child, "det"))
        )
        if preposition(parse, child) or is_state_of(ctx, child) or owns:
            continue
        if label.label == "GROUP" and parse.upos[child] == "NOUN" and child > word:
            continue  # "Demonstranten, allesamt Anhänger der Partei"
        if parse.deprel[child] == "nmod" and (
            label.label != "PER" or child < word or _is_owned(ctx, word, child)
        ):
            continue
        if label.label == "PER" and ctx.is_body(word):
            continue  # "warf die Staatsanwaltschaft Kern vor"
        wanted = "PER" if ctx.kind(word) != "org" else label.label
        if label.label in (wanted, "PER") or parse.deprel[child] == "appos":
            return label.start, label.end
    return _name_after(ctx, word) or _name_behind(ctx, word) or _name_of_apposed(ctx, word)


def _name_of_apposed(ctx: Context, word: int) -> tuple[int, int] | None:
    """ "das Oberhaupt des Landes, die britische Königin Anna, ...": the name of the same one."""
    parse = ctx.parse
    if parse.language != "de" or parse.feat(word, "Number") == "Plur" or ctx.is_body(word):
        return None
    others = included(parse, word)
    for title in (c for c in children(parse, word, "appos") if c not in others):
        one = parse.upos[title] == "NOUN" and parse.feat(title, "Number") != "Plur"
        label = ctx.labels.get(title + 1)
        if one and title > word and "," in parse.form[word:title] and label is not None:
            told = label.label == "PER" and parse.deprel[title + 1] in ("appos", "flat")
            if told and actor_noun(parse.form[title], "de") and ctx.kind(word) == "pol":
                return label.start, label.end
    return None


def _is_genitive(ctx: Context, name: int) -> bool:
    """ "der Gefährte Kerns, Jens Braun,": another name is rather that of the companion."""
    return ctx.parse.form[name].endswith("s") and ctx.parse.deprel[name] != "flat"


def is_whose(ctx: Context, word: int, name: Label) -> bool:
    """ "die Anhänger Karl Kerns": the ending shows whose they are, whatever the tree says."""
    family = ctx.parse.form[name.last - 1]
    noun = actor_noun(ctx.parse.form[word], "de")
    office = noun is not None and noun.rank and ctx.parse.feat(word, "Number") != "Plur"
    genitive = family.endswith("s") and family[:-1] in ctx.surnames  # the name stands bare, too
    return name.first > word and genitive and not office


def is_state_of(ctx: Context, name: int) -> bool:
    """ "der Ministerpräsident Thailands": the state is no name of its office."""
    form = ctx.parse.form[name]
    return form.endswith("s") and state_named(form.removesuffix("s")) is not None


def _is_owned(ctx: Context, word: int, name: int) -> bool:
    """ "die Truppen Baschirs": the name owns the body and is not that of its holder."""
    parse = ctx.parse
    genitive = parse.feat(name, "Case") == "Gen" and parse.form[name].endswith(("s", "’", "'"))
    return genitive or parse.feat(word, "Number") == "Plur"


def _name_after(ctx: Context, word: int) -> tuple[int, int] | None:
    """ "Innenminister Wolfgang Schäuble": the name right behind an office, wherever it hangs."""
    label = ctx.labels.get(word + 1)
    if ctx.parse.language != "de" or label is None or label.label != "PER":
        return None
    is_office = ctx.parse.upos[word] == "NOUN" and ctx.kind(word) == "pol"
    is_office = is_office and not ctx.is_body(word)
    if not is_office or label.first != word + 1 or _is_owned(ctx, word, word + 1):
        return None
    if is_whose(ctx, word, label):
        return None
    return label.start, label.end


def _name_behind(ctx: Context, word: int) -> tuple[int, int] | None:
    """ "der Sprecher von X, Y Z,": a name beside the name of a person is that of the office."""
    parse = ctx.parse
    for owner in children(parse, word, "nmod"):
        known = ctx.labels.get(owner)
        if known is None or known.label != "PER" or owner < word:
            continue
        for child in children(parse, owner, "appos"):
            label = ctx.labels.get(child)
            if label is not None and label.label == "PER" and label != known:
                return label.start, label.end
    return None
