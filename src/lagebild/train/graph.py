"""Building the run-time graph (ONNX) with 8-bit weights and 8-bit activations.

Activations are quantised with scales that are fixed beforehand (see `calibrate`). ONNX Runtime's
stock dynamic quantisation takes one scale for a whole batch: then an answer would hang on what else
is in the batch, and a single large value would coarsen all others.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from lagebild.train.calibrate import Range

_FUSED = "com.microsoft"


class GraphBuilder:
    """Collects nodes and constants; values are named by their producer."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: dict[str, onnx.TensorProto] = {}
        self.count = 0

    def constant(self, name: str, value: NDArray[np.generic]) -> str:
        """A named constant."""
        self.constants[name] = numpy_helper.from_array(np.ascontiguousarray(value), name)
        return name

    def ints(self, *values: int) -> str:
        """A constant vector of 64-bit integers."""
        name = "ints_" + "_".join(str(value) for value in values)
        return self.constant(name, np.array(values, np.int64))

    def number(self, value: float) -> str:
        """A constant scalar."""
        return self.constant(f"number_{value}", np.array(value, np.float32))

    def node(
        self,
        kind: str,
        inputs: Sequence[str],
        outputs: int | Sequence[str] = 1,
        domain: str = "",
        **attributes: object,
    ) -> list[str]:
        """Add a node; returns the names of its outputs."""
        self.count += 1
        names = (
            [f"{kind}_{self.count}_{i}" for i in range(outputs)]
            if isinstance(outputs, int)
            else list(outputs)
        )
        self.nodes.append(
            helper.make_node(
                kind, list(inputs), names, f"n{self.count}", domain=domain, **attributes
            )
        )
        return names

    def one(self, kind: str, *inputs: str, domain: str = "", **attributes: object) -> str:
        """Add a node with one output; returns its name."""
        return self.node(kind, inputs, 1, domain, **attributes)[0]

    def fused(self, kind: str, *inputs: str, **attributes: object) -> str:
        """Add one of ONNX Runtime's own operators."""
        return self.one(kind, *inputs, domain=_FUSED, **attributes)

    def linear(
        self,
        states: str,
        name: str,
        weight: NDArray[np.float32],
        spread: Range,
        bias: NDArray[np.float32] | None = None,
    ) -> str:
        """`states` [rows, in] times `weight` [out, in] in 8 bits, and the bias.

        `states` come divided by the range's `shrink`.
        """
        weight = weight * spread.shrink if (spread.shrink != 1).any() else weight
        column = np.maximum(np.abs(weight).max(axis=1), 1e-9) / 127
        quantised = np.clip(np.round(weight / column[:, None]), -127, 127).astype(np.int8)
        scale = self.constant(f"{name}.in", np.array(spread.scale, np.float32))
        zero = self.constant(f"{name}.zero", np.array(spread.zero, np.uint8))
        rows = self.one("QuantizeLinear", states, scale, zero)
        inputs = [
            rows,
            self.constant(f"{name}.weight", quantised.T),
            scale,
            self.constant(f"{name}.scale", column.astype(np.float32)),
            zero,
        ]
        if bias is not None:
            inputs += ["", self.constant(f"{name}.bias", bias)]
        return self.fused("MatMulIntegerToFloat", *inputs)

    def model(
        self, inputs: Sequence[tuple[str, int]], outputs: Sequence[tuple[str, int]]
    ) -> onnx.ModelProto:
        """The finished model; inputs and outputs are (name, number of axes)."""

        def info(name: str, axes: int, kind: int) -> onnx.ValueInfoProto:
            return helper.make_tensor_value_info(name, kind, [f"{name}_{i}" for i in range(axes)])

        graph = helper.make_graph(
            self.nodes,
            "lagebild",
            [info(name, axes, TensorProto.INT64) for name, axes in inputs],
            [info(name, axes, TensorProto.FLOAT) for name, axes in outputs],
            list(self.constants.values()),
        )
        versions = [helper.make_opsetid("", 18), helper.make_opsetid(_FUSED, 1)]
        return helper.make_model(graph, opset_imports=versions, ir_version=9)
