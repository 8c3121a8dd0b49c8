"""The converter to spaCy, where spaCy is installed."""

import pytest

from lagebild.parse import parse
from lagebild.parse.spacy_doc import to_spacy

pytest.importorskip("spacy", reason="spaCy is not installed")


def test_doc_has_the_parse() -> None:
    result = parse("Nikol Paschinjan reiste am Montag nach Moskau. Dort blieb er.", "de")
    doc = to_spacy(result)
    assert [token.text for token in doc] == list(result.form)
    assert [token.pos_ for token in doc] == list(result.upos)
    assert len(list(doc.sents)) == result.sentence_count
    assert any(entity.label_ == "PER" for entity in doc.ents)
    moscow = next(token for token in doc if token.text == "Moskau")
    assert result.text[slice(*moscow._.source)] == "Moskau"
