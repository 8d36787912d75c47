#include "grader/verify.h"

#include <fmt/format.h>

namespace shellab {
namespace asio = boost::asio;

asio::awaitable<std::vector<Finding>> VerifyAll(const Lab& lab, const Evidence& evidence) {
  std::vector<Finding> findings;
  findings.reserve(lab.checks.size());
  for (const CheckSpec& spec : lab.checks) {
    if (evidence.answer.spoiled.empty()) {
      findings.push_back(co_await spec.check->Verify(evidence));
      continue;
    }
    Finding finding;
    finding.message = {
        fmt::format("After the answer nothing could be looked at ({}); without it, it could.", evidence.answer.spoiled),
        fmt::format("运行答案之后无法再做检查（{}）；不运行答案时可以。", evidence.answer.spoiled)};
    findings.push_back(std::move(finding));
  }
  co_return findings;
}

bool Patience::WantsAnotherLook(const std::vector<Finding>& findings, Clock::time_point now) {
  looked_ = now;
  bool wants = false;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    const Wait& wait = waits_[i];
    const bool passed = findings[i].status == Finding::Status::kPassed;
    if (!passed) passing_since_[i].reset();
    if (passed && !passing_since_[i]) passing_since_[i] = now;
    const bool held = passed && (findings[i].settled || now - *passing_since_[i] >= wait.holds);
    const bool done = passed ? held : now - start_ >= wait.within;
    wants = wants || !done;
  }
  return wants;
}

std::optional<std::chrono::milliseconds> Patience::Took(std::size_t check) const {
  if (waits_[check].within.count() == 0) return std::nullopt;
  return std::chrono::round<std::chrono::milliseconds>(passing_since_[check].value_or(looked_) - start_);
}

}  // namespace shellab
