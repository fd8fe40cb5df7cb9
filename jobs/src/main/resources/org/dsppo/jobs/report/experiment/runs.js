/* One run over time: a bar per attempt, the waiting queue above it, and utilisation by cluster and resource. */

const COLUMN = { node: 0, taskClass: 1, strategy: 2, outcome: 3, attempt: 4, submitted: 5, start: 6, end: 7 };

/** Puts attempts that overlap on a node into lanes of their own, first come first. */
function lanes(run) {
  const order = run.bars.map((_, index) => index)
    .sort((a, b) => run.bars[a][COLUMN.start] - run.bars[b][COLUMN.start]);
  const ends = run.nodes.map(() => []);
  const lane = new Array(run.bars.length);
  for (const index of order) {
    const bar = run.bars[index];
    const free = ends[bar[COLUMN.node]];
    let chosen = free.findIndex(end => end <= bar[COLUMN.start]);
    if (chosen < 0) chosen = free.push(0) - 1;
    free[chosen] = bar[COLUMN.end];
    lane[index] = chosen;
  }
  // Full lanes are a few pixels high, fewer when there are many; every node has room for its name.
  const total = ends.reduce((sum, each) => sum + each.length + 1, 0);
  const pixels = Math.min(4, Math.max(0.5, 900 / total));
  const least = Math.ceil(14 / pixels);
  const first = [0];
  ends.forEach(each => first.push(first.at(-1) + Math.max(least, each.length + 1)));
  return { lane, first, height: Math.round(first.at(-1) * pixels) };
}

/** Number of tasks that wait, as steps. */
function queueLength(run) {
  const changes = run.bars.flatMap(bar => bar[COLUMN.attempt] > 1 ? [] :
    [[bar[COLUMN.submitted], 1], [bar[COLUMN.start], -1]]).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const points = [];
  let length = 0;
  for (const [at, change] of changes) {
    length += change;
    if (points.length && points.at(-1)[0] === at) points.at(-1)[1] = length;
    else points.push([at, length]);
  }
  return points;
}

/** How many tasks waited under each policy, one line over the other. */
function drawQueues() {
  const policies = Object.keys(queues);
  byId("queue-caption").textContent = "Tasks waiting on " + runs[0].instance + ", seed " + runs[0].seed + ", mean over each step";
  draw("queue", 360, "Queue length of " + policies.join(", "), {
    legend: legendStyle(),
    grid: { left: 8, right: 20, top: 44, bottom: 30, containLabel: true },
    xAxis: { type: "value", min: 0, max: "dataMax", ...axisStyle(), axisLabel: { color: themeColour("--soft"), formatter: clock } },
    yAxis: { type: "value", min: 0, ...axisStyle() },
    tooltip: { ...tooltipStyle(), trigger: "axis", order: "valueAsc", axisPointer: { label: { formatter: item => clock(item.value) } },
      valueFormatter: value => (value == null ? "–" : plain(value)) },
    series: policies.map(policy => ({ ...lineSeries(policy, queues[policy].waiting.map((length, step) =>
      [(step + 0.5) * queues[policy].stepMillis, length])), showSymbol: false, lineStyle: { width: 1.4, type: dashOf(policy) } })),
  });
}

function attemptSeries(run, layout, taskClass) {
  return {
    type: "custom", name: run.classes[taskClass], xAxisIndex: 1, yAxisIndex: 1, itemStyle: { color: palette[taskClass % palette.length] },
    encode: { x: [1, 2], y: 3 }, clip: true,
    data: run.bars.map((bar, index) => [index, bar[COLUMN.start], bar[COLUMN.end],
      layout.first[bar[COLUMN.node]] + layout.lane[index]])
      .filter(each => run.bars[each[0]][COLUMN.taskClass] === taskClass),
    renderItem: (params, api) => {
      const [left, top] = api.coord([api.value(1), api.value(3)]);
      const [right, bottom] = api.coord([api.value(2), api.value(3) + 1]);
      const gap = bottom - top > 4 ? 1 : 0;
      const shape = echarts.graphic.clipRectByRect(
        { x: left, y: top, width: Math.max(1, right - left - gap), height: Math.max(0.7, bottom - top - gap) }, params.coordSys);
      return shape && { type: "rect", shape, style: { fill: api.visual("color") } };
    },
  };
}

function attemptText(run, index) {
  const bar = run.bars[index];
  const lines = [
    ["class", run.classes[bar[COLUMN.taskClass]]], ["strategy", run.strategies[bar[COLUMN.strategy]]],
    ["node", run.nodes[bar[COLUMN.node]]],
    ["submitted", clock(bar[COLUMN.submitted])], ["waited", seconds(bar[COLUMN.start] - bar[COLUMN.submitted]) + " s"],
    ["ran", seconds(bar[COLUMN.end] - bar[COLUMN.start]) + " s"],
    ["outcome", run.outcomes[bar[COLUMN.outcome]] + (bar[COLUMN.attempt] > 1 ? ", attempt " + bar[COLUMN.attempt] : "")],
  ];
  return "<b>" + escaped(run.tasks[index]) + "</b><br>" + lines.map(([name, value]) => name + ": " + escaped(value)).join("<br>");
}

