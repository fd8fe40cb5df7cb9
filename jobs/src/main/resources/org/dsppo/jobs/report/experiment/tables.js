/* Tables: an overview of the instances, the policies of one instance, and where the figures come from. */

const withInterval = (cell, interval, format) => {
  cell.append(format(interval.mean));
  if (interval.halfWidth != null) {
    cell.append(element("span", " ± " + format(interval.halfWidth).replace(/^[+−±]/, ""), { class: "interval" }));
  }
  return cell;
};

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
    { title: "Best policy", text: true, key: each => best(each).policy, fill: (cell, each) => cell.append(best(each).policy) },
    { title: "Completion, s", key: each => best(each).completionMillis.mean,
      fill: (cell, each) => withInterval(cell, best(each).completionMillis, seconds) },
    { title: "Waiting, s", key: each => best(each).waitingMillis.mean,
      fill: (cell, each) => cell.append(seconds(best(each).waitingMillis.mean)) },
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
  headRow(table, "The best policy on each instance, over " + report.seeds.length +
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
      fill: (cell, each) => withInterval(cell, each.completionMillis, seconds) },
    { title: "Waiting, s", key: each => each.waitingMillis.mean,
      fill: (cell, each) => withInterval(cell, each.waitingMillis, seconds) },
    { title: "p95, s", key: each => each.p95CompletionMillis, fill: (cell, each) => cell.append(seconds(each.p95CompletionMillis)) },
    { title: "p99, s", key: each => each.p99CompletionMillis, fill: (cell, each) => cell.append(seconds(each.p99CompletionMillis)) },
    { title: "Utilisation, %", key: each => each.utilisation.mean,
      fill: (cell, each) => withInterval(cell, each.utilisation, percent) },
    { title: "To best heuristic, %", key: each => each.differenceToBest && each.differenceToBest.mean,
      fill: (cell, each) => {
        if (!each.differenceToBest) return cell.append("–");
        if (each.policy === instanceNamed(state.instance).bestHeuristic) return cell.append("best");
        const { mean, halfWidth } = each.differenceToBest;
        if (Math.abs(mean) > (halfWidth || 0)) cell.classList.add(mean < 0 ? "good" : "bad");
        return withInterval(cell, each.differenceToBest, signed);
      } },
    { title: "Regret", key: each => each.regret, fill: (cell, each) => cell.append(ratio(each.regret)) },
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
    "Finished tasks and violations are summed over the seeds. Click a heading to sort.";
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
