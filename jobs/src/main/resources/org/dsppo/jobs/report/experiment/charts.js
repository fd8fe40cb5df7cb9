/* Charts that compare policies. Each takes what it shows and draws it anew. */

const drawn = new Map();
const themeColour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** Draws into an element and marks it once all is on screen. */
function draw(id, height, label, option) {
  const target = byId(id);
  if (drawn.has(id)) drawn.get(id).dispose();
  target.style.height = height + "px";
  target.dataset.rendered = "false";
  const chart = echarts.init(target);
  chart.on("finished", () => { target.dataset.rendered = "true"; });
  chart.setOption({ animation: false, textStyle: { fontFamily: getComputedStyle(document.body).fontFamily }, ...option });
  target.setAttribute("role", "img");
  target.setAttribute("aria-label", label);
  drawn.set(id, chart);
  return chart;
}

const axisStyle = () => ({
  axisLine: { lineStyle: { color: themeColour("--line") } },
  axisTick: { show: false },
  axisLabel: { color: themeColour("--soft") },
  nameTextStyle: { color: themeColour("--soft") },
  splitLine: { lineStyle: { color: themeColour("--grid") } },
});
const tooltipStyle = () => ({
  confine: true, backgroundColor: themeColour("--card"), borderColor: themeColour("--line"),
  textStyle: { color: themeColour("--text"), fontSize: 13 },
});
const legendStyle = () => ({ type: "scroll", top: 0, textStyle: { color: themeColour("--text") },
  pageTextStyle: { color: themeColour("--soft") }, pageIconColor: themeColour("--accent") });

/** Where an axis ends so that a few outliers do not flatten the rest; null if there are none. */
function cut(values) {
  const sorted = values.filter(each => each != null).sort((a, b) => a - b);
  const upper = sorted[Math.floor(0.75 * (sorted.length - 1))];
  return upper > 0 && sorted.at(-1) > 3 * upper && sorted.at(-1) < 200 * upper ? Number((1.6 * upper).toPrecision(2)) : null;
}

/** Bars per policy with intervals as whiskers; several instances stand side by side. */
function drawBars(id, title, shownInstances, policies, pick, scale) {
  const names = [...policies].reverse();
  const single = shownInstances.length === 1;
  const figure = (instance, policy) => pick(figuresOf(instance, policy));
  const end = cut(shownInstances.flatMap(instance => names.map(policy => figure(instance, policy).mean * scale)));
  const series = shownInstances.map((instance, index) => ({
    type: "bar", name: instance.name, barMaxWidth: 18, barCategoryGap: "28%",
    itemStyle: { borderRadius: [0, 3, 3, 0], color: palette[index] },
    data: names.map(policy => ({
      value: figure(instance, policy).mean * scale,
      itemStyle: single ? { color: colourOf(policy) } : {},
      label: { show: end != null && figure(instance, policy).mean * scale > end, position: "insideLeft", color: "#fff",
        formatter: item => item.value.toFixed(1) + " →" },
    })),
  }));
  if (single) series.push(whiskers(names.map(policy => figure(shownInstances[0], policy)), scale));
  const label = title + ": " + policies.map(policy =>
    policy + " " + shownInstances.map(each => (figure(each, policy).mean * scale).toFixed(2)).join(", ")).join("; ");
  draw(id, 64 + names.length * (single ? 26 : 12 + 13 * shownInstances.length), label, {
    legend: { ...legendStyle(), show: !single },
    grid: { left: labelWidth(names, 11.5, 165), right: 18, top: single ? 6 : 34, bottom: 28 },
    xAxis: { type: "value", max: end, ...axisStyle() },
    yAxis: { type: "category", data: names, ...axisStyle(),
      axisLabel: { color: themeColour("--text"), fontSize: 11.5, width: 165, overflow: "truncate" } },
    tooltip: { ...tooltipStyle(), trigger: "axis", axisPointer: { type: "shadow" }, formatter: items => {
      const policy = items[0].name;
      return "<b>" + escaped(policy) + "</b><br>" + shownInstances.map(instance => {
        const { mean, halfWidth } = figure(instance, policy);
        return escaped(instance.name) + ": " + (mean * scale).toFixed(2) +
          (halfWidth == null ? "" : " ± " + (halfWidth * scale).toFixed(2));
      }).join("<br>");
    } },
    series,
  });
}

/** Room that the longest of some names takes, at most a limit. */
function labelWidth(names, fontSize, limit) {
  const context = labelWidth.context || (labelWidth.context = document.createElement("canvas").getContext("2d"));
  context.font = fontSize + "px " + getComputedStyle(document.body).fontFamily;
  return 14 + Math.ceil(Math.min(limit, Math.max(0, ...names.map(name => context.measureText(name).width))));
}

function whiskers(intervals, scale) {
  const colour = themeColour("--text");
  return {
    type: "custom", silent: true, z: 5, clip: true, tooltip: { show: false },
    data: intervals.map((each, index) =>
      [(each.mean - (each.halfWidth || 0)) * scale, index, (each.mean + (each.halfWidth || 0)) * scale]),
    encode: { x: [0, 2], y: 1 },
    renderItem: (params, api) => {
      const [low, y] = api.coord([api.value(0), api.value(1)]);
      const [high] = api.coord([api.value(2), api.value(1)]);
      const line = (x1, y1, x2, y2) => ({ type: "line", shape: { x1, y1, x2, y2 }, style: { stroke: colour, lineWidth: 1.4 } });
      return { type: "group", children: high - low < 2 ? []
        : [line(low, y, high, y), line(low, y - 4, low, y + 4), line(high, y - 4, high, y + 4)] };
    },
  };
}

