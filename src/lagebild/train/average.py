"""The step `average`: the mean of the weights of several runs of one shape."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import torch

from lagebild.errors import UsageError
from lagebild.train.bundle import read_bundle


def average(runs: Sequence[Path], target: Path) -> None:
    """Write a run folder with the mean weights; labels and vocabulary must be the same.

    Runs that grew out of one another lie in one valley of the loss: their mean is often a little
    better than each (Wortsman and others 2022, "model soups").
    """
    bundles = [read_bundle(run) for run in runs]
    if any(bundle.labels != bundles[-1].labels for bundle in bundles):
        raise UsageError("the runs have different labels and cannot be averaged")
    states = [
        torch.load(run / "checkpoint.pt", weights_only=True, map_location="cpu")["network"]
        for run in runs
    ]
    mean = {
        name: sum(state[name] for state in states) / len(states)
        if values.is_floating_point()
        else values
        for name, values in states[-1].items()
    }
    target.mkdir(parents=True, exist_ok=True)
    torch.save({"network": mean}, target / "checkpoint.pt")
    shutil.copy(runs[-1] / "bundle.json", target / "bundle.json")
