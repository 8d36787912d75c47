// Reports to render, shared by the tests of the output formats.
#pragma once

#include <string>

#include "grader/report/report.h"

namespace shellab {

inline SeedFinding FailedOn(std::uint64_t seed, const std::string& expected, const std::string& actual,
                            const std::string& diff) {
  SeedFinding failed{seed, {}};
  failed.finding.message = {"Line 1: expected “a”, got “b”.", "第 1 行：应为“a”，实际是“b”。"};
  failed.finding.expected = expected;
  failed.finding.actual = actual;
  failed.finding.diff = DiffText{diff, 0, 0};
  return failed;
}

inline SeedFinding PassedOn(std::uint64_t seed) {
  SeedFinding passed{seed, {}};
  passed.finding.status = Finding::Status::kPassed;
  return passed;
}

inline ExecResult Printed(const std::string& out, const std::string& err, int code) {
  ExecResult result;
  result.outcome.code = code;
  result.wall = std::chrono::microseconds(12'600);
  result.cpu = std::chrono::microseconds(3'400);
  result.peak_memory_bytes = 4096;
  result.out = {out, out.size(), false};
  result.err = {err, err.size(), false};
  return result;
}

// 2 of 10 points: a check that failed on the second of two seeds, one that passed, one that was skipped.
inline Report PartlyRight() {
  Report report;
  report.lab = "awk-last-but-one";
  report.lab_title = {"Print the last-but-one column", "取出倒数第二列"};
  report.lab_digest = std::string(64, 'a');
  report.learner = "alice";
  report.answer_sha256 = std::string(64, 'b');
  report.points = 2;
  report.max_points = 10;
  CheckReport failed;
  failed.id = "column";
  failed.name = {"prints the column", "输出该列"};
  failed.status = CheckStatus::kFailed;
  failed.max_points = 7;
  failed.message = {"Seed 2 of 2: Line 1: expected “a”, got “b”.", "第 2 个种子：第 1 行：应为“a”，实际是“b”。"};
  failed.hint = {"Count from the right.", "从右往左数。"};
  failed.seeds = {PassedOn(11), FailedOn(18'446'744'073'709'551'615U, "a\n", "b\n", "@@ -1 +1 @@\n-a\n+b\n")};
  CheckReport passed;
  passed.id = "code";
  passed.name = {"ends well", "正常结束"};
  passed.status = CheckStatus::kPassed;
  passed.points = 2;
  passed.max_points = 2;
  passed.seeds = {PassedOn(11)};
  CheckReport skipped;
  skipped.id = "more";
  skipped.name = {"does more", "更进一步"};
  skipped.status = CheckStatus::kSkipped;
  skipped.reason = {"needs column", "需要 column"};
  skipped.max_points = 1;
  report.checks = {failed, passed, skipped};
  report.runs = {{11, Printed("a\n", "", 0)}, {18'446'744'073'709'551'615U, Printed("b\n", "oops\n", 3)}};
  report.environment = {"0.1.0", "base", std::string(64, 'c'), "6.1.0"};
  report.started_at = std::chrono::system_clock::time_point(std::chrono::milliseconds(1'700'000'000'007));
  report.wall = std::chrono::milliseconds(1234);
  return report;
}

// Nothing was graded.
inline Report NotGraded(Report::Status status, const std::string& error) {
  Report report = PartlyRight();
  report.learner = "bob";
  report.status = status;
  report.error = error;
  report.points = 0;
  report.checks.clear();
  report.runs.clear();
  return report;
}

}  // namespace shellab
