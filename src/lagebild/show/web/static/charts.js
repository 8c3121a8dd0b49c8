// Charts: bars of cooperation and conflict by month, and the map. Every chart's figures stand in a
// table of the page as well. Texts are drawn on canvas, so nothing in them can become markup.
"use strict";

const drawings = [];

function tone(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

function plain() {
  return {
    aria: { enabled: false },
    animation: false,
    textStyle: { color: tone("ink"), fontFamily: "system-ui, sans-serif" },
    tooltip: {
      trigger: "axis", renderMode: "richText", confine: true,
      backgroundColor: tone("page"), borderColor: tone("line"), textStyle: { color: tone("ink") },
    },
  };
}

function monthChart(place) {
  const data = place.dataset;
  const months = JSON.parse(data.months);
  const scores = data.scores === "true";
  const names = months.map((m) => m.month);
  const axis = { axisLabel: { color: tone("soft") }, axisLine: { lineStyle: { color: tone("line") } },
    splitLine: { lineStyle: { color: tone("line") } } };
  const series = [
    { name: data.good, type: "bar", stack: "all", itemStyle: { color: tone("good") }, data: months.map((m) => m.cooperation) },
    { name: data.bad, type: "bar", stack: "all", itemStyle: { color: tone("bad"), decal: null }, data: months.map((m) => -m.conflict) },
  ];
  const axes = [{ type: "value", minInterval: 1, ...axis, axisLabel: { color: tone("soft"), formatter: (v) => Math.abs(v) } }];
  if (scores) {
    axes.push({ type: "value", min: -10, max: 10, ...axis, splitLine: { show: false } });
    series.push({
      name: data.mean, type: "line", yAxisIndex: 1, connectNulls: true, symbolSize: 7,
      lineStyle: { color: tone("ink"), width: 1.5, type: "dashed" }, itemStyle: { color: tone("ink") },
      data: months.map((m) => m.score),
      markPoint: { symbol: "pin", symbolSize: 36, itemStyle: { color: tone("lit") }, label: { show: false },
        data: months.filter((m) => m.turn).map((m) => ({ coord: [m.month, m.score] })) },
    });
  }
  const chart = echarts.init(place, null, { renderer: "canvas" });
  const zoom = months.length > 24;
  const option = plain();
  option.tooltip.valueFormatter = (value) => (value === null || value === undefined ? "–" : String(Math.abs(value)));
  chart.setOption({
    ...option,
    grid: { left: 45, right: scores ? 45 : 15, top: 30, bottom: zoom ? 70 : 30 },
    legend: { top: 0, textStyle: { color: tone("ink") } },
    xAxis: { type: "category", data: names, ...axis },
    yAxis: axes,
    dataZoom: zoom ? [{ type: "slider", height: 22, bottom: 8, textStyle: { color: tone("soft") }, borderColor: tone("line") }, { type: "inside", zoomOnMouseWheel: "ctrl" }] : [],
    series,
  });
  const address = (first, last) => {
    const link = new URL(data.link, location.href);
    link.searchParams.set("since", first);
    link.searchParams.set("until", last);
    return link.pathname + link.search;
  };
  chart.on("click", (event) => { if (event.componentType === "series") location.href = address(event.name, event.name); });
  const shown = place.parentElement.querySelector(".zoomed");
  chart.on("datazoom", () => {
    const { startValue, endValue } = chart.getOption().dataZoom[0];
    shown.href = address(names[startValue], names[endValue]);
    shown.hidden = false;
  });
  return chart;
}

async function mapChart(place) {
  const drawn = JSON.parse(place.dataset.drawn);
  const world = await (await fetch(place.dataset.world)).json();
  const shapes = topojson.feature(world, world.objects.countries);
  shapes.features = shapes.features.filter((shape) => shape.id !== "010"); // the Antarctic only takes room
  const counts = [];
  for (const shape of shapes.features) joinAtTheDateLine(shape.geometry);
  for (const shape of shapes.features) {
    shape.properties.name = String(shape.id || shape.properties.name);
    if (drawn.countries[shape.id]) counts.push({ name: String(shape.id), value: drawn.countries[shape.id] });
  }
  const labels = Object.fromEntries(world.objects.countries.geometries.map((g) => [String(g.id), g.properties.name]));
  echarts.registerMap("world", shapes);
  const chart = echarts.init(place, null, { renderer: "canvas" });
  const most = Math.max(1, ...drawn.points.map((p) => p.count));
  const top = Math.max(1, ...counts.map((c) => c.value));
  const option = plain();
  option.tooltip.trigger = "item";
  option.tooltip.formatter = (p) => p.seriesType === "scatter"
    ? `${p.name}: ${p.data.value[2]} ${place.dataset.words}` : `${labels[p.name] || ""}${p.value ? `: ${p.value}` : ""}`;
  chart.setOption({
    ...option,
    geo: {
      map: "world", roam: true, scaleLimit: { min: 1, max: 30 }, ...bounds(drawn.points),
      itemStyle: { areaColor: tone("card"), borderColor: tone("line") }, emphasis: { label: { show: false }, itemStyle: { areaColor: tone("line") } },
      regions: counts.map((c) => ({ name: c.name, itemStyle: { areaColor: tone("link"), opacity: 0.25 + 0.5 * (c.value / top) } })),
    },
    series: [{
      type: "scatter", coordinateSystem: "geo",
      symbolSize: (value) => 6 + 22 * Math.sqrt(value[2] / most),
      itemStyle: { color: tone("lit"), borderColor: tone("ink"), borderWidth: 1, opacity: 0.85 },
      label: { show: drawn.points.length <= 25, formatter: "{b}", position: "right", color: tone("ink"), textBorderColor: tone("page"), textBorderWidth: 3 },
      labelLayout: { hideOverlap: true },
      data: drawn.points.map((p) => ({ name: p.name, value: [p.lon, p.lat, p.count] })),
    }],
  });
  return chart;
}

// A land that lies across the date line goes on beyond 180 degrees instead of through the world.
function joinAtTheDateLine(geometry) {
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  for (const ring of polygons.flat()) {
    let shift = 0;
    for (let at = 1; at < ring.length; at += 1) {
      const step = ring[at][0] + shift - ring[at - 1][0];
      if (step > 180) shift -= 360;
      else if (step < -180) shift += 360;
      ring[at] = [ring[at][0] + shift, ring[at][1]];
    }
    if (Math.min(...ring.map((p) => p[0])) < -180) ring.forEach((p, at) => { ring[at] = [p[0] + 360, p[1]]; });
  }
}

// The part of the world in which most of the places lie, with some room around.
function bounds(points) {
  if (!points.length) return {};
  const middle = (values) => { const v = values.slice().sort((a, b) => a - b); return [v[Math.floor(v.length * 0.05)], v[Math.ceil(v.length * 0.95) - 1]]; };
  const [west, east] = middle(points.map((p) => p.lon));
  const [south, north] = middle(points.map((p) => p.lat));
  const width = Math.max(east - west, 2 * (north - south), 12) * 1.4;
  return { center: [(west + east) / 2, (south + north) / 2], zoom: Math.max(1, Math.min(20, 360 / width)) };
}

const kinds = { months: monthChart, map: mapChart };
async function drawAll() {
  while (drawings.length) drawings.pop().dispose();
  for (const place of document.querySelectorAll("[data-chart]")) drawings.push(await kinds[place.dataset.chart](place));
}
drawAll();
window.addEventListener("resize", () => drawings.forEach((chart) => chart.resize()));
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
