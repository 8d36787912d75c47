// The runs of a class: killed at any moment and resumed, reused, graded again, counted again, compared, overridden.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <map>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "tests/support/json.h"
#include "tests/support/lab_files.h"
#include "tests/support/machine.h"
#include "tests/support/program.h"

namespace shellab::testing {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class Runs : public ::testing::Test {
 protected:
  Runs() {
    files_.MakeLab("first-lab");
    files_.MakeLab("second-lab");
    WriteSet("");
  }

  void WriteSet(const std::string& rules, int weight = 2) const {
    files_.Write("sets/two.toml", "format = 1\ntitle = { en = \"Two labs\", zh = \"两个实验\" }\n" + rules +
                                      "[[lab]]\nid = \"first-lab\"\n[[lab]]\nid = \"second-lab\"\nweight = " +
                                      std::to_string(weight) + "\n");
  }
  void HandIn(const std::string& learner, const std::string& first, const std::string& second) const {
    files_.Write(fs::path("class") / learner / "first-lab.sh", first);
    files_.Write(fs::path("class") / learner / "second-lab.sh", second);
  }

  Command Call(std::vector<std::string> args) const {
    args.insert(args.begin(), {"--labs", files_.path()});
    return Shellab(state_, args);
  }
  Ended Run(const std::vector<std::string>& args) const { return RunToEnd(Call(args)); }
  std::vector<std::string> GradeArgs(const std::vector<std::string>& more = {}, const std::string& seed = "42") const {
    std::vector<std::string> args = {"grade", "--set", "two", files_.path() / "class", "--seed", seed};
    args.insert(args.end(), more.begin(), more.end());
    return args;
  }
  Ended Grade(const std::vector<std::string>& more = {}) const { return Run(GradeArgs(more)); }
  json::array RunList() const { return json::parse(Run({"runs", "--format", "json"}).out).at("runs").as_array(); }

  // When each answer of a run that has a result was graded, by learner and lab.
  std::map<std::string, std::string> GradedAt(const std::string& run) const {
    std::map<std::string, std::string> times;
    const json::value value = json::parse(Run({"report", run, "--format", "json"}).out);
    for (const json::value& report : value.at("reports").as_array())
      times[StringAt(report, "/learner") + " " + StringAt(report, "/lab")] = StringAt(report, "/started_at");
    return times;
  }

