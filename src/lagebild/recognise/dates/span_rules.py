"""Handlers of rules about periods and durations, told by their units.

See `day_rules` for what a handler takes and gives.
"""

from dataclasses import replace

from lagebild.recognise.dates.found import SKIP, TENSE, Found, Result, Scene
from lagebild.recognise.dates.lexicon import duration as duration_value
from lagebild.recognise.dates.meaning import Meaning

COARSE_UNITS = ("D", "W", "M", "Q", "H", "Y", "DE", "CE", "ML", "WE", "NI")


def unit_of(scene: Scene) -> str:
    return scene.value("u")


def toldunit(scene: Scene) -> Result:
    """Ende des Jahres, Laufe des Monats, zum Monatsende."""
    if scene.has("me"):
        unit = "M" if scene.tokens.is_class(scene.hit.start, "MONTHEDGE") else "W"
        return scene.date(Meaning("shift", f"{unit}+0"), vague=True)
    unit = unit_of(scene)
    if unit == "D":
        return SKIP
    return scene.date(Meaning("shift", f"{unit}+0", anchor="near"), vague=unit == "W")


def yearedge(scene: Scene) -> Result:
    """zum Jahresende."""
    return scene.date(Meaning("shift", "Y+0", anchor="near"), vague=True)


def relunit(scene: Scene) -> Result:
    """vergangenen Woche, nächstes Jahr, Ende vergangener Woche."""
    if is_plural(scene):
        return SKIP
    steps, unit = int(scene.value("rel")), unit_of(scene)
    anchor = "told" if unit == "D" and abs(steps) == 1 else "published"
    return scene.date(Meaning("shift", f"{unit}{steps:+d}", anchor=anchor), vague=unit == "CE")


def is_plural(scene: Scene) -> bool:
    return scene.listed(scene.group_word("u"), "plural")


def before(scene: Scene) -> Result:
    """im Vorjahr, am Vortag, im Folgemonat."""
    unit = scene.value("bef")
    steps = -1 if scene.tokens.is_class(scene.hit.groups["bef"], "BEFORE") else 1
    anchor = "published" if unit == "Y" and steps < 0 else "told"
    return scene.date(Meaning("shift", f"{unit}{steps:+d}", anchor=anchor))


def followunit(scene: Scene) -> Result:
    """am folgenden Tag, im darauffolgenden Jahr."""
    if is_plural(scene):
        return SKIP
    return scene.date(
        Meaning("shift", f"{unit_of(scene)}{int(scene.value('fol')):+d}", anchor="told")
    )


def thisunit(scene: Scene) -> Result:
    """diese Woche, dieses Jahr, an diesem Tag."""
    unit = unit_of(scene)
    if is_plural(scene):
        return scene.fixed("DURATION", f"PX{unit}") if unit in ("D", "W") else SKIP
    anchor = "told" if unit == "D" else "published"
    return scene.date(Meaning("shift", f"{unit}+0", anchor=anchor))


def sameunit(scene: Scene) -> Result:
    """am selben Tag, im gleichen Jahr."""
    if is_plural(scene):
        return None
    return scene.date(Meaning("shift", f"{unit_of(scene)}+0", anchor="told"))


def unitlater(scene: Scene) -> Result:
    """Tag darauf, Jahr zuvor."""
    if scene.word(-1).lower() in ("jeden", "jedes"):
        return None
    steps = int(scene.value("l"))
    if is_plural(scene):
        return scene.fixed("DATE", "FUTURE_REF" if steps > 0 else "PAST_REF")
    unit = unit_of(scene)
    if unit == "W" and scene.tokens.is_class(scene.hit.start, "ONE"):
        unit, steps = "D", 7 * steps
    return scene.date(Meaning("shift", f"{unit}{steps:+d}", anchor="told"))


def amountlater(scene: Scene) -> Result:
    """drei Tage später, zwei Jahre zuvor."""
    unit, number = unit_of(scene), scene.value("n")
    if _is_measured(scene):
        return SKIP
    if unit.startswith("T") or not number.isdigit() or unit not in COARSE_UNITS:
        if number == "0.5" and unit == "Y":
            number, unit = "6", "M"
        else:
            later = number == "X" or unit.startswith("T")
            return (
                scene.span("DATE", Meaning("fixed", _vague_later(scene)), vague=True)
                if later
                else SKIP
            )
    steps = int(number) * int(scene.value("l"))
    if unit == "W":
        unit, steps = "D", 7 * steps
    if abs(steps) > 9999:
        return None
    return scene.date(Meaning("shift", f"{unit}{steps:+d}", anchor="told"))


def _vague_later(scene: Scene) -> str:
    if unit_of(scene).startswith("T"):
        return "XXXX-XX-XXTXX:XX"
    return "FUTURE_REF" if int(scene.value("l")) > 0 else "PAST_REF"


def _is_measured(scene: Scene) -> bool:
    return scene.is_before("SIGN")


def duration(scene: Scene) -> Result:
    """fünf Jahre, rund 200 Stunden, mehrere Wochen."""
    unit, number = unit_of(scene), scene.value("n")
    if number in ("0", "") or (unit == "D" and scene.has("n") and _is_ordinal_noun(scene)):
        return None
    some_day = unit == "D" and scene.group_word("n").lower() == "eines"
    if some_day or (unit == "Y" and _is_age(scene)):
        return None
    if number == "0.5":
        return halfduration(scene)
    if len(number) > 7:
        return None
    return scene.fixed("DURATION", duration_value(_plain(number), unit))


def _is_age(scene: Scene) -> bool:
    """16 Jahre alt, ab 16 Jahren."""
    between = "zwischen" in (scene.word(-1), scene.word(-3)) and scene.group_word("u") == "Jahren"
    behind = scene.word(1) if scene.word(0) == "-" else scene.word(0)
    aged = scene.listed(behind, "age") or scene.listed(scene.word(-1), "agelead")
    return between or aged


