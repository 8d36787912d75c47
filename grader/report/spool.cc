#include "grader/report/spool.h"

#include <fcntl.h>

#include <cstdlib>

#include "sandbox/os/error.h"

namespace shellab {

Spool::Spool() : file_(std::tmpfile()) {
  if (!file_) ThrowErrno("make a temporary file");
  CheckCall(::fcntl(::fileno(file_.get()), F_SETFD, FD_CLOEXEC), "keep a temporary file from other programs");
}

void Spool::Add(std::string_view line) {
  if (std::fwrite(line.data(), 1, line.size(), file_.get()) != line.size() || std::fputc('\n', file_.get()) == EOF)
    ThrowErrno("write a temporary file");
}

void Spool::ForEach(const std::function<void(std::string_view)>& visit) const {
  struct Line {
    ~Line() { std::free(text); }
    char* text = nullptr;
    std::size_t room = 0;
  } line;
  CheckCall(std::fseek(file_.get(), 0, SEEK_SET), "write a temporary file");
  for (ssize_t size = 0; (size = ::getline(&line.text, &line.room, file_.get())) > 0;)
    visit({line.text, static_cast<std::size_t>(size) - 1});
  if (std::ferror(file_.get()) != 0) ThrowErrno("read a temporary file");
}

}  // namespace shellab
