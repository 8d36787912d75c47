// CSV as a parser that is not ours reads it, and what the gradebooks look for in it.
#include <gmock/gmock.h>

#include <boost/json.hpp>
#include <string>

#include "grader/report/formats.h"
#include "tests/grader/report/format_sample.h"

namespace shellab {
namespace {

namespace json = boost::json;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::StartsWith;

// The text as Python's csv module reads it: rows of cells.
json::array ReadCsv(const std::string& text) {
  testing::Command read;
  read.argv = {"/usr/bin/python3", "-c",
               "import csv, io, json, sys\n"
               "text = io.TextIOWrapper(sys.stdin.buffer, encoding='utf-8', newline='')\n"
               "print(json.dumps(list(csv.reader(text, strict=True))))\n"};
  read.input = text;
  const testing::Ended ended = testing::RunToEnd(read);
  EXPECT_EQ(ended.code, 0) << ended.err;
  return json::parse(ended.out).as_array();
}

TEST(Csv, IsATableWithoutFormulas) {
  const ClassReport report = NastyClass();
  for (const auto& write : {WriteCsv, WriteMoodleCsv, WriteCanvasCsv}) {
    const std::string text = Written(write, report);
    const json::array rows = ReadCsv(text);
    const std::size_t extra = rows.size() - report.rows.size();
    EXPECT_TRUE(extra == 1 || extra == 2) << text;
    for (const json::value& row : rows) {
      EXPECT_EQ(row.as_array().size(), rows[0].as_array().size());
      for (const json::value& cell : row.as_array())
        EXPECT_NE(std::string_view(cell.as_string()).find_first_of("=+-@\t\r"), 0U) << cell;
    }
    for (const char byte : {'\x1b', '\x7f', '\xff', '\0'}) EXPECT_EQ(text.find(byte), std::string::npos);
  }
}

TEST(Csv, AFormulaMayComeAfterALineEnd) {
  ClassReport report = TwoLearners();
  report.rows[0].learner = "\n=1+1";
  EXPECT_EQ(ReadCsv(Written(WriteCsv, report))[1].at(0), "'\n=1+1");
}

TEST(Csv, HoldsEverything) {
  ClassReport report = TwoLearners();
  report.rows[0].cells[0].late_penalty = 3;
  report.rows[0].cells[0].attempts = 2;
  report.rows[0].email = "a@b.c";
  report.rows[1].cells[1].status = ClassCell::Status::kPending;
  const std::string text = Written(WriteCsv, report);
  EXPECT_THAT(text, StartsWith("\ufefflearner,name,email,id,participant,"));
  const json::array rows = ReadCsv(text);
  EXPECT_EQ(rows[1], json::parse(R"(["alice","","a@b.c","","","7","10","3","graded","2",
      "Late: 3 of 10 points were taken off.\n2 attempts were handed in; this is the one that counts.",
      "10","10","0","graded","0","","27","30",""])"));
  EXPECT_EQ(rows[2].at(11), "");
  EXPECT_EQ(rows[2].at(14), "pending");
  EXPECT_EQ(rows[2].at(17), "");
}

TEST(CsvMoodle, HasWhatMoodleLooksFor) {
  ClassReport report = TwoLearners();
  report.head().started_at = report.rows[0].cells[0].report.started_at;
  report.rows[0].id = "42";  // the school's number: it is nobody's in Moodle
  report.rows[1].name = "王 小明";
  report.rows[1].id = "2024001";
  report.rows[1].participant = "42";
  report.rows[1].cells[1].status = ClassCell::Status::kPending;
  const json::array rows = ReadCsv(Written(WriteMoodleCsv, report));
  EXPECT_EQ(rows[0], json::parse("[\"\ufeffIdentifier\",\"Full name\",\"ID number\",\"Email address\",\"Grade\","
                                 "\"Maximum Grade\",\"Last modified (grade)\",\"Feedback comments\",\"awk-one\","
                                 "\"awk-one feedback\",\"sed-two\",\"sed-two feedback\"]"));
  EXPECT_EQ(rows[1].at(0), "");
  EXPECT_EQ(rows[1].at(4), "30");
  EXPECT_EQ(rows[2].at(0), "Participant 42");
  EXPECT_EQ(rows[2].at(1), "王 小明");
  EXPECT_EQ(rows[1].at(2), "42");
  EXPECT_EQ(rows[2].at(2), "2024001");
  EXPECT_EQ(rows[2].at(4), "");
  EXPECT_EQ(rows[2].at(6), "2023-11-14 22:13:20 UTC");
  EXPECT_THAT(std::string(rows[2].at(7).as_string()),
              AllOf(HasSubstr("prints the column"), HasSubstr("sed-two\nNot graded yet.")));
  EXPECT_EQ(rows[2].at(8), "2");
  EXPECT_EQ(rows[2].at(10), "");
}

TEST(CsvCanvas, HasWhatCanvasLooksFor) {
  ClassReport report = TwoLearners();
  report.rows[0].name = "  Points Possible";
  report.rows[0].email = "alice@x.y";
  report.rows[0].id = "42";  // the school's number: in Canvas it is somebody else's
  report.rows[1].id = "2024001";
  report.rows[1].participant = "42";
  report.rows[1].cells[1].status = ClassCell::Status::kPending;
  EXPECT_EQ(ReadCsv(Written(WriteCanvasCsv, report)),
            json::parse(R"([["Student","ID","SIS User ID","SIS Login ID","Section","awk-one","sed-two"],
                            ["Points Possible","","","","","10","10"],
                            ["  Points_Possible","","42","alice@x.y","","10","10"],
                            ["王小明","42","2024001","","","2",""]])"));
}

}  // namespace
}  // namespace shellab
