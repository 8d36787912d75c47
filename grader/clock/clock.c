// A clock that is wrong by some weeks, for programs that are started with LD_PRELOAD: shows what in a lab's setup or
// solution depends on the day. By bare system calls: what asks the C library for the real functions first calls itself
// where an allocator looks at the time before that has been set up (jemalloc, which Redis uses).
//
// Slow, not fast: whoever waits for a moment that he has worked out by this clock then waits too short instead of for
// weeks.
#include <asm/unistd.h>
#include <stddef.h>

#include "sandbox/init/call.h"

enum { kRealtime = 0, kRealtimeCoarse = 5, kWrongBy = 40 * 86400 };

struct Time {
  long seconds;
  long rest;
};

extern int* __errno_location(void);

static int Result(long result) {
  if (result >= 0) return (int)result;
  *__errno_location() = (int)-result;
  return -1;
}

int clock_gettime(int clock, struct Time* time) {
  const long result = Call(__NR_clock_gettime, clock, (long)time, 0, 0, 0);
  if (result == 0 && (clock == kRealtime || clock == kRealtimeCoarse)) time->seconds -= kWrongBy;
  return Result(result);
}

int gettimeofday(struct Time* time, void* zone) {
  const long result = Call(__NR_gettimeofday, (long)time, (long)zone, 0, 0, 0);
  if (result == 0 && time != NULL) time->seconds -= kWrongBy;
  return Result(result);
}

long time(long* where) {
  struct Time now = {0, 0};
  clock_gettime(kRealtime, &now);
  if (where != NULL) *where = now.seconds;
  return now.seconds;
}

int timespec_get(struct Time* time, int base) { return base == 1 && clock_gettime(kRealtime, time) == 0 ? base : 0; }
