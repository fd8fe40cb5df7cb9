/* Puts the page together: theme, choices, and what is drawn when. */

/* Few enough to tell apart. */
const SHOWN_AT_FIRST = 8;
/** Policies that no chart has to be stretched for. */
const close = ranked.filter(policy => instances.some(instance => {
  const figures = figuresOf(instance, policy);
  return figures && figures.completionMillis.mean <= 3 * instance.policies[0].completionMillis.mean;
}));
const state = {
  instance: runs.length ? runs[0].instance : instances[0].name, family: null, run: 0, search: "", scale: "auto",
  shown: new Set(close.length <= 14 ? close : close.slice(0, SHOWN_AT_FIRST)),
};
if (ranked.length > 14) report.policies.filter(() => report.policies.length <= 6).forEach(each => state.shown.add(each));

const families = [...new Set(instances.map(each => each.family))].filter(family =>
  new Set(instances.filter(each => each.family === family).map(each => each.load)).size > 1);
/** A few instances stand side by side; of many, one is shown at a time. */
const sideBySide = instances.length <= 3;

const shownPolicies = instance => instance.policies.map(each => each.policy).filter(each => state.shown.has(each));

function drawComparison() {
  const instance = instanceNamed(state.instance);
  const policies = shownPolicies(instance);
  const compared = sideBySide ? instances : [instance];
  byId("shown").textContent = policies.length + " of " + instance.policies.length + " shown in the charts";
  drawPolicies(instance, state.shown, state.search, (policy, on) => {
    if (on) state.shown.add(policy); else state.shown.delete(policy);
    drawComparison();
  });
  drawBars("completion", "Mean completion, s", compared, policies, each => each.completionMillis, 1e-3);
  drawBars("waiting", "Mean waiting, s", compared, policies, each => each.waitingMillis, 1e-3);
  drawBars("utilisation", "Utilisation, %", compared, policies, each => each.utilisation, 100);
  byId("compare-note").textContent = sideBySide && instances.length > 1 ? (report.seeds.length > 1 ? "Error bars are 95 % intervals over seeds." : "") : "On " + instance.name +
    (report.seeds.length > 1 ? "; error bars are 95 % intervals over seeds." : ".");
  drawPaired(instance, policies);
  drawDistributions(instance, policies);
  drawClasses(instance, policies);
  if (state.family) drawLoad(state.family, policies);
  if (instances.some(each => each.bestHeuristic)) drawRegret(ranked.filter(each => state.shown.has(each)));
}

function drawRun() {
  if (!runs.length) return;
  drawQueues();
  drawGantt(runs[state.run]);
  drawTimeline(runs[state.run]);
}

function fill(select, values, labels, chosen, choose) {
  values.forEach((value, index) => select.append(new Option(labels[index], value, false, value === chosen)));
  select.addEventListener("change", () => choose(select.value));
}

function choose(instance) {
  state.instance = instance;
  byId("instance").value = instance;
  drawComparison();
  byId("figures").scrollIntoView();
}

function drawHead() {
  document.title = report.experiment + " · DS-PPO Scheduler";
  byId("experiment").textContent = report.experiment;
  byId("asked").textContent = report.description;
  byId("headline").textContent = report.headline;
  const violations = instances.flatMap(each => each.policies).reduce((sum, each) => sum + each.violations, 0);
  const facts = { Policies: ranked.length, Instances: instances.length, Seeds: report.seeds.length,
    Runs: grouped(ranked.length * instances.length * report.seeds.length, 0), Violations: violations };
  for (const [name, value] of Object.entries(facts)) {
    const fact = element("div", null, { class: name === "Violations" && value ? "bad" : "" });
    fact.append(element("dt", name), element("dd", String(value)));
    byId("facts").append(fact);
  }
  report.findings.forEach(each => {
    const item = element("li");
    item.append(element("code", each.instance), ": " + each.text);
    byId("findings").append(item);
  });
  byId("words").open = report.findings.length > 1 && report.findings.length <= 6;
  byId("words").hidden = report.findings.length < 2;
}

/* Theme: as the system has it, until the button or #theme=dark in the address says otherwise. */
const systemDark = matchMedia("(prefers-color-scheme: dark)");
const fromAddress = /theme=(dark|light)/.exec(location.hash);
let chosenTheme = fromAddress && fromAddress[1];
const isDark = () => (chosenTheme ? chosenTheme === "dark" : systemDark.matches);

function applyTheme() {
  document.documentElement.dataset.theme = isDark() ? "dark" : "light";
  byId("theme").setAttribute("aria-pressed", String(isDark()));
  drawComparison();
  drawRun();
}

function start() {
  drawHead();
  drawOverview(choose);
  drawSections();
  drawProvenance();
  const names = instances.map(each => each.name);
  fill(byId("instance"), names, names, state.instance, value => { state.instance = value; drawComparison(); });
  byId("load-section").hidden = !families.length;
  byId("regret-section").hidden = !instances.some(each => each.bestHeuristic);
  byId("run-section").hidden = !runs.length;
  if (families.length) {
    const own = instanceNamed(state.instance).family;
    state.family = families.includes(own) ? own : families[0];
    fill(byId("family"), families, families, state.family, value => { state.family = value; drawComparison(); });
  }
  fill(byId("run"), runs.map((_, index) => String(index)),
    runs.map(each => each.policy + " on " + each.instance + ", seed " + each.seed), "0",
    value => { state.run = Number(value); drawRun(); });
  byId("scale").addEventListener("change", () => { state.scale = byId("scale").value; drawComparison(); });
  byId("search").addEventListener("input", event => { state.search = event.target.value; drawComparison(); });
  const sets = { top: () => instanceNamed(state.instance).policies.slice(0, SHOWN_AT_FIRST).map(each => each.policy),
    requested: () => report.policies, all: () => ranked, none: () => [] };
  document.querySelectorAll("[data-show]").forEach(button => button.addEventListener("click", () => {
    state.shown = new Set(sets[button.dataset.show]());
    drawComparison();
  }));
  byId("theme").addEventListener("click", () => { chosenTheme = isDark() ? "light" : "dark"; applyTheme(); });
  systemDark.addEventListener("change", applyTheme);
  let width = innerWidth;
  addEventListener("resize", () => {
    if (innerWidth === width) return;
    width = innerWidth;
    drawn.forEach(chart => chart.resize());
    if (runs.length) drawTimeline(runs[state.run]);
  });
  applyTheme();
}

start();
