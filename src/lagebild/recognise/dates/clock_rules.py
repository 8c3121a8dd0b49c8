"""Handlers of rules about parts of the day, clock times, frequencies and vague expressions.

See `day_rules` for what a handler takes and gives.
"""

from lagebild.recognise.dates.found import SKIP, Found, Result, Scene
from lagebild.recognise.dates.lexicon import duration as duration_value
from lagebild.recognise.dates.meaning import Meaning
from lagebild.recognise.dates.span_rules import COARSE_UNITS, is_plural, unit_of


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
    """am Morgen dieses Tages, am Morgen des folgenden Tages."""
    steps = int(scene.value("fol") or 0)
    return scene.date(Meaning("shift", f"D{steps:+d}", anchor="told", part=f"T{scene.value('p')}"))


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
    return scene.fixed("SET", duration_value(scene.value("n") or "1", unit_of(scene)))


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
    return scene.fixed("SET", duration_value(scene.value("n") or "1", unit_of(scene)))


def setamount(scene: Scene) -> Result:
    """400 Euro im Monat, 200 Patienten am Tag: so many in each of them."""
    if not scene.listed(scene.word(-1), "counted") or is_plural(scene):
        return SKIP
    if scene.is_behind("YEAR", "DET", "THIS", "LATER"):
        return SKIP
    return scene.fixed("SET", duration_value("1", unit_of(scene)))


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
    later = (hour < 12 and part in ("AF", "EV", "PM")) or (part == "NI" and 6 < hour < 12)
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
    unit, number = unit_of(scene), scene.value("n")
    if unit not in COARSE_UNITS or not number.isdigit() or len(number) > 4:
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
