// How much memory this process has taken with malloc and not given back.
#pragma once

#include <malloc.h>

#include <cstddef>

namespace shellab::testing {

inline std::size_t AllocatedBytes() {
  const struct mallinfo2 info = ::mallinfo2();
  return info.uordblks + info.hblkhd;
}

}  // namespace shellab::testing
