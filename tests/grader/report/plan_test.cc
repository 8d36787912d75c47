#include "grader/report/plan.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <initializer_list>
#include <sstream>

#include "tests/support/allocated.h"

namespace shellab {
namespace {

using testing::AllocatedBytes;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

std::vector<Submission> Sample() {
  std::vector<Submission> all(3);
  Submission& ann = all[0];
  ann.learner = "ann";
  ann.name = "Ann Lee";
  ann.answers = {{{"old/awk.sh", "x"}, {"awk.sh", "xyz"}}, {}};
  ann.answers[0][1].late_mark = true;
  ann.notes = {{"a\x1b[2Jnote", "注"}};
  Submission& eve = all[1];
  eve.learner = "eve\n";
  eve.answers = {{{"awk.sh", "", {}, false, Unread{{"awk.sh is a link", "链接"}}}}, {{"sed.sh", "x"}}};
  Submission& mal = all[2];
  mal.learner = "\xFF";
  mal.answers.resize(2);
  mal.unread = Unread{{"mal.zip is encrypted", "已加密"}};
  return all;
}

std::string Written(Plan&& plan, const std::vector<Submission>& all = Sample()) {
  for (const Submission& submission : all) plan.Add(submission);
  std::ostringstream out;
  plan.Write({{"beside", "旁边"}}, out);
  return out.str();
}

const std::vector<std::string> kLabs = {"awk", "sed"};

TEST(Plan, IsATableWithTheProblems) {
  const std::string text = Written(TextPlan(kLabs, Language::kEnglish));
  EXPECT_THAT(text, AllOf(HasSubstr("ann (Ann Lee)  awk  awk.sh  late, the last of 2 attempts\n"),
                          HasSubstr("ann (Ann Lee)  sed          missing\n"), HasSubstr("awk.sh is a link\n"),
                          HasSubstr("mal.zip is encrypted\n"), HasSubstr("beside\nann: a\\x1b[2Jnote\n"),
                          HasSubstr("3 learners, 2 labs: 2 answers to grade, 1 missing, 3 unreadable\n"),
                          Not(HasSubstr("\x1b"))));
  EXPECT_THAT(Written(TextPlan(kLabs, Language::kChinese)),
              AllOf(HasSubstr("缺交"), HasSubstr("已加密"), HasSubstr("共 2 次提交，取最后一次")));
}

TEST(Plan, IsJson) {
  const boost::json::value plan = boost::json::parse(Written(JsonPlan("text", kLabs, Language::kEnglish)));
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
  for (const std::size_t learner : {1U, 2U}) {
    TextPlan plan(kLabs, Language::kEnglish);
    plan.Add(Sample()[0]);
    EXPECT_TRUE(plan.IsReadable());
    plan.Add(Sample()[learner]);
    EXPECT_FALSE(plan.IsReadable());
  }
}

TEST(Plan, KeepsNoLearnerInMemory) {
  constexpr std::size_t kLearners = 5000;
  TextPlan text(kLabs, Language::kEnglish);
  JsonPlan json("text", kLabs, Language::kEnglish);
  const Submission ann = Sample()[0];
  for (Plan* plan : std::initializer_list<Plan*>{&text, &json}) {
    plan->Add(ann);
    const std::size_t before = AllocatedBytes();
    for (std::size_t i = 1; i < kLearners; ++i) plan->Add(ann);
    EXPECT_LT(AllocatedBytes(), before + kLearners);
  }
}

}  // namespace
}  // namespace shellab
