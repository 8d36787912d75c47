// What is recorded of a session and where it is kept; what could not be is said once, and stops nothing.
#include "grader/recording/session_recorder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <optional>

#include "grader/recording/library.h"
#include "grader/usage_error.h"
#include "sandbox/os/file.h"
#include "tests/support/no_room.h"

namespace shellab::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::MatchesRegex;
using ::testing::SizeIs;

class RecordedSession : public ::testing::Test {
 protected:
  RecordedSession() {
    first_.id = "first";
    second_.id = "second";
    place_.folder = folder_.path() / "shellab";
  }

  SessionRecorder Recorder(const SessionRecorder::Options& options = {}) const {
    return {place_, seeds_, Language::kEnglish, options, first_};
  }
  fs::path Kept() const { return RecordingsFolder(place_); }

  const TempDir folder_{::testing::TempDir()};
  const Seeds seeds_ = Seeds::From(7, Seeds::Purpose::kPractice);
  RecordPlace place_;
  Lab first_;
  Lab second_;
};

TEST_F(RecordedSession, HasARecordingForEachLab) {
  SessionRecorder recorder = Recorder();
  for (const Lab* lab : {&first_, &second_}) {
    recorder.Began(*lab);
    EXPECT_THAT(recorder.Notice(), HasSubstr("`shellab replay " + lab->id + "` plays it"));
    recorder.OutputShown(lab->id);
    recorder.Ended(*lab);
  }
  EXPECT_EQ(recorder.EndedEarly(), "");
  EXPECT_THAT(ListRecordings(Kept()), SizeIs(2));
  EXPECT_THAT(ReadFile(FindRecording(Kept(), "first")),
              AllOf(HasSubstr("first\"]"), ::testing::Not(HasSubstr("second"))));
}

TEST_F(RecordedSession, SaysAtTheEndWhichRecordingsWereCut) {
  SessionRecorder recorder = Recorder();
  recorder.Began(first_);
  {
    const NoRoom room(1000);
    for (int i = 0; i < 100; ++i) recorder.OutputShown("a line of some length\r\n");
  }
  recorder.Ended(first_);
  recorder.Began(second_);
  EXPECT_THAT(recorder.Notice(), HasSubstr("This session is recorded"));
  recorder.OutputShown("whole");
  recorder.Ended(second_);
  EXPECT_THAT(recorder.EndedEarly(), MatchesRegex("The recording is not whole: [^\n]*/first\\.[^\n]*"));
}

TEST_F(RecordedSession, SaysOnceWhatCouldNotBeMade) {
  WriteFileAtomically(place_.folder, "in the way");
  SessionRecorder recorder = Recorder();
  recorder.Began(first_);
  EXPECT_THAT(recorder.Notice(), HasSubstr("This session is not recorded: make the folder"));
  recorder.OutputShown("lost");
  recorder.Ended(first_);
  EXPECT_EQ(recorder.EndedEarly(), "");
  fs::remove(place_.folder);
  recorder.Began(second_);
  EXPECT_THAT(recorder.Notice(), HasSubstr("This session is recorded"));
}

TEST_F(RecordedSession, InANamedFileNeedsNoPlaceForOthers) {
  place_ = {};
  place_.fault = "the home is not known";
  SessionRecorder::Options options;
  options.file = folder_.path() / "r.cast";
  SessionRecorder recorder = Recorder(options);
  for (const Lab* lab : {&first_, &second_}) {
    recorder.Began(*lab);
    EXPECT_THAT(recorder.Notice(), HasSubstr("This session is recorded"));
    recorder.OutputShown(lab->id);
    recorder.Ended(*lab);
  }
  EXPECT_THAT(ReadFile(*options.file), AllOf(HasSubstr("first\"]"), HasSubstr("second\"]")));
  EXPECT_THROW(Recorder(options), UsageError) << "no recording is written over";
  SessionRecorder elsewhere = Recorder();
  elsewhere.Began(first_);
  EXPECT_THAT(elsewhere.Notice(), HasSubstr("not recorded: the home is not known"));
}

TEST_F(RecordedSession, OnlyTheNewestRecordingsAreKept) {
  fs::create_directories(Kept());
  const auto now = fs::file_time_type::clock::now();
  for (int i = 0; i < 5; ++i) {
    const fs::path file = Kept() / ("lab." + std::to_string(i) + ".cast");
    WriteFileAtomically(file, "nobody reads this");
    fs::last_write_time(file, now - std::chrono::hours(i));
  }
  WriteFileAtomically(Kept() / "notes", "the learner's own");
  fs::create_symlink("gone", Kept() / "removed-meanwhile.cast");
  EXPECT_EQ(PlaceForRecording(Kept(), "lab", 3).parent_path(), Kept());
  for (int i = 0; i < 5; ++i) EXPECT_EQ(fs::exists(Kept() / ("lab." + std::to_string(i) + ".cast")), i < 2) << i;
  EXPECT_TRUE(fs::exists(Kept() / "notes"));
}

}  // namespace
}  // namespace shellab::testing
