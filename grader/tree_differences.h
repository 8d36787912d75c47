// Compares two folder trees of the trusted side: what setup made on two different days. Used by the runner.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace shellab {

// A line for every path ("/home/student/a: content") that lies in one tree only or differs in type, mode, owner, link
// target or content; times do not count. Paths at and below `ignored` are passed over. Throws OsError.
std::vector<std::string> TreeDifferences(const std::filesystem::path& one, const std::filesystem::path& other,
                                         const std::vector<std::string>& ignored);

}  // namespace shellab
