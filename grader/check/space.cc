#include "grader/check/space.h"

#include <fmt/format.h>

#include <cstdint>
#include <optional>
#include <string>

namespace shellab {
namespace {

constexpr std::uint64_t kMega = 1U << 20U;

class SpaceCheck : public Check {
 public:
  explicit SpaceCheck(std::uint64_t wanted) : wanted_(wanted) {}

  void Ask(Questions& questions) const override { questions.space = true; }

  boost::asio::awaitable<Finding> Verify(const Evidence& evidence) const override {
    const std::uint64_t free = evidence.answer.seen.free_bytes;
    if (free >= wanted_) co_return Passed();
    Finding finding;
    // Each is rounded to the side on which the sentence is true.
    const std::uint64_t there = free / kMega;
    const std::uint64_t wanted = (wanted_ + kMega - 1) / kMega;
    finding.message = {fmt::format("Only {} MB of the disk are free; it should be {} MB.", there, wanted),
                       fmt::format("磁盘只剩 {} MB 可用，应有 {} MB。", there, wanted)};
    co_return finding;
  }

 private:
  std::uint64_t wanted_;
};

}  // namespace

std::shared_ptr<const Check> ParseSpaceCheck(TomlTable& table) {
  const std::string text = table.RequiredString("free", "a size such as \"24M\"");
  const std::optional<std::uint64_t> wanted = ParseBytes(text);
  if (!text.empty() && (!wanted || *wanted == 0))
    table.FaultAt("free", fmt::format("`free` must be a size such as \"24M\", not \"{}\"", text));
  return std::make_shared<SpaceCheck>(wanted.value_or(0));
}

}  // namespace shellab
