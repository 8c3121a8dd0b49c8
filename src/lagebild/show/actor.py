"""One actor in the terminal."""

from collections.abc import Mapping, Sequence
from typing import Any

from rich.text import Text

from lagebild.correct import Correction
from lagebild.language.states import states, translations
from lagebild.picture.actor import KnownActor
from lagebild.show.plain import harmless
from lagebild.show.tables import console

Row = Mapping[str, Any]

LANGUAGES = ("de", "en", "fr", "es", "ru", "uk", "tr", "az", "hy", "ka", "fa", "ar", "zh")


def show_actor(known: KnownActor) -> None:
    """Print names, roles with their evidence, sample mentions, reasons and corrections."""
    actor = known.actor
    facts = [actor["kind"], actor["country"], actor["sector"]]
    out = console()
    out.print(Text(harmless(f"{actor['name']} ({actor['id']})"), style="bold"))
    out.print(
        Text(
            f"{', '.join(fact for fact in facts if fact)}; "
            f"{actor['mentions']} mentions in {actor['articles']} articles"
        )
    )
    _section("Names", [_name(n) for n in actor["names"] or ()])
    if actor["kind"] == "state" and actor["id"] in states():
        elsewhere = translations(actor["id"], LANGUAGES)
        _section("In other languages", [f"{code}: {name}" for code, name in elsewhere.items()])
    _section("Roles", [_role(r) for r in known.roles])
    _section("Mentions", [_sample(s) for s in known.samples])
    _section("Taken for one because", [harmless(r) for r in actor["reasons"] or ()])
    _section("Corrections", [correction_line(c) for c in known.corrections])


def show_corrections(found: Sequence[Correction]) -> None:
    """Print corrections, one a line."""
    out = console()
    if not found:
        out.print("No corrections found.")
    for correction in found:
        out.print(Text(correction_line(correction)))


def correction_line(c: Correction) -> str:
    """One correction: id, when, who, what, to what, and the words it is about."""
    changes = "; ".join(f"{name} = {_value(value)}" for name, value in c.changes.items())
    by = f"by {c.by}" if c.by else ""
    words = f"“{c.text}” in {c.article}" if c.text else ""
    undone = f"undone {c.undone[:16]}" if c.undone else ""
    parts = [c.id, f"{c.made[:16]}Z", by, c.kind, c.target, changes, words, c.note, undone]
    return harmless("  ".join(part for part in parts if part))


def _value(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(_value(one) for one in value) or "nobody"
    if isinstance(value, Mapping):
        return str(value.get("actor") or value.get("name") or value.get("text"))
    return "nothing" if value is None else str(value)


def _section(title: str, lines: Sequence[str]) -> None:
    if lines:
        out = console()
        out.print(Text(f"\n{title}", style="bold"))
        for line in lines:
            out.print(Text(f"  {line}"))


def _name(name: Row) -> str:
    return harmless(f"{name['text']} ({name['language']}, {name['count']} ×)")


def _role(role: Row) -> str:
    held = [
        f"{word} {role[key]}" for key, word in (("since", "since"), ("until", "until")) if role[key]
    ]
    days = [str(day) for day in (role["first_told"], role["last_told"]) if day]
    told = " to ".join(dict.fromkeys(days))
    evidence = role["evidence"] or {}
    where = f"[{evidence.get('article')}:{evidence.get('start')}–{evidence.get('end')}]"
    what = f"{role['role']} ({role['country']})" if role["country"] else role["role"]
    words = f"“{evidence['text']}”" if evidence.get("text") else ""
    parts = [what, *held, words, f"told {told}" if told else "", where]
    return harmless(", ".join(part for part in parts if part))


def _sample(sample: Row) -> str:
    words = f"…{sample['before']}[{sample['text']}]{sample['after']}…"
    day = f"{sample['day']} " if sample["day"] else ""
    return f"{harmless(' '.join(words.split()))}  ({day}{harmless(sample['article'])})"
