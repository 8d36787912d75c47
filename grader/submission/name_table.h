// Numbers for the names in a class's archive, of which there may be millions: a name costs its bytes and little more.
// Internal to submission/.
#pragma once

#include <boost/unordered/unordered_flat_set.hpp>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace shellab {

class NameTable {
 public:
  NameTable() = default;
  NameTable(const NameTable&) = delete;
  NameTable& operator=(const NameTable&) = delete;

  // The name's number: from 0, in the order in which names first come.
  std::size_t Add(std::string_view name);
  std::optional<std::size_t> Find(std::string_view name) const;
  std::size_t size() const { return starts_.size(); }
  // Valid until the next Add.
  std::string_view operator[](std::size_t number) const;

 private:
  // Of the names, by their numbers. No names can be chosen that all have the same.
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view name) const;
    std::size_t operator()(std::uint32_t number) const { return operator()((*table)[number]); }
    const NameTable* table;
  };
  struct Equal {
    using is_transparent = void;
    bool operator()(std::uint32_t a, std::uint32_t b) const { return a == b; }
    bool operator()(std::string_view name, std::uint32_t number) const { return name == (*table)[number]; }
    bool operator()(std::uint32_t number, std::string_view name) const { return name == (*table)[number]; }
    const NameTable* table;
  };

  std::string bytes_;
  std::vector<std::size_t> starts_;  // of each name in bytes_
  boost::unordered_flat_set<std::uint32_t, Hash, Equal> numbers_{0, Hash{this}, Equal{this}};
};

}  // namespace shellab
