// Elements made from data: text goes in as text nodes only, nothing is ever parsed as HTML.

const SVG = "http://www.w3.org/2000/svg";

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === undefined || value === false || value === null) continue;
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children.flat(Infinity)) {
    if (child !== undefined && child !== null && child !== false && child !== "") element.append(child);
  }
  return element;
}
const h = (tag, attributes, ...children) => fill(document.createElement(tag), attributes, children);
const svg = (tag, attributes, ...children) => fill(document.createElementNS(SVG, tag), attributes, children);
const byId = (id) => document.getElementById(id);

// A check's name, marked where learners are not shown it.
const checkName = (check) => [check.name, check.hidden && h("span", { class: "dim" }, ` ${words.hidden}`)];

// A strip whose parts are as long as their shares.
function meter(share) {
  const bar = h("i");
  bar.style.width = `${share * 100}%`;
  return h("span", { class: "meter", "aria-hidden": "true" }, bar);
}

const KINDS = ["full", "part", "none", "missing", "unknown"];
const kindName = (kind) => kind === "missing" ? words.lackLegend : kind === "unknown" ? words.unknownLegend : words[kind];

function stack(lab) {
  const parts = KINDS.filter((kind) => lab[kind] > 0);
  const text = parts.map((kind) => `${kindName(kind)}: ${lab[kind]}`).join(", ");
  return h("span", { class: "stack", role: "img", "aria-label": text, title: text }, parts.map((kind) => {
    const part = h("i", { class: kind });
    part.style.width = `${lab[kind] / rows.length * 100}%`;
    return part;
  }));
}

function stackKey() {
  const used = KINDS.filter((kind) => labs.some((lab) => lab[kind] > 0));
  return h("p", { class: "key" }, used.map((kind) => h("span", null, h("i", { class: kind }), kindName(kind))));
}

// A line of a diff, with blanks at its end made visible: they are often all that differs.
function diffLine(line) {
  if (line.startsWith("\\")) return h("span", { class: "more" }, `\\ ${words.noNewline}`);
  const kind = { "-": "minus", "+": "plus", "@": "at" }[line[0]];
  const text = kind === "minus" || kind === "plus" ? line.replace(/[ \t]+$/, "") : line;
  return h("span", { class: kind }, text || " ", text.length < line.length && h("i", null, line.slice(text.length)));
}

// A unified diff, expected against found. A place to scroll in can be reached by the keyboard.
function diffView(finding) {
  const lines = finding.diff.split("\n");
  if (lines[lines.length - 1] === "") lines.pop();
  return [
    h("p", { class: "legend" }, h("span", { class: "minus" }, words.expected), "  ", h("span", { class: "plus" }, words.got),
      finding.seed && h("span", { class: "dim" }, `  ${words.seed} ${finding.seed}`)),
    h("pre", { class: "diff", tabindex: 0, role: "group", "aria-label": `${words.expected} ${words.got}` }, lines.map(diffLine),
      finding.left && h("span", { class: "more" }, `… ${finding.left}`)),
  ];
}

const outputView = (text, label) =>
  h("pre", { class: "out", tabindex: 0, role: "group", "aria-label": label }, text || h("span", { class: "dim" }, words.nothingPrinted));

const folded = (title, text, kind) => h("details", { class: kind }, h("summary", null, title), outputView(text, title));

// What a failed check found: the diff, or both sides where there is none.
function evidence(finding) {
  if (known(finding.diff)) return diffView(finding);
  return [known(finding.expected) && folded(words.expectedWas, finding.expected), known(finding.actual) && folded(words.actual, finding.actual)];
}
