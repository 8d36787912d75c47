// By how much this process grew at most since a moment.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>

#include "sandbox/os/file.h"
#include "tests/support/allocated.h"

// As in allocated.h; calls the first function after each malloc, the second before each free.
extern "C" [[gnu::weak]] int __sanitizer_install_malloc_and_free_hooks(void (*)(const volatile void*, std::size_t),
                                                                       void (*)(const volatile void*));

namespace shellab::testing {

// One at a time, in programs of one thread. Resident memory, as the kernel tells it. AddressSanitizer keeps hundreds of
// megabytes of what was freed, to find its uses: there, what malloc gave and was not freed.
class PeakMemory {
 public:
  // Throws OsError.
  PeakMemory() {
    if (IsSanitized()) {
      static const int kInstalled = __sanitizer_install_malloc_and_free_hooks(Note, [](const volatile void*) {});
      static_cast<void>(kInstalled);
      before_ = most_ = AllocatedBytes();
    } else {
      ::malloc_trim(0);
      WriteKernelFile("/proc/self/clear_refs", "5");  // proc(5): the peak starts anew
      before_ = Resident();
    }
  }

  // Bytes; of resident memory in pages. Throws OsError.
  std::size_t Growth() const { return (IsSanitized() ? most_ : Resident()) - before_; }

 private:
  static bool IsSanitized() { return __sanitizer_install_malloc_and_free_hooks != nullptr; }
  static void Note(const volatile void* /*memory*/, std::size_t /*size*/) { most_ = std::max(most_, AllocatedBytes()); }
  static std::size_t Resident() {
    const std::string status = ReadFile("/proc/self/status");
    return std::stoul(status.substr(status.find("VmHWM:") + 6)) << 10U;
  }

  inline static std::size_t most_ = 0;
  std::size_t before_ = 0;
};

}  // namespace shellab::testing
