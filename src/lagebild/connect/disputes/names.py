"""Rival names for one place, from the table of disputed places."""

import re
from dataclasses import dataclass
from functools import cache

from lagebild.connect.disputes.dispute import Dispute, Side, sentence_at, side_of
from lagebild.language.states import split
from lagebild.language.tables import load_table
from lagebild.store import Store


@dataclass(frozen=True)
class _Camp:
    """The spellings of a place that some use and others reject."""

    place: str
    names: tuple[str, ...]
    used_by: frozenset[str]


@cache
def _camps() -> tuple[_Camp, ...]:
    return tuple(
        _Camp(row["key"], split(row["name"]), frozenset(split(row["used_by"])))
        for row in load_table("world", "disputed")
    )


def _rivals(a: _Camp, b: _Camp) -> bool:
    """Whether two camps exclude one another; a name inside another one is only a short form."""
    apart = not a.used_by & b.used_by
    inside = any(x in y or y in x for x in a.names for y in b.names)
    return a.place == b.place and apart and not inside


def find_rival_names(store: Store) -> list[Dispute]:
    """One dispute a place and pair of camps, with the first use of either name."""
    camps = _camps()
    spelled = [name for camp in camps for name in camp.names]
    rows = store.rows(
        'SELECT m."text" AS name, m.article, m."start", m."end", a."text" FROM mentions m '
        "JOIN articles a ON a.id = m.article "
        'WHERE m."text" IN (SELECT unnest($names::VARCHAR[])) '
        'QUALIFY row_number() OVER (PARTITION BY m."text" ORDER BY a.day_first NULLS LAST, '
        'm.article, m."start") = 1',
        {"names": [*spelled, *(f"{name}s" for name in spelled)]},
    )
    uses = {row["name"]: row for row in rows}
    captions = _captions(store, spelled)
    found = []
    for number, camp in enumerate(camps):
        for other in camps[number + 1 :]:
            first, second = (_use(side, uses) or _first(side, captions) for side in (camp, other))
            if first and second and _rivals(camp, other):
                words = (str(first.value), _users(camp), str(second.value), _users(other))
                found.append(Dispute("names", camp.names[0], (first, second), "names", words))
    return found


# Captions are cut, but say what a place is called; they stand where the part before them ends.
_CAPTIONS = """
WITH pieces AS (
    SELECT id AS article, day_first, unnest(parts) AS p,
        unnest(range(1, len(parts) + 1)) AS n FROM articles
    WHERE len(list_filter(parts, lambda x: NOT x.kept AND x.kind = 'caption'
        AND regexp_matches(x."text", $wording))) > 0),
placed AS (
    SELECT *, coalesce(max(p."at" + len(p."text")) FILTER (p.kept) OVER (
        PARTITION BY article ORDER BY n), 0) AS "at" FROM pieces)
SELECT article, p."text" AS "text", "at", p.kind AS kind FROM placed
WHERE NOT p.kept AND p.kind = 'caption' AND regexp_matches(p."text", $wording)
ORDER BY day_first NULLS LAST, article, n
"""


def _captions(store: Store, names: list[str]) -> dict[str, Side]:
    """For each name its first use in a caption that cleaning cut."""
    wording = "|".join(map(re.escape, sorted(names, key=lambda n: (-len(n), n))))
    found: dict[str, Side] = {}
    for row in store.rows(_CAPTIONS, {"wording": rf"\b({wording})\b"}):
        text = row["text"]
        for hit in re.finditer(rf"\b({wording})\b", text):
            first, last = sentence_at(text, hit.start(), hit.end())
            place = (row["article"], row["at"], row["at"])
            side = Side(*place, text[first:last], hit[1], part=row["kind"])
            found.setdefault(hit[1], side)
    return found


def _first(camp: _Camp, uses: dict[str, Side]) -> Side | None:
    return next((uses[name] for name in camp.names if name in uses), None)


def _users(camp: _Camp) -> str:
    return "/".join(sorted(camp.used_by))


def _use(camp: _Camp, uses: dict[str, dict[str, object]]) -> Side | None:
    for name in camp.names:
        row = uses.get(name) or uses.get(f"{name}s")
        if row is not None:
            start, end = row["start"], row["end"]
            assert isinstance(start, int)
            assert isinstance(end, int)
            return side_of(str(row["text"]), str(row["article"]), start, end, name)
    return None
