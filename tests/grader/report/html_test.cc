// The HTML report in a real browser.
#include "grader/report/html.h"

#include <gmock/gmock.h>

#include <boost/json.hpp>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "tests/grader/report/sample.h"
#include "tests/support/lab_files.h"
#include "tests/support/program.h"

namespace shellab {
namespace {

namespace json = boost::json;
using ::testing::AllOf;
using testing::Files;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kHostile[] =
    "</script><script>window.pwned = 1</script><img src=http://x.invalid/ onerror=window.pwned=1>\u202e<!--\xff";
constexpr char kHostileShown[] =
    "</script><script>window.pwned = 1</script><img src=http://x.invalid/ onerror=window.pwned=1>\\u{202e}<!--\\xff";

std::string Page(const ClassResults& results, Language language = Language::kEnglish) {
  RenderOptions options;
  options.language = language;
  std::ostringstream out;
  RenderHtml(results, options, out);
  return out.str();
}

// What browser.py tells of the page, in which it runs a script, the body of an async function.
json::value Told(const std::string& page, const std::string& script, const std::vector<std::string>& arguments) {
  const Files files;
  testing::Command browser;
  browser.argv = {"/usr/bin/python3", testing::SourceFolder() / "tests/support/browser.py",
                  files.Write("page.html", page)};
  browser.argv.insert(browser.argv.end(), arguments.begin(), arguments.end());
  browser.input = script;
  const testing::Ended ended = testing::RunToEnd(browser);
  if (ended.code != 0)
    throw std::runtime_error("chromium, chromium-driver and python3-selenium of Debian are needed:\n" + ended.err);
  return json::parse(ended.out);
}

// What the script returns. The page must have asked for nothing and made no complaint on the console.
json::value InBrowser(const std::string& page, const std::string& script, std::vector<std::string> arguments = {}) {
  const json::value told = Told(page, script, arguments);
  EXPECT_EQ(told.at("log"), json::array());
  EXPECT_EQ(told.at("requests"), json::array());
  return told.at("result");
}

ClassCell Reported(Report report) {
  ClassCell cell;
  cell.status = ClassCell::Status::kReported;
  cell.report = std::move(report);
  return cell;
}

Report FullMarks() {
  Report report = PartlyRight();
  report.points = report.max_points;
  for (CheckReport& check : report.checks) {
    check.status = CheckStatus::kPassed;
    check.points = check.max_points;
    check.message = {};
  }
  return report;
}

ClassRow Learner(const std::string& learner, const std::string& name, std::vector<ClassCell> cells) {
  ClassRow row;
  row.learner = learner;
  row.name = name;
  row.cells = std::move(cells);
  return row;
}

// Two labs of ten points, of which the second counts twice: alice has it all, two have made the same mistake, dora's
// was changed by hand and came late, erik's was not graded.
ClassReport FiveLearners() {
  ClassReport report;
  report.head().set = "text-101";
  report.head().title = {"Text <101>", "文本"};
  report.head().run = "r7";
  report.head().columns = {{"awk-one", {"Use awk", "使用 awk"}, 10, 1}, {"sed-two", {"Use sed", "使用 sed"}, 10, 2}};
  report.rows = {Learner("alice", "", {Reported(FullMarks()), Reported(FullMarks())}),
                 Learner("s2", "王小明", {Reported(PartlyRight()), ClassCell()}),
                 Learner("carl", "", {Reported(PartlyRight()), Reported(FullMarks())}),
                 Learner("dora", "", {Reported(PartlyRight()), Reported(FullMarks())}),
                 Learner("erik", "", {Reported(FullMarks()), Reported(NotGraded(Report::Status::kError, "no image"))})};
  report.rows[1].email = "ming@example.edu";
  report.rows[3].cells[0].given = Override{9, "nearly", "the teacher"};
  report.rows[3].cells[1].late_penalty = 3;
  report.rows[3].notes = {{"notes.txt is no answer", "notes.txt 不是答案"}};
  return report;
}

TEST(HtmlReport, ShowsSortsAndFiltersWhatEverybodyEarned) {
  const json::value shown = InBrowser(Page(FiveLearners()), R"(
    const matrix = () => Array.from(document.querySelectorAll("#table tbody tr[data-learner]"),
                                    (row) => Array.from(row.children, (cell) => cell.innerText.trim()).join("|"));
    const names = () => matrix().map((row) => row.split("|")[0]);
    const first = matrix();
    const total = document.querySelector("th.total");
    total.firstChild.click();
    const up = names();
    total.firstChild.click();
    const down = names();
    const sorted = total.getAttribute("aria-sort");
    document.querySelector("th.who button").click();
    const filter = (text, state) => {
      document.getElementById("filter").value = text;
      document.getElementById("filter").dispatchEvent(new Event("input"));
      document.getElementById("state").value = state;
      document.getElementById("state").dispatchEvent(new Event("change"));
      return [document.getElementById("shown").textContent, ...names()];
    };
    return {title: document.title, first, up, down, sorted,
            tiles: Object.fromEntries(Array.from(document.querySelectorAll(".tile"), (tile) =>
              [tile.firstChild.textContent, tile.lastChild.firstChild.textContent])),
            bars: document.querySelector(".chart").getAttribute("aria-label"),
            filtered: [filter("MING@", "all"), filter("小", "all"), filter("", "missing"), filter("", "unknown"),
                       filter("", "given"), filter("", "lost"), filter("zz", "lost"),
                       document.getElementById("nobody").hidden]};
  )");
  EXPECT_EQ(shown.at("title"), "Text <101>");
  EXPECT_EQ(shown.at("first"), json::parse(R"(["alice|10|10|30 100%", "carl|2|10|22 73%", "dora|9*|7↓|23 77%",
                                               "erik|10|!|!", "王小明 s2|2|–|2 7%"])"));
  EXPECT_EQ(shown.at("up"), json::parse(R"(["王小明 s2", "carl", "dora", "alice", "erik"])"));
  EXPECT_EQ(shown.at("down"), json::parse(R"(["alice", "dora", "carl", "王小明 s2", "erik"])"));
  EXPECT_EQ(shown.at("sorted"), "descending");
  EXPECT_EQ(shown.at("tiles"), json::parse(R"({"Learners": "5", "Mean": "64%", "Median": "75%", "Full marks": "1",
      "Not handed in": "1", "Not graded": "1", "Late": "1", "Changed by hand": "1"})"));
  EXPECT_THAT(std::string(shown.at("bars").as_string()),
              AllOf(HasSubstr("0–9%: 1, "), HasSubstr("70–79%: 2, "), HasSubstr(" 100%: 1.")));
  EXPECT_EQ(shown.at("filtered"), json::parse(R"([["1 of 5 learners", "王小明 s2"], ["1 of 5 learners", "王小明 s2"],
      ["1 of 5 learners", "王小明 s2"], ["1 of 5 learners", "erik"], ["1 of 5 learners", "dora"],
      ["4 of 5 learners", "carl", "dora", "erik", "王小明 s2"], ["0 of 5 learners"], false])"));
}

TEST(HtmlReport, TellsAllOfOneLearner) {
  const json::value shown = InBrowser(Page(FiveLearners()), R"(
    const dialog = document.getElementById("learner");
    const open = (name) => Array.from(document.querySelectorAll("#table th button"))
        .find((button) => button.textContent === name).click();
    open("carl");
    const carl = dialog.innerText;
    const lines = Array.from(dialog.querySelectorAll(".diff span"), (line) => [line.className, line.textContent]);
    for (const details of dialog.querySelectorAll("details")) details.open = true;
    const error = dialog.querySelector("details pre").innerText;
    dialog.querySelector("[data-step='1']").click();
    const dora = dialog.innerText;
    dialog.querySelector("[data-close]").click();
    const closed = !dialog.open;
    open("erik");
    return {carl, lines, error, dora, closed, erik: dialog.innerText};
  )");
  const std::string carl(shown.at("carl").as_string());
  for (const char* part : {"carl", "22/30", "2/10", "prints the column", "Seed 2 of 2: Line 1: expected “a”, got “b”.",
                           "Hint: Count from the right.", "skipped: needs column",
                           "Run with seed 18446744073709551615: The answer ended with exit code 3."})
    EXPECT_THAT(carl, HasSubstr(part));
  EXPECT_EQ(shown.at("lines"), json::parse(R"([["at", "@@ -1 +1 @@"], ["minus", "-a"], ["plus", "+b"]])"));
  EXPECT_EQ(shown.at("error"), "oops\n");
  EXPECT_THAT(std::string(shown.at("dora").as_string()),
              AllOf(HasSubstr("Changed by the teacher: 9/10\nnearly"), HasSubstr("the machine's points: 2"),
                    HasSubstr("late: −3"), HasSubstr("7/10"), HasSubstr("notes.txt is no answer")));
  EXPECT_EQ(shown.at("closed"), true);
  EXPECT_THAT(std::string(shown.at("erik").as_string()),
              AllOf(HasSubstr("this machine could not do it"), HasSubstr("no image"), HasSubstr("Not graded")));
}

TEST(HtmlReport, GroupsTheSameWrongResult) {
  ClassReport report = FiveLearners();
  CheckReport& other = report.rows[2].cells[0].report.checks[0];
  other.seeds[1].finding.actual = "c\n";
  other.message = {"another mistake", "另一个错误"};
  Finding& same = report.rows[3].cells[0].report.checks[0].seeds[1].finding;
  same.actual = "b\r\n\n";
  same.diff->text = "@@ -1 +1,2 @@\n-a\n+b\r\n+\n";
  const json::value shown = InBrowser(Page(report), R"(
    document.querySelector(".hardest button").click();
    const lab = document.getElementById("lab-0");
    return {hardest: document.querySelector(".hardest li").innerText, open: lab.open,
            checks: Array.from(lab.querySelectorAll(".check .head"), (head) => head.innerText),
            groups: Array.from(lab.querySelectorAll(".group"), (group) =>
              [group.querySelector(".message").innerText, Array.from(group.querySelectorAll("button"), (who) => who.textContent)])};
  )");
  EXPECT_THAT(std::string(shown.at("hardest").as_string()), AllOf(HasSubstr("Use awk"), HasSubstr("60%")));
  EXPECT_EQ(shown.at("open"), true);
  ASSERT_EQ(shown.at("checks").as_array().size(), 1U);
  EXPECT_THAT(std::string(shown.at("checks").at(0).as_string()), HasSubstr("3 of 5 failed"));
  EXPECT_EQ(shown.at("groups"), json::parse(R"([
      ["2 learners  Seed 2 of 2: Line 1: expected “a”, got “b”.", ["王小明", "dora"]],
      ["1 learner  another mistake", ["carl"]]])"));
}

TEST(HtmlReport, MarksWhatLearnersAreNotShown) {
  ClassReport report = FiveLearners();
  for (ClassRow& row : report.rows) {
    for (ClassCell& cell : row.cells)
      if (!cell.report.checks.empty()) cell.report.checks[0].hidden = true;
  }
  const json::value shown = InBrowser(Page(report), R"js(
    document.querySelector("#table th.who button.link").click();
    return Array.from(document.querySelectorAll("#learner .found"), (check) => check.innerText.includes("(hidden)"));
  )js");
  EXPECT_EQ(shown, json::parse("[true, false, false, true, false, false]"));
}

TEST(HtmlReport, RunsNoScriptThatTheDataHolds) {
  ClassReport report = FiveLearners();
  const Text hostile{kHostile, kHostile};
  report.head().title = hostile;
  report.head().set = kHostile;
  report.head().run = kHostile;
  report.head().notes = {hostile};
  report.head().columns[0].lab = kHostile;
  report.head().columns[0].title = hostile;
  ClassRow& row = report.rows[2];
  row.learner = row.name = row.email = row.id = row.participant = kHostile;
  row.notes = {hostile};
  row.cells[0].file = kHostile;
  row.cells[0].given = Override{1, kHostile, kHostile};
  Report& answer = row.cells[0].report;
  answer.notes = {hostile};
  answer.environment.image = answer.environment.kernel = kHostile;
  for (RunReport& run : answer.runs) run.result.out.content = run.result.err.content = kHostile;
  CheckReport& check = answer.checks[0];
  check.name = check.message = check.hint = hostile;
  check.seeds[1].finding.diff->text = std::string("-") + kHostile + "\n";
  report.rows[4].cells[0].report.checks[0].reason = hostile;
  report.rows[4].cells[1].report.error = kHostile;
  report.rows[1].cells[1].status = ClassCell::Status::kRefused;
  report.rows[1].cells[1].reason = hostile;
  const json::value shown = InBrowser(Page(report), R"(
    const dialog = document.getElementById("learner");
    let text = document.body.innerText;
    for (const details of document.querySelectorAll("details")) details.open = true;
    dispatchEvent(new Event("beforeprint"));
    await new Promise((resolve) => setTimeout(resolve));
    text += document.body.innerText;
    dispatchEvent(new Event("afterprint"));
    for (const name of document.querySelectorAll("#table th.who button.link")) {
      name.click();
      for (const details of dialog.querySelectorAll("details")) details.open = true;
      await new Promise((resolve) => setTimeout(resolve));
      text += dialog.innerText;
      dialog.close();
    }
    return {pwned: window.pwned === undefined, images: document.images.length, text, title: document.title};
  )");
  EXPECT_EQ(shown.at("pwned"), true);
  EXPECT_EQ(shown.at("images"), 0);
  EXPECT_EQ(shown.at("title"), kHostileShown);
  const std::string text(shown.at("text").as_string());
  EXPECT_THAT(text,
              AllOf(HasSubstr(kHostileShown), HasSubstr(std::string("-") + kHostileShown), Not(HasSubstr("\u202e"))));
}

// Were a script to get in after all, the page's policy would not run it.
TEST(HtmlReport, ItsPolicyRunsNoOtherScript) {
  std::string page = Page(FiveLearners());
  page.insert(page.find("<main"), "<script>window.pwned = 1</script><p onclick=\"window.pwned = 1\" id=\"bait\">x</p>");
  const json::value told = Told(page, R"(
    document.getElementById("bait").click();
    return [window.pwned === undefined, document.querySelectorAll(".tile").length > 0];
  )",
                                {});
  EXPECT_EQ(told.at("result"), json::parse("[true, true]"));
  EXPECT_EQ(told.at("log").as_array().size(), 2U) << told.at("log");
}

TEST(HtmlReport, IsDarkWhereTheSystemIsAndCanBeSwitched) {
  const json::value shown = InBrowser(Page(FiveLearners()), R"(
    const light = () => Number(getComputedStyle(document.body).backgroundColor.match(/\d+/)[0]) > 128;
    const before = light();
    document.getElementById("theme").click();
    return [before, light()];
  )",
                                      {"--dark"});
  EXPECT_EQ(shown, json::parse("[false, true]"));
}

