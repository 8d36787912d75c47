// Opening and writing files as somebody else than this process, as a file server does. Used where root keeps files in a
// folder that belongs to a user, who may have put links there.
#pragma once

#include <sys/types.h>

#include <vector>

namespace shellab {

// While it lives, this thread (no other) reaches files with the rights of that user and group alone, and what it makes
// is theirs (setfsuid(2)). Needs root. Throws OsError. Must not live across a co_await.
class FileIdentity {
 public:
  FileIdentity(uid_t uid, gid_t gid);
  FileIdentity(const FileIdentity&) = delete;
  FileIdentity& operator=(const FileIdentity&) = delete;
  // Ends the program where the rights cannot be had back: whatever it did next would fail in odd places.
  ~FileIdentity();

 private:
  uid_t uid_;
  gid_t gid_;
  std::vector<gid_t> groups_;
  int dumpable_;
};

}  // namespace shellab
