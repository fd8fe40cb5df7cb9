/* Tables: an overview of the instances, the policies of one instance, and where the figures come from. */

const withInterval = (cell, interval, scale, signed = false) => {
  cell.append(signed ? signOf(interval.mean) + meanText({ ...interval, mean: Math.abs(interval.mean) }, scale) : meanText(interval, scale));
  if (interval.halfWidth != null) {
    cell.append(element("span", " ± " + halfWidthText(interval, scale), { class: "interval" }));
  }
  return cell;
};

/** What a finding says of the lead of an instance's first policy. */
function leadText(instance) {
  const finding = findingOf(instance);
  if (finding.leads) return "leads";
  if (instance.policies.length < 2) return "–";
  if (report.seeds.length < 2) return "one seed: no difference shown";
  return "no difference shown to " + (finding.level.length === 1 ? finding.level[0] : finding.level.length + " others");
}

function headRow(table, caption, columns) {
  table.replaceChildren(element("caption", caption));
  const row = element("tr");
  columns.forEach(column => {
    const cell = element("th", null, { scope: "col" });
    if (column.text) cell.className = "text";
    if (column.key) {
      const button = element("button", column.title, { type: "button", title: "Sort by " + column.title });
      button.addEventListener("click", () => sortBy(table, cell, columns.indexOf(column)));
      cell.append(button);
    } else {
      cell.textContent = column.title;
    }
    row.append(cell);
  });
  const head = element("thead");
  head.append(row);
  table.append(head, element("tbody"));
}

/** Sorts the rows by a column's keys; a second time the other way round. */
function sortBy(table, cell, index) {
  const ascending = cell.getAttribute("aria-sort") !== "ascending";
  table.querySelectorAll("thead th").forEach(each => each.removeAttribute("aria-sort"));
  cell.setAttribute("aria-sort", ascending ? "ascending" : "descending");
  const body = table.tBodies[0];
  const rows = [...body.rows].sort((a, b) => {
    const x = a.keys[index], y = b.keys[index];
    const order = typeof x === "string" ? x.localeCompare(y, "en", { numeric: true }) : x - y;
    return ascending ? order : -order;
  });
  body.append(...rows);
}

function addRow(table, columns, item) {
  const row = element("tr");
  row.keys = columns.map(column => {
    const key = column.key ? column.key(item) : 0;
    return key == null ? Infinity : key;
  });
  columns.forEach((column, index) => {
    const cell = element(index === 0 ? "th" : "td", null, index === 0 ? { scope: "row" } : {});
    if (column.text) cell.className = "text";
    column.fill(cell, item);
    row.append(cell);
  });
  table.tBodies[0].append(row);
  return row;
}

function drawOverview(choose) {
  const best = instance => instance.policies[0];
  const bound = instance => report.bounds[instance.name] || {};
  const columns = [
    { title: "Instance", text: true, key: each => each.name, fill: (cell, each) => {
      const button = element("button", each.name, { type: "button", title: "Show this instance below" });
      button.addEventListener("click", () => choose(each.name));
      cell.append(button);
    } },
    { title: "Load", key: each => each.load, fill: (cell, each) => cell.append(grouped(each.load, each.load % 1 ? 2 : 0)) },
    { title: "Least mean", text: true, key: each => best(each).policy, fill: (cell, each) => cell.append(best(each).policy) },
    { title: "Lead", text: true, key: leadText, fill: (cell, each) => {
      if (!findingOf(each).leads) cell.classList.add("interval");
      cell.append(leadText(each));
    } },
    { title: "Completion, s", key: each => best(each).completionMillis.mean,
      fill: (cell, each) => withInterval(cell, best(each).completionMillis, 1e-3) },
    { title: "Waiting, s", key: each => best(each).waitingMillis.mean,
      fill: (cell, each) => withInterval(cell, best(each).waitingMillis, 1e-3) },
    ...(instances.every(each => each.bestHeuristic === best(each).policy) ? [] : [
      { title: "Best heuristic", text: true, key: each => each.bestHeuristic || "",
        fill: (cell, each) => cell.append(each.bestHeuristic || "–") }]),
    { title: "Worst / best", key: each => each.policies.at(-1).completionMillis.mean / best(each).completionMillis.mean,
      fill: (cell, each) =>
        cell.append(grouped(each.policies.at(-1).completionMillis.mean / best(each).completionMillis.mean, 1)) },
  ];
  if (instances.some(each => bound(each).exactMillis != null)) {
    columns.push(
      { title: "Optimum, s", key: each => bound(each).exactMillis, fill: (cell, each) => cell.append(seconds(bound(each).exactMillis)) },
      { title: "Best / optimum", key: each => best(each).completionMillis.mean / bound(each).exactMillis,
        fill: (cell, each) => cell.append(ratio(best(each).completionMillis.mean / bound(each).exactMillis)) });
  } else if (Object.keys(report.bounds).length) {
    columns.push(
      { title: "LB0, s", key: each => bound(each).lb0Millis, fill: (cell, each) => cell.append(seconds(bound(each).lb0Millis)) },
      { title: "LP bound, s", key: each => bound(each).lpMillis, fill: (cell, each) => cell.append(seconds(bound(each).lpMillis)) },
      { title: "Best / bound", key: each => bound(each).gap, fill: (cell, each) => cell.append(ratio(bound(each).gap)) });
  }
  const table = byId("overview");
  headRow(table, "The policy with the least mean on each instance, over " + report.seeds.length +
    (report.seeds.length === 1 ? " seed" : " seeds"), columns);
  instances.forEach(instance => addRow(table, columns, instance));
  byId("bound-note").textContent = instances.some(each => bound(each).exactMillis != null) ?
    "The optimum is the least mean completion of any schedule, which knows all arrivals in advance." : !Object.keys(report.bounds).length ? "" :
    "No schedule can be faster than the bounds: LB0 is the mean of the tasks' least run times, the LP bound also counts" +
    " capacity. The LP is solved on the first seed only, and the last column compares on that seed.";
}

