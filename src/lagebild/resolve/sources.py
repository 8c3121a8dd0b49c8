"""Who stands behind the words for a source or a speech ("Angaben der Polizei")."""

import re

import msgspec

from lagebild.recognise.quotes.lexicon import lexicon
from lagebild.records import Argument

LINKED = re.compile(
    r"(?:[^\W\d_][\w-]* )*?(?P<noun>[^\W\d_][\w-]*)"
    r"(?: (?:des|der|von der|von dem|von|vom|eines|einer|of the|of) (?=\S)"
    r"| (?=(?:[a-zäöü]\w+er )+[A-ZÄÖÜ])| (?=[A-ZÄÖÜ][\w-]+$))"
)


OF_PERSON = re.compile(r"(?:[Ss]ein|[Ii]hr)e?[mnrs]?")


def is_only_owned(words: str, language: str) -> bool:
    """Whether words tell of a source only that it is somebody's ("seiner Darstellung"); "seiner
    Schwester" is a voice of her own."""
    owner, _, noun = words.partition(" ")
    return bool(OF_PERSON.fullmatch(owner)) and lexicon(language).noun(noun, noun) is not None


def behind_source(argument: Argument, language: str) -> Argument:
    """The part of the words that names the voice itself, or all of them."""
    match = LINKED.match(argument.text)
    noun = lexicon(language).noun(match["noun"], match["noun"]) if match else None
    if match is None or noun is None:
        return argument
    return msgspec.structs.replace(
        argument, text=argument.text[match.end() :], start=argument.start + match.end()
    )
