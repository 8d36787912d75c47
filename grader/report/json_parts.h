// The parts that the JSON formats share. Called by json.cc, class_json.cc and the formats that are JSON of others.
#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "grader/report/report.h"

namespace shellab {

std::string Base64(std::string_view bytes);

// A report as an object of format 1, and notes as valid UTF-8.
boost::json::object ReportJson(const Report& report, Language language);
boost::json::array NotesJson(const std::vector<Text>& notes, Language language);

// A line of JSON that is safe on a terminal, with its newline.
std::string Serialized(const boost::json::object& object);

// What the summary says of reports. Points are of the graded answers only.
class ReportCounts {
 public:
  void Add(const Report& report);
  boost::json::object Json() const;

 private:
  std::int64_t answers_ = 0;
  std::int64_t graded_ = 0;
  std::int64_t full_marks_ = 0;
  std::int64_t lab_errors_ = 0;
  std::int64_t errors_ = 0;
  std::int64_t points_ = 0;
  std::int64_t max_points_ = 0;
};

}  // namespace shellab
