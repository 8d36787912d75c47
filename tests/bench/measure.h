// Samples of time, what they come to, and how they are shown: a table for people or a JSON object for programs. Used by
// the programs of this folder.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/json/object.hpp>
#include <chrono>
#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace shellab::bench {

// Milliseconds, one a run.
using Samples = std::vector<double>;

// The sample that half of them, or `share` of them (0 to 1), do not exceed; 0 of none.
double Quantile(Samples samples, double share);
double Median(const Samples& samples);

using Work = std::function<boost::asio::awaitable<void>()>;

// How long `work` takes, each time, if it is done `runs` times with `spacing` before each. Once more beforehand, which
// is not counted: it pays for what the one before it left in caches.
boost::asio::awaitable<Samples> Repeat(int runs, std::chrono::milliseconds spacing, Work work);

// Lets time pass.
boost::asio::awaitable<void> Pause(std::chrono::milliseconds time);

// One thing that was measured.
struct Row {
  std::string name;
  Samples samples;
};

// Rows that were measured in the same run, each compared with the medians of the rows in `yardsticks` (their places).
struct Comparison {
  std::string title;
  std::vector<Row> rows;
  std::vector<std::size_t> yardsticks;
};

// A ratio or a size, and what it should be.
struct Goal {
  std::string name;
  double measured = 0;
  enum class Bound { kAtMost, kAtLeast } bound = Bound::kAtMost;
  double limit = 0;
  bool IsMet() const { return bound == Bound::kAtMost ? measured <= limit : measured >= limit; }
};

// Everything that one program found.
struct Findings {
  std::vector<Comparison> comparisons;
  std::vector<Goal> goals;
  std::vector<std::string> notes;
};

std::string RenderTables(const Findings& findings);
boost::json::object ToJson(const Findings& findings);

// What is common to the programs' main: reads the command line (--json, --rounds N; `rounds` unless given), measures in
// an event loop, prints. Returns the exit code: 0 whatever was measured, 2 for a wrong command line, 3 when the machine
// could not, 128 + the signal that interrupted it.
int Main(int argc, char** argv, const char* what, int rounds,
         std::function<boost::asio::awaitable<Findings>(int rounds)> measure);

}  // namespace shellab::bench
