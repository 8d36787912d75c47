// What reports of a large class cost: 10,000 learners by 3 labs rendered in every format, and how much memory that
// takes beyond a single learner's. Rows are made as they are asked for, so that what grows is the format's own.
#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>

#include "grader/report/format.h"
#include "sandbox/os/file.h"
#include "tests/bench/measure.h"

namespace shellab::bench {
namespace asio = boost::asio;
namespace {

constexpr std::chrono::milliseconds kAtOnce{0};
constexpr std::size_t kLearners = 10'000;
constexpr std::size_t kLabs = 3;
constexpr std::size_t kChecks = 4;

CheckReport SomeCheck(std::size_t number, bool passed) {
  CheckReport check;
  check.id = fmt::format("check-{}", number);
  check.name = {"prints the last-but-one column of every line", "输出每一行的倒数第二列"};
  check.status = passed ? CheckStatus::kPassed : CheckStatus::kFailed;
  check.max_points = 5;
  check.points = passed ? 5 : 0;
  SeedFinding seed;
  seed.seed = 11;
  seed.finding.status = passed ? Finding::Status::kPassed : Finding::Status::kFailed;
  if (!passed) {
    check.message = {"Line 1: expected “alice”, got “bob”.", "第 1 行：应为“alice”，实际是“bob”。"};
    check.hint = {"Count from the right.", "从右往左数。"};
    seed.finding.expected = "alice\n";
    seed.finding.actual = "bob\n";
    seed.finding.diff = DiffText{"@@ -1,2 +1,2 @@\n-alice\n+bob\n carol\n", 0, 0};
  }
  check.seeds.push_back(std::move(seed));
  return check;
}

// The answer of one learner to one lab: a third of the checks fail.
Report SomeReport(std::size_t learner, std::size_t lab) {
  Report report;
  report.lab = fmt::format("lab-{}", lab);
  report.lab_title = {"Print a column", "取出一列"};
  report.set = "bench";
  report.learner = fmt::format("learner-{:05}", learner);
  report.max_points = 5 * static_cast<int>(kChecks);
  for (std::size_t i = 0; i < kChecks; ++i) {
    report.checks.push_back(SomeCheck(i, (learner + lab + i) % 3 != 0));
    report.points += report.checks.back().points;
  }
  RunReport run;
  run.seed = 11;
  run.result.out = {std::string(500, 'x'), 500, false};
  run.result.err = {"awk: line 1: syntax error\n", 26, false};
  report.runs.push_back(std::move(run));
  return report;
}

class SyntheticClass : public ClassResults {
 public:
  SyntheticClass() {
    head_.set = "bench";
    head_.title = {"A large class", "大班"};
    for (std::size_t i = 0; i < kLabs; ++i)
      head_.columns.push_back({fmt::format("lab-{}", i), {"Print a column", "取出一列"}, 5 * kChecks, 1});
  }
  const ClassHead& head() const override { return head_; }
  std::size_t Learners() const override { return kLearners; }
  void ForEach(const std::function<void(const ClassRow&)>& visit) const override {
    for (std::size_t i = 0; i < kLearners; ++i) {
      ClassRow row;
      row.learner = fmt::format("learner-{:05}", i);
      row.email = row.learner + "@example.org";
      row.id = std::to_string(i);
      row.cells.resize(kLabs);
      for (std::size_t lab = 0; lab < kLabs; ++lab) {
        row.cells[lab].status = ClassCell::Status::kReported;
        row.cells[lab].report = SomeReport(i, lab);
        row.cells[lab].attempts = 1;
      }
      visit(row);
    }
  }

 private:
  ClassHead head_;
};

// The most memory that this process has held, in MB (getrusage(2)).
double PeakMegabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

// What a file a learner costs at least on this disk: made, written, renamed.
void WriteBareFiles(const std::filesystem::path& folder) {
  const std::filesystem::path there = folder / "bare";
  std::filesystem::create_directory(there);
  const std::string content(2000, 'x');
  for (std::size_t i = 0; i < kLearners; ++i) {
    const std::filesystem::path file = there / std::to_string(i);
    std::ofstream(file.native() + ".new") << content;
    std::filesystem::rename(file.native() + ".new", file);
  }
}

Work Timed(const std::function<void()>& work) {
  return [&work]() -> asio::awaitable<void> {
    work();
    co_return;
  };
}

asio::awaitable<Findings> MeasureReports(int rounds) {
  const TempDir folder(std::filesystem::temp_directory_path());
  const SyntheticClass results;
  Comparison comparison{fmt::format("{} learners by {} labs, ms", kLearners, kLabs), {}, {0, 1}};
  const double before = PeakMegabytes();
  const auto measure = [&](const std::string& name, const std::function<void()>& work) -> asio::awaitable<void> {
    const Work timed = Timed(work);
    Samples samples = co_await Repeat(rounds, kAtOnce, timed);
    comparison.rows.push_back({name, std::move(samples)});
  };
  const std::function<void()> nothing = [&] { results.ForEach([](const ClassRow&) {}); };
  const std::string rows = "the rows alone";
  co_await measure(rows, nothing);
  const std::string files = "as many files, without a report";
  const std::function<void()> bare = [&] { WriteBareFiles(folder.path()); };
  co_await measure(files, bare);
  double slowest = 0;  // of those that are one file: the others wait for the disk
  for (const std::string_view format : FormatNames()) {
    const std::function<void()> render = [&] { WriteReport(format, results, {}, folder.path() / format); };
    const std::string name(format);
    co_await measure(name, render);
    if (!std::filesystem::is_directory(folder.path() / format))
      slowest = std::max(slowest, Median(comparison.rows.back().samples));
  }
  Findings findings;
  const double thousands = static_cast<double>(kLearners) / 1000;
  findings.goals.push_back(
      {"slowest format of one file, ms a thousand learners", slowest / thousands, Goal::Bound::kAtMost, 500});
  findings.goals.push_back({"memory for all formats, MB", PeakMegabytes() - before, Goal::Bound::kAtMost, 16});
  findings.comparisons.push_back(std::move(comparison));
  co_return findings;
}

}  // namespace
}  // namespace shellab::bench

int main(int argc, char** argv) {
  return shellab::bench::Main(argc, argv, "What reports of a large class cost", 3, shellab::bench::MeasureReports);
}
