#include "grader/kernel.h"

#include <fmt/format.h>

#include <map>
#include <string>

#include "sandbox/os/error.h"
#include "sandbox/probe/probe.h"

namespace shellab {
namespace {

// What became of trying it out. The machine stays the same while the program runs.
const ProbeResult& Tried(const std::string& feature) {
  static std::map<std::string, ProbeResult> tried;
  const auto found = tried.find(feature);
  if (found != tried.end()) return found->second;
  return tried.emplace(feature, RunProbe(ProbeCalled(feature), {})).first->second;
}

}  // namespace

Text MissingFor(const Lab& lab) {
  std::string en;
  std::string zh;
  for (const std::string& feature : lab.requirements) {
    const ProbeResult& result = Tried(feature);
    if (result.status == ProbeResult::Status::kOk) continue;
    en += fmt::format("{}{} ({})", en.empty() ? "" : ", ", feature, result.detail);
    zh += fmt::format("{}{}（{}）", zh.empty() ? "" : "、", feature, result.detail);
  }
  if (en.empty()) return {};
  return {
      fmt::format("this machine's kernel lacks what the lab requires: {}; how to mend that, shellab doctor says", en),
      fmt::format("本机内核缺少该实验所需的功能：{}；处理办法见 shellab doctor", zh)};
}

void RequireKernelOf(const Lab& lab) {
  const Text missing = MissingFor(lab);
  if (!missing.empty()) throw HostError(missing.en);
}

}  // namespace shellab
