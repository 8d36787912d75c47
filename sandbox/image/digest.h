// Fingerprints: SHA-256 of text and of folder trees, and the keyed hash that seeds are made with. Used by the image
// store, labs and seeds.
#pragma once

#include <nettle/sha2.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace shellab {

// SHA-256 of what is added piece by piece.
class Sha256Stream {
 public:
  Sha256Stream();
  void Add(const void* data, std::size_t size);
  // 64 lower-case hex digits. Ends the stream: nothing may be added afterwards.
  std::string Hex();

 private:
  sha256_ctx state_;
};

// SHA-256 of `content`, 64 lower-case hex digits.
std::string Sha256(std::string_view content);

// HMAC-SHA-256 (RFC 2104) of `message` under `key`, 32 bytes.
std::array<std::uint8_t, 32> HmacSha256(std::string_view key, std::string_view message);

// What of a tree counts. kWhole: paths, types, modes, owners, sizes, link targets, device numbers, the extended
// attributes that change behaviour (capabilities, ACLs, user.*) and content. kCheckout: the same without owners,
// attributes and modes save the owner's execute bit, which is what version control keeps of a folder. Times never
// count, nor which names are hard links of one file.
enum class TreeScope { kWhole, kCheckout };

struct TreeDigest {
  std::string sha256;       // lower-case hex
  std::uint64_t bytes = 0;  // apparent size of all regular files
};

// Fingerprints the folder `root` and all below it; links are not followed. The tree must be trusted and at rest. Throws
// OsError.
TreeDigest DigestTree(const std::filesystem::path& root, TreeScope scope);

}  // namespace shellab
