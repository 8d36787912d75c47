#include "grader/check/patterns.h"

#include <fmt/format.h>

namespace shellab {

std::shared_ptr<const re2::RE2> ParsePattern(TomlTable& table, std::string_view key, const std::string& expression) {
  re2::RE2::Options options;
  options.set_log_errors(false);
  auto pattern = std::make_shared<re2::RE2>(expression, options);
  if (!pattern->ok()) table.FaultAt(key, fmt::format("`{}` is no regular expression (RE2): {}", key, pattern->error()));
  return pattern;
}

}  // namespace shellab
