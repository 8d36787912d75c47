// Where a report is written to: standard output, or a file that appears whole or not at all. Called by format.cc.
#pragma once

#include <array>
#include <filesystem>
#include <functional>
#include <ostream>
#include <streambuf>
#include <string>
#include <string_view>

#include "sandbox/os/fd.h"

namespace shellab {

// A stream's buffer over a descriptor that it does not own. Throws OsError where a write fails; a stream hands that on
// when its exceptions() hold badbit. What is still in the buffer when the value dies is lost.
class FdBuffer : public std::streambuf {
 public:
  FdBuffer(int fd, std::string name);

 protected:
  int_type overflow(int_type character) override;
  int sync() override;

 private:
  int fd_;
  std::string name_;
  std::array<char, 65536> buffer_{};
};

using Writer = std::function<void(std::ostream&)>;

// The path that stands for standard output.
inline constexpr std::string_view kStandardOutput = "-";

// Replaces `path` by what `write` gives: written beside it and renamed over it when all is there and, with `sync`, on
// the disk. What is no regular file (a terminal, a pipe) is written to as it is. Throws OsError, and what `write`
// throws; then what was there stands as it was.
void WriteToFile(const std::filesystem::path& path, const Writer& write, bool sync);

// The same to the disk, or to standard output.
void WriteOutput(const std::filesystem::path& to, const Writer& write);

}  // namespace shellab
