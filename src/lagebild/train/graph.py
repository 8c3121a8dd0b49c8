"""Building the run-time graph (ONNX) with 8-bit weights and 8-bit activations.

Every row of activations, that is every piece of every sentence, is quantised with a scale of its
own. ONNX Runtime's stock dynamic quantisation takes one scale for a whole batch: then an answer
would hang on what else is in the batch, and a single large value would coarsen all others.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

_FUSED = "com.microsoft"
_ZERO_POINT = 128


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

    def linear(self, states: str, name: str, weight: NDArray[np.float32]) -> str:
        """`states` [rows, in] times `weight` [out, in] in 8 bits, without the bias."""
        high = self.one("ReduceMax", states, self.ints(1), keepdims=0)
        low = self.one("ReduceMin", states, self.ints(1), keepdims=0)
        peak = self.one("Max", high, self.one("Neg", low), self.number(1e-6))
        scale = self.one("Mul", peak, self.number(1 / 127))
        zeros = self.one(
            "Expand",
            self.constant("zero_point", np.array([_ZERO_POINT], np.uint8)),
            self.one("Shape", scale),
        )
        rows = self.one("QuantizeLinear", states, scale, zeros, axis=0)
        column = np.maximum(np.abs(weight).max(axis=1), 1e-9) / 127
        quantised = np.clip(np.round(weight / column[:, None]), -127, 127).astype(np.int8)
        product = self.fused(
            "MatMulIntegerToFloat",
            rows,
            self.constant(f"{name}.weight", quantised.T),
            self.constant("unit", np.array([1], np.float32)),
            self.constant(f"{name}.scale", column.astype(np.float32)),
            self.constant("zero", np.array(_ZERO_POINT, np.uint8)),
        )
        return self.one("Mul", product, self.one("Unsqueeze", scale, self.ints(1)))

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
