#include "sandbox/event.h"

#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>

namespace shellab {
namespace {

namespace asio = boost::asio;

TEST(Event, WakesNobodyBeforeItIsSetAndThenAll) {
  asio::io_context io;
  Event event(io.get_executor());
  int awake = 0;
  const auto wait = [&]() -> asio::awaitable<void> {
    co_await event.Wait();
    ++awake;
  };
  for (int i = 0; i < 3; ++i) asio::co_spawn(io, wait(), asio::detached);
  io.poll();
  EXPECT_EQ(awake, 0);
  event.Set();
  io.poll();
  EXPECT_EQ(awake, 3);
}

TEST(Event, ReturnsAtTheDeadlineAndCanBeWaitedForAgain) {
  asio::io_context io;
  Event event(io.get_executor());
  int step = 0;
  const auto wait = [&]() -> asio::awaitable<void> {
    co_await event.WaitUntil(std::chrono::steady_clock::now());
    step = 1;
    co_await event.Wait();
    step = 2;
  };
  asio::co_spawn(io, wait(), asio::detached);
  while (step == 0) io.run_one();
  io.poll();
  EXPECT_EQ(step, 1);
  event.Set();
  io.poll();
  EXPECT_EQ(step, 2);
}

TEST(Event, LetsThroughWhoeverComesLate) {
  asio::io_context io;
  Event event(io.get_executor());
  event.Set();
  bool through = false;
  const auto wait = [&]() -> asio::awaitable<void> {
    co_await event.Wait();
    through = true;
  };
  asio::co_spawn(io, wait(), asio::detached);
  io.poll();
  EXPECT_TRUE(through);
}

}  // namespace
}  // namespace shellab
