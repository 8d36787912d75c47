#include "grader/verify.h"

#include <fmt/format.h>

#include "grader/score/score.h"

namespace shellab {
namespace asio = boost::asio;
namespace {

// How much longer a wait is at most while a signal is on its way: who keeps one off for ever must not hold up the rest.
constexpr std::chrono::seconds kSignalWait{10};

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
bool Patience::IsOver(std::chrono::milliseconds wait, Clock::duration waited, const Finding& finding) {
  const bool longer = finding.signalled && wait.count() > 0;
  return waited >= (longer ? wait + kSignalWait : wait);
}

bool Patience::WantsAnotherLook(const std::vector<Finding>& findings, const Look& look) {
  looked_ = look.end;
  bool wants = false;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    const Wait& wait = waits_[i];
    const bool passed = findings[i].status == Finding::Status::kPassed;
    if (!passed) passing_since_[i].reset();
    if (passed && !passing_since_[i]) passing_since_[i] = look;
    const bool done =
        passed ? findings[i].settled || IsOver(wait.holds, look.begin - passing_since_[i]->begin, findings[i])
               : IsOver(wait.within, look.begin - start_, findings[i]);
    wants = wants || !done;
  }
  return wants;
}

std::optional<std::chrono::milliseconds> Patience::Took(std::size_t check) const {
  if (waits_[check].within.count() == 0) return std::nullopt;
  const Clock::time_point end = passing_since_[check] ? passing_since_[check]->end : looked_;
  return std::chrono::round<std::chrono::milliseconds>(end - start_);
}

}  // namespace shellab
