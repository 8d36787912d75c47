#include "sandbox/os/file_identity.h"

#include <grp.h>
#include <sys/fsuid.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>

#include "sandbox/os/error.h"

namespace shellab {
namespace {

constexpr auto kAsk = static_cast<uid_t>(-1);  // changes nothing, and both calls return what was

// setgroups(2) of this thread: glibc's own changes every thread's.
bool SetGroups(const std::vector<gid_t>& groups) { return ::syscall(SYS_setgroups, groups.size(), groups.data()) == 0; }

bool SetFileUser(uid_t uid, gid_t gid) {
  ::setfsgid(gid);  // first: without root's rights it cannot be changed any more
  ::setfsuid(uid);
  return static_cast<uid_t>(::setfsuid(kAsk)) == uid && static_cast<gid_t>(::setfsgid(kAsk)) == gid;
}

}  // namespace

FileIdentity::FileIdentity(uid_t uid, gid_t gid)
    : uid_(static_cast<uid_t>(::setfsuid(kAsk))),
      gid_(static_cast<gid_t>(::setfsgid(kAsk))),
      groups_(static_cast<std::size_t>(CheckCall(::getgroups(0, nullptr), "getgroups"))),
      dumpable_(::prctl(PR_GET_DUMPABLE)) {
  CheckCall(::getgroups(static_cast<int>(groups_.size()), groups_.data()), "getgroups");
  if (!SetGroups({})) ThrowErrno("give up root's groups");
  if (SetFileUser(uid, gid)) return;
  SetFileUser(uid_, gid_);
  SetGroups(groups_);
  throw OsError(EPERM, "reach files as another user");
}

FileIdentity::~FileIdentity() {
  const bool restored = SetFileUser(uid_, gid_) && SetGroups(groups_);
  if (!restored) std::abort();
  // The kernel takes a change of identity for a sign that memory holds secrets (commit_creds).
  ::prctl(PR_SET_DUMPABLE, dumpable_);
}

}  // namespace shellab
