// The services and processes of a lab: fixtures/services/<name>.toml, and what [[service]] and [[process]] of lab.toml
// say on top. Read by the lab loader.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "grader/lab/host.h"
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
  std::size_t host = 0;        // number of its host
  std::string id;              // what checks call it: its name, on another host than the learner's "db1/mariadb"

  bool operator==(const std::string& other) const { return id == other; }
};

// Reads every [[service]] of `root`: `use` names a file of `folders` (the first that has it), `host` the host or hosts
// where it runs, other keys override that file's; before them come those that the hosts name. Then every [[process]]:
// started after the services, as `user` unless it says otherwise; not known to systemctl. Faults are noted in the
// documents; AuthorError where a service's own file is at fault.
std::vector<LabService> ReadServices(TomlTable& root, const std::vector<LabHost>& hosts,
                                     const std::vector<std::filesystem::path>& folders);
std::vector<LabService> ReadProcesses(TomlTable& root, const std::vector<LabHost>& hosts, const std::string& user);

// The hosts that a key `host` means: one by its name, all of a [[host]] by its; absent is the learner's. Faults are
// noted in the document.
std::vector<std::size_t> ReadHostKey(TomlTable& table, const std::vector<LabHost>& hosts);

// Reads one service's own file, for a probe that starts a fresh one. Throws AuthorError, also when no folder has it.
LabService LoadService(const std::string& name, const std::vector<std::filesystem::path>& folders);

// Where what labs share is looked for: fixtures/<kind> of the folders above `lab`, then what came with the program.
std::vector<std::filesystem::path> FixtureFolders(const std::string& kind, const std::filesystem::path& lab);
// The first of them that holds `name`; empty when none does.
std::filesystem::path FindFixture(const std::string& kind, const std::string& name, const std::filesystem::path& lab);

}  // namespace shellab
