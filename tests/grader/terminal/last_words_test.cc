#include "grader/terminal/last_words.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <pty.h>
#include <termios.h>
#include <unistd.h>

#include <string>

#include "sandbox/os/error.h"
#include "sandbox/os/fd.h"

namespace shellab {
namespace {

struct Terminal {
  explicit Terminal(void (*set)(termios*)) {
    int master = -1;
    int slave = -1;
    CheckCall(::openpty(&master, &slave, nullptr, nullptr, nullptr), "openpty");
    ends = {Fd(master), Fd(slave)};
    for (const int end : {master, slave}) CheckCall(::fcntl(end, F_SETFL, O_NONBLOCK), "fcntl");
    termios settings{};
    CheckCall(::tcgetattr(slave, &settings), "tcgetattr");
    set(&settings);
    CheckCall(::tcsetattr(slave, TCSANOW, &settings), "tcsetattr");
  }

  // Prints until it takes no more for the moment.
  std::size_t Fill(std::size_t piece) const {
    const std::string bytes(piece, 'x');
    std::size_t printed = 0;
    for (ssize_t size = 0; (size = ::write(ends.write.get(), bytes.data(), bytes.size())) > 0;)
      printed += static_cast<std::size_t>(size);
    return printed;
  }

  PipeEnds ends;
};

TEST(LastWords, AreAllThatATerminalKeeps) {
  for (const std::size_t piece : {1U, 100U, 2048U, 65536U}) {
    const Terminal cooked([](termios*) {});
    const Terminal raw(::cfmakeraw);
    for (const Terminal* terminal : {&cooked, &raw}) {
      std::size_t printed = 0;
      // What the line discipline takes over for the master, which poll(2) waits for, leaves room.
      pollfd ready{terminal->ends.read.get(), POLLIN, 0};
      for (std::size_t more = 0; (more = terminal->Fill(piece)) > 0; ::poll(&ready, 1, 0)) printed += more;
      EXPECT_GT(printed, 4096U);
      EXPECT_EQ(LastWords(terminal->ends.read.get()).size(), printed) << piece;
    }
  }
}

TEST(LastWords, HaveAnEndWhereOthersGoOnToPrint) {
  const Fd endless = Open("/dev/zero", O_RDONLY);
  EXPECT_LT(LastWords(endless.get()).size(), 100'000U);
}

}  // namespace
}  // namespace shellab
