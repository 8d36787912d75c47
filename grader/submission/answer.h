// What a learner handed in for one lab. Read by the commands, run by the grader.
#pragma once

#include <filesystem>
#include <string>

namespace shellab {

struct Answer {
  std::string learner;  // the file's name without its extension, or "-"
  std::string script;   // the bytes as they were handed in

  // Whether the kernel can start it by its own first line; else bash reads it.
  bool HasInterpreterLine() const { return script.starts_with("#!"); }
};

// Reads a script from a file, or from standard input when `path` is "-". Throws UsageError when it cannot be read, is
// no regular file, or is larger than an answer may be (1 MiB).
Answer ReadAnswer(const std::filesystem::path& path);

// The answer that is one command line.
Answer CommandAnswer(std::string command);

}  // namespace shellab
