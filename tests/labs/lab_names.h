// The labs of the sources, for tests that have a case for each.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

namespace shellab::testing {

// The names of what lies in `folder`, in order. Throws std::filesystem::filesystem_error.
std::vector<std::string> NamesIn(const std::filesystem::path& folder);

// Every lab there is, by its folder's name.
std::vector<std::string> LabNames();

// The folder of one of them.
std::filesystem::path LabFolder(const std::string& lab);

// The lab's name as googletest takes it.
std::string TestNameOf(const ::testing::TestParamInfo<std::string>& lab);

}  // namespace shellab::testing
