// A report comes back from the store as it went in, and what is not whole is told.
#include "grader/store/stored_report.h"

#include <gtest/gtest.h>

#include "sandbox/os/error.h"
#include "tests/grader/report/sample.h"

namespace shellab {
namespace {

// Every field that a report has, and bytes of every kind.
Report Rich() {
  Report report = PartlyRight();
  report.learner.clear();
  report.notes = {{"a \xff note\0", "说明"}, {std::string("nul\0nul", 7), ""}};
  report.checks[0].seeds[1].finding.diff = DiffText{"-\xfe\n+b\n", 7, 18'446'744'073'709'551'615U};
  report.checks[0].seeds[1].finding.took = std::chrono::milliseconds(3210);
  report.checks[2].status = CheckStatus::kError;
  report.checks[2].hidden = true;
  ExecResult& killed = report.runs[1].result;
  killed.outcome = {Outcome::Ended::kKilledBy, 0, 0, Limit::kOutput, {Limit::kWall, Limit::kOutput}};
  killed.exec_errno = 13;
  killed.out = {std::string("\xff\0\r\n\x1b[2J", 8), 1ULL << 40U, true};
  report.runs.push_back({0, {}});
  report.runs[2].result.outcome = {Outcome::Ended::kSignalled, 0, 11, std::nullopt, {}};
  report.started_at += std::chrono::nanoseconds(123);
  return report;
}

void ExpectEqual(const ExecResult& a, const ExecResult& b) {
  EXPECT_EQ(a.outcome.ended, b.outcome.ended);
  EXPECT_EQ(a.outcome.code, b.outcome.code);
  EXPECT_EQ(a.outcome.signal, b.outcome.signal);
  EXPECT_EQ(a.outcome.limit, b.outcome.limit);
  EXPECT_EQ(a.outcome.limits_hit, b.outcome.limits_hit);
  EXPECT_EQ(a.exec_errno, b.exec_errno);
  EXPECT_EQ(a.wall, b.wall);
  EXPECT_EQ(a.cpu, b.cpu);
  EXPECT_EQ(a.peak_memory_bytes, b.peak_memory_bytes);
  for (const auto stream : {&ExecResult::out, &ExecResult::err}) {
    EXPECT_EQ((a.*stream).content, (b.*stream).content);
    EXPECT_EQ((a.*stream).total_bytes, (b.*stream).total_bytes);
    EXPECT_EQ((a.*stream).truncated, (b.*stream).truncated);
  }
}

void ExpectEqual(const Text& a, const Text& b) {
  EXPECT_EQ(a.en, b.en);
  EXPECT_EQ(a.zh, b.zh);
}

void ExpectEqual(const Finding& a, const Finding& b) {
  EXPECT_EQ(a.status, b.status);
  ExpectEqual(a.message, b.message);
  EXPECT_EQ(a.expected, b.expected);
  EXPECT_EQ(a.actual, b.actual);
  EXPECT_EQ(a.took, b.took);
  ASSERT_EQ(a.diff.has_value(), b.diff.has_value());
  if (!a.diff) return;
  EXPECT_EQ(a.diff->text, b.diff->text);
  EXPECT_EQ(a.diff->more, b.diff->more);
  EXPECT_EQ(a.diff->not_compared, b.diff->not_compared);
}

void ExpectEqual(const CheckReport& a, const CheckReport& b) {
  EXPECT_EQ(a.id, b.id);
  ExpectEqual(a.name, b.name);
  EXPECT_EQ(a.status, b.status);
  ExpectEqual(a.reason, b.reason);
  EXPECT_EQ(a.points, b.points);
  EXPECT_EQ(a.max_points, b.max_points);
  ExpectEqual(a.message, b.message);
  ExpectEqual(a.hint, b.hint);
  EXPECT_EQ(a.hidden, b.hidden);
  ASSERT_EQ(a.seeds.size(), b.seeds.size());
  for (std::size_t i = 0; i < a.seeds.size(); ++i) {
    EXPECT_EQ(a.seeds[i].seed, b.seeds[i].seed);
    ExpectEqual(a.seeds[i].finding, b.seeds[i].finding);
  }
}

void ExpectEqual(const Report& a, const Report& b) {
  EXPECT_EQ(a.lab, b.lab);
  ExpectEqual(a.lab_title, b.lab_title);
  EXPECT_EQ(a.lab_digest, b.lab_digest);
  EXPECT_EQ(a.answer_sha256, b.answer_sha256);
  EXPECT_EQ(a.status, b.status);
  EXPECT_EQ(a.error, b.error);
  EXPECT_EQ(a.points, b.points);
  EXPECT_EQ(a.max_points, b.max_points);
  ASSERT_EQ(a.checks.size(), b.checks.size());
  for (std::size_t i = 0; i < a.checks.size(); ++i) ExpectEqual(a.checks[i], b.checks[i]);
  ASSERT_EQ(a.notes.size(), b.notes.size());
  for (std::size_t i = 0; i < a.notes.size(); ++i) ExpectEqual(a.notes[i], b.notes[i]);
  ASSERT_EQ(a.runs.size(), b.runs.size());
  for (std::size_t i = 0; i < a.runs.size(); ++i) {
    EXPECT_EQ(a.runs[i].seed, b.runs[i].seed);
    ExpectEqual(a.runs[i].result, b.runs[i].result);
  }
  EXPECT_EQ(a.environment.shellab, b.environment.shellab);
  EXPECT_EQ(a.environment.image, b.environment.image);
  EXPECT_EQ(a.environment.image_digest, b.environment.image_digest);
  EXPECT_EQ(a.environment.kernel, b.environment.kernel);
  EXPECT_EQ(a.started_at, b.started_at);
  EXPECT_EQ(a.wall, b.wall);
}

TEST(StoredReport, ComesBackAsItWas) {
  for (const Report& report :
       {Rich(), PartlyRight(), NotGraded(Report::Status::kError, "no \xff"), NotGraded(Report::Status::kLabError, "x")})
    ExpectEqual(UnpackReport(PackReport(report)), report);
}

TEST(StoredReport, LearnerAndSetAreNotPartOfIt) {
  Report report = Rich();
  report.learner = "alice";
  report.set = "ours";
  EXPECT_EQ(PackReport(report), PackReport(Rich()));
}

TEST(StoredReport, WhatIsNotWholeIsTold) {
  const std::string packed = PackReport(Rich());
  EXPECT_THROW(UnpackReport(""), HostError);
  EXPECT_THROW(UnpackReport("no frame"), HostError);
  EXPECT_THROW(UnpackReport(std::string_view(packed).substr(0, packed.size() / 2)), HostError);
}

TEST(StoredReport, TextsAndNames) {
  const std::vector<std::string> names = {"a", "\xff/b", "", std::string("\0", 1)};
  EXPECT_EQ(UnpackStrings(PackStrings(names)), names);
  const std::vector<Text> texts = UnpackTexts(PackTexts({{"a \xfe", "说明"}}));
  ASSERT_EQ(texts.size(), 1U);
  ExpectEqual(texts[0], Text{"a \xfe", "说明"});
  EXPECT_FALSE(PackUnread(std::nullopt).has_value());
  const Unread unread = UnpackUnread(PackUnread(Unread{{"x is a link", "链接"}, true}).value());
  EXPECT_TRUE(unread.by_machine);
  EXPECT_EQ(unread.reason.zh, "链接");
}

}  // namespace
}  // namespace shellab
