// Runs that are made from another, and runs as they go.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "grader/usage_error.h"
#include "tests/grader/store/stored_runs.h"

namespace shellab {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST_F(Runs, ARegradeKeepsWhoLearnersAre) {
  Submission submission = Learner("li", {File("a")});
  submission.name = "Li Wei";
  submission.email = "li@example.org";
  submission.id = "2024001";
  submission.participant = "31";
  const RunId first = Begin({submission});
  const RunId second = store_.Regrade(store_.Get(first), store_.Get(first), Labs(), {});
  for (const RunId run : {first, second}) {
    const ClassRow row = Rows(run).at(0);
    EXPECT_EQ(row.name, "Li Wei");
    EXPECT_EQ(row.email, "li@example.org");
    EXPECT_EQ(row.id, "2024001");
    EXPECT_EQ(row.participant, "31");
  }
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

TEST_F(Runs, ARescoreSharesWhatWasShared) {
  const RunId id = Begin({Learner("li", {File("a")}), Learner("wang", {File("a")}), Learner("zhao", {File("b")})});
  const std::vector<std::int64_t> one = store_.Ungraded(id, true);
  store_.Keep(one[0], Worth(5), "key", true);
  store_.Keep(one[1], Worth(5), std::nullopt, false);
  shellab::Run run = Sample();
  run.kind = shellab::Run::Kind::kRescore;
  int rescored = 0;
  const RunId other = store_.Rescore(store_.Get(id), run, Labs(), Attempts::kLatest, [&](std::size_t, Report& report) {
    ++rescored;
    report.points = 6;
  });
  EXPECT_EQ(rescored, 2);
  for (const ClassRow& row : Rows(other)) EXPECT_EQ(row.cells[0].Points(), 6);
  EXPECT_EQ(SQLite::Database(state_.path() / "runs/runs.db").execAndGet("SELECT COUNT(*) FROM result").getInt(), 4);
}

TEST_F(Runs, ARunGoesWithAllThatNoOtherHas) {
  const RunId first = Begin({Learner("li", {File("a")}), Learner("wang", {File("only here")})});
  store_.Keep(store_.Ungraded(first, true)[0], Worth(7), "key", true);
  store_.Keep(store_.Ungraded(first, true)[0], Worth(3), std::nullopt, false);
  store_.Give(store_.Get(first), "li", "one", 9, "fair", "zhang");
  const RunId second = Begin({Learner("li", {File("a")})});
  store_.Reuse(store_.Ungraded(second, true).at(0), "key");
  shellab::Run run = Sample();
  run.kind = shellab::Run::Kind::kRegrade;
  const RunId third = store_.Regrade(store_.Get(first), run, Labs(), {});

  EXPECT_THAT(store_.MadeFrom(first), ElementsAre(third));
  try {
    store_.Remove({first});
    ADD_FAILURE() << "a run was removed that another one was made from";
  } catch (const UsageError& error) {
    EXPECT_THAT(error.what(), HasSubstr(RunName(third)));
  }
  EXPECT_EQ(Rows(first).size(), 2U);
  const shellab::Run gone = store_.Get(first);
  store_.Remove({first, third});
  store_.Compact();
  EXPECT_THROW(store_.Get(first), UsageError);
  // Who had read it before.
  EXPECT_THROW(store_.Regrade(gone, run, Labs(), {}), UsageError);
  EXPECT_THROW(store_.Rescore(gone, run, Labs(), Attempts::kLatest, [](std::size_t, Report&) {}), UsageError);
  EXPECT_THROW(store_.Give(gone, "li", "one", 9, "", ""), UsageError);
  EXPECT_EQ(Rows(second).at(0).cells[0].Points(), 7);
  SQLite::Database database(state_.path() / "runs/runs.db");
  const auto count = [&database](const std::string& table) {
    return database.execAndGet("SELECT COUNT(*) FROM " + table).getInt();
  };
  EXPECT_EQ(count("result"), 1);
  EXPECT_EQ(count("handed_in"), 1);
  for (const char* table : {"learner", "answer", "run"}) EXPECT_EQ(count(table), 1) << table;
  EXPECT_EQ(count("given"), 0);
  EXPECT_EQ(count("run_lab"), 2);
  EXPECT_EQ(database.execAndGet("PRAGMA integrity_check").getString(), "ok");
  EXPECT_THAT(ReadFile(state_.path() / "runs/runs.db"), ::testing::Not(HasSubstr("only here")));
}

}  // namespace
}  // namespace shellab
