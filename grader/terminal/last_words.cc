#include "grader/terminal/last_words.h"

#include <unistd.h>

#include <cstddef>

namespace shellab {
namespace {

// As much as a pseudoterminal of Linux keeps for its master: the buffer's limit (drivers/tty/pty.c,
// pty_common_install), which counts bytes with their flags, of which these have none (tty_buffer.c,
// __tty_buffer_request_room); the last piece of a page at most, which begins within it (TTY_BUFFER_PAGE); and what the
// line discipline has taken out of it (n_tty.c, N_TTY_BUF_SIZE).
std::size_t MostKept() {
  constexpr std::size_t kBufferLimit = 2 * 8192;
  constexpr std::size_t kLineDiscipline = 4096;
  return kBufferLimit + static_cast<std::size_t>(::sysconf(_SC_PAGESIZE)) + kLineDiscipline;
}

}  // namespace

// By bytes: programs that hold the terminal beyond the end of the one that it was for may fill it as fast as it is
// read.
std::string LastWords(int master) {
  std::string words(MostKept(), '\0');
  std::size_t size = 0;
  ssize_t read = 0;
  while (size < words.size() && (read = ::read(master, words.data() + size, words.size() - size)) > 0)
    size += static_cast<std::size_t>(read);
  words.resize(size);
  return words;
}

}  // namespace shellab
