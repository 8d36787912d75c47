// Reads the reports that the program prints. Used by the tests of the whole program.
#pragma once

#include <boost/json.hpp>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace shellab::testing {

// Parses JSON, after it was held against the schema in that file by python3-jsonschema; what that finds fails the
// running test, also that it is not installed.
boost::json::value ParseValid(const std::string& text, const std::filesystem::path& schema);

// Parses a report, the same with tests/e2e/report.schema.json.
boost::json::value ParseReport(const std::string& text);

// The reports of a grading of several answers.
boost::json::array ParseReports(const std::string& text);

// What `value` has at the JSON pointer `path`; throws when there is nothing.
std::string StringAt(const boost::json::value& value, std::string_view path);
std::int64_t NumberAt(const boost::json::value& value, std::string_view path);

}  // namespace shellab::testing
