#include "tests/support/lab_files.h"

#include <fmt/format.h>

#include "sandbox/os/error.h"
#include "tests/support/program.h"

namespace shellab::testing {
namespace fs = std::filesystem;

// Not named after shellab: what a test makes is no trace of the program.
Files::Files() : folder_(fs::temp_directory_path(), "test-files") {}

std::string Files::Write(const fs::path& name, std::string_view content) const {
  const fs::path file = path() / name;
  fs::create_directories(file.parent_path());
  WriteFileAtomically(file, content);
  return file;
}

fs::path Files::CopyLab(const fs::path& lab) const {
  fs::path copy = path() / lab.filename();
  fs::copy(SourceFolder() / "labs" / lab, copy, fs::copy_options::recursive);
  return copy;
}

fs::path Files::MakeLab(const std::string& id, std::string_view keys, std::string_view answer) const {
  Write(id + "/lab.toml", fmt::format(R"(format = 1
title = {{ en = "Print it", zh = "打印" }}
topics = ["text"]
level = 1
image = "base"
answer = "{}"
{}

[[check]]
id = "data"
name = {{ en = "prints the data", zh = "输出数据" }}
kind = "output"
points = 10
expect = "solution"
)",
                                      answer, keys));
  Write(id + "/task.md", "# Print it\n");
  Write(id + "/task.zh.md", "# 打印\n");
  Write(id + "/setup.sh", "echo $SEED > data\nchmod 0644 data\n");
  Write(id + "/solution.sh", "cat data\n");
  Write(id + "/wrong/nothing.sh", "# loses: data\ntrue\n");
  return path() / id;
}

void Replace(const fs::path& file, std::string_view from, std::string_view to) {
  std::string text = ReadFile(file);
  const auto at = text.find(from);
  if (at == std::string::npos || text.find(from, at + 1) != std::string::npos)
    throw HostError(fmt::format("{} does not say \"{}\" once", file.native(), from));
  WriteFileAtomically(file, text.replace(at, from.size(), to));
}

}  // namespace shellab::testing
