// Runs a fuzz target on the files named on the command line. Takes libFuzzer's place in builds without it, so that
// every compiler's tests cover the targets and the inputs they once failed on.
#include <cstdio>
#include <string>

#include "sandbox/os/file.h"
#include "tests/fuzz/require.h"

int main(int count, char** arguments) {
  if (count < 2) {
    std::fprintf(stderr, "usage: %s FILE...\n", arguments[0]);
    return 2;
  }
  for (int i = 1; i < count; ++i) {
    std::fprintf(stderr, "%s\n", arguments[i]);
    const std::string input = shellab::ReadFile(arguments[i]);
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(input.data()), input.size());
  }
  return 0;
}
