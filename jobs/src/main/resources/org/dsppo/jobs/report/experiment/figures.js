/* Data, names and numbers that all other parts of the page use. */
const content = JSON.parse(document.getElementById("data").textContent);
const report = content.document;
const runs = content.runs;
const byId = id => document.getElementById(id);

const instances = report.instances;
const instanceNamed = name => instances.find(each => each.name === name);
const figuresOf = (instance, policy) => instance.policies.find(each => each.policy === policy);
const isReference = policy => report.references.includes(policy);

/** All policies, by the geometric mean over the instances of their completion relative to the best there. */
const ranked = (() => {
  const excess = new Map();
  for (const instance of instances) {
    const best = instance.policies[0].completionMillis.mean;
    instance.policies.forEach(({ policy, completionMillis }) =>
      excess.set(policy, (excess.get(policy) || 0) + Math.log(completionMillis.mean / best)));
  }
  return [...excess.keys()].sort((a, b) => excess.get(a) - excess.get(b));
})();

const palette = ["#3f74e0", "#e0782f", "#23a26d", "#cf4a94", "#8b66dd", "#b08a12", "#17a2b5", "#d9534f",
  "#7a9a2e", "#a0765b", "#5b8def", "#8a94a6", "#4d9a94", "#c58fd0", "#c7a44a", "#6f6bd0"];
const dashes = ["solid", "dashed", "dotted"];
const rankOf = new Map(ranked.map((policy, rank) => [policy, rank]));
const colourOf = policy => palette[rankOf.get(policy) % palette.length];
const dashOf = policy => dashes[Math.floor(rankOf.get(policy) / palette.length) % dashes.length];

const grouped = (number, digits) =>
  number.toLocaleString("en-GB", { minimumFractionDigits: digits, maximumFractionDigits: digits });
const digitsFor = seconds => (Math.abs(seconds) >= 1000 ? 0 : Math.abs(seconds) >= 100 ? 1 : 2);
const seconds = millis => (millis == null ? "–" : grouped(millis / 1000, digitsFor(millis / 1000)));
const percent = (share, digits = 1) => (share == null ? "–" : grouped(100 * share, digits));
const signed = share => (share > 0 ? "+" : share < 0 ? "−" : "±") + percent(Math.abs(share));
const ratio = number => (number == null ? "–" : number.toFixed(3));
const clock = millis => {
  const total = Math.round(millis / 1000);
  const pad = number => String(number).padStart(2, "0");
  const hours = Math.floor(total / 3600);
  return (hours ? hours + ":" : "") + pad(Math.floor(total / 60) % 60) + ":" + pad(total % 60);
};

/** An element with text; text is never read as markup. */
const element = (tag, text, attributes = {}) => {
  const made = document.createElement(tag);
  if (text != null) made.textContent = text;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
};
/** Names for use in tooltips, which are markup. */
const escaped = text => echarts.format.encodeHTML(String(text));
