"""Handlers of rules that name years, decades, centuries, quarters, seasons and feasts.

See `day_rules` for what a handler takes and gives.
"""

from dataclasses import replace

from lagebild.recognise.dates import calendar as cal
from lagebild.recognise.dates.day_rules import is_family_name, with_year, year_of
from lagebild.recognise.dates.found import SKIP, TENSE, Result, Scene
from lagebild.recognise.dates.meaning import FORWARD, SAME, STRICT_BACK, Meaning


def year(scene: Scene) -> Result:
    """Jahr 2010, Ende 1941, Jahresmitte 1789."""
    return scene.date(Meaning("fixed", f"{int(scene.value('y')):04d}"), year=True)


def bareyear(scene: Scene) -> Result:
    """A number of four digits that stands for a year."""
    value = int(scene.value("y"))
    if not is_year(scene, value):
        return None
    return scene.date(Meaning("fixed", f"{value:04d}"), year=True)


_SIGNS_BEHIND = frozenset("%€$°‰£#+=")


_SIGNS_BEFORE = frozenset("€$§#+=£%@_")


_OPENING, _CLOSING = frozenset('„“"»‚'), frozenset('“”"«‘')


def is_year(scene: Scene, value: int) -> bool:
    """Whether the words around a four-digit number let it be a year."""
    before, behind = scene.word(-1), scene.word(0)
    if behind in _SIGNS_BEHIND or before in _SIGNS_BEFORE:
        return False
    if before in _OPENING and behind in _CLOSING:
        return False
    if scene.listed(behind, "counted") or scene.listed(before, "numbered"):
        return False
    if scene.is_before("DOT") and scene.listed(scene.word(-2), "numbered"):
        return False
    if _is_part_of_code(scene):
        return False
    listed = scene.is_behind("BIS", "HY", "AND")
    if value % 100 == 0 and listed and not scene.tokens.is_class(scene.hit.end + 1, "YEAR"):
        return False
    cue = scene.listed(before, "year") or (
        scene.is_before("LPAR", "MONTH", "SEASON", "HOLIDAY") or before == "*"
    )
    if scene.is_behind("HY") and scene.tokens.is_class(scene.hit.end + 1, "YEAR"):
        return True
    if scene.is_before("HY") and _year_range(scene):
        return True
    if not 1400 <= value <= 2099:
        old = scene.listed(before, "oldyear") or scene.is_before("LPAR")
        return old and not behind[:1].isupper()
    if value % 100 == 0 and not cue:
        return False
    plural = behind[:1].isupper() and len(behind) > 2 and not scene.is_behind("REL", "THIS")
    return not plural or cue or before[:1].isupper() or scene.is_before("COMMA", "HY", "SLASH")


def _is_part_of_code(scene: Scene) -> bool:
    """Phone numbers, codes ("A-2020-77"), mail and web addresses."""
    tokens, hit = scene.tokens, scene.hit
    glued_before, glued_behind = tokens.glued(hit.start), tokens.glued(hit.end)
    before, behind = scene.word(-1), scene.word(0)
    if glued_before and not _year_range(scene) and (before in "/_.:#@" or before.isalpha()):
        return True
    if before.isupper() and len(before) < 4 and scene.word(-2) == "-":
        return True
    if glued_behind and behind and (behind in "_@:/" or behind.isalpha()):
        following = tokens.word(hit.end + 1)
        if behind == ":" and not (tokens.glued(hit.end + 1) and following.isalnum()):
            return False
        return not (behind == "/" and following.isdigit() and len(following) in (2, 4))
    if before == "/" and tokens.word(hit.start - 2).isdigit() and not _year_range(scene):
        return True
    return before.isdigit() and not scene.is_before("N24", "N31", "N12")


def _year_range(scene: Scene) -> bool:
    return scene.tokens.is_class(scene.hit.start - 2, "YEAR")


def shortyear(scene: Scene) -> Result:
    """The first year of 1912/13, of 2005/2010."""
    value = int(scene.value("y"))
    tokens, hit = scene.tokens, scene.hit
    second = tokens.word(hit.end + 1)
    if not tokens.glued(hit.end) and tokens.word(hit.end) == "-":
        return SKIP
    if len(second) == 2 and int(second) != (value + 1) % 100 and tokens.word(hit.end) != "/":
        return SKIP
    if len(second) not in (2, 4) or not is_year(
        replace(scene, hit=replace(hit, end=hit.end + 2)), value
    ):
        return None
    return scene.date(Meaning("fixed", f"{value:04d}"), year=True)


