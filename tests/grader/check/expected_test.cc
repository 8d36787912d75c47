// Where the expected text comes from, for every kind that compares one.
#include "grader/check/expected.h"

#include <gmock/gmock.h>

#include "tests/grader/check/evidence.h"

namespace shellab::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

const HiddenCommand kHidden{"x", false};

Probe Command(const std::string& script) {
  Probe probe;
  probe.script = script;
  return probe;
}

Probe Telling(const std::string& script) {
  Probe probe = Command(script);
  probe.tells_expected = true;
  return probe;
}

ExecResult Printed(const std::string& out, int code = 0) {
  ExecResult result;
  result.outcome.code = code;
  result.out = {out, out.size(), false};
  return result;
}

// Each of the four kinds, and where a run holds the text that it looks at.
struct Kind {
  std::string name;
  std::string keys;
  void (*put)(RunResult& run, const std::string& text);
};

void PrintTo(const Kind& kind, std::ostream* out) { *out << kind.name; }

const Kind kOutput{"output", "", [](RunResult& run, const std::string& text) { run.run = Printed(text); }};
const Kind kRun{"run", "command = \"x\"\n",
                [](RunResult& run, const std::string& text) { run.seen.commands[kHidden] = Printed(text); }};
const Kind kProbe{"probe", "command = \"x\"\n",
                  [](RunResult& run, const std::string& text) { run.seen.probes[Command("x")] = Printed(text); }};
const Kind kFile{"file", "path = \"x\"\n",
                 [](RunResult& run, const std::string& text) { run.seen.paths["x"].after = File(text); }};

class EveryTextKind : public ::testing::TestWithParam<Kind> {
 protected:
  // What is said of an answer that shows `actual` while the command of `reference` gives `told`.
  static std::string Judge(const std::string& actual, const ExecResult& told, const std::string& keys = "") {
    RunResult answer;
    GetParam().put(answer, actual);
    answer.seen.probes[Telling("r")] = told;
    return Said(Verify(ParseKind(GetParam().name, GetParam().keys + "reference = \"r\"\n" + keys), answer));
  }
  static std::string Faults(const std::string& keys) { return FaultsOf(GetParam().name, GetParam().keys + keys); }
};

INSTANTIATE_TEST_SUITE_P(Kinds, EveryTextKind, ::testing::Values(kOutput, kRun, kProbe, kFile));

TEST_P(EveryTextKind, ExpectsWhatTheReferenceTells) {
  EXPECT_EQ(Judge("42\n", Printed("42\n")), "passed");
  EXPECT_THAT(Judge("43\n", Printed("42\n")), HasSubstr("Line 1: expected “42”, got “43”."));
  EXPECT_EQ(Judge("2\n1\n", Printed("1\n2\n"), "compare = \"unordered\"\n"), "passed");
}

TEST_P(EveryTextKind, NothingIsRightWhereTheReferenceTellsNothing) {
  // An answer that destroys what is asked for must not be right in printing nothing as well.
  EXPECT_THAT(Judge("", Printed("")), HasSubstr("could not be found out"));
  EXPECT_THAT(Judge("\n", Printed("\n")), HasSubstr("could not be found out"));
  EXPECT_THAT(Judge("42\n", Printed("42\n", 1)), HasSubstr("could not be found out"));
  ExecResult killed = Printed("42\n");
  killed.outcome.ended = Outcome::Ended::kKilledBy;
  killed.outcome.limit = Limit::kWall;
  EXPECT_THAT(Judge("42\n", killed), HasSubstr("could not be found out"));
}

TEST_P(EveryTextKind, ShowsNothingElseOfTheReference) {
  ExecResult told = Printed("", 1);
  told.err.content = "token of the author";
  EXPECT_THAT(Judge("42\n", told), Not(HasSubstr("token")));
}

TEST_P(EveryTextKind, AsksForTheReferenceAndAllProcesses) {
  const Questions asked =
      AskedBy(ParseKind(GetParam().name, GetParam().keys + "reference = \"r\"\nfiles = [\"f\"]\nwall = \"3s\"\n"));
  Probe reference = Telling("r");
  reference.files = {"f"};
  reference.wall = std::chrono::seconds(3);
  EXPECT_TRUE(asked.probes.contains(reference));
  EXPECT_TRUE(asked.processes);
  EXPECT_TRUE(asked.all_names);
  EXPECT_FALSE(asked.reference);
  EXPECT_FALSE(asked.without);
}