TEST(HtmlReport, WorksByKeyboard) {
  // Two links and two buttons of the heading, the hardest check, the filter; then what to show, the matrix, its four
  // headings and the first learner. Escape leads back to where the dialog was opened from.
  const json::value shown =
      InBrowser(Page(FiveLearners()), R"(
    const dialog = document.getElementById("learner");
    return [document.activeElement.textContent, dialog.open, dialog.contains(document.activeElement)];
  )",
                {"--keys", "TAB TAB TAB TAB TAB TAB c a r TAB TAB TAB TAB TAB TAB TAB ENTER ESCAPE ENTER"});
  EXPECT_EQ(shown, json::parse(R"(["carl", true, true])"));
}

TEST(HtmlReport, PrintsTheClassAndEveryLearnerShown) {
  const Files files;
  const std::string pdf = files.path() / "class.pdf";
  const json::value shown = InBrowser(Page(FiveLearners()), R"(
    document.getElementById("filter").value = "r";
    document.getElementById("filter").dispatchEvent(new Event("input"));
    let learners = [];
    addEventListener("beforeprint", () => { learners = Array.from(document.querySelectorAll("#paper h2"), (name) => name.firstChild.data); });
    dispatchEvent(new Event("beforeprint"));
    const open = document.querySelectorAll("details.lab[open]").length;
    dispatchEvent(new Event("afterprint"));
    return {learners, open, after: document.querySelectorAll("#paper *, details.lab[open]").length};
  )",
                                      {"--pdf", pdf});
  EXPECT_EQ(shown, json::parse(R"({"learners": ["carl", "dora", "erik"], "open": 2, "after": 0})"));
  std::ifstream in(pdf, std::ios::binary);
  const std::string content((std::istreambuf_iterator<char>(in)), {});
  EXPECT_THAT(content.substr(0, 5), "%PDF-");
  std::size_t pages = 0;
  for (std::size_t at = content.find("/Type /Page\n"); at != std::string::npos;
       at = content.find("/Type /Page\n", at + 1))
    ++pages;
  EXPECT_EQ(pages, 6U) << "the class, the matrix, the labs and three learners";
}

