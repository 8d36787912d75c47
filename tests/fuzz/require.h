// What the fuzz targets demand of the code under test: a broken demand ends the program, and libFuzzer or ctest keeps
// the input.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "sandbox/toml/reader.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace shellab::testing {

// Aborts with `demand` on stderr unless it holds.
inline void Require(bool holds, std::string_view demand) {
  if (holds) return;
  std::fprintf(stderr, "broken: %.*s\n", static_cast<int>(demand.size()), demand.data());
  std::abort();
}

inline std::string_view AsText(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

// The length in bytes of a line of `text` (from 1); aborts where there is no such line.
std::size_t LineLength(std::string_view text, std::size_t line);

// Aborts unless the error names at least one fault, each lies inside `text` (its end included), and what() has a line
// for each.
void RequireFaultsInside(const AuthorError& error, std::string_view text);

}  // namespace shellab::testing
