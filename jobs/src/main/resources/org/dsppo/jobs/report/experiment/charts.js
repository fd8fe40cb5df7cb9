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

/** The kind of scale for some values: as chosen, or logarithmic if they are far apart. */
function scaleFor(values) {
  if (state.scale !== "auto") return state.scale;
  const positive = values.filter(each => each > 0);
  return positive.length && Math.max(...positive) > 30 * Math.min(...positive) ? "log" : "value";
}

const LABEL_WIDTH = 180;
/** Names beside bars, broken where they are long so that none is cut. */
const nameAxis = names => ({ type: "category", data: names, ...axisStyle(), axisLabel: { color: themeColour("--text"), fontSize: 11.5,
  lineHeight: 13, width: labelWidth(names, 11.5, LABEL_WIDTH) - 12, overflow: "breakAll", interval: 0 } });
/** Height that a row needs for the longest name. */
const rowHeight = (names, least) => Math.max(least, 6 + 13 * Math.ceil((labelWidth(names, 11.5, Infinity) - 14) / LABEL_WIDTH));

/** Bars per row with intervals as error bars; several series stand side by side. */
function drawGroups(id, title, rows, groups, scale, single) {
  const names = [...rows].reverse();
  const layout = { barMaxWidth: 18, barCategoryGap: "28%", count: groups.length };
  const series = groups.map(group => ({
    type: "bar", name: group.name, barMaxWidth: layout.barMaxWidth, barCategoryGap: layout.barCategoryGap,
    itemStyle: { borderRadius: [0, 3, 3, 0], color: group.colour },
    data: names.map(name => {
      const figure = group.figure(name);
      return { value: figure ? figure.mean * scale : null, itemStyle: single ? { color: colourOf(name) } : {} };
    }),
  }));
  groups.forEach((group, index) => series.push(whiskers(names.map(group.figure), scale, layout, index)));
  const text = (group, name) => (group.figure(name) ? intervalText(group.figure(name), scale) : "–");
  draw(id, 64 + names.length * rowHeight(names, single ? 26 : 12 + 13 * groups.length),
    title + ": " + rows.map(name => name + " " + groups.map(group => text(group, name)).join(", ")).join("; "), {
    legend: { ...legendStyle(), show: !single, data: groups.map(group => group.name) },
    grid: { left: labelWidth(names, 11.5, LABEL_WIDTH), right: 22, top: single ? 6 : 34, bottom: 28 },
    xAxis: { type: "value", ...axisStyle() },
    yAxis: nameAxis(names),
    tooltip: { ...tooltipStyle(), trigger: "axis", axisPointer: { type: "shadow" }, formatter: items => {
      const name = items[0].name;
      return "<b>" + escaped(name) + "</b><br>" +
        groups.map(group => escaped(group.name) + ": " + text(group, name)).join("<br>");
    } },
    series,
  });
}

/** Policies side by side, on one instance or on several. */
function drawBars(id, title, shownInstances, policies, pick, scale) {
  drawGroups(id, title, policies, shownInstances.map((instance, index) => ({
    name: instance.name, colour: palette[index], figure: policy => pick(figuresOf(instance, policy)),
  })), scale, shownInstances.length === 1);
}

const MOST_CLASS_POLICIES = 6;

/** Mean completion of each class under some policies. */
function drawClasses(instance, policies) {
  const compared = policies.slice(0, MOST_CLASS_POLICIES);
  const means = (policy, name) => figuresOf(instance, policy).detail.classes.find(each => each.taskClass === name);
  const names = instance.policies[0].detail.classes.map(each => each.taskClass);
  byId("classes-caption").textContent = "Mean completion, s, on " + instance.name;
  byId("classes-note").textContent = (names.length >= 12 ? "The twelve most frequent classes. " : "") +
    (policies.length > compared.length ? "The first " + compared.length + " of the policies shown. " : "") +
    (report.seeds.length > 1 ? "Error bars are 95 % intervals over seeds." : "");
  drawGroups("classes", "Mean completion by class on " + instance.name, names, compared.map(policy => ({
    name: policy, colour: colourOf(policy),
    figure: name => (means(policy, name) || { completionMillis: null }).completionMillis,
  })), 1e-3, false);
}

