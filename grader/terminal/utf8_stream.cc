#include "grader/terminal/utf8_stream.h"

#include <unistr.h>

#include <cstdint>

namespace shellab {
namespace {

constexpr std::string_view kReplacement = "\xef\xbf\xbd";

}  // namespace

std::string Utf8Stream::Pass(std::string_view bytes) {
  begun_.append(bytes);
  std::string text;
  text.reserve(begun_.size());
  std::string_view rest = begun_;
  while (!rest.empty()) {
    constexpr int kIncomplete = -2;
    ucs4_t code = 0;
    const int length = u8_mbtoucr(&code, reinterpret_cast<const std::uint8_t*>(rest.data()), rest.size());
    if (length == kIncomplete) break;
    text += length > 0 ? rest.substr(0, static_cast<std::size_t>(length)) : kReplacement;
    rest.remove_prefix(length > 0 ? static_cast<std::size_t>(length) : 1);
  }
  begun_.erase(0, begun_.size() - rest.size());
  return text;
}

std::string Utf8Stream::End() {
  const bool whole = begun_.empty();
  begun_.clear();
  return whole ? "" : std::string(kReplacement);
}

}  // namespace shellab
