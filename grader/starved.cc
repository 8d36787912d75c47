#include "grader/starved.h"

#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <sstream>
#include <string>

#include "sandbox/os/file.h"

namespace shellab {
namespace {

bool MayHaveWaited(const ExecResult& result) {
  return result.outcome.limit == Limit::kWall && result.cpu < result.wall / 2;
}

// Whether `is_so` is true of what was seen of the learner's host or of another one.
bool OfAnyHost(const Observation& seen, bool (*is_so)(const Observation&)) {
  if (is_so(seen)) return true;
  for (const auto& [name, hosts] : seen.elsewhere)
    for (const auto& [host, there] : hosts)
      if (is_so(there)) return true;
  return false;
}

// Of all processors, since the machine was booted.
std::chrono::milliseconds IdleTime() {
  std::istringstream line(ReadFile("/proc/stat"));  // its first line is the sum of all
  std::string name;
  std::uint64_t user = 0;
  std::uint64_t nice = 0;
  std::uint64_t system = 0;
  std::uint64_t idle = 0;
  std::uint64_t iowait = 0;
  line >> name >> user >> nice >> system >> idle >> iowait;
  return std::chrono::milliseconds((idle + iowait) * 1000 / static_cast<std::uint64_t>(::sysconf(_SC_CLK_TCK)));
}

}  // namespace

SpareTime::SpareTime() : begin_(std::chrono::steady_clock::now()), idle_(IdleTime()) {}

SpareTime::Spent SpareTime::SinceBegin() const {
  const auto elapsed = std::chrono::steady_clock::now() - begin_;
  return {std::chrono::duration_cast<std::chrono::milliseconds>(elapsed), IdleTime() - idle_,
          static_cast<unsigned>(::sysconf(_SC_NPROCESSORS_ONLN))};
}

bool SpareTime::WasNone() const {
  const Spent spent = SinceBegin();
  return IsNoneToSpare(spent.idle, spent.elapsed, spent.processors);
}

double SpareTime::BusyProcessors() const {
  const Spent spent = SinceBegin();
  return spent.processors - static_cast<double>(spent.idle.count()) / static_cast<double>(spent.elapsed.count());
}

bool IsNoneToSpare(std::chrono::milliseconds idle, std::chrono::milliseconds elapsed, unsigned processors) {
  constexpr unsigned kLittle = 20;  // a twentieth
  return idle * kLittle < elapsed * processors;
}

bool LostFrames(const Observation& seen) {
  return OfAnyHost(seen, [](const Observation& host) { return host.frames_lost; });
}

bool MayHaveStarved(const RunResult& result) {
  return result.hurried || MayHaveWaited(result.run) || LostFrames(result.seen) ||
         OfAnyHost(result.seen, [](const Observation& host) {
           const auto waited = [](const auto& asked) { return MayHaveWaited(asked.second); };
           return std::any_of(host.probes.begin(), host.probes.end(), waited) ||
                  std::any_of(host.commands.begin(), host.commands.end(), waited);
         });
}

}  // namespace shellab
