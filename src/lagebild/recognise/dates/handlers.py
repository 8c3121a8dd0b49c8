"""The registry of rule kinds: which handler computes what a hit means."""

from collections.abc import Callable

from lagebild.recognise.dates import clock_rules as clock
from lagebild.recognise.dates import day_rules as day
from lagebild.recognise.dates import span_rules as span
from lagebild.recognise.dates import year_rules as year
from lagebild.recognise.dates.found import SKIP, Found, Result, Scene
from lagebild.recognise.dates.grammar import find_hits
from lagebild.recognise.dates.lexicon import lexicon
from lagebild.recognise.dates.tokens import Tokens

HANDLERS: dict[str, Callable[[Scene], Result]] = {
    "full": day.full,
    "numeric": day.numeric,
    "daymonth": day.daymonth,
    "daylist": day.daylist,
    "noday": day.noday,
    "dayeachyear": day.dayeachyear,
    "dayonly": day.dayonly,
    "month": day.month,
    "monthalone": day.monthalone,
    "shortmonth": day.shortmonth,
    "monthnamed": day.monthnamed,
    "spoken": day.spoken,
    "monthrel": day.monthrel,
    "monthyear": day.monthyear,
    "year": year.year,
    "bareyear": year.bareyear,
    "shortyear": year.shortyear,
    "secondyear": year.secondyear,
    "sportyear": year.sportyear,
    "bc": year.bc,
    "bclist": year.bc,
    "bcseason": year.bcseason,
    "nightfrom": day.nightfrom,
    "decade": year.decade,
    "century": year.century,
    "quarter": year.quarter,
    "season": year.season,
    "seasonalone": year.seasonalone,
    "holiday": year.holiday,
    "weekday": day.weekday,
    "weekdaytoday": day.weekdaytoday,
    "weekdayweek": day.weekdayweek,
    "nightto": day.nightto,
    "partdate": day.partdate,
    "deictic": day.deictic,
    "todays": day.todays,
    "yearword": day.yearword,
    "toldunit": span.toldunit,
    "yearedge": span.yearedge,
    "relunit": span.relunit,
    "before": span.before,
    "followunit": span.followunit,
    "thisunit": span.thisunit,
    "sameunit": span.sameunit,
    "relpart": clock.relpart,
    "thispart": clock.thispart,
    "parttold": clock.parttold,
    "partalone": clock.partalone,
    "partadverb": clock.partadverb,
    "unitlater": span.unitlater,
    "amountlater": span.amountlater,
    "duration": span.duration,
    "halfduration": span.halfduration,
    "listduration": span.listduration,
    "relamount": span.relamount,
    "relplural": span.relplural,
    "unitplural": span.unitplural,
    "weekend": span.weekend,
    "nthweek": span.nthweek,
    "nthofmonth": span.nthofmonth,
    "rest": span.rest,
    "fixed": span.fixed,
    "numadj": span.numadj,
    "digitadj": span.digitadj,
    "fixedset": clock.fixedset,
    "seteach": clock.seteach,
    "setweekday": clock.setweekday,
    "settimes": clock.settimes,
    "setamount": clock.setamount,
    "time": clock.time,
    "timelist": clock.timelist,
    "timebare": clock.timebare,
    "midnight": clock.midnight,
    "noon": clock.noon,
    "tonight": clock.tonight,
    "amountago": clock.amountago,
    "seconddayof": day.seconddayof,
    "ref": clock.ref,
    "future": clock.future,
}


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
