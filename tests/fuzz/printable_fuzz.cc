// Any bytes that a guest prints become text that a terminal only prints, and JSON that says the same.
// To run: `cmake --preset fuzz && cmake --build --preset fuzz`, then
// `build/fuzz/tests/fuzz/printable_fuzz -max_total_time=60 NEW_FOLDER tests/fuzz/corpus/printable labs`.
#include <algorithm>
#include <boost/json.hpp>
#include <string>
#include <string_view>

#include "grader/report/printable.h"
#include "tests/fuzz/require.h"

namespace shellab::testing {
namespace {

bool HoldsControls(std::string_view text, std::string_view allowed) {
  return std::any_of(text.begin(), text.end(), [&](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 || byte == 0x7f) && allowed.find(c) == std::string_view::npos;
  });
}

void Show(std::string_view bytes) {
  const std::string text = Printable(bytes);
  Require(IsText(text) && !HoldsControls(text, "\t\n"), "printable text holds no control bytes");
  Require(Printable(text) == text, "printable text is printable");
  const std::string line = PrintableLine(bytes);
  Require(IsText(line) && !HoldsControls(line, ""), "a printable line holds no control bytes");
  for (const std::size_t columns : {1U, 2U, 7U, 80U}) {
    const std::string cut = CutToWidth(line, columns);
    Require(IsText(cut) && DisplayWidth(cut) <= columns, "what was cut to a width fits");
  }
}

void PutInJson(std::string_view bytes) {
  const std::string valid = ValidUtf8(bytes);
  Require(ValidUtf8(valid) == valid, "valid UTF-8 is left alone");
  Require(!IsText(bytes) || valid == bytes, "text is left alone");
  const std::string json = EscapeInvisible(boost::json::serialize(boost::json::value(valid)));
  Require(Printable(json) == json, "JSON is safe on a terminal");
  Require(boost::json::parse(json).as_string() == valid, "JSON keeps the value");
}

}  // namespace
}  // namespace shellab::testing

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes = shellab::testing::AsText(data, size);
  shellab::testing::Show(bytes);
  shellab::testing::PutInJson(bytes);
  return 0;
}
