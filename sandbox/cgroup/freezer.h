// Stops all processes of a host at once, so that its files can be read while nothing changes them. Made by a host that
// will be observed.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "sandbox/cgroup/cgroup.h"
#include "sandbox/cgroup/controllers.h"
#include "sandbox/os/fd.h"

namespace shellab {

// In v1 a group of the freezer's own hierarchy, which every program enters as well; frozen processes there do not even
// die, so that whoever holds `thaw_file` must thaw them when shellab is gone. In v2 each program's group is frozen by
// itself and can be killed as it is.
class Freezer {
 public:
  // Throws OsError, or HostError without a freezer controller.
  Freezer(const Controllers& controllers, const std::string& name);
  Freezer(const Freezer&) = delete;
  Freezer& operator=(const Freezer&) = delete;
  // Removes its folder; no process may be left in it.
  ~Freezer();

  // v1: where a program writes "0" to enter, else none.
  const Fd& entrance() const { return entrance_; }
  // v1: the file that takes "THAWED", else none.
  const Fd& thaw_file() const { return thaw_file_; }
  // v2: freezes `group` with the others from now on.
  void Add(const Cgroup& group);
  // v2: and no longer, since it was removed.
  void Leave(const Cgroup& group);

  // Throws OsError. Freezing takes a moment: IsFrozen tells.
  void Freeze() const;
  bool IsFrozen() const;
  void Thaw() const;

 private:
  void Write(const char* v1, const char* v2) const;

  std::filesystem::path v1_folder_;
  std::vector<std::filesystem::path> v2_folders_;
  Fd entrance_;
  Fd thaw_file_;
};

}  // namespace shellab
