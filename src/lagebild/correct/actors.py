"""Merging, splitting and renaming actors, set-based over the record tables."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from lagebild.correct.keep import keep_machine_rows
from lagebild.correct.record import Correction
from lagebild.store import Store
from lagebild.store.rows import Row

MERGED, SPLIT = "merged by a person", "split off by a person"
SIDES = {"events": ("actors", "recipients"), "quotes": ("speaker", "addressee")}


def apply_to_actor(store: Store, correction: Correction) -> None:
    """Apply one correction of an actor to all record tables."""
    changes = correction.changes
    if correction.kind == "merge_actors":
        _keep_rows(store, changes["other"])
        _merge(store, correction.target, changes)
    elif correction.kind == "split_actor":
        _keep_rows(store, correction.target)
        _split(store, correction.target, changes)
    else:
        _keep_rows(store, correction.target)
        _rename(store, correction.target, changes["name"])


def new_id(store: Store, actor: str, name: str) -> str:
    """The id of the actor that a spelling becomes when it leaves another one."""
    from lagebild.resolve.identity import actor_id  # a build imports no rules here

    kind = store.value("SELECT min(kind) FROM article_actors WHERE id = ?", [actor])
    found = actor_id(name) if kind == "person" else f"name:{name.lower()}"
    return f"{found}~2" if found == actor else found


def _keep_rows(store: Store, actor: str) -> None:
    """Keep the machine's rows of everything that an actor appears in."""
    for table, where in _USES.items():
        keep_machine_rows(store, table, where, {"a": actor})


def _in_list(column: str) -> str:
    return f"len(list_filter({column}, lambda x: x.actor = $a)) > 0"


_USES = {
    "mentions": "actor = $a",
    "events": f"{_in_list('actors')} OR {_in_list('recipients')}",
    "quotes": "speaker.actor = $a OR addressee.actor = $a",
    "ties": "subject = $a OR object = $a",
    "article_actors": "article IN (SELECT article FROM article_actors WHERE id = $a)",
}

# An argument x that is given to another actor; what is known of the argument itself is kept.
_GIVEN = (
    'struct_pack("text" := x."text", "start" := x."start", "end" := x."end", actor := $new, '
    "name := coalesce($name, x.name), country := coalesce($country, x.country), "
    "sector := coalesce(x.sector, $sector))"
)


def _move(store: Store, old: str, new: Row, test: str, **values: Any) -> None:
    """Give mentions, arguments and speakers of one actor to another where a test holds.

    The test is SQL over the column `article` and over {x}, which has the field `text`.
    """
    bound = {"old": old, "new": new["id"], **values}
    facts = {key: new.get(key) for key in ("name", "country", "sector")}
    moved = f"{{x}}.actor = $old AND ({test})"
    for table, sides in SIDES.items():
        for side in sides:
            arguments = side if table == "events" else f"[{side}]"
            found = f"len(list_filter({arguments}, lambda x: {moved.format(x='x')})) > 0"
            store.execute(
                f"UPDATE {table} SET {side} = list_transform({arguments}, lambda x: "
                f"CASE WHEN {moved.format(x='x')} THEN {_GIVEN} ELSE x END)"
                f"{'' if table == 'events' else '[1]'} WHERE {found}",
                bound | facts,
            )
    store.execute(f"UPDATE mentions SET actor = $new WHERE {moved.format(x='mentions')}", bound)


def _merge(store: Store, kept: str, changes: dict[str, Any]) -> None:
    other = changes["other"]
    _move(store, other, {"id": kept} | changes, "true")
    for column in ("subject", "object"):
        store.execute(f"UPDATE ties SET {column} = ? WHERE {column} = ?", [kept, other])
    rows = store.rows("SELECT * FROM article_actors WHERE id IN (?, ?)", [kept, other])
    mixed = {row["article"] for row in rows if row["id"] == other}
    by_article: dict[str, list[Row]] = {}
    for row in rows:
        if row["article"] in mixed:
            by_article.setdefault(row["article"], []).append(row)
    store.execute(
        "DELETE FROM article_actors WHERE id IN (?, ?) "
        "AND article IN (SELECT unnest(?::VARCHAR[]))",
        [kept, other, sorted(mixed)],
    )
    store.insert("article_actors", [_joined(kept, changes, group) for group in by_article.values()])


