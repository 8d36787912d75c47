// Whose failure a failed run was.
#include <gmock/gmock.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>

#include "grader/fairness.h"
#include "sandbox/os/error.h"

namespace shellab::testing {
namespace {

namespace asio = boost::asio;

// What each attempt in turn does.
enum class Fate { kWell, kFailsBefore, kFailsAfter };

struct Script {
  std::vector<Fate> fates;
  std::size_t attempts = 0;

  asio::awaitable<RunResult> Next(bool* began) {
    const Fate fate = fates.at(attempts++);
    if (fate == Fate::kFailsBefore) throw HostError("no memory");
    *began = true;
    if (fate == Fate::kFailsAfter) throw HostError("the disk cannot be read");
    RunResult result;
    result.run.outcome.code = 7;
    co_return result;
  }
  Attempt attempt() {
    return [this](bool* began) { return Next(began); };
  }
};

RunResult RunThem(Script& answer, Script& nothing) {
  asio::io_context io;
  auto result = asio::co_spawn(io, RunFairly(answer.attempt(), nothing.attempt()), asio::use_future);
  io.run();
  return result.get();
}

TEST(RunFairly, GivesWhatTheAnswerDid) {
  Script answer{{Fate::kWell}};
  Script nothing;
  const RunResult result = RunThem(answer, nothing);
  EXPECT_EQ(result.run.outcome.code, 7);
  EXPECT_EQ(result.spoiled, "");
}

TEST(RunFairly, TriesOnceMoreInAFreshSandbox) {
  for (const Fate first : {Fate::kFailsBefore, Fate::kFailsAfter}) {
    Script answer{{first, Fate::kWell}};
    Script nothing;
    EXPECT_EQ(RunThem(answer, nothing).run.outcome.code, 7);
  }
}

TEST(RunFairly, IsTheMachinesBeforeTheAnswerBegan) {
  Script answer{{Fate::kFailsBefore, Fate::kFailsBefore}};
  Script nothing;
  EXPECT_THROW(RunThem(answer, nothing), HostError);
  EXPECT_EQ(nothing.attempts, 0U);
}

TEST(RunFairly, IsTheLearnersWhenNothingFailsWithoutTheAnswer) {
  Script answer{{Fate::kFailsAfter, Fate::kFailsAfter}};
  Script nothing{{Fate::kWell}};
  EXPECT_EQ(RunThem(answer, nothing).spoiled, "the disk cannot be read");
}

TEST(RunFairly, IsTheMachinesWhenItFailsWithoutTheAnswerToo) {
  Script answer{{Fate::kFailsAfter, Fate::kFailsAfter}};
  Script nothing{{Fate::kFailsAfter}};
  EXPECT_THROW(RunThem(answer, nothing), HostError);
}

}  // namespace
}  // namespace shellab::testing
