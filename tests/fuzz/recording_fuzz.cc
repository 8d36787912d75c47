// Any file is a recording or a fault that names it, in bounds; whatever it shows only draws once it is filtered, in
// whatever pieces it comes.
// To run: `cmake --preset fuzz && cmake --build --preset fuzz`, then
// `build/fuzz/tests/fuzz/recording_fuzz -max_total_time=60 NEW_FOLDER tests/fuzz/corpus/recording`.
#include <string>
#include <string_view>

#include "grader/recording/reader.h"
#include "grader/terminal/terminal_filter.h"
#include "grader/usage_error.h"
#include "sandbox/os/fd.h"
#include "tests/fuzz/require.h"
#include "tests/grader/terminal/drawing.h"

namespace shellab::testing {
namespace {

void Filter(std::string_view bytes) {
  TerminalFilter whole;
  const std::string text = whole.Pass(bytes);
  Require(OnlyDraws(text), "what passes draws and does nothing else");
  Require(OnlyDraws(whole.Restore()), "so does what takes it back");
  Require(TerminalFilter().Pass(text) == text, "what passed passes again");
  TerminalFilter pieces;
  std::string joined;
  for (const char byte : bytes) joined += pieces.Pass({&byte, 1});
  Require(joined == text, "pieces make no difference");
}

void Read(std::string_view bytes) {
  const Fd file = SealedMemFd("recording", bytes, 0600);
  try {
    RecordingReader reader(DescriptorPath(file.get()));
    std::chrono::microseconds last = reader.Length() * 0;
    while (const auto event = reader.Next()) {
      Require(event->at >= last, "time does not go back");
      last = event->at;
      Filter(event->data);
    }
  } catch (const UsageError& error) {
    const std::string_view message = error.what();
    Require(message.starts_with("/proc/self/fd/"), "a fault names the file");
    Require(message.size() < 300, "a fault is a line");
  }
}

}  // namespace
}  // namespace shellab::testing

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes = shellab::testing::AsText(data, size);
  shellab::testing::Filter(bytes);
  shellab::testing::Read(bytes);
  return 0;
}
