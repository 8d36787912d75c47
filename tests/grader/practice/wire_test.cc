#include "grader/practice/wire.h"

#include <gtest/gtest.h>
#include <sys/socket.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "sandbox/os/error.h"

namespace shellab {
namespace {

namespace asio = boost::asio;

class WireTest : public ::testing::Test {
 protected:
  WireTest() {
    auto [ours, theirs] = Wire::Sockets();
    wire_ = std::make_shared<Wire>(io_.get_executor(), std::move(ours));
    other_ = std::make_shared<Wire>(io_.get_executor(), std::move(theirs));
  }

  // All that comes until the other end is gone, or nothing more comes.
  void ReadAll() {
    asio::co_spawn(
        io_,
        [this]() -> asio::awaitable<void> {
          for (;;) {
            std::optional<Frame> frame = co_await wire_->Read();
            if (!frame) break;
            frames_.push_back(std::move(*frame));
          }
          at_end_ = true;
        },
        asio::detached);
    Run();
  }
  // Waits until all that `other_` sent is taken.
  void Drain() {
    asio::co_spawn(
        io_,
        [this]() -> asio::awaitable<void> {
          co_await other_->Drain();
          drained_ = true;
        },
        asio::detached);
    Run();
  }
  void Run() {
    io_.restart();
    io_.poll();
  }

  asio::io_context io_;
  std::shared_ptr<Wire> wire_;
  std::shared_ptr<Wire> other_;
  std::vector<Frame> frames_;
  bool at_end_ = false;
  bool drained_ = false;
};

TEST_F(WireTest, CarriesFramesInTheirOrder) {
  const std::string large((1U << 20U) + 7, 'x');
  other_->Send(Frame::kKeys, "ls\r");
  other_->Send(Frame::kText, "");
  other_->Send(Frame::kOutput, large);
  other_->End(7, "that was all");
  other_->Send(Frame::kKeys, "after the end");
  ReadAll();
  ASSERT_EQ(frames_.size(), 5U);
  EXPECT_EQ(frames_[0].kind, Frame::kKeys);
  EXPECT_EQ(frames_[0].bytes, "ls\r");
  EXPECT_EQ(frames_[1].bytes, "");
  EXPECT_EQ(frames_[2].bytes + frames_[3].bytes, large);
  EXPECT_EQ(Wire::ReadEnd(frames_[4]), std::pair(7, std::string("that was all")));
  EXPECT_FALSE(at_end_);
  other_.reset();
  Run();
  EXPECT_TRUE(at_end_);
}

TEST_F(WireTest, EndsWithWhatIsNoFrame) {
  const std::string header("k\xff\xff\xff\xff", 5);
  CheckCall(::send(other_->fd(), header.data(), header.size(), 0), "send");
  ReadAll();
  EXPECT_TRUE(frames_.empty());
  EXPECT_TRUE(at_end_);
}

TEST_F(WireTest, WaitsForWhoReadsSlowlyOnlyWhileThatMakesSense) {
  other_->Send(Frame::kOutput, std::string(1U << 20U, 'x'));
  Drain();
  EXPECT_FALSE(drained_);
  other_->StopWaiting();
  Run();
  EXPECT_TRUE(drained_);
  drained_ = false;
  Drain();
  EXPECT_FALSE(drained_);
  ReadAll();
  EXPECT_TRUE(drained_);
  EXPECT_EQ(frames_.size(), 1U);
}

TEST_F(WireTest, WaitsForWhoReadsNothingUntilTheDeadline) {
  other_->Send(Frame::kOutput, std::string(1U << 20U, 'x'));
  asio::co_spawn(
      io_,
      [this]() -> asio::awaitable<void> {
        co_await other_->Drain(std::chrono::steady_clock::now());
        drained_ = true;
      },
      asio::detached);
  while (!drained_) io_.run_one();
  EXPECT_FALSE(other_->is_drained());
}

TEST(Wire, HasLastWordsForWhoReadsSlowly) {
  auto [ours, theirs] = Wire::Sockets();
  const std::string full(4096, 'x');
  while (::send(ours.get(), full.data(), full.size(), MSG_DONTWAIT) > 0) {
  }
  std::string taken;
  std::thread reader([&taken, fd = theirs.get()] {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    char buffer[65536];
    for (ssize_t size = 0; (size = ::recv(fd, buffer, sizeof buffer, 0)) > 0;)
      taken.append(buffer, static_cast<std::size_t>(size));
  });
  Wire::SendEnd(ours.get(), 7, "that was all", std::chrono::seconds(20));
  ours.Close();
  reader.join();
  EXPECT_TRUE(taken.ends_with("that was all"));
}

TEST(Wire, HasNoLastWordsForWhoReadsNothing) {
  const auto [ours, theirs] = Wire::Sockets();
  const std::string full(4096, 'x');
  while (::send(ours.get(), full.data(), full.size(), MSG_DONTWAIT) > 0) {
  }
  Wire::SendEnd(ours.get(), 7, "that was all", std::chrono::milliseconds(10));
}

TEST_F(WireTest, TellsThatTheOtherEndHasLeftBeforeAllIsRead) {
  int told = 0;
  wire_->OnLeft([&told] { ++told; });
  other_->Send(Frame::kKeys, "typed before");
  Run();
  EXPECT_EQ(told, 0);
  EXPECT_FALSE(wire_->has_left());
  other_->HangUp();
  Run();
  EXPECT_EQ(told, 1);
  EXPECT_TRUE(wire_->has_left());
  ReadAll();
  EXPECT_EQ(frames_.size(), 1U);
  EXPECT_TRUE(at_end_);
}

TEST_F(WireTest, TellsItOfWhoHadLeftAlready) {
  other_->HangUp();
  Run();
  int told = 0;
  wire_->OnLeft([&told] { ++told; });
  Run();
  EXPECT_EQ(told, 1);
}

}  // namespace
}  // namespace shellab
