// The network of actors. Its links stand in the table beside it as well.
"use strict";

(() => {
  const place = document.querySelector("[data-network]");
  if (!place) return;
  const given = JSON.parse(place.dataset.network);
  const tone = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
  const most = Math.max(1, ...given.edges.map((edge) => edge.weight));
  const named = given.nodes.map((node) => node.weight).sort((a, b) => b - a)[Math.min(29, given.nodes.length - 1)] || 0;
  const heaviest = Math.max(1, ...given.nodes.map((node) => node.weight));
  const graph = cytoscape({
    container: place,
    elements: [
      ...given.nodes.map((n) => ({ data: { id: n.id, name: n.name, size: 16 + 34 * Math.sqrt(n.weight / heaviest) }, classes: n.weight >= named && n.weight > 1 ? "named" : "" })),
      ...given.edges.map((e) => ({ data: { source: e.from, target: e.to, width: 1 + 6 * (e.weight / most), tone: tone(e.score < 0 ? "bad" : "good") } })),
    ],
    style: [
      { selector: "node", style: { label: "data(name)", width: "data(size)", height: "data(size)", "background-color": tone("link"), color: tone("ink"), "font-size": 18, "text-opacity": 0, "text-wrap": "ellipsis", "text-max-width": 170, "text-outline-color": tone("page"), "text-outline-width": 2, "text-valign": "bottom", "text-margin-y": 3 } },
      { selector: ".named, .near", style: { "text-opacity": 1 } },
      { selector: "edge", style: { width: "data(width)", "line-color": "data(tone)", opacity: 0.7, "curve-style": "straight" } },
      { selector: ":selected", style: { "background-color": tone("lit"), "line-color": tone("lit") } },
    ],
    layout: { name: "cose", animate: false, randomize: false, nodeRepulsion: 90000, idealEdgeLength: 90, nodeOverlap: 20, componentSpacing: 90, numIter: 1500, padding: 20 },
    wheelSensitivity: 0.2, userZoomingEnabled: true,
  });
  // Names are as large at every zoom; those of lesser actors come up when there is room for them.
  const rescale = () => {
    const zoom = graph.zoom();
    graph.batch(() => graph.nodes().style("font-size", 12 / zoom).style("text-max-width", 110 / zoom)
      .style("text-outline-width", 2 / zoom).toggleClass("near", zoom > 1.1));
  };
  graph.on("zoom", rescale);
  rescale();
  graph.on("tap", "node", (event) => { location.href = `/actor/${encodeURIComponent(event.target.id())}`; });
})();
