#include "grader/submission/collect.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <string>

#include "grader/submission/answer.h"
#include "grader/usage_error.h"
#include "sandbox/os/file.h"

namespace shellab {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class Collecting : public ::testing::Test {
 protected:
  fs::path Write(const fs::path& name, std::string_view content = "true\n") const {
    fs::create_directories((folder_.path() / name).parent_path());
    WriteFileAtomically(folder_.path() / name, content);
    return folder_.path() / name;
  }
  void MakeFolder(const fs::path& name) const { fs::create_directories(folder_.path() / name); }

  Collection From(const std::vector<fs::path>& names) const {
    std::vector<fs::path> paths;
    for (const fs::path& name : names) paths.push_back(folder_.path() / name);
    return CollectFolders(paths, {"awk-column", "sed-one", "sed-two"});
  }

  // The answers' paths below the folder that the test has; "" where nothing was handed in.
  std::vector<std::string> Files(const FolderSubmission& submission) const {
    std::vector<std::string> files;
    for (const fs::path& answer : submission.answers)
      files.push_back(answer.empty() ? "" : answer.lexically_relative(folder_.path()).native());
    return files;
  }

  static std::vector<std::string> Learners(const Collection& collection) {
    std::vector<std::string> learners;
    for (const FolderSubmission& submission : collection.submissions) learners.push_back(submission.learner);
    return learners;
  }

  static std::vector<std::string> Notes(const std::vector<Text>& notes) {
    std::vector<std::string> texts;
    for (const Text& note : notes) {
      EXPECT_FALSE(note.zh.empty());
      texts.push_back(note.en);
    }
    return texts;
  }

  // Why the file is no answer.
  static std::string Refusal(const fs::path& file) {
    const auto read = ReadCollected(file);
    const Unread* unread = std::get_if<Unread>(&read);
    return unread == nullptr ? "" : unread->reason.en;
  }

