// What a class earned in a set of labs: the value that the matrix on the terminal and the summary in JSON are made
// from. Filled by `shellab grade --set`.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "grader/report/report.h"
#include "grader/text.h"

namespace shellab {

// One learner's result in one lab.
struct ClassCell {
  // kReported: there is a report. kMissing: nothing was handed in. kRefused: what was handed in is nothing that may be
  // read, such as a link; both earn nothing. kUnread: this machine could not read it, which is no zero.
  enum class Status { kReported, kMissing, kRefused, kUnread };

  Status status = Status::kMissing;
  Text reason;    // of kRefused and kUnread; may quote a name's raw bytes
  Report report;  // of kReported

  // The lab's points, unweighted; nothing where nothing was graded.
  std::optional<int> Points() const;
};

struct ClassReport {
  struct Column {
    std::string lab;
    Text title;
    int max_points = 0;
    int weight = 1;
  };
  struct Row {
    std::string learner;           // raw bytes
    std::vector<ClassCell> cells;  // one a column
    std::vector<Text> notes;       // on what was handed in; may quote names' raw bytes
  };

  std::string set;
  Text title;
  std::vector<Column> columns;
  std::vector<Row> rows;
  std::vector<Text> notes;  // on what was named or lies beside the learners' folders; may quote raw bytes

  // What a learner earned in the whole set, and what can be earned: points times weight. Nothing when a lab was not
  // graded, since the sum is not known then.
  std::optional<std::int64_t> Total(const Row& row) const;
  std::int64_t MaxTotal() const;
};

// class_text.cc: the matrix of learners and labs for a terminal, with a key of the labs and all notes below it.
std::string RenderText(const ClassReport& report, const RenderOptions& options);
// The same after everything known about one learner's answers, in the labs' order.
std::string RenderTextDetail(const ClassReport& report, const ClassReport::Row& row, const RenderOptions& options);

// json.cc: {reports, summary}, where the summary holds the matrix as well.
std::string RenderJson(const ClassReport& report, const RenderOptions& options);

}  // namespace shellab
