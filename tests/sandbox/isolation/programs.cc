#include "tests/sandbox/isolation/programs.h"

#include <filesystem>

#include "sandbox/os/file.h"

namespace shellab::testing {

std::string Install(Host& host, const std::string& name) {
  std::string path = "/run/" + name;
  host.WriteFile(path, ReadFile(std::filesystem::path(SHELLAB_GUEST_PROGRAMS) / name), {}, 0755);
  return path;
}

}  // namespace shellab::testing
