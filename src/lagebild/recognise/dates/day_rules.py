"""Handlers of rules that name days, months and weekdays.

Each takes a `Scene` and gives the expression found, None where the hit is no date and its words
shall be taken for nothing else, or `SKIP` where the rule does not apply and another one may.
"""

from dataclasses import replace

from lagebild.recognise.dates import calendar as cal
from lagebild.recognise.dates.found import SKIP, TENSE, Found, Result, Scene
from lagebild.recognise.dates.lexicon import expand_year
from lagebild.recognise.dates.meaning import (
    SAME,
    STRICT_BACK,
    STRICT_FORWARD,
    Meaning,
)


def full(scene: Scene) -> Result:
    """15.03.2014, 2014-03-15."""
    if scene.tokens.glued(scene.hit.start) and scene.is_before("HY", "SLASH"):
        return None
    return scene.date(Meaning("fixed", scene.value("f")), year=True)


def numeric(scene: Scene) -> Result:
    """Day and month in digits, with or without a year."""
    dotted = scene.value("dm")
    month = dotted[3:] if dotted else scene.value("mn") or scene.value("mn2")
    day = dotted[:2] if dotted else scene.value("d")
    if _counts(scene):
        return None
    return day_found(scene, int(day), int(month), year_of(scene))


def _counts(scene: Scene) -> bool:
    return scene.listed(scene.word(0), "counted") or scene.listed(scene.word(-1), "numbered")


def year_of(scene: Scene) -> int | None:
    for group in ("y", "y2"):
        at = scene.hit.groups.get(group)
        if at is not None:
            return expand_year(scene.tokens.word(at))
    return None


def day_found(scene: Scene, day: int, month: int, year: int | None) -> Result:
    if not day or not month or not cal.valid(year or 2000, month, day):
        return None
    if year is not None:
        value = cal.Partial(year, month, day).iso()
        return scene.date(Meaning("fixed", value), year=True)
    return scene.date(with_year(scene, Meaning("monthday", f"{month:02d}-{day:02d}", TENSE)))


def with_year(scene: Scene, meaning: Meaning) -> Meaning:
    """Face a date by what tells its year ("dieses Jahres", "des Vorjahres"), if it is there."""
    steps = scene.value("rel") or scene.value("heuer")
    if scene.has("bef"):
        return replace(meaning, direction="year-1", anchor="told")
    if scene.has("told"):
        return replace(meaning, direction=SAME, anchor="told")
    if scene.has("same"):
        return replace(meaning, direction=f"year{int(scene.value('same')):+d}", anchor="told")
    return meaning.facing(f"year{int(steps):+d}") if steps else meaning


def daymonth(scene: Scene) -> Result:
    """15. März 2014, ersten Jänner, Mittwoch, den 3. Mai."""
    if _is_bare_abbreviation(scene):
        return None
    return day_found(scene, int(scene.value("d")), int(scene.value("m")), year_of(scene))


def _is_bare_abbreviation(scene: Scene) -> bool:
    """ "9. Jan Kuppelwieser": a first name, no month, unless a stop, a year or "am" tells."""
    at = scene.hit.groups["m"]
    if not scene.tokens.is_class(at, "MABBR") or scene.hit.end > at + 1:
        return False
    return not scene.is_before("AM", "VON", "BIS", "PREP", "DET")


def seconddayof(scene: Scene) -> Result:
    """The second day of "May 3-5, 2014"; the month stands before the first one."""
    tokens, start = scene.tokens, scene.hit.start
    at = start - 3 if tokens.is_class(start - 2, "ORDSFX") else start - 2
    while tokens.is_class(at - 1, "DOT"):
        at -= 1
    if not (tokens.is_class(at - 1, "MONTH") or tokens.is_class(at - 1, "MABBR")):
        return SKIP
    return day_found(scene, int(scene.value("d")), int(tokens.values[at - 1]), year_of(scene))


def dayeachyear(scene: Scene) -> Result:
    """24. April jedes Jahres."""
    day, number = int(scene.value("d")), int(scene.value("m"))
    good = day and cal.valid(2000, number, day)
    return scene.fixed("SET", f"XXXX-{number:02d}-{day:02d}") if good else None


def noday(scene: Scene) -> Result:
    """32. Mai: no date, and its month is none either."""
    return None


def daylist(scene: Scene) -> Result:
    """The first days of "3., 4. und 5. Mai", of "3.-5. Mai 2014"."""
    day = int(scene.value("d"))
    if scene.has("f"):
        year, month = (int(n) for n in scene.value("f").split("-")[:2])
        return day_found(scene, day, month, year)
    month = int(scene.value("m") or scene.value("dm")[3:])
    return day_found(scene, day, month, year_of(scene))


