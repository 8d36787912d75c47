#include "grader/submission/archive.h"

#include <algorithm>
#include <iterator>

namespace shellab {

bool LooksLikeArchive(std::string_view head) {
  using std::string_view_literals::operator""sv;
  static constexpr std::string_view kMarks[] = {"PK\x03\x04"sv,
                                                "PK\x05\x06"sv,
                                                "7z\xBC\xAF\x27\x1C"sv,
                                                "Rar!\x1A\x07"sv,
                                                "\x1F\x8B"sv,
                                                "BZh"sv,
                                                "\xFD"
                                                "7zXZ\0"sv,
                                                "\x28\xB5\x2F\xFD"sv,
                                                "\x04\x22\x4D\x18"sv,
                                                "\x5D\0\0"sv};
  constexpr std::size_t kTarMark = 257;
  return std::any_of(std::begin(kMarks), std::end(kMarks),
                     [head](std::string_view mark) { return head.starts_with(mark); }) ||
         (head.size() > kTarMark && head.substr(kTarMark).starts_with("ustar"));
}

}  // namespace shellab
