// Learners by labs. Only the rows in sight are in the document where a class is large, all of them on paper.

const LARGE = 250;
const AROUND = 12;

const matrix = { view: [], sort: { key: "who", down: false }, body: null, box: null, height: 0, from: -1, to: -1, all: false };
const collator = new Intl.Collator(document.documentElement.lang, { numeric: true, sensitivity: "base" });
// By name, once: comparing words of many languages is slow.
const rank = [];
rows.map((row, i) => i).sort((a, b) => collator.compare(nameOf(rows[a]), nameOf(rows[b])) || a - b).forEach((learner, place) => { rank[learner] = place; });
const sought = rows.map((row) => [row.l, row.n, row.m, row.i].filter(Boolean).join("\n").toLowerCase());

const STATES = {
  all: () => true,
  lost: (row) => !(row.t >= maxTotal),
  missing: (row) => row.c.some((cell) => cell.k === "m"),
  unknown: (row) => row.c.some((cell) => !known(cell.p)),
  late: (row) => row.c.some((cell) => cell.l),
  given: (row) => row.c.some((cell) => cell.g),
  notes: (row) => row.o !== undefined,
};

// By name, by total ("total") or by a lab's points (its number); what is not known comes last.
function compare(a, b) {
  const { key, down } = matrix.sort;
  const names = rank[a] - rank[b];
  if (key === "who") return down ? -names : names;
  const [x, y] = [a, b].map((i) => key === "total" ? rows[i].t : rows[i].c[key].p);
  if (!known(x) || !known(y)) return Number(known(y)) - Number(known(x)) || names;
  return (down ? y - x : x - y) || names;
}

function cellText(cell, column) {
  const parts = [`${column.title || column.lab}: ${known(cell.p) ? `${cell.p}/${column.max}` : words.notGraded}`];
  if (cell.k === "m") parts.push(words.nothing);
  if (cell.t) parts.push(cell.t);
  if (known(cell.r)) parts.push(words.named(words.raw, cell.r));
  if (cell.l) parts.push(words.penalty(cell.l));
  if (cell.g) parts.push(words.givenBy(cell.g.b));
  return parts.join("\n");
}

const marks = (cell) => [cell.g && h("span", { class: "mark" }, "*"), cell.l > 0 && !cell.g && h("span", { class: "mark" }, "↓")];

function rowView(learner, place) {
  const row = rows[learner];
  return h("tr", { "aria-rowindex": place + 2, "data-learner": learner },
    h("th", { scope: "row", class: "who" },
      h("button", { type: "button", class: "link", title: [row.l, row.m, row.i].filter(Boolean).join("\n"), onclick: () => showLearner(learner) }, nameOf(row)),
      row.n && [" ", h("small", null, row.i || row.l)]),
    row.c.map((cell, i) => h("td", { class: cellClass(cell, head.columns[i]), title: cellText(cell, head.columns[i]), "data-lab": i }, cellMark(cell), marks(cell))),
    h("td", { class: `total ${known(row.t) ? "" : "sx"}` }, known(row.t) ? [row.t, h("small", null, ` ${percent(shareOf(row.t, maxTotal))}`)] : "!"));
}

// An empty row as high as the rows that are not in the document.
function gap(size) {
  if (size === 0) return [];
  const cell = h("td", { colspan: head.columns.length + 2 });
  cell.style.height = `${size * matrix.height}px`;
  return [h("tr", { class: "gap", "aria-hidden": "true" }, cell)];
}

function draw() {
  const { view, box, body } = matrix;
  let [from, to] = [0, view.length];
  if (!matrix.all && view.length > LARGE && matrix.height > 0) {
    from = Math.max(0, Math.floor(box.scrollTop / matrix.height) - AROUND);
    to = Math.min(view.length, from + Math.ceil(box.clientHeight / matrix.height) + 2 * AROUND);
  } else if (!matrix.all && view.length > LARGE) {
    to = LARGE;
  }
  if (from === matrix.from && to === matrix.to) return;
  [matrix.from, matrix.to] = [from, to];
  // A row that is taken away takes the keyboard's place with it: it is given to the same learner's new row.
  const held = body.contains(document.activeElement) ? document.activeElement.closest("tr").dataset.learner : undefined;
  body.replaceChildren(...gap(from), ...view.slice(from, to).map((learner, i) => rowView(learner, from + i)), ...gap(view.length - to));
  const again = held !== undefined && body.querySelector(`tr[data-learner="${held}"] button`);
  if (again) again.focus({ preventScroll: true });
}

