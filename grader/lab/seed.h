// The numbers that a run's data is generated from. One Seeds a run, made by the commands that grade and practise; the
// grader asks it for each lab and index.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace shellab {

class Seeds {
 public:
  // What the seeds are for. A run of the one purpose never draws the other's seeds from the same secret.
  enum class Purpose { kGrading, kPractice };

  // The largest seed: awk, bash and SQL all hold it in a plain signed integer.
  static constexpr std::uint32_t kMax = 0x7fffffff;

  // Seeds from a new secret of 256 random bits (getrandom(2)), which nobody learns but the run store. Throws OsError.
  static Seeds Random(Purpose purpose);
  // Seeds that anyone can make again from `first`, 1..kMax, which is itself the seed of index 0 in every lab. Throws
  // UsageError outside that range.
  static Seeds From(std::int64_t first, Purpose purpose);

  // The same seeds as text, for the run store, and from it. Stored throws HostError for text that is none.
  std::string Packed() const;
  static Seeds Stored(std::string_view packed, Purpose purpose);

  // The seed of a lab's run number `index`, 1..kMax: the same for the same secret, purpose, lab and index.
  std::uint32_t For(std::string_view lab_id, std::uint32_t index) const;
  // What hidden commands of that run get as NONCE: 16 hex digits that tell nothing of the seed, nor the seed of them.
  std::string NonceFor(std::string_view lab_id, std::uint32_t index) const;

 private:
  Seeds(std::string secret, std::optional<std::uint32_t> first, Purpose purpose);

  std::string secret_;
  std::optional<std::uint32_t> first_;
  Purpose purpose_;
};

}  // namespace shellab
