// Ways to take a feature of this machine away from one process, for real. Used by the tests of the probes.
#pragma once

#include <filesystem>
#include <functional>
#include <initializer_list>
#include <string>

#include "sandbox/probe/probe.h"

namespace shellab::testing {

// What the probe `id` finds in a child process that `change` was called in before. Throws for an unknown id.
ProbeResult FindIn(const std::string& id, const std::filesystem::path& state, const std::function<void()>& change);
// The same with the machine's own state folder.
ProbeResult FindIn(const std::string& id, const std::function<void()>& change);

// All of these change the calling process only, and throw OsError.

// Answers the system calls with `error` from now on.
void Refuse(std::initializer_list<int> calls, int error);
// Gives up one capability.
void DropCapability(unsigned capability);
// Enters a mount namespace whose mounts nobody else sees.
void EnterOwnMounts();
// Mounts `folder` on itself with further MS_* flags.
void Remount(const std::filesystem::path& folder, unsigned long flags);
// Unmounts every cgroup file system.
void UnmountCgroups();
// Refuses memfds that can be executed, as the setting of this process's pid namespace says (Linux 6.3); a kernel
// without the setting is made to look and to act as if it had it.
void ForbidMemfds();
// Enters a user namespace with the machine's own ids, in which no further one can be made.
void ForbidUserNamespaces();

}  // namespace shellab::testing