function drawGantt(run) {
  const layout = lanes(run);
  const rows = layout.first.at(-1);
  const end = run.bars.reduce((latest, bar) => Math.max(latest, bar[COLUMN.end]), 1);
  const middles = run.nodes.map((_, node) => (layout.first[node] + layout.first[node + 1] - 1) / 2);
  const time = { type: "value", min: 0, max: end, ...axisStyle() };
  byId("gantt-caption").textContent = run.policy + " on " + run.instance + ", seed " + run.seed +
    ": tasks waiting (top) and what each node ran, by class. Wheel or sliders zoom.";
  byId("gantt-note").textContent = run.attempts > run.bars.length
    ? "Only the first " + grouped(run.bars.length, 0) + " of " + grouped(run.attempts, 0) + " attempts are drawn." : "";
  const stripes = run.nodes.map((_, node) => node).filter(node => node % 2)
    .map(node => [{ yAxis: layout.first[node] }, { yAxis: layout.first[node + 1] }]);
  const series = run.classes.map((_, index) => attemptSeries(run, layout, index));
  if (series.length) series[0].markArea = { silent: true, itemStyle: { color: themeColour("--stripe") }, data: stripes };
  draw("gantt", 184 + Math.max(180, layout.height), "Attempts of " + run.policy + " on " + run.nodes.length + " nodes over time", {
    legend: { ...legendStyle(), data: run.classes },
    grid: [{ left: 90, right: 44, top: 40, height: 60 }, { left: 90, right: 44, top: 118, bottom: 66 }],
    xAxis: [{ ...time, gridIndex: 0, axisLabel: { show: false } },
      { ...time, gridIndex: 1, axisLabel: { color: themeColour("--soft"), formatter: clock } }],
    yAxis: [{ type: "value", gridIndex: 0, name: "waiting", minInterval: 1, splitNumber: 2, ...axisStyle() },
      { type: "value", gridIndex: 1, inverse: true, min: 0, max: rows, ...axisStyle(), splitLine: { show: false },
        axisLabel: { color: themeColour("--soft"), customValues: middles, hideOverlap: true,
          formatter: value => run.nodes[middles.indexOf(value)] || "" } }],
    dataZoom: [{ type: "inside", xAxisIndex: [0, 1], filterMode: "weakFilter" },
      { type: "slider", xAxisIndex: [0, 1], filterMode: "weakFilter", bottom: 10, height: 22, labelFormatter: clock,
        textStyle: { color: themeColour("--soft") } },
      { type: "slider", yAxisIndex: 1, filterMode: "none", right: 6, width: 18, showDetail: false }],
    tooltip: { ...tooltipStyle(), trigger: "item",
      formatter: item => item.seriesType === "custom" ? attemptText(run, item.value[0]) : "" },
    series: [...series, { type: "line", name: "waiting tasks", step: "end", symbol: "none", xAxisIndex: 0, yAxisIndex: 0,
      data: queueLength(run), lineStyle: { width: 1.2 }, areaStyle: { opacity: 0.25 }, itemStyle: { color: themeColour("--soft") } }],
  });
}

/** A small chart for every cluster and resource. */
function drawTimeline(run) {
  const { stepMillis, series } = run.utilisation;
  const width = byId("timeline").clientWidth || 1000;
  const clusters = [...new Set(series.map(each => each.cluster))];
  const mostInCluster = Math.max(...clusters.map(cluster => series.filter(each => each.cluster === cluster).length));
  const fitting = Math.max(1, Math.floor(width / 165));
  // One row per cluster where the page is wide enough.
  const columns = Math.min(fitting, mostInCluster);
  const rowOfCluster = new Map();
  let rowsNeeded = 0;
  const cells = series.map(each => {
    if (!rowOfCluster.has(each.cluster)) {
      rowOfCluster.set(each.cluster, { row: rowsNeeded, used: 0 });
      rowsNeeded += Math.ceil(series.filter(other => other.cluster === each.cluster).length / columns);
    }
    const at = rowOfCluster.get(each.cluster);
    const cell = { column: at.used % columns, row: at.row + Math.floor(at.used / columns) };
    at.used++;
    return cell;
  });
  const rowHeight = 112;
  const place = index => ({ left: cells[index].column * width / columns + 30, width: width / columns - 46,
    top: cells[index].row * rowHeight + 26, height: rowHeight - 52 });
  draw("timeline", rowsNeeded * rowHeight + 6, "Utilisation of " + series.length + " cluster resources over time", {
    title: series.map((each, index) => ({ text: each.cluster + " · " + each.resource, left: place(index).left, top: place(index).top - 24,
      padding: 0, textStyle: { fontSize: 12, fontWeight: 600, color: themeColour("--text") } })),
    grid: series.map((_, index) => place(index)),
    xAxis: series.map((_, index) => ({ type: "value", gridIndex: index, min: 0, max: stepMillis * series[0].share.length, splitNumber: 2,
      ...axisStyle(), splitLine: { show: false }, axisLabel: { color: themeColour("--soft"), fontSize: 10, formatter: clock, hideOverlap: true } })),
    yAxis: series.map((_, index) => ({ type: "value", gridIndex: index, min: 0, max: 100, interval: 50, ...axisStyle(),
      axisLabel: { color: themeColour("--soft"), fontSize: 10 } })),
    tooltip: { ...tooltipStyle(), trigger: "axis",
      formatter: items => clock(items[0].value[0]) + "<br>" + items.map(item =>
        escaped(item.seriesName) + ": " + item.value[1].toFixed(1) + " %").join("<br>") },
    series: series.map((each, index) => ({ type: "line", name: each.cluster + " " + each.resource, xAxisIndex: index, yAxisIndex: index,
      symbol: "none", itemStyle: { color: palette[clusters.indexOf(each.cluster) % palette.length] },
      lineStyle: { width: 1.2 }, areaStyle: { opacity: 0.22 },
      data: each.share.map((share, step) => [(step + 0.5) * stepMillis, 100 * share]) })),
  });
}
