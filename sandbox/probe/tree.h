// The smallest root file system a host boots from, and the one program at hand that runs in it. Used by the probes.
#pragma once

#include <filesystem>
#include <functional>

#include "sandbox/os/file.h"

namespace shellab {

// A tree below the state folder, so that it lies where images lie; gone with the value.
class SmallTree {
 public:
  // Makes the folders to mount on, the devices, and /init, a static program that ends at once with 0 (init.c without a
  // lifeline). Throws OsError.
  explicit SmallTree(const std::filesystem::path& state);
  std::filesystem::path root() const { return folder_.path() / "root"; }

 private:
  TempDir folder_;
};

// Lets `exec` execute InitProgram's bytes in a child and returns the exit code, 126 where `exec` came back, which it
// does when the kernel refuses. Throws OsError.
int RunInitProgram(const std::function<void(char* const* argv, char* const* envp)>& exec);

}  // namespace shellab