const lineSeries = (policy, data) => ({
  type: "line", name: policy, data, symbolSize: 6, showSymbol: data.length < 15,
  lineStyle: { width: 2, type: dashOf(policy) }, itemStyle: { color: colourOf(policy) },
  emphasis: { focus: "series" },
});
const boundSeries = (name, data, type) => ({
  type: "line", name, data, symbolSize: 5, z: 1, itemStyle: { color: themeColour("--soft") },
  lineStyle: { color: themeColour("--soft"), width: 1.6, type },
});

function drawLines(id, label, series, xAxis, yAxis, format) {
  draw(id, 400, label, {
    legend: legendStyle(),
    grid: { left: 8, right: 20, top: 44, bottom: 30, containLabel: true },
    xAxis: { type: "value", nameLocation: "middle", nameGap: 28, ...axisStyle(), ...xAxis },
    yAxis: { type: "value", ...axisStyle(), ...yAxis },
    tooltip: { ...tooltipStyle(), trigger: "axis", order: "valueAsc", valueFormatter: format },
    series,
  });
}

/** Completion against load, as it is and over the best heuristic's. */
function drawLoad(family, policies) {
  const points = instances.filter(each => each.family === family).sort((a, b) => a.load - b.load);
  const xAxis = { name: points[0].loadUnit, min: points[0].load, max: points.at(-1).load };
  const values = (policy, pick) => points.map(each => [each.load, pick(figuresOf(each, policy))]);
  // A load without a bound is a gap in the line.
  const bounds = pick => points.map(each => [each.load, (report.bounds[each.name] && pick(report.bounds[each.name])) || null]);
  const known = line => line.some(point => point[1] != null);
  const series = policies.map(policy => lineSeries(policy, values(policy, each => each.completionMillis.mean / 1000)));
  const least = bounds(bound => bound.lb0Millis / 1000);
  const capacity = bounds(bound => bound.lpMillis && bound.lpMillis / 1000);
  if (known(least)) series.push(boundSeries("LB0", least, "dotted"));
  if (known(capacity)) series.push(boundSeries("LP bound", capacity, "dashed"));
  drawLines("load", "Mean completion against load for " + family, series, xAxis,
    { scale: true, max: cut(series.slice(0, policies.length).map(each => each.data.at(-1)[1])) },
    value => value == null ? "–" : value.toFixed(2) + " s");

  const relative = policies.map(policy => lineSeries(policy, values(policy, each => each.regret)));
  const below = bounds(bound => bound.gap && 1 / bound.gap);
  if (known(below)) relative.push(boundSeries("LP bound / best policy", below, "dashed"));
  drawLines("load-relative", "Completion over that of the best heuristic against load for " + family, relative, xAxis,
    { scale: true, max: cut(relative.slice(0, policies.length).flatMap(each => each.data.map(point => point[1]))) },
    value => value == null ? "–" : value.toFixed(3));
  byId("load-note").textContent = known(capacity)
    ? "The LP bound is solved on the first seed only, so it can lie a little off the mean over all seeds; the right-hand" +
      " chart compares on that seed."
    : "";
}

function drawWaits(instance, policies) {
  byId("waits-caption").textContent = "Waiting, s, on " + instance.name;
  const series = policies.map(policy => {
    const quantiles = figuresOf(instance, policy).waitQuantilesMillis;
    return { ...lineSeries(policy, quantiles.map((wait, index) => [100 * index / (quantiles.length - 1), wait / 1000])),
      showSymbol: false };
  });
  drawLines("waits", "Quantiles of waiting on " + instance.name, series,
    { name: "percent of tasks", min: 0, max: 100 },
    { min: 0, max: cut(series.map(each => each.data.at(-1)[1])) }, value => value.toFixed(2) + " s");
}

/** Instances by policies, coloured by regret. */
function drawRegret(policies) {
  const rows = instances.filter(each => each.bestHeuristic).reverse();
  const cells = [];
  rows.forEach((instance, y) => policies.forEach((policy, x) => {
    const { regret } = figuresOf(instance, policy);
    cells.push({ value: [x, y, regret], label: { color: regret > 1.6 ? "#ffffff" : "#1b2330" } });
  }));
  const numbers = policies.length <= 16;
  const left = labelWidth(rows.map(each => each.name), 12, 260);
  const below = policies.length > 6 ? 24 + 0.7 * labelWidth(policies, 12, 165) : 30;
  draw("regret", 60 + below + rows.length * 28, "Regret of " + policies.length + " policies on " + rows.length + " instances", {
    grid: { left, right: 8, top: 8, bottom: 46 + below },
    xAxis: { type: "category", data: policies, ...axisStyle(), splitLine: { show: false },
      axisLabel: { color: themeColour("--text"), rotate: policies.length > 6 ? 40 : 0, interval: 0, width: 165, overflow: "truncate" } },
    yAxis: { type: "category", data: rows.map(each => each.name), ...axisStyle(), splitLine: { show: false },
      axisLabel: { color: themeColour("--text") } },
    visualMap: { min: 0.9, max: 2, calculable: false, orient: "horizontal", left: "center", bottom: 0, itemHeight: 160,
      text: ["2 and more", "0.9"], textStyle: { color: themeColour("--soft") },
      inRange: { color: ["#1a8f5a", "#8fd0a8", "#f6ecc4", "#f0b070", "#d9603f", "#a52a2a"] } },
    tooltip: { ...tooltipStyle(), formatter: item =>
      "<b>" + escaped(policies[item.value[0]]) + "</b><br>" + escaped(rows[item.value[1]].name) + ": " + ratio(item.value[2]) },
    series: [{ type: "heatmap", data: cells, label: { show: numbers, fontSize: 11,
      formatter: item => item.value[2].toFixed(2) },
      itemStyle: { borderColor: themeColour("--card"), borderWidth: 1 } }],
  });
}
