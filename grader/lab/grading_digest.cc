#include "grader/lab/grading_digest.h"

#include <fmt/format.h>
#include <re2/re2.h>

#include "sandbox/image/digest.h"
#include "sandbox/os/file.h"

namespace shellab {

std::string GradingDigest(const Lab& lab) {
  std::string keys = ReadFile(lab.folder / "lab.toml");
  // Whole lines only: a text that goes on over several lines counts, which costs a run and no correctness.
  static const RE2 kNotDeciding(
      R"((?m)^[ \t]*((points|level)[ \t]*=[ \t]*\d+|hidden[ \t]*=[ \t]*(true|false)|(title|name|hint)[ \t]*=[ \t]*\{[^{}]*\})[ \t]*(#[^\n]*)?$)");
  RE2::GlobalReplace(&keys, kNotDeciding, "");
  std::string parts = fmt::format("lab.toml {}\nsolution {}\ndata {}\nimage {}\n", Sha256(keys),
                                  Sha256(ReadFile(lab.solution)), lab.data_digest, lab.image);
  for (const LabService& service : lab.services) parts += fmt::format("service {}\n", service.digest);
  for (const auto& [name, service] : lab.probe_services) parts += fmt::format("probe {} {}\n", name, service.digest);
  return Sha256(parts);
}

}  // namespace shellab
