"""Actors and what joins them as GraphML and GEXF.

Edges run from who acts to whom it concerns. Happenings are added up: one edge a pair, direction and
kind (cooperation or conflict), its weight the number of happenings. Ties are edges of their own.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations, product
from pathlib import Path
from typing import Any

from lxml import etree

from lagebild import __version__
from lagebild.picture.connected import Chosen, ties
from lagebild.picture.question import Filters
from lagebild.show.export.files import plain, whole_file
from lagebild.show.export.wish import Report, Wish, happening_rows
from lagebild.show.tables import CONFLICT
from lagebild.store import Store

Row = dict[str, Any]

GRAPHML = "http://graphml.graphdrawing.org/xmlns"
GEXF = "http://www.gexf.net/1.2draft"
NODE_FIELDS = {"label": "string", "kind": "string", "country": "string", "sector": "string",
               "articles": "int"}  # fmt: skip
EDGE_FIELDS = {"kind": "string", "label": "string", "weight": "double", "voices": "int",
               "score": "double", "first": "string", "last": "string"}  # fmt: skip


@dataclass
class Edge:
    """What is added up between two actors."""

    source: str
    target: str
    kind: str
    label: str = ""
    happenings: int = 0
    voices: int = 0
    scores: list[float] = field(default_factory=list)
    days: list[date] = field(default_factory=list)

    def fields(self) -> Row:
        """The edge's attributes; those that are not known are left out."""
        return {
            "kind": self.kind,
            "label": self.label or self.kind,
            "weight": float(max(self.happenings, 1)),
            "voices": self.voices,
            "score": round(sum(self.scores) / len(self.scores), 2) if self.scores else None,
            "first": min(self.days).isoformat() if self.days else None,
            "last": max(self.days).isoformat() if self.days else None,
        }


@dataclass(frozen=True)
class Graph:
    """`nodes` by actor id; every edge joins two of them."""

    nodes: Mapping[str, Row]
    edges: Sequence[Edge]


def build_graph(store: Store, wish: Wish) -> Graph:
    """The graph of what fits a wish. Without a status asked for: what happened."""
    edges: dict[tuple[str, str, str], Edge] = {}
    for row in happening_rows(store, wish.facts()):
        kind = "conflict" if row["type"] in CONFLICT else "cooperation"
        for source, target in _pairs(row):
            edge = edges.setdefault((source, target, kind), Edge(source, target, kind))
            edge.happenings += 1
            edge.voices = max(edge.voices, row["voices"])
            edge.scores += [row["score"]] if row["score"] is not None else []
            edge.days += [d for d in (row["day_first"], row["day_last"]) if d is not None]
    for tie in ties(store, Filters(actor=wish.filters.actor), Chosen()).rows(store):
        kind = f"tie:{tie['relation']}"
        edges[tie["subject"], tie["object"], kind] = Edge(
            tie["subject"], tie["object"], kind, tie["relation"], voices=tie["voices"],
            days=[d for d in (tie["first_told"], tie["last_told"]) if d is not None],
        )  # fmt: skip
    nodes = _nodes(store, edges.values())
    kept = [e for _, e in sorted(edges.items()) if e.source in nodes and e.target in nodes]
    joined = {name for edge in kept for name in (edge.source, edge.target)}
    return Graph({name: row for name, row in nodes.items() if name in joined}, kept)


def _pairs(row: Row) -> Iterator[tuple[str, str]]:
    actors, recipients = (
        list(dict.fromkeys(p["actor"] for p in row[side] if p["actor"]))
        for side in ("actors", "recipients")
    )
    pairs = product(actors, recipients) if recipients else combinations(actors, 2)
    return ((a, b) for a, b in pairs if a != b)


def _nodes(store: Store, edges: Iterator[Edge] | Any) -> dict[str, Row]:
    wanted = sorted({name for edge in edges for name in (edge.source, edge.target)})
    rows = store.rows(
        "SELECT id, name AS label, kind, country, sector, articles FROM actors "
        "WHERE id IN (SELECT unnest(?::VARCHAR[])) ORDER BY id",
        [wanted],
    )
    return {row["id"]: row for row in rows}


