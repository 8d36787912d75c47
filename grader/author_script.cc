#include "grader/author_script.h"

#include <fmt/format.h>

#include <utility>
#include <vector>

#include "grader/clock/embed.h"
#include "sandbox/toml/reader.h"

namespace shellab {
namespace {

std::string Describe(const Outcome& outcome) {
  if (outcome.ended == Outcome::Ended::kKilledBy) return fmt::format("the {} limit", LimitName(*outcome.limit));
  if (outcome.ended == Outcome::Ended::kSignalled) return fmt::format("signal {}", outcome.signal);
  return fmt::format("exit code {}", outcome.code);
}

}  // namespace

std::string LastWords(const ExecResult& result) {
  constexpr std::size_t kMax = 500;
  const std::string& text = result.err.content.empty() ? result.out.content : result.err.content;
  return text.size() > kMax ? "..." + text.substr(text.size() - kMax) : text;
}

bool EndedCleanly(const ExecResult& result) {
  return result.outcome.ended == Outcome::Ended::kExited && result.outcome.limits_hit.empty() && result.exec_errno == 0;
}

void ThrowScriptFault(const std::filesystem::path& script, std::uint32_t seed, const ExecResult& result) {
  std::vector<Fault> faults;
  faults.push_back(
      {script, 0, 0, fmt::format("ended with {} on seed {}: {}", Describe(result.outcome), seed, LastWords(result))});
  throw AuthorError(std::move(faults));
}

void LiveOnAnotherDay(Host& host, ExecSpec& exec) {
  static constexpr char kInside[] = "/run/clock.so";
  host.WriteFile(kInside, WrongClock(), {}, 0755);
  exec.env.push_back(std::string("LD_PRELOAD=") + kInside);
}

}  // namespace shellab
