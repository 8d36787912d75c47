// The program behind the shell's `lab`: hands its arguments to the session over a socket and prints the answer. Without
// a C library, as init.c and for its reasons: it starts before every prompt.
#include <asm/unistd.h>
#include <linux/un.h>
#include <stddef.h>

#include "sandbox/init/call.h"

enum { kUnix = 1, kStream = 1, kOutput = 1, kErrors = 2 };

static size_t Length(const char* text) {
  size_t length = 0;
  while (text[length] != '\0') ++length;
  return length;
}

static int Send(long socket, const char* bytes, size_t size) {
  while (size > 0) {
    const long sent = Call(__NR_write, socket, (long)bytes, (long)size, 0, 0);
    if (sent <= 0) return 0;
    bytes += sent;
    size -= (size_t)sent;
  }
  return 1;
}

static int Fail(const char* text) {
  Send(kErrors, text, Length(text));
  return 1;
}

// The answer begins with the exit code and a newline.
static int Print(long socket) {
  char buffer[4096];
  int code = 0;
  int in_code = 1;
  long size = 0;
  while ((size = Call(__NR_read, socket, (long)buffer, sizeof buffer, 0, 0)) > 0) {
    long at = 0;
    for (; in_code && at < size; ++at) {
      in_code = buffer[at] != '\n';
      if (in_code) code = code * 10 + (buffer[at] - '0');
    }
    if (!Send(kOutput, buffer + at, (size_t)(size - at))) return 1;
  }
  return in_code ? Fail("lab: the session does not answer\n") : code;
}

// `stack` is what the kernel starts a program with: the number of arguments, then their addresses.
__attribute__((noreturn, used)) void Main(const long* stack) {
  const long count = stack[0];
  const char* const* arguments = (const char* const*)(stack + 1);
  // Static: there is no memcpy to fill it with.
  static const struct sockaddr_un address = {.sun_family = kUnix, .sun_path = "/run/lab.sock"};
  const long socket = Call(__NR_socket, kUnix, kStream, 0, 0, 0);
  int code = 1;
  if (socket < 0 || Call(__NR_connect, socket, (long)&address, sizeof address, 0, 0) < 0) {
    code = Fail("lab: this shell is not in a lab any more\n");
  } else {
    int sent = 1;
    for (long i = 1; i < count; ++i)
      sent = sent && Send(socket, arguments[i], Length(arguments[i])) &&
             Send(socket, i + 1 < count ? " " : "", i + 1 < count);
    sent = sent && Send(socket, "", 1);
    code = sent ? Print(socket) : Fail("lab: the session does not listen\n");
  }
  for (;;) Call(__NR_exit_group, code, 0, 0, 0, 0);
}

#if defined(__x86_64__)
__asm__(".global _start\n_start:\n  mov %rsp, %rdi\n  and $-16, %rsp\n  call Main\n");
#elif defined(__aarch64__)
__asm__(".global _start\n_start:\n  mov x0, sp\n  bl Main\n");
#endif
