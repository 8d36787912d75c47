#include "tests/grader/lab/lab_folder.h"

#include <gtest/gtest.h>

#include <sstream>

#include "grader/lab/loader.h"
#include "sandbox/toml/reader.h"

namespace shellab::testing {
namespace {

constexpr std::string_view kLabToml = R"(format = 1
title = { en = "Print it", zh = "打印" }
topics = ["text", "awk"]
level = 2
image = "base"
answer = "command"
user = "root"
seeds = 3
env = { TZ = "Asia/Shanghai", LANG = "C.UTF-8" }
hints = [{ en = "Count.", zh = "数一数。" }]
limits = { wall = "2s", cpu = "1500ms", memory = "128M", processes = 32, disk = "32M", output = "512K" }
privileges = true

[[check]]
id = "column"
name = { en = "prints the column", zh = "输出该列" }
kind = "output"
points = 8
expect = "solution"

[[check]]
id = "order"
name = { en = "in order", zh = "顺序正确" }
kind = "output"
points = 2
expect = "solution"
needs = ["column"]
)";

}  // namespace

LabFolder::LabFolder(std::string_view id) : root_(::testing::TempDir()), path_(root_.path() / "text" / id) {
  std::filesystem::create_directories(path_ / "wrong");
  std::filesystem::create_directories(path_ / "files" / "deep");
  std::istringstream text{std::string(kLabToml)};
  for (std::string line; std::getline(text, line);) lines_.push_back(line);
  SetLine(1, lines_.front());
  Write("task.md", "# Print it\n");
  Write("task.zh.md", "# 打印\n");
  Write("setup.sh", "seq $SEED > numbers\n");
  Write("solution.sh", "cat numbers\n");
  Write("files/deep/notes.txt", "a note\n");
  Write("wrong/one.sh", "# loses: column\nseq 3\n");
  Write("wrong/both-of-them.sh", "#!/usr/bin/perl\n# loses: column  order \nprint 1\n");
}

void LabFolder::Write(const std::filesystem::path& name, std::string_view content) const {
  WriteFileAtomically(path_ / name, content);
}

void LabFolder::Remove(const std::filesystem::path& name) const { RemoveTree(path_ / name); }

void LabFolder::SetLine(std::size_t number, std::string_view line) {
  lines_.at(number - 1) = line;
  std::string text;
  for (const std::string& each : lines_) text += each + "\n";
  Write("lab.toml", text);
}

std::string LabFolder::Faults() const {
  std::string faults;
  try {
    LoadLab(path_);
  } catch (const AuthorError& error) {
    faults = error.what();
  }
  const std::string prefix = path_.string() + "/";
  for (std::size_t at = faults.find(prefix); at != std::string::npos; at = faults.find(prefix)) {
    faults.erase(at, prefix.size());
  }
  return faults;
}

}  // namespace shellab::testing
