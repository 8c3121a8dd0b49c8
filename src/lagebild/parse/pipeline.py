"""The way of a text through the model: words, windows, batches, decoding, lemmas."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

from lagebild.parse.accord import accordant, accordant_numbers, accordant_relations
from lagebild.parse.decode import Columns, Stretch, decoder_of
from lagebild.parse.hyphens import with_hyphens
from lagebild.parse.lemma import lemmas
from lagebild.parse.marks import hang_marks
from lagebild.parse.model import Model, Raw
from lagebild.parse.mood import mend_moods, mend_preterites
from lagebild.parse.phrases import with_phrases
from lagebild.parse.record import IntArray, Parse
from lagebild.parse.recut import cut_again, good_cuts
from lagebild.parse.segment import segment, sentence_starters
from lagebild.parse.trust import trusted
from lagebild.parse.words import Words, syntactic_words

_WINDOW_PIECES = 240
_CORE_WORDS = 96
_CONTEXT_WORDS = 24
# Small batches, so that a layer's values stay in the processor's cache.
_BATCH_PIECES = 200


def parse_texts(
    model: Model, texts: Sequence[str], languages: Sequence[str], threads: int = 1
) -> list[Parse]:
    """The parses of many texts, in order. Each depends on its own text and language alone.

    Batches are made inside one text only, so that the answer is the same whatever else is parsed
    beside it; `threads` texts are worked on at once.
    """
    pairs = list(zip(texts, languages, strict=True))
    if threads > 1 and len(pairs) > 1:
        with ThreadPoolExecutor(threads) as pool:
            return list(pool.map(lambda pair: parse_text(model, *pair), pairs))
    return [parse_text(model, text, language, threads) for text, language in pairs]


def parse_text(model: Model, text: str, language: str, threads: int = 1) -> Parse:
    """The parse of one text; with several threads its batches are worked on at once."""
    cut = segment(text, language)
    words = syntactic_words(text, cut, language)
    pieces = model.splitter.words(words.form)
    return tag_words(
        model,
        words,
        pieces,
        text=text,
        language=language,
        sent=(cut.sent_start, cut.sent_end),
        threads=threads,
        recut=True,
    )


def tag_words(
    model: Model,
    words: Words,
    pieces: Sequence[tuple[int, ...]],
    *,
    text: str,
    language: str,
    sent: tuple[IntArray, IntArray],
    threads: int = 1,
    recut: bool = False,
) -> Parse:
    """The parse of words that are cut already (gold tokens of a treebank, for one).

    With `recut` a sentence may be cut again where the model sees the start of another one, as
    after a headline without a full stop.
    """
    columns = Columns.empty(len(words.form), words.first)
    decoder = decoder_of(model, language)

    def work(batch: list[Stretch]) -> tuple[list[Stretch], Raw]:
        return batch, model.run([pieces[s.low : s.high] for s in batch])

    def answer(items: Iterable[Stretch]) -> None:
        for batch, raw in _mapped(work, list(batched(items, pieces)), threads):
            decoder.decode(batch, raw, columns)

    answer(stretches(words.first, pieces))
    starters = sentence_starters(language) if language == "de" else frozenset[str]()
    if recut and (cuts := good_cuts(words, columns.cuts, starters)):
        words, sent, again = cut_again(words, sent, cuts)
        columns.forget(words.first, again)
        answer(stretches(words.first, pieces, again))
    head, relation = columns.trees()
    upos = columns.upos_labels(model.labels.tags["upos"])
    columns.outer = with_hyphens(words, upos, columns.outer)
    upos = accordant(decoder.language, upos, columns.xpos, relation)
    relation = accordant_relations(upos, head.tolist(), relation)
    head = hang_marks(words.form, upos, head, words.first)
    feats = tuple(columns.feats)
    if decoder.language == "de":
        feats = mend_moods(words.form, upos, feats, head, relation)
    else:
        feats = accordant_numbers(columns.xpos, feats)
    found = lemmas(language, words.form, upos, columns.xpos, head, relation)
    if decoder.language == "de":
        feats = mend_preterites(words.form, found, upos, feats)
        columns.outer = with_phrases(words.form, found, words.first.tolist(), columns.outer)
    return Parse(
        text=text,
        language=language,
        start=words.start,
        end=words.end,
        first=words.first,
        sent_start=sent[0],
        sent_end=sent[1],
        form=words.form,
        lemma=found,
        upos=upos,
        xpos=tuple(columns.xpos),
        feats=feats,
        head=head,
        deprel=relation,
        names=decoder.names(words, upos, columns),
        tagged=True,
        trusted=trusted(text, language, words.form),
    )


def _mapped(
    work: Callable[[list[Stretch]], tuple[list[Stretch], Raw]],
    batches: Sequence[list[Stretch]],
    threads: int,
) -> Iterable[tuple[list[Stretch], Raw]]:
    if threads > 1 and len(batches) > 1:
        with ThreadPoolExecutor(threads) as pool:
            return list(pool.map(work, batches))
    return map(work, batches)


def stretches(
    first: IntArray, pieces: Sequence[tuple[int, ...]], only: Collection[int] | None = None
) -> Iterator[Stretch]:
    """The stretches of a text: its sentences, long ones in windows that overlap.

    `only` limits them to the sentences whose first word it holds.
    """
    for low, high in zip(first[:-1].tolist(), first[1:].tolist(), strict=True):
        if low == high or (only is not None and low not in only):
            continue
        if sum(map(len, pieces[low:high])) <= _WINDOW_PIECES:
            yield Stretch(low, high, low, high)
            continue
        yield from _windows(low, high, pieces)


def _windows(low: int, high: int, pieces: Sequence[tuple[int, ...]]) -> Iterator[Stretch]:
    at = low
    while at < high:
        stop = _reach(at, min(high, at + _CORE_WORDS), pieces, _WINDOW_PIECES * 2 // 3)
        left, right = at, stop
        room = _WINDOW_PIECES - sum(map(len, pieces[at:stop]))
        for _ in range(_CONTEXT_WORDS):
            if left > low and len(pieces[left - 1]) <= room:
                left -= 1
                room -= len(pieces[left])
            if right < high and len(pieces[right]) <= room:
                room -= len(pieces[right])
                right += 1
        yield Stretch(left, right, at, stop)
        at = stop


def _reach(at: int, stop: int, pieces: Sequence[tuple[int, ...]], most: int) -> int:
    """How far words from `at` go within `most` pieces; at least one word."""
    used = 0
    for word in range(at, stop):
        used += len(pieces[word])
        if used > most:
            return max(word, at + 1)
    return stop


def batched(items: Iterable[Stretch], pieces: Sequence[tuple[int, ...]]) -> Iterator[list[Stretch]]:
    """Stretches of like length, grouped up to about _BATCH_PIECES pieces."""
    sized = sorted(
        ((sum(map(len, pieces[s.low : s.high])) + 2, s.low, s) for s in items),
        key=lambda item: item[:2],
    )
    batch: list[Stretch] = []
    used = 0
    for size, _, stretch in sized:
        if batch and used + size > _BATCH_PIECES:
            yield batch
            batch, used = [], 0
        batch.append(stretch)
        used += size
    if batch:
        yield batch
