"""The learnt weights: a row of numbers a feature, added up. Features are kept by their hash."""

import hashlib
import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import BytesIO

import numpy as np
import numpy.typing as npt

from lagebild.errors import ModelError

FloatArray = npt.NDArray[np.float32]

ROLES = ("none", "source", "message", "addressee", "topic", "medium", "evidence", "particle", "cue")
FORMAT = 1
FILE = "speech.npz"
CARD = "speech.json"


@dataclass(frozen=True)
class Layer:
    """One log-linear model: the row of each known feature, a column a class."""

    rows: Mapping[int, int]
    values: FloatArray

    def probabilities(self, examples: Sequence[Iterable[str]]) -> FloatArray:
        """The probability of each class for each example, given as its features."""
        found: list[int] = []
        counts: list[int] = []
        number = self.rows.get
        for features in examples:
            known = {number(hashed(feature), -1) for feature in features}
            known.discard(-1)
            found += known
            counts.append(len(known))
        of = np.repeat(np.arange(len(examples)), counts)
        sums = np.zeros((len(examples), self.values.shape[1]), np.float32)
        np.add.at(sums, of, self.values[found])
        sums -= sums.max(axis=1, keepdims=True)
        powers = np.exp(sums)
        return np.asarray(powers / powers.sum(axis=1, keepdims=True), np.float32)


@dataclass(frozen=True)
class Weights:
    """What is learnt: which words are cues, and which parts the phrases around a cue play.

    `least_cue`, `least_role`: how sure it must be that a word is a cue, a phrase plays any part.
    """

    cues: Layer
    roles: Layer
    least_cue: float
    least_role: float


def hashed(feature: str) -> int:
    """The number under which a feature is kept."""
    return zlib.crc32(feature.encode())


@cache
def weights() -> Weights:
    """The weights in the package. Raises ModelError where they are missing or damaged."""
    return load(files("lagebild.recognise.quotes.speech").joinpath("model"))


def load(folder: Traversable) -> Weights:
    """The weights of a folder. Raises ModelError where they are missing or damaged."""
    try:
        card = json.loads(folder.joinpath(CARD).read_text(encoding="utf-8"))
        content = folder.joinpath(FILE).read_bytes()
    except (OSError, ValueError) as error:
        raise ModelError(f"the weights for speeches cannot be read: {error}") from error
    if card.get("format") != FORMAT or hashlib.sha256(content).hexdigest() != card.get("sha256"):
        raise ModelError(f"{folder}: {FILE} is not the file that {CARD} describes; install again")
    with np.load(BytesIO(content), allow_pickle=False) as arrays:
        return Weights(
            _layer(arrays["cue_hashes"], arrays["cue_values"], arrays["cue_scale"]),
            _layer(arrays["role_hashes"], arrays["role_values"], arrays["role_scale"]),
            float(card["least_cue"]),
            float(card["least_role"]),
        )


def _layer(
    hashes: npt.NDArray[np.uint32], values: npt.NDArray[np.int8], scale: FloatArray
) -> Layer:
    rows = {int(h): row for row, h in enumerate(hashes.tolist())}
    return Layer(rows, np.asarray(values.astype(np.float32) * scale, np.float32))
