// What courses' systems hand out, archives of every kind, and rosters beside them.
#include <gmock/gmock.h>

#include "tests/grader/submission/collecting.h"

namespace shellab {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

struct Kind {
  const char* format;
  const char* filter;
  const char* ending;
};

TEST_F(Collecting, EveryKindOfArchiveIsRead) {
  for (const Kind& kind : {Kind{"zip", "none", "zip"},
                           {"7zip", "none", "7z"},
                           {"gnutar", "none", "tar"},
                           {"pax", "gzip", "tar.gz"},
                           {"pax", "bzip2", "tbz2"},
                           {"ustar", "xz", "tar.xz"},
                           {"pax", "zstd", "tar.zst"},
                           {"pax", "lz4", "tar.lz4"},
                           {"pax", "lzma", "tar.lzma"}}) {
    const std::string name = std::string("王小明.") + kind.ending;
    Write(name, Pack({{"作业/awk-column.sh", "one"}, {"a/b/sed-one/x.sh", "two"}}, kind.format, kind.filter));
    const Collected all = From({name});
    EXPECT_THAT(Learners(all), ElementsAre("王小明")) << name;
    EXPECT_THAT(Files(all.submissions[0]), ElementsAre("作业/awk-column.sh", "a/b/sed-one/x.sh", "")) << name;
    EXPECT_EQ(all.submissions[0].answers[1][0].bytes, "two") << name;
    EXPECT_THAT(all.submissions[0].notes, IsEmpty()) << name;
  }
  Write("eve.rar", PackRar({{"sed-two.sh", "three"}}));
  EXPECT_EQ(From({"eve.rar"}).submissions[0].answers[2][0].bytes, "three");
}

TEST_F(Collecting, AFolderOfFoldersAndArchives) {
  Write("class/alice.zip", Pack({{"sed-one.sh"}}));
  Write("class/bob.tar.gz", Pack({{"bob/sed-one.sh"}}, "pax", "gzip"));
  Write("class/carol/sed-one.sh");
  Write("class/dora/answers.zip", Pack({{"sed-one.sh"}, {"inner.zip", Pack({{"sed-two.sh"}})}}));
  Write("class/eve.data", Pack({{"sed-one.sh"}}, "7zip"));
  Write("class/fay.zip", "echo not an archive\n");
  Write("class/gil/sed-one.zip", "echo a script\n");
  Write("class/hal/sed-one.sh", Pack({{"sed-one.sh", "packed"}}));
  Write("class/ivy/sed-one.sh");
  Write("class/ivy/thesis.docx", Pack({{"word/document.xml"}}));
  const Collected all = From({"class"});
  EXPECT_THAT(Learners(all), ElementsAre("alice", "bob", "carol", "dora", "eve.data", "fay", "gil", "hal", "ivy"));
  for (const Submission& submission : all.submissions) {
    if (submission.learner == "fay") continue;
    ASSERT_EQ(submission.answers[1].size(), 1U) << submission.learner;
    EXPECT_FALSE(submission.answers[1][0].unread) << submission.learner;
  }
  EXPECT_THAT(Notes(all.Of("dora").notes), ElementsAre("not opened, since it lies in an archive already: inner.zip"));
  EXPECT_THAT(Reason(all.Of("fay")), HasSubstr("fay.zip cannot be read as a zip, 7z, rar or tar archive"));
  EXPECT_THAT(Notes(all.Of("gil").notes), ElementsAre("sed-one.zip was taken for sed-one.sh"));
  EXPECT_EQ(all.Of("hal").answers[1][0].bytes, "packed");
  EXPECT_THAT(Notes(all.Of("ivy").notes), ElementsAre("no answers to this set: thesis.docx"));
}

TEST_F(Collecting, OneArchiveHoldsAClass) {
  const std::vector<Packed> files = {
      {"class/bob/sed-one.sh"}, {"class/alice/", "", 040000},
      {"class/bob/sed-two.sh"}, {"class/carol.zip", Pack({{"x/sed-one.sh", "carol's"}, {"no.zip", Pack({})}})},
      {"class/notes.txt"},      {"__MACOSX/class/._bob", "x"},
      {"class/dora/sed-one.sh"}};
  for (const char* format : {"zip", "pax"}) {
    Write("class.archive", Pack(files, format));
    const Collected all = From({"class.archive"});
    EXPECT_THAT(Learners(all), ElementsAre("alice", "bob", "carol", "dora"));
    EXPECT_THAT(Files(all.Of("alice")), ElementsAre("", "", ""));
    EXPECT_THAT(Files(all.Of("bob")), ElementsAre("", "sed-one.sh", "sed-two.sh"));
    EXPECT_EQ(all.Of("carol").answers[1][0].bytes, "carol's");
    EXPECT_THAT(Notes(all.notes), ElementsAre("nobody's in class.archive: class/notes.txt"));
  }
}

TEST_F(Collecting, MoodleExportsFoldersInAZip) {
  Write("moodle.zip", Pack({{"Li Wei_1234567_assignsubmission_file_/awk-column.sh", "li"},
                            {"Li Wei_1234567_assignsubmission_file_/sed/sed-one.sh"},
                            {"Li Wei_1234567_assignsubmission_onlinetext_/onlinetext.html", "<p>echo</p>"},
                            {"Li Wei_7654321_assignsubmission_file_/sed-two.sh"},
                            {"王 小明_42_assignsubmission_file_/作业.rar", PackRar({{"sed-two.sh", "wang"}})}}));
  const Collected all = From({"moodle.zip"});
  EXPECT_THAT(Learners(all), ElementsAre("Li Wei", "Li Wei (7654321)", "王 小明"));
  EXPECT_THAT(Files(all.submissions[0]), ElementsAre("awk-column.sh", "sed/sed-one.sh", ""));
  EXPECT_EQ(all.submissions[0].participant, "1234567");
  EXPECT_EQ(all.submissions[0].id, "");
  EXPECT_EQ(all.submissions[0].answers[0][0].at, std::chrono::system_clock::from_time_t(1'700'000'000));
  EXPECT_THAT(Notes(all.submissions[0].notes), ElementsAre("no answers to this set: onlinetext.html"));
  EXPECT_EQ(all.submissions[2].answers[2][0].bytes, "wang");
  // The time is the export's: what the learner's archive says is not believed.
  EXPECT_EQ(all.submissions[2].answers[2][0].at, std::chrono::system_clock::from_time_t(1'700'000'000));
}

TEST_F(Collecting, MoodleExportsFilesWithoutFolders) {
  Write("m/Li Wei_1_assignsubmission_file_awk-column.sh");
  Write("m/Li Wei_1_assignsubmission_file_sed-one.sh");
  Write("m/O_Neil, Ann_2_assignsubmission_file_all.zip", Pack({{"sed-two.sh"}}));
  Write("m/other.txt");
  const Collected all = From({"m"});
  EXPECT_THAT(Learners(all), ElementsAre("Li Wei", "O_Neil, Ann"));
  EXPECT_THAT(Files(all.submissions[0]), ElementsAre("awk-column.sh", "sed-one.sh", ""));
  EXPECT_THAT(Files(all.submissions[1]), ElementsAre("", "", "sed-two.sh"));
  EXPECT_THAT(Notes(all.notes), ElementsAre("not a learner's in " + Path("m").native() + ": other.txt"));
}

TEST_F(Collecting, TextTypedIntoTheSystemIsAScript) {
  labs_ = {"sed-one"};
  constexpr std::string_view kPage =
      "<!DOCTYPE html><html><head><title>x</title></head><body><p>sed 's/a/b/' &lt;in &amp;&amp;&nbsp;true</p></body>";
  Write("m/Ann_1_assignsubmission_onlinetext_/onlinetext.html", kPage);
  Write("m/Bob_2_assignsubmission_onlinetext_onlinetext.html", kPage);
  Write("c/annlee_LATE_12_text.html", kPage);
  Write("c/bob_13_text.html", kPage);
  Write("a/LATE_anon_Ab1Cd_text.html", kPage);
  const Collected all = From({"m", "c", "a"});
  EXPECT_THAT(Learners(all), ElementsAre("Ann", "Bob", "annlee", "bob", "anon_Ab1Cd"));
  EXPECT_EQ(all.Of("bob").participant, "13");
  EXPECT_TRUE(all.Of("annlee").answers[0][0].late_mark);
  EXPECT_TRUE(all.Of("anon_Ab1Cd").answers[0][0].late_mark);
  for (const Submission& submission : all.submissions) {
    ASSERT_EQ(submission.answers[0].size(), 1U) << submission.learner;
    EXPECT_EQ(submission.answers[0][0].bytes, "sed 's/a/b/' <in && true\n");
  }
}

TEST_F(Collecting, CanvasNamesItsFiles) {
  for (const char* name :
       {"c/liwei_LATE_12345_67890_awk-column-2.sh", "c/liwei_12345_67880_awk-column.sh",
        "c/liwei_12345_67885_awk-column-1.sh", "c/liwei_12345_67891_Sed_One-3.sh", "c/wangxiaoming_54321_1_sed-two.sh"})
    Write(name, name);
  Write("c/annlee_7_8_work-1.zip", Pack({{"sed-one.sh", "second"}}));
  Write("c/annlee_7_7_work.zip", Pack({{"sed-one.sh", "first"}}));
  for (const bool packed : {false, true}) {
    if (packed) {
      std::vector<Packed> files;
      for (const auto& entry : fs::directory_iterator(Path("c")))
        files.push_back({entry.path().filename(), ReadFile(entry.path())});
      Write("canvas.zip", Pack(files));
    }
    const Collected all = From({packed ? "canvas.zip" : "c"});
    EXPECT_EQ(all.submissions.size(), 3U);
    const Submission& li = all.Of("liwei");
    EXPECT_EQ(li.participant, "12345");
    ASSERT_EQ(li.answers[0].size(), 3U);
    EXPECT_THAT(li.answers[0][0].bytes, HasSubstr("67880"));
    EXPECT_FALSE(li.answers[0][0].late_mark);
    EXPECT_THAT(li.answers[0][1].bytes, HasSubstr("67885"));
    EXPECT_THAT(li.answers[0][2].bytes, HasSubstr("67890"));
    EXPECT_TRUE(li.answers[0][2].late_mark);
    EXPECT_EQ(li.answers[1].size(), 1U);
    const Submission& ann = all.Of("annlee");
    ASSERT_EQ(ann.answers[1].size(), 2U);
    EXPECT_EQ(ann.answers[1][0].bytes, "first");
    EXPECT_EQ(ann.answers[1][1].bytes, "second");
  }
}

TEST_F(Collecting, GitHubClassroomsClonesAreNamedAfterLogins) {
  Write("text-1-submissions/text-1-ann-lee/.git/HEAD");
  Write("text-1-submissions/text-1-ann-lee/sed-one.sh");
  Write("text-1-submissions/text-1-bob/.git/HEAD");
  Write("text-1-submissions/text-1-bob/src/sed-two.sh");
  roster_ = Write("roster.csv",
                  "\"identifier\",\"github_username\",\"github_id\",\"name\"\n\"2024001\",\"ann-lee\",\"1\",\"\"\n"
                  "\"2024002\",\"\",\"\",\"\"\n");
  const Collected all = From({"text-1-submissions"});
  EXPECT_THAT(Learners(all), ElementsAre("ann-lee", "bob", "2024002"));
  EXPECT_EQ(all.submissions[0].id, "2024001");
  EXPECT_FALSE(all.submissions[0].answers[1][0].at);  // the clone's time is not the learner's
  EXPECT_THAT(Notes(all.submissions[1].notes), ElementsAre("not on the roster"));
  EXPECT_THAT(Files(all.submissions[1]), ElementsAre("", "", "src/sed-two.sh"));
}

TEST_F(Collecting, AnArchiveLiesBesideTheClones) {
  Write("text-1-submissions/text-1-ann/.git/HEAD");
  Write("text-1-submissions/text-1-ann/sed-one.sh");
  Write("text-1-submissions/text-1-bob/.git/HEAD");
  Write("text-1-submissions/all.zip", Pack({{"sed-two.sh"}}));
  const Collected all = From({"text-1-submissions"});
  EXPECT_THAT(Learners(all), ElementsAre("all", "ann", "bob"));
  EXPECT_THAT(Files(all.Of("all")), ElementsAre("", "", "sed-two.sh"));
}

TEST_F(Collecting, AnonymousMarkingKeepsLearnersApart) {
  Write("moodle.zip", Pack({{"Participant_31_assignsubmission_file_/sed-one.sh", "a"},
                            {"Participant_32_assignsubmission_file_/sed-one.sh", "b"}}));
  const Collected moodle = From({"moodle.zip"});
  EXPECT_THAT(Learners(moodle), ElementsAre("Participant 31", "Participant 32"));
  EXPECT_EQ(moodle.submissions[1].participant, "32");
  Write("canvas/anon_Ab1Cd_67_sed-one-1.sh", "second");
  Write("canvas/anon_Ab1Cd_66_sed-one.sh", "first");
  Write("canvas/LATE_anon_Xy2Zz_68_sed-one.sh");
  const Collected canvas = From({"canvas"});
  EXPECT_THAT(Learners(canvas), ElementsAre("anon_Ab1Cd", "anon_Xy2Zz"));
  EXPECT_EQ(canvas.Of("anon_Ab1Cd").participant, "");
  ASSERT_EQ(canvas.Of("anon_Ab1Cd").answers[1].size(), 2U);
  EXPECT_EQ(canvas.Of("anon_Ab1Cd").answers[1][1].bytes, "second");
  EXPECT_TRUE(canvas.Of("anon_Xy2Zz").answers[1][0].late_mark);
}

// A course's numbers are not the school's, even where they look alike.
TEST_F(Collecting, ASchoolsNumberIsNoParticipants) {
  Write("m/Li Wei_11_assignsubmission_file_sed-one.sh");
  Write("m/Ann Lee_12_assignsubmission_file_sed-one.sh");
  roster_ = Write("roster.csv", "Full name,ID number\nAnn Lee,11\nLi Wei,12\n");
  const Collected all = From({"m"});
  EXPECT_EQ(all.submissions.size(), 2U);
  EXPECT_EQ(all.Of("Li Wei").name, "Li Wei");
  EXPECT_EQ(all.Of("Li Wei").id, "12");
  EXPECT_EQ(all.Of("Li Wei").participant, "11");
  EXPECT_EQ(all.Of("Ann Lee").id, "11");
}

TEST_F(Collecting, LearnersNameTheirFoldersByNumberAndName) {
  Write("class/2024001王小明/sed-one.sh");
  Write("class/赵六.zip", Pack({{"sed-one.sh"}}));
  roster_ = Write("roster.csv", "学号,姓名\n2024001,王小明\n2024002,赵六\n");
  const Collected all = From({"class"});
  EXPECT_EQ(all.submissions.size(), 2U);
  const Submission& wang = all.Of("2024001王小明");
  EXPECT_EQ(wang.name, "王小明");
  EXPECT_EQ(wang.id, "2024001");
  EXPECT_THAT(Notes(wang.notes), ElementsAre("taken for 王小明 (2024001) of the roster"));
  EXPECT_THAT(Notes(all.Of("赵六").notes), IsEmpty());
}

TEST_F(Collecting, NamesInCanvasMayHaveUnderscores) {
  Write("c/group_a_LATE_5_6_sed-one.sh");
  Write("c/o_neilann_7_8_sed_two.sh");
  const Collected all = From({"c"});
  EXPECT_THAT(Learners(all), ElementsAre("group_a", "o_neilann"));
  EXPECT_EQ(all.Of("group_a").participant, "5");
  EXPECT_EQ(all.Of("o_neilann").participant, "7");
}

TEST_F(Collecting, ARosterNamesLearnersAndThoseWhoHandedInNothing) {
  Write("m/Li Wei_11_assignsubmission_file_sed-one.sh");
  Write("m/小明 王_12_assignsubmission_file_sed-one.sh");
  Write("m/Zoe_13_assignsubmission_file_sed-one.sh");
  roster_ = Write("roster.csv",
                  "\xEF\xBB\xBF"
                  "Identifier,Full name,Email address,ID number\r\n"
                  "Participant 11,\"Wei, Li\",li@example.org,0011\r\nParticipant 12,王小明,wang@example.org,0012\r\n"
                  "Participant 14,\"Ann \"\"A\"\" Lee\",ann@example.org,0014\r\n");
  const Collected all = From({"m"});
  ASSERT_EQ(all.submissions.size(), 4U);
  EXPECT_EQ(all.Of("Li Wei").id, "0011");
  EXPECT_EQ(all.Of("Li Wei").participant, "11");
  EXPECT_EQ(all.Of("Li Wei").email, "li@example.org");
  EXPECT_EQ(all.Of("小明 王").name, "王小明");
  EXPECT_THAT(Notes(all.Of("Zoe").notes), ElementsAre("not on the roster"));
  const Submission& ann = all.submissions.back();
  EXPECT_EQ(ann.learner, "Ann \"A\" Lee");
  EXPECT_EQ(ann.email, "ann@example.org");
  EXPECT_EQ(ann.participant, "14");
  EXPECT_EQ(ann.source, "");
  EXPECT_THAT(Files(ann), ElementsAre("", "", ""));
}

}  // namespace
}  // namespace shellab
