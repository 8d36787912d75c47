#include <gmock/gmock.h>

#include "tests/grader/check/evidence.h"

namespace shellab::testing {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

SeenProcess Process(pid_t pid, const std::string& command, const std::string& user = "student") {
  SeenProcess process;
  process.id = {pid, static_cast<std::uint64_t>(pid) * 100};
  process.command = command;
  process.user = user;
  return process;
}

enum class Fate { kUntouched, kStartedAgain, kGone };

NamedProcess Named(const std::string& command, Fate fate) {
  NamedProcess named;
  named.before = Process(7, command);
  named.same_runs = fate == Fate::kUntouched;
  named.runs = fate != Fate::kGone;
  return named;
}

std::string Judge(const std::string& keys, const std::map<std::string, NamedProcess>& named) {
  RunResult answer;
  answer.seen.named = named;
  return Said(Verify(ParseKind("process", keys), answer));
}

std::string JudgeSeen(const std::string& keys, const std::vector<SeenProcess>& processes) {
  RunResult answer;
  answer.seen.processes = processes;
  return Said(Verify(ParseKind("process", keys), answer));
}

TEST(ProcessCheck, AsksForNamesOrForAllProcesses) {
  const Questions named = AskedBy(ParseKind("process", "of = [\"tomcat\", \"editor\"]"));
  EXPECT_THAT(named.names, ElementsAre("editor", "tomcat"));
  EXPECT_FALSE(named.processes);
  const Questions matching = AskedBy(ParseKind("process", "match = \"^java\""));
  EXPECT_THAT(matching.names, IsEmpty());
  EXPECT_TRUE(matching.processes);
  EXPECT_TRUE(matching.AskAboutWorld());
  EXPECT_FALSE(matching.reference);
}

TEST(ProcessCheck, TellsWhetherANamedProcessRuns) {
  EXPECT_EQ(Judge("of = [\"editor\"]", {{"editor", Named("vi a", Fate::kUntouched)}}), "passed");
  EXPECT_EQ(Judge("of = [\"editor\"]", {{"editor", Named("vi a", Fate::kStartedAgain)}}), "passed");
  EXPECT_EQ(Judge("of = [\"editor\"]", {{"editor", Named("vi a", Fate::kGone)}}), "“vi a” does not run any more.");
  EXPECT_EQ(Judge("of = [\"editor\"]\nstate = \"running\"", {{"editor", Named("vi a", Fate::kUntouched)}}), "passed");
}

TEST(ProcessCheck, ARestartIsNotTheSame) {
  const std::string keys = "of = [\"editor\"]\nsame = true";
  EXPECT_EQ(Judge(keys, {{"editor", Named("vi a", Fate::kUntouched)}}), "passed");
  EXPECT_THAT(Judge(keys, {{"editor", Named("vi a", Fate::kStartedAgain)}}),
              AllOf(HasSubstr("“vi a” is not the process that was there before"), HasSubstr("started again")));
  EXPECT_EQ(Judge(keys, {{"editor", Named("vi a", Fate::kGone)}}), "“vi a” does not run any more.");
}

TEST(ProcessCheck, GoneMeansThatNobodyStandsForIt) {
  const std::string keys = "of = [\"tomcat\"]\nstate = \"gone\"";
  EXPECT_EQ(Judge(keys, {{"tomcat", Named("java T", Fate::kGone)}}), "passed");
  EXPECT_EQ(Judge(keys, {{"tomcat", Named("java T", Fate::kUntouched)}}), "“java T” still runs.");
  EXPECT_EQ(Judge(keys, {{"tomcat", Named("java T", Fate::kStartedAgain)}}), "“java T” still runs.");
}

TEST(ProcessCheck, EveryNameCounts) {
  const std::string keys = "of = [\"a\", \"b\"]\nsame = true";
  const NamedProcess fine = Named("one", Fate::kUntouched);
  EXPECT_EQ(Judge(keys, {{"a", fine}, {"b", fine}}), "passed");
  EXPECT_EQ(Judge(keys, {{"a", fine}, {"b", Named("two", Fate::kGone)}}), "“two” does not run any more.");
  EXPECT_EQ(Judge(keys, {{"a", Named("two", Fate::kGone)}, {"b", fine}}), "“two” does not run any more.");
}

TEST(ProcessCheck, IsSettledOnceAllAreAtRest) {
  const auto settled = [](const std::string& keys, const std::map<std::string, NamedProcess>& named) {
    RunResult answer;
    answer.seen.named = named;
    return Verify(ParseKind("process", keys), answer).settled;
  };
  const NamedProcess busy = Named("one", Fate::kUntouched);
  NamedProcess calm = busy;
  calm.at_rest = true;
  EXPECT_TRUE(settled("of = [\"a\", \"b\"]\nsame = true", {{"a", calm}, {"b", calm}}));
  EXPECT_FALSE(settled("of = [\"a\", \"b\"]\nsame = true", {{"a", calm}, {"b", busy}}));
  EXPECT_FALSE(settled("of = [\"a\"]", {{"a", Named("one", Fate::kStartedAgain)}})) << "by whom, nobody knows";
  EXPECT_FALSE(settled("of = [\"a\"]\nstate = \"gone\"", {{"a", Named("one", Fate::kGone)}})) << "it may come back";
}

TEST(ProcessCheck, TellsThatASignalIsOnItsWay) {
  const auto signalled = [](const std::map<std::string, NamedProcess>& named, const std::string& state = "running") {
    RunResult answer;
    answer.seen.named = named;
    return Verify(ParseKind("process", "of = [\"a\", \"b\"]\nstate = \"" + state + "\""), answer).signalled;
  };
  const NamedProcess untouched = Named("one", Fate::kUntouched);
  NamedProcess doomed = untouched;
  doomed.signalled = true;
  EXPECT_FALSE(signalled({{"a", untouched}, {"b", untouched}}));
  EXPECT_TRUE(signalled({{"a", doomed}, {"b", untouched}}));
  EXPECT_TRUE(signalled({{"a", doomed}, {"b", untouched}}, "gone"));
  EXPECT_FALSE(signalled({{"a", Named("one", Fate::kGone)}, {"b", untouched}}, "gone"));
}

TEST(ProcessCheck, ShowsBothEndsOfALongCommandLine) {
  std::string line = "/usr/bin/java";
  for (int i = 0; i < 100; ++i) line += " -Dkey" + std::to_string(i) + "=value";
  const std::string said =
      Judge("of = [\"t\"]", {{"t", Named(line + " org.apache.catalina.startup.Bootstrap start", Fate::kGone)}});
  EXPECT_THAT(said, AllOf(HasSubstr("“/usr/bin/java -Dkey0=value"), HasSubstr("…"),
                          HasSubstr(" org.apache.catalina.startup.Bootstrap start” does not run"),
                          Not(HasSubstr("-Dkey50=")), SizeIs(::testing::Lt(200U))));
  const std::string word(500, 'x');
  EXPECT_THAT(Judge("of = [\"t\"]", {{"t", Named(word, Fate::kGone)}}), SizeIs(::testing::Lt(120U)));
}

TEST(ProcessCheck, FindsByCommandLineAndUser) {
  const std::vector<SeenProcess> seen = {Process(1, "init", "root"), Process(7, "/usr/bin/java -jar a", "tomcat"),
                                         Process(8, "/usr/bin/java -jar b", "student")};
  EXPECT_EQ(JudgeSeen("match = \"java\"", seen), "passed");
  EXPECT_EQ(JudgeSeen("match = \"java\"\nuser = \"tomcat\"", seen), "passed");
  EXPECT_EQ(JudgeSeen("match = \"java\"\nuser = \"root\"", seen), "No process matches “java”.");
  EXPECT_EQ(JudgeSeen("match = \"^java\"", seen), "No process matches “^java”.");
  EXPECT_EQ(JudgeSeen("match = \"jar a$\"\nstate = \"gone\"", seen), "“/usr/bin/java -jar a” still runs.");
  EXPECT_EQ(JudgeSeen("match = \"jar a$\"\nuser = \"student\"\nstate = \"gone\"", seen), "passed");
}

TEST(ProcessCheck, Counts) {
  const std::vector<SeenProcess> seen = {Process(7, "worker 1"), Process(8, "worker 2")};
  EXPECT_EQ(JudgeSeen("match = \"^worker\"\ncount = 2", seen), "passed");
  EXPECT_EQ(JudgeSeen("match = \"^worker\"\ncount = 3", seen), "Expected 3 processes that match “^worker”, found 2.");
  EXPECT_EQ(JudgeSeen("match = \"^worker\"\ncount = 0", seen), "Expected 0 processes that match “^worker”, found 2.");
  EXPECT_EQ(JudgeSeen("match = \"^other\"\ncount = 0", seen), "passed");
}

TEST(ProcessCheck, WantsTheVeryOnesThatMatchedBefore) {
  const CheckSpec spec = ParseKind("process", "match = \"^worker\"\nuser = \"student\"\nexpect = \"before\"");
  EXPECT_TRUE(AskedBy(spec).start);
  const auto judge = [&spec](const std::vector<SeenProcess>& before, const std::vector<SeenProcess>& now) {
    RunResult answer;
    answer.seen.start.processes = before;
    answer.seen.processes = now;
    return Said(Verify(spec, answer));
  };
  const std::vector<SeenProcess> two = {Process(7, "worker 1"), Process(8, "worker 2"), Process(9, "worker", "root")};
  EXPECT_EQ(judge(two, two), "passed");
  EXPECT_EQ(judge(two, {two[0], two[1], Process(99, "vim")}), "passed");
  EXPECT_EQ(judge(two, {two[0]}), "“worker 2” does not run any more.");
  EXPECT_EQ(judge({two[0]}, two), "“worker 2” runs, but did not before.");
  // The same words are not the same process, nor is the same number at another time.
  EXPECT_NE(judge({two[0]}, {Process(17, "worker 1")}), "passed");
  SeenProcess later = two[0];
  ++later.id.start_time;
  EXPECT_NE(judge({two[0]}, {later}), "passed");
  SeenProcess stopped = two[0];
  stopped.stopped = true;
  EXPECT_THAT(judge({two[0]}, {stopped}), HasSubstr("was stopped"));
  EXPECT_EQ(judge({stopped}, {stopped}), "passed");
  // One that gave itself another name is still there.
  EXPECT_EQ(judge({two[0]}, {Process(7, "idle")}), "passed");
}

TEST(ProcessCheck, RefusesKeysThatSayNothing) {
  EXPECT_THAT(FaultsOf("process", "match = \"a\"\nexpect = \"before\"\nstate = \"gone\""),
              HasSubstr("`state` exclude"));
  EXPECT_THAT(FaultsOf("process", "match = \"a\"\nexpect = \"before\"\ncount = 1"), HasSubstr("`count` and expect"));
  EXPECT_THAT(FaultsOf("process", ""), HasSubstr("expected either of = [\"NAME\"]"));
  EXPECT_THAT(FaultsOf("process", "of = [\"a\"]\nmatch = \"b\""), HasSubstr("expected either of = [\"NAME\"]"));
  EXPECT_THAT(FaultsOf("process", "of = [\"a\"]\nstate = \"gone\"\nsame = true"), HasSubstr("`same` goes only with"));
  EXPECT_THAT(FaultsOf("process", "match = \"a\"\nstate = \"gone\"\ncount = 1"), HasSubstr("`count` goes only with"));
  EXPECT_NE(FaultsOf("process", "match = \"(\""), "none");
  EXPECT_NE(FaultsOf("process", "match = \"a\"\nsame = true"), "none");
  EXPECT_NE(FaultsOf("process", "of = [\"a\"]\nuser = \"root\""), "none");
  EXPECT_NE(FaultsOf("process", "of = [\"a\"]\nstate = \"ended\""), "none");
}

TEST(ProcessCheck, TellsThatOneWasStopped) {
  NamedProcess named = Named("tail -f log", Fate::kUntouched);
  named.stopped = true;
  EXPECT_THAT(Judge("of = [\"follower\"]\n", {{"follower", named}}), HasSubstr("was stopped"));
}

TEST(ProcessCheck, TellsACleanEndFromAKill) {
  NamedProcess named = Named("java Bootstrap", Fate::kGone);
  const std::string keys = "of = [\"tomcat\"]\nstate = \"gone\"\nexited = true\n";
  EXPECT_THAT(Judge(keys, {{"tomcat", named}}), HasSubstr("was killed"));
  named.exited = true;
  EXPECT_EQ(Judge(keys, {{"tomcat", named}}), "passed");
}

}  // namespace
}  // namespace shellab::testing
