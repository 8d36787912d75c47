// How long the HTML report of a large class takes to write and to open in a browser, and how large it is.
//
// usage: html [LEARNERS LABS [FILE [en|zh]]]
//
// The class is made up: equal mistakes are common, and one wrong answer in twenty is wrong in a way of its own. With
// FILE the page is kept there. The browser opens it three times: loaded_ms is from the start of loading until the page
// is drawn and nothing is left to do, filter_ms from a letter typed into the filter until the rows are laid out.
#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <random>
#include <string>
#include <vector>

#include "grader/check/diff.h"
#include "grader/check/wording.h"
#include "grader/report/html.h"
#include "tests/support/lab_files.h"
#include "tests/support/program.h"

namespace shellab {
namespace {

constexpr int kMistakes = 6;

struct Subject {
  const char* id;
  const char* en;
  const char* zh;
};
constexpr std::array<Subject, 10> kSubjects = {{
    {"awk-last-but-one", "Print the last-but-one column", "取出倒数第二列"},
    {"awk-third-column", "Print the third part of every host name", "取出主机名的第三段"},
    {"grep-around-match", "Print the lines around a match", "打印匹配行的上下文"},
    {"grep-error-context", "Ten lines before and after every error", "错误前后各十行"},
    {"sed-replace-in-place", "Replace a path in a configuration", "替换配置文件中的路径"},
    {"alias-ll", "An alias that lasts", "持久的别名"},
    {"chmod-octal", "Modes in octal", "用八进制设置权限"},
    {"mysql-dump-restore", "Dump a database and restore it", "导出并恢复数据库"},
    {"nginx-virtual-hosts", "Two virtual hosts", "两个虚拟主机"},
    {"ssh-copy-id-ten-hosts", "One key for ten hosts", "一个密钥登录十台主机"},
}};

// A class whose learners are made one at a time.
class MadeUp : public ClassResults {
 public:
  MadeUp(std::size_t learners, std::size_t labs) : learners_(learners) {
    head_.set = "ops-course";
    head_.title = {"Operations, summer course", "运维夏季课程"};
    head_.run = "20261123-7f3a";
    head_.started_at = std::chrono::system_clock::time_point(std::chrono::seconds(1'795'400'000));
    head_.notes = {{"class/README.txt is no learner's folder", "class/README.txt 不是学员的文件夹"}};
    for (std::size_t i = 0; i < labs; ++i) {
      const Subject& subject = kSubjects[i % kSubjects.size()];
      const std::string id =
          i < kSubjects.size() ? subject.id : fmt::format("{}-{}", subject.id, i / kSubjects.size() + 1);
      head_.columns.push_back({id, {subject.en, subject.zh}, 10, i % 7 == 3 ? 2 : 1});
    }
  }

  const ClassHead& head() const override { return head_; }
  std::size_t Learners() const override { return learners_; }

  void ForEach(const std::function<void(const ClassRow&)>& visit) const override {
    Random random(7);
    for (std::size_t i = 0; i < learners_; ++i) visit(Row(i, random));
  }

 private:
  using Random = std::independent_bits_engine<std::mt19937, 32, std::uint32_t>;

  static std::string Table(unsigned lab, unsigned change) {
    std::string text;
    for (unsigned line = 1; line <= 30; ++line) {
      const unsigned wrong = change > 0 && line % (change + 1) == 0 ? change : 0;
      text += fmt::format("host{:02}.example.com {} 10.0.{}.{}\n", line, line * 37 + lab + wrong * 5, lab, line);
    }
    return text;
  }

  ClassRow Row(std::size_t number, Random& random) const {
    static const std::array<const char*, 8> kFamily = {"王", "李", "张", "刘", "Chen ", "Smith ", "García ", "Okafor "};
    static const std::array<const char*, 6> kGiven = {"小明", "芳", "伟", "Anna", "Lee", "Tomás"};
    ClassRow row;
    row.learner = fmt::format("s{:05}", 20260000 + number);
    row.name = fmt::format("{}{}", kFamily[random() % kFamily.size()], kGiven[random() % kGiven.size()]);
    row.email = row.learner + "@example.edu";
    row.id = fmt::format("{}", 4'000'000 + number);
    const unsigned skill = random() % 100;
    if (number % 41 == 5) row.notes = {{"notes.txt is no answer to a lab of the set", "notes.txt 不是任何实验的答案"}};
    for (std::size_t lab = 0; lab < head_.columns.size(); ++lab) row.cells.push_back(Cell(row, lab, skill, random));
    return row;
  }

  ClassCell Cell(const ClassRow& row, std::size_t lab, unsigned skill, Random& random) const {
    ClassCell cell;
    const unsigned kind = random() % 200;
    const auto subject = static_cast<unsigned>(lab);
    if (kind < 8 + (100 - skill) / 8) return cell;
    if (kind == 190) {
      cell.status = ClassCell::Status::kRefused;
      cell.reason = {"the answer is a symbolic link", "答案是符号链接"};
      return cell;
    }
    cell.status = ClassCell::Status::kReported;
    cell.file = head_.columns[lab].lab + ".sh";
    cell.report =
        Answer(row, lab, random() % 100 < skill + 15 - subject % 5 * 4 ? 0 : 1 + random() % kMistakes, random);
    if (kind == 191) {
      cell.report.status = Report::Status::kError;
      cell.report.error = "image base: No space left on device";
    }
    if (kind == 192) cell.given = Override{9, "Right idea, a slip of the pen.\nSee me after class.", "teacher"};
    if (kind > 192) cell.late_penalty = 2;
    cell.attempts = kind % 9 == 0 ? 3 : 1;
    cell.reused = kind % 5 == 0;
    return cell;
  }

  Report Answer(const ClassRow& row, std::size_t lab, unsigned mistake, Random& random) const {
    const auto subject = static_cast<unsigned>(lab);
    Report report;
    report.lab = head_.columns[lab].lab;
    report.learner = row.learner;
    report.max_points = 10;
    report.environment = {"0.1.0", "base", std::string(64, 'c'), "6.18.5"};
    report.wall = std::chrono::milliseconds(40 + random() % 200);
    std::string printed = Table(subject, mistake);
    if (mistake > 0 && random() % 20 == 0) printed += fmt::format("my own idea {}\n", random());
    if (mistake == 6) printed.clear();
    const std::string expected = Table(subject, 0);
    for (std::uint64_t seed = 1; seed <= 3; ++seed) {
      RunReport run;
      run.seed = 9'000'000'000'000'000'000U + subject * 10 + seed;
      run.result.out = {printed, printed.size(), false};
      run.result.cpu = std::chrono::microseconds(1000 + random() % 9000);
      run.result.peak_memory_bytes = (900 + random() % 500) << 10U;
      if (mistake == 6) {
        run.result.outcome.ended = Outcome::Ended::kKilledBy;
        run.result.outcome.limit = Limit::kWall;
        run.result.outcome.limits_hit = {Limit::kWall};
      }
      if (mistake == 5) {
        run.result.outcome.code = 2;
        run.result.err.content =
            "awk: cmd. line:1: {print $(NF-1)\nawk: cmd. line:1: ^ unexpected newline or end of string\n";
      }
      report.runs.push_back(run);
    }
    CheckReport output;
    output.id = "output";
    output.name = {"prints what is asked for, for every line", "对每一行输出所要求的内容"};
    output.max_points = 8;
    output.status = mistake == 0 ? CheckStatus::kPassed : CheckStatus::kFailed;
    for (const RunReport& run : report.runs) output.seeds.push_back({run.seed, Passed()});
    if (mistake > 0) {
      const Lines left = SplitLines(expected);
      const Lines right = SplitLines(printed);
      Finding& finding = output.seeds.front().finding;
      finding.status = Finding::Status::kFailed;
      finding.expected = expected;
      finding.actual = printed;
      finding.diff = DiffLines(left, right);
      output.message = printed.empty() ? wording::NothingPrinted(30)
                                       : wording::LineDiffers({mistake + 1, left.lines[mistake], right.lines[mistake]});
      output.hint = {"Count from the right: NF is the number of the last field.",
                     "从右往左数：NF 是最后一个字段的编号。"};
    }
    CheckReport kept;
    kept.id = "kept";
    kept.name = {"leaves the data as it was", "保持数据原样"};
    kept.max_points = 2;
    kept.status = mistake == 0 ? CheckStatus::kPassed : mistake == 6 ? CheckStatus::kSkipped : CheckStatus::kPassed;
    if (kept.status == CheckStatus::kSkipped) kept.reason = {"needs output", "需要 output"};
    if (mistake == 4) {
      kept.status = CheckStatus::kFailed;
      kept.message = {"/home/student/test.txt was changed too.", "/home/student/test.txt 也被改了。"};
    }
    for (CheckReport* check : {&output, &kept}) {
      check->points = check->status == CheckStatus::kPassed ? check->max_points : 0;
      report.points += check->points;
      report.checks.push_back(*check);
    }
    if (mistake == 3)
      report.notes = {{"Line 2, column 14: “ is a curly quotation mark. Type \" instead.",
                       "第 2 行第 14 列：“ 是弯引号，请改用 \"。"}};
    return report;
  }

  std::size_t learners_;
  ClassHead head_;
};

int Main(const std::vector<std::string>& arguments) {
  const std::size_t learners = arguments.size() > 1 ? std::stoul(arguments[0]) : 1000;
  const std::size_t labs = arguments.size() > 1 ? std::stoul(arguments[1]) : 20;
  const testing::Files folder;
  const std::string file = arguments.size() > 2 ? arguments[2] : (folder.path() / "class.html").string();
  RenderOptions options;
  if (arguments.size() > 3 && arguments[3] == "zh") options.language = Language::kChinese;
  const MadeUp results(learners, labs);
  std::chrono::steady_clock::time_point begin = std::chrono::steady_clock::now();
  results.ForEach([](const ClassRow&) {});
  const std::chrono::duration<double, std::milli> made = std::chrono::steady_clock::now() - begin;
  begin = std::chrono::steady_clock::now();
  std::ofstream out(file, std::ios::binary);
  RenderHtml(results, options, out);
  const auto bytes = static_cast<double>(out.tellp());
  out.close();
  const std::chrono::duration<double, std::milli> written = std::chrono::steady_clock::now() - begin - made;
  fmt::print("{} learners by {} labs: {:.1f} MB, written in {:.0f} ms\n", learners, labs, bytes / 1e6, written.count());
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  fmt::print("at most {:.0f} MB of memory\n", static_cast<double>(used.ru_maxrss) / 1e3);
  std::fflush(stdout);
  testing::Command browser;
  browser.argv = {"/usr/bin/python3", testing::SourceFolder() / "tests/support/browser.py", file};
  browser.input = R"(
    const before = performance.now();
    const filter = document.getElementById("filter");
    filter.value = "王";
    filter.dispatchEvent(new Event("input"));
    document.body.getBoundingClientRect();
    return {filter_ms: performance.now() - before};
  )";
  for (int i = 0; i < 3; ++i) {
    const testing::Ended ended = testing::RunToEnd(browser);
    fmt::print("{}{}", ended.out, ended.err);
    if (ended.code != 0) return ended.code;
  }
  return 0;
}

}  // namespace
}  // namespace shellab

int main(int argc, char** argv) { return shellab::Main({argv + 1, argv + argc}); }
