// The kernel's mount calls by descriptor (fsopen(2) and its family). Used by the engine to build a host's root.
#pragma once

#include <sys/mount.h>

#include <cstdint>
#include <string>

#include "sandbox/os/fd.h"

namespace shellab {

// A file system that is being configured: fsopen, then Set..., then Create, then Mount. Errors carry the kernel's own
// words where it gives any (read from the context, fsopen(2)).
class FsContext {
 public:
  // Opens a context for the file system `type`. Throws OsError.
  explicit FsContext(const std::string& type);
  // Sets `key` to `value`, or the bare flag `key`. A value holds at most 255 bytes (fsconfig(2)). Throws OsError.
  void Set(const std::string& key, const std::string& value);
  void Set(const std::string& key);
  // Makes the superblock. Throws OsError.
  void Create();
  // Returns the mount, attached nowhere. `attributes` are MOUNT_ATTR_*. Throws OsError.
  Fd Mount(unsigned attributes);

 private:
  [[noreturn]] void Fail(const std::string& what);
  std::string type_;
  Fd context_;
};

// A private copy of the mount that `path` lies on, rooted at `path`, attached nowhere. Throws OsError.
Fd CloneTree(const std::string& path);

// Maps the ids of the detached mount `tree` by the user namespace `user_ns` (mount_setattr(2), MOUNT_ATTR_IDMAP) and
// adds `attributes`. Throws OsError; HostError when the file system cannot be id-mapped.
void MapIds(const Fd& tree, const Fd& user_ns, std::uint64_t attributes);

// Attaches a detached mount at `path`. Throws OsError.
void Attach(const Fd& mount, const std::string& path);

// Detaches what is mounted at `path`; open descriptors and overlays that use it go on. Throws OsError.
void Detach(const std::string& path);

}  // namespace shellab
