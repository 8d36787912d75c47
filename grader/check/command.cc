#include "grader/check/command.h"

#include <fmt/format.h>

#include <optional>
#include <string>

namespace shellab {

Probe ReadCommand(TomlTable& table, std::string_view key) {
  Probe probe;
  probe.script = table.RequiredString(key, "a script for bash");
  probe.files = table.Strings("files");
  if (const auto wall = table.String("wall", "a time such as \"10s\"")) {
    const std::optional<std::uint64_t> value = ParseMilliseconds(*wall);
    if (value && *value >= 100 && *value <= 120'000) {
      probe.wall = std::chrono::milliseconds(*value);
    } else {
      table.FaultAt("wall", fmt::format("`wall` must be a time from 100ms to 2m such as \"10s\", not \"{}\"", *wall));
    }
  }
  return probe;
}

}  // namespace shellab
