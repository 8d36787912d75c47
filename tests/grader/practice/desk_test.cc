#include "grader/practice/desk.h"

#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <stdexcept>
#include <string>

#include "sandbox/event.h"

namespace shellab {
namespace {

namespace asio = boost::asio;
using std::chrono::milliseconds;

TEST(Allowance, GivesSoManyAtOnceThenOneEachSpan) {
  Allowance allowance(3, milliseconds(100));
  const Allowance::Clock::time_point start{std::chrono::hours(1)};
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(allowance.Take(start + milliseconds(i)));
  EXPECT_FALSE(allowance.Take(start + milliseconds(99)));
  EXPECT_TRUE(allowance.Take(start + milliseconds(100)));
  EXPECT_FALSE(allowance.Take(start + milliseconds(199)));
  // Two spans have passed: no more than two.
  EXPECT_TRUE(allowance.Take(start + milliseconds(399)));
  EXPECT_TRUE(allowance.Take(start + milliseconds(399)));
  EXPECT_FALSE(allowance.Take(start + milliseconds(399)));
  // Nor more than there were at first.
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(allowance.Take(start + std::chrono::hours(1)));
  EXPECT_FALSE(allowance.Take(start + std::chrono::hours(1)));
}

class DeskTest : public ::testing::Test {
 protected:
  Desk::Task Does(const std::string& what) {
    return [this, what]() -> asio::awaitable<void> {
      EXPECT_TRUE(desk_.busy());
      done_ += what;
      co_return;
    };
  }
  // Returns what closing the desk threw.
  std::string Close() {
    std::string thrown;
    asio::co_spawn(io_, desk_.Close(), [&](const std::exception_ptr& error) {
      try {
        if (error) std::rethrow_exception(error);
      } catch (const std::exception& failure) {
        thrown = failure.what();
      }
    });
    Run();
    return thrown;
  }
  void Run() {
    io_.restart();
    io_.poll();
  }

  asio::io_context io_;
  int failed_ = 0;
  Desk desk_{io_.get_executor(), [this] { ++failed_; }};
  std::string done_;
};

TEST_F(DeskTest, DoesOneTaskAfterTheOther) {
  EXPECT_FALSE(desk_.busy());
  for (const char* what : {"a", "b", "c"}) EXPECT_TRUE(desk_.Take(Does(what)));
  EXPECT_TRUE(desk_.busy());
  Run();
  EXPECT_EQ(done_, "abc");
  EXPECT_FALSE(desk_.busy());
  EXPECT_EQ(Close(), "");
}

TEST_F(DeskTest, RefusesWhenManyWaitAndDoesAllBeforeItsEnd) {
  Event goes_on(io_.get_executor());
  const Desk::Task slow = [&]() -> asio::awaitable<void> {
    co_await goes_on.Wait();
    done_ += "slow";
  };
  EXPECT_TRUE(desk_.Take(slow));
  Run();
  int taken = 0;
  while (taken < 100 && desk_.Take(Does("x"))) ++taken;
  EXPECT_EQ(taken, 4);
  EXPECT_EQ(Close(), "");
  goes_on.Set();
  Run();
  EXPECT_EQ(done_, "slowxxxx");
}

TEST_F(DeskTest, EndsWithATaskThatThrows) {
  const Desk::Task throws = []() -> asio::awaitable<void> {
    throw std::runtime_error("broken");
    co_return;
  };
  EXPECT_TRUE(desk_.Take(throws));
  Run();
  EXPECT_EQ(failed_, 1);
  EXPECT_FALSE(desk_.busy());
  EXPECT_EQ(Close(), "broken");
}

}  // namespace
}  // namespace shellab
