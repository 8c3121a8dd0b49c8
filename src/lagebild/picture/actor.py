"""All that is known of one actor."""

from dataclasses import dataclass
from typing import Any

from lagebild.correct import Correction, corrections
from lagebild.errors import UsageError
from lagebild.picture.question import actor_ids
from lagebild.store import Store

SAMPLES = 5
AROUND = 60
MOST_NAMED = 8


@dataclass(frozen=True)
class KnownActor:
    """`actor`: its row of the view `actors`. `roles`: each with country, since, until, the days on
    which it was first and last told, and one piece of evidence. `samples`: mentions with the words
    around them. `corrections`: those that name it, oldest first."""

    actor: dict[str, Any]
    roles: list[dict[str, Any]]
    samples: list[dict[str, Any]]
    corrections: list[Correction]


_ROLES = """
WITH told AS (
    SELECT x.article, a.day_first AS day, unnest(x.roles) AS r
    FROM article_actors x JOIN articles a ON a.id = x.article WHERE x.id = ?)
SELECT r.role AS role, r.country AS country, min(r.since) AS since, max(r.until) AS until,
    min(day) AS first_told, max(day) AS last_told, count(DISTINCT article) AS articles,
    arg_min(struct_pack(article := article, "start" := r.evidence[1]."start",
        "end" := r.evidence[1]."end", "text" := r.evidence[1]."text"),
        (coalesce(day, DATE '9999-01-01'), article)) AS evidence
FROM told GROUP BY ALL ORDER BY first_told NULLS LAST, role, country
"""

# One mention an article, names before titles and pronouns, the newest articles first.
_SAMPLES = f"""
SELECT m.article, m."text", m."start", m."end", m.rule, a.day_first AS day,
    substr(a."text", greatest(m."start" - {AROUND}, 0) + 1,
        least(m."start", {AROUND})::BIGINT) AS before,
    substr(a."text", m."end" + 1, {AROUND}) AS after
FROM mentions m JOIN articles a ON a.id = m.article WHERE m.actor = ?
QUALIFY row_number() OVER (PARTITION BY m.article ORDER BY
    m.label IN ('PRON', 'ROLE'), m."start") = 1
ORDER BY a.day_first DESC NULLS LAST, m.article LIMIT {SAMPLES}
"""


def known_actor(store: Store, wanted: str) -> KnownActor:
    """What the store knows of the one actor that the words mean.

    Raises UsageError where they mean none or several.
    """
    id = one_actor(store, wanted)
    return KnownActor(
        actor=store.rows("SELECT * FROM actors WHERE id = ?", [id])[0],
        roles=store.rows(_ROLES, [id]),
        samples=store.rows(_SAMPLES, [id]),
        corrections=[c for c in corrections(store) if id in (c.target, c.changes.get("other"))],
    )


def one_actor(store: Store, wanted: str) -> str:
    """The id of the one actor that an id, a name or a spelling means.

    An id that was merged into another means that one; a whole name goes before a part of one.
    Raises UsageError where there is none or several.
    """
    wanted = _merged_into(store, wanted)
    if store.value("SELECT count(*) FROM article_actors WHERE id = ?", [wanted]):
        return wanted
    exact = store.rows(
        "SELECT DISTINCT id FROM article_actors WHERE plain(name) = plain($wanted) "
        'OR len(list_filter(names, lambda n: plain(n."text") = plain($wanted))) > 0 ORDER BY id',
        {"wanted": wanted},
    )
    found = [row["id"] for row in exact] or actor_ids(store, wanted)
    if not found:
        raise UsageError(f"there is no actor {wanted!r} (lagebild actors lists them)")
    if len(found) > 1:
        named = ", ".join(found[:MOST_NAMED]) + (" ..." if len(found) > MOST_NAMED else "")
        raise UsageError(f"{wanted!r} can mean several actors, name one by its id: {named}")
    return found[0]


def _merged_into(store: Store, wanted: str) -> str:
    """The id that an id has become by mergers, one after the other; other words stay."""
    held = (c for c in corrections(store) if c.kind == "merge_actors" and c.undone is None)
    into = {c.changes["other"]: c.target for c in held}
    seen = {wanted}
    while wanted in into and into[wanted] not in seen:
        wanted = into[wanted]
        seen.add(wanted)
    return wanted
