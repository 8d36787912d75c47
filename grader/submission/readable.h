// Names and lists in the encodings that Windows writes in China. Called for names in archives and for rosters.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace shellab {

bool IsUtf8(std::string_view bytes);

// The UTF-8 text of `bytes` in GBK (code page 936); nothing where they are not.
std::optional<std::string> FromGbk(std::string_view bytes);

// `bytes` if they are UTF-8, else what they are in GBK, else the raw bytes.
std::string Readable(std::string_view bytes);

}  // namespace shellab