def _plain(number: str) -> str:
    clean = number.replace(",", ".")
    return clean.rstrip("0").rstrip(".") if "." in clean else clean


def _is_ordinal_noun(scene: Scene) -> bool:
    return scene.tokens.is_class(scene.hit.start, "DET")


_HALVES = {"Y": "P6M", "TH": "PT30M", "D": "PT12H", "M": "P15D", "DE": "P5Y", "CE": "P50Y"}


def halfduration(scene: Scene) -> Result:
    """ein halbes Jahr, eine halbe Stunde."""
    value = _HALVES.get(unit_of(scene))
    return scene.fixed("DURATION", value) if value else None


def listduration(scene: Scene) -> Result:
    """The first number of "sechs bis acht Monate"."""
    if scene.tokens.is_class(scene.hit.start, "ONE"):
        return SKIP
    between = scene.word(0).lower()
    if between in (",", "und", "and") and scene.tokens.glued(scene.hit.end):
        return SKIP
    age = scene.listed(scene.tokens.word(scene.hit.end + 3), "age")
    if unit_of(scene) == "Y" and (age or _is_age(scene)):
        return None
    return scene.fixed("DURATION", duration_value(_plain(scene.value("n")), unit_of(scene)))


def relamount(scene: Scene) -> Result:
    """den vergangenen fünf Jahren, ersten beiden Jahren."""
    unit, number = unit_of(scene), scene.value("n")
    if number == "X" and scene.tokens.is_class(scene.hit.groups["rel"], "REL"):
        return scene.fixed("DURATION", duration_value("X", unit))
    found = scene.fixed("DURATION", duration_value(_plain(number), unit))
    return _without_article(scene, found)


def _without_article(scene: Scene, found: Found) -> Found:
    """What lies ahead is annotated without its article ("den [nächsten zwei Jahren]")."""
    at = scene.hit.groups["rel"]
    ahead = scene.tokens.is_class(at, "REL") and int(scene.value("rel")) > 0
    return replace(found, start=at) if ahead and at < found.end - 1 else found


def relplural(scene: Scene) -> Result:
    """den vergangenen Jahren; kommenden Jahre: somewhen in the future."""
    if not is_plural(scene):
        return SKIP
    unit = unit_of(scene)
    at = scene.hit.groups["rel"]
    if scene.tokens.is_class(at, "THIS") or scene.tokens.is_class(at, "EARLY"):
        return scene.fixed("DURATION", duration_value("X", unit))
    if int(scene.value("rel")) > 0 and scene.tokens.is_class(at, "REL") and unit in COARSE_UNITS:
        return _without_article(scene, scene.fixed("DATE", "FUTURE_REF"))
    return scene.fixed("DURATION", duration_value("X", unit))


_VAGUE_PLURALS = (
    "Tagen", "Wochen", "Monaten", "Jahren", "Jahrzehnten", "Jahrhunderten", "Stunden",
)  # fmt: skip


def unitplural(scene: Scene) -> Result:
    """seit Jahren, über Jahre hinweg; "des Jahres", "das Jahr", "einmal am Tag" are left open."""
    unit, word = unit_of(scene), scene.group_word("u")
    lead = scene.word(-1).lower()
    vague = word in _VAGUE_PLURALS and lead in ("seit", "vor", "nach", "in", "binnen")
    if not vague or scene.is_behind("DET"):
        return None
    return scene.fixed("DURATION", duration_value("X", unit))


def weekend(scene: Scene) -> Result:
    """am Wochenende."""
    if scene.word(-1).lower() in ("ein", "kein", "jedes", "wochenenden") or is_plural(scene):
        return scene.fixed("DURATION", "P1WE") if scene.word(-1).lower() == "ein" else None
    return scene.date(Meaning("weekend", "", TENSE))


def rest(scene: Scene) -> Result:
    """Rest der Woche."""
    return scene.date(Meaning("shift", f"{unit_of(scene)}+0"), vague=True)


def nthweek(scene: Scene) -> Result:
    """in der dritten Woche: counted from the week of the day told before."""
    steps = int(scene.value("n")) - 1
    return scene.date(Meaning("shift", f"W{steps:+d}", anchor="start"), vague=True)


def nthofmonth(scene: Scene) -> Result:
    """der letzten Woche im Juli, der dritten Woche des Monats: as precise as the month."""
    if scene.has("y"):
        value = f"{scene.value('y')}-{int(scene.value('m')):02d}"
        return scene.date(Meaning("fixed", value), year=True)
    if scene.tokens.is_class(scene.hit.groups["m"], "MONTH"):
        return scene.date(Meaning("month", f"{int(scene.value('m')):02d}", TENSE))
    return scene.date(Meaning("shift", "M+0", anchor="near"), vague=True)


def fixed(scene: Scene) -> Result:
    """mehrjährig, jahrelang, Dreitagesfrist."""
    return scene.fixed("DURATION", scene.value("f"))


def numadj(scene: Scene) -> Result:
    """zweijährige (Haft); of a person it is an age."""
    value = scene.value("f")
    if scene.listed(scene.word(0), "person"):
        return None
    if scene.tokens.word(scene.hit.groups["f"])[0].isupper() and not scene.at_sentence_start():
        return None
    return scene.fixed("DURATION", value)


def digitadj(scene: Scene) -> Result:
    """14-tägig; "38-jährig" only of things that last."""
    unit = scene.value("f")
    if unit == "Y" and not scene.listed(scene.word(0), "lasting"):
        return None
    if scene.group_word("f")[:1].isupper():
        return None
    return scene.fixed("DURATION", duration_value(scene.value("n"), unit))
