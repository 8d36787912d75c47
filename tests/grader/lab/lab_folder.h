// A lab's folder in a temporary place, valid until a test spoils it. Used by the tests of grader/lab.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "sandbox/os/file.h"

namespace shellab::testing {

class LabFolder {
 public:
  // Makes <temporary>/text/<id> with every file that a lab can have.
  explicit LabFolder(std::string_view id = "my-lab");

  // The folder above the lab's topic, and the lab's own.
  const std::filesystem::path& root() const { return root_.path(); }
  const std::filesystem::path& path() const { return path_; }

  void Write(const std::filesystem::path& name, std::string_view content) const;
  void Remove(const std::filesystem::path& name) const;
  // Replaces the line of lab.toml (from 1) by `line`.
  void SetLine(std::size_t number, std::string_view line);
  // The line of lab.toml.
  const std::string& Line(std::size_t number) const { return lines_.at(number - 1); }

  // What LoadLab finds wrong, a line a fault, with paths below the lab's folder; empty for a valid lab.
  std::string Faults() const;

 private:
  TempDir root_;
  std::filesystem::path path_;
  std::vector<std::string> lines_;
};

}  // namespace shellab::testing
