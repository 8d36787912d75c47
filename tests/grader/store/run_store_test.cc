// What a run keeps, what of it is to be graded, and what another run takes from it.
#include "grader/store/run_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <csignal>
#include <fstream>
#include <random>

#include "grader/store/results.h"
#include "grader/usage_error.h"
#include "sandbox/os/error.h"
#include "sandbox/os/file.h"
#include "tests/grader/report/sample.h"

namespace shellab {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

Report Worth(int points, const std::string& lab = "one") {
  Report report = PartlyRight();
  report.lab = lab;
  report.points = points;
  return report;
}

HandedIn File(const std::string& bytes) {
  HandedIn file;
  file.name = "one.sh";
  file.bytes = bytes;
  return file;
}

class Runs : public ::testing::Test {
 protected:
  static shellab::Run Sample(const std::string& rules = "") {
    shellab::Run run;
    run.set = "two";
    run.title = {"Two labs", "两个实验"};
    run.set_file = "/nowhere/two.toml";
    run.set_text = "format = 1\n" + rules;
    run.seeds = "seed 42";
    run.paths = {"class", "\xff"};
    return run;
  }
  static std::vector<RunLab> Labs() {
    return {{"one", {"One", "一"}, 10, 1, "d1", "g1"}, {"two", {}, 10, 2, "d2", "g2"}};
  }

  // A learner with attempts at lab one, and nothing for lab two.
  static Submission Learner(const std::string& name, const std::vector<HandedIn>& attempts) {
    Submission submission;
    submission.learner = name;
    submission.answers = {attempts, {}};
    return submission;
  }

  RunId Begin(const std::vector<Submission>& submissions, Attempts attempts = Attempts::kLatest,
              const std::string& rules = "") {
    const RunId id = store_.Begin(Sample(rules), Labs());
    for (const Submission& submission : submissions) store_.Add(id, submission, attempts);
    store_.EndCollection(id, {{"a note", "说明"}});
    return id;
  }

  std::vector<ClassRow> Rows(RunId run) const {
    std::vector<ClassRow> rows;
    StoredResults(store_, run).ForEach([&](const ClassRow& row) { rows.push_back(row); });
    return rows;
  }

