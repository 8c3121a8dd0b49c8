"""Which noun a relative pronoun stands for."""

from lagebild.parse.record import Parse
from lagebild.recognise.events.trees.tree import DEEPEST, children, first_conjunct, is_finite

SUBJECT_GENDERS = {"der": ("Masc",), "die": ("Fem", "Plur"), "das": ("Neut",)}
NEAR = 5
FAR = 11


def antecedent(parse: Parse, pronoun: int) -> int | None:
    """The noun that a relative pronoun stands for, or None: clause's head, else the last noun."""
    if parse.form[pronoun].lower() == "was":
        return None  # "wurde empfangen, was Peking rügte": all that was said before
    above, near = _clause_head(parse, pronoun), _noun_before(parse, pronoun)
    if above is not None and parse.language == "en":
        return _last_member(parse, pronoun, above)
    if above is None or (
        near is not None and not _agrees(parse, pronoun, above) and _agrees(parse, pronoun, near)
    ):
        return near
    if parse.language == "de" and (one := _last_of_many(parse, pronoun, above)) is not None:
        return one
    if parse.form[pronoun] == "denen" and parse.feat(above, "Number") == "Sing":
        return first_conjunct(parse, above)  # "an der Bank und am Fonds, denen er vorwirft"
    if (
        parse.language == "de"
        and parse.feat(above, "Number") == "Sing"
        and _is_many(parse, pronoun)
    ):
        several = None if children(parse, above, "conj") else _plural_before(parse, pronoun)
        return above if several is None else several
    return above


def _last_member(parse: Parse, pronoun: int, noun: int) -> int:
    """ "from Egypt and the Union, which suspended it": "which" means the last of several."""
    members = [c for c in children(parse, first_conjunct(parse, noun), "conj") if c < pronoun]
    one = parse.form[pronoun].lower() == "which" and members
    return max(noun, *members) if one else noun


def _last_of_many(parse: Parse, pronoun: int, above: int) -> int | None:
    """ "der Autor A und der Soldat B, der in Haft sitzt": of several only the last is meant."""
    members = (above, *children(parse, above, "appos", "flat"))  # "Minister A und Richter B, der"
    joined = (c for m in members for c in children(parse, m, "conj"))
    last = max((c for c in joined if c < pronoun), default=None)
    if last is None or not parse.deprel[pronoun].startswith("nsubj"):
        return None
    single = _verb_numbers(parse, pronoun) == {"Sing"} and _agrees(parse, pronoun, last)
    return last if single and parse.feat(last, "Number") == "Sing" else None


def _is_many(parse: Parse, pronoun: int) -> bool:
    """Whether a relative pronoun is the subject of a finite verb in the plural."""
    if parse.form[pronoun] != "die" or not parse.deprel[pronoun].startswith("nsubj"):
        return False
    return _verb_numbers(parse, pronoun) == {"Plur"}


def _verb_numbers(parse: Parse, pronoun: int) -> set[str | None]:
    verb = parse.heads[pronoun]
    verbs = (verb, *children(parse, verb, "aux", "aux:pass", "cop"))
    return {parse.feat(w, "Number") for w in verbs if is_finite(parse, w)}


def _plural_before(parse: Parse, pronoun: int) -> int | None:
    """ "fünf Angehörige des Stamms, die ... sitzen": the nearest noun that the verb agrees with."""
    first = parse.firsts[parse.sentence_of[pronoun]]
    for word in range(pronoun - 1, max(first, pronoun - FAR) - 1, -1):
        if parse.upos[word] == "VERB" and word < pronoun - NEAR:
            return None
        if parse.upos[word] in ("NOUN", "PROPN") and parse.feat(word, "Number") == "Plur":
            return word
    return None


def _clause_head(parse: Parse, pronoun: int) -> int | None:
    word = pronoun
    for _ in range(DEEPEST):
        head = parse.heads[word]
        if head < 0:
            break
        if parse.deprel[word] in ("acl", "acl:relcl") and parse.upos[head] not in ("VERB", "AUX"):
            return head
        word = head
    return None


def _noun_before(parse: Parse, pronoun: int) -> int | None:
    first = parse.firsts[parse.sentence_of[pronoun]]
    for word in range(pronoun - 1, max(first, pronoun - NEAR) - 1, -1):
        if parse.upos[word] in ("NOUN", "PROPN"):
            return word
    return None


def _agrees(parse: Parse, pronoun: int, noun: int) -> bool:
    """Whether a relative pronoun that is subject can mean the noun, by gender and number."""
    wanted = SUBJECT_GENDERS.get(parse.form[pronoun].lower())
    if wanted is None or not parse.deprel[pronoun].startswith("nsubj"):
        return True
    number, gender = parse.feat(noun, "Number"), parse.feat(noun, "Gender")
    if number == "Plur":
        return "Plur" in wanted
    return gender is None or gender in wanted