def dayonly(scene: Scene) -> Result:
    """am 15. (of the month told or of this one)."""
    day = int(scene.value("d"))
    behind = scene.word(0)
    if behind[:1].isupper() and not scene.has("w"):
        return None
    return scene.date(Meaning("day", f"{day:02d}", TENSE)) if 0 < day < 32 else None


def month(scene: Scene) -> Result:
    """März 2014, August vorigen Jahres, Mai/Juni 1940."""
    number = int(scene.value("m"))
    year = year_of(scene)
    if year is not None:
        value = cal.Partial(year, number).iso()
        return scene.date(Meaning("fixed", value), year=True) if cal.valid(year, number) else None
    return scene.date(with_year(scene, Meaning("month", f"{number:02d}", TENSE)))


def monthalone(scene: Scene) -> Result:
    """im Juli; not "August Bebel" or "Fritz März"."""
    if not scene.has("e") and _is_name(scene):
        return None
    return scene.date(Meaning("month", f"{int(scene.value('m')):02d}", TENSE))


def monthnamed(scene: Scene) -> Result:
    """im Monat Januar."""
    return month(scene)


def shortmonth(scene: Scene) -> Result:
    """vom August 99; not "im August 99 Prozent"."""
    behind = scene.word(0)
    if behind[:1].isalnum() or (behind in "%€$°,:" and behind):
        return SKIP
    value = cal.Partial(expand_year(scene.value("n")), int(scene.value("m"))).iso()
    return scene.date(Meaning("fixed", value), year=True)


def spoken(scene: Scene) -> Result:
    """Donnerstag, den siebten vierten."""
    if not scene.tokens.is_class(scene.hit.groups["o"], "ORD") and scene.word(0)[:1].isupper():
        return SKIP
    number = int(scene.value("o"))
    if not 1 <= number <= 12 or scene.word(0)[:1].isupper():
        return SKIP
    return day_found(scene, int(scene.value("d")), number, year_of(scene))


LEADS = (
    "AM", "PREP", "VON", "BIS", "AUF", "PREP2", "DET", "AND", "SLASH", "HY", "LPAR", "COMMA",
    "EDGE", "REL", "THIS", "FOLLOW", "EARLY", "MONTH", "SEASON", "WHOLE", "ONE", "TODAYS", "SAME",
    "COURSE", "EACH", "PER",
)  # fmt: skip


def _is_name(scene: Scene) -> bool:
    """Whether a word that may be a month, season or weekday stands there as somebody's name."""
    before, behind = scene.word(-1), scene.word(0)
    if scene.is_before("AM", "PREP", "VON", "BIS", "EDGE", "REL", "THIS", "TODAYS"):
        return False
    if before[:1].isupper() and not scene.is_before(*LEADS):
        return True
    if scene.is_before(*LEADS):
        return scene.is_before("DET", "COMMA", "LPAR", "AND") and is_family_name(behind)
    return not scene.at_sentence_start() or is_family_name(behind)


def is_family_name(behind: str) -> bool:
    return len(behind) > 1 and behind[0].isupper() and behind[1].islower()


def monthrel(scene: Scene) -> Result:
    """vergangenen September; diesen September."""
    direction = {-1: STRICT_BACK, 0: SAME, 1: STRICT_FORWARD}.get(
        int(scene.value("rel") or 0), SAME
    )
    return scene.date(Meaning("month", f"{int(scene.value('m')):02d}", direction))


def monthyear(scene: Scene) -> Result:
    """05/2016, 05.2016, 2016-05."""
    value = scene.value("my")
    if value:
        return scene.date(Meaning("fixed", value), year=True)
    digits = scene.group_word("mn")
    slashed = scene.word(-1) in ("/", "-") and scene.tokens.glued(scene.hit.start)
    if len(digits) != 2 or slashed or scene.listed(scene.word(-1), "numbered"):
        return SKIP
    if scene.rule_is("month iso") and digits[0] != "0" and scene.word(0)[:1].isupper():
        return SKIP
    year, number = year_of(scene), int(scene.value("mn"))
    if year is None or not cal.valid(year, number):
        return None
    return scene.date(Meaning("fixed", cal.Partial(year, number).iso()), year=True)


def nightfrom(scene: Scene) -> Result:
    """Nacht vom 16. (auf den 17. Juni): the night that begins on the first day."""
    return partdate(scene)


