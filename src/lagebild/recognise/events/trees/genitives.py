"""Names of several words in the genitive: only the last word shows it."""

from lagebild.language.nouns import actor_noun
from lagebild.parse.record import Parse
from lagebild.recognise.events.trees.tree import children

ENDS_OF_GENITIVE = ("s", "x", "z", "ß", "’", "'")


def is_whole_name_behind(parse: Parse, noun: int, name: int) -> bool:
    """ "die Festnahme Osman Kavalas": only the last word of a name shows the case.

    Behind the noun of an office it is no genitive ("Präsident Nicolas Sarkozys Rede").
    """
    if parse.language != "de" or name != noun + 1 or parse.upos[name] != "PROPN":
        return False
    last = max(children(parse, name, "flat", "flat:name"), default=name)
    ends = parse.form[last][-1:].lower() in ENDS_OF_GENITIVE
    return last > name and ends and actor_noun(parse.form[noun]) is None


def is_name_before(parse: Parse, noun: int, name: int) -> bool:
    """ "Karl Kerns Besuch": of a name before the noun, too, only the last word shows the case."""
    last = max(children(parse, name, "flat", "flat:name"), default=name)
    ends = parse.form[last][-1:].lower() in ENDS_OF_GENITIVE
    return parse.language == "de" and name < last == noun - 1 and ends
