#include "grader/lab/set.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <set>

#include "grader/check/texts.h"
#include "grader/lab/find.h"
#include "grader/lab/folder.h"
#include "grader/lab/loader.h"
#include "grader/usage_error.h"
#include "sandbox/os/error.h"
#include "sandbox/os/file.h"
#include "sandbox/toml/reader.h"

namespace shellab {
namespace {

namespace fs = std::filesystem;

bool IsFile(const fs::path& path) {
  std::error_code absent;
  return fs::is_regular_file(path, absent);
}

// The labs below the roots by id.
class LabIndex {
 public:
  explicit LabIndex(const std::vector<fs::path>& roots) {
    for (const fs::path& folder : FindLabs(roots)) {
      std::error_code error;
      const fs::path whole = fs::canonical(folder, error);
      if (error) throw OsError(error.value(), "open the lab " + folder.native());
      folders_.emplace(whole.filename(), folder);
    }
  }

  // The folder of lab `id`, or null.
  const fs::path* Find(const std::string& id) const {
    const auto found = folders_.find(id);
    return found == folders_.end() ? nullptr : &found->second;
  }

  std::string NoSuchLab(const std::string& id) const {
    std::vector<std::string_view> ids;
    for (const auto& [known, folder] : folders_) ids.push_back(known);
    const std::string_view nearest = Nearest(id, ids);
    return nearest.empty() ? fmt::format("there is no lab \"{}\"; `shellab list` names them all", id)
                           : fmt::format("there is no lab \"{}\"; did you mean \"{}\"?", id, nearest);
  }

