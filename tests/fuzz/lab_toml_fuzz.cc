// Any bytes as lab.toml give a lab, or faults that lie inside them.
// To run: `cmake --preset fuzz && cmake --build --preset fuzz`, then
// `build/fuzz/tests/fuzz/lab_toml_fuzz -max_total_time=60 NEW_FOLDER tests/fuzz/corpus/lab_toml labs`.
#include <string_view>
#include <vector>

#include "grader/lab/keys.h"
#include "tests/fuzz/require.h"

namespace shellab::testing {
namespace {

void ReadAsLab(std::string_view text) {
  Lab lab;
  std::vector<std::string> check_ids;
  try {
    const TomlDocument document = TomlDocument::Parse("lab.toml", text);
    check_ids = ReadKeys(document.Root(), lab);
    document.ThrowIfFaulty();
  } catch (const AuthorError& error) {
    RequireFaultsInside(error, text);
    return;
  }
  Require(!lab.title.en.empty() && !lab.title.zh.empty(), "a lab has a title in both languages");
  Require(lab.level >= 1 && lab.level <= 5, "a lab's level is 1 to 5");
  Require(lab.seeds >= 1 && lab.seeds <= 20, "a lab has 1 to 20 seeds");
  Require(lab.limits.disk <= lab.limits.memory / 2, "memory pays for the disk");
  Require(!lab.checks.empty() && lab.checks.size() == check_ids.size(), "a lab has checks, each with an id");
  Require(lab.MaxPoints() >= 1, "a lab is worth points");
}

}  // namespace
}  // namespace shellab::testing

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  shellab::testing::ReadAsLab(shellab::testing::AsText(data, size));
  return 0;
}
