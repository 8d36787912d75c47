// The services and processes of a lab: fixtures/services/<name>.toml, and what [[service]] and [[process]] of lab.toml
// say on top. Read by the lab loader.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "sandbox/service/spec.h"
#include "sandbox/toml/reader.h"

namespace shellab {

struct LabService {
  ServiceSpec spec;            // without what depends on the image: the user's ids, PATH and HOME
  std::string user = "root";   // of the image
  std::uint64_t disk = 0;      // room that it needs on the sandbox's disk, bytes
  std::string image;           // that it needs, or empty
  std::filesystem::path file;  // where it is described
  std::string digest;          // of all that it does, lower-case hex

  bool operator==(const std::string& name) const { return spec.name == name; }
};

// Reads every [[service]] of `root`: `use` names a file of `folders` (the first that has it), other keys override that
// file's. Then every [[process]]: started after the services, as `user` unless it says otherwise; not known to
// systemctl. Faults are noted in the documents; AuthorError where a service's own file is at fault.
std::vector<LabService> ReadServices(TomlTable& root, const std::vector<std::filesystem::path>& folders);
std::vector<LabService> ReadProcesses(TomlTable& root, const std::string& user);

// Reads one service's own file, for a probe that starts a fresh one. Throws AuthorError, also when no folder has it.
LabService LoadService(const std::string& name, const std::vector<std::filesystem::path>& folders);

// Where what labs share is looked for: fixtures/<kind> of the folders above `lab`, then what came with the program.
std::vector<std::filesystem::path> FixtureFolders(const std::string& kind, const std::filesystem::path& lab);
// The first of them that holds `name`; empty when none does.
std::filesystem::path FindFixture(const std::string& kind, const std::string& name, const std::filesystem::path& lab);

}  // namespace shellab
