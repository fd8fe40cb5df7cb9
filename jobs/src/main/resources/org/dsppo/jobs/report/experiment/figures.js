/* Data, names and numbers that all other parts of the page use. */
const content = JSON.parse(document.getElementById("data").textContent);
const report = content.document;
const runs = content.runs;
const queues = content.queues;
const quantileLevels = content.quantileLevels;
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
/** The place of a number's first digit once it is rounded to two: 0 for 9.94, 1 for 9.96. */
const exponentOf = number => Number(Number(Math.abs(number)
  .toLocaleString("en-GB", { maximumSignificantDigits: 2, useGrouping: false })).toExponential().split("e")[1]);
/** Decimals that matter, negative for tens and hundreds: two digits of the interval, or four of a number without one. */
const placeOf = (mean, halfWidth) => halfWidth > 0 ? Math.min(6, 1 - exponentOf(halfWidth))
  : Math.min(6, Math.max(0, 3 - (mean ? exponentOf(mean) : 0)));
const atPlace = (number, place) => {
  const unit = 10 ** -place;
  return grouped(place < 0 ? Math.sign(number) * Math.round(Math.abs(number) / unit) * unit : number, Math.max(0, place));
};
/** A mean to the digit that its interval decides. */
const meanText = (interval, scale) => atPlace(interval.mean * scale, placeOf(interval.mean * scale, interval.halfWidth * scale));
const halfWidthText = (interval, scale) => {
  const place = placeOf(interval.mean * scale, interval.halfWidth * scale);
  return Math.abs(interval.halfWidth * scale) < 0.5 * 10 ** -place ? "0" : atPlace(interval.halfWidth * scale, place);
};
const intervalText = (interval, scale) => meanText(interval, scale) +
  (interval.halfWidth == null ? "" : " ± " + halfWidthText(interval, scale));
const signOf = number => (number > 0 ? "+" : number < 0 ? "−" : "±");
/** True if an interval shows a difference to zero; one sample shows none. */
const showsDifference = interval => interval.halfWidth != null && Math.abs(interval.mean) > interval.halfWidth + 1e-12;
const plain = number => atPlace(number, placeOf(number, null));
const seconds = millis => (millis == null ? "–" : plain(millis / 1000));
const ratio = number => (number == null ? "–" : plain(number));
const findingOf = instance => report.findings.find(each => each.instance === instance.name) || { leads: false, level: [] };
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
