"""Mentions of actors and places: names, nominals, peoples, pronouns."""

from collections.abc import Iterable

from lagebild.language.gazetteer import known_name
from lagebild.parse.record import Parse
from lagebild.recognise.mentions.names import (
    as_persons,
    model_names,
    names_in_compounds,
    repeated_names,
    table_names,
    titled_names,
)
from lagebild.recognise.mentions.nominals import adjectives, nominals, pronouns
from lagebild.recognise.mentions.spans import Found, Overlaps, without_overlap
from lagebild.records import Article, Mention


def find_mentions(article: Article, parse: Parse) -> list[Mention]:
    """The mentions of actors and places, in text order.

    Names are the bare name without title or office; nominals the noun phrase without article. A
    nominal may contain a name ("Regierung Österreichs"); the noun of an office right before the
    person's name is no mention of its own. `rule` tells how it was found: table, model, title,
    repeat, compound, nominal, adjective, pronoun.
    """
    language = "de" if parse.language == "de" else "en"
    names = _names(parse, language)
    phrases = without_overlap([nominals(parse, language)])
    titles = set(_titles(phrases, names))
    held = Overlaps(names)
    free = [f for f in phrases if f not in titles and _is_free(f, held)]
    others = without_overlap([free, pronouns(parse)])
    covered = [*names, *others]
    taken = Overlaps([*covered, *titles])
    alone = [f for f in adjectives(parse) if not _inside(f, taken)]
    found = sorted([*covered, *alone], key=lambda f: (f.start, -f.end))
    return [
        Mention(
            id=f"{article.id}-m{index}",
            article=article.id,
            text=parse.text[f.start : f.end],
            start=f.start,
            end=f.end,
            label=f.label,
            rule=f.rule,
        )
        for index, f in enumerate(found)
    ]


def _names(parse: Parse, language: str) -> list[Found]:
    model = list(model_names(parse, language))
    tables = list(table_names(parse, language))
    known = Overlaps(tables)
    longer = [m for m in model if _is_longer(parse, m, known, language)]
    titled = list(titled_names(parse))
    names = list(as_persons(parse, without_overlap([longer, tables, model, titled])))
    persons = [f for f in names if f.label == "PER"]
    names = without_overlap([names, repeated_names(parse, persons)])
    persons = [f for f in names if f.label == "PER"]
    held = Overlaps(names)
    compounds = [f for f in names_in_compounds(parse, persons, language) if not _inside(f, held)]
    return sorted([*names, *compounds], key=lambda f: (f.start, f.end))


def _is_longer(parse: Parse, name: Found, tables: Overlaps, language: str) -> bool:
    """Whether a name of the model holds a name of the tables and more ("Bank of China")."""
    inside = [
        t for t in tables.of(name.start, name.end) if name.start <= t.start and t.end <= name.end
    ]
    longer = [t for t in inside if name.end - name.start > t.end - t.start]
    known = known_name(" ".join(parse.text[name.start : name.end].split()), language)
    return bool(longer) and (known is not None or len(inside) == 1)


def _titles(phrases: Iterable[Found], names: Iterable[Found]) -> list[Found]:
    """The phrases that stand right before a person's name ("armenische Außenminister")."""
    starts = {f.start for f in names if f.label == "PER"}
    return [f for f in phrases if f.end + 1 in starts]


def _is_free(phrase: Found, names: Overlaps) -> bool:
    """Whether a nominal neither is (part of) a name nor cuts one."""
    for name in names.of(phrase.start, phrase.end):
        holds = phrase.start <= name.start and name.end <= phrase.end
        same = (phrase.start, phrase.end) == (name.start, name.end)
        if same or not holds:
            return False
    return True


def _inside(found: Found, others: Overlaps) -> bool:
    return any(
        o.start <= found.start and found.end <= o.end for o in others.of(found.start, found.end)
    )
