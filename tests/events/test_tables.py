"""The tables of the event cues: whole, readable, and large enough to be of use."""

import re
from collections import Counter
from pathlib import Path

import pytest

import lagebild
from lagebild.language.tables import load_table
from lagebild.language.word_sets import word_set
from lagebild.recognise.events.score import cameo_root, confidence, type_score
from lagebild.recognise.events.words.cues import load_cues
from lagebild.recognise.events.words.forms import infinitives, shape
from lagebild.recognise.events.words.needs import CHECKS
from lagebild.recognise.events.words.vetoes import load_vetoes
from lagebild.records import PLOVER_TYPES, STATUSES

TABLES = ("events_verbs", "events_nouns", "events_adjectives")


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_cue_has_a_known_type_frame_level_and_needs(language: str) -> None:
    cues = load_cues(language)
    every = [c for found in (*cues.exact.values(), {"": ()}) for row in found.values() for c in row]
    every += [c for row in cues.endings.values() for c in row]
    assert {c.type for c in every} == set(PLOVER_TYPES)
    assert {n.kind for c in every for n in c.needs} <= set(CHECKS)
    assert {c.level for c in every} <= {1, 2, 3}
    assert {role for c in every for role in c.roles.values()} <= {"A", "R"}
    assert {c.status for c in every} <= {"", *STATUSES}


@pytest.mark.parametrize("language", ["de", "en"])
def test_no_cue_stands_twice(language: str) -> None:
    told = Counter(
        (lemma, *(value for column, value in row.items() if column != "lemmas"))
        for name in TABLES
        for row in load_table(language, name)
        for lemma in row["lemmas"].split("|")
    )
    assert [key for key, count in told.items() if count > 1] == []


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_need_names_one_preposition(language: str) -> None:
    needs = [
        need
        for name in TABLES
        for row in load_table(language, name)
        for need in row["needs"].split()
    ]
    named = [need.partition("/")[0] for need in needs if need.lstrip("-").startswith("prep:")]
    assert [preposition for preposition in named if "|" in preposition] == []


def test_every_veto_takes_a_type_from_a_cue_that_has_it() -> None:
    cues = load_cues("de")
    for (pos, lemma), vetoes in load_vetoes("de").items():
        types = {c.type for c in (*cues.of(pos, lemma), *cues.endings.get(lemma, ()))}
        for veto in vetoes:
            assert types & veto.types, lemma
            assert {need.kind for need in veto.needs} <= set(CHECKS)


@pytest.mark.parametrize(("language", "least"), [("de", 1200), ("en", 450)])
def test_the_lexicon_is_large(language: str, least: int) -> None:
    lemmas = {
        lemma
        for name in TABLES
        for row in load_table(language, name)
        for lemma in row["lemmas"].split("|")
    }
    assert len(lemmas) >= least


def test_a_compound_is_found_by_its_head_and_a_lookalike_is_not() -> None:
    cues = load_cues("de")
    assert cues.of("n", "Krisengipfel")[0].type == "CONSULT"
    assert cues.of("n", "Botschaft") == ()
    assert cues.of("n", "Voraussetzung") == ()


@pytest.mark.parametrize(
    ("form", "infinitive"),
    [
        ("festgenommen", "festnehmen"),
        ("zurückgetretenen", "zurücktreten"),
        ("beschossen", "beschießen"),
        ("hingerichtet", "hinrichten"),
        ("ziehen", "ziehen"),
    ],
)
def test_forms_lead_back_to_the_cue_verb(form: str, infinitive: str) -> None:
    assert infinitives()[form] == infinitive


def test_the_shape_of_a_form_is_told_only_where_it_is_plain() -> None:
    assert shape("zurückrufen") == "infinitive"
    assert shape("beschossen") == "participle"
    assert shape("Haus") is None


@pytest.mark.parametrize("type_", PLOVER_TYPES)
def test_every_type_has_scores(type_: str) -> None:
    score = type_score(type_, None)
    assert score.quad in (1, 2, 3, 4)
    assert -10 <= score.intensity <= 10
    assert cameo_root(type_).isdigit()


def test_material_conflict_is_graver_than_talks() -> None:
    assert type_score("ASSAULT", None).intensity < type_score("ACCUSE", None).intensity
    assert type_score("CONSULT", None).intensity > 0


def test_confidence_is_a_probability() -> None:
    assert 0 <= confidence([]) <= 1
    assert 0 <= confidence(["level:1", "actor", "political"]) <= 1


def test_every_set_of_words_is_asked_for_and_every_set_asked_for_stands_in_a_table() -> None:
    asked = {
        call
        for path in Path(lagebild.__file__).parent.rglob("*.py")
        for call in re.findall(r'word_set\("([^"]+)", "([^"]+)"\)', path.read_text("utf-8"))
        if call[0] == path.stem
    }
    told = {(r["rule"], r["set"]) for lang in ("de", "en") for r in load_table(lang, "rule_words")}
    assert asked == told
    assert all(map(word_set, *zip(*told, strict=True)))
