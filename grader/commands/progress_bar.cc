#include "grader/commands/progress_bar.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <vector>

#include "grader/report/printable.h"
#include "grader/report/table.h"
#include "grader/terminal/terminal_size.h"

namespace shellab {
namespace asio = boost::asio;
namespace {

constexpr std::chrono::milliseconds kPeriod(500);
constexpr std::chrono::milliseconds kLeast(50);  // between two drawings: a terminal may be far away
constexpr std::size_t kWidestBar = 40;
constexpr std::size_t kNarrowestBar = 8;

// "0:07", "12:30", "3:05:00".
std::string Clock(double seconds) {
  constexpr std::int64_t kMinute = 60;
  constexpr std::int64_t kHour = 3600;
  const auto whole = static_cast<std::int64_t>(std::llround(seconds));
  if (whole < kHour) return fmt::format("{}:{:02}", whole / kMinute, whole % kMinute);
  return fmt::format("{}:{:02}:{:02}", whole / kHour, whole % kHour / kMinute, whole % kMinute);
}

}  // namespace

std::string ProgressLine(const Tally& tally, std::chrono::duration<double> elapsed, std::size_t columns,
                         Language language) {
  const bool chinese = language == Language::kChinese;
  const std::size_t done = tally.before + tally.done;
  const std::size_t left = tally.total - std::min(done, tally.total);
  // In the order of what a narrow terminal should still show.
  std::vector<std::string> parts = {fmt::format("{}/{}", done, tally.total)};
  if (tally.failed > 0)
    parts.push_back(fmt::format(fmt::runtime(chinese ? "{} 份未评分" : "{} not graded"), tally.failed));
  if (tally.done > 0 && elapsed.count() > 0) {
    const double rate = static_cast<double>(tally.done) / elapsed.count();
    if (left > 0)
      parts.push_back(
          fmt::format(fmt::runtime(chinese ? "剩余 {}" : "{} left"), Clock(static_cast<double>(left) / rate)));
    parts.push_back(fmt::format(fmt::runtime(chinese ? "{:.1f} 份/秒" : "{:.1f}/s"), rate));
  }
  if (tally.reused > 0) parts.push_back(fmt::format(fmt::runtime(chinese ? "沿用 {}" : "{} reused"), tally.reused));
  // The last column stays free: writing into it wraps on some terminals.
  const std::size_t room = columns > 0 ? columns - 1 : 0;
  std::string text = parts.front();
  for (std::size_t i = 1; i < parts.size(); ++i) {
    std::string longer = text + "  " + parts[i];
    if (DisplayWidth(longer) > room) break;
    text = std::move(longer);
  }
  const std::size_t used = DisplayWidth(text) + 4;  // two brackets and two blanks
  if (used + kNarrowestBar <= room)
    text = RenderBar(done, tally.total, std::min(kWidestBar, room - used)) + "  " + text;
  return room > 0 ? CutToWidth(text, room) : "";
}

ClassProgress::ClassProgress(Language language, std::size_t total, std::size_t before)
    : language_(language), shown_(::isatty(STDERR_FILENO) == 1) {
  tally_.total = total;
  tally_.before = before;
}

void ClassProgress::Count(bool reused, bool failed) {
  ++tally_.done;
  if (reused) ++tally_.reused;
  if (failed) ++tally_.failed;
  if (std::chrono::steady_clock::now() - drawn_at_ >= kLeast) Draw();
}

asio::awaitable<void> ClassProgress::Tick() {
  if (!shown_) co_return;
  asio::steady_timer timer(co_await asio::this_coro::executor);
  for (;;) {
    Draw();
    timer.expires_after(kPeriod);
    co_await timer.async_wait(asio::use_awaitable);
  }
}

void ClassProgress::Draw() {
  if (!shown_) return;
  // The width is asked each time, so that a window that was resized is no matter; \x1b[K clears what a longer line
  // left.
  const std::size_t columns = TerminalSizeOf(STDERR_FILENO).columns;
  fmt::print(stderr, "\r{}\x1b[K", ProgressLine(tally_, elapsed(), columns, language_));
  std::fflush(stderr);
  drawn_ = true;
  drawn_at_ = std::chrono::steady_clock::now();
}

void ClassProgress::Clear() {
  if (drawn_) fmt::print(stderr, "\r\x1b[K");
  std::fflush(stderr);
  drawn_ = false;
}

}  // namespace shellab
