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
  EXPECT_EQ(roster.Find({"小明 王"}), 0U);
  EXPECT_EQ(roster.Find({"nobody", "ANN  lee"}), 1U);
  EXPECT_EQ(roster.Find({"2024001"}), 0U);
  EXPECT_EQ(roster.Find({"ann"}), 1U);
  EXPECT_EQ(roster.Find({"nobody"}), std::nullopt);
}

TEST(Roster, OfCanvas) {
  const Roster roster("Student,ID,SIS User ID,SIS Login ID,Section\n    Points Possible,,,,\n\"Li, Wei\",77,s1,wli,A\n",
                      "r");
  ASSERT_EQ(roster.entries().size(), 1U);
  for (const char* word : {"liwei", "77", "s1", "wli", "Wei Li"}) EXPECT_EQ(roster.Find({word}), 0U) << word;
  EXPECT_EQ(roster.entries()[0].id, "77");
}

TEST(Roster, OfSpreadsheets) {
  // 姓名,学号 / 王,1 in GBK; the same in UTF-16 with tabs.
  EXPECT_EQ(Roster("\xD0\xD5\xC3\xFB,\xD1\xA7\xBA\xC5\n\xCD\xF5,1\n", "r").entries()[0].name, "王");
  EXPECT_EQ(Roster(std::string_view("\xFF\xFE\xD3\x59\x0D\x54\t\0f\x5B\xF7\x53\n\0\x8B\x73\t\0001\0", 22), "r")
                .entries()[0]
                .name,
            "王");
  EXPECT_EQ(Roster("Name;E-mail\nAnn;a@example.org\n", "r").entries()[0].email, "a@example.org");
}

TEST(Roster, TwoOfOneNameAreNobody) {
  const Roster roster("Name,ID\nLi Wei,1\nLi Wei,2\n", "r");
  EXPECT_EQ(roster.Find({"Li Wei"}), std::nullopt);
  EXPECT_EQ(roster.Find({"Li Wei", "2"}), 1U);
}

TEST(Roster, WithoutKnownHeadingsIsNone) {
  EXPECT_THROW(Roster("a,b\n1,2\n", "r"), UsageError);
  EXPECT_THROW(Roster("", "r"), UsageError);
  EXPECT_THROW(Roster::Read("/nonexistent/roster.csv"), UsageError);
}

}  // namespace
}  // namespace shellab
