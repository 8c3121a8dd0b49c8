"""A headline that leaves out what its article has: a condition, an agreement, that it was no
refusal."""

import re

from lagebild.connect.disputes.dispute import Dispute, Side, names_of
from lagebild.connect.disputes.numbers import pattern
from lagebild.connect.disputes.passages import Passage, passages
from lagebild.store import Store

_STEM = 5
_BETWEEN = 2  # those who quarrel

_TITLES = """
SELECT id, title, "text" FROM articles WHERE title IS NOT NULL AND starts_with("text", title)
    AND duplicates_of IS NULL AND id NOT IN (SELECT article FROM copies)
    AND id IN (SELECT unnest($articles::VARCHAR[])) ORDER BY id
"""

# What somebody plans in the headline, and what it does or plans below it.
_PLANS = """
SELECT e.article, x.actor AS actor, e.trigger."text" AS about
FROM (SELECT *, unnest(actors) AS x FROM events) e JOIN articles a ON a.id = e.article
WHERE e.article IN (SELECT unnest($articles::VARCHAR[])) AND e.trigger."start" < len(a.title)
    AND e.status = 'planned' AND x.actor IS NOT NULL ORDER BY e.article, e.trigger."start", actor
"""
_BELOW = """
SELECT e.article, x.actor AS actor, e.sentence
FROM (SELECT *, unnest(actors) AS x FROM events) e JOIN articles a ON a.id = e.article
WHERE e.article IN (SELECT unnest($articles::VARCHAR[])) AND e.trigger."start" >= len(a.title)
    AND e.status IN ('actual', 'planned') AND x.actor IS NOT NULL
"""
_NAMES = """
SELECT m.article, m."text" AS words FROM mentions m JOIN articles a ON a.id = m.article
WHERE m.article IN (SELECT unnest($articles::VARCHAR[])) AND m."end" <= len(a.title)
"""

# Who stands in a headline; a family name alone is not always found as a name there.
_ABOVE = """
SELECT m.article, m.actor FROM mentions m JOIN articles a ON a.id = m.article
WHERE m.article IN (SELECT unnest($articles::VARCHAR[])) AND m."end" <= len(a.title)
    AND m.actor IS NOT NULL
UNION SELECT x.article, x.id FROM article_actors x JOIN articles a ON a.id = x.article
WHERE x.article IN (SELECT unnest($articles::VARCHAR[])) AND x.kind = 'person'
    AND list_contains(regexp_extract_all(a.title, '\\pL+'), string_split(x.name, ' ')[-1])
ORDER BY ALL
"""


def find_left_out(store: Store) -> list[Dispute]:
    """At most one an article and reason."""
    return [*_conditions(store), *_quarrels(store), *_refusals(store)]


def _titles(store: Store, found: list[Passage]) -> dict[str, Side]:
    """The headlines of the articles of passages."""
    articles = sorted({p.side.article for p in found})
    rows = store.rows(_TITLES, {"articles": articles}) if articles else []
    return {
        row["id"]: Side(row["id"], 0, len(row["title"]), row["text"][: len(row["title"])])
        for row in rows
    }


def _conditions(store: Store) -> list[Dispute]:
    """Announced above, and below only under a condition, wherever it is told."""
    found = [p for p in passages(store, pattern("condition")) if not p.title]
    titles = {
        article: side for article, side in _titles(store, found).items()
        if not pattern("condition").search(side.text)
        and not pattern("open_headline").search(side.text)
    }  # fmt: skip
    if not titles:
        return []
    plans = store.rows(_PLANS, {"articles": sorted(titles)})
    told = store.rows(_BELOW, {"articles": sorted(titles)})
    named = store.rows(_NAMES, {"articles": sorted(titles)})
    bound = {(p.side.article, p.side.start) for p in found}
    disputes: dict[str, Dispute] = {}
    for plan in plans:
        title = titles[plan["article"]]
        names = {stem for row in named if row["article"] == title.article
                 for stem in _stems(row["words"])}  # fmt: skip
        wanted = _stems(title.text) - names
        same = [p for p in found if p.side.article == title.article and plan["actor"] in p.actors]
        first = next((p for p in same if wanted & _stems(p.side.text)), None)
        free = any(
            row["article"] == title.article and row["actor"] == plan["actor"]
            and (title.article, row["sentence"]["start"]) not in bound
            and wanted & _stems(row["sentence"]["text"]) for row in told
        )  # fmt: skip
        if first is not None and not free:
            words, sides = (first.hit[0],), (title, first.side)
            about = f"{plan['about']}: {names_of(store, [plan['actor']])}"
            dispute = Dispute("headline", about, sides, "headline_condition", words)
            disputes.setdefault(title.article, dispute)
    return list(disputes.values())


def _stems(text: str) -> set[str]:
    """Beginnings of the longer words."""
    return {word[:_STEM].casefold() for word in re.findall(r"[^\W\d_]{5,}", text)}


def _quarrels(store: Store) -> list[Dispute]:
    """Two who quarrel above, and who agree on something below."""
    agreed = [p for p in passages(store, pattern("agreed"))
              if not p.title and not pattern("before_that").search(p.side.text)]  # fmt: skip
    titles = {
        article: side for article, side in _titles(store, agreed).items()
        if pattern("quarrel").search(side.text) and not pattern("agreed").search(side.text)
    }  # fmt: skip
    named: dict[str, set[str]] = {}
    for row in store.rows(_ABOVE, {"articles": sorted(titles)}) if titles else []:
        named.setdefault(row["article"], set()).add(row["actor"])
    found: dict[str, Dispute] = {}
    for passage in agreed:
        article = passage.side.article
        both = named.get(article, set()) & passage.actors
        if article not in titles or len(_alike(both)) < _BETWEEN:
            continue
        word = pattern("quarrel").search(titles[article].text)
        assert word is not None
        words, sides = (word[0], passage.hit[0]), (titles[article], passage.side)
        about = f"{word[0]}: {names_of(store, _alike(both))}"
        found.setdefault(article, Dispute("headline", about, sides, "headline_quarrel", words))
    return list(found.values())


def _alike(actors: set[str]) -> set[str]:
    """Two persons, or two states: a person and its own state are not two."""
    persons = {actor for actor in actors if actor.startswith("per:")}
    return persons if len(persons) >= _BETWEEN else actors - persons


def _refusals(store: Store) -> list[Dispute]:
    """A refusal to meet above, and below only an absence."""
    away = [p for p in passages(store, pattern("absent")) if not p.title and p.actors]
    titles = _titles(store, away)
    found: dict[str, Dispute] = {}
    for passage in away:
        title = titles.get(passage.side.article)
        if title is None or title.article in found:
            continue
        said = pattern("refusal").search(title.text)
        below = passage.hit.string[title.end :]
        if said and not pattern("refused").search(below):
            sides = (title, passage.side)
            found[title.article] = Dispute("headline", said[0], sides, "headline_refusal")
    return list(found.values())
