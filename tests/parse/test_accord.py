"""Tags that exclude one another are brought into accord; all others stay."""

from lagebild.parse.accord import accordant

TAGS = ("CCONJ", "CCONJ", "ADV", "ADV", "NOUN")
FINE = ("KOKOM", "KON", "ADJD", "ADV", "NN")
RELATIONS = ("case", "cc", "advmod", "advmod", "case")


def test_german() -> None:
    assert accordant("de", TAGS, FINE, RELATIONS) == ("ADP", "CCONJ", "ADJ", "ADV", "NOUN")


def test_english_keeps_its_adverbs() -> None:
    assert accordant("en", TAGS, FINE, RELATIONS)[2] == "ADV"
