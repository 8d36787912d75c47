#include "grader/lab/grading_digest.h"

#include <fmt/format.h>

#include "sandbox/image/digest.h"
#include "sandbox/os/file.h"

namespace shellab {
namespace {

// What lab.toml says but for points and what only people read.
std::string Rules(TomlTable root) {
  std::string rules = root.Json({"title", "topics", "level", "hints", "check"});
  for (const TomlTable& check : root.Tables("check")) rules += "\n" + check.Json({"name", "points", "hint", "hidden"});
  return rules;
}

}  // namespace

std::string GradingDigest(const Lab& lab, const TomlTable& root) {
  std::string parts = fmt::format("lab.toml {}\nsolution {}\ndata {}\nimage {}\n", Sha256(Rules(root)),
                                  Sha256(ReadFile(lab.solution)), lab.data_digest, lab.image);
  for (const LabService& service : lab.services) parts += fmt::format("service {}\n", service.digest);
  for (const auto& [name, service] : lab.probe_services) parts += fmt::format("probe {} {}\n", name, service.digest);
  return Sha256(parts);
}

}  // namespace shellab
