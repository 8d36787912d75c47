// Work on another thread, for which the loop does not stand still.
#include "sandbox/run_on.h"

#include <gtest/gtest.h>
#include <sys/eventfd.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <chrono>
#include <stdexcept>
#include <string>

namespace shellab {
namespace {

namespace asio = boost::asio;

// Runs `work` on another thread and returns what came of it: its value, or what it threw.
template <typename Work>
asio::awaitable<std::string> ResultOf(asio::thread_pool& threads, Work work) {
  std::string result;
  try {
    result = co_await RunOn(threads, work);
  } catch (const std::runtime_error& error) {
    result = std::string("threw ") + error.what();
  }
  co_return result;
}

TEST(RunOn, TheLoopGoesOnMeanwhile) {
  asio::thread_pool threads(1);
  asio::io_context io;
  std::promise<std::string> word;
  const auto wait = [&word] { return word.get_future().get(); };
  std::string result;
  asio::co_spawn(io, ResultOf(threads, wait), [&](const std::exception_ptr&, std::string got) { result = got; });
  asio::post(io, [&] { asio::post(io, [&] { word.set_value("done"); }); });
  io.run();
  EXPECT_EQ(result, "done");
}

// An event of a descriptor that is closed while it stands in the line of the loop: who waits next has its state.
TEST(RunOn, TheLoopGoesOnAfterAnEventOfAnother) {
  asio::thread_pool threads(1);
  asio::io_context io;
  std::promise<void> word;
  const auto wait = [&word]() -> std::string {
    return word.get_future().wait_for(std::chrono::seconds(5)) == std::future_status::ready ? "done" : "stood still";
  };
  std::string result;
  asio::posix::stream_descriptor first(io, ::eventfd(1, EFD_CLOEXEC));
  asio::posix::stream_descriptor second(io, ::eventfd(1, EFD_CLOEXEC));
  const auto read = asio::posix::stream_descriptor::wait_read;
  first.async_wait(read, [&](const boost::system::error_code&) {
    second.close();
    asio::co_spawn(io, ResultOf(threads, wait), [&](const std::exception_ptr&, std::string got) { result = got; });
    asio::post(io, [&] { asio::post(io, [&] { word.set_value(); }); });
  });
  second.async_wait(read, [](const boost::system::error_code&) {});
  io.run();
  EXPECT_EQ(result, "done");
}

TEST(RunOn, WhatIsThrownComesBack) {
  asio::thread_pool threads(1);
  asio::io_context io;
  const auto fail = []() -> std::string { throw std::runtime_error("no room"); };
  std::string result;
  asio::co_spawn(io, ResultOf(threads, fail), [&](const std::exception_ptr&, std::string got) { result = got; });
  io.run();
  EXPECT_EQ(result, "threw no room");
}

TEST(RunOn, ACallerMayBeDestroyedMeanwhile) {
  std::promise<void> begun;
  std::promise<std::string> word;
  std::shared_future<std::string> words = word.get_future().share();
  asio::thread_pool threads(1);
  {
    asio::io_context io;
    const auto wait = [&begun, words] {
      begun.set_value();
      return words.get();
    };
    asio::co_spawn(io, ResultOf(threads, wait), asio::detached);
    io.poll();
    begun.get_future().wait();
  }
  word.set_value("too late");
  threads.join();
}

}  // namespace
}  // namespace shellab