  TempDir state_{fs::temp_directory_path()};
  RunStore store_{state_.path()};
};

TEST_F(Runs, AreKeptAsTheyBegan) {
  const RunId id = Begin({Learner("li", {File("a")})});
  const RunStore again(state_.path());
  const shellab::Run run = again.Named("r" + std::to_string(id));
  EXPECT_EQ(run.id, again.Named(std::to_string(id)).id);
  EXPECT_EQ(run.paths, Sample().paths);
  EXPECT_EQ(run.seeds, "seed 42");
  EXPECT_EQ(run.notes.at(0).zh, "说明");
  EXPECT_EQ(run.state, shellab::Run::State::kGrading);
  EXPECT_EQ(again.LabsOf(id).at(1).weight, 2);
  EXPECT_EQ(again.LastUnfinished().value().id, id);
  EXPECT_THROW(again.Named("r99"), UsageError);
  EXPECT_THROW(again.Named("seven"), UsageError);
}

TEST_F(Runs, EqualAnswersAreOneOfWhichOthersReuseTheResult) {
  HandedIn sql = File("a");
  sql.name = "one.SQL";
  const RunId id = Begin(
      {Learner("li", {File("a")}), Learner("wang", {File("b")}), Learner("zhao", {File("a")}), Learner("sun", {sql})});
  const std::vector<std::int64_t> all = store_.Ungraded(id, false);
  ASSERT_EQ(all.size(), 4U);
  EXPECT_THAT(store_.Ungraded(id, true), ElementsAre(all[0], all[1], all[3]));
  EXPECT_THAT(store_.EqualTo(all[0]), ElementsAre(all[2]));
  EXPECT_TRUE(store_.ReadStored(all[3]).is_sql);
  EXPECT_EQ(store_.ReadStored(all[1]).bytes, "b");

  EXPECT_EQ(store_.Keep(all[0], Worth(7), "key", true), 2);
  EXPECT_EQ(store_.Keep(all[2], Worth(1), std::nullopt, false), 0);  // the first result stays
  EXPECT_EQ(store_.FindResult("other key"), std::nullopt);
  const std::vector<ClassRow> rows = Rows(id);
  EXPECT_EQ(rows[2].cells[0].Points(), 7);
  EXPECT_TRUE(rows[2].cells[0].reused);
  EXPECT_EQ(rows[2].cells[0].report.learner, "zhao");
  EXPECT_FALSE(rows[0].cells[0].reused);
  EXPECT_EQ(rows[1].cells[0].status, ClassCell::Status::kPending);
  EXPECT_EQ(rows[1].cells[1].status, ClassCell::Status::kMissing);

  const RunId other = Begin({Learner("li", {File("a")}), Learner("wang", {File("a")}), Learner("zhao", {File("b")})});
  EXPECT_EQ(store_.Reuse(store_.Ungraded(other, true).at(0), store_.FindResult("key").value()), 2);
  EXPECT_EQ(Rows(other)[1].cells[0].Points(), 7);
  EXPECT_TRUE(Rows(other)[0].cells[0].reused);
}

TEST_F(Runs, OnlyWhatCountsIsGraded) {
  const std::vector<HandedIn> attempts = {File("a"), File("b"), File("c")};
  const RunId latest = Begin({Learner("li", attempts)});
  const std::vector<std::int64_t> one = store_.Ungraded(latest, true);
  ASSERT_EQ(one.size(), 1U);
  EXPECT_EQ(store_.ReadStored(one[0]).bytes, "c");

  const RunId best = Begin({Learner("li", attempts)}, Attempts::kBest, "attempts = \"best\"\n");
  const std::vector<std::int64_t> three = store_.Ungraded(best, true);
  ASSERT_EQ(three.size(), 3U);
  for (std::size_t i = 0; i < 3; ++i) store_.Keep(three[i], Worth(i == 1 ? 8 : 3), std::nullopt, false);
  const ClassCell cell = Rows(best).at(0).cells[0];
  EXPECT_EQ(cell.Points(), 8);
  EXPECT_EQ(cell.attempts, 3);
}

TEST_F(Runs, ALateAnswerLosesPointsApartFromItsScore) {
  HandedIn late = File("a");
  late.at = std::chrono::sys_days(std::chrono::year(2026) / 12 / 3) + std::chrono::hours(1);
  const RunId id = Begin({Learner("li", {late})}, Attempts::kLatest,
                         "due = 2026-12-01T23:59:00+00:00\nlate = { penalty = \"10%\", per = \"1d\" }\n");
  store_.Keep(store_.Ungraded(id, true).at(0), Worth(9), std::nullopt, false);
  ClassCell cell = Rows(id).at(0).cells[0];
  EXPECT_EQ(cell.RawPoints(), 9);
  EXPECT_EQ(cell.late_penalty, 2);
  EXPECT_EQ(cell.Points(), 7);

  store_.Give(store_.Get(id), "li", "one", 10, "ill", "zhang");
  cell = Rows(id).at(0).cells[0];
  EXPECT_EQ(cell.Points(), 10);
  EXPECT_EQ(cell.RawPoints(), 9);
  EXPECT_EQ(cell.given.value().comment, "ill");
  store_.Give(store_.Get(id), "li", "one", std::nullopt, "", "zhang");
  EXPECT_EQ(Rows(id).at(0).cells[0].Points(), 7);
  EXPECT_THROW(store_.Give(store_.Get(id), "li", "one", 11, "", ""), UsageError);
  EXPECT_THROW(store_.Give(store_.Get(id), "nobody", "one", 1, "", ""), UsageError);
  EXPECT_THROW(store_.Give(store_.Get(id), "li", "three", 1, "", ""), UsageError);
}

TEST_F(Runs, WhatTheMachineFailedIsTriedAgain) {
  const RunId id = Begin({Learner("li", {File("a")}), Learner("wang", {File("b")})});
  const std::vector<std::int64_t> answers = store_.Ungraded(id, true);
  store_.Keep(answers[0], NotGraded(Report::Status::kError, "no memory"), std::nullopt, false);
  store_.Keep(answers[1], Worth(5), std::nullopt, false);
  store_.Finish(id);
  EXPECT_THAT(store_.Ungraded(id, true), IsEmpty());
  EXPECT_THAT(store_.LabsToGrade(id), ElementsAre(0U));
  store_.RetryErrors(id);
  EXPECT_THAT(store_.Ungraded(id, true), ElementsAre(answers[0]));
  EXPECT_EQ(store_.LastUnfinished().value().id, id);
}

TEST_F(Runs, WhatWasCollectedHalfwayIsCollectedAgain) {
  const RunId id = store_.Begin(Sample(), Labs());
  store_.Add(id, Learner("li", {File("a")}), Attempts::kLatest);
  store_.Recollect(id);
  EXPECT_THAT(Rows(id), IsEmpty());
  store_.Add(id, Learner("li", {File("a")}), Attempts::kLatest);
  store_.EndCollection(id, {});
  EXPECT_EQ(Rows(id).size(), 1U);
  store_.Discard(id);
  EXPECT_THROW(store_.Get(id), UsageError);
}

TEST_F(Runs, ARegradeKeepsWhatIsNotSelected) {
  const RunId id = Begin({Learner("li", {File("a")}), Learner("wang", {File("b")})});
  for (const std::int64_t answer : store_.Ungraded(id, true)) store_.Keep(answer, Worth(5), std::nullopt, false);
  store_.Give(store_.Get(id), "wang", "one", 9, "fair", "zhang");
  shellab::Run run = Sample();
  run.kind = shellab::Run::Kind::kRegrade;
  const RunId again = store_.Regrade(store_.Get(id), run, Labs(), {"", "li"});
  EXPECT_EQ(store_.Get(again).parent, id);
  ASSERT_EQ(store_.Ungraded(again, true).size(), 1U);
  EXPECT_EQ(store_.ReadStored(store_.Ungraded(again, true)[0]).learner, "li");
  EXPECT_EQ(Rows(again).at(1).cells[0].Points(), 9);
  EXPECT_EQ(Rows(again).at(1).cells[0].RawPoints(), 5);

  EXPECT_EQ(store_.Ungraded(store_.Regrade(store_.Get(id), run, Labs(), {"one", ""}), true).size(), 2U);
  EXPECT_EQ(store_.Ungraded(store_.Regrade(store_.Get(id), run, Labs(), {"two", ""}), true).size(), 0U);
  EXPECT_THROW(store_.Regrade(store_.Get(id), run, Labs(), {"three", ""}), UsageError);
}

TEST_F(Runs, ARescoreChangesResultsAndFindsLabsByName) {
  const RunId id = Begin({Learner("li", {File("a"), File("b")})});
  store_.Keep(store_.Ungraded(id, true).at(0), Worth(5), std::nullopt, false);
  shellab::Run run = Sample("attempts = \"best\"\n");
  run.kind = shellab::Run::Kind::kRescore;
  const RunId other = store_.Rescore(store_.Get(id), run, {Labs()[1], Labs()[0]}, Attempts::kBest,
                                     [](std::size_t position, Report& report) {
                                       EXPECT_EQ(position, 1U);
                                       report.points = 6;
                                     });
  // The earlier attempt counts now and was never graded.
  ASSERT_EQ(store_.Ungraded(other, true).size(), 1U);
  store_.Keep(store_.Ungraded(other, true)[0], Worth(2), std::nullopt, false);
  EXPECT_EQ(Rows(other).at(0).cells[1].Points(), 6);
  EXPECT_EQ(Rows(id).at(0).cells[0].Points(), 5);

  // Also what leaves the points as they are.
  const RunId hidden = store_.Rescore(store_.Get(id), run, Labs(), Attempts::kLatest,
                                      [](std::size_t, Report& report) { report.checks[0].hidden = true; });
  EXPECT_TRUE(Rows(hidden).at(0).cells[0].report.checks[0].hidden);
  EXPECT_FALSE(Rows(id).at(0).cells[0].report.checks[0].hidden);
}

TEST_F(Runs, ADatabaseOfALaterShellabOrNoneIsTold) {
  const auto failure = [](const fs::path& state) -> std::string {
    try {
      const RunStore store(state);
    } catch (const HostError& error) {
      return error.what();
    }
    return "";
  };
  const TempDir later(fs::temp_directory_path());
  {
    const RunStore store(later.path());
    SQLite::Database(later.path() / "runs/runs.db", SQLite::OPEN_READWRITE).exec("PRAGMA user_version = 99");
  }
  EXPECT_THAT(failure(later.path()), HasSubstr("later shellab"));
  const TempDir torn(fs::temp_directory_path());
  fs::create_directory(torn.path() / "runs");
  std::ofstream(torn.path() / "runs/runs.db") << std::string(100'000, 'x');
  EXPECT_THAT(failure(torn.path()), HasSubstr("is damaged"));
}

// Files may not grow past a bound: what a write then meets is an error of the disk's, as when it is full.
TEST_F(Runs, AFullDiskLosesNothingThatWasKept) {
  const RunId id = Begin({Learner("li", {File("a")}), Learner("wang", {File("b")})});
  const std::vector<std::int64_t> answers = store_.Ungraded(id, true);
  store_.Keep(answers[0], Worth(5), std::nullopt, false);
  Report large = Worth(6);
  std::mt19937 numbers(1);  // what does not compress
  for (int i = 0; i < 1'000'000; ++i) large.error += static_cast<char>(numbers());
  ::signal(SIGXFSZ, SIG_IGN);
  rlimit usual{};
  ::getrlimit(RLIMIT_FSIZE, &usual);
  const rlimit small{512 << 10, usual.rlim_max};
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &small), 0);
  std::string failure;
  try {
    store_.Keep(answers[1], large, std::nullopt, false);
  } catch (const HostError& error) {
    failure = error.what();
  }
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &usual), 0);
  EXPECT_THAT(failure, HasSubstr("make room, then go on with: shellab grade --resume"));
  EXPECT_EQ(Rows(id).at(0).cells[0].Points(), 5);
  EXPECT_THAT(store_.Ungraded(id, true), ElementsAre(answers[1]));
  store_.Keep(answers[1], large, std::nullopt, false);
  EXPECT_EQ(Rows(id).at(1).cells[0].Points(), 6);
}

}  // namespace
}  // namespace shellab
