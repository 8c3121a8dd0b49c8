"""Those to whom something is said or done, where the parse hung them on another noun."""

from lagebild.language.word_sets import word_set
from lagebild.recognise.events.context import ACTING, Context
from lagebild.recognise.events.parties.owners import owners
from lagebild.recognise.events.parties.participants import Parts
from lagebild.recognise.events.trees.inflection import is_bare_dative
from lagebild.recognise.events.trees.tree import DATIVE_ARTICLES, case_of, children, preposition
from lagebild.recognise.events.words.cues import Cue

DATIVE_ONLY = word_set("datives", "dative only")
DITRANSITIVE = word_set("datives", "ditransitive")


def hidden_dative(ctx: Context, parts: Parts, cue: Cue) -> None:
    """ "warf die Opposition der Regierung vor": a dative that looks like a genitive."""
    parse = ctx.parse
    for obj in parts.objects:
        for child in children(parse, obj, "nmod"):
            plain = not preposition(parse, child) and case_of(parse, child) == "Dat"
            if plain and ctx.kind(child) in ACTING:
                parts.add(child, cue.roles["d"], "d")
    if parts.subject is None or parts.passive:
        return
    verb = parse.heads[parts.subject]
    for phrase in children(parse, verb, "obl") if verb >= 0 else ():
        for child in children(parse, phrase, "nmod"):  # "empfahl am Montag US-Bürgern, ..."
            bare = is_bare_dative(parse, child) and not preposition(parse, child)
            if bare and ctx.kind(child) in ACTING:
                parts.add(child, cue.roles["d"], "d")
    for child in children(parse, parts.subject, "nmod"):  # "dankte der Minister dem König"
        shown = any(parse.form[c].lower() in DATIVE_ARTICLES for c in children(parse, child, "det"))
        shown = shown or (child > parts.subject and is_bare_dative(parse, child))
        if shown and not preposition(parse, child) and ctx.kind(child) in ACTING:
            parts.add(child, cue.roles["d"], "d")
    if cue.lemma not in DITRANSITIVE or parts.heads(cue.roles["d"]):
        return
    for child in owners(parse, parts.subject):
        articles = [parse.form[c].lower() for c in children(parse, child, "det")]
        if articles == ["der"] and child > parts.subject and ctx.kind(child) in ACTING:
            parts.add(child, cue.roles["d"], "d")
    for child in children(parse, parts.subject, "appos", "flat"):
        if child == parts.subject + 1 and ctx.kind(child) == "per" and ctx.is_body(parts.subject):
            parts.add(child, cue.roles["d"], "d")  # "warf die Staatsanwaltschaft Kern vor"
