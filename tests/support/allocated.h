// How much memory this process has taken with malloc and not given back.
#pragma once

#include <malloc.h>

#include <cstddef>

// In programs that are built with AddressSanitizer, where mallinfo2 sees nothing. From sanitizer/allocator_interface.h,
// which Debian's GCC comes without.
extern "C" [[gnu::weak]] std::size_t __sanitizer_get_current_allocated_bytes();

namespace shellab::testing {

inline std::size_t AllocatedBytes() {
  if (__sanitizer_get_current_allocated_bytes != nullptr) return __sanitizer_get_current_allocated_bytes();
  const struct mallinfo2 info = ::mallinfo2();
  return info.uordblks + info.hblkhd;
}

}  // namespace shellab::testing
