// What the recorder makes of a session: time without pauses, attempts, hints; and that nothing stops practice.
#include "grader/progress/recorder.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sandbox/os/file.h"
#include "tests/support/no_room.h"

namespace shellab {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;
using std::chrono::system_clock;
using ::testing::HasSubstr;

class Recorder : public ::testing::Test {
 protected:
  Recorder() {
    place_.folder = folder_.path() / "shellab";
    lab_.id = "awk";
  }

  LabProgress Kept() const { return ProgressRecord::OpenExisting(place_)->Labs().at("awk"); }

  static Report Worth(int points, Report::Status status = Report::Status::kGraded) {
    Report report;
    report.status = status;
    report.points = points;
    report.max_points = 10;
    return report;
  }

  const TempDir folder_{::testing::TempDir()};
  RecordPlace place_;
  system_clock::time_point now_{seconds(1'000'000)};
  Lab lab_;
};

TEST_F(Recorder, CountsWhatIsDone) {
  ProgressRecorder recorder(place_, Language::kEnglish, [this] { return now_; });
  recorder.Began(lab_);
  recorder.HintShown(lab_, 1);
  recorder.HintShown(lab_, 1);
  recorder.Submitted(lab_, "", Worth(0, Report::Status::kError));
  now_ += seconds(5);
  recorder.Submitted(lab_, "", Worth(4));
  EXPECT_EQ(Kept().hints, 1);
  EXPECT_EQ(Kept().SolvedAt(), std::nullopt);
  now_ += seconds(5);
  recorder.Submitted(lab_, "", Worth(10));
  recorder.Ended(lab_);
  ASSERT_EQ(Kept().attempts.size(), 2U) << "what was not graded is no attempt";
  EXPECT_EQ(Kept().SolvedAt(), now_);
  EXPECT_EQ(Kept().active, seconds(10));
  EXPECT_EQ(recorder.fault(), "");
}

TEST_F(Recorder, APauseCountsForFiveMinutes) {
  ProgressRecorder recorder(place_, Language::kEnglish, [this] { return now_; });
  recorder.Began(lab_);
  now_ += minutes(2);
  recorder.Typed("l");
  now_ += minutes(90);
  recorder.Typed("s");
  now_ += minutes(1);
  recorder.Ended(lab_);
  EXPECT_EQ(Kept().active, minutes(2 + 5 + 1));
  EXPECT_EQ(Kept().seen_at, now_);
}

TEST_F(Recorder, WritesWhileTheLearnerTypes) {
  ProgressRecorder recorder(place_, Language::kEnglish, [this] { return now_; });
  recorder.Began(lab_);
  for (int i = 0; i < 40; ++i) {
    now_ += seconds(1);
    recorder.Typed("x");
  }
  EXPECT_EQ(Kept().active, seconds(30)) << "as of the last time that it was written";
}

TEST_F(Recorder, AClockThatWasSetBackTakesNoTime) {
  ProgressRecorder recorder(place_, Language::kEnglish, [this] { return now_; });
  recorder.Began(lab_);
  now_ += seconds(10);
  recorder.Checked(lab_, Worth(0));
  now_ -= minutes(60);
  recorder.Checked(lab_, Worth(0));
  now_ += seconds(10);
  recorder.Ended(lab_);
  EXPECT_EQ(Kept().active, seconds(20));
}

TEST_F(Recorder, WritesLaterWhatCouldNotBeWritten) {
  ProgressRecorder recorder(place_, Language::kEnglish, [this] { return now_; });
  const system_clock::time_point solved_at = now_ + seconds(20);
  {
    const testing::NoRoom room;
    recorder.Began(lab_);
    now_ = solved_at;
    recorder.Submitted(lab_, "", Worth(10));
  }
  EXPECT_THAT(recorder.FaultText(), HasSubstr("Your progress is not recorded: "));
  now_ += seconds(5);
  recorder.HintShown(lab_, 1);
  EXPECT_EQ(recorder.fault(), "");
  EXPECT_EQ(Kept().SolvedAt(), solved_at);
  EXPECT_EQ(Kept().hints, 1);
  EXPECT_EQ(Kept().active, seconds(25));
}

TEST_F(Recorder, KeysWaitForNobodyElse) {
  ProgressRecorder recorder(place_, Language::kEnglish, [this] { return now_; });
  recorder.Began(lab_);
  {
    SQLite::Database other(place_.folder / "progress.db", SQLite::OPEN_READWRITE);
    other.exec("BEGIN EXCLUSIVE");
    now_ += seconds(31);
    recorder.Typed("x");
  }
  EXPECT_THAT(recorder.fault(), HasSubstr("is held by another program for more than 0 s"));
  recorder.Ended(lab_);
  EXPECT_EQ(recorder.fault(), "");
  EXPECT_EQ(Kept().active, seconds(31));
}

TEST_F(Recorder, WhatHadNothingToEarnIsNotSolved) {
  ProgressRecorder recorder(place_, Language::kEnglish, [this] { return now_; });
  recorder.Began(lab_);
  Report hidden = Worth(0);
  hidden.max_points = 0;
  recorder.Submitted(lab_, "", hidden);
  EXPECT_EQ(Kept().attempts.size(), 1U);
  EXPECT_EQ(Kept().SolvedAt(), std::nullopt);
}

TEST_F(Recorder, GoesOnWithoutARecord) {
  place_.folder = "/proc/nowhere";
  ProgressRecorder recorder(place_, Language::kEnglish, [this] { return now_; });
  EXPECT_NE(recorder.fault().find("/proc/nowhere"), std::string::npos);
  recorder.Began(lab_);
  recorder.Submitted(lab_, "", Worth(10));
  recorder.Ended(lab_);
}

}  // namespace
}  // namespace shellab
