// A disk that is full, for this process: no file can grow. Used by the tests of what keeps files.
#pragma once

#include <sys/resource.h>

#include <csignal>

#include "sandbox/os/error.h"

namespace shellab::testing {

class NoRoom {
 public:
  // Files may still have so many bytes. Throws OsError.
  explicit NoRoom(rlim_t bytes = 0) {
    ::signal(SIGXFSZ, SIG_IGN);
    CheckCall(::getrlimit(RLIMIT_FSIZE, &before_), "getrlimit");
    rlimit small = before_;
    small.rlim_cur = bytes;
    CheckCall(::setrlimit(RLIMIT_FSIZE, &small), "setrlimit");
  }
  NoRoom(const NoRoom&) = delete;
  NoRoom& operator=(const NoRoom&) = delete;
  ~NoRoom() { ::setrlimit(RLIMIT_FSIZE, &before_); }

 private:
  rlimit before_{};
};

}  // namespace shellab::testing
