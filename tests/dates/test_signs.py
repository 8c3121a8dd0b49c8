"""Signs and words of the tables: each has a class that the rules can read."""

import pytest

import lagebild
from lagebild.recognise.dates.lexicon import LANGUAGES, SIGNS, lexicon
from lagebild.recognise.dates.tokens import class_char


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_class_of_the_tables_is_known(language):
    words = lexicon(language)
    for name, _ in (*words.exact.values(), *words.lower.values()):
        assert class_char(name)


@pytest.mark.parametrize("sign", SIGNS)
def test_every_sign_may_stand_beside_a_date(sign):
    analysis = lagebild.analyse(f"Am Montag {sign} dem 3. Mai 2021 {sign} traf Putin Erdogan.")
    assert any(d.value == "2021-05-03" for d in analysis.dates)
