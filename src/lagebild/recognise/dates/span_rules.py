"""Handlers of rules about periods, durations, frequencies, clock times and vague expressions.

See `day_rules` for what a handler takes and gives.
"""

from dataclasses import replace

from lagebild.recognise.dates.day_rules import SKIP, Result
from lagebild.recognise.dates.found import TENSE, Found, Scene
from lagebild.recognise.dates.lexicon import duration as duration_value
from lagebild.recognise.dates.meaning import Meaning

_COARSE = ("D", "W", "M", "Q", "H", "Y", "DE", "CE", "ML", "WE", "NI")


def _unit(scene: Scene) -> str:
    return scene.value("u")


def toldunit(scene: Scene) -> Result:
    """Ende des Jahres, Laufe des Monats, zum Monatsende."""
    if scene.has("me"):
        unit = "M" if scene.tokens.is_class(scene.hit.start, "MONTHEDGE") else "W"
        return scene.date(Meaning("shift", f"{unit}+0"), vague=True)
    unit = _unit(scene)
    if unit == "D":
        return SKIP
    return scene.date(Meaning("shift", f"{unit}+0", anchor="near"), vague=unit == "W")


def yearedge(scene: Scene) -> Result:
    """zum Jahresende."""
    return scene.date(Meaning("shift", "Y+0", anchor="near"), vague=True)


def relunit(scene: Scene) -> Result:
    """vergangenen Woche, nächstes Jahr, Ende vergangener Woche."""
    if _is_plural(scene):
        return SKIP
    steps, unit = int(scene.value("rel")), _unit(scene)
    anchor = "told" if unit == "D" and abs(steps) == 1 else "published"
    return scene.date(Meaning("shift", f"{unit}{steps:+d}", anchor=anchor), vague=unit == "CE")


_PLURALS = frozenset(
    "Tage Tagen Wochen Monate Monaten Quartale Quartalen Jahre Jahren Jahrzehnte Jahrzehnten "
    "Jahrhunderte Jahrhunderten Wochenenden Stunden Minuten Sekunden Halbjahre Nächte Nächten "
    "Werktage Werktagen Arbeitstage Arbeitstagen Dekaden Jahrtausende Jahrtausenden Kriegsjahre "
    "Lebensjahre Lebensjahren Festtage Festtagen Kalendertage Kalendertagen "
    "days weeks months quarters years decades centuries weekends hours minutes seconds nights".split()
)


def _is_plural(scene: Scene) -> bool:
    return scene.group_word("u") in _PLURALS


def before(scene: Scene) -> Result:
    """im Vorjahr, am Vortag, im Folgemonat."""
    unit = scene.value("bef")
    steps = -1 if scene.tokens.is_class(scene.hit.groups["bef"], "BEFORE") else 1
    anchor = "published" if unit == "Y" and steps < 0 else "told"
    return scene.date(Meaning("shift", f"{unit}{steps:+d}", anchor=anchor))


def followunit(scene: Scene) -> Result:
    """am folgenden Tag, im darauffolgenden Jahr."""
    if _is_plural(scene):
        return SKIP
    return scene.date(
        Meaning("shift", f"{_unit(scene)}{int(scene.value('fol')):+d}", anchor="told")
    )


def thisunit(scene: Scene) -> Result:
    """diese Woche, dieses Jahr, an diesem Tag."""
    unit = _unit(scene)
    if _is_plural(scene):
        return scene.fixed("DURATION", f"PX{unit}") if unit in ("D", "W") else SKIP
    anchor = "told" if unit == "D" else "published"
    return scene.date(Meaning("shift", f"{unit}+0", anchor=anchor))


def sameunit(scene: Scene) -> Result:
    """am selben Tag, im gleichen Jahr."""
    if _is_plural(scene):
        return None
    return scene.date(Meaning("shift", f"{_unit(scene)}+0", anchor="told"))


def relpart(scene: Scene) -> Result:
    """am nächsten Morgen, vergangene Nacht."""
    steps = int(scene.value("rel"))
    part = scene.value("p")
    if scene.tokens.is_class(scene.hit.start, "REL") and steps < 0:
        days = 0 if part == "NI" else -1
        return scene.date(Meaning("shift", f"D{days:+d}", part=f"T{part}"))
    return scene.date(Meaning("shift", f"D{steps:+d}", anchor="told", part=f"T{part}"))


def thispart(scene: Scene) -> Result:
    """an diesem Abend."""
    return scene.date(Meaning("shift", "D+0", anchor="near", part=f"T{scene.value('p')}"))


def parttold(scene: Scene) -> Result:
    """am Morgen dieses Tages."""
    return scene.date(Meaning("shift", "D+0", anchor="told", part=f"T{scene.value('p')}"))


