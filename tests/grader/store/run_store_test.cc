// What a run keeps, what of it is to be graded, and what its answers earned.
#include "grader/store/run_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

#include "grader/usage_error.h"
#include "tests/grader/store/stored_runs.h"

namespace shellab {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

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
  const std::vector<ClassRow> rows = Rows(id);
  EXPECT_EQ(rows[2].cells[0].Points(), 7);
  EXPECT_TRUE(rows[2].cells[0].reused);
  EXPECT_EQ(rows[2].cells[0].report.learner, "zhao");
  EXPECT_FALSE(rows[0].cells[0].reused);
  EXPECT_EQ(rows[1].cells[0].status, ClassCell::Status::kPending);
  EXPECT_EQ(rows[1].cells[1].status, ClassCell::Status::kMissing);

  const RunId other = Begin({Learner("li", {File("a")}), Learner("wang", {File("a")}), Learner("zhao", {File("b")})});
  EXPECT_EQ(store_.Reuse(store_.Ungraded(other, true).at(0), "other key"), std::nullopt);
  EXPECT_EQ(store_.Reuse(store_.Ungraded(other, true).at(0), "key"), 2);
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

TEST_F(Runs, OnlyFullMarksCountBeforeAnAttemptThatIsStillToBeGraded) {
  const RunId id = Begin({Learner("li", {File("a"), File("b"), File("c")})}, Attempts::kBest, "attempts = \"best\"\n");
  const std::vector<std::int64_t> answers = store_.Ungraded(id, true);
  const auto cell = [this, id] { return Rows(id).at(0).cells[0]; };
  store_.Keep(answers[2], Worth(9), std::nullopt, false);
  EXPECT_EQ(cell().status, ClassCell::Status::kPending);
  store_.Keep(answers[1], Worth(10), std::nullopt, false);
  EXPECT_EQ(cell().Points(), 10);
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
  EXPECT_THAT(store_.LabsToGrade(id, true), ElementsAre(0U));
  EXPECT_THAT(store_.LabsToGrade(id, false), IsEmpty());
  store_.RetryErrors(id);
  EXPECT_THAT(store_.Ungraded(id, true), ElementsAre(answers[0]));
  EXPECT_THAT(store_.LabsToGrade(id, false), ElementsAre(0U));
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

TEST_F(Runs, AReportIsOfOneMoment) {
  const RunId id = Begin({Learner("li", {File("a")}), Learner("wang", {File("b")})});
  const StoredResults results(store_, id);
  RunStore other(state_.path());  // another shellab
  const std::vector<std::int64_t> answers = other.Ungraded(id, true);
  const auto points = [&results] {
    std::vector<std::optional<int>> all;
    results.ForEach([&](const ClassRow& row) { all.push_back(row.cells[0].Points()); });
    return all;
  };
  other.Keep(answers[0], Worth(5), std::nullopt, false);
  EXPECT_THAT(points(), ElementsAre(std::nullopt, std::nullopt));
  other.Keep(answers[1], Worth(5), std::nullopt, false);
  EXPECT_THAT(points(), ElementsAre(std::nullopt, std::nullopt));
  const StoredResults later(other, id);
  EXPECT_EQ(later.Learners(), 2U);
  later.ForEach([](const ClassRow& row) { EXPECT_EQ(row.cells[0].Points(), 5); });
}

TEST_F(Runs, ALearnerIsFoundByNameBeforeByNumber) {
  Submission li = Learner("li", {File("a")});
  li.id = "7";
  const RunId id = Begin({li, Learner("7", {File("b")})});
  Submission wang = Learner("wang", {File("c")});
  wang.participant = "31";
  store_.Add(id, wang, Attempts::kLatest);
  store_.Give(store_.Get(id), "7", "one", 3, "", "zhang");
  store_.Give(store_.Get(id), "31", "one", 4, "", "zhang");
  EXPECT_FALSE(Rows(id)[0].cells[0].given);
  EXPECT_EQ(Rows(id)[1].cells[0].Points(), 3);
  EXPECT_EQ(Rows(id)[2].cells[0].Points(), 4);
}

TEST_F(Runs, WhatIsStillCollectedIsNotYetThere) {
  const RunId id = store_.Begin(Sample(), Labs());
  EXPECT_THROW(store_.Collected(RunName(id)), UsageError);
  store_.EndCollection(id, {});
  EXPECT_EQ(store_.Collected(RunName(id)).id, id);
}

}  // namespace
}  // namespace shellab