// axe-core's rules, in both themes and with everything open.
TEST(HtmlReport, PassesAnAccessibilityCheck) {
  ClassReport report = FiveLearners();
  report.head().notes = {{"a note", "说明"}};
  const std::string axe = testing::SourceFolder() / "build/axe/node_modules/axe-core/axe.min.js";
  EXPECT_EQ(InBrowser(Page(report), R"(
    const dialog = document.getElementById("learner");
    const faults = async () => {
      const found = await axe.run();
      if (found.passes.length < 15) throw new Error("hardly anything was checked");
      return found.violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.html} ${node.failureSummary}`));
    };
    for (const details of document.querySelectorAll("details.lab")) details.open = true;
    await new Promise((resolve) => setTimeout(resolve));
    let all = [];
    for (let theme = 0; theme < 2; theme += 1) {
      all = all.concat(await faults());
      document.querySelector("#table tbody tr:nth-child(2) button").click();
      for (const details of dialog.querySelectorAll("details")) details.open = true;
      all = all.concat(await faults());
      dialog.close();
      document.getElementById("theme").click();
    }
    return all;
  )",
                      {"--library", axe}),
            json::array())
      << "bootstrap test fetches axe-core";
}

TEST(HtmlReport, SpeaksChinese) {
  const json::value shown = InBrowser(Page(FiveLearners(), Language::kChinese), R"(
    showLearner(2);
    return [document.documentElement.lang, document.title, document.body.innerText];
  )");
  EXPECT_EQ(shown.at(0), "zh-CN");
  EXPECT_EQ(shown.at(1), "文本");
  EXPECT_THAT(std::string(shown.at(2).as_string()), AllOf(HasSubstr("5 名学员，2 个实验"), HasSubstr("使用 awk"),
                                                          HasSubstr("提示：从右往左数。"), Not(HasSubstr("Learners"))));
}

TEST(HtmlReport, HoldsAnyNumberOfLearners) {
  ClassReport report = FiveLearners();
  const ClassRow row = report.rows[2];
  report.rows.assign(100, row);
  const std::size_t hundred = Page(report).size();
  report.rows.assign(1000, row);
  for (std::size_t i = 0; i < report.rows.size(); ++i) report.rows[i].learner = "n" + std::to_string(i);
  const std::string page = Page(report);
  EXPECT_LT(page.size() - hundred, 900U * 150) << "equal results are stored once";
  const json::value shown = InBrowser(page, R"(
    const last = () => Array.from(document.querySelectorAll("#table tbody tr[data-learner] th")).pop().innerText;
    const few = document.querySelectorAll("#table tbody tr").length < 200;
    const grid = document.querySelector(".grid");
    grid.scrollTop = grid.scrollHeight;
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    return [few, last(), document.getElementById("table").getAttribute("aria-rowcount")];
  )");
  EXPECT_EQ(shown, json::parse(R"([true, "n999", "1001"])"));
}

}  // namespace
}  // namespace shellab