/** The difference of each seed to the reference, as dots, and their mean with its interval. */
function drawPaired(instance, policies) {
  const reference = instance.bestHeuristic || instance.policies[0].policy;
  const names = policies.filter(policy => policy !== reference).reverse();
  byId("paired-section").hidden = !names.length;
  if (!names.length) return;
  byId("paired-caption").textContent = "Completion against " + reference + " on " + instance.name + ", %, seed by seed";
  byId("paired-note").textContent = "Left of zero is faster than " + reference + ". " + (report.seeds.length > 1
    ? "A dot is a seed, the bar the mean with its 95 % interval; a bar that crosses zero shows no difference."
    : "One seed shows no difference.");
  const detail = policy => figuresOf(instance, policy).detail;
  const intervals = names.map(policy => {
    const of = detail(policy).pairedDifferences;
    const mean = of.reduce((sum, each) => sum + each, 0) / of.length;
    const toBest = figuresOf(instance, policy).differenceToBest || detail(policy).differenceToFirst;
    return { mean, halfWidth: toBest.halfWidth };
  });
  draw("paired", 64 + names.length * rowHeight(names, 26), "Paired differences to " + reference + ": " +
    names.map((policy, index) => policy + " " + intervalText(intervals[index], 100) + " %").join("; "), {
    grid: { left: labelWidth(names, 11.5, LABEL_WIDTH), right: 22, top: 6, bottom: 28 },
    xAxis: { type: "value", ...axisStyle() },
    yAxis: nameAxis(names),
    tooltip: { ...tooltipStyle(), trigger: "item", formatter: item => "<b>" + escaped(names[item.value[1]]) + "</b><br>seed " +
      report.seeds[item.value[2]] + ": " + signOf(item.value[0]) + plain(Math.abs(item.value[0])) + " %<br>mean " +
      signOf(intervals[item.value[1]].mean) + intervalText({ ...intervals[item.value[1]],
        mean: Math.abs(intervals[item.value[1]].mean) }, 100) + " %" },
    series: [
      { type: "scatter", symbolSize: 7, data: names.flatMap((policy, row) => detail(policy).pairedDifferences.map((each, seed) =>
        ({ value: [100 * each, row, seed], itemStyle: { color: colourOf(policy), opacity: 0.65 } }))),
        markLine: { silent: true, symbol: "none", label: { show: false }, data: [{ xAxis: 0 }],
          lineStyle: { color: themeColour("--soft"), type: "solid" } } },
      whiskers(intervals, 100, null, 0),
    ],
  });
}

/** Room that the longest of some names takes, at most a limit. */
function labelWidth(names, fontSize, limit) {
  const context = labelWidth.context || (labelWidth.context = document.createElement("canvas").getContext("2d"));
  context.font = fontSize + "px " + getComputedStyle(document.body).fontFamily;
  return 14 + Math.ceil(Math.min(limit, Math.max(0, ...names.map(name => context.measureText(name).width))));
}

/** Error bars along the horizontal axis, each in the middle of its bar. */
function whiskers(intervals, scale, layout, index) {
  const colour = themeColour("--text");
  return {
    type: "custom", silent: true, z: 5, clip: false, tooltip: { show: false },
    data: intervals.map((each, row) => each &&
      [(each.mean - (each.halfWidth || 0)) * scale, row, (each.mean + (each.halfWidth || 0)) * scale]).filter(each => each),
    encode: { x: [0, 2], y: 1 },
    renderItem: (params, api) => {
      const [low, middle] = api.coord([api.value(0), api.value(1)]);
      const [high] = api.coord([api.value(2), api.value(1)]);
      const y = middle + (layout ? api.barLayout(layout)[index].offsetCenter : 0);
      const line = (x1, y1, x2, y2) => ({ type: "line", shape: { x1, y1, x2, y2 }, style: { stroke: colour, lineWidth: 1.4 } });
      return { type: "group", children: high - low < 1 ? []
        : [line(low, y, high, y), line(low, y - 4, low, y + 4), line(high, y - 4, high, y + 4)] };
    },
  };
}

