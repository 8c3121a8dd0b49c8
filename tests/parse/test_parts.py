"""The parts of the parser that need no model."""

import itertools

import numpy as np
import pytest

from lagebild.parse.lemma import join_prefix, lemmatiser
from lagebild.parse.names import NameDecoder
from lagebild.parse.pieces import SPACE, PieceSplitter
from lagebild.parse.recut import cut_again, good_cuts
from lagebild.parse.tree import best_heads, find_cycle, repair
from lagebild.parse.words import Words, split_contraction


@pytest.mark.parametrize(
    ("form", "language", "parts"),
    [
        ("im", "de", ("in", "dem")),
        ("Zum", "de", ("Zu", "dem")),
        ("IM", "de", ("IM",)),
        ("immer", "de", ("immer",)),
        ("don't", "en", ("do", "n't")),
        ("John’s", "en", ("John", "’s")),
        ("cannot", "en", ("can", "not")),
        ("im", "fr", ("im",)),
    ],
)
def test_contractions(form: str, language: str, parts: tuple[str, ...]) -> None:
    assert split_contraction(form, language) == parts


def test_pieces_take_the_best_cut() -> None:
    scores = {SPACE + "ab": (4, -1.0), "c": (5, -1.0), SPACE + "a": (6, -3.0), "bc": (7, -3.0)}
    splitter = PieceSplitter(scores, {}, 3)
    assert splitter.word("abc") == (4, 5)
    assert set(splitter.word("xyz")) == {3}
    assert len(splitter.word("z" * 100_000)) <= 24
    assert splitter.word("") == (3,)


def _brute_force(scores: np.ndarray) -> float:
    size = scores.shape[0]
    best = -np.inf
    for heads in itertools.product(range(size), repeat=size - 1):
        columns = [0, *heads]
        if heads.count(0) == 1 and not find_cycle(columns):
            best = max(best, sum(scores[i, columns[i]] for i in range(1, size)))
    return best


def test_tree_is_the_best_of_all() -> None:
    chance = np.random.default_rng(7)
    for _ in range(40):
        size = int(chance.integers(3, 6))
        scores = chance.normal(size=(size, size)).astype(np.float32)
        np.fill_diagonal(scores, -1e9)
        logs = scores - np.logaddexp.reduce(scores, axis=1, keepdims=True)
        heads = [0, *best_heads(scores)]
        assert heads.count(0) - 1 == 1
        assert not find_cycle(heads)
        found = sum(logs[i, heads[i]] for i in range(1, size))
        assert found == pytest.approx(_brute_force(logs), abs=1e-4)


def test_repair_makes_one_tree() -> None:
    fixed = repair([-1, 2, 1, -1, 3], 0)
    assert fixed.count(-1) == 1
    assert not find_cycle([0, *(head + 1 for head in fixed)])


def test_name_labels_follow_each_other() -> None:
    decoder = NameDecoder.build(["B-LOC", "B-PER", "I-LOC", "I-PER", "O"])
    logits = np.zeros((3, 5), np.float32)
    logits[0, 1] = 3
    logits[1, 2] = 2.0
    logits[1, 3] = 1.9
    logits[2, 4] = 3
    spans = decoder.spans(logits)
    assert [(span.first, span.last, span.label) for span in spans] == [(0, 2, "PER")]
    assert decoder.spans(np.zeros((0, 5), np.float32)) == []


def test_prefix() -> None:
    assert join_prefix("an", "kündigen") == "ankündigen"
    assert join_prefix("an", "ankündigen") == "ankündigen"


def test_lemmas() -> None:
    tool = lemmatiser("de")
    assert tool is not None
    assert tool.lemma("Ministern", "NOUN") == "Minister"
    assert tool.lemma("hätten", "AUX") == "haben"
    assert tool.lemma("Paschinjans", "PROPN") == "Paschinjans"
    assert lemmatiser("fr") is None


def test_sentences_are_cut_again() -> None:
    forms = ("Rücktritt", "in", "Eriwan", "Der", "Minister", "geht", ".")
    starts = np.arange(7, dtype=np.int32) * 10
    words = Words(forms, starts, starts + 5, np.array([0, 7], np.int32))
    found = [(3, 0.2), (1, 9.0), (4, 2.0)]  # an article; one word in; a noun behind a word
    cuts = good_cuts(words, found, frozenset(("der",)))
    assert cuts == [3]
    assert good_cuts(words, found, frozenset(("die",))) == []
    sent = (np.array([0], np.int32), np.array([65], np.int32))
    fresh, (left, right), again = cut_again(words, sent, cuts)
    assert fresh.first.tolist() == [0, 3, 7]
    assert (left.tolist(), right.tolist()) == ([0, 30], [25, 65])
    assert again == {0, 3}
