// The form in which the run store keeps a report and texts: JSON that names every value, so that a later shellab, and
// anybody with sqlite3 and zstd, can read what an earlier one wrote. A value that the writer did not know keeps its
// default; one that the reader does not know is passed over.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "grader/report/report.h"
#include "grader/submission/collect.h"

namespace shellab {

// The whole report but for `learner` and `set`, which belong to the answer that it is about: an equal answer shares it.
// A frame of Zstandard (RFC 8878) around the JSON; equal reports give equal bytes.
std::string PackReport(const Report& report);
// What was packed. Throws HostError when it is not whole.
Report UnpackReport(std::string_view packed);

// The same JSON as it is, for results that others read as files.
std::string ReportToJson(const Report& report);
Report ReportFromJson(std::string_view text);

// Texts, and why something was not read, as JSON.
std::string PackTexts(const std::vector<Text>& texts);
std::vector<Text> UnpackTexts(std::string_view packed);
std::optional<std::string> PackUnread(const std::optional<Unread>& unread);
Unread UnpackUnread(std::string_view packed);
// Strings of raw bytes, such as paths.
std::string PackStrings(const std::vector<std::string>& strings);
std::vector<std::string> UnpackStrings(std::string_view packed);

}  // namespace shellab
