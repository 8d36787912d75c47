#include "grader/report/output_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <utility>

#include "sandbox/os/error.h"
#include "sandbox/os/file.h"

namespace shellab {
namespace fs = std::filesystem;
namespace {

void WriteTo(int fd, const std::string& name, const Writer& write) {
  FdBuffer buffer(fd, name);
  std::ostream out(&buffer);
  out.exceptions(std::ios::badbit);
  write(out);
  out.flush();
}

}  // namespace

FdBuffer::FdBuffer(int fd, std::string name) : fd_(fd), name_(std::move(name)) {
  setp(buffer_.data(), buffer_.data() + buffer_.size());
}

FdBuffer::int_type FdBuffer::overflow(int_type character) {
  sync();
  if (traits_type::eq_int_type(character, traits_type::eof())) return traits_type::not_eof(character);
  return sputc(traits_type::to_char_type(character));
}

int FdBuffer::sync() {
  const std::string_view pending(pbase(), static_cast<std::size_t>(pptr() - pbase()));
  setp(buffer_.data(), buffer_.data() + buffer_.size());
  WriteAll(fd_, pending, name_);
  return 0;
}

void WriteToFile(const fs::path& path, const Writer& write, bool sync) {
  struct stat found {};
  const bool exists = ::stat(path.c_str(), &found) == 0;
  if (exists && !S_ISREG(found.st_mode)) {
    WriteTo(Open(path, O_WRONLY).get(), path.native(), write);
    return;
  }
  const fs::path target = exists ? fs::canonical(path) : path;  // a link stays one
  std::string temporary = target.native() + ".XXXXXX";
  const Fd fd(::mkostemp(temporary.data(), O_CLOEXEC));
  if (!fd) ThrowErrno(fmt::format("create a file beside {}", path.native()));
  try {
    WriteTo(fd.get(), path.native(), write);
    CheckCall(::fchmod(fd.get(), exists ? found.st_mode & 07777U : 0644U), fmt::format("chmod {}", temporary));
    if (sync) CheckCall(::fsync(fd.get()), fmt::format("fsync {}", temporary));
    CheckCall(::rename(temporary.c_str(), target.c_str()), fmt::format("rename {} to {}", temporary, path.native()));
  } catch (...) {
    ::unlink(temporary.c_str());
    throw;
  }
}

void WriteOutput(const fs::path& to, const Writer& write) {
  if (to != kStandardOutput) {
    WriteToFile(to, write, true);
    return;
  }
  std::fflush(stdout);  // what was printed before comes before
  WriteTo(STDOUT_FILENO, "standard output", write);
}

}  // namespace shellab
