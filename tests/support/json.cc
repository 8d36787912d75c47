#include "tests/support/json.h"

#include <gtest/gtest.h>

#include "tests/support/program.h"

namespace shellab::testing {
namespace json = boost::json;
namespace {

// Debian's interpreter, to whom Debian's python3-jsonschema belongs, whatever else $PATH has.
constexpr char kPython[] = "/usr/bin/python3";
constexpr char kValidate[] = R"(
import json, sys
from jsonschema import Draft202012Validator
with open(sys.argv[1]) as file:
    validator = Draft202012Validator(json.load(file))
faults = ["/".join(map(str, error.absolute_path)) + ": " + error.message
          for line in sys.stdin for error in validator.iter_errors(json.loads(line))]
sys.exit("\n".join(faults) or 0)
)";

}  // namespace

void ExpectValid(const std::string& lines, const std::filesystem::path& schema) {
  Command validate;
  validate.argv = {kPython, "-c", kValidate, schema};
  validate.input = lines;
  const Ended ended = RunToEnd(validate);
  EXPECT_EQ(ended.code, 0) << "not as the schema says, or python3-jsonschema is missing:\n" << ended.err << lines;
}

json::value ParseReport(const std::string& text) {
  ExpectValid(text, SourceFolder() / "tests/e2e/report.schema.json");
  return json::parse(text);
}

json::array ParseReports(const std::string& text) { return ParseReport(text).at_pointer("/reports").as_array(); }

std::string StringAt(const json::value& value, std::string_view path) {
  return std::string(value.at_pointer(path).as_string());
}

std::int64_t NumberAt(const json::value& value, std::string_view path) {
  return value.at_pointer(path).to_number<std::int64_t>();
}

}  // namespace shellab::testing
