// How values lie in the run store's columns: a choice as its word, a time as milliseconds since 1970. Internal to
// store/.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string>

#include "sandbox/os/error.h"

namespace shellab {

template <typename Enum, std::size_t size>
std::string Word(Enum value, const char* const (&words)[size]) {
  return words[static_cast<std::size_t>(value)];
}

// Throws HostError for a word that is none of them.
template <typename Enum, std::size_t size>
Enum Meaning(const std::string& word, const char* const (&words)[size]) {
  const auto* found = std::find(std::begin(words), std::end(words), word);
  if (found == std::end(words)) throw HostError(fmt::format("the run store says \"{}\", which is unknown", word));
  return static_cast<Enum>(found - std::begin(words));
}

inline std::int64_t Milliseconds(std::chrono::system_clock::time_point time) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch()).count();
}

inline std::chrono::system_clock::time_point TimeOf(std::int64_t milliseconds) {
  return std::chrono::system_clock::time_point(std::chrono::milliseconds(milliseconds));
}

}  // namespace shellab
