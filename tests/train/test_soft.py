"""A teacher's soft labels stay with their words whatever is done to the sentence."""

from pathlib import Path
from random import Random

import numpy as np
import pytest

from lagebild.train.joins import mark_and_join
from lagebild.train.noise import without_stop
from lagebild.train.sentences import Sentence
from lagebild.train.soft import Soft


def _soft(heads: list[int]) -> Soft:
    """Labels that hold the given heads (columns) for certain."""
    size = len(heads)
    arcs = np.zeros((size, size + 1), np.float16)
    arcs[np.arange(size), heads] = 1
    numbers = np.arange(size, dtype=np.float16)[:, None]
    return Soft(numbers.repeat(3, 1), arcs, np.array(heads), numbers.repeat(2, 1))


def _sentence(forms: str, heads: list[int]) -> Sentence:
    return Sentence(
        tuple(forms.split()), "soft_de_tagged", "de", convention="de_gsd", soft=_soft(heads)
    )


def test_a_lost_full_stop_takes_its_labels_along() -> None:
    whole = _sentence("Anna reist nach Bonn .", [2, 0, 4, 2, 2])
    cut = without_stop(whole)
    assert cut.soft is not None
    assert cut.forms == ("Anna", "reist", "nach", "Bonn")
    assert cut.soft.heads.tolist() == [2, 0, 4, 2]
    assert cut.soft.arcs.shape == (4, 5)
    assert cut.soft.arcs.argmax(1).tolist() == [2, 0, 4, 2]


def test_a_full_stop_that_a_word_hangs_on_stays() -> None:
    odd = _sentence("Anna reist nach Bonn .", [2, 5, 4, 2, 0])
    assert without_stop(odd) is odd


def test_joined_sentences_keep_their_trees() -> None:
    first = _sentence("Anna reist morgen nach Bonn", [2, 0, 2, 5, 2])
    second = _sentence("Peter kommt auch .", [2, 0, 2, 2])
    pairs = (mark_and_join([first, second], Random(seed)) for seed in range(50))
    (joined,) = next(pair for pair in pairs if len(pair) == 1)
    assert joined.soft is not None
    assert joined.soft.heads.tolist() == [2, 0, 2, 5, 2, 7, 0, 7, 7]
    assert joined.soft.arcs.argmax(1).tolist() == joined.soft.heads.tolist()
    assert len(joined.forms) == len(joined.soft.tags) == len(joined.soft.relations) == 9


def test_soft_labels_are_read_back_as_written(tmp_path: Path) -> None:
    pytest.importorskip("torch", reason="torch is not installed: pip install 'lagebild[train]'")
    from lagebild.train.teach import read_taught, write_taught

    sentences = [_sentence("Anna reist", [2, 0]), _sentence("Peter kommt auch", [2, 0, 2])]
    softs = [s.soft for s in sentences if s.soft is not None]
    write_taught(tmp_path, sentences)
    read = read_taught(tmp_path)["soft_de_tagged"]
    assert [s.forms for s in read] == [s.forms for s in sentences]
    for before, after in zip(softs, read, strict=True):
        assert after.soft is not None
        assert np.array_equal(before.arcs, after.soft.arcs)
        assert np.array_equal(before.heads, after.soft.heads)
