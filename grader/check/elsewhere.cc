#include "grader/check/elsewhere.h"

#include <fmt/format.h>

#include <utility>

namespace shellab {
namespace {

class ElsewhereCheck : public Check {
 public:
  ElsewhereCheck(std::string host, std::shared_ptr<const Check> check)
      : host_(std::move(host)), check_(std::move(check)) {}

  void Ask(Questions& questions) const override {
    Questions own;
    check_->Ask(own);
    questions.reference |= std::exchange(own.reference, false);
    questions.without |= std::exchange(own.without, false);
    questions.all_names |= std::exchange(own.all_names, false);
    questions.names.merge(own.names);
    questions.networks.merge(own.networks);
    Questions& there = questions.elsewhere[host_];
    there.start |= own.start;
    there.changes |= own.changes;
    there.processes |= own.processes;
    there.listeners |= own.listeners;
    there.space |= own.space;
    there.paths.merge(own.paths);
    there.commands.merge(own.commands);
    there.probes.merge(own.probes);
    there.held.merge(own.held);
  }

  boost::asio::awaitable<Finding> Verify(const Evidence& evidence) const override {
    Finding all = Passed();
    for (const auto& [name, seen] : evidence.answer.seen.elsewhere.at(host_)) {
      const RunResult answer = Of(evidence.answer, name);
      const RunResult reference = evidence.reference != nullptr ? Of(*evidence.reference, name) : RunResult{};
      const RunResult without = evidence.without != nullptr ? Of(*evidence.without, name) : RunResult{};
      const Evidence there{answer, evidence.reference != nullptr ? &reference : nullptr,
                           evidence.without != nullptr ? &without : nullptr};
      Finding finding = co_await check_->Verify(there);
      all.compared_nothing |= finding.compared_nothing;
      if (finding.status == Finding::Status::kPassed) continue;
      if (finding.status == Finding::Status::kSkipped) co_return finding;
      finding.message = {fmt::format("On {}: {}", name, finding.message.en),
                         fmt::format("在 {} 上：{}", name, finding.message.zh)};
      co_return finding;
    }
    co_return all;
  }

 private:
  // The run as it looks from that host.
  RunResult Of(const RunResult& result, const std::string& name) const {
    RunResult there;
    there.run = result.run;
    there.seen = result.seen.elsewhere.at(host_).at(name);
    there.seen.named = result.seen.named;
    return there;
  }

  std::string host_;
  std::shared_ptr<const Check> check_;
};

}  // namespace

std::shared_ptr<const Check> Elsewhere(std::string host, std::shared_ptr<const Check> check) {
  return std::make_shared<ElsewhereCheck>(std::move(host), std::move(check));
}

}  // namespace shellab
