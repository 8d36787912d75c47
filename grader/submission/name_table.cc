#include "grader/submission/name_table.h"

#include "grader/seen.h"

namespace shellab {

std::size_t NameTable::Hash::operator()(std::string_view name) const { return Fingerprint(name); }

std::size_t NameTable::Add(std::string_view name) {
  if (const auto known = numbers_.find(name); known != numbers_.end()) return *known;
  const std::size_t number = starts_.size();
  starts_.push_back(bytes_.size());
  bytes_ += name;
  numbers_.insert(static_cast<std::uint32_t>(number));
  return number;
}

std::optional<std::size_t> NameTable::Find(std::string_view name) const {
  const auto known = numbers_.find(name);
  return known == numbers_.end() ? std::nullopt : std::optional<std::size_t>(*known);
}

std::string_view NameTable::operator[](std::size_t number) const {
  const std::size_t end = number + 1 < starts_.size() ? starts_[number + 1] : bytes_.size();
  return std::string_view(bytes_).substr(starts_[number], end - starts_[number]);
}

}  // namespace shellab