def secondyear(scene: Scene) -> Result:
    """The second year of 1912/13."""
    tokens, start = scene.tokens, scene.hit.start
    word = tokens.word(start)
    if not tokens.is_class(start - 2, "YEAR") or len(word) != 2:
        return SKIP
    first = int(tokens.values[start - 2])
    value = first // 100 * 100 + int(word)
    value += 100 if value < first else 0
    near = value - first <= 15 or tokens.word(start - 1) == "/"
    if not near or value - first > 60 or scene.listed(scene.word(0), "counted"):
        return None
    return scene.date(Meaning("fixed", f"{value:04d}"), year=True)


def sportyear(scene: Scene) -> Result:
    """der Saison 2007/08: dated by the year it begins in."""
    return scene.date(Meaning("fixed", f"{int(scene.value('y')):04d}"), year=True, vague=True)


def bc(scene: Scene) -> Result:
    """490 v. Chr.: BC0490; n. Chr.: 0490."""
    sign = "BC" if scene.tokens.is_class(scene.hit.groups["v"], "VCHR") else ""
    return scene.date(Meaning("fixed", f"{sign}{int(scene.value('n')):04d}"), year=True)


def bcseason(scene: Scene) -> Result:
    """Frühjahr 479 v. Chr."""
    return scene.date(
        Meaning("fixed", f"BC{int(scene.value('n')):04d}-{scene.value('s')}"), year=True
    )


def decade(scene: Scene) -> Result:
    """den 60er Jahren, der 1990er, die zwanziger Jahre."""
    word = scene.value("dw")
    if not word:
        at = scene.hit.groups["er"]
        if not scene.tokens.glued(at):
            return SKIP
        word = scene.value("n")
    value = int(word)
    if value < 100:
        if value % 10 or value < 10:
            return None
        value += 1900
    return scene.date(Meaning("fixed", f"{value // 10:03d}"), year=True, vague=True)


def century(scene: Scene) -> Result:
    """des 15. Jahrhunderts: 14; 6. Jahrhundert v. Chr.: BC05."""
    number = int(scene.value("n"))
    if not 1 <= number <= 21:
        return None
    before = scene.has("v") and scene.tokens.is_class(scene.hit.groups["v"], "VCHR")
    value = f"BC{number - 1:02d}" if before else f"{number - 1:02d}"
    return scene.date(Meaning("fixed", value), vague=True)


def quarter(scene: Scene) -> Result:
    """dritten Quartal, 1. Halbjahr 2014, zweiten Jahreshälfte."""
    number = int(scene.value("n"))
    unit = scene.value("u")
    if number > (4 if unit == "Q" else 2) or not number:
        return SKIP
    found = year_of(scene)
    if found is not None:
        return scene.date(Meaning("fixed", f"{found:04d}-{unit}{number}"), year=True)
    if scene.rule_is("quarter half"):
        return SKIP
    return scene.date(with_year(scene, Meaning("part", f"{unit}{number}", TENSE)))


def season(scene: Scene) -> Result:
    """Herbst 2011, vergangenen Winter, Sommer vorigen Jahres."""
    code, found = scene.value("s"), year_of(scene)
    if found is not None:
        return scene.date(Meaning("fixed", f"{found:04d}-{code}"), year=True)
    meaning = Meaning("season", code, TENSE)
    if scene.has("rel2"):
        steps = int(scene.value("rel2"))
        meaning = meaning.facing(STRICT_BACK if steps < 0 else FORWARD if steps else SAME)
        return scene.date(meaning)
    return scene.date(with_year(scene, meaning))


def seasonalone(scene: Scene) -> Result:
    """im Sommer; not "Familie Sommer", "Prager Frühling"."""
    if not scene.is_before("PREP", "PREP2", "BIS", "AND", "DET", "ONE", "WHOLE", "THIS", "COMMA"):
        return None
    if scene.word(0) == "-" and scene.tokens.glued(scene.hit.end):
        return None
    if scene.is_before("ONE") or (
        is_family_name(scene.word(0)) and scene.is_before("DET", "COMMA")
    ):
        return None
    return scene.date(Meaning("season", scene.value("s"), TENSE))


def holiday(scene: Scene) -> Result:
    """Ostern 2020, an Allerheiligen."""
    rule, found = scene.value("h"), year_of(scene)
    if found is not None:
        day = cal.holiday(rule, found)
        return scene.date(Meaning("fixed", day.isoformat()), year=True) if day else None
    if (is_family_name(scene.word(0)) and scene.is_before("AND")) or scene.word(0) == "-":
        return None
    return scene.date(with_year(scene, Meaning("holiday", rule, TENSE)))
