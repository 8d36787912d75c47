#include "tests/labs/lab_names.h"

#include <algorithm>
#include <set>

#include "tests/support/program.h"

namespace shellab::testing {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> LabFolders() {
  std::vector<fs::path> folders;
  for (const std::string& topic : NamesIn(SourceFolder() / "labs"))
    if (const fs::path folder = SourceFolder() / "labs" / topic; fs::is_directory(folder) && topic != "sets")
      for (const std::string& name : NamesIn(folder)) folders.push_back(folder / name);
  return folders;
}

}  // namespace

std::vector<std::string> NamesIn(const fs::path& folder) {
  std::set<std::string> names;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) names.insert(entry.path().filename());
  return {names.begin(), names.end()};
}

std::vector<std::string> LabNames() {
  std::set<std::string> names;
  for (const fs::path& folder : LabFolders()) names.insert(folder.filename());
  return {names.begin(), names.end()};
}

fs::path LabFolder(const std::string& lab) {
  const std::vector<fs::path> folders = LabFolders();
  return *std::find_if(folders.begin(), folders.end(),
                       [&](const fs::path& folder) { return folder.filename() == lab; });
}

std::string TestNameOf(const ::testing::TestParamInfo<std::string>& lab) {
  std::string name = lab.param;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

}  // namespace shellab::testing