def partalone(scene: Scene) -> Result:
    """am Nachmittag, in der Nacht; "Morgen" at the start of a sentence is tomorrow."""
    word = scene.word(-1).lower()
    part = scene.value("p")
    if scene.at_sentence_start() and scene.group_word("p") == "Morgen":
        return scene.date(Meaning("shift", "D+1"))
    leads = (
        "am",
        "vom",
        "zum",
        "gegen",
        "im",
        "ins",
        "seit",
        "bis",
        "nach",
        "vor",
        "in",
        "on",
        "at",
    )
    article = word in ("der", "den", "dem", "des", "the") and (
        part != "MO"
        or scene.word(-2).lower() in ("in", "für", "gegen", "über", "seit", "bis", "vor")
    )
    early = scene.tokens.is_class(scene.hit.start, "EARLY")
    over = word == "über" and part == "NI"
    if not (word in leads or article or early or over):
        return None
    return scene.date(Meaning("shift", "D+0", anchor="near", part=f"T{part}"))


def partadverb(scene: Scene) -> Result:
    """nachts, abends: only behind something that is dated (the date's own rule joins them)."""
    return None


def unitlater(scene: Scene) -> Result:
    """Tag darauf, Jahr zuvor."""
    if scene.word(-1).lower() in ("jeden", "jedes"):
        return None
    steps = int(scene.value("l"))
    if _is_plural(scene):
        return scene.fixed("DATE", "FUTURE_REF" if steps > 0 else "PAST_REF")
    unit = _unit(scene)
    if unit == "W" and scene.tokens.is_class(scene.hit.start, "ONE"):
        unit, steps = "D", 7 * steps
    return scene.date(Meaning("shift", f"{unit}{steps:+d}", anchor="told"))


def amountlater(scene: Scene) -> Result:
    """drei Tage später, zwei Jahre zuvor."""
    unit, number = _unit(scene), scene.value("n")
    if _is_measured(scene):
        return SKIP
    if unit.startswith("T") or not number.isdigit() or unit not in _COARSE:
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
    if _unit(scene).startswith("T"):
        return "XXXX-XX-XXTXX:XX"
    return "FUTURE_REF" if int(scene.value("l")) > 0 else "PAST_REF"


def _is_measured(scene: Scene) -> bool:
    return scene.is_before("SIGN")


def duration(scene: Scene) -> Result:
    """fünf Jahre, rund 200 Stunden, mehrere Wochen."""
    unit, number = _unit(scene), scene.value("n")
    if number in ("0", "") or (unit == "D" and scene.has("n") and _is_ordinal_noun(scene)):
        return None
    if unit == "Y" and _is_age(scene) or (unit == "D" and scene.group_word("n").lower() == "eines"):
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
    value = _HALVES.get(_unit(scene))
    return scene.fixed("DURATION", value) if value else None


def listduration(scene: Scene) -> Result:
    """The first number of "sechs bis acht Monate"."""
    if scene.tokens.is_class(scene.hit.start, "ONE"):
        return SKIP
    between = scene.word(0).lower()
    if between in (",", "und", "and") and scene.tokens.glued(scene.hit.end):
        return SKIP
    age = scene.listed(scene.tokens.word(scene.hit.end + 3), "age")
    if _unit(scene) == "Y" and (age or _is_age(scene)):
        return None
    return scene.fixed("DURATION", duration_value(_plain(scene.value("n")), _unit(scene)))


def relamount(scene: Scene) -> Result:
    """den vergangenen fünf Jahren, ersten beiden Jahren."""
    unit, number = _unit(scene), scene.value("n")
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
    if not _is_plural(scene):
        return SKIP
    unit = _unit(scene)
    at = scene.hit.groups["rel"]
    if scene.tokens.is_class(at, "THIS") or scene.tokens.is_class(at, "EARLY"):
        return scene.fixed("DURATION", duration_value("X", unit))
    if int(scene.value("rel")) > 0 and scene.tokens.is_class(at, "REL") and unit in _COARSE:
        return _without_article(scene, scene.fixed("DATE", "FUTURE_REF"))
    return scene.fixed("DURATION", duration_value("X", unit))


def unitplural(scene: Scene) -> Result:
    """seit Jahren, über Jahre hinweg; "des Jahres", "das Jahr", "einmal am Tag" are left open."""
    unit, word = _unit(scene), scene.group_word("u")
    lead = scene.word(-1).lower()
    if word in ("Tagen", "Wochen", "Monaten", "Jahren", "Jahrzehnten", "Jahrhunderten", "Stunden"):
        if lead in ("seit", "vor", "nach", "in", "binnen") and not scene.is_behind("DET"):
            return scene.fixed("DURATION", duration_value("X", unit))
    return None


def weekend(scene: Scene) -> Result:
    """am Wochenende."""
    if scene.word(-1).lower() in ("ein", "kein", "jedes", "wochenenden") or _is_plural(scene):
        return scene.fixed("DURATION", "P1WE") if scene.word(-1).lower() == "ein" else None
    return scene.date(Meaning("weekend", "", TENSE))


def rest(scene: Scene) -> Result:
    """Rest der Woche."""
    return scene.date(Meaning("shift", f"{_unit(scene)}+0"), vague=True)


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


