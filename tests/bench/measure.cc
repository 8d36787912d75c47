#include "tests/bench/measure.h"

#include <fmt/format.h>
#include <sys/utsname.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/json.hpp>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <exception>
#include <set>
#include <thread>

#include "grader/commands/session.h"
#include "grader/report/table.h"

namespace shellab::bench {
namespace asio = boost::asio;
namespace json = boost::json;
namespace {

double Load() {
  double load = 0;
  ::getloadavg(&load, 1);
  return load;
}

std::string Kernel() {
  utsname name{};
  ::uname(&name);
  return name.release;
}

std::string RenderComparison(const Comparison& comparison) {
  std::vector<std::vector<std::string>> table = {{comparison.title, "median ms", "p90 ms", "runs"}};
  std::set<std::size_t> numbers = {1, 2, 3};
  for (const std::size_t yardstick : comparison.yardsticks) {
    numbers.insert(table[0].size());
    table[0].push_back("/ " + comparison.rows[yardstick].name);
  }
  for (const Row& row : comparison.rows) {
    std::vector<std::string> cells = {row.name, fmt::format("{:.2f}", Median(row.samples)),
                                      fmt::format("{:.2f}", Quantile(row.samples, 0.9)),
                                      std::to_string(row.samples.size())};
    for (const std::size_t yardstick : comparison.yardsticks)
      cells.push_back(fmt::format("{:.2f}", Median(row.samples) / Median(comparison.rows[yardstick].samples)));
    table.push_back(std::move(cells));
  }
  return RenderTable(table, numbers);
}

json::object ToJson(const Comparison& comparison) {
  json::array rows;
  for (const Row& row : comparison.rows) {
    json::object ratios;
    for (const std::size_t yardstick : comparison.yardsticks)
      ratios[comparison.rows[yardstick].name] = Median(row.samples) / Median(comparison.rows[yardstick].samples);
    rows.push_back({{"name", row.name},
                    {"median_ms", Median(row.samples)},
                    {"p90_ms", Quantile(row.samples, 0.9)},
                    {"runs", row.samples.size()},
                    {"ratio_to", std::move(ratios)}});
  }
  return {{"title", comparison.title}, {"rows", std::move(rows)}};
}

const char* BoundName(const Goal& goal) { return goal.bound == Goal::Bound::kAtMost ? "at most" : "at least"; }

}  // namespace

double Quantile(Samples samples, double share) {
  if (samples.empty()) return 0;
  std::sort(samples.begin(), samples.end());
  const auto rank = static_cast<std::size_t>(std::ceil(share * static_cast<double>(samples.size())));
  return samples[std::clamp<std::size_t>(rank, 1, samples.size()) - 1];
}

double Median(const Samples& samples) { return Quantile(samples, 0.5); }

asio::awaitable<void> Pause(std::chrono::milliseconds time) {
  asio::steady_timer timer(co_await asio::this_coro::executor, time);
  co_await timer.async_wait(asio::use_awaitable);
}

asio::awaitable<Samples> Repeat(int runs, std::chrono::milliseconds spacing, Work work) {
  Samples samples;
  for (int i = 0; i <= runs; ++i) {
    if (spacing.count() > 0) co_await Pause(spacing);
    const auto start = std::chrono::steady_clock::now();
    co_await work();
    const std::chrono::duration<double, std::milli> taken = std::chrono::steady_clock::now() - start;
    if (i > 0) samples.push_back(taken.count());
  }
  co_return samples;
}

std::string RenderTables(const Findings& findings) {
  std::string text;
  for (const Comparison& comparison : findings.comparisons) text += RenderComparison(comparison) + "\n";
  std::vector<std::vector<std::string>> table = {{"goal", "", "", "measured", ""}};
  for (const Goal& goal : findings.goals)
    table.push_back({goal.name, BoundName(goal), fmt::format("{}", goal.limit), fmt::format("{:.2f}", goal.measured),
                     goal.IsMet() ? "met" : "missed"});
  text += RenderTable(table, {2, 3});
  for (const std::string& note : findings.notes) text += note + "\n";
  return text;
}

json::object ToJson(const Findings& findings) {
  json::array comparisons;
  for (const Comparison& comparison : findings.comparisons) comparisons.push_back(ToJson(comparison));
  json::array goals;
  for (const Goal& goal : findings.goals)
    goals.push_back({{"name", goal.name},
                     {"bound", BoundName(goal)},
                     {"limit", goal.limit},
                     {"measured", goal.measured},
                     {"met", goal.IsMet()}});
  json::array notes(findings.notes.begin(), findings.notes.end());
  return {{"comparisons", std::move(comparisons)}, {"goals", std::move(goals)}, {"notes", std::move(notes)}};
}

int Main(int argc, char** argv, const char* what, int rounds,
         std::function<asio::awaitable<Findings>(int rounds)> measure) {
  CLI::App app(what);
  bool as_json = false;
  app.add_flag("--json", as_json, "Print a JSON object instead of tables");
  app.add_option("--rounds", rounds, "How often all of it is measured by turns")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  try {
    const double load = Load();
    Findings findings;
    const std::function<asio::awaitable<int>()> command = [&]() -> asio::awaitable<int> {
      findings = co_await measure(rounds);
      co_return 0;
    };
    if (const int code = RunLoop(command); code != 0) return code;
    const unsigned processors = std::thread::hardware_concurrency();
    if (as_json) {
      json::object object = ToJson(findings);
      object["kernel"] = Kernel();
      object["processors"] = processors;
      object["load_before"] = load;
      fmt::print("{}\n", json::serialize(object));
    } else {
      fmt::print("Linux {}, {} processors, load average before: {:.2f}\n\n{}", Kernel(), processors, load,
                 RenderTables(findings));
    }
    return 0;
  } catch (const std::exception& error) {
    fmt::print(stderr, "{}: {}\n", argv[0], error.what());
    return 3;
  }
}

}  // namespace shellab::bench
