#include "grader/lab/set.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "grader/check/texts.h"
#include "grader/lab/find.h"
#include "grader/lab/folder.h"
#include "grader/lab/loader.h"
#include "grader/usage_error.h"
#include "sandbox/os/error.h"
#include "sandbox/toml/reader.h"

namespace shellab {
namespace {

namespace fs = std::filesystem;

bool IsFile(const fs::path& path) {
  std::error_code absent;
  return fs::is_regular_file(path, absent);
}

// The names of the sets that come with the roots.
std::set<std::string> SetNames(const std::vector<fs::path>& roots) {
  std::set<std::string> names;
  for (const fs::path& root : roots) {
    std::error_code absent;
    if (!fs::is_directory(root / "sets", absent)) continue;
    for (const FolderEntry& entry : ListFolder(root / "sets"))
      if (entry.path.extension() == ".toml") names.insert(entry.path.stem());
  }
  return names;
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

}  // namespace

fs::path FindSet(const std::vector<fs::path>& roots, std::string_view name) {
  if (name.find('/') != std::string_view::npos || name.ends_with(".toml")) {
    if (IsFile(name)) return name;
    throw UsageError(fmt::format("there is no set in {}: it is no file", name));
  }
  for (const fs::path& root : roots) {
    fs::path file = root / "sets" / fmt::format("{}.toml", name);
    if (IsFile(file)) return file;
  }
  const std::set<std::string> names = SetNames(roots);
  std::string message = fmt::format("there is no set \"{}\"", name);
  const std::string_view nearest = Nearest(name, {names.begin(), names.end()});
  if (!nearest.empty()) message += fmt::format("; did you mean \"{}\"?", nearest);
  throw UsageError(message);
}

LabSet LoadSet(const fs::path& file, const std::vector<fs::path>& roots) {
  TomlDocument document = TomlDocument::Read(file);
  LabSet set;
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
  const LabIndex index(roots);
  std::set<std::string> seen;
  for (TomlTable& table : root.RequiredTables("lab", "at least one [[lab]]"))
    if (std::optional<SetLab> lab = ReadSetLab(table, index, seen, document)) set.labs.push_back(std::move(*lab));
  root.RefuseUnknown();
  document.ThrowIfFaulty();
  return set;
}

}  // namespace shellab
