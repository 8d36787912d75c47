// What the class has not understood: every lab with its checks, and the wrong results of each, the commonest first.

const GROUPS = 3;
const NAMES = 12;

function learnerLinks(learners, lab, limit) {
  const link = (learner) => h("button", { type: "button", class: "link", onclick: () => showLearner(learner, lab) }, nameOf(rows[learner]));
  const list = h("p", { class: "who" }, learners.slice(0, limit).map(link));
  if (learners.length > limit) {
    const more = h("button", { type: "button", onclick: () => { more.remove(); list.append(...learners.slice(limit).map(link)); } },
      words.andMore(learners.length - limit));
    list.append(more);
  }
  return list;
}

function groupView(group, lab, check) {
  const finding = bodyAt(group.body).checks.find((candidate) => candidate.c === check);
  return h("div", { class: "group" },
    h("p", { class: "message" }, h("span", { class: "count" }, words.groups(group.learners.length)), "  ", finding.message),
    evidence(finding), learnerLinks(group.learners, lab, NAMES));
}

function checkView(i, j) {
  const check = labs[i].checks[j];
  const groups = Array.from(check.groups.values()).sort((a, b) => b.learners.length - a.learners.length);
  const share = labs[i].graded ? check.failed / labs[i].graded : 0;
  const view = h("div", { class: "check", id: `check-${i}-${j}` },
    h("div", { class: "head" },
      h("h3", null, checkName(head.columns[i].checks[j])), meter(share),
      h("span", { class: "share num" }, h("span", { class: "count" }, percent(share)), " ",
        h("span", { class: "dim" }, words.failedOf(check.failed, labs[i].graded)))),
    groups.slice(0, GROUPS).map((group) => groupView(group, i, j)));
  if (groups.length > GROUPS) {
    const more = h("button", { type: "button", class: "group", onclick: () => {
      more.replaceWith(...groups.slice(GROUPS).map((group) => groupView(group, i, j)));
    } }, words.moreGroups(groups.length - GROUPS));
    view.append(more);
  }
  return view;
}

// Fills in a lab's checks when they are first looked at.
function openLab(details, i) {
  if (details.children.length > 1) return;
  const failed = head.columns[i].checks.map((_, j) => j).filter((j) => labs[i].checks[j].failed > 0);
  details.append(h("div", { class: "inside" },
    labs[i].graded === 0 ? h("p", { class: "dim" }, words.noAnswers)
      : failed.length === 0 ? h("p", { class: "dim" }, words.everybodyPassed) : failed.map((j) => checkView(i, j))));
}

function labView(column, i) {
  const lab = labs[i];
  const mean = lab.known ? lab.sum / lab.known : undefined;
  const details = h("details", { class: "lab", id: `lab-${i}`, ontoggle: () => { if (details.open) openLab(details, i); } },
    h("summary", null,
      h("span", { class: "nr num" }, i + 1),
      h("span", null, h("span", null, column.title), " ", h("code", { class: "dim" }, column.lab)),
      stack(lab),
      h("span", { class: "mean num" }, known(mean) ? `${mean.toFixed(1)}` : "!", h("small", null, `/${column.max}${column.weight > 1 ? ` ×${column.weight}` : ""}`))));
  return details;
}

function showLab(i, j) {
  const details = byId(`lab-${i}`);
  openLab(details, i);
  details.open = true;
  byId(`check-${i}-${j}`).scrollIntoView();
  details.firstElementChild.focus({ preventScroll: true });
}

function buildLabs() {
  byId("labs").append(h("h2", { id: "labs-h" }, words.labs), stackKey(), head.columns.map(labView).reduce((all, lab) => { all.append(lab); return all; }, h("div")));
}
