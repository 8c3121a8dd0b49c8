"""MinHash signatures of texts (Broder 1997) over word triples, and their bands for look-up."""

import re
import zlib
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

HASHES = 72
BAND = 3
BANDS = HASHES // BAND
WORDS_IN_SHINGLE = 3
LONGEST_TEXT = 60_000

Hashes = NDArray[np.uint32]

_WORD = re.compile(r"\w+")
_SEED = 20231123


def _factors() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    draw = np.random.Generator(np.random.PCG64(_SEED))
    a = draw.integers(0, 1 << 64, HASHES, dtype=np.uint64)
    b = draw.integers(0, 1 << 64, HASHES, dtype=np.uint64)
    return a | np.uint64(1), b


_A, _B = _factors()


def shingles(text: str) -> Hashes:
    """The distinct word triples of a text as sorted 32-bit hashes; short texts give one.

    Case and punctuation do not count. Texts are read up to 60,000 characters.
    """
    words = _WORD.findall(text[:LONGEST_TEXT].casefold())
    codes = np.fromiter(
        (zlib.crc32(word.encode("utf-8", "surrogatepass")) for word in words), np.uint64, len(words)
    )
    if len(codes) < WORDS_IN_SHINGLE:
        return np.unique(codes.astype(np.uint32))
    mixed = np.zeros(len(codes) - WORDS_IN_SHINGLE + 1, np.uint64)
    for offset in range(WORDS_IN_SHINGLE):
        mixed = mixed * np.uint64(0x9E3779B97F4A7C15) + codes[offset : offset + len(mixed)]
    return np.unique((mixed >> np.uint64(32)).astype(np.uint32))


def signature(hashes: Hashes) -> Hashes:
    """The 72 minima of a set of hashes (multiply-shift); all ones where the set is empty."""
    if not len(hashes):
        return np.full(HASHES, 0xFFFFFFFF, np.uint32)
    wide = hashes.astype(np.uint64)
    values = wide[None, :] * _A[:, None] + _B[:, None]
    mins: Hashes = (values.min(axis=1) >> np.uint64(32)).astype(np.uint32)
    return mins


def pack(mins: Hashes) -> bytes:
    return mins.astype("<u4").tobytes()


def unpack(rows: Iterable[bytes]) -> Hashes:
    """Packed signatures as a matrix (articles, 72)."""
    joined = b"".join(rows)
    mins: Hashes = np.frombuffer(joined, "<u4").reshape(-1, HASHES)
    return mins


def bands(mins: Hashes) -> NDArray[np.uint64]:
    """One number for each band of each signature (articles, 24): equal where the band is equal."""
    wide = mins.astype(np.uint64).reshape(len(mins), BANDS, BAND)
    code = np.zeros((len(mins), BANDS), np.uint64)
    for place in range(BAND):
        code = code * np.uint64(0x100000001B3) + wide[:, :, place] + np.uint64(1)
        code ^= code >> np.uint64(29)
    return code
