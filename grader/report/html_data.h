// The class's data as the HTML report's page reads it (html/data.js tells its form): blocks of JSON between the page's
// markup. Used by html.cc alone.
#pragma once

#include <boost/json.hpp>
#include <cstddef>
#include <cstdint>
#include <map>
#include <ostream>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "grader/report/class_report.h"

namespace shellab {

// The 32 bytes of the text's SHA-256.
std::string Sha256Bytes(std::string_view text);

// JSON that may stand between <script> and </script>, whatever its strings hold.
std::string ScriptJson(const boost::json::value& value);

// A JSON array that is written in blocks, so that neither this program nor the browser needs it whole.
class JsonBlocks {
 public:
  explicit JsonBlocks(std::string_view name) : name_(name) {}

  // Appends an element and returns its number.
  std::size_t Add(const boost::json::value& element);
  bool full() const;
  // Writes what was added since the last time; nothing if that is nothing.
  void Write(std::ostream& out);

 private:
  std::string_view name_;
  std::string text_;
  std::size_t first_ = 0;
  std::size_t next_ = 0;
};

// The results of a class's answers, each distinct one once. What is kept of one is its fingerprint.
class HtmlBodies {
 public:
  HtmlBodies(std::size_t columns, Language language);

  // Returns the number of what `report` has in common with equal ones: all but times and sizes.
  std::size_t Add(std::size_t column, const Report& report);
  // Writes what has come together, if that is much or `all` is wanted.
  void Write(std::ostream& out, bool all);
  // The checks and seeds of a lab, as far as its reports named them.
  void Describe(std::size_t column, boost::json::object& lab) const;
  boost::json::array Environments() const;

 private:
  struct Check {
    std::string id;
    std::string name;
    int max_points = 0;
    bool hidden = false;
  };
  struct Column {
    std::vector<Check> checks;
    std::set<std::uint64_t> seeds;
  };
  struct Body {
    boost::json::object details;
    std::string letters;  // a check's status each
    boost::json::array failures;
  };

  std::size_t CheckNumber(Column& column, const CheckReport& check) const;
  std::size_t Group(std::size_t column, const CheckReport& check);
  boost::json::object CheckJson(std::size_t number, const CheckReport& check) const;
  boost::json::array RunsJson(const Report& report) const;
  Body MakeBody(std::size_t column, const Report& report);

  Language language_;
  std::vector<Column> columns_;
  std::unordered_map<std::string, std::size_t> bodies_;  // by fingerprint
  std::unordered_map<std::string, std::size_t> groups_;  // wrong results, by fingerprint
  std::map<std::string, boost::json::value> environments_;
  JsonBlocks light_{"light"};
  JsonBlocks heavy_{"heavy"};
};

}  // namespace shellab
