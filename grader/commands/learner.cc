#include "grader/commands/learner.h"

#include <fmt/format.h>

#include <cstdio>

#include "grader/lab/find.h"
#include "grader/lab/loader.h"
#include "sandbox/os/error.h"

namespace shellab {

std::vector<Lab> LoadAllLabs(Context& context) {
  std::vector<Lab> labs;
  for (const auto& folder : FindLabs(LabRoots(context.labs))) {
    try {
      labs.push_back(LoadLab(folder));
    } catch (const AuthorError& error) {
      fmt::print(stderr, "{}\n", error.what());
      context.exit_code = 2;
    }
  }
  return labs;
}

std::map<std::string, LabProgress> LearnersLabs(const Context& context) {
  try {
    auto record = ProgressRecord::OpenExisting(LearnersPlace());
    if (record) return record->Labs();
  } catch (const HostError& error) {
    fmt::print(stderr, "{}{}\n",
               context.language == Language::kChinese ? "无法读取练习记录：" : "No progress is shown: ", error.what());
  }
  return {};
}

}  // namespace shellab
