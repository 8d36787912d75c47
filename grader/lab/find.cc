#include "grader/lab/find.h"

#include <fmt/format.h>

#include <cstdlib>
#include <map>
#include <optional>
#include <string>

#include "grader/lab/folder.h"
#include "grader/usage_error.h"
#include "sandbox/os/error.h"
#include "sandbox/toml/reader.h"

namespace shellab {
namespace {

namespace fs = std::filesystem;

bool IsFolder(const fs::path& path) {
  std::error_code absent;
  return fs::is_directory(path, absent);
}

bool IsLab(const fs::path& folder) {
  std::error_code absent;
  return fs::exists(folder / "lab.toml", absent);
}

std::optional<fs::path> FindProgramFolder() {
  std::error_code error;
  fs::path folder = fs::read_symlink("/proc/self/exe", error).parent_path();
  if (error) throw OsError(error.value(), "read /proc/self/exe");
  while (true) {
    for (const fs::path& home : {folder, folder / "share/shellab"})
      if (IsFolder(home / "labs") && IsFolder(home / "fixtures")) return home;
    if (folder == folder.parent_path()) return std::nullopt;
    folder = folder.parent_path();
  }
}

void AddRoot(const fs::path& root, std::string_view source, std::vector<fs::path>& roots) {
  if (!IsFolder(root)) throw UsageError(fmt::format("{}: there is no folder {}", source, root.string()));
  roots.push_back(root);
}

void CollectLabs(const fs::path& folder, std::map<std::string, fs::path>& labs) {
  if (IsLab(folder)) {
    // The id is the folder's real name, also for a root spelled "." or "labs/x/".
    std::error_code error;
    const fs::path whole = fs::canonical(folder, error);
    if (error) throw OsError(error.value(), "open " + folder.string());
    labs.emplace(whole.filename(), folder);
    return;
  }
  for (const FolderEntry& entry : ListFolder(folder)) {
    const bool hidden = entry.path.filename().string().starts_with('.');
    if (entry.type == fs::file_type::directory && !hidden) CollectLabs(entry.path, labs);
  }
}

std::map<std::string, fs::path> LabsById(const std::vector<fs::path>& roots) {
  std::map<std::string, fs::path> labs;
  for (const fs::path& root : roots) CollectLabs(root, labs);
  return labs;
}

}  // namespace

fs::path ProgramFolder() {
  if (std::optional<fs::path> folder = FindProgramFolder()) return *folder;
  throw HostError("no folder above this program holds labs/ and fixtures/, which come with it");
}

std::vector<fs::path> LabRoots(const std::vector<fs::path>& from_options) {
  std::vector<fs::path> roots;
  for (const fs::path& root : from_options) AddRoot(root, "--labs", roots);
  const char* variable = std::getenv("SHELLAB_LABS");
  std::string_view rest = variable != nullptr ? variable : "";
  while (!rest.empty()) {
    const std::string_view root = rest.substr(0, rest.find(':'));
    if (!root.empty()) AddRoot(root, "$SHELLAB_LABS", roots);
    rest.remove_prefix(std::min(root.size() + 1, rest.size()));
  }
  if (const std::optional<fs::path> program = FindProgramFolder()) roots.push_back(*program / "labs");
  return roots;
}

std::vector<fs::path> FindLabs(const std::vector<fs::path>& roots) {
  std::vector<fs::path> folders;
  for (auto& [id, folder] : LabsById(roots)) folders.push_back(folder);
  return folders;
}

fs::path FindLab(const std::vector<fs::path>& roots, std::string_view name) {
  if (!name.empty() && IsLab(name)) return name;
  if (name.find('/') != std::string_view::npos) {
    throw UsageError(fmt::format("{} is no lab: there is no lab.toml in it", name));
  }
  const std::map<std::string, fs::path> labs = LabsById(roots);
  const auto found = labs.find(std::string(name));
  if (found != labs.end()) return found->second;
  std::vector<std::string_view> ids;
  ids.reserve(labs.size());
  for (const auto& [id, folder] : labs) ids.push_back(id);
  std::string message = fmt::format("there is no lab \"{}\"; ", name);
  const std::string_view nearest = Nearest(name, ids);
  if (!nearest.empty()) message += fmt::format("did you mean \"{}\"? ", nearest);
  throw UsageError(message + "`shellab list` names them all");
}

}  // namespace shellab
