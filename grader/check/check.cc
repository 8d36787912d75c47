#include "grader/check/check.h"

#include <initializer_list>
#include <string_view>

#include "grader/check/output.h"

namespace shellab {
namespace {

// Every kind, and in the same order what reads its keys.
const std::initializer_list<std::string_view> kKinds = {"output"};
constexpr std::shared_ptr<const Check> (*kParsers[])(TomlTable&) = {ParseOutputCheck};

bool IsId(std::string_view id) {
  return id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string_view::npos;
}

// A table of translations. English must be there; a missing translation is for `shellab test` to report.
Text ReadText(TomlTable& table, std::string_view key) {
  std::optional<TomlTable> translations = table.Table(key);
  if (!translations) return {};
  Text text;
  text.en = translations->RequiredString("en", "the English text");
  text.zh = translations->String("zh").value_or("");
  translations->RefuseUnknown();
  return text;
}

}  // namespace

std::optional<CheckSpec> ParseCheck(TomlTable table) {
  CheckSpec spec;
  spec.id = table.RequiredString("id", "a word such as \"column\"");
  if (!IsId(spec.id)) table.FaultAt("id", "`id` must be of lower-case letters, digits and hyphens");
  if (!table.Has("name")) table.FaultHere("missing key `name`; expected { en = \"...\", zh = \"...\" }");
  spec.name = ReadText(table, "name");
  spec.points = static_cast<int>(table.RequiredInteger("points", 0, 1000));
  spec.needs = table.Strings("needs");
  spec.hint = ReadText(table, "hint");

  if (!table.Has("kind")) table.FaultHere("missing key `kind`; expected a kind such as \"output\"");
  const std::optional<std::size_t> kind = table.Choice("kind", kKinds);
  // Without a kind nobody can tell which keys are unknown.
  if (!kind) return std::nullopt;
  spec.kind = kKinds.begin()[*kind];
  spec.check = kParsers[*kind](table);
  table.RefuseUnknown();
  return spec;
}

}  // namespace shellab