/** Parts that some experiments have: text and a table that are written out already. */
function drawSections() {
  byId("sections").replaceChildren(...report.sections.map(each => {
    const section = element("section");
    section.append(element("h2", each.title), ...each.paragraphs.map(text => element("p", text)));
    const table = element("table"), head = element("tr"), body = element("tbody");
    each.columns.forEach(column => head.append(element("th", column, { scope: "col" })));
    table.append(element("thead"), body);
    table.tHead.append(head);
    each.rows.forEach(cells => {
      const row = element("tr");
      cells.forEach((cell, index) => row.append(element(index ? "td" : "th", cell, index ? {} : { scope: "row" })));
      body.append(row);
    });
    const scroll = element("div", null, { class: "scroll tall" });
    scroll.append(table);
    section.append(scroll, element("p", each.note, { class: "note" }));
    return section;
  }));
}

function policyColumns(shown, toggle) {
  return [
    { title: "Policy", text: true, key: each => each.policy, fill: (cell, each) => {
      const box = element("input", null, { type: "checkbox", "aria-label": "Show " + each.policy + " in the charts" });
      box.checked = shown.has(each.policy);
      const swatch = element("span", null, { class: "swatch" + (box.checked ? "" : " off") });
      swatch.style.background = colourOf(each.policy);
      box.addEventListener("change", () => toggle(each.policy, box.checked));
      const label = element("label");
      label.append(box, swatch, each.policy);
      cell.append(label);
    } },
    { title: "Completion, s", key: each => each.completionMillis.mean,
      fill: (cell, each) => withInterval(cell, each.completionMillis, 1e-3) },
    { title: "Waiting, s", key: each => each.waitingMillis.mean,
      fill: (cell, each) => withInterval(cell, each.waitingMillis, 1e-3) },
    { title: "p95, s", key: each => each.p95CompletionMillis, fill: (cell, each) => withInterval(cell, each.detail.p95CompletionMillis, 1e-3) },
    { title: "p99, s", key: each => each.p99CompletionMillis, fill: (cell, each) => withInterval(cell, each.detail.p99CompletionMillis, 1e-3) },
    { title: "Utilisation, %", key: each => each.utilisation.mean,
      fill: (cell, each) => withInterval(cell, each.utilisation, 100) },
    { title: "To best heuristic, %", key: each => each.differenceToBest && each.differenceToBest.mean,
      fill: (cell, each) => {
        if (!each.differenceToBest) return cell.append("–");
        if (each.policy === instanceNamed(state.instance).bestHeuristic) return cell.append("best");
        if (showsDifference(each.differenceToBest)) {
          cell.classList.add(each.differenceToBest.mean < 0 ? "good" : "bad");
        } else {
          cell.classList.add("interval");
          cell.title = "no difference shown";
        }
        return withInterval(cell, each.differenceToBest, 100, true);
      } },
    { title: "Regret", key: each => each.regret, fill: (cell, each) => cell.append(
      each.regret == null ? "–" : meanText({ mean: each.regret, halfWidth: each.differenceToBest.halfWidth }, 1)) },
    { title: "Finished", key: each => each.finished, fill: (cell, each) =>
      cell.append(grouped(each.finished, 0) + (each.rejected ? ", rejected " + grouped(each.rejected, 0) : "")) },
    { title: "Violations", key: each => each.violations, fill: (cell, each) => {
      if (each.violations) cell.className = "bad";
      cell.append(grouped(each.violations, 0));
    } },
  ];
}

function drawPolicies(instance, shown, search, toggle) {
  const table = byId("policies");
  const sorted = table.querySelector("thead [aria-sort]");
  const sortedBy = sorted && [...sorted.parentNode.children].indexOf(sorted);
  const descending = sorted && sorted.getAttribute("aria-sort") === "descending";
  const columns = policyColumns(shown, toggle);
  headRow(table, instance.name + ": " + grouped(instance.load, instance.load % 1 ? 2 : 0) + " " + instance.loadUnit, columns);
  instance.policies
    .filter(each => each.policy.toLowerCase().includes(search.toLowerCase()))
    .forEach(each => {
      const row = addRow(table, columns, each);
      row.classList.toggle("reference", isReference(each.policy));
      row.classList.toggle("best", each.policy === instance.bestHeuristic);
    });
  const cell = table.querySelectorAll("thead th")[sortedBy == null ? 1 : sortedBy];
  if (descending) cell.setAttribute("aria-sort", "ascending");
  sortBy(table, cell, sortedBy == null ? 1 : sortedBy);
  byId("policies-note").textContent = (instance.bestHeuristic
    ? "Bold: " + instance.bestHeuristic + ", the best heuristic here, which differences and regret refer to. "
    : "") + (report.references.length ? "Grey: heuristics that were run for reference. " : "") +
    "Grey differences: none is shown. Finished tasks and violations are summed over the seeds. Click a heading to sort.";
}

function drawProvenance() {
  const from = report.provenance;
  const rows = {
    Command: from.command, Version: from.version, Made: from.createdAt,
    Seeds: report.seeds.join(", "),
    Machine: from.cores + " cores, " + from.system + ", Java " + from.java,
    Time: clock(from.wallMillis) + " in this command on " + from.threads + " threads; all simulations together " +
      clock(from.simulationMillis),
  };
  const body = element("tbody");
  for (const [name, value] of Object.entries(rows)) {
    const row = element("tr");
    row.append(element("th", name, { scope: "row" }), element("td", value));
    body.append(row);
  }
  byId("provenance").replaceChildren(body);
}
