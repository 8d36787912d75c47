// The class at a glance.

function median(numbers) {
  const sorted = numbers.slice().sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

const count = (holds) => rows.reduce((sum, row) => sum + row.c.filter(holds).length, 0);
const tile = (title, value, detail) => h("div", { class: "tile" }, h("dt", null, title), h("dd", null, value, detail && h("small", null, ` ${detail}`)));

function tiles(totals) {
  const mean = totals.reduce((sum, total) => sum + total, 0) / totals.length;
  const rare = [
    [words.missing, count((cell) => cell.k === "m")], [words.refused, count((cell) => cell.k === "r")],
    [words.notGraded, count((cell) => !known(cell.p))], [words.late, count((cell) => cell.l)],
    [words.overridden, count((cell) => cell.g)],
  ];
  return h("dl", { class: "tiles" },
    tile(words.learners, rows.length),
    totals.length > 0 && tile(words.mean, percent(shareOf(mean, maxTotal)), `${mean.toFixed(1)}/${maxTotal}`),
    totals.length > 0 && tile(words.median, percent(shareOf(median(totals), maxTotal)), `${median(totals)}/${maxTotal}`),
    tile(words.fullMarks, totals.filter((total) => total >= maxTotal).length),
    rare.filter(([, number]) => number > 0).map(([title, number]) => tile(title, number)));
}

// Learners by tenths of all points; full marks are a bar of their own.
function histogram(totals) {
  const bins = new Array(11).fill(0);
  for (const total of totals) bins[Math.max(0, Math.min(10, Math.floor(shareOf(total, maxTotal) * 10 + 1e-9)))] += 1;
  const label = (i) => i === 10 ? "100%" : `${i * 10}–${i * 10 + 9}%`;
  const highest = Math.max(1, ...bins);
  const [step, width, height] = [52, 40, 130];
  const text = words.totalsText(bins.map((number, i) => `${label(i)}: ${number}`).join(", "));
  return h("div", { class: "card" }, h("h3", null, words.totals),
    svg("svg", { class: "chart", viewBox: `0 0 ${step * 11} ${height + 42}`, role: "img", "aria-label": text },
      bins.map((number, i) => {
        const tall = number / highest * height;
        const x = i * step + (step - width) / 2;
        return svg("g", null,
          svg("rect", { class: i === 10 && "all", x, y: height + 18 - tall, width, height: tall, rx: 2 }),
          number > 0 && svg("text", { class: "count", x: x + width / 2, y: height + 13 - tall }, String(number)),
          svg("text", { x: x + width / 2, y: height + 36 }, label(i).replace("%", i === 10 ? "%" : "")));
      }),
      svg("line", { class: "axis", x1: 0, x2: step * 11, y1: height + 18.5, y2: height + 18.5 })));
}

// The checks that the largest share of graded answers failed.
function hardest() {
  const all = labs.flatMap((lab, i) => lab.checks.map((check, j) => ({ lab, i, j, check, share: lab.graded ? check.failed / lab.graded : 0 })));
  const failed = all.filter(({ check }) => check.failed > 0).sort((a, b) => b.share - a.share || b.check.failed - a.check.failed).slice(0, 6);
  return h("div", { class: "card" }, h("h3", null, words.hardest),
    failed.length === 0 ? h("p", { class: "dim" }, words.noFailures) : h("ol", { class: "hardest" }, failed.map(({ lab, i, j, check, share }) =>
      h("li", null,
        h("div", null,
          h("button", { type: "button", class: "link", onclick: () => showLab(i, j) }, checkName(head.columns[i].checks[j])),
          h("div", { class: "where" }, head.columns[i].title || head.columns[i].lab)),
        meter(share),
        h("span", { class: "share num", title: words.failedOf(check.failed, lab.graded) }, percent(share))))));
}

function buildOverview() {
  const totals = rows.map((row) => row.t).filter(known);
  byId("overview").append(h("h2", { id: "overview-h", class: "sr" }, words.overview), tiles(totals),
    h("div", { class: "cards" }, histogram(totals), hardest()));
}