 private:
  std::map<std::string, fs::path> folders_;
};

// Reads one [[lab]]; nothing when it or the lab itself is at fault, which is noted in `document`.
std::optional<SetLab> ReadSetLab(TomlTable& table, const LabIndex& index, std::set<std::string>& seen,
                                 TomlDocument& document) {
  const std::string id = table.RequiredString("id", "a lab's id such as \"awk-last-but-one\"");
  const int weight = static_cast<int>(table.Integer("weight", 1, 100).value_or(1));
  table.RefuseUnknown();
  if (id.empty()) return std::nullopt;
  if (!seen.insert(id).second) {
    table.FaultAt("id", fmt::format("the lab \"{}\" is named twice", id));
    return std::nullopt;
  }
  const fs::path* folder = index.Find(id);
  if (folder == nullptr) {
    table.FaultAt("id", index.NoSuchLab(id));
    return std::nullopt;
  }
  try {
    return SetLab{LoadLab(*folder), weight};
  } catch (const AuthorError& error) {  // all faults are reported together
    for (const Fault& fault : error.faults()) document.Add(fault);
    return std::nullopt;
  }
}

// "10%"; nothing, noted as a fault, for another text.
std::optional<int> ReadPercent(TomlTable& table, std::string_view key) {
  const std::optional<std::string> text = table.String(key, "a share such as \"10%\"");
  if (!text) return std::nullopt;
  int percent = 0;
  const char* end = text->data() + text->size();
  const auto parsed = std::from_chars(text->data(), end, percent);
  constexpr int kWhole = 100;
  if (parsed.ec == std::errc() && end - parsed.ptr == 1 && *parsed.ptr == '%' && percent >= 0 && percent <= kWhole)
    return percent;
  table.FaultAt(key, fmt::format("`{}` must be a share from \"0%\" to \"100%\", not \"{}\"", key, *text));
  return std::nullopt;
}

std::optional<std::chrono::milliseconds> ReadSpan(TomlTable& table, std::string_view key) {
  constexpr std::string_view kExpected = "a span of time such as \"10m\", \"12h\" or \"1d\"";
  const std::optional<std::string> text = table.String(key, kExpected);
  if (!text) return std::nullopt;
  const std::optional<std::chrono::seconds> span = ParseSpan(*text);
  if (!span) table.FaultAt(key, fmt::format("`{}` must be {}, not \"{}\"", key, kExpected, *text));
  return span;
}

LateRules ReadLate(TomlTable table) {
  LateRules late;
  late.grace = ReadSpan(table, "grace").value_or(late.grace);
  if (!table.Has("penalty")) table.FaultHere("missing key `penalty`; expected a share such as \"10%\"");
  late.percent = ReadPercent(table, "penalty").value_or(0);
  late.per = ReadSpan(table, "per");
  late.max_percent = ReadPercent(table, "max").value_or(late.max_percent);
  table.RefuseUnknown();
  return late;
}

SetRules ReadRules(TomlTable& root) {
  SetRules rules;
  rules.due = root.Time("due");
  if (std::optional<TomlTable> late = root.Table("late")) {
    if (!rules.due) root.FaultAt("late", "`late` says what it costs to be late, but there is no `due`");
    rules.late = ReadLate(std::move(*late));
  }
  if (root.Choice("attempts", {"latest", "best"}) == 1) rules.attempts = Attempts::kBest;
  if (const auto language = root.Choice("language", {"en", "zh"}))
    rules.language = *language == 0 ? Language::kEnglish : Language::kChinese;
  if (const auto feedback = root.Choice("feedback", {"full", "summary", "score"}))
    rules.feedback = static_cast<Feedback>(*feedback);
  return rules;
}

}  // namespace

std::optional<std::chrono::seconds> ParseSpan(std::string_view text) {
  static const std::map<char, std::chrono::seconds> units = {{'s', std::chrono::seconds(1)},
                                                             {'m', std::chrono::minutes(1)},
                                                             {'h', std::chrono::hours(1)},
                                                             {'d', std::chrono::days(1)},
                                                             {'w', std::chrono::weeks(1)}};
  constexpr std::int64_t kMax = 100'000;
  std::int64_t number = 0;
  const char* end = text.data() + text.size();
  const auto parsed = std::from_chars(text.data(), end, number);
  if (parsed.ec != std::errc() || end - parsed.ptr != 1 || !units.contains(*parsed.ptr) || number <= 0 || number > kMax)
    return std::nullopt;
  return number * units.at(*parsed.ptr);
}

std::vector<fs::path> FindSets(const std::vector<fs::path>& roots) {
  std::map<std::string, fs::path> sets;
  for (const fs::path& root : roots) {
    std::error_code absent;
    if (!fs::is_directory(root / "sets", absent)) continue;
    for (const FolderEntry& entry : ListFolder(root / "sets"))
      if (entry.path.extension() == ".toml") sets.emplace(entry.path.stem(), entry.path);
  }
  std::vector<fs::path> files;
  for (auto& [name, file] : sets) files.push_back(std::move(file));
  return files;
}

fs::path FindSet(const std::vector<fs::path>& roots, std::string_view name) {
  if (name.find('/') != std::string_view::npos || name.ends_with(".toml")) {
    if (IsFile(name)) return name;
    throw UsageError(fmt::format("there is no set in {}: it is no file", name));
  }
  for (const fs::path& root : roots) {
    fs::path file = root / "sets" / fmt::format("{}.toml", name);
    if (IsFile(file)) return file;
  }
  std::set<std::string> names;
  for (const fs::path& file : FindSets(roots)) names.insert(file.stem());
  std::string message = fmt::format("there is no set \"{}\"", name);
  const std::string_view nearest = Nearest(name, {names.begin(), names.end()});
  if (!nearest.empty()) message += fmt::format("; did you mean \"{}\"?", nearest);
  throw UsageError(message);
}

LabSet LoadSet(const fs::path& file, const std::vector<fs::path>& roots) {
  return ReadSet(file, ReadFile(file), roots);
}

SetRules ReadRules(const fs::path& file, std::string_view text) {
  const TomlDocument document = TomlDocument::Parse(file, text);
  TomlTable root = document.Root();
  SetRules rules = ReadRules(root);
  document.ThrowIfFaulty();
  return rules;
}

LabSet ReadSet(const fs::path& file, std::string text, const std::vector<fs::path>& roots) {
  TomlDocument document = TomlDocument::Parse(file, text);
  LabSet set;
  set.file = file;
  set.text = std::move(text);
  set.id = file.stem();
  if (!IsKebabCase(set.id)) {
    document.Add({file, 0, 0,
                  "the file's name is the set's id and must be lower-case words joined by dashes, such as "
                  "\"linux-text-101.toml\""});
  }
  TomlTable root = document.Root();
  root.RequiredInteger("format", 1, 1);
  if (const std::optional<TomlTable> title = root.Table("title")) {
    set.title = ReadText(*title);
  } else if (!root.Has("title")) {
    root.FaultHere("missing key `title`; expected { en = \"...\", zh = \"...\" }");
  }
  set.rules = ReadRules(root);
  const LabIndex index(roots);
  std::set<std::string> seen;
  for (TomlTable& table : root.RequiredTables("lab", "at least one [[lab]]"))
    if (std::optional<SetLab> lab = ReadSetLab(table, index, seen, document)) set.labs.push_back(std::move(*lab));
  root.RefuseUnknown();
  document.ThrowIfFaulty();
  return set;
}

}  // namespace shellab
