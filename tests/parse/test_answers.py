"""What the packaged model makes of plain sentences."""

import pytest
from cases_io import load_cases

from lagebild.parse import parse, parse_many

NEWS = (
    "Der armenische Premierminister Nikol Paschinjan kündigte am Montag in Eriwan an, er werde "
    "im Dezember nach Moskau reisen. „Wir sind bereit“, sagte er der Nachrichtenagentur TASS."
)


def test_offsets_are_surface_text() -> None:
    result = parse(NEWS, "de")
    surface = [NEWS[a:b] for a, b in zip(result.start, result.end, strict=True)]
    for form, text in zip(result.form, surface, strict=True):
        assert not text or text == form or (text.lower(), form.lower()) in {
            ("am", "an"), ("im", "in"),
        }  # fmt: skip
    assert "".join(surface) == NEWS.replace(" ", "")


def test_every_sentence_is_one_tree() -> None:
    result = parse(NEWS * 3, "de")
    for sentence in range(result.sentence_count):
        words = result.words_of(sentence)
        roots = [word for word in words if result.head[word] < 0]
        assert len(roots) == 1
        assert set(result.subtree(roots[0])) == set(words)
        assert result.deprel[roots[0]] == "root"


def test_names_and_mood() -> None:
    result = parse(NEWS, "de")
    names = {(NEWS[name.start : name.end], name.label) for name in result.names}
    assert {("Nikol Paschinjan", "PER"), ("Eriwan", "LOC"), ("Moskau", "LOC")} <= names
    verb = result.form.index("werde")
    assert result.feat(verb, "Mood") == "Sub"


def test_separable_verbs() -> None:
    cases = load_cases("separable-verbs")
    results = parse_many([case["text"] for case in cases], ["de"] * len(cases), threads=2)
    wrong = []
    for case, result in zip(cases, results, strict=True):
        found = [result.lemma[i] for i, form in enumerate(result.form) if form == case["verb"]]
        if case["expected"] not in found:
            wrong.append((case["text"], case["expected"], found))
    assert len(wrong) <= 0.05 * len(cases), wrong


@pytest.mark.parametrize(
    ("text", "form", "lemma"),
    [("It didn't go to John's house.", "n't", "not"), ("They went home.", "went", "go")],
)
def test_english(text: str, form: str, lemma: str) -> None:
    result = parse(text, "en")
    assert result.lemma[result.form.index(form)] == lemma


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param(
            "Kim Jong-un traf Moon Jae-in.",
            "Moon Jae-in",
            marks=pytest.mark.xfail(strict=True, reason="the network takes it for no person"),
        ),
        ("Präsident Moon Jae-in reiste nach Seoul.", "Moon Jae-in"),
        ("Frank-Walter Steinmeier besuchte Abdul-Hamid Karsai.", "Abdul-Hamid Karsai"),
        ("Präsident Kassym-Schomart Tokajew reiste ab.", "Kassym-Schomart Tokajew"),
    ],
)
def test_names_with_hyphens_stay_whole(text: str, name: str) -> None:
    assert name in [text[n.start : n.end] for n in parse(text, "de").names if n.label == "PER"]
