"""Nouns that name somebody in one sense only: embassies and messages, crowds and amounts, sides."""

from lagebild.language.states import state_of_adjective
from lagebild.parse.record import Parse
from lagebild.recognise.events.trees.tree import children, preposition

POINTING = ("diese", "dieser", "eine", "einer", "solche", "jene", "welche")
CIRCLES = ("Kreis", "Runde")
ON_BEHALF = ("von", "auf")


def kind_told(parse: Parse, word: int) -> tuple[bool, str | None]:
    """Whether the words around a German noun tell its kind, and that kind (None: nobody)."""
    form = parse.form[word]
    if form in ("Botschaft", "Botschaften") and _is_message(parse, word):
        return True, "voice"
    if form == "Mengen":  # "große Mengen der Droge"; a crowd is one
        return True, None
    if parse.lemma[word] in CIRCLES and (inside := children(parse, word, "nmod")):
        theirs = inside[0] > word and not preposition(parse, inside[0])
        return theirs, "voice"  # "ein Treffen des Kreises der Minister": theirs
    if form == "Seiten" and preposition(parse, word) in ON_BEHALF:
        return bool(children(parse, word, "nmod")), "voice"  # "von Seiten der Rebellen"
    return False, None


def _is_message(parse: Parse, word: int) -> bool:
    """ "Diese Botschaft": an embassy is told by its country or town."""
    articles = {parse.form[c].lower() for c in children(parse, word, "det")}
    if not articles & set(POINTING) or children(parse, word, "nmod", "compound", "appos", "flat"):
        return False
    return not any(state_of_adjective(parse.form[c], "de") for c in children(parse, word, "amod"))
