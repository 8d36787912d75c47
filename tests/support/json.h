// Reads the reports that the program prints. Used by the tests of the whole program.
#pragma once

#include <boost/json.hpp>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace shellab::testing {

// Holds JSON, each line a value of its own, against the schema in that file by python3-jsonschema; what that finds
// fails the running test, also that it is not installed.
void ExpectValid(const std::string& lines, const std::filesystem::path& schema);

// Parses a report, held against tests/e2e/report.schema.json.
boost::json::value ParseReport(const std::string& text);

// The reports of a grading of several answers.
boost::json::array ParseReports(const std::string& text);

// What `value` has at the JSON pointer `path`; throws when there is nothing.
std::string StringAt(const boost::json::value& value, std::string_view path);
std::int64_t NumberAt(const boost::json::value& value, std::string_view path);

}  // namespace shellab::testing
