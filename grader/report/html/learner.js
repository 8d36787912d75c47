// One learner's results in every lab: beside the page, and on paper.

const SIGNS = { p: "✓", f: "✗", s: "–", e: "!" };

function duration(milliseconds) {
  return milliseconds < 10000 ? `${(milliseconds / 1000).toFixed(2)} s` : `${(milliseconds / 1000).toFixed(0)} s`;
}
const memory = (kib) => kib < 1024 ? `${kib} KiB` : `${(kib / 1024).toFixed(kib < 10240 ? 1 : 0)} MiB`;

function checkResult(found, column) {
  const status = found.s;
  const why = status === "s" || status === "e" ? found.reason ? words.named(words.status[status], found.reason) : words.status[status] : "";
  return h("div", { class: `found ${status}` },
    h("span", { class: "sign", role: "img", "aria-label": words.status[status] }, SIGNS[status]),
    h("span", { class: "num" }, `${found.p}/${column.checks[found.c].max}`),
    h("span", null, checkName(column.checks[found.c])),
    status !== "p" && h("div", { class: "rest" },
      why && h("p", { class: "dim" }, why),
      found.message && h("p", { class: "message" }, found.message),
      evidence(found),
      found.hint && h("p", { class: "hint message" }, words.named(words.hint, found.hint))));
}

function runView(run) {
  return h("div", null,
    h("p", null, `${words.run(run.seed)} ${run.end || words.endedWell}`,
      (run.limits || []).map((limit) => [" ", h("span", { class: "limit" }, `${words.limit} ${limit}`)])),
    run.err && folded(words.standardError, run.err), run.out && folded(words.standardOutput, run.out, "folded-out"));
}

function bodyView(body, column) {
  return [
    (body.checks || []).map((found) => checkResult(found, column)),
    body.notes && h("div", null, h("p", { class: "warn" }, words.script), body.notes.map((note) => h("p", { class: "message" }, note))),
    body.runs && h("div", { class: "runs" }, body.runs.map(runView)),
  ];
}

function trouble(cell) {
  if (cell.k === "m") return words.nothing;
  if (cell.k === "n") return words.pending;
  if (cell.k) return cell.t;
  if (light[cell.b][1] !== "!") return undefined;
  return bodyAt(cell.b).lab ? words.labError : words.machineError;
}

function facts(cell) {
  return [
    known(cell.r) && words.named(words.raw, cell.r), cell.l && words.penalty(cell.l), cell.f && words.named(words.file, cell.f),
    cell.n && words.attempts(cell.n), cell.e && words.reused, cell.w && `${words.took} ${duration(cell.w)}`,
    cell.q && `${words.cpu} ${duration(cell.q)}`, cell.y && `${words.memory} ${memory(cell.y)}`,
  ].filter(Boolean);
}

function answerView(cell, column, i) {
  const body = known(cell.b) ? bodyAt(cell.b) : undefined;
  const problem = trouble(cell);
  const told = facts(cell);
  return h("section", { class: "card answer", "data-answer": i, "aria-label": column.title || column.lab },
    h("div", { class: "head" },
      h("h3", null, `${i + 1}  ${column.title}`, " ", h("code", { class: "dim" }, column.lab)),
      h("span", { class: `points num ${cellClass(cell, column)}` }, cell.k && !cell.g && cell.k !== "n" ? `${cellMark(cell)} ` : "", known(cell.p) ? `${cell.p}/${column.max}` : words.notGraded)),
    told.length > 0 && h("p", { class: "facts" }, told.map((fact) => h("span", null, fact))),
    cell.g && h("p", { class: "given" }, words.named(words.givenBy(cell.g.b), `${cell.g.p}/${column.max}`), cell.g.c && `\n${cell.g.c}`),
    problem && h("p", { class: known(cell.p) ? "message" : "warn message" }, problem),
    body && body.error && h("p", { class: "message dim" }, body.error),
    body && bodyView(body, column));
}

const about = (row) => [row.n && row.l, row.i, row.m, row.p].filter(Boolean).join("  ·  ");
const totalOf = (row) => known(row.t) ? [String(row.t), h("small", null, `/${maxTotal}  ${percent(shareOf(row.t, maxTotal))}`)] : "!";
const learnerNotes = (row) => row.o && h("ul", { class: "card answer" }, row.o.map((note) => h("li", { class: "message warn" }, note)));
const answers = (row) => row.c.map((cell, i) => answerView(cell, head.columns[i], i));

// Opens a learner's results, at one of the labs.
function showLearner(learner, lab) {
  const row = rows[learner];
  const dialog = byId("learner");
  const place = matrix.view.indexOf(learner);
  const step = (by, text) => {
    const other = place < 0 ? undefined : matrix.view[place + by];
    return h("button", { type: "button", disabled: other === undefined, "data-step": by, onclick: () => {
      showLearner(other);
      const again = dialog.querySelector(`[data-step="${by}"]`);
      (again.disabled ? dialog.querySelector("[data-close]") : again).focus();
    } }, text);
  };
  dialog.replaceChildren(
    h("div", { class: "bar" },
      h("div", null, h("h2", { id: "learner-h", tabindex: -1 }, nameOf(row)), h("p", { class: "dim" }, about(row))),
      h("p", { class: "sum num" }, totalOf(row)),
      h("div", { class: "tools" }, step(-1, words.previous), step(1, words.next),
        h("button", { type: "button", "data-close": "", onclick: () => dialog.close() }, words.close))),
    h("div", { class: "body" },
      h("div", { class: "chips" }, row.c.map((cell, i) => h("button", {
        type: "button", class: `chip num ${cellClass(cell, head.columns[i])}`, title: head.columns[i].title,
        onclick: () => toAnswer(i),
      }, `${i + 1}: ${cellMark(cell)}`, marks(cell)))),
      learnerNotes(row) || [], answers(row)));
  if (!dialog.open) dialog.showModal();
  document.documentElement.classList.add("still");
  dialog.scrollTop = 0;
  byId("learner-h").focus({ preventScroll: true });
  if (lab !== undefined) toAnswer(lab);
}

function toAnswer(lab) {
  byId("learner").querySelector(`[data-answer="${lab}"]`).scrollIntoView();
}

// What paper shows of a learner.
function paperView(learner) {
  const row = rows[learner];
  return h("article", { class: "learner" },
    h("h2", null, nameOf(row), "  ", totalOf(row)), h("p", { class: "dim" }, about(row)), learnerNotes(row) || [], answers(row));
}