/** Error bars along the vertical axis, at points of a line. */
function uprightWhiskers(policy, points) {
  const colour = colourOf(policy);
  return {
    type: "custom", silent: true, z: 4, clip: false, tooltip: { show: false }, name: policy, itemStyle: { color: colour },
    data: points, encode: { x: 0, y: [1, 2] },
    renderItem: (params, api) => {
      const [x, low] = api.coord([api.value(0), api.value(1)]);
      const [, high] = api.coord([api.value(0), api.value(2)]);
      const line = (x1, y1, x2, y2) => ({ type: "line", shape: { x1, y1, x2, y2 }, style: { stroke: colour, lineWidth: 1.2 } });
      return { type: "group", children: low - high < 2 ? []
        : [line(x, low, x, high), line(x - 3, low, x + 3, low), line(x - 3, high, x + 3, high)] };
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

/** Completion against load, as it is, over the best heuristic's, and its tail. */
function drawLoad(family, policies) {
  const points = instances.filter(each => each.family === family).sort((a, b) => a.load - b.load);
  const xAxis = { name: points[0].loadUnit, min: points[0].load, max: points.at(-1).load };
  // A load without a bound is a gap in the line.
  const bounds = pick => points.map(each => [each.load, (report.bounds[each.name] && pick(report.bounds[each.name])) || null]);
  const known = line => line.some(point => point[1] != null);
  const least = bounds(bound => bound.lb0Millis / 1000);
  const capacity = bounds(bound => bound.lpMillis && bound.lpMillis / 1000);
  const below = bounds(bound => bound.gap && 1 / bound.gap);

  const chart = (id, title, pick, scale, extra, format) => {
    const lines = policies.map(policy => ({ policy, of: points.map(each => [each.load, pick(figuresOf(each, policy))]) }));
    const values = lines.flatMap(line => line.of.map(([, figure]) => figure && figure.mean * scale));
    const type = scaleFor(values);
    const floor = type === "log" ? 1e-9 : -Infinity;
    drawLines(id, title + " against load for " + family, [
      ...lines.map(({ policy, of }) => lineSeries(policy, of.map(([load, figure]) => [load, figure && figure.mean * scale]))),
      ...lines.map(({ policy, of }) => uprightWhiskers(policy, of.filter(([, figure]) => figure && figure.halfWidth != null)
        .map(([load, { mean, halfWidth }]) => [load, Math.max(floor, (mean - halfWidth) * scale), (mean + halfWidth) * scale]))),
      ...extra.filter(each => known(each.data))], xAxis, { type, scale: true }, format);
  };
  const inSeconds = value => (value == null ? "–" : plain(value) + " s");
  chart("load", "Mean completion", each => each.completionMillis, 1e-3,
    [boundSeries("LB0", least, "dotted"), boundSeries("LP bound", capacity, "dashed")], inSeconds);
  chart("load-relative", "Completion over that of the best heuristic", each => each.regret == null ? null
    : { mean: each.regret, halfWidth: each.differenceToBest.halfWidth }, 1,
    [boundSeries("LP bound / best policy", below, "dashed")], ratio);
  chart("load-p95", "95th percentile of completion", each => each.detail.p95CompletionMillis, 1e-3, [], inSeconds);
  chart("load-p99", "99th percentile of completion", each => each.detail.p99CompletionMillis, 1e-3, [], inSeconds);
  byId("load-note").textContent = (report.seeds.length > 1 ? "Error bars are 95 % intervals over seeds. " : "") + (known(capacity)
    ? "The LP bound is solved on the first seed only, so it can lie a little off the mean over all seeds; the right-hand" +
      " chart compares on that seed."
    : "");
}

/** How long which percentage of tasks took, and how long it waited. */
function drawDistributions(instance, policies) {
  const chart = (id, title, quantiles, levels, type) => {
    byId(id + "-caption").textContent = title + ", s, on " + instance.name;
    drawLines(id, "Quantiles of " + title.toLowerCase() + " on " + instance.name, policies.map(policy => ({
      ...lineSeries(policy, quantiles(figuresOf(instance, policy)).map((millis, index) =>
        [levels[index], type === "log" && !(millis > 0) ? null : millis / 1000])), showSymbol: false })),
      { name: "percent of tasks", min: 0, max: 100 }, type === "log" ? { type, scale: true } : { type, min: 0 },
      value => (value == null ? "–" : plain(value) + " s"));
  };
  const completion = each => each.detail.completionQuantilesMillis;
  chart("distribution", "Completion", completion, quantileLevels,
    scaleFor(policies.flatMap(policy => completion(figuresOf(instance, policy)))));
  const waiting = each => each.waitQuantilesMillis;
  chart("waits", "Waiting", waiting, waiting(instance.policies[0]).map((_, index, all) => 100 * index / (all.length - 1)), "value");
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
  const below = policies.length > 6 ? 24 + 0.7 * labelWidth(policies, 12, LABEL_WIDTH) + 13 : 30;
  draw("regret", 60 + below + rows.length * 28, "Regret of " + policies.length + " policies on " + rows.length + " instances", {
    grid: { left, right: 8, top: 8, bottom: 46 + below },
    xAxis: { type: "category", data: policies, ...axisStyle(), splitLine: { show: false },
      axisLabel: { color: themeColour("--text"), rotate: policies.length > 6 ? 40 : 0, interval: 0, lineHeight: 13,
        width: LABEL_WIDTH, overflow: "breakAll" } },
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
