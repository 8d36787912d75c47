#include "sandbox/cgroup/freezer.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>

#include "sandbox/os/error.h"
#include "sandbox/os/file.h"

namespace shellab {

Freezer::Freezer(const Controllers& controllers, const std::string& name) {
  if (!controllers.freezer) throw HostError("the cgroup controller freezer is not there: mount it");
  if (controllers.freezer->version == 2) return;
  v1_folder_ = controllers.freezer->folder / name;
  CheckCall(::mkdir(v1_folder_.c_str(), 0755), fmt::format("mkdir {}", v1_folder_.native()));
  try {
    entrance_ = Open(v1_folder_ / "tasks", O_WRONLY);
    thaw_file_ = Open(v1_folder_ / "freezer.state", O_WRONLY);
  } catch (...) {
    ::rmdir(v1_folder_.c_str());
    throw;
  }
}

Freezer::~Freezer() {
  if (!v1_folder_.empty()) ::rmdir(v1_folder_.c_str());
}

void Freezer::Add(const Cgroup& group) {
  if (v1_folder_.empty()) v2_folders_.push_back(group.pids_folder());
}

void Freezer::Leave(const Cgroup& group) { std::erase(v2_folders_, group.pids_folder()); }

void Freezer::Write(const char* v1, const char* v2) const {
  if (!v1_folder_.empty()) WriteKernelFile(v1_folder_ / "freezer.state", v1);
  for (const auto& folder : v2_folders_) WriteKernelFile(folder / "cgroup.freeze", v2);
}

void Freezer::Freeze() const { Write("FROZEN", "1"); }

void Freezer::Thaw() const { Write("THAWED", "0"); }

bool Freezer::IsFrozen() const {
  if (!v1_folder_.empty()) return ReadFile(v1_folder_ / "freezer.state") == "FROZEN\n";
  return std::all_of(v2_folders_.begin(), v2_folders_.end(), [](const auto& folder) {
    return ReadFile(folder / "cgroup.events").find("frozen 1") != std::string::npos;
  });
}

}  // namespace shellab
