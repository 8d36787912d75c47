#include "grader/submission/class_entries.h"

#include <algorithm>
#include <tuple>

namespace shellab {

void ClassEntries::Add(std::string_view owner, const DiskEntry& entry) {
  starts_.push_back(bytes_.size());
  bytes_.append(owner).append(1, '\0').append(entry.name).append(1, '\0');
  bytes_.push_back(static_cast<char>(entry.type));
}

void ClassEntries::Sort() {
  std::sort(starts_.begin(), starts_.end(), [this](std::size_t a, std::size_t b) {
    const Entry first = At(a);
    const Entry second = At(b);
    return std::tie(first.owner, first.name) < std::tie(second.owner, second.name);
  });
}

ClassEntries::Entry ClassEntries::At(std::size_t start) const {
  const std::string_view owner = bytes_.data() + start;
  const std::string_view name = owner.data() + owner.size() + 1;
  return {owner, name, static_cast<std::filesystem::file_type>(name.data()[name.size() + 1])};
}

}  // namespace shellab