// Draws what the filter and the order say, from the top.
function redraw() {
  const text = byId("filter").value.trim().toLowerCase();
  const holds = STATES[byId("state").value];
  matrix.view = rows.map((_, i) => i).filter((i) => (text === "" || sought[i].includes(text)) && holds(rows[i])).sort(compare);
  matrix.from = -1;
  matrix.box.scrollTop = 0;
  draw();
  byId("shown").textContent = words.shown(matrix.view.length, rows.length);
  byId("nobody").hidden = matrix.view.length > 0;
  byId("table").setAttribute("aria-rowcount", matrix.view.length + 1);
}

function sortBy(key) {
  const same = matrix.sort.key === key;
  matrix.sort = { key, down: same ? !matrix.sort.down : false };
  for (const heading of byId("table").querySelectorAll("thead th")) {
    const mine = heading.dataset.key === String(key);
    if (mine) heading.setAttribute("aria-sort", matrix.sort.down ? "descending" : "ascending");
    else heading.removeAttribute("aria-sort");
    heading.querySelector(".arrow").textContent = mine ? (matrix.sort.down ? "▼" : "▲") : "";
  }
  redraw();
}

function heading(key, kind, title, ...content) {
  return h("th", { scope: "col", class: kind, "data-key": key, "aria-sort": key === "who" && "ascending" },
    h("button", { type: "button", title, onclick: () => sortBy(key) }, content,
      h("span", { class: "arrow", "aria-hidden": "true" }, key === "who" ? "▲" : "")));
}

function table() {
  matrix.body = h("tbody", { onclick: (event) => {
    const cell = event.target.closest("td");
    const learner = cell && cell.parentNode.dataset.learner;
    if (learner !== undefined && learner !== null) showLearner(Number(learner), cell.dataset.lab === undefined ? undefined : Number(cell.dataset.lab));
  } });
  return h("table", { id: "table", "aria-label": words.matrix },
    h("colgroup", null, h("col", { class: "who" }), head.columns.map(() => h("col", { class: "cell" })), h("col", { class: "total" })),
    h("thead", null, h("tr", { "aria-rowindex": 1 },
      heading("who", "who", undefined, words.learner),
      head.columns.map((column, i) => heading(i, "", `${column.title}\n${column.lab}, ${column.max}${column.weight > 1 ? ` ×${column.weight}` : ""}`,
        h("span", { class: "id" }, column.lab), h("span", { class: "nr" }, i + 1))),
      heading("total", "total", undefined, `${words.total}/${maxTotal}`))),
    matrix.body);
}

function matrixKey() {
  const any = (holds) => rows.some((row) => row.c.some(holds));
  const keys = [
    ["–", words.keyMissing, (cell) => cell.k === "m"], ["×", words.keyRefused, (cell) => cell.k === "r"],
    ["!", words.keyUnknown, (cell) => !known(cell.p) && cell.k !== "n"], ["…", words.keyPending, (cell) => cell.k === "n"],
    ["*", words.keyGiven, (cell) => cell.g], ["↓", words.keyLate, (cell) => cell.l],
  ];
  return h("p", { class: "key below" }, keys.filter(([, , holds]) => any(holds)).map(([mark, text]) => h("span", null, h("b", null, mark), " ", text)));
}

function buildMatrix() {
  const states = Object.keys(STATES).filter((state) => state === "all" || rows.some(STATES[state]));
  matrix.box = h("div", { class: "grid", tabindex: 0, role: "region", "aria-label": words.matrix, onscroll: draw }, table());
  byId("learners").append(
    h("h2", { id: "learners-h" }, words.learners),
    h("div", { class: "filter" },
      h("input", { id: "filter", type: "search", "aria-label": words.filter, placeholder: words.filterHint, oninput: redraw, autocomplete: "off", spellcheck: "false" }),
      h("select", { id: "state", "aria-label": words.show, onchange: redraw }, states.map((state) => h("option", { value: state }, words.states[state]))),
      h("span", { id: "shown", class: "dim", role: "status" })),
    matrix.box, h("p", { id: "nobody", class: "empty", hidden: true }, words.nobody), matrixKey());
  redraw();
  const first = matrix.body.querySelector("tr[data-learner]");
  if (first) matrix.height = first.getBoundingClientRect().height;
  matrix.from = -1;
  draw();
}
