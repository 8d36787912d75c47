// A terminal's size in characters. Used by all that shows, records or passes on a terminal.
#pragma once

namespace shellab {

struct TerminalSize {
  unsigned columns = 80;
  unsigned rows = 24;

  bool operator==(const TerminalSize&) const = default;
};

// That of the terminal that `fd` is open on (tty_ioctl(4)); what it does not say, and all where it is none, is as
// above.
TerminalSize TerminalSizeOf(int fd);
void SetTerminalSize(int fd, const TerminalSize& size);

}  // namespace shellab
