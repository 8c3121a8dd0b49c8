"""A missing or damaged model is one clear line."""

import hashlib
import json
import shutil
from importlib.resources import files
from pathlib import Path

import pytest

from lagebild.errors import ModelError
from lagebild.parse.model import Model

PACKAGED = Path(str(files("lagebild.parse").joinpath("model")))
_MOST_BYTES = 40_000_000


def test_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="is missing"):
        Model.load(tmp_path / "none")


def test_damaged_file(tmp_path: Path) -> None:
    folder = tmp_path / "model"
    shutil.copytree(PACKAGED, folder)
    pieces = folder / "pieces.tsv"
    pieces.write_bytes(pieces.read_bytes()[:-10])
    with pytest.raises(ModelError, match=r"pieces\.tsv is damaged") as caught:
        Model.load(folder)
    assert "\n" not in str(caught.value)


def test_damaged_manifest(tmp_path: Path) -> None:
    folder = tmp_path / "model"
    shutil.copytree(PACKAGED, folder)
    (folder / "manifest.json").write_text("{", encoding="utf-8")
    with pytest.raises(ModelError, match="damaged"):
        Model.load(folder)


def test_size() -> None:
    assert sum(path.stat().st_size for path in PACKAGED.iterdir()) <= _MOST_BYTES


def test_digest_tells_models_apart(model: Model, tmp_path: Path) -> None:
    folder = tmp_path / "model"
    shutil.copytree(PACKAGED, folder)
    assert Model.load(folder).digest == model.digest
    pieces = folder / "pieces.tsv"
    pieces.write_bytes(pieces.read_bytes() + b"\n")
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    manifest["files"]["pieces.tsv"]["sha256"] = hashlib.sha256(pieces.read_bytes()).hexdigest()
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    assert Model.load(folder).digest != model.digest
