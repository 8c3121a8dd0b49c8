"""The actors and places that a question names."""

from collections.abc import Sequence
from dataclasses import dataclass

from lagebild.ask.words import Token, meaning_of
from lagebild.language.gazetteer import known_name
from lagebild.language.states import state_of_adjective, states
from lagebild.resolve.identity import fold
from lagebild.store import Store
from lagebild.store.connected import has_tables

LONGEST = 6
_ARTICLES = {"der", "die", "das", "den", "dem", "des", "the"}
_GOVERNMENTS = {
    "regierung",
    "führung",
    "staatsführung",
    "seite",
    "government",
    "leadership",
    "side",
}


@dataclass(frozen=True)
class Named:
    """Somebody or some place named in a question.

    `wanted`: what the filters take (a country code, an actor's id or a name); `shown`: for the
    reader; `kind`: state, capital, organisation, medium, people, place, person; `first`, `last`:
    its first and last token.
    """

    wanted: str
    shown: str
    kind: str
    first: int
    last: int
    country: str | None = None


def named_in(store: Store, tokens: Sequence[Token], language: str) -> list[Named]:
    """Who is named, longest names first, in the order of the question."""
    found: list[Named] = []
    place = 0
    while place < len(tokens):
        named = _named_at(store, tokens, place, language)
        if named is None:
            place += 1
        else:
            found.append(named)
            place = named.last + 1
    return found


def _named_at(store: Store, tokens: Sequence[Token], place: int, language: str) -> Named | None:
    if tokens[place].lower in _ARTICLES:
        return None
    described = _by_office(store, tokens, place, language)
    if described:
        return described
    for last in range(min(place + LONGEST, len(tokens)) - 1, place - 1, -1):
        words = " ".join(t.text for t in tokens[place : last + 1])
        named = _known(words, place, last, language) or _stored(store, words, place, last)
        if named and not (last == place and _is_plain_word(tokens[place], language)):
            return named
    return None


def _is_plain_word(token: Token, language: str) -> bool:
    """A word of the tables is no name, unless it is written like one."""
    return meaning_of(token.text, language) is not None and not token.text.isupper()


def _by_office(store: Store, tokens: Sequence[Token], place: int, language: str) -> Named | None:
    """Who holds an office ("der armenische Außenminister"); of a government, its state."""
    country = state_of_adjective(tokens[place].text, language)
    if country is None or place + 1 >= len(tokens):
        return None
    noun, last = tokens[place + 1].text, place + 1
    if place + 2 < len(tokens) and meaning_of(f"{noun} {tokens[place + 2].text}", language):
        noun, last = f"{noun} {tokens[place + 2].text}", place + 2
    if noun.lower() in _GOVERNMENTS:
        return Named(country, states()[country].name(language), "state", place, last, country)
    meaning = meaning_of(noun, language)
    if meaning is None or meaning.meaning != "office":
        return None
    holders = office_holders(store, meaning.types, country)
    return Named(holders[0][0], holders[0][1], "person", place, last, country) if holders else None


def office_holders(store: Store, offices: Sequence[str], country: str) -> list[tuple[str, str]]:
    """Ids and names of those who are told to hold one of the offices, the most told first."""
    if not has_tables(store):
        return []
    rows = store.rows(
        "SELECT t.subject AS id, any_value(a.name) AS name, sum(t.articles) AS n FROM known_ties t "
        "JOIN actors a ON a.id = t.subject WHERE t.relation IN ('holds_office', 'leads') AND "
        "list_contains($objects, lower(t.object)) GROUP BY t.subject ORDER BY n DESC, id",
        {"objects": office_objects(offices, country)},
    )
    return [(row["id"], row["name"]) for row in rows]


def office_objects(offices: Sequence[str], country: str) -> list[str]:
    """How the ties name these offices of a country, in lower case."""
    return [f"{office} ({country})".lower() for office in offices]


def _known(words: str, first: int, last: int, language: str) -> Named | None:
    known = known_name(words, language) if words[:1].isupper() else None
    if known is None:
        return None
    where = known.country
    wanted = {
        "medium": known.name,
        "place": known.name,
        "capital": where or known.id or words,
        "building": where or known.id or words,
        "people": where or words,
    }.get(known.kind, known.id or words)
    shown = words if known.kind in ("capital", "building") else known.name
    kind = "capital" if known.kind == "building" else known.kind
    return Named(wanted, shown, kind, first, last, where)


def _stored(store: Store, words: str, first: int, last: int) -> Named | None:
    """A spelling of an actor of the store, also in the genitive ("Putins")."""
    if not words[:1].isupper() or len(words) < 3:
        return None
    bare = words.removesuffix("'s").removesuffix("’s")
    for form in dict.fromkeys((words, bare, bare.removesuffix("s"))):
        rows = store.rows(
            "SELECT kind, country, count(*) AS n FROM article_actors WHERE has_words(name, $w) "
            "OR len(list_filter(names, lambda n: has_words(n.text, $w))) > 0 "
            "GROUP BY ALL ORDER BY n DESC, kind, country LIMIT 1",
            {"w": form},
        )
        if rows:
            return Named(form, form, rows[0]["kind"], first, last, rows[0]["country"])
    return _respelled(store, bare, first, last)


def _respelled(store: Store, words: str, first: int, last: int) -> Named | None:
    """A person whose name is written otherwise in the articles ("Peskov" for Peskow)."""
    parts = [fold(word) for word in words.split()]
    rows = store.rows(
        "SELECT id, any_value(name) AS name, any_value(country) AS country FROM article_actors "
        "WHERE starts_with(id, 'per:') AND list_has_all(string_split(id[5:], '-'), $parts) "
        "GROUP BY id LIMIT 2",
        {"parts": parts},
    )
    if len(rows) != 1 or not all(len(part) > 3 for part in parts):
        return None
    return Named(rows[0]["id"], rows[0]["name"], "person", first, last, rows[0]["country"])