def weekday(scene: Scene) -> Result:
    """am Montag, vergangenen Dienstag, Mittwochabend."""
    value = scene.value("w")
    part = value[1:] or scene.value("p")
    if not scene.has("rel") and _is_weekday_name(scene):
        return None
    meaning = Meaning("weekday", value[0], TENSE, part=day_part(part))
    if scene.group_word("w").endswith("s") and scene.at_sentence_start() and not part:
        return scene.fixed("SET", f"XXXX-WXX-{value[0]}")
    if scene.has("rel"):
        steps = int(scene.value("rel"))
        meaning = meaning.facing(STRICT_BACK if steps < 0 else STRICT_FORWARD if steps else "week")
    return scene.date(meaning)


def day_part(code: str) -> str:
    """ "T" and the part of the day; "gestern morgen" names it by the word for tomorrow."""
    return f"T{'MO' if code == '1' else code}" if code else ""


def _is_weekday_name(scene: Scene) -> bool:
    """Robinson's Freitag, the family name Sonntag, the paper "Der Freitag"."""
    tokens, hit = scene.tokens, scene.hit
    before, behind = scene.word(-1), scene.word(0)
    if (before == "-" and tokens.glued(hit.start)) or (behind == "-" and tokens.glued(hit.end)):
        return not tokens.word(hit.end + 1).isdigit()
    if hit.end - hit.start > 1 or len(scene.value("w")) > 1:
        return False
    titled = before[:1].isupper() and not scene.is_before(*LEADS)
    return titled and before not in ".:" and not behind.isdigit()


def weekdaytoday(scene: Scene) -> Result:
    """am heutigen Samstag."""
    steps = scene.tokens.values[scene.hit.start - 1]
    part = scene.value("w")[1:] or scene.value("p")
    return scene.date(Meaning("shift", f"D{int(steps):+d}", part=day_part(part)))


def weekdayweek(scene: Scene) -> Result:
    """Freitag vergangener Woche, nächste Woche am Freitag."""
    value = scene.value("w")
    steps = int(scene.value("rel"))
    return scene.date(Meaning("weekdayweek", f"{steps}:{value[0]}", part=day_part(value[1:])))


def nightto(scene: Scene) -> Result:
    """Nacht zum Sonntag, Nacht auf den 28. Juli: the night that ends on that day."""
    if scene.value("pp") != "NI":
        return SKIP
    part = "TNI"
    if scene.has("d"):
        found = day_found(scene, int(scene.value("d")), int(scene.value("m")), year_of(scene))
        if not isinstance(found, Found):
            return found
        return replace(found, type="TIME", meaning=replace(found.meaning, part=part))
    if scene.has("w"):
        return scene.date(Meaning("weekday", scene.value("w")[0], TENSE, part=part))
    return scene.date(Meaning("shift", f"D{int(scene.value('x2')):+d}", part=part))


def partdate(scene: Scene) -> Result:
    """Morgen des 30. Juli, Abend des 23.06.2011."""
    if scene.has("f"):
        meaning = Meaning("fixed", scene.value("f"), part=day_part(scene.value("p")))
        return scene.span("TIME", meaning, year=True)
    found = day_found(scene, int(scene.value("d")), int(scene.value("m")), year_of(scene))
    if not isinstance(found, Found):
        return found
    meaning = replace(found.meaning, part=day_part(scene.value("p")))
    return replace(found, type="TIME", meaning=meaning)


def deictic(scene: Scene) -> Result:
    """heute, gestern Abend, morgen."""
    steps = int(scene.value("x0"))
    if steps == 1 and not scene.has("p") and scene.is_before("AM", "DET"):
        return SKIP
    if steps == 0 and not scene.has("p") and means_nowadays(scene):
        return scene.fixed("DATE", "PRESENT_REF")
    return scene.date(Meaning("shift", f"D{steps:+d}", part=day_part(scene.value("p"))))


def means_nowadays(scene: Scene) -> bool:
    """bis heute, heute noch, wie wir heute wissen."""
    return scene.listed(scene.word(-1).lower(), "presentlead") or scene.listed(
        scene.word(0), "present"
    )


def todays(scene: Scene) -> Result:
    """gestrigen (Sitzung), heutigen Tag; "heutig" alone means nowadays."""
    steps = int(scene.value("x0"))
    if scene.is_behind("WDAY", "WDAYP") and not scene.has("p"):
        return None
    bare = scene.hit.end - scene.hit.start == 1
    if bare and (steps == 0 and not scene.listed(scene.word(0), "today")):
        return scene.fixed("DATE", "PRESENT_REF")
    return scene.date(Meaning("shift", f"D{steps:+d}", part=day_part(scene.value("p"))))


def yearword(scene: Scene) -> Result:
    """heuer."""
    return scene.date(Meaning("shift", f"Y{int(scene.value('x0')):+d}"))
