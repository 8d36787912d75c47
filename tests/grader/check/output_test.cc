#include <gmock/gmock.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <string>

#include "grader/check/check.h"

namespace shellab {
namespace {

using testing::AllOf;
using testing::HasSubstr;

constexpr std::string_view kCommon = "id = \"c\"\nname = { en = \"n\", zh = \"n\" }\nkind = \"output\"\npoints = 1\n";

CheckSpec Parse(const std::string& toml) {
  const TomlDocument document = TomlDocument::Parse("lab.toml", toml);
  CheckSpec spec = ParseCheck(document.Root());
  document.ThrowIfFaulty();
  return spec;
}

CheckSpec ParseOutput(const std::string& keys) { return Parse(std::string(kCommon) + keys); }

std::string FaultsOf(const std::string& toml) {
  try {
    Parse(toml);
  } catch (const AuthorError& error) {
    return error.what();
  }
  return "none";
}

std::string OutputFaultsOf(const std::string& keys) { return FaultsOf(std::string(kCommon) + keys); }

ExecResult Printed(const std::string& out, const std::string& err = "", int code = 0) {
  ExecResult result;
  result.outcome.code = code;
  result.out = {out, out.size(), false};
  result.err = {err, err.size(), false};
  return result;
}

Finding Verify(const CheckSpec& spec, const ExecResult& answer, const ExecResult* reference = nullptr) {
  boost::asio::io_context context;
  const RunResult answer_run{answer, {}, {}, {}};
  const RunResult reference_run{reference != nullptr ? *reference : ExecResult{}, {}, {}, {}};
  const Evidence evidence{answer_run, reference != nullptr ? &reference_run : nullptr};
  auto finding = boost::asio::co_spawn(context, spec.check->Verify(evidence), boost::asio::use_future);
  context.run();
  return finding.get();
}

bool NeedsReference(const CheckSpec& spec) {
  Questions questions;
  spec.check->Ask(questions);
  return questions.reference;
}

bool Passes(const std::string& keys, const ExecResult& answer) {
  return Verify(ParseOutput(keys), answer).status == Finding::Status::kPassed;
}

std::string Message(const std::string& keys, const ExecResult& answer) {
  return Verify(ParseOutput(keys), answer).message.en;
}

TEST(ParseCheck, ReadsTheCommonKeys) {
  const CheckSpec spec = Parse(R"(
    id = "column-2"
    name = { en = "prints it", zh = "输出" }
    kind = "output"
    points = 8
    needs = ["other"]
    hint = { en = "look", zh = "看" }
    expect = "solution")");
  EXPECT_EQ(spec.id, "column-2");
  EXPECT_EQ(spec.name.zh, "输出");
  EXPECT_EQ(spec.kind, "output");
  EXPECT_EQ(spec.points, 8);
  EXPECT_THAT(spec.needs, testing::ElementsAre("other"));
  EXPECT_EQ(spec.hint.In(Language::kChinese), "看");
  EXPECT_TRUE(NeedsReference(spec));
}

TEST(ParseCheck, ReportsFaultsOfTheCommonKeys) {
  EXPECT_THAT(FaultsOf("kind = \"output\"\ntext = \"x\""),
              AllOf(HasSubstr("missing key `id`"), HasSubstr("missing key `name`"), HasSubstr("missing key `points`")));
  EXPECT_THAT(OutputFaultsOf("text = \"x\"\npionts = 2"),
              HasSubstr("lab.toml:6:1: unknown key `pionts`; did you mean `points`?"));
  EXPECT_EQ(FaultsOf("id = \"-\"\nname = { en = \"n\", fr = \"n\" }\nkind = \"output\"\npoints = 101\n"
                     "hint = { zh = \"n\" }\ntext = \"x\""),
            "lab.toml:1:6: a check's id is lower-case words joined by dashes, such as \"column\", not \"-\"\n"
            "lab.toml:2:8: missing key `zh`; expected the Chinese text (every text needs en and zh)\n"
            "lab.toml:2:20: unknown key `fr`; known here: en, zh\n"
            "lab.toml:4:10: `points` must be a whole number from 1 to 100, not 101\n"
            "lab.toml:5:8: missing key `en`; expected the English text (every text needs en and zh)");
  EXPECT_EQ(FaultsOf("id = 7\nname = 7\nkind = \"output\"\npoints = 0\ntext = \"x\""),
            "lab.toml:1:6: `id` must be a word such as \"column\", not a whole number\n"
            "lab.toml:2:8: `name` must be a table, not a whole number\n"
            "lab.toml:4:10: `points` must be a whole number from 1 to 100, not 0");
}

TEST(ParseCheck, ListsTheKindsForAnUnknownOne) {
  const std::string faults =
      FaultsOf("id = \"c\"\nname = { en = \"n\", zh = \"n\" }\nkind = \"ouput\"\npoints = 1\nexpect = 2");
  EXPECT_THAT(faults, AllOf(HasSubstr("lab.toml:3:8"), HasSubstr("did you mean \"output\"?")));
  EXPECT_THAT(faults, testing::Not(HasSubstr("unknown key")));
  EXPECT_THAT(FaultsOf("id = \"c\"\nname = { en = \"n\", zh = \"n\" }\npoints = 1"), HasSubstr("missing key `kind`"));
}

TEST(ParseOutputCheck, ReportsFaults) {
  EXPECT_THAT(OutputFaultsOf(""), HasSubstr("nothing to verify"));
  EXPECT_THAT(OutputFaultsOf("text = \"x\"\nexpect = \"solution\""), HasSubstr("exclude each other"));
  EXPECT_THAT(OutputFaultsOf("expect = \"before\""), HasSubstr("before the answer nothing was printed"));
  EXPECT_THAT(OutputFaultsOf("code = 256"), HasSubstr("from 0 to 255"));
  EXPECT_THAT(OutputFaultsOf("text = \"x\"\nstream = \"both\""), HasSubstr("`stream` must be"));
  EXPECT_THAT(OutputFaultsOf("expect = \"solution\"\ncompare = \"pattern\""), HasSubstr("needs `text`"));
  EXPECT_THAT(OutputFaultsOf("code = 0\ncompare = \"exact\""), HasSubstr("unknown key `compare`"));
}

TEST(OutputCheck, ComparesWithTheReferenceOfTheSeed) {
  const CheckSpec spec = ParseOutput("expect = \"solution\"");
  const ExecResult reference = Printed("a\nb\n");
  EXPECT_EQ(Verify(spec, Printed("a\nb"), &reference).status, Finding::Status::kPassed);
  const Finding finding = Verify(spec, Printed("a\nc\n"), &reference);
  EXPECT_EQ(finding.status, Finding::Status::kFailed);
  EXPECT_EQ(finding.message.en, "Line 2: expected “b”, got “c”.");
  EXPECT_EQ(finding.expected, "a\nb\n");
  EXPECT_EQ(finding.actual, "a\nc\n");
  EXPECT_EQ(finding.diff.value().text, "@@ -1,2 +1,2 @@\n a\n-b\n+c\n");
}

TEST(OutputCheck, ComparesWithText) {
  const CheckSpec spec = ParseOutput("text = \"42\"");
  EXPECT_FALSE(NeedsReference(spec));
  EXPECT_EQ(Verify(spec, Printed("42\n")).status, Finding::Status::kPassed);
  EXPECT_EQ(Verify(spec, Printed("43\n")).status, Finding::Status::kFailed);
}

TEST(OutputCheck, LooksAtTheStreamAsked) {
  EXPECT_TRUE(Passes("text = \"e\"\nstream = \"stderr\"", Printed("x\n", "e\n")));
  EXPECT_FALSE(Passes("text = \"e\"", Printed("x\n", "e\n")));
  EXPECT_EQ(Message("text = \"e\"\nstream = \"stderr\"", Printed("x\n")),
            "Nothing was printed to standard error; expected 1 line.");
}

TEST(OutputCheck, CountsTheExitCodeOnlyWhereGiven) {
  EXPECT_TRUE(Passes("text = \"x\"", Printed("x\n", "", 3)));
  EXPECT_TRUE(Passes("text = \"x\"\ncode = 3", Printed("x\n", "", 3)));
  EXPECT_EQ(Message("text = \"x\"\ncode = 0", Printed("x\n", "", 3)), "The exit code must be 0, but it is 3.");
  EXPECT_TRUE(Passes("code = 1", Printed("anything", "", 1)));
  EXPECT_FALSE(Passes("code = 1", Printed("anything", "", 0)));
  ExecResult killed = Printed("x\n");
  killed.outcome.ended = Outcome::Ended::kSignalled;
  killed.outcome.signal = 9;
  EXPECT_TRUE(Passes("text = \"x\"", killed));
  EXPECT_EQ(Message("code = 0", killed), "The answer was ended by signal SIGKILL.");
}

TEST(OutputCheck, NeverPassesAnAnswerThatALimitStopped) {
  ExecResult stopped = Printed("x\n");
  stopped.outcome = {Outcome::Ended::kKilledBy, 0, 0, Limit::kMemory, {Limit::kMemory}};
  EXPECT_EQ(Message("text = \"x\"", stopped), "The answer was stopped: it reached the limit on its memory.");
  EXPECT_FALSE(Passes("code = 0", stopped));
  ExecResult cut = Printed("x\n");
  cut.out.truncated = true;
  EXPECT_FALSE(Passes("text = \"x\"", cut));
  EXPECT_THAT(Message("text = \"x\"", cut), HasSubstr("only the first 2 bytes were kept"));
}

TEST(OutputCheck, TellsWhatStandardErrorSaysWhereNothingWasPrinted) {
  EXPECT_EQ(Message("text = \"x\\ny\"", Printed("")), "Nothing was printed; expected 2 lines.");
  EXPECT_EQ(Message("text = \"x\"", Printed("", "awk: cannot open\nmore\n")),
            "Nothing was printed; expected 1 line. Standard error begins: “awk: cannot open”.");
  EXPECT_EQ(Message("text = \"x\"", Printed("", "bash: line 1: awkk: command not found\n", 127)),
            "Nothing was printed; expected 1 line. A command was not found: “bash: line 1: awkk: command not found”.");
  EXPECT_THAT(Message("text = \"x\"", Printed("y\n", "sh: 1: awkk: not found\n")),
              HasSubstr("A command was not found"));
}

TEST(OutputCheck, TellsALimitReachedOnTheWay) {
  ExecResult answer = Printed("y\n");
  answer.outcome.limits_hit = {Limit::kProcesses};
  EXPECT_THAT(Message("text = \"x\"", answer), HasSubstr("reached the limit on its number of processes"));
  answer.out.content = "x\n";
  EXPECT_TRUE(Passes("text = \"x\"", answer));
}

TEST(OutputCheck, EmptyEqualsEmpty) {
  EXPECT_TRUE(Passes("text = \"\"", Printed("")));
  EXPECT_FALSE(Passes("text = \"\"", Printed("x\n")));
}

}  // namespace
}  // namespace shellab
