// What a class earned in a set of labs: the value that every format of a class's report is made from. Filled by
// `shellab grade --set`, or read from the run store by `shellab report`.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "grader/report/report.h"
#include "grader/text.h"

namespace shellab {

// What a teacher gave instead of the machine's points, which are kept beside it.
struct Override {
  int points = 0;       // of the lab's, unweighted
  std::string comment;  // raw bytes
  std::string by;       // the user's name who gave it
};

// One learner's result in one lab.
struct ClassCell {
  // kReported: there is a report. kMissing: nothing was handed in. kRefused: what was handed in is nothing that may be
  // read, such as a link; both earn nothing. kUnread: this machine could not read it, which is no zero. kPending: the
  // run ended before it was graded.
  enum class Status { kReported, kMissing, kRefused, kUnread, kPending };

  Status status = Status::kMissing;
  Text reason;           // of kRefused and kUnread; may quote a name's raw bytes
  Report report;         // of kReported: of the attempt that counts
  std::string file;      // what was handed in, as the learner named it; raw bytes
  int attempts = 0;      // how many were handed in
  bool reused = false;   // an equal answer's result
  int late_penalty = 0;  // points taken because it was late, of what the machine gave
  std::optional<Override> given;

  // The lab's points, unweighted: as the machine gave them; nothing where nothing was graded.
  std::optional<int> RawPoints() const;
  // What counts: a teacher's points, else the machine's without the penalty.
  std::optional<int> Points() const;
  // What has become of it in one word, as JSON and CSV name it: graded, lab_error, error, missing, refused, pending.
  std::string_view StatusName() const;
};

// What there is to say beside the points, a sentence each: why there are none, lateness, a teacher's points, further
// attempts. A learner is not told what concerns the machine, the lab's insides or other learners. Holds raw bytes.
enum class Reader { kTeacher, kLearner };
std::vector<Text> Remarks(const ClassCell& cell, Reader reader);
// The same without why there are no points.
std::vector<Text> PointRemarks(const ClassCell& cell, Reader reader);

struct ClassColumn {
  std::string lab;
  Text title;
  int max_points = 0;
  int weight = 1;
};

struct ClassRow {
  std::string learner;           // what names the learner in the submissions; raw bytes
  std::string name;              // from the roster, else empty
  std::string email;             // from the roster, else empty
  std::string id;                // the school's number, from the roster, else empty
  std::string participant;       // the number in Moodle's assignment or Canvas, else empty
  std::vector<ClassCell> cells;  // one a column
  std::vector<Text> notes;       // on what was handed in; may quote names' raw bytes
};

// How much learners are shown of their results: everything, what each check found but no data and no expected values,
// or points only. Teachers' reports hold everything.
enum class Feedback { kFull, kSummary, kScore };
// In one word, as a set's file and JSON name it.
std::string_view FeedbackName(Feedback feedback);

struct ClassHead {
  std::string set;
  Text title;
  std::string run;  // its id in the run store, or empty
  std::chrono::system_clock::time_point started_at;
  Feedback feedback = Feedback::kFull;
  std::vector<ClassColumn> columns;
  std::vector<Text> notes;  // on what was named or lies beside the learners' folders; may quote raw bytes

  // What a learner earned in the whole set, and what can be earned: points times weight. Nothing when a lab was not
  // graded, since the sum is not known then.
  std::optional<std::int64_t> Total(const ClassRow& row) const;
  std::int64_t MaxTotal() const;
};

// A class's results, a learner at a time, so that a report of any class takes one learner's memory. Each call of
// ForEach goes over the learners in the same order.
class ClassResults {
 public:
  virtual ~ClassResults() = default;

  virtual const ClassHead& head() const = 0;
  virtual std::size_t Learners() const = 0;
  virtual void ForEach(const std::function<void(const ClassRow&)>& visit) const = 0;

 protected:
  ClassResults() = default;
  ClassResults(const ClassResults&) = default;
  ClassResults& operator=(const ClassResults&) = default;
};

// The same in memory.
class ClassReport : public ClassResults {
 public:
  const ClassHead& head() const override { return head_; }
  ClassHead& head() { return head_; }
  std::size_t Learners() const override { return rows.size(); }
  void ForEach(const std::function<void(const ClassRow&)>& visit) const override {
    for (const ClassRow& row : rows) visit(row);
  }

  std::vector<ClassRow> rows;

 private:
  ClassHead head_;
};

// Reports of answers to single labs as a class without a set: a row a learner and a column a lab, in the order in which
// they come. What a learner has not answered is missing.
ClassReport ClassOf(const std::vector<Report>& reports);

// class_text.cc: the matrix of learners and labs for a terminal, with a key of the labs, the checks that most failed
// and all notes below it. Of one learner alone everything known comes first.
void WriteText(const ClassResults& results, const RenderOptions& options, std::ostream& out);
std::string RenderText(const ClassResults& results, const RenderOptions& options);
// The matrix after everything known about one learner's answers, in the labs' order.
std::string RenderTextDetail(const ClassResults& results, const ClassRow& row, const RenderOptions& options);

// class_json.cc: {reports, summary}, where the summary holds the matrix as well.
void WriteJson(const ClassResults& results, const RenderOptions& options, std::ostream& out);
std::string RenderJson(const ClassResults& results, const RenderOptions& options);
// The same a line a cell: {learner, result, report}. One line ends with a newline; the row's cells are not looked at,
// so that it can be written as soon as `cell` was graded.
void WriteJsonLines(const ClassResults& results, const RenderOptions& options, std::ostream& out);
std::string RenderJsonLine(const ClassHead& head, const ClassRow& row, const ClassColumn& column, const ClassCell& cell,
                           const RenderOptions& options);

}  // namespace shellab
