// A range of 65,536 user and group ids of this machine that one sandbox has to itself, leased through lock files that
// all shellabs of the machine share. Used by the engine.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sandbox/os/fd.h"

namespace shellab {

inline constexpr std::uint32_t kIdsPerRange = 65536;

// A lease: nobody else on this machine has the range while its lock file's open description lives. The engine hands a
// duplicate of `lock` to the sandbox's init, so that a range outlives a killed shellab as long as its init. The kernel
// closes an ending init's descriptors before it kills the rest of the sandbox (do_exit): who leases must also see that
// the range's control groups are empty.
struct IdRange {
  std::uint32_t index = 0;
  std::uint32_t base = 0;  // first id
  Fd lock;
};

// Leases the range `index`, or nothing when it is taken. Throws OsError.
std::optional<IdRange> TryLeaseIdRange(std::uint32_t index);

// Leases the lowest free range of which `usable(range)` is true. Throws OsError, or HostError when all are taken.
IdRange LeaseIdRange(const std::function<bool(const IdRange&)>& usable);

// Every range that was ever leased since the machine booted.
std::vector<std::uint32_t> KnownIdRanges();

// What the range's last holder noted of itself, and noting that of this one: it outlives a killed shellab in the lock
// file. Throws OsError.
std::string ReadNote(const IdRange& range);
void WriteNote(const IdRange& range, std::string_view note);

// A user namespace whose ids 0..65535 are the range's, for id-mapped mounts; nothing runs in it. Throws OsError.
Fd MakeUserNamespace(const IdRange& range);

// Writes the range's uid_map and gid_map for the process `pid`, a fresh user namespace's first. Throws OsError.
void WriteIdMaps(int pid, const IdRange& range);

}  // namespace shellab
