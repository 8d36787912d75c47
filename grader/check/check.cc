#include "grader/check/check.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <initializer_list>
#include <iterator>
#include <string_view>

#include "grader/check/changes.h"
#include "grader/check/elsewhere.h"
#include "grader/check/file.h"
#include "grader/check/output.h"
#include "grader/check/port.h"
#include "grader/check/probe.h"
#include "grader/check/process.h"
#include "grader/check/run.h"
#include "grader/check/space.h"
#include "grader/check/texts.h"
#include "grader/check/traffic.h"

namespace shellab {
namespace {

// The kinds that compare a text, which a command may tell.
constexpr std::string_view kTextKinds[] = {"output", "file", "run", "probe"};

// Every kind, and in the same order what reads its keys.
const std::initializer_list<std::string_view> kKinds = {"output",  "file", "changes", "unchanged", "run",
                                                        "process", "port", "probe",   "traffic",   "space"};
template <std::shared_ptr<const Check> (*parse)(TomlTable&)>
std::shared_ptr<const Check> Alone(TomlTable& table, const SharedProbes& /*probes*/) {
  return parse(table);
}
constexpr std::shared_ptr<const Check> (*kParsers[])(TomlTable&, const SharedProbes&) = {
    Alone<ParseOutputCheck>,  Alone<ParseFileCheck>,    Alone<ParseChangesCheck>, Alone<ParseUnchangedCheck>,
    Alone<ParseRunCheck>,     Alone<ParseProcessCheck>, Alone<ParsePortCheck>,    ParseProbeCheck,
    Alone<ParseTrafficCheck>, Alone<ParseSpaceCheck>};

std::string ReadId(TomlTable& table) {
  std::string id = table.RequiredString("id", "a word such as \"column\"");
  if (!id.empty() && !IsKebabCase(id)) {
    table.FaultAt("id",
                  fmt::format("a check's id is lower-case words joined by dashes, such as \"column\", not \"{}\"", id));
  }
  return id;
}

Text ReadTextAt(TomlTable& table, std::string_view key) {
  const std::optional<TomlTable> text = table.Table(key);
  return text ? ReadText(*text) : Text{};
}

std::chrono::milliseconds ReadTime(TomlTable& table, std::string_view key) {
  const std::optional<std::string> text = table.String(key, "a time such as \"10s\"");
  if (!text) return {};
  const std::optional<std::uint64_t> value = ParseMilliseconds(*text);
  if (value && *value >= 1 && *value <= 120'000) return std::chrono::milliseconds(*value);
  table.FaultAt(key, fmt::format("`{}` must be a time from 1ms to 2m such as \"10s\", not \"{}\"", key, *text));
  return {};
}

}  // namespace

Finding Passed() {
  Finding finding;
  finding.status = Finding::Status::kPassed;
  return finding;
}

CheckSpec ParseCheck(TomlTable table, const SharedProbes& probes) {
  CheckSpec spec;
  spec.id = ReadId(table);
  if (!table.Has("name")) table.FaultHere("missing key `name`; expected { en = \"...\", zh = \"...\" }");
  spec.name = ReadTextAt(table, "name");
  spec.points = static_cast<int>(table.RequiredInteger("points", 1, 100));
  spec.needs = table.Strings("needs");
  spec.hidden = table.Bool("hidden").value_or(false);
  spec.hint = ReadTextAt(table, "hint");

  if (!table.Has("kind")) table.FaultHere("missing key `kind`; expected a kind such as \"output\"");
  const std::optional<std::size_t> kind = table.Choice("kind", kKinds);
  // Without a kind nobody can tell which keys are unknown.
  if (!kind) return spec;
  spec.kind = kKinds.begin()[*kind];
  spec.check = kParsers[*kind](table, probes);
  if (table.Has("reference") &&
      std::find(std::begin(kTextKinds), std::end(kTextKinds), spec.kind) == std::end(kTextKinds)) {
    table.String("reference");
    table.FaultAt("reference",
                  fmt::format("`reference` goes only with what compares a text: {}", fmt::join(kTextKinds, ", ")));
  }
  const std::optional<bool> keeps = table.Bool("keeps");
  spec.keeps = keeps.value_or(spec.kind == "unchanged");
  if (keeps == true && spec.needs.empty() && spec.kind != "unchanged")
    table.FaultAt("keeps", "what only stays as it was earns points only with the work itself: add `needs`");
  // What was printed is nobody else's and stays as it is; the world may still be on its way.
  if (spec.kind != "output") {
    spec.host = table.String("host", "a host's name").value_or("");
    if (!spec.host.empty() && spec.check) spec.check = Elsewhere(spec.host, std::move(spec.check));
    spec.within = ReadTime(table, "within");
    spec.holds = ReadTime(table, "holds");
  }
  table.RefuseUnknown();
  return spec;
}

}  // namespace shellab