def fixedset(scene: Scene) -> Result:
    """täglich, jährlich."""
    return scene.fixed("SET", scene.value("f"))


def seteach(scene: Scene) -> Result:
    """jeden Tag, alle zwei Wochen, jeden Abend."""
    if scene.has("p"):
        return scene.fixed("SET", f"XXXX-XX-XXT{scene.value('p')}")
    word = scene.group_word("each").lower()
    if word in ("immer", "always"):
        return SKIP
    if word in ("alle", "allen", "all") and not scene.has("n"):
        return None
    return scene.fixed("SET", duration_value(scene.value("n") or "1", _unit(scene)))


def setweekday(scene: Scene) -> Result:
    """jeden Montag, montags; jeden letzten Samstag im Monat: P1M."""
    value = scene.value("w")
    if scene.has("mon"):
        return scene.fixed("SET", "P1M")
    if scene.has("each") and scene.group_word("each").lower() in ("alle", "allen"):
        return None
    part = f"T{value[1:]}" if value[1:] else ""
    return scene.fixed("SET", f"XXXX-WXX-{value[0]}{part}")


def settimes(scene: Scene) -> Result:
    """einmal im Monat, je zwei Wochen."""
    return scene.fixed("SET", duration_value(scene.value("n") or "1", _unit(scene)))


def setamount(scene: Scene) -> Result:
    """400 Euro im Monat, 200 Patienten am Tag: so many in each of them."""
    if not scene.listed(scene.word(-1), "counted") or _is_plural(scene):
        return SKIP
    if scene.is_behind("YEAR", "DET", "THIS", "LATER"):
        return SKIP
    return scene.fixed("SET", duration_value("1", _unit(scene)))


def time(scene: Scene) -> Result:
    """20.30 Uhr, zehn Uhr abends, 18 Uhr 12."""
    clock = _clock(scene, scene.value("t"), scene.value("min"))
    return _clock_found(scene, _afternoon(clock, scene.value("p"))) if clock else None


def timelist(scene: Scene) -> Result:
    """The first times of "von 10-18 Uhr"."""
    clock = _clock(scene, scene.value("t"), "")
    return _clock_found(scene, clock) if clock else SKIP


def _clock(scene: Scene, first: str, minutes: str) -> str | None:
    pieces = first.replace(".", ":").split(":")
    if len(pieces) == 1:
        pieces.append(f"{int(minutes):02d}" if minutes else "00")
    hour, minute = int(pieces[0]), int(pieces[1])
    if hour > 24 or minute > 59:
        return None
    return ":".join([f"{hour:02d}", f"{minute:02d}", *pieces[2:]])


def _afternoon(clock: str, part: str) -> str:
    hour = int(clock[:2])
    if part == "AM" and hour == 12:
        return f"00{clock[2:]}"
    later = hour < 12 and part in ("AF", "EV", "PM") or (part == "NI" and 6 < hour < 12)
    return f"{hour + 12:02d}{clock[2:]}" if later else clock


def _clock_found(scene: Scene, clock: str) -> Found:
    if scene.listed(scene.word(-1), "each"):
        return scene.fixed("TIME", f"T{clock}")
    return scene.span("TIME", Meaning("shift", "D+0", anchor="near", part=f"T{clock}"), vague=True)


def timebare(scene: Scene) -> Result:
    """um 12.15; a bare "21:15" without a word like "um" is a score."""
    if not scene.listed(scene.word(-1), "clock") or scene.listed(scene.word(0), "counted"):
        return None
    if scene.word(0) in ("%", "€", "$"):
        return None
    clock = _clock(scene, scene.value("t"), "")
    return _clock_found(scene, clock) if clock else None


def midnight(scene: Scene) -> Result:
    """um Mitternacht."""
    return _clock_found(scene, "24:00")


def noon(scene: Scene) -> Result:
    """at noon."""
    return _clock_found(scene, "12:00")


def tonight(scene: Scene) -> Result:
    """tonight."""
    return scene.date(Meaning("shift", "D+0", part=f"T{scene.value('p')}"))


def amountago(scene: Scene) -> Result:
    """three days ago, a year ago; some months ago is only somewhen in the past."""
    unit, number = _unit(scene), scene.value("n")
    if unit not in _COARSE or not number.isdigit() or len(number) > 4:
        return scene.fixed("DATE", "PAST_REF")
    return scene.date(Meaning("shift", f"{unit}-{int(number)}"))


def ref(scene: Scene) -> Result:
    """derzeit, kürzlich, bald."""
    of_something = scene.group_word("f").lower().startswith("zur") and scene.is_behind("DET")
    if of_something or scene.word(-1).lower() in ("so", "sobald", "möglichst"):
        return None
    return scene.fixed("DATE", scene.value("f"))


def future(scene: Scene) -> Result:
    """in (die) Zukunft; not "die Zukunft der Ukraine"."""
    if scene.word(-1).lower() != "in" or scene.is_behind("DET"):
        return None
    return scene.fixed("DATE", scene.value("f"))
