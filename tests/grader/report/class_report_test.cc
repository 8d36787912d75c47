#include "grader/report/class_report.h"

#include <gmock/gmock.h>

#include <boost/json.hpp>
#include <string>

#include "grader/check/lines.h"
#include "grader/report/printable.h"
#include "tests/grader/report/class_sample.h"

namespace shellab {
namespace {

namespace json = boost::json;
using testing::AllOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

TEST(ClassText, IsAMatrixWithAKeyOfTheLabs) {
  EXPECT_EQ(RenderText(TwoLearners(), {}), R"(Text  text-101

Learner   1   2  Total
alice    10  10  30/30
王小明    2   –   2/30

   Weight    Mean  Lab      Title
1      ×1  6.0/10  awk-one  Use awk
2      ×2  5.0/10  sed-two  Use sed

–  nothing was handed in: 0 points

Checks that most answers failed:
50 %  1/2  awk-one  prints the column

Notes:
  王小明: awk-1.sh was taken for awk-one.sh

2 learners, 2 labs: 3 answers graded, 1 missing
)");
}

TEST(ClassText, SpeaksChinese) {
  EXPECT_EQ(RenderText(TwoLearners(), {.language = Language::kChinese}), R"(文本  text-101

学员     1   2   总分
alice   10  10  30/30
王小明   2   –   2/30

   权重    平均  实验     标题
1    ×1  6.0/10  awk-one  使用 awk
2    ×2  5.0/10  sed-two  使用 sed

–  没有提交：0 分

失败最多的检查：
50 %  1/2  awk-one  输出该列

说明：
  王小明: awk-1.sh 被当作 awk-one.sh

2 名学员，2 个实验：已评分 3 份，缺 1 份
)");
}

TEST(ClassText, LeavesOutWhatEveryClassDoesNotNeed) {
  ClassReport report = TwoLearners();
  report.rows.pop_back();
  report.head().columns[1].weight = 1;
  const std::string text = RenderText(report, {});
  EXPECT_THAT(text, AllOf(Not(HasSubstr("Weight")), Not(HasSubstr("Notes")), Not(HasSubstr("nothing was"))));
  EXPECT_THAT(text, EndsWith("1 learner, 2 labs: 2 answers graded\n"));
}

TEST(ClassText, NeverCountsWhatWasNotGradedAsZero) {
  ClassReport report = TwoLearners();
  for (ClassRow& row : report.rows) {
    row.cells[1].status = ClassCell::Status::kReported;
    row.cells[1].report = NotGraded(Report::Status::kError, "no image");
  }
  report.rows[0].cells[0] = Failed(ClassCell::Status::kUnread, "read a.sh: Input/output error", "a.sh");
  report.rows[1].cells[0] = Failed(ClassCell::Status::kRefused, "b.sh is a symbolic link", "b.sh");
  EXPECT_EQ(report.head().Total(report.rows[0]), std::nullopt);
  EXPECT_EQ(RenderText(report, {}), R"(Text  text-101

Learner  1  2  Total
alice    !  !      !
王小明   ×  !      !

   Weight    Mean  Lab      Title
1      ×1  0.0/10  awk-one  Use awk
2      ×2       !  sed-two  Use sed

×  what was handed in is no answer that may be read: 0 points
!  not graded, which is no zero: see below

Notes:
  alice: read a.sh: Input/output error
  王小明: awk-1.sh was taken for awk-one.sh
  王小明: b.sh is a symbolic link
  sed-two: no image

2 learners, 2 labs: 0 answers graded, 1 unreadable, 3 not graded
)");
}

TEST(ClassText, TellsAllOfOneLearner) {
  const ClassReport report = TwoLearners();
  const std::string text = RenderTextDetail(report, report.rows[1], {});
  EXPECT_THAT(text, StartsWith(RenderText(report.rows[1].cells[0].report, {}) + R"(
Use sed  sed-two
Learner: 王小明

Nothing was handed in.

Score: 0/10

)"));
  EXPECT_THAT(text, EndsWith(RenderText(report, {})));
}

TEST(ClassText, SaysWhyAnAnswerWasNotRead) {
  ClassReport report = TwoLearners();
  report.rows[1].cells = {Failed(ClassCell::Status::kRefused, "a link", "链接"),
                          Failed(ClassCell::Status::kUnread, "broken", "坏了")};
  const std::string text = RenderTextDetail(report, report.rows[1], {});
  EXPECT_THAT(text, HasSubstr("Learner: 王小明\n\na link\n\nScore: 0/10\n"));
  EXPECT_THAT(text, HasSubstr("Learner: 王小明\n\nbroken\n\nText"));
}

TEST(ClassText, MarksWhatIsNotTheMachinesPoints) {
  ClassReport report = TwoLearners();
  report.rows[0].cells[0].late_penalty = 3;
  report.rows[0].cells[1].reused = true;
  report.rows[1].cells[0].given = Override{9, "well argued", "teacher"};
  report.rows[1].cells[1].status = ClassCell::Status::kPending;
  const std::string text = RenderText(report, {});
  EXPECT_THAT(text, HasSubstr(R"(
Learner  1    2   Total
alice    7L  10=  27/30
)"));
  EXPECT_THAT(text, HasSubstr("王小明   9T   …       !\n"));
  EXPECT_THAT(text, HasSubstr("\n…  not graded yet, which is no zero\nL  handed in late: points were taken off\n"
                              "T  a teacher's points instead of the machine's\n=  the result of an equal answer\n"));
  const std::string detail = RenderTextDetail(report, report.rows[1], {});
  EXPECT_THAT(detail, HasSubstr("Score: 2/10\nPoints given by the teacher: 9, instead of 2 (by teacher): well argued\n"
                                "Counts as: 9/10\n"));
  EXPECT_THAT(detail, HasSubstr("Not graded yet.\n"));
}

TEST(ClassText, BreaksAWideMatrixIntoBlocks) {
  ClassReport report = TwoLearners();
  for (ClassRow& row : report.rows) row.cells.resize(30, row.cells[0]);
  report.head().columns.resize(30, report.head().columns[0]);
  const std::string text = RenderText(report, {.columns = 60});
  std::size_t lines = 0;
  for (const std::string_view line : SplitLines(std::string_view(text).substr(0, text.find("Mean"))).lines) {
    EXPECT_LE(DisplayWidth(line), 60U) << line;
    lines += line.starts_with("alice") ? 1 : 0;
  }
  EXPECT_EQ(lines, 3U);
  EXPECT_EQ(text.find("Total"), text.rfind("Total"));
}

TEST(ClassText, NamesTheChecksThatMostFailedFirst) {
  ClassReport report = TwoLearners();
  report.rows[0].cells[1] = Reported("sed-two", "alice", 2);
  report.rows[1].cells[1] = Reported("sed-two", "w", 2);
  const std::string text = RenderText(report, {});
  EXPECT_THAT(text, HasSubstr("most answers failed:\n100 %  2/2  sed-two  prints the column\n"
                              " 50 %  1/2  awk-one  prints the column\n"));
}

TEST(ClassText, MakesEveryLearnersByteSafe) {
  ClassReport report = TwoLearners();
  const std::string nasty = "\x1b[2J\xff\n\u202e";
  report.rows[1].learner = nasty;
  report.rows[1].notes = {{nasty, nasty}};
  report.rows[1].cells[1] = Failed(ClassCell::Status::kRefused, nasty, nasty);
  report.head().notes = {{nasty, nasty}};
  for (const std::string& text : {RenderText(report, {}), RenderTextDetail(report, report.rows[1], {})}) {
    EXPECT_EQ(text.find('\x1b'), std::string::npos);
    EXPECT_EQ(text.find('\xff'), std::string::npos);
    EXPECT_THAT(text, Not(HasSubstr("\u202e")));
    EXPECT_THAT(text, HasSubstr("  \\x1b[2J\\xff\\n\\u{202e}\n"));
  }
}

TEST(ClassJson, SummaryHoldsTheMatrix) {
  ClassReport report = TwoLearners();
  report.head().notes = {{"odd", "怪"}};
  const json::value value = json::parse(RenderJson(report, {}));
  ASSERT_EQ(value.at("reports").as_array().size(), 3U);
  EXPECT_EQ(value.at("reports").at(0).at("set"), "text-101");
  const json::value& summary = value.at("summary");
  EXPECT_EQ(summary.at("answers"), 3);
  EXPECT_EQ(summary.at("full_marks"), 2);
  EXPECT_EQ(summary.at("set"), "text-101");
  EXPECT_EQ(summary.at("feedback"), "full");
  EXPECT_EQ(summary.at("labs"), json::parse(R"([{"lab":"awk-one","max_points":10,"weight":1},
                                                {"lab":"sed-two","max_points":10,"weight":2}])"));
  EXPECT_EQ(summary.at("learners").at(0), json::parse(R"({"learner":"alice","points":30,"max_points":30,"labs":[
      {"lab":"awk-one","status":"graded","points":10},{"lab":"sed-two","status":"graded","points":10}]})"));
  EXPECT_EQ(summary.at("learners").at(1), json::parse(R"({"learner":"王小明","points":2,"max_points":30,"labs":[
      {"lab":"awk-one","status":"graded","points":2},{"lab":"sed-two","status":"missing","points":0}],
      "notes":["awk-1.sh was taken for awk-one.sh"]})"));
  EXPECT_EQ(summary.at("notes"), json::parse(R"(["odd"])"));
}

TEST(ClassJson, HasNoPointsForWhatWasNotGraded) {
  ClassReport report = TwoLearners();
  report.rows[0].cells[0].report = NotGraded(Report::Status::kLabError, "lab.toml:3:1: bad");
  report.rows[0].cells[1] = Failed(ClassCell::Status::kUnread, "broken \xff", "坏了");
  report.rows[1].cells[1] = Failed(ClassCell::Status::kRefused, "a link", "链接");
  const json::value value = json::parse(RenderJson(report, {}));
  const json::value& learners = value.at("summary").at("learners");
  EXPECT_TRUE(learners.at(0).at("points").is_null());
  EXPECT_EQ(learners.at(0).at("labs"), json::parse(R"([{"lab":"awk-one","status":"lab_error","points":null},
      {"lab":"sed-two","status":"error","points":null,"reason":"broken \\xff"}])"));
  EXPECT_EQ(learners.at(1).at("labs").at(1),
            json::parse(R"({"lab":"sed-two","status":"refused","points":0,"reason":"a link"})"));
  EXPECT_EQ(value.at("reports").as_array().size(), 2U);
}

TEST(ClassJson, KeepsTheMachinesPointsBesideThoseThatCount) {
  ClassReport report = TwoLearners();
  report.rows[0].name = "Alice A.";
  report.rows[0].email = "a@b.c";
  report.rows[0].id = "7";
  report.rows[0].participant = "1234567";
  report.rows[0].cells[0].late_penalty = 3;
  report.rows[0].cells[0].attempts = 2;
  report.rows[0].cells[0].file = "a/awk-one.sh";
  report.rows[0].cells[1].reused = true;
  report.rows[0].cells[1].given = Override{4, "copied", "t"};
  report.rows[1].cells[1].status = ClassCell::Status::kPending;
  const json::value learners = json::parse(RenderJson(report, {})).at("summary").at("learners");
  EXPECT_EQ(
      learners.at(0),
      json::parse(R"({"learner":"alice","name":"Alice A.","email":"a@b.c","id":"7","participant":"1234567","points":15,
      "max_points":30,"labs":[
      {"lab":"awk-one","status":"graded","points":7,"raw_points":10,"late_penalty":3,"file":"a/awk-one.sh","attempts":2},
      {"lab":"sed-two","status":"graded","points":4,"raw_points":10,
       "override":{"points":4,"comment":"copied","by":"t"},"reused":true}]})"));
  EXPECT_TRUE(learners.at(1).at("points").is_null());
  EXPECT_EQ(learners.at(1).at("labs").at(1).at("status"), "pending");
}

TEST(ClassOf, IsARowALearnerAndAColumnALab) {
  Report bob = PartlyRight();
  bob.learner = "bob";
  Report other = PartlyRight();
  other.lab = "sed-two";
  const ClassReport report = ClassOf({PartlyRight(), bob, other, PartlyRight()});
  ASSERT_THAT(report.rows, ::testing::SizeIs(3));
  ASSERT_THAT(report.head().columns, ::testing::SizeIs(2));
  EXPECT_EQ(report.head().Total(report.rows[0]), 4);
  EXPECT_EQ(report.rows[1].cells[1].StatusName(), "missing");
  EXPECT_EQ(report.rows[2].learner, "alice");
}

}  // namespace
}  // namespace shellab
