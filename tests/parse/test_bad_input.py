"""Hostile and strange texts get an answer, flagged where it is not to be trusted."""

import pytest

from lagebild.parse import parse

STRANGE = {
    "empty": ("", "de"),
    "blank": (" \n\t ", "de"),
    "one long word": ("a" * 100_000, "de"),
    "emoji": ("😀 🇦🇲😀", "de"),
    "right to left": ("مرحبا بالعالم، هذا نص عربي", "de"),
    "control characters": ("\x00\x01\x02 \x07\x1b", "de"),
    "unknown language": ("Buenos días a todos", "es"),
    "French said to be German": (
        "Le président de la République a annoncé hier soir que les négociations "
        "reprendraient la semaine prochaine avec tous les partenaires européens",
        "de",
    ),
    "only marks": ("!!! ??? ...", "de"),
    "lone surrogates": ("Das ist \ud800 ein Text", "xx"),
}


@pytest.mark.parametrize("name", STRANGE)
def test_strange_text_is_answered_and_flagged(name: str) -> None:
    text, language = STRANGE[name]
    result = parse(text, language)
    assert result.trusted is False
    assert len(result.lemma) == len(result.upos) == len(result.head) == len(result)
    for start, end in zip(result.start.tolist(), result.end.tolist(), strict=True):
        assert 0 <= start <= end <= len(text)


def test_plain_text_is_trusted() -> None:
    assert parse("Der Minister reiste nach Baku.", "de").trusted


def test_sentence_without_end_is_one_tree() -> None:
    text = "der Minister und die Ministerin und " * 120
    result = parse(text, "de")
    assert result.sentence_count == 1
    assert int((result.head < 0).sum()) == 1
    assert len(result.subtree(int(result.head.argmin()))) == len(result)
