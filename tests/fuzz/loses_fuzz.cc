// Any bytes as a wrong answer give the checks that it loses, or faults that lie inside them.
// To run: `cmake --preset fuzz && cmake --build --preset fuzz`, then
// `build/fuzz/tests/fuzz/loses_fuzz -max_total_time=60 NEW_FOLDER tests/fuzz/corpus/loses labs`.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "grader/lab/folder.h"
#include "sandbox/os/file.h"
#include "tests/fuzz/require.h"

namespace shellab::testing {
namespace {

void Write(const std::filesystem::path& path, std::string_view content) {
  std::ofstream(path, std::ios::binary) << content;
}

// A lab's folder that is valid but for wrong/one.sh.
class Folder {
 public:
  Folder() : root_(std::filesystem::temp_directory_path()) {
    std::filesystem::create_directory(path() / "wrong");
    for (const char* name : {"task.md", "task.zh.md", "solution.sh"}) Write(path() / name, "text\n");
  }
  const std::filesystem::path& path() const { return root_.path(); }

 private:
  TempDir root_;
};

// Whether the fault is about the file as a whole, which has no position.
bool IsOfWholeFile(const Fault& fault) { return fault.line == 0 && fault.message == "is empty"; }

void ReadAsWrongAnswer(std::string_view text) {
  static const Folder folder;
  static const std::vector<std::string> check_ids = {"column", "order"};
  Write(folder.path() / "wrong" / "one.sh", text);
  Lab lab;
  TomlDocument document = TomlDocument::Parse("lab.toml", "");
  try {
    ReadFolder(folder.path(), check_ids, document, lab);
    document.ThrowIfFaulty();
  } catch (const AuthorError& error) {
    std::vector<Fault> faults = error.faults();
    faults.erase(std::remove_if(faults.begin(), faults.end(), IsOfWholeFile), faults.end());
    RequireFaultsInside(AuthorError(faults), text);
    return;
  }
  Require(lab.wrong.size() == 1 && !lab.wrong[0].loses.empty(), "a wrong answer loses a check");
  for (const std::string& id : lab.wrong[0].loses) {
    Require(id == "column" || id == "order", "what a wrong answer loses is a check");
  }
}

}  // namespace
}  // namespace shellab::testing

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  shellab::testing::ReadAsWrongAnswer(shellab::testing::AsText(data, size));
  return 0;
}
