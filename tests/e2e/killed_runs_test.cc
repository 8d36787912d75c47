// The runs of a class, killed at any moment and by many at once: they go on where they were.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <fstream>
#include <functional>
#include <random>
#include <span>

#include "tests/e2e/class_runs.h"
#include "tests/support/machine.h"

namespace shellab::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

using Count = std::function<int()>;

// Kills the programs when `results` has come to `wanted` or one of them has ended, however fast this machine is.
void KillAt(int wanted, const Count& results, std::span<const Program> programs) {
  const auto is_time = [&] {
    return results() >= wanted || std::any_of(programs.begin(), programs.end(), std::mem_fn(&Program::HasEnded));
  };
  EXPECT_TRUE(WaitFor(is_time, std::chrono::minutes(2)));
  for (const Program& program : programs) program.Signal(SIGKILL);
}

class KilledRuns : public Runs {
 protected:
  // How many answers have results in the runs that came after the first `known`.
  int GradedSince(std::size_t known) const {
    const json::array runs = RunList();  // the newest first
    int graded = 0;
    for (std::size_t i = 0; i + known < runs.size(); ++i) graded += static_cast<int>(NumberAt(runs[i], "/graded"));
    return graded;
  }

  // The second answer is right, but sleeps until RunAwake wakes it.
  void HandInASleeper(const std::string& learner, const std::string& first) const {
    files_.MakeLab("second-lab", "limits = { wall = \"200s\" }");
    HandIn(learner, first, sleep_ + "; cat data");
  }
  Ended RunAwake(const Command& command) const {
    Program program(command);
    const auto has_ended = [&] {
      KillGuests(sleep_);
      return program.HasEnded();
    };
    EXPECT_TRUE(WaitFor(has_ended, std::chrono::minutes(2)));
    return program.Wait();
  }

 private:
  const std::string sleep_ = OwnSleep();
};

