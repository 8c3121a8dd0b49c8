"""The registry of rule kinds: which handler computes what a hit means."""

from collections.abc import Callable

from lagebild.recognise.dates import day_rules as day
from lagebild.recognise.dates import span_rules as span
from lagebild.recognise.dates.day_rules import SKIP, Result
from lagebild.recognise.dates.found import Found, Scene
from lagebild.recognise.dates.grammar import find_hits
from lagebild.recognise.dates.lexicon import lexicon
from lagebild.recognise.dates.tokens import Tokens

HANDLERS: dict[str, Callable[[Scene], Result]] = {
    "full": day.full, "numeric": day.numeric, "daymonth": day.daymonth, "daylist": day.daylist, "noday": day.noday, "dayeachyear": day.dayeachyear,
    "dayonly": day.dayonly, "month": day.month, "monthalone": day.monthalone,
    "shortmonth": day.shortmonth, "monthnamed": day.monthnamed, "spoken": day.spoken,
    "monthrel": day.monthrel, "monthyear": day.monthyear, "year": day.year,
    "bareyear": day.bareyear, "shortyear": day.shortyear, "secondyear": day.secondyear,
    "sportyear": day.sportyear, "bc": day.bc, "bclist": day.bc,
    "bcseason": day.bcseason, "nightfrom": day.nightfrom, "decade": day.decade, "century": day.century,
    "quarter": day.quarter, "season": day.season, "seasonalone": day.seasonalone,
    "holiday": day.holiday, "weekday": day.weekday, "weekdaytoday": day.weekdaytoday,
    "weekdayweek": day.weekdayweek, "nightto": day.nightto, "partdate": day.partdate,
    "deictic": day.deictic, "todays": day.todays, "yearword": day.yearword,
    "toldunit": span.toldunit, "yearedge": span.yearedge, "relunit": span.relunit,
    "before": span.before, "followunit": span.followunit, "thisunit": span.thisunit,
    "sameunit": span.sameunit, "relpart": span.relpart, "thispart": span.thispart,
    "parttold": span.parttold, "partalone": span.partalone, "partadverb": span.partadverb,
    "unitlater": span.unitlater, "amountlater": span.amountlater, "duration": span.duration,
    "halfduration": span.halfduration, "listduration": span.listduration,
    "relamount": span.relamount, "relplural": span.relplural, "unitplural": span.unitplural,
    "weekend": span.weekend, "nthweek": span.nthweek, "nthofmonth": span.nthofmonth,
    "rest": span.rest, "fixed": span.fixed, "numadj": span.numadj,
    "digitadj": span.digitadj, "fixedset": span.fixedset, "seteach": span.seteach,
    "setweekday": span.setweekday, "settimes": span.settimes,
    "setamount": span.setamount, "time": span.time,
    "timelist": span.timelist, "timebare": span.timebare, "midnight": span.midnight, "noon": span.noon,
    "tonight": span.tonight, "amountago": span.amountago, "seconddayof": day.seconddayof,
    "ref": span.ref, "future": span.future,
}  # fmt: skip


def find_expressions(tokens: Tokens) -> list[Found]:
    """The expressions of a text from left to right; none overlaps another."""
    words = lexicon(tokens.language)
    found: list[Found] = []
    free = 0
    for hit in find_hits(tokens.codes, tokens.language):
        if hit.start < free:
            continue
        result = HANDLERS[hit.rule.kind](Scene(tokens, words, hit))
        if result is SKIP:
            continue
        free = hit.end
        if isinstance(result, Found):
            found.append(result)
    return found
