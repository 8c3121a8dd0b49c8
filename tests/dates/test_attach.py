"""Which expression dates which event."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from dates_helpers import article, tree, untagged

import lagebild
from lagebild.parse import Parse
from lagebild.recognise.dates import event_date, find_dates
from lagebild.records import EventDate, Part

PLAN = """
Am ADP 2 case
Montag NOUN 3 obl NN
kündigte VERB 0 root VVFIN Tense=Past|VerbForm=Fin
er PRON 3 nsubj
an ADP 3 compound:prt
, PUNCT 10 punct
am ADP 8 case
Freitag NOUN 10 obl NN
zu PART 10 mark
kommen VERB 3 xcomp VVINF
. PUNCT 3 punct
"""
RAID = """
Am ADP 2 case
Dienstag NOUN 3 obl NN
nahm VERB 0 root VVFIN Tense=Past|VerbForm=Fin
die DET 5 det
Polizei NOUN 3 nsubj NN
Männer NOUN 3 obj NN
fest ADP 3 compound:prt
. PUNCT 3 punct
"""
AFTERWARDS = """
Die DET 2 det
Polizei NOUN 3 nsubj NN
durchsuchte VERB 0 root VVFIN Tense=Past|VerbForm=Fin
Häuser NOUN 3 obj NN
. PUNCT 3 punct
"""
BACKGROUND = """
Die DET 2 det
Regierung NOUN 5 nsubj NN
hatte AUX 5 aux VAFIN Tense=Past|VerbForm=Fin
Wahlen NOUN 5 obj NN
verboten VERB 0 root VVPP VerbForm=Part
. PUNCT 5 punct
"""
NOUN = """
Nach ADP 3 case
dem DET 3 det
Anschlag NOUN 5 obl NN
2008 NUM 3 nmod CARD
kritisierte VERB 0 root VVFIN Tense=Past|VerbForm=Fin
er PRON 5 nsubj
sie PRON 5 obj
. PUNCT 5 punct
"""


def dated(
    parse: Parse, word: str, hint: str | None, published: str = "2023-11-23"
) -> EventDate | None:
    item = article(parse.text, published)
    return event_date(parse, find_dates(item, parse), item, parse.form.index(word), hint)


def value(parse: Parse, word: str, hint: str | None, published: str = "2023-11-23") -> str | None:
    found = dated(parse, word, hint, published)
    return found.value if found else None


def test_each_verb_has_its_own_day() -> None:
    parse = tree(PLAN)
    assert value(parse, "kündigte", "past") == "2023-11-20"
    assert value(parse, "kommen", "future") == "2023-11-24"


def test_a_planned_event_does_not_take_the_day_of_its_announcement() -> None:
    parse = tree(
        PLAN.replace("am ADP 8 case\nFreitag NOUN 10 obl NN\n", "bald ADV 10 advmod\nx X 10 dep\n")
    )
    assert value(parse, "kommen", "future") is None


def test_the_day_goes_on_in_the_next_sentence() -> None:
    found = dated(tree(RAID, AFTERWARDS), "durchsuchte", "past")
    assert found is not None
    assert (found.value, found.basis, found.text) == ("2023-11-21", "context", "Dienstag")


def test_what_lies_further_back_is_not_dated_by_the_story() -> None:
    assert value(tree(RAID, BACKGROUND), "verboten", "past") is None


def test_a_year_behind_a_noun_is_that_nouns() -> None:
    parse = tree(NOUN)
    assert value(parse, "Anschlag", "past") == "2008"
    assert value(parse, "kritisierte", "past") != "2008"


def test_the_lead_of_a_report_is_todays_news() -> None:
    found = dated(tree(AFTERWARDS), "durchsuchte", "past")
    assert found is not None
    assert (found.value, found.basis) == ("2023-11-23", "published")
    assert value(tree(AFTERWARDS), "durchsuchte", "past", published="") is None


def test_open_days_stay_open() -> None:
    parse = tree(
        RAID.replace(
            "Am ADP 2 case\nDienstag NOUN 3 obl NN",
            "Am ADP 3 case\n26. ADJ 3 amod\nAugust NOUN 4 obl NN",
        )
        .replace("nahm VERB 0", "nahm VERB 0")
        .replace(" 3 nsubj", " 4 nsubj")
        .replace(" 3 obj", " 4 obj")
    )
    assert value(parse, "nahm", "past", published="") == "XXXX-08-26"


def test_captions_date_nothing() -> None:
    parse = tree(RAID)
    caption = Part(
        kind="caption", text=parse.text, line=1, start=0, end=len(parse.text), rule="test",
        kept=True, at=0,
    )  # fmt: skip
    item = article(parse.text, "2023-11-23", parts=(caption,))
    assert event_date(parse, find_dates(item, parse), item, 2, "past") is None


def untagged_date(text: str, word: str, published: str = "2023-11-23") -> str | None:
    parse = untagged(text)
    item = article(text, published)
    found = event_date(parse, find_dates(item, parse), item, parse.form.index(word), "past")
    return found.value if found else None


def test_without_a_tree_only_a_single_expression_counts() -> None:
    assert untagged_date("Am Dienstag nahm die Polizei Männer fest.", "nahm") == "2023-11-21"
    text = "Am Dienstag sagte er, am Montag seien Männer gekommen."
    assert untagged_date(text, "sagte") is None


def test_ago_counts_back_and_ranges_are_intervals() -> None:
    assert untagged_date("Vor drei Tagen nahm sie Männer fest.", "nahm") == "2023-11-20"
    assert (
        untagged_date("Vom 3. bis 5. Mai 2014 tagte der Rat.", "tagte") == "2014-05-03/2014-05-05"
    )
    assert untagged_date("Vergangene Woche tagte der Rat.", "tagte") == "2023-11-13/2023-11-19"
    assert untagged_date("51 Wochen vor dem Fest tagte der Rat.", "tagte") is None


def test_the_first_visit_for_years_is_not_dated_years_back() -> None:
    analysis = lagebild.analyse(
        "Putin traf am Sonntag in Baku ein, es war sein erster Besuch im Land seit sechs Jahren.",
        published="2024-08-19",
    )
    assert all(e.date is None or e.date.value.startswith("2024") for e in analysis.events)
