"""Where punctuation marks hang, and that the rest of the tree stays what it was."""

import itertools

import numpy as np
import pytest
from cases_io import case_params
from hypothesis import given
from hypothesis import strategies as st

from lagebild.parse import parse
from lagebild.parse.marks import hang_marks

FORMS = ["Wort", ",", ".", "(", ")", "„", "“", '"', "-", "``"]


@pytest.mark.parametrize("case", case_params("marks"))
def test_cases(case: dict[str, str]) -> None:
    result = parse(case["text"], "en" if case["text"].startswith("The ") else "de")
    marks = [word for word, tag in enumerate(result.upos) if tag == "PUNCT"]
    mark = marks[int(case["nth"]) - 1]
    assert result.form[result.head[mark]] == case["expected"]


@st.composite
def sentences(draw: st.DrawFn) -> tuple[list[str], list[int]]:
    """A sentence's forms and a tree over it whose root is a word."""
    forms = draw(st.lists(st.sampled_from(FORMS), min_size=1, max_size=14))
    root = draw(st.integers(0, len(forms) - 1))
    forms[root] = "Wort"
    order = draw(st.permutations([word for word in range(len(forms)) if word != root]))
    heads = [-1] * len(forms)
    above = [root]
    for word in order:
        heads[word] = draw(st.sampled_from(above))
        above.append(word)
    return forms, heads


@given(st.lists(sentences(), min_size=1, max_size=3))
def test_it_stays_a_tree(drawn: list[tuple[list[str], list[int]]]) -> None:
    forms: list[str] = []
    heads: list[int] = []
    first = [0]
    for own, tree in drawn:
        heads += [head + len(forms) if head >= 0 else -1 for head in tree]
        forms += own
        first.append(len(forms))
    upos = ["NOUN" if form == "Wort" else "PUNCT" for form in forms]
    hung = hang_marks(forms, upos, np.array(heads, np.int32), np.array(first, np.int32)).tolist()
    for low, high in itertools.pairwise(first):
        assert [head for head in hung[low:high] if head < 0] == [-1]
        for word in range(low, high):
            seen = set()
            node = word
            while hung[node] >= 0:
                assert node not in seen
                seen.add(node)
                node = hung[node]
                assert low <= node < high
                assert upos[node] != "PUNCT"
    for word, head in enumerate(heads):
        if upos[word] != "PUNCT" and head >= 0 and upos[head] != "PUNCT":
            assert hung[word] == head
