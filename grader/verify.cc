#include "grader/verify.h"

#include <fmt/format.h>

#include <algorithm>

#include "grader/score/score.h"

namespace shellab {
namespace asio = boost::asio;
namespace {

// How much longer a wait is at most while a signal is on its way: who keeps one off for ever must not hold up the rest.
constexpr std::chrono::seconds kSignalWait{10};

// Between looks at a world that is waited for: a tenth of the time that nothing has changed, and twice what a look
// takes.
constexpr int kCalmPerPause = 10;
constexpr int kPausePerCost = 2;
constexpr std::chrono::milliseconds kShortestPause{50};
constexpr std::chrono::milliseconds kLongestPause{1000};

}  // namespace

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

bool HasRunOut(const Lab& lab, const std::vector<Finding>& findings) {
  std::vector<bool> passed;
  std::vector<bool> in_time;  // had those that were waited for passed
  for (std::size_t i = 0; i < findings.size(); ++i) {
    const CheckSpec& spec = lab.checks[i];
    passed.push_back(findings[i].status == Finding::Status::kPassed);
    in_time.push_back(passed[i] || (!spec.acts && spec.within.count() > 0));
  }
  return Counting(lab, passed) != Counting(lab, in_time);
}

// What has a signal on its way to it may end any moment, but on a busy machine not before it is given the processor.
Patience::Clock::time_point Patience::End(std::size_t check, const Finding& finding) const {
  const bool passed = passing_since_[check].has_value();
  const std::chrono::milliseconds wait = passed ? waits_[check].holds : waits_[check].within;
  const bool longer = finding.signalled && wait.count() > 0;
  return (passed ? passing_since_[check]->begin : start_) + (longer ? wait + kSignalWait : wait);
}

bool Patience::WantsAnotherLook(const std::vector<Finding>& findings, const Look& look) {
  last_ = look;
  end_ = Clock::time_point::max();
  for (std::size_t i = 0; i < findings.size(); ++i) {
    const bool passed = findings[i].status == Finding::Status::kPassed;
    if (passed != passing_since_[i].has_value()) {
      passing_since_[i] = passed ? std::optional(look) : std::nullopt;
      changed_ = look.end;
    }
    if (passed && findings[i].settled) continue;
    if (const auto end = End(i, findings[i]); look.begin < end) end_ = std::min(end_, end);
  }
  return end_ != Clock::time_point::max();
}

Patience::Clock::time_point Patience::NextLook() const {
  const Clock::duration calm = (last_.end - changed_) / kCalmPerPause;
  const Clock::duration cost = (last_.end - last_.begin) * kPausePerCost;
  const Clock::duration pause = std::clamp<Clock::duration>(std::max(calm, cost), kShortestPause, kLongestPause);
  return std::min(last_.end + pause, end_);
}

std::optional<std::chrono::milliseconds> Patience::Took(std::size_t check) const {
  if (waits_[check].within.count() == 0) return std::nullopt;
  const Clock::time_point end = passing_since_[check] ? passing_since_[check]->end : last_.end;
  return std::chrono::round<std::chrono::milliseconds>(end - start_);
}

}  // namespace shellab
