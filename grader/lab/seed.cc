#include "grader/lab/seed.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <sys/random.h>

#include <cerrno>
#include <charconv>
#include <utility>

#include "grader/usage_error.h"
#include "sandbox/image/digest.h"
#include "sandbox/os/error.h"

namespace shellab {

Seeds::Seeds(std::string secret, std::optional<std::uint32_t> first, Purpose purpose)
    : secret_(std::move(secret)), first_(first), purpose_(purpose) {}

Seeds Seeds::Random(Purpose purpose) {
  std::string secret(32, '\0');
  // Up to 256 bytes come whole; a signal can only interrupt the wait for the pool's first filling at boot.
  while (getrandom(secret.data(), secret.size(), 0) < 0) {
    if (errno != EINTR) ThrowErrno("getrandom");
  }
  return {std::move(secret), std::nullopt, purpose};
}

Seeds Seeds::From(std::int64_t first, Purpose purpose) {
  if (first < 1 || first > kMax) throw UsageError(fmt::format("a seed is a number from 1 to {}, not {}", kMax, first));
  return {std::to_string(first), static_cast<std::uint32_t>(first), purpose};
}

std::string Seeds::Packed() const {
  if (first_) return fmt::format("seed {}", *first_);
  return fmt::format("secret {:02x}",
                     fmt::join(reinterpret_cast<const std::uint8_t*>(secret_.data()),
                               reinterpret_cast<const std::uint8_t*>(secret_.data()) + secret_.size(), ""));
}

Seeds Seeds::Stored(std::string_view packed, Purpose purpose) {
  constexpr std::string_view kSeed = "seed ";
  constexpr std::string_view kSecret = "secret ";
  const auto number = [](std::string_view digits, int base) {
    std::uint32_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
    if (error != std::errc() || end != digits.data() + digits.size()) throw HostError("the stored seeds are damaged");
    return value;
  };
  if (packed.starts_with(kSeed)) return From(number(packed.substr(kSeed.size()), 10), purpose);
  if (!packed.starts_with(kSecret)) throw HostError("the stored seeds are damaged");
  packed.remove_prefix(kSecret.size());
  std::string secret;
  for (std::size_t i = 0; i < packed.size(); i += 2) secret += static_cast<char>(number(packed.substr(i, 2), 16));
  return {std::move(secret), std::nullopt, purpose};
}

std::uint32_t Seeds::For(std::string_view lab_id, std::uint32_t index) const {
  if (first_ && index == 0) return *first_;
  // No id holds a slash, so that no two messages are alike.
  const std::string_view purpose = purpose_ == Purpose::kPractice ? "practice" : "grading";
  const auto mac = HmacSha256(secret_, fmt::format("shellab seed/{}/{}/{}", purpose, lab_id, index));
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < sizeof(number); ++i) number = number << 8U | mac[i];
  return static_cast<std::uint32_t>(number % kMax) + 1;
}

std::string Seeds::NonceFor(std::string_view lab_id, std::uint32_t index) const {
  const std::string_view purpose = purpose_ == Purpose::kPractice ? "practice" : "grading";
  const auto mac = HmacSha256(secret_, fmt::format("shellab nonce/{}/{}/{}", purpose, lab_id, index));
  return fmt::format("{:02x}", fmt::join(mac.begin(), mac.begin() + 8, ""));
}

}  // namespace shellab
