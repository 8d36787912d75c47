// Classes to render, shared by the tests of the output formats.
#pragma once

#include <string>
#include <utility>

#include "grader/report/class_report.h"
#include "tests/grader/report/sample.h"

namespace shellab {

inline ClassCell Reported(const std::string& lab, const std::string& learner, int points) {
  ClassCell cell;
  cell.status = ClassCell::Status::kReported;
  cell.report = PartlyRight();
  cell.report.lab = lab;
  cell.report.set = "text-101";
  cell.report.learner = learner;
  cell.report.points = points;
  if (points == cell.report.max_points) {
    for (CheckReport& check : cell.report.checks) {
      check.status = CheckStatus::kPassed;
      check.points = check.max_points;
      check.message = check.reason = check.hint = {};
      check.seeds = {PassedOn(11)};
    }
  }
  return cell;
}

inline ClassCell Failed(ClassCell::Status status, const std::string& en, const std::string& zh) {
  ClassCell cell;
  cell.status = status;
  cell.reason = {en, zh};
  return cell;
}

// Two labs of ten points, of which the second counts twice.
inline ClassReport TwoLearners() {
  ClassReport report;
  report.head().set = "text-101";
  report.head().title = {"Text", "文本"};
  report.head().columns = {{"awk-one", {"Use awk", "使用 awk"}, 10, 1}, {"sed-two", {"Use sed", "使用 sed"}, 10, 2}};
  report.rows.resize(2);
  report.rows[0].learner = "alice";
  report.rows[0].cells = {Reported("awk-one", "alice", 10), Reported("sed-two", "alice", 10)};
  report.rows[1].learner = "王小明";
  report.rows[1].cells = {Reported("awk-one", "王小明", 2), ClassCell()};
  report.rows[1].notes = {{"awk-1.sh was taken for awk-one.sh", "awk-1.sh 被当作 awk-one.sh"}};
  return report;
}

// Bytes that some format could take for something else: for its own marks, a formula, a path, an end of text.
inline std::string Nasty() {
  using namespace std::string_literals;
  return "=1+1<script>alert(1)</script>]]>&amp;\"'`` ```\n\n```\n# [x](http://e.vil) ![i](http://e.vil/i) "
         "<http://e.vil> www.e.vil | a\t,;\r\n\x1b[2J\x01\0\xff\xfe\uffff\u202e/../..\x7f"s;
}

// A learner for each thing that can become of an answer, with Nasty() in all that learners, teachers and rosters name.
inline ClassReport NastyClass() {
  const std::string nasty = Nasty();
  ClassReport report = TwoLearners();
  report.head().run = "run-1";
  report.head().notes = {{nasty, nasty}};
  const auto add = [&](ClassCell cell) {
    cell.file = nasty;
    cell.attempts = 2;
    cell.late_penalty = 1;
    ClassRow row;
    row.learner = nasty + std::to_string(report.rows.size());
    row.name = nasty;
    row.email = nasty;
    row.id = nasty;
    row.participant = nasty;
    row.notes = {{nasty, nasty}};
    row.cells = {cell, cell};
    row.cells[1].reused = true;
    row.cells[1].given = Override{1, nasty, nasty};
    report.rows.push_back(std::move(row));
  };
  ClassCell reported = Reported("awk-one", nasty, 2);
  CheckReport& failed = reported.report.checks[0];
  failed.message = {nasty, nasty};
  failed.seeds[1] = FailedOn(18'446'744'073'709'551'615U, nasty, nasty, "@@ -1 +1 @@\n-" + nasty + "\n");
  reported.report.notes = {{nasty, nasty}};
  reported.report.runs[1].result.err = {nasty, nasty.size(), false};
  add(reported);
  ClassCell broken = reported;
  broken.report = NotGraded(Report::Status::kLabError, nasty);
  add(broken);
  broken.report = NotGraded(Report::Status::kError, nasty);
  add(broken);
  add(Failed(ClassCell::Status::kRefused, nasty, nasty));
  add(Failed(ClassCell::Status::kUnread, nasty, nasty));
  add(Failed(ClassCell::Status::kPending, "", ""));
  add(ClassCell());
  return report;
}

}  // namespace shellab
