"""Articles and parses for the tests of dates."""

import numpy as np

from lagebild.parse import Parse
from lagebild.parse.segment import segment
from lagebild.recognise.dates import find_dates
from lagebild.records import Article, Date, Part, Published


def article(
    text: str, published: str = "", language: str = "de", parts: tuple[Part, ...] = ()
) -> Article:
    """A bare article."""
    known = Published(value=published, basis="metadata") if published else None
    return Article(
        id="a", title=None, outlet=None, authors=(), published=known, language=language,
        url=None, text=text, parts=parts,
    )  # fmt: skip


def untagged(text: str, language: str = "de") -> Parse:
    """Sentences and tokens only."""
    cut = segment(text, language)
    blank = ("",) * len(cut.start)
    form = tuple(text[a:b] for a, b in zip(cut.start.tolist(), cut.end.tolist(), strict=True))
    heads = np.full(len(blank), -1, dtype=np.int32)
    return Parse(
        text, language, cut.start, cut.end, cut.first, cut.sent_start, cut.sent_end,
        form, blank, blank, blank, blank, heads, blank, (), False, True,
    )  # fmt: skip


def tree(*sentences: str) -> Parse:
    """A tagged parse from lines "form UPOS head relation [xpos [feats]]", heads from 1, 0 the root.

    The text is the forms joined by blanks, sentences too.
    """
    forms, upos, xpos, feats, heads, relations = [], [], [], [], [], []
    starts, ends, first, sent_start, sent_end = [], [], [0], [], []
    offset = 0
    for sentence in sentences:
        base = len(forms)
        for line in sentence.strip().splitlines():
            form, pos, head, relation, *more = line.split()
            forms.append(form)
            upos.append(pos)
            xpos.append(more[0] if more else "")
            feats.append(more[1] if len(more) > 1 else "")
            heads.append(base + int(head) - 1 if head != "0" else -1)
            relations.append(relation)
            starts.append(offset)
            ends.append(offset + len(form))
            offset += len(form) + 1
        first.append(len(forms))
        sent_start.append(starts[base])
        sent_end.append(ends[-1])

    def numbers(values: list[int]) -> np.ndarray:
        return np.array(values, dtype=np.int32)

    return Parse(
        " ".join(forms), "de", numbers(starts), numbers(ends), numbers(first),
        numbers(sent_start), numbers(sent_end), tuple(forms), tuple(forms), tuple(upos),
        tuple(xpos), tuple(feats), numbers(heads), tuple(relations),
    )  # fmt: skip


def dates_in(text: str, published: str = "", language: str = "de") -> list[Date]:
    """What is found without a parse."""
    return find_dates(article(text, published, language), untagged(text, language))


def shown(dates: list[Date]) -> str:
    """Dates as the case files write them."""
    return " ; ".join(f"{d.text} = {d.type} {d.value}" for d in dates)
