"""German inflection by rule, for tables that list base forms only.

The rules give too many forms rather than too few: the forms are only looked up in real text, where
those that do not exist never occur.
"""

from collections.abc import Iterable, Iterator

ADJECTIVE_ENDINGS = ("", "e", "en", "er", "es", "em")
GENITIVE_LETTERS = ("s", "'", "’")
WEAK_ENDINGS = ("ent", "ant", "ist", "at", "aut", "ell")


def adjective_forms(stem: str) -> Iterator[str]:
    """All endings of a German adjective without ending ("armenisch"), lower case."""
    return (stem.lower() + ending for ending in ADJECTIVE_ENDINGS)


def noun_forms(lemma: str, more: Iterable[str] = ()) -> set[str]:
    """Case and number forms and regular feminines of a German noun, besides those listed."""
    forms = {lemma, *more}
    forms.update(form + "n" for form in more if form.endswith(("er", "e", "el")))
    if lemma.endswith("er"):
        forms.update(lemma + e for e in ("s", "n", "in", "innen"))
    elif lemma.endswith(("ität", "schaft", "ung", "ion", "ie", "keit", "heit")):
        forms.update(lemma + e for e in ("en", "n"))
    elif lemma.endswith("e"):
        forms.update((lemma + "n", lemma + "s", lemma[:-1] + "in", lemma[:-1] + "innen"))
    elif lemma.endswith(WEAK_ENDINGS):
        forms.update(lemma + e for e in ("en", "in", "innen", "s", "es", "e"))
    else:
        forms.update(lemma + e for e in ("s", "es", "e", "en", "in", "innen"))
    return forms


def people_forms(lemma: str) -> set[str]:
    """Forms of a people's name ("Armenier", "Russe", "Aseri", feminine "Russin")."""
    if lemma.endswith("in"):
        return {lemma, lemma + "nen"}
    if lemma.endswith(("i", "o", "a")):
        return {lemma, lemma + "s"}
    if lemma in ("Deutsche", "Deutscher"):
        return {"Deutsche", "Deutscher", "Deutschen", "Deutsches"}
    forms = noun_forms(lemma)
    if not lemma.endswith(("er", "e")):
        forms.update(lemma + e for e in ("en", "n", "in", "innen"))
    return forms


def bases(name: str) -> tuple[str, ...]:
    """The name and what it may be the genitive of ("Bakus" -> "Bakus", "Baku").

    Only forms are made; whether one is a name is for the caller to look up.
    """
    if not name.endswith(GENITIVE_LETTERS):
        return (name,)
    found = [name]
    for ending in ("'s", "’s", "'", "’", "s", "es"):
        if name.endswith(ending) and len(name) > len(ending) + 2:
            found.append(name[: -len(ending)])
    return tuple(found)


ADJECTIVE_SHAPES = ("ch", "nt", "gt", "al", "on", "at", "ss", "n", "t", "i", "r")


def phrase_forms(name: str) -> set[str]:
    """The name with its first word in every ending: "Vereinigten Staaten", "Büros für ...".

    A name of one word gives itself.
    """
    first, _, rest = name.partition(" ")
    forms = {name}
    for ending in ("er", "es", "en", "em", "e") if rest else ():
        stem = first.removesuffix(ending)
        if stem != first and stem.endswith(ADJECTIVE_SHAPES):
            forms.update(f"{stem}{other} {rest}" for other in ADJECTIVE_ENDINGS)
            break
    if rest[:1].islower():  # a noun with its attribute takes the genitive itself
        forms.update((f"{first}s {rest}", f"{first}es {rest}"))
    return forms