  TempDir folder_{::testing::TempDir()};
};

TEST_F(Collecting, AFolderHoldsAFolderForEachLearner) {
  Write("class/bob/sed-one.sh");
  Write("class/bob/awk-column.sh");
  Write("class/alice/sed-two.sh");
  MakeFolder("class/王小明");
  const Collection class_folder = From({"class"});
  EXPECT_THAT(Learners(class_folder), ElementsAre("alice", "bob", "王小明"));
  EXPECT_THAT(Files(class_folder.submissions[0]), ElementsAre("", "", "class/alice/sed-two.sh"));
  EXPECT_THAT(Files(class_folder.submissions[1]), ElementsAre("class/bob/awk-column.sh", "class/bob/sed-one.sh", ""));
  EXPECT_THAT(Files(class_folder.submissions[2]), ElementsAre("", "", ""));
  EXPECT_THAT(class_folder.notes, IsEmpty());
  for (const FolderSubmission& submission : class_folder.submissions) EXPECT_THAT(submission.notes, IsEmpty());
}

TEST_F(Collecting, AFolderWithAnswersIsALearners) {
  Write("alice/sed-one.sh");
  Write("alice/old/sed-two.sh");
  for (const char* spelling : {"alice", "alice/", "alice/.", "alice/old/.."}) {
    const Collection alice = From({spelling});
    EXPECT_THAT(Learners(alice), ElementsAre("alice")) << spelling;
    EXPECT_THAT(Notes(alice.submissions[0].notes), ElementsAre("no answers to this set: old/")) << spelling;
  }
}

TEST_F(Collecting, AFolderWithoutAnyFolderIsALearners) {
  MakeFolder("alice");
  Write("bob/notes.md");
  const Collection both = From({"alice", "bob"});
  EXPECT_THAT(Learners(both), ElementsAre("alice", "bob"));
  EXPECT_THAT(Notes(both.submissions[1].notes), ElementsAre("no answers to this set: notes.md"));
}

TEST_F(Collecting, AnotherSpellingIsTakenForTheNearestLab) {
  Write("alice/awk-colum.sh");
  Write("bob/AWK_Column.SH");
  Write("carol/awk-column.sh.txt");
  Write("dora/awk-column");
  for (const char* name : {"alice", "bob", "carol", "dora"}) {
    const FolderSubmission submission = From({name}).submissions[0];
    EXPECT_FALSE(submission.answers[0].empty()) << name;
    EXPECT_THAT(Notes(submission.notes), ElementsAre(HasSubstr(" was taken for awk-column.sh"))) << name;
  }
}

TEST_F(Collecting, AnExactNameComesBeforeANearOne) {
  Write("alice/awk-column.sh");
  Write("alice/awk-colum.sh");
  const FolderSubmission alice = From({"alice"}).submissions[0];
  EXPECT_THAT(Files(alice), ElementsAre("alice/awk-column.sh", "", ""));
  EXPECT_THAT(Notes(alice.notes), ElementsAre("no answers to this set: awk-colum.sh"));
}

TEST_F(Collecting, WhatCouldBeTwoThingsIsNone) {
  Write("alice/awk-colum.sh");
  Write("alice/awk-colunm.sh");
  const FolderSubmission alice = From({"alice"}).submissions[0];
  EXPECT_THAT(Files(alice), ElementsAre("", "", ""));
  EXPECT_THAT(Notes(alice.notes),
              ElementsAre("not graded, since each could be awk-column.sh: awk-colum.sh, awk-colunm.sh"));
  const FolderSubmission bob =
      CollectFolders({Write("bob/part-3.sh").parent_path()}, {"part-1", "part-2"}).submissions[0];
  EXPECT_THAT(Files(bob), ElementsAre("", ""));
  EXPECT_THAT(Notes(bob.notes), ElementsAre("no answers to this set: part-3.sh"));
}

TEST_F(Collecting, NothingIsDroppedSilently) {
  for (const char* name : {".hidden.sh", "a.py", "awk-column.sh~", "b.txt", "c", "sed-one.bak", "unknown.sh"})
    Write(fs::path("class/alice") / name);
  MakeFolder("class/alice/sed-one.sh");
  Write("class/roster.csv");
  Write("class/.git/sed-one.sh");
  const Collection class_folder = From({"class"});
  EXPECT_THAT(Learners(class_folder), ElementsAre("alice"));
  EXPECT_THAT(Notes(class_folder.notes),
              ElementsAre("not a learner's folder in " + (folder_.path() / "class").native() + ": .git/, roster.csv"));
  EXPECT_THAT(Files(class_folder.submissions[0]), ElementsAre("", "", ""));
  EXPECT_THAT(Notes(class_folder.submissions[0].notes),
              ElementsAre("no answers to this set: .hidden.sh, a.py, awk-column.sh~, b.txt, c and 3 more"));
}

TEST_F(Collecting, ALearnersFolderThatIsALinkIsNotFollowed) {
  Write("class/bob/sed-one.sh");
  fs::create_directory_symlink("bob", folder_.path() / "class/alice");
  const Collection class_folder = From({"class"});
  EXPECT_THAT(Learners(class_folder), ElementsAre("alice", "bob"));
  ASSERT_TRUE(class_folder.submissions[0].unread);
  EXPECT_FALSE(class_folder.submissions[0].unread->by_machine);
  EXPECT_THAT(Files(class_folder.submissions[0]), ElementsAre("", "", ""));
  EXPECT_FALSE(class_folder.submissions[1].unread);
}

TEST_F(Collecting, AFolderNamedTwiceIsGradedOnce) {
  Write("class/alice/sed-one.sh");
  const Collection twice = From({"class", "class/alice"});
  EXPECT_THAT(Learners(twice), ElementsAre("alice"));
  EXPECT_THAT(Notes(twice.notes),
              ElementsAre("named twice, graded once: " + (folder_.path() / "class/alice").native()));
}

TEST_F(Collecting, TwoLearnersOfOneNameAreToldApart) {
  Write("monday/alice/sed-one.sh");
  Write("monday/bob/sed-one.sh");
  Write("friday/alice/sed-one.sh");
  EXPECT_THAT(Learners(From({"monday", "friday"})), ElementsAre((folder_.path() / "monday/alice").native(), "bob",
                                                                (folder_.path() / "friday/alice").native()));
}

TEST_F(Collecting, RefusesWhatIsNoFolder) {
  Write("alice.sh");
  EXPECT_THROW(From({"alice.sh"}), UsageError);
  EXPECT_THROW(From({"absent"}), UsageError);
}

TEST_F(Collecting, ReadsARegularFileOfBoundedSize) {
  const std::string bytes("\xff\0echo", 6);
  EXPECT_EQ(std::get<std::string>(ReadCollected(Write("a.sh", bytes))), bytes);
  EXPECT_EQ(std::get<std::string>(ReadCollected(Write("empty.sh", ""))), "");
  const fs::path large = Write("large.sh", std::string(kMaxAnswerBytes, 'x'));
  EXPECT_EQ(Refusal(large), "");
  fs::resize_file(large, kMaxAnswerBytes + 1);
  EXPECT_THAT(Refusal(large), HasSubstr("large.sh is larger than the 1048576 bytes"));
}

TEST_F(Collecting, ReadsNoLinksAndNoSpecialFiles) {
  const fs::path file = Write("a.sh");
  const fs::path link = folder_.path() / "link.sh";
  const fs::path pipe = folder_.path() / "pipe.sh";
  fs::create_symlink(file, link);
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  EXPECT_EQ(Refusal(link), "link.sh is a symbolic link, which is not followed");
  EXPECT_EQ(Refusal(pipe), "pipe.sh is no regular file");
  EXPECT_EQ(Refusal(folder_.path()), folder_.path().filename().native() + " is no regular file");
}

TEST_F(Collecting, AFileThatIsGoneIsTheMachinesFailure) {
  const auto read = ReadCollected(folder_.path() / "gone.sh");
  EXPECT_TRUE(std::get<Unread>(read).by_machine);
}

}  // namespace
}  // namespace shellab
