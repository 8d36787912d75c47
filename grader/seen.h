// Tells which names of a class came before, however large it is: what is kept of each is a number. Used where no two
// learners may be called the same.
#pragma once

#include <boost/unordered/unordered_flat_set.hpp>
#include <cstdint>
#include <string>
#include <string_view>

#include "sandbox/image/digest.h"

namespace shellab {

// 64 bits of the text's SHA-256.
inline std::uint64_t Fingerprint(std::string_view text) {
  constexpr std::size_t kDigits = 16;
  return std::stoull(Sha256(text).substr(0, kDigits), nullptr, 16);
}

class Seen {
 public:
  // Whether it is the first time that this text comes. Says no as well where two fingerprints agree by chance: who asks
  // must be able to do with another name.
  bool Add(std::string_view text) { return numbers_.insert(Fingerprint(text)).second; }

 private:
  boost::unordered_flat_set<std::uint64_t> numbers_;
};

}  // namespace shellab
