// Failures of this machine: what a system call refused, with what was being tried. Thrown by os/ and by the engine,
// caught in grade's per-answer boundary and in main.cc only.
#pragma once

#include <concepts>
#include <stdexcept>
#include <string>
#include <string_view>

namespace shellab {

// This machine could not do what was asked: nobody's answer is at fault. The message says what failed and, where
// known, what to do about it.
class HostError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// A system call failed: HostError with the errno value kept for callers that tell ENOENT from the rest.
class OsError : public HostError {
 public:
  OsError(int error, std::string_view what);
  int error() const { return error_; }

 private:
  int error_;
};

// Throws OsError for the current errno. `what` says what was tried, with its object: "open /etc/passwd".
[[noreturn]] void ThrowErrno(std::string_view what);

// Returns `result` unless it is negative, which throws OsError for the current errno.
template <std::signed_integral T>
T CheckCall(T result, std::string_view what) {
  if (result < 0) ThrowErrno(what);
  return result;
}

}  // namespace shellab
