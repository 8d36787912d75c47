#include "grader/report/plan.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>

namespace shellab {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

Plan Sample() {
  Plan plan{"text", {"awk", "sed"}, {}, {{"beside", "旁边"}}};
  Submission ann;
  ann.learner = "ann";
  ann.name = "Ann Lee";
  ann.answers = {{{"old/awk.sh", "x"}, {"awk.sh", "xyz"}}, {}};
  ann.answers[0][1].late_mark = true;
  ann.notes = {{"a\x1b[2Jnote", "注"}};
  plan.Add(ann);
  Submission eve;
  eve.learner = "eve\n";
  eve.answers = {{{"awk.sh", "", {}, false, Unread{{"awk.sh is a link", "链接"}}}}, {{"sed.sh", "x"}}};
  plan.Add(eve);
  Submission mal;
  mal.learner = "\xFF";
  mal.answers.resize(2);
  mal.unread = Unread{{"mal.zip is encrypted", "已加密"}};
  plan.Add(mal);
  return plan;
}

TEST(Plan, IsATableWithTheProblems) {
  const std::string text = RenderText(Sample(), {});
  EXPECT_THAT(text, AllOf(HasSubstr("ann (Ann Lee)  awk  awk.sh  late, the last of 2 attempts\n"),
                          HasSubstr("ann (Ann Lee)  sed          missing\n"), HasSubstr("awk.sh is a link\n"),
                          HasSubstr("mal.zip is encrypted\n"), HasSubstr("beside\nann: a\\x1b[2Jnote\n"),
                          HasSubstr("3 learners, 2 labs: 2 answers to grade, 1 missing, 3 unreadable\n"),
                          Not(HasSubstr("\x1b"))));
  EXPECT_THAT(RenderText(Sample(), {Language::kChinese}),
              AllOf(HasSubstr("缺交"), HasSubstr("已加密"), HasSubstr("共 2 次提交，取最后一次")));
}

TEST(Plan, IsJson) {
  const boost::json::value plan = boost::json::parse(RenderJson(Sample(), {}));
  EXPECT_EQ(plan.at_pointer("/learners/0/labs/0/file"), "awk.sh");
  EXPECT_EQ(plan.at_pointer("/learners/0/labs/0/bytes").to_number<int>(), 3);
  EXPECT_EQ(plan.at_pointer("/learners/0/labs/0/attempts").to_number<int>(), 2);
  EXPECT_EQ(plan.at_pointer("/learners/0/labs/1/status"), "missing");
  EXPECT_EQ(plan.at_pointer("/learners/1/labs/0/problem"), "awk.sh is a link");
  EXPECT_EQ(plan.at_pointer("/learners/2/learner"), "\\xff");
  EXPECT_EQ(plan.at_pointer("/learners/2/problem"), "mal.zip is encrypted");
  EXPECT_EQ(plan.at_pointer("/notes/0"), "beside");
}

TEST(Plan, IsReadableUnlessSomethingWasNot) {
  EXPECT_FALSE(Sample().IsReadable());
  Plan plan = Sample();
  plan.rows.resize(1);
  EXPECT_TRUE(plan.IsReadable());
}

}  // namespace
}  // namespace shellab