TEST_F(KilledRuns, KilledAtAnyMomentTheyGoOnWhereTheyWere) {
  constexpr int kLearners = 24;
  for (int i = 0; i < kLearners; ++i) {
    const std::string name = "learner-" + std::to_string(i);
    // Right, wrong and equal ones.
    HandIn(name, i % 3 == 0 ? "cat data" : "cat data # " + name, i % 4 == 0 ? "echo 1" : "tac data | tac # " + name);
  }
  const json::value whole = SummaryOf(Grade({"--format", "json"}).out);
  ASSERT_EQ(whole.at("graded").to_number<int>(), 2 * kLearners);

  constexpr int kKills = 6;
  std::mt19937 numbers(7);
  std::uniform_int_distribution<> more(0, 8);  // results between two kills
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
      const auto results = [&] { return GradedSince(runs); };
      const int wanted = results() + more(numbers);
      Program program(command);
      if (kills < kKills) KillAt(wanted, results, {&program, 1});
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

TEST_F(KilledRuns, InterruptedTheySayHowToGoOn) {
  HandInASleeper("li", "cat data");
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
  const Ended resumed = RunAwake(Call({"grade", "--resume"}));
  EXPECT_EQ(resumed.code, 0) << resumed.err;
  EXPECT_THAT(resumed.out, AllOf(HasSubstr("li "), HasSubstr("wang "), HasSubstr("4 answers graded")));
  EXPECT_EQ(Run({"grade", "--resume"}).code, 2);
  EXPECT_EQ(Run({"report", "r1"}).out, resumed.out);
}

TEST_F(KilledRuns, WhatIsNotCollectedIsNotOverridden) {
  HandIn("li", "cat data", "cat data");
  ::mkfifo((files_.path() / "roster.csv").c_str(), 0600);  // reading it waits for a writer, who comes never
  Program program(Call(GradeArgs({"--roster", files_.path() / "roster.csv"})));
  ASSERT_TRUE(WaitFor([this] { return !RunList().empty(); }));
  program.Signal(SIGKILL);
  program.Wait();
  const Ended given = Run({"override", "r1", "li", "first-lab", "7"});
  EXPECT_EQ(given.code, 2);
  EXPECT_THAT(given.err, HasSubstr("shellab grade --resume r1"));
  EXPECT_EQ(Run({"regrade", "r1"}).code, 2);
  fs::remove(files_.path() / "roster.csv");
  files_.Write("roster.csv", "name,email\nli,li@example.org\n");
  const Ended resumed = Run({"grade", "--resume", "r1"});
  EXPECT_EQ(resumed.code, 0) << resumed.err;
  EXPECT_EQ(Run({"override", "r1", "li", "first-lab", "7"}).code, 0);
}

TEST_F(KilledRuns, OneRunNeverMixesWhatALabWasAndIs) {
  HandIn("li", "cat data", "cat data");
  HandInASleeper("wang", "cat data # wang");
  Program program(Call(GradeArgs({"-j", "1"})));
  ASSERT_TRUE(WaitFor([this] {
    const json::array runs = RunList();
    return !runs.empty() && NumberAt(runs[0], "/graded") > 1;
  }));
  program.Signal(SIGKILL);
  program.Wait();
  files_.Write("second-lab/solution.sh", "echo 1\n");
  // Of the second lab wang's answer was not graded yet, and li's would keep what the old solution says.
  for (const std::vector<std::string>& args :
       {std::vector<std::string>{"grade", "--resume", "r1"}, {"regrade", "r1", "--lab", "first-lab"}}) {
    const Ended refused = Run(args);
    EXPECT_EQ(refused.code, 2);
    EXPECT_THAT(refused.err,
                AllOf(HasSubstr("the lab second-lab was changed since r1 began"), HasSubstr("shellab regrade r1")));
  }
  EXPECT_EQ(RunList().size(), 1U);
  EXPECT_EQ(RunAwake(Call({"regrade", "r1"})).code, 0);
}

TEST_F(KilledRuns, ManyShellabsShareResultsAndAreKilled) {
  constexpr int kLearners = 16;
  for (int i = 0; i < kLearners; ++i) {
    const std::string name = "learner-" + std::to_string(i);
    HandIn(name, i % 4 == 0 ? "cat data" : "cat data # " + name, i % 3 == 0 ? "echo 1" : "tac data | tac # " + name);
  }
  const std::string share = files_.path() / "share";
  const Ended alone = Grade({"--format", "json"});
  const json::value whole = SummaryOf(alone.out);

  // Each has a store of its own, as on a machine of its own.
  constexpr std::size_t kShellabs = 3;
  std::vector<OwnState> states(kShellabs);
  // The same build may lie anywhere.
  const fs::path elsewhere = files_.path() / "elsewhere/shellab";
  fs::create_directory(elsewhere.parent_path());
  fs::copy_file(ProgramPath(), elsewhere);
  const auto call = [&](const OwnState& state) {
    std::vector<std::string> args = GradeArgs({"-j", "1", "--share", share, "--format", "json"});
    args.insert(args.begin(), {"--labs", files_.path()});
    Command command = Shellab(state, args);
    if (&state == &states.back()) command.argv.front() = elsewhere;
    return command;
  };
  const auto shared = [&] {
    int results = 0;
    std::error_code changing;  // nothing is there at first
    for (const char* lab : {"first-lab", "second-lab"})
      for (const auto& entry : fs::directory_iterator(fs::path(share) / lab, changing))
        results += entry.path().extension() == ".json" ? 1 : 0;
    return results;
  };
  std::mt19937 numbers(11);
  std::uniform_int_distribution<> more(0, kLearners / 2);  // results between two kills
  for (int kill = 0; kill < 4; ++kill) {
    const int wanted = shared() + more(numbers);
    std::vector<Program> programs;
    for (const OwnState& state : states) programs.emplace_back(call(state));
    KillAt(wanted, shared, programs);
    for (Program& program : programs) program.Wait();
  }
  std::vector<Program> programs;
  for (const OwnState& state : states) programs.emplace_back(call(state));
  std::vector<std::map<std::string, std::string>> times;
  for (Program& program : programs) {
    const Ended ended = program.Wait();
    ASSERT_EQ(ended.code, 0) << ended.err;
    EXPECT_EQ(SummaryOf(ended.out), whole);
    times.push_back(TimesOf(ended.out));
  }
  // One result of each answer, whoever graded it.
  for (const auto& other : times) EXPECT_EQ(other, times.front());
  // Who comes later takes all of it.
  EXPECT_THAT(RunToEnd(call(OwnState())).err, HasSubstr("of them by another shellab"));
  // A run that was killed goes on with the folder, which is of one class and its data.
  EXPECT_EQ(Run({"grade", "--set", "two", files_.path() / "class", "--share", share, "--seed", "43"}).code, 2);
  files_.Write("second-lab/task.md", "# Print it all\n\nPrint data.\n");
  EXPECT_THAT(Grade({"--share", share}).err, HasSubstr("of labs that were changed"));
}

TEST_F(KilledRuns, ASharedRunThatAnotherBuildCannotGoOnWithIsGradedAnew) {
  HandInASleeper("li", "cat data");
  HandIn("wang", "cat data # wang", "cat data");
  Program program(Call(GradeArgs({"-j", "1", "--share", files_.path() / "share"})));
  ASSERT_TRUE(WaitFor([this] {
    const json::array runs = RunList();
    return !runs.empty() && StringAt(runs[0], "/state") == "grading";
  }));
  program.Signal(SIGINT);
  EXPECT_EQ(program.Wait().code, 130);
  const fs::path upgraded = files_.path() / "upgraded/shellab";
  fs::create_directory(upgraded.parent_path());
  fs::copy_file(ProgramPath(), upgraded);
  std::ofstream(upgraded, std::ios::app) << "what makes another build of it";
  const auto call = [&](const std::vector<std::string>& args) {
    Command command = Call(args);
    command.argv.front() = upgraded;
    return command;
  };
  const Ended refused = RunToEnd(call({"grade", "--resume", "r1"}));
  EXPECT_EQ(refused.code, 2);
  EXPECT_THAT(refused.err, AllOf(HasSubstr("has results of another build of shellab: with what is here now: "),
                                 HasSubstr("shellab regrade r1 (all of it)")));
  const Ended regraded = RunAwake(call({"regrade", "r1"}));
  EXPECT_EQ(regraded.code, 0) << regraded.err;
  EXPECT_THAT(regraded.out, HasSubstr("4 answers graded"));
}

TEST_F(KilledRuns, ManyMayBeginAtOnce) {
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

}  // namespace
}  // namespace shellab::testing
