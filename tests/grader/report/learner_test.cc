// What learners are shown: nothing hidden, nothing of the machine, and as much as the set says.
#include <gmock/gmock.h>

#include <string>
#include <vector>

#include <boost/json.hpp>

#include "grader/report/formats.h"
#include "grader/report/learner.h"
#include "tests/grader/report/format_sample.h"

namespace shellab {
namespace {

namespace json = boost::json;
using ::testing::AllOf;
using ::testing::Each;
using ::testing::HasSubstr;
using ::testing::Not;

// A learner whose every format must not tell a secret: in a hidden check's name, id and data, and, unless all is told,
// in what was expected.
ClassReport WithSecrets(Feedback feedback) {
  ClassReport report = Only(TwoLearners(), 1);
  report.head().feedback = feedback;
  Report& graded = report.rows[0].cells[0].report;
  graded.checks[0].message = {"expected DATA", "应为 DATA"};
  graded.checks[0].seeds[1] = FailedOn(18'446'744'073'709'551'615U, "DATA", "b", "@@ -1 +1 @@\n-DATA\n+b\n");
  graded.runs[1].result.err = {"DATA not found\n", 15, false};
  CheckReport hidden = graded.checks[0];
  hidden.id = "secret";
  hidden.name = {"SECRET", "SECRET"};
  hidden.message = {"SECRET", "SECRET"};
  hidden.hint = {"SECRET", "SECRET"};
  hidden.seeds[1] = FailedOn(11, "SECRET", "SECRET", "-SECRET\n");
  hidden.hidden = true;
  graded.checks.insert(graded.checks.begin(), hidden);
  graded.checks.back().reason = {"counts only if secret passes", "只有 secret 通过才计分"};
  graded.max_points = report.head().columns[0].max_points = 17;
  return report;
}

std::vector<std::string> LearnerTexts(const ClassReport& report, const RenderOptions& options) {
  std::vector<std::string> texts;
  for (const auto& render : {MarkdownFiles, GradescopeFiles, GithubFiles})
    for (const LearnerFile& file : render(report.head(), report.rows[0], options)) texts.push_back(file.content);
  texts.push_back(Written(WriteMoodleCsv, report, options));
  texts.push_back(Written(WriteCanvasCsv, report, options));
  return texts;
}

TEST(Learners, NeverSeeHiddenChecks) {
  for (const Feedback feedback : {Feedback::kFull, Feedback::kSummary, Feedback::kScore})
    for (const RenderOptions& options : {RenderOptions{}, kChinese})
      EXPECT_THAT(LearnerTexts(WithSecrets(feedback), options),
                  Each(AllOf(Not(HasSubstr("SECRET")), Not(HasSubstr("secret")))));
  const ClassReport report = WithSecrets(Feedback::kFull);
  EXPECT_THAT(RenderFeedback(report.head(), report.rows[0], {}), HasSubstr("There are checks that are not shown"));
  EXPECT_THAT(RenderText(WithoutHidden(report.rows[0].cells[0].report), {}),
              AllOf(HasSubstr("prints the column"), HasSubstr("Score: 2/10\n"), Not(HasSubstr("SECRET")),
                    Not(HasSubstr("secret"))));
  EXPECT_THAT(RenderText(report.rows[0].cells[0].report, {}), HasSubstr("SECRET  (hidden)\n"));
  EXPECT_THAT(RenderText(report.rows[0].cells[0].report, kChinese), HasSubstr("SECRET  （不公开）\n"));
  EXPECT_EQ(json::parse(RenderJson(report.rows[0].cells[0].report, {})).at("checks").at(0).at("hidden"), true);
}

TEST(Learners, SeeAsMuchAsTheSetSays) {
  EXPECT_THAT(LearnerTexts(WithSecrets(Feedback::kFull), {})[0],
              AllOf(HasSubstr("-DATA"), HasSubstr("DATA not found"), HasSubstr("prints the column")));
  EXPECT_THAT(LearnerTexts(WithSecrets(Feedback::kSummary), {}), Each(Not(HasSubstr("DATA"))));
  EXPECT_THAT(LearnerTexts(WithSecrets(Feedback::kSummary), {})[0],
              AllOf(HasSubstr("prints the column"), HasSubstr("Count from the right"), HasSubstr("exit code 3")));
  EXPECT_THAT(LearnerTexts(WithSecrets(Feedback::kScore), {}),
              Each(AllOf(Not(HasSubstr("prints the column")), Not(HasSubstr("Count from")))));
  EXPECT_THAT(LearnerTexts(WithSecrets(Feedback::kScore), {})[0], HasSubstr("2/17"));
}

TEST(Learners, ItemsAddUpToTheTotal) {
  ClassReport report = WithSecrets(Feedback::kFull);
  ClassRow& row = report.rows[0];
  const auto sum = [&] {
    std::int64_t total = 0;
    for (const LearnerItem& item : LearnerItems(report.head(), row, {})) total += item.score;
    return total;
  };
  row.cells[1] = Reported("sed-two", "w", 2);
  for (const int penalty : {0, 1, 5}) {
    row.cells[1].late_penalty = penalty;
    for (const bool given : {false, true}) {
      if (given) row.cells[1].given = Override{7, "", ""};
      EXPECT_EQ(sum(), report.head().Total(row)) << penalty << given;
      row.cells[1].given.reset();
    }
  }
  for (const ClassCell::Status status :
       {ClassCell::Status::kMissing, ClassCell::Status::kUnread, ClassCell::Status::kPending}) {
    row.cells[1] = ClassCell();
    row.cells[1].status = status;
    row.cells[1].given = Override{7, "", ""};
    EXPECT_EQ(sum(), report.head().Total(row));
  }
}

TEST(Learners, AreNotToldOfTheMachine) {
  ClassReport report = Only(TwoLearners(), 0);
  report.rows[0].cells[0].report = NotGraded(Report::Status::kLabError, "/srv/INSIDE: bad");
  report.rows[0].cells[1] = Failed(ClassCell::Status::kUnread, "read /srv/INSIDE: EIO", "/srv/INSIDE");
  EXPECT_THAT(LearnerTexts(report, {}), Each(Not(HasSubstr("INSIDE"))));
  EXPECT_THAT(LearnerTexts(report, {})[0],
              AllOf(HasSubstr("the lab is at fault"), HasSubstr("No points are lost"), Not(HasSubstr("0/10"))));
}

}  // namespace
}  // namespace shellab
