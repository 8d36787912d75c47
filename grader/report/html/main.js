// Puts the page together.

function applyTheme(theme) {
  document.documentElement.dataset.theme = theme;
  const button = byId("theme");
  button.textContent = words.theme[theme];
  button.title = words.themeTo[theme];
}

// The theme follows the system until somebody chooses one. A browser may refuse to keep that for a file.
function buildTheme() {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const ofSystem = () => system.matches ? "dark" : "light";
  let chosen = null;
  try { chosen = localStorage.getItem("shellab-theme"); } catch (error) { chosen = null; }
  if (chosen !== "light" && chosen !== "dark") chosen = null;
  applyTheme(chosen || ofSystem());
  system.addEventListener("change", () => { if (!chosen) applyTheme(ofSystem()); });
  byId("theme").addEventListener("click", () => {
    chosen = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
    applyTheme(chosen);
    try { localStorage.setItem("shellab-theme", chosen); } catch (error) { /* it holds for this page */ }
  });
}

// Paper shows every row, every lab and the details of each learner whom the filter shows.
function buildPaper() {
  let closed = [];
  addEventListener("beforeprint", () => {
    matrix.all = true;
    draw();
    closed = Array.from(document.querySelectorAll("details.lab:not([open])"));
    head.columns.forEach((_, i) => openLab(byId(`lab-${i}`), i));
    byId("paper").replaceChildren(...matrix.view.map(paperView));
    byId("paper").hidden = false;
    const folds = document.querySelectorAll("#paper details:not([open])");
    for (const details of [...closed, ...folds]) details.open = true;
  });
  addEventListener("afterprint", () => {
    matrix.all = false;
    draw();
    for (const details of closed) details.open = false;
    byId("paper").hidden = true;
    byId("paper").replaceChildren();
  });
  const button = byId("print-page");
  button.textContent = words.print;
  button.title = words.printTitle;
  button.addEventListener("click", () => print());
}

const date = (text) => new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long", timeStyle: "short" }).format(new Date(text));

function buildHeader() {
  byId("title").textContent = head.title || head.set;
  byId("subtitle").textContent = [words.classSize(rows.length, head.columns.length), date(head.started), head.run && `${words.runOf} ${head.run}`].filter(Boolean).join("  ·  ");
  byId("nav").setAttribute("aria-label", words.overview);
  byId("nav").append(...["learners", "labs", "notes"].filter((id) => !byId(id).hidden).map((id) => h("a", { href: `#${id}` }, words[id])));
}

function buildNotes() {
  if (head.notes.length === 0) return;
  byId("notes").hidden = false;
  byId("notes").append(h("h2", { id: "notes-h" }, words.notes), h("ul", { class: "card" }, head.notes.map((note) => h("li", null, note))));
}

function buildFooter() {
  const line = (title, ...values) => [h("dt", null, title), h("dd", null, values)];
  const withSeeds = head.columns.filter((column) => column.seeds.length > 0);
  byId("run").append(h("h2", null, words.environment), h("dl", null,
    line(words.set, head.set), head.run && line(words.runOf, head.run), line(words.started, head.started),
    line(words.feedback, words.feedbacks[head.feedback]),
    head.environments.map((used) => [
      line(words.program, used.shellab), line(words.image, `${used.image}  `, h("code", null, used.image_digest)), line(words.kernel, used.kernel)]),
    withSeeds.length > 0 && line(words.seeds, withSeeds.map((column) => h("div", null, `${column.lab}: `, h("span", { class: "num" }, column.seeds.join(", ")))))));
}

buildTheme();
buildNotes();
buildHeader();
buildOverview();
buildMatrix();
buildLabs();
buildFooter();
buildPaper();
byId("learner").addEventListener("close", () => document.documentElement.classList.remove("still"));