def _joined(id: str, changes: dict[str, Any], rows: Sequence[Row]) -> Row:
    """One row of the rows of two actors of an article; `changes` has what is known of the kept."""
    first = max(rows, key=lambda row: row["id"] == id)
    return first | {
        "id": id,
        "name": changes.get("name") or first["name"],
        "kind": changes.get("kind") or first["kind"],
        "country": changes.get("country") or first["country"],
        "sector": first["sector"] or changes.get("sector"),
        "names": _counted(n for row in rows for n in row["names"] or ()),
        "roles": [role for row in rows for role in row["roles"] or ()],
        "mentions": sum(row["mentions"] for row in rows),
        "reasons": sorted({MERGED, *(r for row in rows for r in row["reasons"] or ())}),
    }  # fmt: skip


def _counted(names: Iterable[Row]) -> list[Row]:
    counts: Counter[tuple[str, str]] = Counter()
    for name in names:
        counts[name["text"], name["language"]] += name["count"]
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [{"text": t, "language": lang, "count": n} for (t, lang), n in ordered]


_SPELLED = "plain({n}.\"text\") IN (plain($spelling), plain($spelling) || 's')"


def _split(store: Store, actor: str, changes: dict[str, Any]) -> None:
    """A spelling leaves an actor: with everything in articles that use no other spelling of it."""
    spelling = {"spelling": changes["name"]}
    spelled = f"list_filter(names, lambda n: {_SPELLED.format(n='n')})"
    rows = store.rows(
        f"SELECT article_actors.*, {spelled} AS leaving FROM article_actors "
        f"WHERE id = $a AND len({spelled}) > 0",
        {"a": actor} | spelling,
    )
    whole = [row["article"] for row in rows if len(row["leaving"]) == len(row["names"])]
    new = {"id": changes["id"], "name": changes["name"]}
    _move(
        store, actor, new,
        f"list_contains($whole::VARCHAR[], article) OR {_SPELLED.format(n='{x}')}",
        whole=whole, **spelling,
    )  # fmt: skip
    for column in ("subject", "object"):
        store.execute(
            f"UPDATE ties SET {column} = ? WHERE {column} = ? "
            "AND article IN (SELECT unnest(?::VARCHAR[]))",
            [changes["id"], actor, whole],
        )
    store.execute(
        "DELETE FROM article_actors WHERE id = ? AND article IN (SELECT unnest(?::VARCHAR[]))",
        [actor, [row["article"] for row in rows]],
    )
    store.insert("article_actors", [part for row in rows for part in _parts(row, new)])


def _parts(row: Row, new: Row) -> list[Row]:
    """What becomes of an actor's row in an article: it moves whole, or leaves its other names."""
    leaving = row.pop("leaving")
    reasons = [*(row["reasons"] or ()), SPLIT]
    gone = row | new | {"reasons": reasons}
    staying = [name for name in row["names"] if name not in leaving]
    if not staying:
        return [gone]
    count = sum(name["count"] for name in leaving)
    rest = row | {"names": staying, "mentions": row["mentions"] - count}
    if row["name"] in {name["text"] for name in leaving}:
        rest["name"] = staying[0]["text"]
    return [gone | {"names": leaving, "mentions": count, "roles": []}, rest]


def _rename(store: Store, actor: str, name: str) -> None:
    _move(store, actor, {"id": actor, "name": name}, "true")
    store.execute("UPDATE article_actors SET name = ? WHERE id = ?", [name, actor])