def write_graphml(store: Store, wish: Wish, path: Path) -> Report:
    """Write GraphML."""
    graph = build_graph(store, wish)
    root = etree.Element(f"{{{GRAPHML}}}graphml", nsmap={None: GRAPHML})
    for target, fields in (("node", NODE_FIELDS), ("edge", EDGE_FIELDS)):
        for name, kind in fields.items():
            etree.SubElement(
                root, f"{{{GRAPHML}}}key",
                {"id": f"{target}_{name}", "for": target, "attr.name": name, "attr.type": kind},
            )  # fmt: skip
    body = etree.SubElement(root, f"{{{GRAPHML}}}graph", edgedefault="directed")
    for name, row in graph.nodes.items():
        node = etree.SubElement(body, f"{{{GRAPHML}}}node", id=xml_text(name))
        _data(node, "node", {field: row[field] for field in NODE_FIELDS})
    for number, edge in enumerate(graph.edges):
        ends = {"source": xml_text(edge.source), "target": xml_text(edge.target)}
        element = etree.SubElement(body, f"{{{GRAPHML}}}edge", id=f"e{number}", attrib=ends)
        _data(element, "edge", edge.fields())
    _write(root, path)
    return Report(len(graph.edges))


def _data(parent: Any, target: str, values: Row) -> None:
    for name, value in values.items():
        if value is not None:
            data = etree.SubElement(parent, f"{{{GRAPHML}}}data", key=f"{target}_{name}")
            data.text = xml_text(value)


def write_gexf(store: Store, wish: Wish, path: Path) -> Report:
    """Write GEXF 1.2, which Gephi and networkx read."""
    graph = build_graph(store, wish)
    root = etree.Element(f"{{{GEXF}}}gexf", nsmap={None: GEXF}, version="1.2")
    meta = etree.SubElement(root, f"{{{GEXF}}}meta")
    etree.SubElement(meta, f"{{{GEXF}}}creator").text = f"lagebild {__version__}"
    body = etree.SubElement(root, f"{{{GEXF}}}graph", defaultedgetype="directed", mode="static")
    for target, fields in (("node", NODE_FIELDS), ("edge", EDGE_FIELDS)):
        attributes = etree.SubElement(body, f"{{{GEXF}}}attributes", {"class": target})
        for name, kind in _own(fields).items():
            values = {"id": f"{target}_{name}", "title": name, "type": _gexf_type(kind)}
            etree.SubElement(attributes, f"{{{GEXF}}}attribute", values)
    nodes = etree.SubElement(body, f"{{{GEXF}}}nodes")
    for name, row in graph.nodes.items():
        ids = {"id": xml_text(name), "label": xml_text(row["label"])}
        node = etree.SubElement(nodes, f"{{{GEXF}}}node", ids)
        _attvalues(node, "node", {field: row[field] for field in _own(NODE_FIELDS)})
    edges = etree.SubElement(body, f"{{{GEXF}}}edges")
    for number, edge in enumerate(graph.edges):
        values = edge.fields()
        ends = {
            "id": str(number), "source": xml_text(edge.source), "target": xml_text(edge.target),
            "label": xml_text(values["label"]), "weight": str(values["weight"]),
        }  # fmt: skip
        element = etree.SubElement(edges, f"{{{GEXF}}}edge", ends)
        _attvalues(element, "edge", {f: v for f, v in values.items() if f in _own(EDGE_FIELDS)})
    _write(root, path)
    return Report(len(graph.edges))


def _own(fields: Mapping[str, str]) -> dict[str, str]:
    """Those that GEXF has no attribute of its own for."""
    return {name: kind for name, kind in fields.items() if name not in ("label", "weight")}


def _gexf_type(kind: str) -> str:
    return "integer" if kind == "int" else kind


def _attvalues(parent: Any, target: str, values: Row) -> None:
    known = {name: value for name, value in values.items() if value is not None}
    if not known:
        return
    held = etree.SubElement(parent, f"{{{GEXF}}}attvalues")
    for name, value in known.items():
        cells = {"for": f"{target}_{name}", "value": xml_text(value)}
        etree.SubElement(held, f"{{{GEXF}}}attvalue", cells)


def xml_text(value: object) -> str:
    """Text without what XML 1.0 forbids."""
    return "".join(c for c in plain(value) if c not in "\ufffe\uffff")


def _write(root: Any, path: Path) -> None:
    with whole_file(path) as fresh:
        fresh.write_bytes(
            etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)
        )
