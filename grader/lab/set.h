// An ordered list of labs with weights: what a class is given, labs/sets/<set>.toml. Read by `shellab grade --set`.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "grader/lab/lab.h"
#include "grader/text.h"

namespace shellab {

struct SetLab {
  Lab lab;
  int weight = 1;  // how many times its points count in a learner's total
};

struct LabSet {
  std::string id;  // the file's stem
  Text title;
  std::vector<SetLab> labs;  // in the file's order, each once
};

// The file of the set that a user named: a path (it has a slash or ends with .toml), else sets/<name>.toml below one of
// the roots, the earlier root's first. Throws UsageError that names the nearest set when there is none.
std::filesystem::path FindSet(const std::vector<std::filesystem::path>& roots, std::string_view name);

// Reads a set and its labs, which are looked for below `roots`. Throws AuthorError with every fault of the set and of
// its labs; OsError when a file cannot be read.
LabSet LoadSet(const std::filesystem::path& file, const std::vector<std::filesystem::path>& roots);

}  // namespace shellab
