"""A dispute that two articles tell with the same values stands once."""

from lagebild.connect.disputes.dispute import Dispute, Side, distinct


def side(article: str, value: str | None) -> Side:
    return Side(article, 0, 20, f"{value} Soldaten starben", value)


def dispute(*sides: Side) -> Dispute:
    return Dispute("figures", "Soldaten", sides, "values", tuple(s.value or "" for s in sides))


def test_the_same_values_beside_one_sentence_are_one_dispute():
    first = dispute(side("a", "22"), side("c", "66"))
    again = dispute(side("b", "22"), side("c", "66"))
    assert distinct([first, again]) == [first]
    assert distinct([again, first]) == [first]


def test_other_values_or_other_sentences_are_another_dispute():
    first = dispute(side("a", "22"), side("c", "66"))
    assert len(distinct([first, dispute(side("b", "23"), side("c", "66"))])) == 2
    assert len(distinct([first, dispute(side("d", "22"), side("e", "66"))])) == 2


def test_sides_without_values_are_never_taken_for_the_same():
    first = dispute(side("a", None), side("c", None))
    assert len(distinct([first, dispute(side("b", None), side("c", None))])) == 2