// Passes, but says that it proves nothing: `shellab test` refuses it.
TEST_P(EveryTextKind, TellsWhereOnlyLeavesNothing) {
  const auto compared_nothing = [](const std::string& expects, const std::string& only) {
    RunResult run;
    GetParam().put(run, "42\n");
    run.seen.probes[Telling("r")] = Printed("42\n");
    const std::string keys = GetParam().keys + expects + "\nonly = [\"" + only + "\"]";
    const Finding finding = Verify(ParseKind(GetParam().name, keys), run, &run);
    EXPECT_EQ(finding.status, Finding::Status::kPassed) << keys;
    return finding.compared_nothing;
  };
  for (const char* expects : {"expect = \"solution\"", "reference = \"r\"", "text = \"42\""}) {
    EXPECT_TRUE(compared_nothing(expects, "^ 42")) << expects;
    EXPECT_FALSE(compared_nothing(expects, "^42")) << expects;
  }
  // That there is no such line is what this lab says.
  EXPECT_FALSE(compared_nothing("text = \"\"", "^ERROR"));
}

TEST_P(EveryTextKind, RefusesTwoSources) {
  EXPECT_THAT(Faults("reference = \"r\"\nexpect = \"solution\"\n"),
              AllOf(HasSubstr("lab.toml:"), HasSubstr("`reference` and `expect` exclude each other")));
  EXPECT_THAT(Faults("text = \"t\"\nreference = \"r\"\n"), HasSubstr("`reference` and `text` exclude each other"));
  EXPECT_THAT(Faults("text = \"t\"\nexpect = \"solution\"\n"), HasSubstr("`text` and `expect` exclude each other"));
  EXPECT_THAT(Faults("reference = \"\"\n"), HasSubstr("`reference` is empty"));
  EXPECT_THAT(Faults("reference = \"r\"\nwall = \"1ms\"\n"), HasSubstr("`wall` must be a time"));
  EXPECT_THAT(Faults("reference = \"r\"\ncompare = \"pattern\"\n"), HasSubstr("needs `text`"));
}

TEST(ReferencePosition, IsNamed) {
  EXPECT_THAT(FaultsOf("output", "expect = \"solution\"\nreference = \"r\"\n"),
              HasSubstr("lab.toml:6:13: `reference` and `expect` exclude each other"));
}

class ComparedWithBefore : public EveryTextKind {};

INSTANTIATE_TEST_SUITE_P(Kinds, ComparedWithBefore, ::testing::Values(kRun, kProbe));

TEST_P(ComparedWithBefore, WantsWhatTheWorldWithoutAnAnswerShows) {
  const CheckSpec spec = ParseKind(GetParam().name, GetParam().keys + "expect = \"before\"\n");
  EXPECT_TRUE(AskedBy(spec).without);
  EXPECT_FALSE(AskedBy(spec).reference);
  const auto judge = [&spec](const std::string& answer_shows, const std::string& before_showed) {
    RunResult answer;
    RunResult without;
    GetParam().put(answer, answer_shows);
    GetParam().put(without, before_showed);
    return Said(Verify(spec, answer, nullptr, &without));
  };
  EXPECT_EQ(judge("3 rows\n", "3 rows\n"), "passed");
  EXPECT_THAT(judge("2 rows\n", "3 rows\n"), HasSubstr("expected “3 rows”, got “2 rows”"));
}

TEST(BeforeHasNoMeaning, ForWhatOnlyTheAnswerMakes) {
  EXPECT_THAT(FaultsOf("output", "expect = \"before\"\n"),
              HasSubstr("lab.toml:5:10: expect = \"before\" says nothing"));
  EXPECT_THAT(FaultsOf("changes", "expect = \"before\"\n"),
              HasSubstr("lab.toml:5:10: expect = \"before\" says nothing"));
  EXPECT_THAT(FaultsOf("process", "of = [\"a\"]\nexpect = \"before\"\n"),
              HasSubstr("lab.toml:6:10: expect = \"before\" goes only with `match`"));
}

TEST(ReferenceHasNoMeaning, ForKindsWithoutAText) {
  for (const char* keys : {"process\nof = [\"a\"]\n", "port\nport = 80\n", "changes\n", "unchanged\n"}) {
    const std::string all = keys;
    const auto end = all.find('\n');
    EXPECT_THAT(FaultsOf(all.substr(0, end), all.substr(end + 1) + "reference = \"r\"\n"),
                AllOf(HasSubstr("lab.toml:"), HasSubstr("`reference` goes only with")))
        << keys;
  }
}

}  // namespace
}  // namespace shellab::testing