  OwnState state_;
  Files files_;
};

// Without what differs between runs of the same answers: the run's own name, and which of equal ones came first.
json::value SummaryOf(const std::string& out) {
  json::value summary = ParseReport(out).at("summary");
  summary.as_object().erase("run");
  for (json::value& learner : summary.at("learners").as_array())
    for (json::value& lab : learner.at("labs").as_array()) lab.as_object().erase("reused");
  return summary;
}

TEST_F(Runs, KilledAtAnyMomentTheyGoOnWhereTheyWere) {
  constexpr int kLearners = 24;
  for (int i = 0; i < kLearners; ++i) {
    const std::string name = "learner-" + std::to_string(i);
    // Right, wrong and equal ones.
    HandIn(name, i % 3 == 0 ? "cat data" : "cat data # " + name, i % 4 == 0 ? "echo 1" : "tac data | tac # " + name);
  }
  const auto start = std::chrono::steady_clock::now();
  const json::value whole = SummaryOf(Grade({"--format", "json"}).out);
  const std::chrono::duration<double> duration = std::chrono::steady_clock::now() - start;
  ASSERT_EQ(whole.at("graded").to_number<int>(), 2 * kLearners);

  // As many kills as fall into the time that it takes.
  constexpr int kKills = 6;
  std::mt19937 numbers(7);
  std::uniform_real_distribution<double> part(0, 2.0 / kKills);
  int halfway = 0;
  for (int round = 0; round < 3; ++round) {
    std::map<std::string, std::string> graded;
    const std::size_t runs = RunList().size();
    std::string run;
    int kills = 0;
    for (;;) {
      // Every answer by itself, then equal ones together, which other data keeps from reusing what is there.
      const Command command = run.empty()
                                  ? Call(round == 0 ? GradeArgs({"--fresh", "--format", "json"})
                                                    : GradeArgs({"--format", "json"}, std::to_string(42 + round)))
                                  : Call({"grade", "--resume", run, "--format", "json"});
      Program program(command);
      if (kills < kKills) {
        std::this_thread::sleep_for(duration * part(numbers));
        program.Signal(SIGKILL);
      }
      const Ended ended = program.Wait();
      const json::array list = RunList();
      if (list.size() > runs) {
        ASSERT_EQ(list.size(), runs + 1);
        run = StringAt(list[0], "/run");
        // What had a result before has the same still.
        const std::map<std::string, std::string> now = GradedAt(run);
        for (const auto& [answer, time] : graded) EXPECT_EQ(now.at(answer), time) << answer;
        graded = now;
      }
      if (!graded.empty() && graded.size() < 2 * kLearners) ++halfway;
      if (kills++ < kKills) continue;
      ASSERT_EQ(ended.code, 0) << ended.err;
      EXPECT_EQ(SummaryOf(ended.out), whole);
      EXPECT_EQ(StringAt(list[0], "/state"), "finished");
      break;
    }
  }
  EXPECT_GT(halfway, 3);
}

TEST_F(Runs, InterruptedTheySayHowToGoOn) {
  HandIn("li", "cat data", "sleep 8; cat data");
  HandIn("wang", "cat data # wang", "cat data");
  Program program(Call(GradeArgs({"-j", "1"})));
  ASSERT_TRUE(WaitFor([this] {
    const json::array runs = RunList();
    return !runs.empty() && NumberAt(runs[0], "/graded") > 0;
  }));
  const Ended second = Run({"grade", "--resume", "r1"});
  EXPECT_EQ(second.code, 2);
  EXPECT_THAT(second.err, HasSubstr("r1 is being graded by another shellab"));
  program.Signal(SIGINT);
  const Ended ended = program.Wait();
  EXPECT_EQ(ended.code, 130);
  EXPECT_THAT(ended.err, AllOf(HasSubstr("r1: 2 learners, 4 answers to grade"),
                               HasSubstr("r1: interrupted; go on with: shellab grade --resume r1")));
  fs::remove_all(files_.path() / "class");
  const Ended resumed = Run({"grade", "--resume"});
  EXPECT_EQ(resumed.code, 0) << resumed.err;
  EXPECT_THAT(resumed.out, AllOf(HasSubstr("li "), HasSubstr("wang "), HasSubstr("4 answers graded")));
  EXPECT_EQ(Run({"grade", "--resume"}).code, 2);
  EXPECT_EQ(Run({"report", "r1"}).out, resumed.out);
}

TEST_F(Runs, AnEqualAnswersResultIsReused) {
  HandIn("li", "cat data", "cat data");
  HandIn("wang", "cat data", "cat data");
  const Ended first = Grade();
  EXPECT_EQ(first.code, 0);
  EXPECT_THAT(first.err, HasSubstr("graded 4 answers in "));
  EXPECT_THAT(first.err, HasSubstr("2 of them by an equal answer's result"));
  EXPECT_THAT(Grade().err, HasSubstr("4 of them by an equal answer's result"));
  EXPECT_THAT(Grade({"--fresh"}).err, Not(HasSubstr("equal answer")));
  // Other data, and another lab.
  EXPECT_THAT(Run({"grade", "--set", "two", files_.path() / "class"}).err, HasSubstr("2 of them by"));
  files_.Write("second-lab/task.md", "# Print it all\n\nPrint data.\n");
  EXPECT_THAT(Grade().err, HasSubstr("3 of them by"));
}

TEST_F(Runs, WhatHitALimitIsNotReused) {
  HandIn("li", "sleep 100", "cat data");
  HandIn("wang", "sleep 100", "cat data");
  Replace(files_.path() / "first-lab/lab.toml", "[[check]]", "limits = { wall = \"200ms\" }\n[[check]]");
  EXPECT_THAT(Grade().err, HasSubstr(", 1 of them by an equal answer's result"));
}

TEST_F(Runs, ALabThatWasPutRightIsGradedAgainAndCompared) {
  HandIn("li", "cat data", "echo 1");
  HandIn("wang", "cat data", "cat data");
  ASSERT_EQ(Grade().code, 0);
  files_.Write("second-lab/solution.sh", "echo 1\n");
  EXPECT_THAT(Run({"grade", "--resume", "r1"}).out, HasSubstr("10/30"));  // finished: nothing is graded
  const Ended again = Run({"regrade", "r1", "--lab", "second-lab"});
  EXPECT_EQ(again.code, 0) << again.err;
  EXPECT_THAT(again.err, AllOf(HasSubstr("r2: made from r1"), HasSubstr("r2: graded 2 answers"), HasSubstr("2 before."),
                               HasSubstr("What changed: shellab compare r1 r2")));
  const Ended compared = Run({"compare", "r1", "r2"});
  EXPECT_EQ(compared.code, 0);
  EXPECT_THAT(compared.out, ::testing::ContainsRegex("li +second-lab +0 +10 +\\+10 +[a-z]+: failed → passed"));
  EXPECT_THAT(compared.out, ::testing::ContainsRegex("wang +second-lab +10 +0 +-10 +[a-z]+: passed → failed"));
  EXPECT_THAT(compared.out, AllOf(Not(HasSubstr("first-lab")), HasSubstr("1 up, 1 down")));
  const json::value value = json::parse(Run({"compare", "r1", "r2", "--format", "json"}).out);
  EXPECT_EQ(NumberAt(value, "/changes/0/after"), 10);
  // An equal answer's old result is no reason not to run.
  EXPECT_THAT(Run({"regrade", "r2", "--learner", "li", "--lab", "first-lab"}).err,
              AllOf(HasSubstr("r3: graded 1 answer"), Not(HasSubstr("equal answer"))));
  EXPECT_EQ(Run({"regrade", "r1", "--learner", "li"}).code, 2);  // the others' would be graded by another solution
  EXPECT_THAT(Run({"runs"}).out, HasSubstr("regraded r1"));
}

TEST_F(Runs, PointsWeightsAndRulesAreCountedAgainWithoutARun) {
  HandIn("li", "cat data", "cat data");
  ASSERT_EQ(Grade().code, 0);
  fs::remove_all(files_.path() / "class");
  Replace(files_.path() / "first-lab/lab.toml", "points = 10", "points = 6");
  WriteSet("feedback = \"score\"\n", 5);
  const Ended again = Run({"rescore", "r1"});
  EXPECT_EQ(again.code, 0) << again.err;
  EXPECT_THAT(again.out, AllOf(HasSubstr("6/6"), HasSubstr("56/56")));
  EXPECT_THAT(again.err, HasSubstr("graded 0 answers"));
  EXPECT_THAT(Run({"compare", "r1", "r2"}).out, AllOf(HasSubstr("is worth: 10 → 6"), HasSubstr("×2 → ×5")));
  files_.Write("first-lab/solution.sh", "echo 1\n");
  const Ended changed = Run({"rescore", "r1"});
  EXPECT_EQ(changed.code, 2);
  EXPECT_THAT(changed.err, HasSubstr("shellab regrade r1 --lab first-lab"));
}

TEST_F(Runs, ATeachersPointsStandBesideTheMachines) {
  HandIn("li", "echo 1", "cat data");
  ASSERT_EQ(Grade().code, 0);
  const Ended given = Run({"override", "r1", "li", "first-lab", "7", "--comment", "an honest try"});
  EXPECT_EQ(given.code, 0) << given.err;
  EXPECT_THAT(Run({"report", "r1", "--learner", "li"}).out, HasSubstr("27/30"));
  EXPECT_EQ(Run({"override", "r1", "li", "first-lab"}).code, 2);
  EXPECT_EQ(Run({"override", "r1", "li", "first-lab", "--remove"}).code, 0);
  EXPECT_THAT(Run({"report", "r1"}).out, HasSubstr("20/30"));
  EXPECT_THAT(Run({"override", "r1", "li", "frist-lab", "7"}).err, HasSubstr("did you mean \"first-lab\"?"));
}

TEST_F(Runs, ManyMayBeginAtOnce) {
  for (int round = 0; round < 10; ++round) {
    const OwnState empty;
    std::vector<Program> programs;
    for (int i = 0; i < 6; ++i) programs.emplace_back(Shellab(empty, {"runs"}));
    for (Program& program : programs) {
      const Ended ended = program.Wait();
      EXPECT_EQ(ended.code, 0) << ended.err;
    }
  }
}

TEST_F(Runs, WhatCannotBeCollectedLeavesNoRun) {
  EXPECT_EQ(Run({"grade", "--set", "two", files_.path() / "nowhere"}).code, 2);
  EXPECT_TRUE(RunList().empty());
  EXPECT_THAT(Run({"runs"}).out, HasSubstr("There are no runs yet"));
}

}  // namespace
}  // namespace shellab::testing
