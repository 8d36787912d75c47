#include "grader/check/changes.h"

#include <gmock/gmock.h>

#include "tests/grader/check/evidence.h"

namespace shellab::testing {
namespace {

using ::testing::HasSubstr;

RunResult World(Changes changes) {
  RunResult result;
  result.seen.changes = std::move(changes);
  return result;
}

std::string Judge(const std::string& kind, const std::string& keys, const Changes& answer, const Changes& solution) {
  const RunResult reference = World(solution);
  return Said(Verify(ParseKind(kind, keys), World(answer), &reference));
}

const Change kCreated{{}, File("new")};
const Change kModified{File("old"), File("new")};
const Change kRemoved{File("old"), {}};

TEST(ChangesCheck, AsksForTheChangesOfBothWorlds) {
  for (const char* kind : {"changes", "unchanged"}) {
    const Questions asked = AskedBy(ParseKind(kind, ""));
    EXPECT_TRUE(asked.changes) << kind;
    EXPECT_TRUE(asked.reference) << kind;
  }
}

TEST(ChangesCheck, WantsExactlyTheSolutionsChanges) {
  const Changes solution = {{"/a", kCreated}, {"/b", kModified}, {"/c", kRemoved}};
  EXPECT_EQ(Judge("changes", "", solution, solution), "passed");
  EXPECT_EQ(Judge("changes", "", {}, {}), "passed");
  EXPECT_EQ(Judge("changes", "", {{"/a", kCreated}, {"/b", kModified}}, solution),
            "Not changed, but should have been: /c.");
  EXPECT_THAT(Judge("changes", "", {}, solution), HasSubstr("/a"));
  Changes too_much = solution;
  too_much["/d"] = kCreated;
  EXPECT_EQ(Judge("changes", "", too_much, solution), "Changed, but should not have been: /d.");
}

TEST(ChangesCheck, WantsThemInTheSameWay) {
  const Changes solution = {{"/a", kModified}};
  const auto judge = [&](const FileState& after) {
    return Judge("changes", "", {{"/a", {File("old"), after}}}, solution);
  };
  EXPECT_EQ(judge(File("new")), "passed");
  EXPECT_EQ(judge(File("else")), "Changed, but not as it should have been: /a.");
  EXPECT_NE(judge(File("new", 0600)), "passed");
  EXPECT_NE(judge(OwnedBy(File("new"), 0, 1000)), "passed");
  EXPECT_NE(judge(OwnedBy(File("new"), 1000, 0)), "passed");
  EXPECT_NE(judge(Link("new")), "passed");
  EXPECT_NE(judge(FileState{}), "passed");
}

TEST(ChangesCheck, IgnoresPatterns) {
  const std::string keys = "ignore = [\"/home/student/.cache/*\", \"/*/core.[0-9]*\"]";
  for (const char* path : {"/home/student/.cache/a", "/home/student/.cache/a/deep", "/srv/core.77"})
    EXPECT_EQ(Judge("changes", keys, {{path, kCreated}}, {}), "passed") << path;
  EXPECT_NE(Judge("changes", keys, {{"/home/student/x", kCreated}}, {}), "passed");
  // Also what the solution changed there does not count.
  EXPECT_EQ(Judge("changes", "ignore = [\"/a\"]", {}, {{"/a", kCreated}}), "passed");
}

TEST(UnchangedCheck, ForgivesNewFilesAndWhatTheSolutionChanged) {
  const Changes solution = {{"/a", kModified}};
  EXPECT_EQ(Judge("unchanged", "", {}, solution), "passed");
  EXPECT_EQ(Judge("unchanged", "", {{"/a", kRemoved}}, solution), "passed");
  EXPECT_EQ(Judge("unchanged", "", {{"/backup", kCreated}}, solution), "passed");
  EXPECT_EQ(Judge("unchanged", "", {{"/b", kModified}}, solution), "Changed, but should have stayed as before: /b.");
  EXPECT_THAT(Judge("unchanged", "", {{"/b", kRemoved}, {"/c", kModified}}, solution), HasSubstr("/b"));
}

TEST(UnchangedCheck, LooksOnlyAtItsPaths) {
  const std::string keys = "paths = [\"/etc/*\"]";
  EXPECT_EQ(Judge("unchanged", keys, {{"/home/x", kModified}}, {}), "passed");
  EXPECT_NE(Judge("unchanged", keys, {{"/etc/ssl/x", kModified}}, {}), "passed");
}

NamedProcess Named(bool same_runs, bool runs = true) {
  NamedProcess process;
  process.before.command = "vi a";
  process.same_runs = same_runs;
  process.runs = runs;
  return process;
}

const NamedProcess kUntouched = Named(true);
const NamedProcess kStartedAgain = Named(false);
const NamedProcess kGone = Named(false, false);

using Processes = std::map<std::string, NamedProcess>;

std::string JudgeProcesses(const std::string& keys, const Processes& answer, const Processes& solution,
                           const Changes& changes = {}) {
  RunResult run = World(changes);
  RunResult reference;
  run.seen.named = answer;
  reference.seen.named = solution;
  return Said(Verify(ParseKind("unchanged", keys), run, &reference));
}

TEST(UnchangedCheck, AsksForProcessesWhereItNamesThem) {
  const Questions some = AskedBy(ParseKind("unchanged", "processes = [\"editor\"]"));
  EXPECT_TRUE(some.names.contains("editor"));
  EXPECT_FALSE(some.changes);
  EXPECT_FALSE(some.all_names);
  const Questions all = AskedBy(ParseKind("unchanged", "processes = \"all\"\npaths = [\"/etc/*\"]"));
  EXPECT_TRUE(all.all_names);
  EXPECT_TRUE(all.reference);
  EXPECT_TRUE(all.changes);
}

TEST(UnchangedCheck, WantsTheVeryProcesses) {
  const std::string keys = "processes = [\"a\"]";
  EXPECT_EQ(JudgeProcesses(keys, {{"a", kUntouched}}, {}), "passed");
  EXPECT_THAT(JudgeProcesses(keys, {{"a", kStartedAgain}}, {}), HasSubstr("not the process that was there before"));
  EXPECT_EQ(JudgeProcesses(keys, {{"a", kGone}}, {}), "“vi a” does not run any more.");
  NamedProcess stopped = kUntouched;
  stopped.stopped = true;
  EXPECT_THAT(JudgeProcesses(keys, {{"a", stopped}}, {}), HasSubstr("was stopped"));
  // Others may end; and what is named must stay, whatever the solution did.
  EXPECT_EQ(JudgeProcesses(keys, {{"a", kUntouched}, {"b", kGone}}, {}), "passed");
  EXPECT_NE(JudgeProcesses(keys, {{"a", kGone}}, {{"a", kGone}}), "passed");
}

TEST(UnchangedCheck, AllProcessesAreThoseThatTheSolutionLeftAlone) {
  const std::string keys = "processes = \"all\"";
  const Processes solution = {{"a", kUntouched}, {"hog", kGone}, {"server", kStartedAgain}};
  EXPECT_EQ(JudgeProcesses(keys, solution, solution), "passed");
  EXPECT_EQ(JudgeProcesses(keys, {{"a", kUntouched}, {"hog", kUntouched}, {"server", kUntouched}}, solution), "passed");
  EXPECT_NE(JudgeProcesses(keys, {{"a", kStartedAgain}, {"hog", kGone}, {"server", kGone}}, solution), "passed");
}

TEST(UnchangedCheck, IsSettledOnceAllThatAreMeantAreAtRest) {
  const auto judge = [](const std::string& keys, const Processes& answer) {
    RunResult run = World({});
    RunResult reference;
    run.seen.named = answer;
    reference.seen.named = {{"a", kUntouched}, {"hog", kGone}};
    return Verify(ParseKind("unchanged", keys), run, &reference);
  };
  const std::string keys = "processes = \"all\"";
  NamedProcess calm = kUntouched;
  calm.at_rest = true;
  NamedProcess doomed = kUntouched;
  doomed.signalled = true;
  EXPECT_TRUE(judge(keys, {{"a", calm}, {"hog", kUntouched}}).settled) << "the hog is not meant";
  EXPECT_FALSE(judge(keys, {{"a", kUntouched}, {"hog", kGone}}).settled);
  EXPECT_FALSE(judge(keys, {{"a", kUntouched}, {"hog", doomed}}).signalled);
  EXPECT_TRUE(judge(keys, {{"a", doomed}, {"hog", kGone}}).signalled);
  const std::string both = "processes = [\"a\"]\npaths = [\"/etc/*\"]";
  EXPECT_FALSE(judge(both, {{"a", calm}}).settled) << "files may change yet";
  EXPECT_TRUE(judge(both, {{"a", doomed}}).signalled);
}

TEST(UnchangedCheck, PathsCountBesideProcessesOnlyWhereTheyAreNamed) {
  const Changes damage = {{"/etc/a", kModified}};
  EXPECT_EQ(JudgeProcesses("processes = [\"a\"]", {{"a", kUntouched}}, {}, damage), "passed");
  const std::string both = "processes = [\"a\"]\npaths = [\"/etc/*\"]";
  EXPECT_EQ(JudgeProcesses(both, {{"a", kUntouched}}, {}), "passed");
  EXPECT_THAT(JudgeProcesses(both, {{"a", kUntouched}}, {}, damage), HasSubstr("/etc/a"));
  EXPECT_THAT(JudgeProcesses(both, {{"a", kGone}}, {}), HasSubstr("vi a"));
}

TEST(ParseChangesCheck, ReportsFaults) {
  EXPECT_THAT(FaultsOf("unchanged", "processes = \"al\""), HasSubstr("lab.toml:5:13: `processes` must be \"all\""));
  EXPECT_THAT(FaultsOf("unchanged", "expect = \"before\""), HasSubstr("means as before in any case"));
  EXPECT_THAT(FaultsOf("unchanged", "processes = []"), HasSubstr("`processes` is empty"));
  EXPECT_THAT(FaultsOf("unchanged", "processes = 3"), HasSubstr("lab.toml:5:13: `processes` must be"));
  EXPECT_THAT(FaultsOf("changes", "ignore = [\"/a\", \"b\"]"),
              HasSubstr("lab.toml:5:17: expected a pattern of absolute paths"));
  EXPECT_THAT(FaultsOf("changes", "expect = \"before\""), HasSubstr("kind = \"unchanged\""));
  EXPECT_THAT(FaultsOf("changes", "paths = [\"/a\"]"), HasSubstr("unknown key `paths`"));
  EXPECT_THAT(FaultsOf("unchanged", "paths = [\"etc/*\"]"), HasSubstr("absolute paths"));
  EXPECT_THAT(FaultsOf("unchanged", "ignore = [\"/a\"]"), HasSubstr("unknown key `ignore`"));
}

}  // namespace
}  // namespace shellab::testing
