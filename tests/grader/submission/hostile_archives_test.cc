// Broken and hostile archives: each costs its learner what is in it, and nobody else anything.
#include <gmock/gmock.h>

#include <csignal>
#include <optional>

#include "grader/usage_error.h"
#include "sandbox/os/error.h"
#include "tests/grader/submission/collecting.h"
#include "tests/support/no_room.h"
#include "tests/support/peak_memory.h"

namespace shellab {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

const std::vector<Packed> kGood = {{"awk-column.sh"}, {"sed-one.sh"}, {"sed-two.sh"}};

TEST_F(Collecting, NamesThatLeadOutAreNotFollowed) {
  for (const char* format : {"zip", "gnutar", "7zip"}) {
    Write("class/eve.zip", Pack({{"../alice/awk-column.sh", "eve"}, {"/etc/sed-one.sh"}, {"ok/sed-two.sh"}}, format));
    Write("class/alice/awk-column.sh", "alice");
    const Collected all = From({"class"});
    EXPECT_EQ(all.Of("alice").answers[0][0].bytes, "alice");
    EXPECT_EQ(ReadFile(Path("class/alice/awk-column.sh")), "alice");
    const Submission& eve = all.Of("eve");
    EXPECT_THAT(Files(eve), ElementsAre("!../alice/awk-column.sh", "!/etc/sed-one.sh", "ok/sed-two.sh")) << format;
    EXPECT_EQ(eve.answers[0][0].unread->reason.en, "../alice/awk-column.sh leads out of the archive");
  }
  Write("class.zip", Pack({{"../../eve/awk-column.sh"}, {"alice/sed-one.sh"}, {"bob/sed-one.sh"}}));
  const Collected all = From({"class.zip"});
  EXPECT_THAT(Learners(all), ElementsAre("alice", "bob"));
  EXPECT_THAT(Notes(all.notes),
              ElementsAre("not read, since the names lead out of class.zip: ../../eve/awk-column.sh"));
}

TEST_F(Collecting, LinksAndDevicesInArchivesAreNotFollowed) {
  Write("class/eve.tar", Pack({{"awk-column.sh", "", 0120000, "/etc/shadow"},
                               {"sed-one.sh", "", 0100000, "../alice/sed-one.sh", true},
                               {"sed-two.sh", "", 0010000}},
                              "gnutar"));
  Write("class/mal.tar", Pack({{"awk-column.sh", "", 0020000}, {"sed-one.sh"}}, "gnutar"));
  const Collected all = From({"class"});
  const Submission& eve = all.Of("eve");
  EXPECT_EQ(eve.answers[0][0].unread->reason.en, "awk-column.sh is a symbolic link, which is not followed");
  EXPECT_EQ(eve.answers[1][0].unread->reason.en, "sed-one.sh is a hard link, which is not followed");
  EXPECT_EQ(eve.answers[2][0].unread->reason.en, "sed-two.sh is no regular file");
  EXPECT_THAT(Files(all.Of("mal")), ElementsAre("!awk-column.sh", "sed-one.sh", ""));
}

// Of 12 MB libarchive makes a list of 9 GB: the process that reads it has not so much.
TEST_F(Collecting, AnArchiveTakesNoMoreMemoryThanASaneOne) {
  Write("class/eve.7z", PackManyFolders(99'999'999));
  Write("class/fay.7z", PackManyFolders(1000));
  Write("class/alice.zip", Pack(kGood));
  const Collected all = From({"class"});
  EXPECT_EQ(Reason(all.Of("fay")), "");
  EXPECT_THAT(Reason(all.Of("eve")), HasSubstr("eve.7z cannot be read as a zip, 7z, rar or tar archive"));
  EXPECT_THAT(Files(all.Of("alice")), ElementsAre("awk-column.sh", "sed-one.sh", "sed-two.sh"));
}

TEST_F(Collecting, BombsAreBounded) {
  const std::string large(300U << 20U, '\0');
  Write("class/alice.zip", Pack(kGood));
  Write("class/answer.zip", Pack({{"awk-column.sh", std::string(2U << 20U, 'x')}, {"sed-one.sh"}}));
  Write("class/bomb.tar.gz", Pack({{"x", large}, {"sed-one.sh"}}, "gnutar", "gzip"));
  Write("class/bomb.7z", Pack({{"x", large}, {"sed-one.sh"}}, "7zip"));
  std::vector<Packed> many(100'001, Packed{"x", ""});
  Write("class/many.tar.gz", Pack(many, "gnutar", "gzip"));
  std::vector<Packed> scripts;
  for (int i = 0; i < 40; ++i) scripts.push_back({std::to_string(i) + "/sed-one.sh", std::string(1U << 20U, 'x')});
  Write("class/sum.tar.gz", Pack(scripts, "gnutar", "gzip"));
  const Collected all = From({"class"});
  EXPECT_FALSE(all.Of("alice").unread);
  EXPECT_THAT(Files(all.Of("answer")), ElementsAre("!awk-column.sh", "sed-one.sh", ""));
  EXPECT_EQ(all.submissions.size(), 6U);
  EXPECT_EQ(Reason(all.Of("bomb")), "bomb.7z unpacks to more than 256 MiB");
  EXPECT_EQ(Reason(all.submissions[3]), "bomb.tar.gz unpacks to more than 256 MiB");
  EXPECT_EQ(Reason(all.Of("many")), "many.tar.gz has more than 100000 entries");
  EXPECT_EQ(Reason(all.Of("sum")), "the scripts are larger than 32 MiB together");
}

TEST_F(Collecting, CutOffDamagedAndEncryptedArchives) {
  const std::string tar = Pack(
      {{"awk-column.sh", "whole"}, {"sed-one.sh", std::string(9'000, 'x')}, {"sed-two.sh", std::string(9'000, 'x')}},
      "gnutar");
  const std::string zip = Pack(kGood);
  Write("class/alice.zip", zip);
  Write("class/cut.tar", tar.substr(0, 3'000));
  Write("class/cutzip.zip", zip.substr(0, zip.size() / 2));
  Write("class/empty.zip", "");
  Write("class/cutrar.rar", std::string_view("Rar!\x1a\x07\x01\x00 and no more", 20));
  Write("class/locked.zip", Pack(kGood, "zip", "none", "secret"));
  Write("class/noise.7z", "7z\xBC\xAF\x27\x1C" + std::string(500, '\x7F'));
  std::string damaged = PackRawZip({{"awk-column.sh", "echo the sum is over this"}});
  damaged.replace(damaged.find("echo"), 4, "true");
  Write("class/damaged.zip", damaged);
  const Collected all = From({"class"});
  EXPECT_THAT(Files(all.Of("alice")), ElementsAre("awk-column.sh", "sed-one.sh", "sed-two.sh"));
  EXPECT_THAT(Files(all.Of("cut")), ElementsAre("awk-column.sh", "!cut.tar", "!cut.tar"));
  EXPECT_THAT(Reason(all.Of("cutzip")), HasSubstr("cutzip.zip cannot be read as a zip, 7z, rar or tar archive"));
  EXPECT_THAT(Reason(all.Of("empty")), HasSubstr("empty.zip cannot be read"));
  EXPECT_THAT(Reason(all.Of("cutrar")), HasSubstr("cutrar.rar is an archive without files: empty, or damaged"));
  EXPECT_THAT(Reason(all.Of("noise")), HasSubstr("noise.7z cannot be read"));
  for (const auto& attempts : all.Of("locked").answers)
    EXPECT_THAT(attempts[0].unread->reason.en, HasSubstr(".sh is encrypted"));
  ASSERT_EQ(all.Of("damaged").answers[0].size(), 1U);
  ASSERT_TRUE(all.Of("damaged").answers[0][0].unread);
  EXPECT_THAT(all.Of("damaged").answers[0][0].unread->reason.en, HasSubstr("awk-column.sh is damaged"));
}

TEST_F(Collecting, AClassesArchiveThatBreaksGivesWhatCameBefore) {
  const std::string tar =
      Pack({{"alice/sed-one.sh"}, {"bob/sed-one.sh", std::string(9'000, 'x')}, {"carol/sed-one.sh"}}, "gnutar");
  Write("class.tar", tar.substr(0, 4'000));
  const Collected all = From({"class.tar"});
  EXPECT_THAT(Learners(all), ElementsAre("alice", "bob"));
  EXPECT_THAT(Files(all.submissions[0]), ElementsAre("", "sed-one.sh", ""));
  EXPECT_THAT(Reason(all.submissions[1]), HasSubstr("cannot be read"));
  EXPECT_THAT(Notes(all.notes), ElementsAre(HasSubstr("what comes after that is not known")));
  // Whoever is not named before the break may have handed something in.
  roster_ = Write("roster.csv", "name,email\nalice,a@example.org\ncarol,c@example.org\n");
  const Collected enrolled = From({"class.tar"});
  EXPECT_THAT(Reason(enrolled.Of("carol")), HasSubstr("class.tar cannot be read"));
  for (const char* learner : {"bob", "carol"}) EXPECT_TRUE(enrolled.Of(learner).unread.value().by_machine) << learner;
}

// It may be the whole class's: nobody is called class and earns nothing.
TEST_F(Collecting, AnArchiveThatIsAllThatWasHandedInAndCannotBeReadIsNobodys) {
  const std::string zip = Pack({{"alice/sed-one.sh"}, {"bob/sed-one.sh"}});
  Write("class.zip", std::string(100, '\0') + zip.substr(0, zip.size() / 2));
  Write("class.rar", std::string_view("Rar!\x1a\x07\x01\x00 and no more", 20));
  Write("class.tar", Pack({{"../sed-one.sh"}}, "gnutar"));
  const auto refusal = [this](const std::string& name) -> std::string {
    try {
      From({name});
    } catch (const UsageError& error) {
      return error.what();
    }
    return "";
  };
  EXPECT_THAT(refusal("class.zip"), AllOf(HasSubstr("class.zip cannot be read"), HasSubstr("all that was handed in")));
  EXPECT_THAT(refusal("class.rar"), HasSubstr("class.rar is an archive without files"));
  EXPECT_EQ(refusal("class.tar"), "");  // it can be read, though nothing in it is used
  roster_ = Write("roster.csv", "name,email\nalice,a@example.org\n");
  EXPECT_THAT(refusal("class.zip"), HasSubstr("class.zip cannot be read"));
  // Who is known, or has company, is one of a class.
  roster_ = Write("roster.csv", "name,email\nclass,c@example.org\n");
  EXPECT_THAT(Reason(From({"class.zip"}).Of("class")), HasSubstr("class.zip cannot be read"));
  roster_.clear();
  Write("alice.zip", Pack(kGood));
  const Collected all = From({"class.zip", "alice.zip"});
  EXPECT_THAT(Reason(all.Of("class")), HasSubstr("class.zip cannot be read"));
  EXPECT_FALSE(all.Of("class").unread.value().by_machine);
  EXPECT_THAT(Files(all.Of("alice")), ElementsAre("awk-column.sh", "sed-one.sh", "sed-two.sh"));
}

// Bob's other answers may have come after the file that nobody wants.
TEST_F(Collecting, WhoWasAtTheBreakOfAClassesArchiveIsNotTakenForWhole) {
  const std::string tar =
      Pack({{"alice/sed-one.sh"}, {"bob/sed-one.sh"}, {"bob/report.pdf", std::string(9'000, 'x')}, {"bob/tac-two.sh"}},
           "gnutar");
  Write("class.tar", tar.substr(0, 4'000));
  const Collected all = From({"class.tar"});
  EXPECT_THAT(Learners(all), ElementsAre("alice", "bob"));
  EXPECT_THAT(Files(all.Of("alice")), ElementsAre("", "sed-one.sh", ""));
  EXPECT_THAT(Files(all.Of("bob")), ElementsAre("!class.tar", "sed-one.sh", "!class.tar"));
}

TEST_F(Collecting, WhereAClassesArchiveBreaksItCostsNobodyPoints) {
  Write("class.zip", Pack({{"alice/sed-one.sh"}, {"bob/sed-one.sh"}, {"carol/sed-one.sh"}}));
  Collected all;
  const auto collect = [&](int signal) {
    all = {};
    all.notes = Collect({Path("class.zip")}, {labs_, {}}, [&](const Submission& submission) {
      all.submissions.push_back(submission);
      if (all.submissions.size() == 1) ::kill(OnlyChild(), signal);
    });
  };
  collect(SIGSEGV);
  EXPECT_THAT(Learners(all), ElementsAre("alice", "bob", "carol"));
  EXPECT_THAT(Files(all.Of("alice")), ElementsAre("", "sed-one.sh", ""));
  for (const char* learner : {"bob", "carol"}) {
    EXPECT_EQ(Reason(all.Of(learner)), "class.zip breaks the program that reads it");
    EXPECT_TRUE(all.Of(learner).unread->by_machine) << learner;
  }
  EXPECT_THAT(Notes(all.notes), ElementsAre(HasSubstr("what comes after that is not known")));
  EXPECT_THROW(collect(SIGKILL), HostError);  // it may be read the next time
}

TEST_F(Collecting, WhatThisMachineCannotDoIsNotTakenForTheEndOfAClassesArchive) {
  Write("class.zip", Pack({{"alice.zip", Pack(kGood)}, {"bob.zip", Pack(kGood)}, {"carol.zip", Pack(kGood)}}));
  std::optional<testing::NoRoom> no_room;
  std::vector<std::string> learners;
  EXPECT_THROW(Collect({Path("class.zip")}, {labs_, {}},
                       [&](const Submission& submission) {
                         learners.push_back(submission.learner);
                         no_room.emplace();  // for another archive
                       }),
               OsError);
  no_room.reset();
  EXPECT_THAT(learners, ElementsAre("alice"));
}

TEST_F(Collecting, NamesInGbkAreReadable) {
  // "作业/题.txt" and the learner 王 in GBK.
  Write("wang.zip", PackRawZip({{"\xD7\xF7\xD2\xB5/sed-one.sh", "x"}, {"\xCC\xE2.md"}, {"\xFF\xFE\x01.md"}}));
  const Submission wang = From({"wang.zip"}).submissions[0];
  EXPECT_THAT(Files(wang), ElementsAre("", "作业/sed-one.sh", ""));
  EXPECT_THAT(Notes(wang.notes), ElementsAre("no answers to this set: 题.md, \xFF\xFE\x01.md"));
  Write("class/\xCD\xF5/sed-one.sh");
  Write("class/back.zip", PackRawZip({{"labs\\sed-one.sh", "x"}, {"..\\..\\sed-two.sh"}}));
  const Collected all = From({"class"});
  EXPECT_THAT(Learners(all), ElementsAre("back", "王"));
  EXPECT_THAT(all.Of("back").answers[1][0].bytes, "x");
  EXPECT_TRUE(all.Of("back").answers[2][0].unread);
}

TEST_F(Collecting, SpellingsThatClashAreToldApart) {
  Write("eve.zip", Pack({{"SED-ONE.sh", "no"}, {"sed-one.sh", "yes"}, {"AWK-column.sh"}, {"Awk-Column.sh"}}));
  const Submission eve = From({"eve.zip"}).submissions[0];
  EXPECT_EQ(eve.answers[1][0].bytes, "yes");
  EXPECT_THAT(Files(eve)[0], "");
  EXPECT_THAT(Notes(eve.notes),
              ::testing::Contains(AllOf(HasSubstr("each could be awk-column.sh"), Not(HasSubstr("sed-one")))));
}

TEST_F(Collecting, MemoryHoldsOneLearnersFiles) {
  constexpr int kLearners = 10'000;
  const std::string script(10'000, 'x');
  {
    std::vector<Packed> files;
    for (int i = 0; i < kLearners; ++i)
      files.push_back({"L " + std::to_string(i) + "_" + std::to_string(i) + "_assignsubmission_file_/sed-one.sh"});
    for (Packed& file : files) file.content = script;
    Write("class.tar.gz", Pack(files, "gnutar", "gzip"));
  }
  const testing::PeakMemory peak;
  std::size_t bytes = 0;
  Collect({Path("class.tar.gz")}, {labs_, {}},
          [&](const Submission& submission) { bytes += submission.answers[1].at(0).bytes.size(); });
  EXPECT_EQ(bytes, kLearners * script.size());  // 100 MB
  EXPECT_LT(peak.Growth(), 32U << 20U);
}

}  // namespace
}  // namespace shellab
