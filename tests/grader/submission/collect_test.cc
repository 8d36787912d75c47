// Folders and single files: whose they are, and which file answers which lab.
#include "grader/submission/collect.h"

#include <gmock/gmock.h>
#include <sys/stat.h>

#include <algorithm>
#include <fstream>

#include "grader/submission/answer.h"
#include "grader/usage_error.h"
#include "tests/grader/submission/collecting.h"
#include "tests/support/allocated.h"

namespace shellab {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST_F(Collecting, AFolderHoldsAFolderForEachLearner) {
  Write("class/bob/sed-one.sh", "bob's");
  Write("class/bob/awk-column.sh");
  Write("class/alice/sed-two.sh");
  fs::create_directories(Path("class/王小明"));
  const Collected all = From({"class"});
  EXPECT_THAT(Learners(all), ElementsAre("alice", "bob", "王小明"));
  EXPECT_THAT(Files(all.submissions[0]), ElementsAre("", "", "sed-two.sh"));
  EXPECT_THAT(Files(all.submissions[1]), ElementsAre("awk-column.sh", "sed-one.sh", ""));
  EXPECT_EQ(all.submissions[1].answers[1][0].bytes, "bob's");
  EXPECT_TRUE(all.submissions[1].answers[1][0].at);
  EXPECT_EQ(all.submissions[1].source, Path("class/bob"));
  EXPECT_THAT(Files(all.submissions[2]), ElementsAre("", "", ""));
  EXPECT_THAT(all.notes, IsEmpty());
  for (const Submission& submission : all.submissions) EXPECT_THAT(submission.notes, IsEmpty());
}

TEST_F(Collecting, AFolderWithAnswersIsALearners) {
  Write("alice/sed-one.sh");
  Write("alice/old/sed-two.sh");
  Write("alice/awk-column/notes.md");
  Write("alice/awk-column/my.sh");
  for (const char* spelling : {"alice", "alice/", "alice/.", "alice/old/.."}) {
    const Collected alice = From({spelling});
    EXPECT_THAT(Learners(alice), ElementsAre("alice")) << spelling;
    EXPECT_THAT(Files(alice.submissions[0]), ElementsAre("awk-column/my.sh", "sed-one.sh", "old/sed-two.sh"));
    EXPECT_THAT(Notes(alice.submissions[0].notes), ElementsAre("no answers to this set: awk-column/notes.md"));
  }
}

TEST_F(Collecting, AFolderWithoutAnyFolderIsALearners) {
  fs::create_directories(Path("alice"));
  Write("bob/notes.md");
  const Collected both = From({"alice", "bob"});
  EXPECT_THAT(Learners(both), ElementsAre("alice", "bob"));
  EXPECT_THAT(Notes(both.submissions[1].notes), ElementsAre("no answers to this set: notes.md"));
}

TEST_F(Collecting, AnotherSpellingIsTakenForTheNearestLab) {
  for (const char* name : {"alice/awk-colum.sh", "bob/AWK_Column.SH", "carol/awk-column.sh.txt", "dora/awk-column",
                           "eve/awk-column.sh\r", "fay/awk-colum/task.sh"})
    Write(fs::path("class") / name);
  for (const Submission& submission : From({"class"}).submissions) {
    EXPECT_FALSE(submission.answers[0].empty()) << submission.learner;
    EXPECT_THAT(Notes(submission.notes), ElementsAre(HasSubstr(" was taken for awk-column.sh")));
  }
}

TEST_F(Collecting, TheSurerNameComesFirst) {
  for (const char* name : {"awk-column.sh", "awk-colum.sh", "old/awk-column.sh", "sed-one/answer.sh", "sed-one/x.sh",
                           "Sed-Two.sh", "sed-two.sh"})
    Write(fs::path("alice") / name);
  const Submission alice = From({"alice"}).submissions[0];
  EXPECT_THAT(Files(alice), ElementsAre("awk-column.sh", "sed-one/answer.sh", "sed-two.sh"));
  EXPECT_THAT(Notes(alice.notes),
              ElementsAre("no answers to this set: awk-colum.sh, old/awk-column.sh, sed-one/x.sh, Sed-Two.sh"));
}

TEST_F(Collecting, WhatCouldBeTwoThingsIsNone) {
  Write("alice/awk-colum.sh");
  Write("alice/awk-colunm.sh");
  const Submission alice = From({"alice"}).submissions[0];
  EXPECT_THAT(Files(alice), ElementsAre("", "", ""));
  EXPECT_THAT(Notes(alice.notes),
              ElementsAre("not graded, since each could be awk-column.sh: awk-colum.sh, awk-colunm.sh"));
  labs_ = {"part-1", "part-2"};
  Write("bob/part-3.sh");
  const Submission bob = From({"bob"}).submissions[0];
  EXPECT_THAT(Files(bob), ElementsAre("", ""));
  EXPECT_THAT(Notes(bob.notes), ElementsAre("no answers to this set: part-3.sh"));
}

TEST_F(Collecting, NothingIsDroppedSilentlyButDroppings) {
  for (const char* name : {".hidden.sh", "a.py", "awk-column.sh~", "b.txt", "c", "sed-one.bak", "unknown.sh",
                           ".DS_Store", "Thumbs.db", "desktop.ini", "._sed-one.sh", "__MACOSX/sed-one.sh"})
    Write(fs::path("class/alice") / name);
  Write("class/roster.csv");
  Write("class/.git/sed-one.sh");
  const Collected all = From({"class"});
  EXPECT_THAT(Learners(all), ElementsAre("alice"));
  EXPECT_THAT(Notes(all.notes), ElementsAre("not a learner's in " + Path("class").native() + ": roster.csv"));
  EXPECT_THAT(Files(all.submissions[0]), ElementsAre("", "", ""));
  EXPECT_THAT(Notes(all.submissions[0].notes),
              ElementsAre("no answers to this set: .hidden.sh, a.py, awk-column.sh~, b.txt, c and 2 more"));
}

TEST_F(Collecting, LinksAndSpecialFilesAreNotOpened) {
  Write("class/bob/sed-one.sh");
  Write("class/eve/sed-two.sh");
  fs::create_symlink("../bob/sed-one.sh", Path("class/eve/sed-one.sh"));
  ASSERT_EQ(::mkfifo(Path("class/eve/awk-column.sh").c_str(), 0600), 0);
  fs::create_directory_symlink("bob", Path("class/alice"));
  fs::create_symlink("/etc/passwd", Path("class/bob/notes"));
  const Collected all = From({"class"});
  EXPECT_THAT(Learners(all), ElementsAre("alice", "bob", "eve"));
  EXPECT_EQ(Reason(all.Of("alice")), "alice is a symbolic link, which is not followed");
  EXPECT_FALSE(all.Of("alice").unread->by_machine);
  EXPECT_THAT(Files(all.Of("bob")), ElementsAre("", "sed-one.sh", ""));
  EXPECT_THAT(Notes(all.Of("bob").notes), ElementsAre("no answers to this set: notes"));
  const Submission& eve = all.Of("eve");
  EXPECT_THAT(Files(eve), ElementsAre("!awk-column.sh", "!sed-one.sh", "sed-two.sh"));
  EXPECT_EQ(eve.answers[0][0].unread->reason.en, "awk-column.sh is no regular file");
  EXPECT_EQ(eve.answers[1][0].unread->reason.en, "sed-one.sh is a symbolic link, which is not followed");
  Write("canvas/eve_1_2_sed-one.sh");
  fs::create_symlink("/etc/passwd", Path("canvas/mallory_3_4_sed-one.sh"));
  const Collected canvas = From({"canvas"});
  EXPECT_THAT(Files(canvas.Of("mallory")), ElementsAre("", "!sed-one.sh", ""));
  EXPECT_THAT(Files(canvas.Of("eve")), ElementsAre("", "sed-one.sh", ""));
}

TEST_F(Collecting, AnAnswerHasABoundedSize) {
  const std::string odd("\xff\0echo", 6);
  Write("alice/awk-column.sh", odd);
  Write("alice/sed-one.sh", std::string(kMaxAnswerBytes, 'x'));
  Write("alice/sed-two.sh");
  fs::resize_file(Path("alice/sed-two.sh"), kMaxAnswerBytes + 1);
  const Submission alice = From({"alice"}).submissions[0];
  EXPECT_THAT(Files(alice), ElementsAre("awk-column.sh", "sed-one.sh", "!sed-two.sh"));
  EXPECT_EQ(alice.answers[0][0].bytes, odd);
  EXPECT_THAT(alice.answers[2][0].unread->reason.en, HasSubstr("sed-two.sh is larger than the 1048576 bytes"));
}

TEST_F(Collecting, WhatIsNamedTwiceIsGradedOnce) {
  Write("class/alice/sed-one.sh");
  const Collected twice = From({"class", "class/alice"});
  EXPECT_THAT(Learners(twice), ElementsAre("alice"));
  EXPECT_THAT(Notes(twice.notes), ElementsAre("named twice, graded once: " + Path("class/alice").native()));
}

TEST_F(Collecting, WhatIsNamedBeforeItsClassIsGradedOnce) {
  Write("class/alice/sed-one.sh");
  Write("class/bob/sed-one.sh");
  const Collected twice = From({"class/bob", "class"});
  EXPECT_THAT(Learners(twice), ElementsAre("bob", "alice"));
  EXPECT_THAT(Notes(twice.notes), ElementsAre("named twice, graded once: " + Path("class/bob").native()));
}

TEST_F(Collecting, WhatIsNobodysInAClassMayBeNamedItself) {
  Write("class/Ann Lee_1234567_assignsubmission_file_/sed-one.sh");
  Write("class/sed-two.sh");
  const Collected all = From({"class", "class/sed-two.sh"});
  EXPECT_THAT(Learners(all), ElementsAre("Ann Lee", "class"));
  EXPECT_THAT(Notes(all.notes), ElementsAre("not a learner's in " + Path("class").native() + ": sed-two.sh"));
}

TEST_F(Collecting, KeepsAFewBytesOfEachLearner) {
  constexpr std::size_t kLearners = 1000;
  constexpr std::size_t kBytes = 150;
  std::vector<Packed> files;
  for (std::size_t i = 0; i < kLearners; ++i) {
    files.push_back({"class/learner-" + std::to_string(i) + "/sed-one.sh"});
    fs::create_directories(Path(files.back().name).parent_path());
    std::ofstream(Path(files.back().name)) << files.back().content;
  }
  Write("class.zip", Pack(files));
  for (const char* name : {"class", "class.zip"}) {
    const std::size_t before = testing::AllocatedBytes();
    std::size_t most = 0;
    std::size_t learners = 0;
    Collect({Path(name)}, {labs_, {}}, [&](const Submission& /*submission*/) {
      most = std::max(most, testing::AllocatedBytes());
      ++learners;
    });
    EXPECT_EQ(learners, kLearners) << name;
    EXPECT_LT(most, before + kLearners * kBytes) << name;
  }
}

TEST_F(Collecting, TwoLearnersOfOneNameAreToldApart) {
  Write("monday/alice/sed-one.sh");
  Write("monday/bob/sed-one.sh");
  Write("friday/alice/sed-one.sh");
  EXPECT_THAT(Learners(From({"monday", "friday"})),
              ElementsAre("alice", "bob", "alice (" + Path("friday/alice").native() + ")"));
}

TEST_F(Collecting, ScriptsAreTheirFoldersOwnersOrTheirOwn) {
  Write("alice/sed-one.sh");
  Write("alice/sed-two.sh");
  Write("bob.sh");
  const Collected alice = From({"alice/sed-one.sh", "alice/sed-two.sh"});
  EXPECT_THAT(Learners(alice), ElementsAre("alice"));
  EXPECT_THAT(Files(alice.submissions[0]), ElementsAre("", "sed-one.sh", "sed-two.sh"));
  EXPECT_THROW(From({"bob.sh"}), UsageError);
  EXPECT_THROW(From({"absent"}), UsageError);
  labs_ = {"sed-one"};
  EXPECT_THAT(Learners(From({"bob.sh"})), ElementsAre("bob"));
  Write("week/carol.sh");
  Write("week/dora.sh");
  Write("week/notes.md");
  const Collected week = From({"week"});
  EXPECT_THAT(Learners(week), ElementsAre("carol", "dora"));
  EXPECT_THAT(Files(week.submissions[1]), ElementsAre("dora.sh"));
}

}  // namespace
}  // namespace shellab
