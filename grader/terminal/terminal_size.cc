#include "grader/terminal/terminal_size.h"

#include <sys/ioctl.h>

namespace shellab {

TerminalSize TerminalSizeOf(int fd) {
  TerminalSize size;
  winsize window{};
  if (::ioctl(fd, TIOCGWINSZ, &window) != 0) return size;
  if (window.ws_col > 0) size.columns = window.ws_col;
  if (window.ws_row > 0) size.rows = window.ws_row;
  return size;
}

void SetTerminalSize(int fd, const TerminalSize& size) {
  winsize window{};
  window.ws_col = static_cast<unsigned short>(size.columns);
  window.ws_row = static_cast<unsigned short>(size.rows);
  ::ioctl(fd, TIOCSWINSZ, &window);
}

}  // namespace shellab
