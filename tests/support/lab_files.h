// Labs and answers in a temporary place, for tests of the whole program.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "sandbox/os/file.h"

namespace shellab::testing {

// A folder that holds files for as long as the value lives.
class Files {
 public:
  Files();
  const std::filesystem::path& path() const { return folder_.path(); }
  // Writes <folder>/<name>, with the folders it needs, and returns its path. Throws OsError.
  std::string Write(const std::filesystem::path& name, std::string_view content) const;
  // Copies a lab of the sources ("text/awk-last-but-one") to <folder>/<id> and returns the copy's path.
  std::filesystem::path CopyLab(const std::filesystem::path& lab) const;
  // Makes the smallest valid lab <folder>/<id>: it asks for what `cat data` prints. `keys` are further lines of its
  // lab.toml, before the first table; `answer` is the kind of its answer. Returns its path.
  std::filesystem::path MakeLab(const std::string& id, std::string_view keys = "",
                                std::string_view answer = "command") const;

 private:
  TempDir folder_;
};

// Replaces the only place where `file` says `from`. Throws HostError when there is not exactly one.
void Replace(const std::filesystem::path& file, std::string_view from, std::string_view to);

}  // namespace shellab::testing
