#include "grader/check/rows.h"

#include <gmock/gmock.h>

#include <string>

namespace shellab {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Comparer Rules(const std::string& toml) {
  TomlDocument document = TomlDocument::Parse("lab.toml", toml);
  TomlTable table = document.Root();
  Comparer comparer = Comparer::Parse(table, std::nullopt);
  table.RefuseUnknown();
  document.ThrowIfFaulty();
  return comparer;
}

Comparer AnyOrder() { return Rules("compare = \"rows\"\n"); }
Comparer InOrder() { return Rules("compare = \"rows-in-order\"\n"); }

bool Same(const Comparer& rules, std::string_view expected, std::string_view actual) {
  return !rules.Compare(expected, actual).has_value();
}

Text Message(const Comparer& rules, std::string_view expected, std::string_view actual) {
  const std::optional<Difference> difference = rules.Compare(expected, actual);
  return difference ? difference->message : Text{"same", "same"};
}

std::string Diff(const Comparer& rules, std::string_view expected, std::string_view actual) {
  const std::optional<Difference> difference = rules.Compare(expected, actual);
  return difference && difference->diff ? difference->diff->text : "none";
}

std::vector<std::string> Parsed(std::string_view text) {
  std::vector<std::string> lines;
  for (const Row& row : ParseRows(text).rows) lines.push_back(JoinCells(row, ","));
  return lines;
}

// What `mariadb` prints of one result in each of its forms.
constexpr char kExpected[] = "Paris\t7\tNULL\nSaint-Étienne\t12\t3.50\nKöln\t12\t\n";
constexpr char kBatch[] = "name\tn\tgnp\nParis\t7\tNULL\nSaint-Étienne\t12\t3.50\nKöln\t12\t\n";
constexpr char kTable[] =
    "+---------------+----+------+\n"
    "| name          | n  | gnp  |\n"
    "+---------------+----+------+\n"
    "| Paris         |  7 | NULL |\n"
    "| Saint-Étienne | 12 | 3.50 |\n"
    "| Köln          | 12 |      |\n"
    "+---------------+----+------+\n";
constexpr char kTableWithoutNames[] =
    "+---------------+----+------+\n"
    "| Paris         |  7 | NULL |\n"
    "| Saint-Étienne | 12 | 3.50 |\n"
    "| Köln          | 12 |      |\n"
    "+---------------+----+------+\n";
constexpr char kVertical[] =
    "*************************** 1. row ***************************\n"
    "name: Paris\n"
    "   n: 7\n"
    " gnp: NULL\n"
    "*************************** 2. row ***************************\n"
    "name: Saint-Étienne\n"
    "   n: 12\n"
    " gnp: 3.50\n"
    "*************************** 3. row ***************************\n"
    "name: Köln\n"
    "   n: 12\n"
    " gnp: \n";
constexpr char kVerbose[] =
    "--------------\n"
    "SELECT name, n, gnp FROM t\n"
    "--------------\n"
    "\n"
    "+---------------+----+------+\n"
    "| name          | n  | gnp  |\n"
    "+---------------+----+------+\n"
    "| Paris         |  7 | NULL |\n"
    "| Saint-Étienne | 12 | 3.50 |\n"
    "| Köln          | 12 |      |\n"
    "+---------------+----+------+\n"
    "3 rows in set (0.001 sec)\n"
    "\n"
    "--------------\n"
    "SELECT 1 FROM t WHERE FALSE\n"
    "--------------\n"
    "\n"
    "Empty set (0.000 sec)\n"
    "\n"
    "Bye\n";

TEST(CompareRows, ReadsEveryFormOfTheClient) {
  for (const char* actual : {kExpected, kBatch, kTable, kTableWithoutNames, kVertical, kVerbose}) {
    EXPECT_TRUE(Same(AnyOrder(), kExpected, actual)) << actual;
    EXPECT_TRUE(Same(InOrder(), kExpected, actual)) << actual;
    EXPECT_TRUE(Same(InOrder(), kTable, actual)) << actual;
    EXPECT_TRUE(Same(InOrder(), kVertical, actual)) << actual;
  }
}

TEST(CompareRows, BlanksAroundCellsDoNotCount) {
  EXPECT_TRUE(Same(InOrder(), "a b\t1\nc\t2\n", " a b \t 1\r\nc\t2  \r\n"));
  EXPECT_FALSE(Same(InOrder(), "a b\t1\n", "a  b\t1\n"));
  EXPECT_FALSE(Same(InOrder(), "a\t1\n", "a 1\n"));
}

TEST(CompareRows, OrderCountsOnlyWhereItIsAskedFor) {
  EXPECT_TRUE(Same(AnyOrder(), "a\t1\nb\t2\n", "b\t2\na\t1\n"));
  EXPECT_FALSE(Same(InOrder(), "a\t1\nb\t2\n", "b\t2\na\t1\n"));
}

TEST(CompareRows, ColumnsAreComparedByPlaceNotByName) {
  EXPECT_TRUE(Same(AnyOrder(), "a\t1\n", "name\tn\na\t1\n"));
  EXPECT_TRUE(Same(AnyOrder(), "a\t1\n", "国家\tCOUNT(*)\na\t1\n"));
  EXPECT_FALSE(Same(AnyOrder(), "a\t1\n", "n\tname\n1\ta\n"));
}

TEST(CompareRows, NullIsAWordAndNotTheEmptyText) {
  EXPECT_FALSE(Same(AnyOrder(), "a\tNULL\n", "a\t\n"));
  EXPECT_FALSE(Same(AnyOrder(), "a\t\n", "a\tNULL\n"));
  EXPECT_FALSE(Same(AnyOrder(), "a\tNULL\n", "a\t0\n"));
  EXPECT_FALSE(Same(AnyOrder(), "a\tNULL\n", "a\tnull\n"));
  EXPECT_FALSE(Same(AnyOrder(), "NULL\n", "\n"));
  EXPECT_FALSE(Same(AnyOrder(), "NULL\nx\n", "x\n"));
}

TEST(CompareRows, NumbersAreComparedByValue) {
  for (const char* actual : {"3.5", "3.50", "3.5000", "35e-1", "0.35e1"})
    EXPECT_TRUE(Same(AnyOrder(), "3.50\n", actual)) << actual;
  EXPECT_TRUE(Same(AnyOrder(), "0\n", "0.00\n"));
  EXPECT_TRUE(Same(AnyOrder(), "0\n", "-0.0\n"));
  EXPECT_TRUE(Same(AnyOrder(), ".5\n", "0.5\n"));
  EXPECT_TRUE(Same(AnyOrder(), "1000000\n", "1e6\n"));
  EXPECT_FALSE(Same(AnyOrder(), "3.50\n", "3.51\n"));
  EXPECT_FALSE(Same(AnyOrder(), "3.5\n", "-3.5\n"));
  EXPECT_FALSE(Same(AnyOrder(), "10\n", "1\n"));
  EXPECT_FALSE(Same(AnyOrder(), "1\n", "10\n"));
  // Beyond what any floating point number holds.
  EXPECT_FALSE(Same(AnyOrder(), "123456789012345678901234567890\n", "123456789012345678901234567891\n"));
  EXPECT_FALSE(Same(AnyOrder(), "0.1000000000000000000000000000001\n", "0.1\n"));
}

TEST(CompareRows, WhatOnlyLooksLikeANumberIsText) {
  EXPECT_FALSE(Same(AnyOrder(), "007\n", "7\n"));
  EXPECT_FALSE(Same(AnyOrder(), "1,000\n", "1000\n"));
  EXPECT_FALSE(Same(AnyOrder(), "+1\n", "1\n"));
  EXPECT_FALSE(Same(AnyOrder(), "1.\n", "1\n"));
  EXPECT_FALSE(Same(AnyOrder(), "0x10\n", "16\n"));
  EXPECT_FALSE(Same(AnyOrder(), "-\n", "0\n"));
  EXPECT_FALSE(Same(AnyOrder(), "e1\n", "0\n"));
  EXPECT_FALSE(Same(AnyOrder(), "\n", "0\n"));
  EXPECT_FALSE(Same(AnyOrder(), "15e0\n", "15e\n"));
}

TEST(CompareRows, NumbersMayDifferWithinATolerance) {
  const Comparer rules = Rules("compare = \"rows\"\ntolerance = \"0.01\"\n");
  EXPECT_TRUE(Same(rules, "a\t3.333\nb\t1\n", "b\t1.0\na\t3.34\n"));
  EXPECT_TRUE(Same(rules, "a\t3.333\n", "name\tavg\na\t3.3333\n"));
  EXPECT_FALSE(Same(rules, "a\t3.333\n", "a\t3.35\n"));
  EXPECT_FALSE(Same(rules, "a\t3.333\n", "b\t3.333\n"));
  EXPECT_FALSE(Same(rules, "a\t3.333\n", "a\t3.333\na\t3.334\n"));
  EXPECT_FALSE(Same(rules, "a\t0\n", "a\tNULL\n"));
  const Comparer ordered = Rules("compare = \"rows-in-order\"\ntolerance = \"1%\"\n");
  EXPECT_TRUE(Same(ordered, "a\t100\nb\t200\n", "a\t101\nb\t198\n"));
  EXPECT_FALSE(Same(ordered, "a\t100\nb\t200\n", "b\t198\na\t101\n"));
}

TEST(CompareRows, EachRowCountsAsOftenAsItStands) {
  EXPECT_FALSE(Same(AnyOrder(), "a\t1\na\t1\n", "a\t1\n"));
  EXPECT_FALSE(Same(AnyOrder(), "a\t1\n", "a\t1\na\t1\n"));
  EXPECT_FALSE(Same(AnyOrder(), "a\t1\na\t1\nb\t2\n", "a\t1\nb\t2\nb\t2\n"));
  EXPECT_FALSE(Same(AnyOrder(), "a\t1\nb\t2\n", ""));
}

TEST(CompareRows, BesideNumbersHeadingsAreForgivenWhereverTheyStand) {
  EXPECT_TRUE(Same(AnyOrder(), "a\t1\nb\t2\n", "name\tn\na\t1\nname\tn\nb\t2\n"));
  EXPECT_TRUE(Same(InOrder(), "a\t1\nb\t2\n", "a\tCOUNT(*)\na\t1\nb\tCOUNT(*)\nb\t2\n"));
  EXPECT_TRUE(Same(AnyOrder(), "a\t1\tNULL\nb\t2\t3\n", "name\tn\tm\na\t1\tNULL\nb\t2\t3\n"));
  EXPECT_FALSE(Same(AnyOrder(), "a\t1\t2\n", "a\t1\t2\na\tn\t2\n"));
  EXPECT_FALSE(Same(AnyOrder(), "a\t1\n", "a\t1\nb\tNULL\n"));
  EXPECT_FALSE(Same(AnyOrder(), "a\t1\n", "a\t1\nb\t\n"));
  EXPECT_FALSE(Same(AnyOrder(), "a\t1\nb\tx\n", "a\t1\nb\tx\nc\ty\n"));
  EXPECT_FALSE(Same(AnyOrder(), "a\t1\n", "name\tn\n"));
  EXPECT_FALSE(Same(AnyOrder(), "a\t1\nb\t2\n", "name\tn\na\t1\n"));
  EXPECT_FALSE(Same(AnyOrder(), "a\t1\n", "name\na\t1\n"));
  EXPECT_FALSE(Same(AnyOrder(), "", "name\tn\n"));
}

TEST(CompareRows, AmongWordsOneHeadingIsForgivenAndOnlyAtTheTop) {
  EXPECT_TRUE(Same(AnyOrder(), "a\tx\n", "name\tn\na\tx\n"));
  EXPECT_TRUE(Same(AnyOrder(), "NULL\tNULL\n", "name\tn\nNULL\tNULL\n"));
  EXPECT_FALSE(Same(AnyOrder(), "a\tx\n", "name\tn\nname\tn\na\tx\n"));
  EXPECT_FALSE(Same(AnyOrder(), "a\tx\n", "a\tx\nname\tn\n"));
  EXPECT_FALSE(Same(AnyOrder(), "a\tx\n", "name\tn\n"));
  EXPECT_FALSE(Same(AnyOrder(), "a\tx\nb\ty\n", "name\tn\na\tx\n"));
  EXPECT_FALSE(Same(AnyOrder(), "a\tx\n", "NULL\ty\na\tx\n"));
  EXPECT_FALSE(Same(AnyOrder(), "a\tx\n", "a\tx\na\tx\n"));
}

TEST(CompareRows, AWrongRowAtTheTopIsNoHeading) {
  // Among words: it has a value of the result's in its place.
  EXPECT_FALSE(Same(AnyOrder(), "a\tx\nb\ty\n", "a\tz\na\tx\nb\ty\n"));
  EXPECT_FALSE(Same(AnyOrder(), "a\tx\nb\ty\n", "c\ty\na\tx\nb\ty\n"));
  EXPECT_FALSE(Same(AnyOrder(), "a\tx\nb\ty\n", "a\ty\na\tx\nb\ty\n"));
  EXPECT_FALSE(Same(AnyOrder(), "a\tx\nb\ty\n", "name\tn\na\tz\na\tx\nb\ty\n"));
  EXPECT_TRUE(Same(AnyOrder(), "a\tx\nb\ty\n", "x\ta\na\tx\nb\ty\n"));
  EXPECT_TRUE(Same(AnyOrder(), "a\tx\na\ty\n", "a\tn\na\tx\na\ty\n"));  // SELECT 'a', n
  EXPECT_FALSE(Same(AnyOrder(), "a\t1\nb\t2\n", "c\t3\na\t1\nb\t2\n"));
  EXPECT_FALSE(Same(AnyOrder(), "a\t1\nb\t2\n", "c\tNULL\na\t1\nb\t2\n"));
  EXPECT_FALSE(Same(AnyOrder(), "a\tx\n", "c\t\na\tx\n"));
  EXPECT_FALSE(Same(AnyOrder(), "a\t1\nb\t2\n", "a\t1\na\t1\nb\t2\n"));
  // In the forms that show which line is the heading there is no guessing.
  EXPECT_FALSE(Same(AnyOrder(), "a\t1\n", "+---+---+\n| n | m |\n+---+---+\n| c | 3 |\n| a | 1 |\n+---+---+\n"));
  EXPECT_FALSE(Same(AnyOrder(), "a\t1\n", "+---+---+\n| a | 1 |\n+---+---+\n| a | 1 |\n+---+---+\n| a | 1 |\n"));
}

TEST(CompareRows, EmptyResults) {
  EXPECT_TRUE(Same(AnyOrder(), "", ""));
  EXPECT_TRUE(Same(AnyOrder(), "", "\n"));
  EXPECT_TRUE(Same(AnyOrder(), "", "Empty set (0.001 sec)\n"));
  EXPECT_FALSE(Same(AnyOrder(), "", "a\n"));
  EXPECT_FALSE(Same(AnyOrder(), "", "NULL\n"));
}

TEST(CompareRows, EmptyLinesCountOnlyWhereTheyAreCells) {
  EXPECT_TRUE(Same(AnyOrder(), "a\t1\nb\t2\n", "a\t1\n\nb\t2\n\n"));
  EXPECT_TRUE(Same(AnyOrder(), "a\n\nb\n", "name\na\nb\n\n"));
  EXPECT_FALSE(Same(AnyOrder(), "a\n\nb\n", "a\nb\n"));
  EXPECT_FALSE(Same(AnyOrder(), "a\nb\n", "a\n\nb\n"));
}

TEST(CompareRows, WrongColumnsNeverPass) {
  EXPECT_FALSE(Same(AnyOrder(), "a\t1\n", "a\t1\t1\n"));
  EXPECT_FALSE(Same(AnyOrder(), "a\t1\n", "a\n"));
  EXPECT_FALSE(Same(AnyOrder(), "a\n", "a\tx\n"));
  EXPECT_FALSE(Same(AnyOrder(), "a\tb\n", "+-----+\n| n   |\n+-----+\n| a|b |\n+-----+\n"));
}

TEST(CompareRows, IgnoresRowsByTheirCellsInEveryForm) {
  const Comparer rules = Rules("compare = \"rows\"\nignore = ['^[^i]', '^i[^n]']\n");
  EXPECT_TRUE(Same(rules, "inner\ta\nleft\tb\n", "inner\ta\n"));
  EXPECT_TRUE(Same(rules, "inner\ta\nleft\tb\n", "left\tx\ninner\tn\ninner\ta\nleft\ty\n"));
  EXPECT_TRUE(Same(rules, "inner\ta\n", "+---+---+\n| j | n |\n+---+---+\n| inner | a |\n| left | z |\n+---+---+\n"));
  EXPECT_FALSE(Same(rules, "inner\ta\nleft\tb\n", "left\tb\n"));
  EXPECT_FALSE(Same(rules, "inner\ta\nleft\tb\n", "inner\tb\nleft\tb\n"));
  EXPECT_EQ(rules.CountLines("inner\ta\nleft\tb\n"), 1U);
}

TEST(CompareRows, SeveralResultsOneAfterTheOther) {
  EXPECT_TRUE(Same(InOrder(), "a\t1\nb\t2\n",
                   "+---+---+\n| n | m |\n+---+---+\n| a | 1 |\n+---+---+\n+---+---+\n| n | m |\n+---+---+\n| b | 2 |\n"
                   "+---+---+\n"));
  EXPECT_TRUE(Same(InOrder(), "a\t1\nb\t2\n", "+---+---+\n| a | 1 |\n+---+---+\n+---+---+\n| b | 2 |\n+---+---+\n"));
  EXPECT_TRUE(Same(InOrder(), "a\t1\nb\t2\n",
                   "*** 1. row ***\nname: a\n   n: 1\n+---+---+\n| n | m |\n+---+---+\n| b | 2 |\n+---+---+\n"));
}

TEST(ParseRows, ValuesWithColons) {
  EXPECT_THAT(Parsed("*** 1. row ***\n  at: 12:30: late\nname: a: b\n"), ElementsAre("12:30: late,a: b"));
  EXPECT_THAT(Parsed("*** 1. row ***\na:b\n12\n"), ElementsAre("a:b,12"));
}

TEST(ParseRows, HalfATableIsRowsStill) {
  EXPECT_THAT(Parsed("| a | 1 |\n| b | 2 |\n+---+---+\n"), ElementsAre("a,1", "b,2"));
  EXPECT_THAT(Parsed("+---+---+\n| a | 1 |\n"), ElementsAre("a,1"));
  EXPECT_THAT(Parsed("+---+\n+---+\n+---+\n"), IsEmpty());
  EXPECT_THAT(Parsed("--------------\nSELECT 1\n"), ElementsAre("--------------", "SELECT 1"));
  EXPECT_THAT(Parsed("|"), ElementsAre("|"));
  EXPECT_THAT(Parsed("||"), ElementsAre(""));
  EXPECT_THAT(Parsed("*** 1. row ***"), IsEmpty());
}

TEST(CompareRows, TellsWhatIsWrong) {
  EXPECT_EQ(Message(AnyOrder(), "a\t1\nb\t2\nc\t3\n", "name\tn\nb\t2\n").en, "Missing: 2 rows, such as “a | 1”.");
  EXPECT_EQ(Message(AnyOrder(), "a\t1\n", "n\tm\na\t1\nb\t2\n").en, "Too many: 1 row, such as “b | 2”.");
  EXPECT_EQ(Message(AnyOrder(), "a\tNULL\n", "a\t\n").en,
            "Missing: 1 row, such as “a | NULL”. Too many: 1 row, such as “a | ”.");
  EXPECT_EQ(Message(AnyOrder(), "a\tNULL\n", "a\t\n").zh, "缺少 1 行数据，例如“a | NULL”。多出 1 行数据，例如“a | ”。");
  EXPECT_EQ(Message(AnyOrder(), "a\t1\n", "").en, "There are no rows; expected 1 row.");
  EXPECT_EQ(Message(AnyOrder(), "a\t1\nb\t2\n", "a 1\nb 2\n").en,
            "Each row should have 2 columns, but the first has 1: “a 1”.");
  EXPECT_EQ(Message(AnyOrder(), "a\t1\n", "a 1\n").zh, "每行应有 2 列，但第一行有 1 列：“a 1”。");
  EXPECT_EQ(Message(InOrder(), "a\t1\nb\t2\nc\t3\n", "a\t1\nc\t3\nb\t2\n").en,
            "The rows are right, but not their order; the first that differs is row 2: expected “b | 2”, got “c | 3”.");
  EXPECT_EQ(Diff(AnyOrder(), "b\t1.50\na\t1\nc\t3\n", "n\tm\na\t1\nb\t1.5\nc\t4\n"),
            "@@ -1,3 +1,3 @@\n a | 1\n b | 1.50\n-c | 3\n+c | 4\n");
}

TEST(CompareRows, ToleranceGoesWithNumbersAndRowsOnly) {
  EXPECT_NO_THROW(Rules("compare = \"rows-in-order\"\ntolerance = \"1\"\n"));
  try {
    Rules("compare = \"lines\"\ntolerance = \"1\"\n");
    FAIL();
  } catch (const AuthorError& error) {
    EXPECT_THAT(error.what(), HasSubstr("`tolerance` needs compare = \"numbers\", \"rows\" or \"rows-in-order\""));
  }
}

}  // namespace
}  // namespace shellab
