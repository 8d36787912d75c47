#include "grader/submission/roster.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "grader/usage_error.h"

namespace shellab {
namespace {

using ::testing::ElementsAre;

TEST(Csv, CellsInQuotesHoldAnything) {
  EXPECT_THAT(ParseCsv("a,\"b,\"\"c\"\"\r\nd\",\r\n\r\ne,,f", ','),
              ElementsAre(ElementsAre("a", "b,\"c\"\r\nd", ""), ElementsAre("e", "", "f")));
  EXPECT_THAT(ParseCsv("a;\"never closed", ';'), ElementsAre(ElementsAre("a", "never closed")));
  EXPECT_TRUE(ParseCsv("", ',').empty());
}

TEST(Roster, OfMoodleInChinese) {
  const Roster roster("姓,名,学号,电子邮件地址\n王,小明,2024001,wang@example.org\nLee,Ann,2024002,ann@example.org\n",
                      "r");
  EXPECT_EQ(roster.entries()[0].name, "王小明");
  EXPECT_EQ(roster.entries()[1].name, "Ann Lee");
  EXPECT_EQ(roster.Find("小明 王"), 0U);
  EXPECT_EQ(roster.Find("ANN  lee"), 1U);
  EXPECT_EQ(roster.Find("2024001"), 0U);
  EXPECT_EQ(roster.Find("ann"), 1U);
  EXPECT_EQ(roster.Find("nobody"), std::nullopt);
}

TEST(Roster, OfMoodlesGradingSheetAndGithubsClassroom) {
  const Roster moodle("Identifier,Full name\nParticipant 31,Ann\n参与者32,Bob\n", "r");
  EXPECT_EQ(moodle.entries()[0].participant, "31");
  EXPECT_EQ(moodle.entries()[0].id, "");
  EXPECT_EQ(moodle.FindParticipant("32"), 1U);
  const Roster github("identifier,github_username\nStudent 31,ann\n", "r");
  EXPECT_EQ(github.entries()[0].id, "Student 31");
  EXPECT_EQ(github.FindParticipant("31"), std::nullopt);
}

TEST(Roster, OfCanvas) {
  const Roster roster("Student,ID,SIS User ID,SIS Login ID,Section\n    Points Possible,,,,\n\"Li, Wei\",77,s1,wli,A\n",
                      "r");
  ASSERT_EQ(roster.entries().size(), 1U);
  for (const char* word : {"liwei", "s1", "wli", "Wei Li"}) EXPECT_EQ(roster.Find(word), 0U) << word;
  EXPECT_EQ(roster.FindParticipant("77"), 0U);
  EXPECT_EQ(roster.Find("77"), std::nullopt);
  EXPECT_EQ(roster.entries()[0].participant, "77");
  EXPECT_EQ(roster.entries()[0].id, "s1");
  EXPECT_EQ(Roster("Student,ID,Section\nPoints Possible,,\nAnn,78,A\n", "r").FindParticipant("78"), 0U);
  EXPECT_EQ(Roster("Student,ID,Section\nAnn,78,A\n", "r").entries()[0].id, "78");
}

TEST(Roster, OfSpreadsheets) {
  // 姓名,学号 / 王,1 in GBK; the same in UTF-16 with tabs.
  EXPECT_EQ(Roster("\xD0\xD5\xC3\xFB,\xD1\xA7\xBA\xC5\n\xCD\xF5,1\n", "r").entries()[0].name, "王");
  EXPECT_EQ(Roster(std::string_view("\xFF\xFE\xD3\x59\x0D\x54\t\0f\x5B\xF7\x53\n\0\x8B\x73\t\0001\0", 20), "r")
                .entries()[0]
                .name,
            "王");
  EXPECT_EQ(Roster(std::string_view("\xFE\xFF\x59\xD3\x54\x0D\0\n\x73\x8B\0\n", 12), "r").entries()[0].name, "王");
  EXPECT_EQ(Roster("Name;E-mail\nAnn;a@example.org\n", "r").entries()[0].email, "a@example.org");
  const Roster titled(
      "2024 级名单,,\n打印日期,2026-11-01,\n学号,姓名,班级\n=\"0012\",王　明,一班\n2024002\t,李四,二班\n", "r");
  ASSERT_EQ(titled.entries().size(), 2U);
  EXPECT_EQ(titled.entries()[0].id, "0012");
  EXPECT_EQ(titled.entries()[1].id, "2024002");
  EXPECT_EQ(titled.Find("王明"), 0U);
}

TEST(Roster, NamesThatShareBytesAreTwo) {
  const Roster roster("姓名\n王一\n\"O’Neil-Lee, Ann\"\n阿依·买买提\n", "r");
  EXPECT_EQ(roster.Find("王丙"), std::nullopt);
  EXPECT_EQ(roster.Find("王 一"), 0U);
  EXPECT_EQ(roster.Find("oneilleeann"), 1U);
  EXPECT_EQ(roster.Find("阿依买买提"), 2U);
}

TEST(Roster, TwoOfOneNameAreNobody) {
  const Roster roster("Name,ID\nLi Wei,1\nLi Wei,2\n", "r");
  EXPECT_EQ(roster.Find("Li Wei"), std::nullopt);
  EXPECT_EQ(roster.Find("2"), 1U);
}

TEST(Roster, AFoldersNameHoldsANumberOrAName) {
  const Roster roster(
      "学号,姓名,邮箱\n2024001,王小明,s1@x\n2024002,Li Wei,s2@x\n2024003,赵六,s3@x\n2024004,赵六,s4@x\n12,孙七,s5@x\n",
      "r");
  EXPECT_EQ(roster.FindWithin("2024001王小明"), 0U);
  EXPECT_EQ(roster.FindWithin("2024002-Li Wei"), 1U);
  EXPECT_EQ(roster.FindWithin("作业1_王小明"), 0U);
  EXPECT_EQ(roster.FindWithin("赵六 2024004"), 3U);
  EXPECT_EQ(roster.FindWithin("孙七（2024001）"), std::nullopt);
  EXPECT_EQ(roster.FindWithin("赵六"), std::nullopt);
  EXPECT_EQ(roster.FindWithin("2024001 2024002"), std::nullopt);
  EXPECT_EQ(roster.FindWithin("20240011"), std::nullopt);
  EXPECT_EQ(roster.FindWithin("作业12"), std::nullopt);  // too short to be sure
  EXPECT_EQ(roster.FindWithin("Li"), std::nullopt);
}

TEST(Roster, WithoutKnownHeadingsIsNone) {
  EXPECT_THROW(Roster("a,b\n1,2\n", "r"), UsageError);
  EXPECT_THROW(Roster("", "r"), UsageError);
  EXPECT_THROW(Roster::Read("/nonexistent/roster.csv"), UsageError);
}

}  // namespace
}  // namespace shellab
