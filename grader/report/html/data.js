// The class's data, as html.cc wrote it into blocks of JSON. All strings are safe to show as text, and as nothing else.
//
// head           the set, its labs and their checks, the run
// rows           of each learner: l name in the submissions, n name, m e-mail, i number, p the course's
//                number, t total, o notes, c cells
//   cell         k kind (m missing, r refused, u unreadable here, n pending; none: there is a report), t reason,
//                p points that count, r the machine's points where others count, l late penalty, g given by a teacher,
//                b body, f file, n attempts, e reused, w wall ms, q cpu ms, y peak KiB
// light          of each body: lab, a letter for each of its checks (p f s e, "." not in this report; "!": not graded),
//                and [check, group] of each that failed: equal wrong results have the same group
// heavy          the bodies: what equal reports have in common, stored once. Parsed when somebody looks at one.

const parsed = (block) => JSON.parse(block.textContent);
const blocks = (name) => Array.from(document.querySelectorAll(`script.${name}`));

const head = parsed(document.getElementById("head"));
const rows = [].concat(...blocks("rows").map(parsed));
const light = [].concat(...blocks("light").map(parsed));
const heavy = blocks("heavy").map((block) => ({ first: Number(block.dataset.first), block, bodies: null }));

// The body with this number.
function bodyAt(number) {
  let low = 0;
  let high = heavy.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (heavy[middle].first <= number) low = middle; else high = middle - 1;
  }
  const chunk = heavy[low];
  if (!chunk.bodies) chunk.bodies = parsed(chunk.block);
  return chunk.bodies[number - chunk.first];
}

const known = (points) => points !== undefined;
const nameOf = (row) => row.n || row.l;
const maxTotal = head.columns.reduce((sum, column) => sum + column.max * column.weight, 0);
const shareOf = (points, max) => max > 0 ? points / max : 1;
const percent = (share) => `${Math.round(share * 100)}%`;

// What a cell shows, and the class of its colour: no points, then fifths below all of them, then all.
function shareClass(points, max) {
  const share = shareOf(points, max);
  if (share <= 0) return "s0";
  if (share >= 1) return "s5";
  return `s${Math.min(4, 1 + Math.floor(share * 4))}`;
}
function cellMark(cell) {
  if (cell.k === "m" && !cell.g) return "–";
  if (cell.k === "r" && !cell.g) return "×";
  if (known(cell.p)) return String(cell.p);
  return cell.k === "n" ? "…" : "!";
}
function cellClass(cell, column) {
  if (!known(cell.p)) return "sx";
  if (cell.k === "m" && !cell.g) return "sm";
  return shareClass(cell.p, column.max);
}

// What became of every check of every lab, counted over the class once.
// labs[i]: {full, part, none, missing, unknown, sum, known, graded, checks[j]: {failed, skipped, groups: Map}}.
const labs = head.columns.map((column) => ({
  full: 0, part: 0, none: 0, missing: 0, unknown: 0, sum: 0, known: 0, graded: 0,
  checks: column.checks.map(() => ({ failed: 0, skipped: 0, groups: new Map() })),
}));

function countCell(cell, lab, column, learner) {
  if (!known(cell.p)) {
    lab.unknown += 1;
  } else {
    lab.sum += cell.p;
    lab.known += 1;
    if (cell.k && !cell.g) lab.missing += 1;
    else if (cell.p >= column.max) lab.full += 1;
    else if (cell.p > 0) lab.part += 1;
    else lab.none += 1;
  }
  if (!known(cell.b) || light[cell.b][1] === "!") return;
  lab.graded += 1;
  const [, letters, failures] = light[cell.b];
  for (let i = 0; i < letters.length; i += 1) if (letters[i] === "s") lab.checks[i].skipped += 1;
  for (const [check, number] of failures) {
    const { groups } = lab.checks[check];
    lab.checks[check].failed += 1;
    let group = groups.get(number);
    if (!group) groups.set(number, group = { body: cell.b, learners: [] });
    group.learners.push(learner);
  }
}
rows.forEach((row, learner) => row.c.forEach((cell, i) => countCell(cell, labs[i], head.columns[i], learner)));
