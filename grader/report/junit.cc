#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "grader/report/excerpt.h"
#include "grader/report/formats.h"
#include "grader/report/printable.h"

namespace shellab {
namespace {

// Text for an element or, with its line ends kept, an attribute. XML 1.0 cannot hold most control characters at all,
// nor U+FFFE and U+FFFF (its rule 2): they are written out as for a terminal.
std::string Xml(std::string_view bytes) {
  std::string text;
  const std::string printable = Printable(bytes);
  for (std::string_view rest = printable; !rest.empty(); rest.remove_prefix(1)) {
    if (rest.starts_with("\uffff") || rest.starts_with("\ufffe")) {
      text += rest.starts_with("\uffff") ? "\\u{ffff}" : "\\u{fffe}";
      rest.remove_prefix(2);
      continue;
    }
    switch (rest.front()) {
      case '&':
        text += "&amp;";
        break;
      case '<':
        text += "&lt;";
        break;
      case '>':
        text += "&gt;";
        break;
      case '"':
        text += "&quot;";
        break;
      case '\n':
        text += "&#10;";
        break;
      case '\t':
        text += "&#9;";
        break;
      default:
        text += rest.front();
    }
  }
  return text;
}

struct Case {
  std::string name;
  std::string_view element;  // failure, error or skipped; empty when passed
  std::string type;
  std::string message;
  std::string text;
};

class Suite {
 public:
  Suite(const ClassRow& row, const ClassColumn& column, const ClassCell& cell, Language language)
      : row_(row), column_(column), cell_(cell), language_(language) {
    if (cell.RawPoints() && cell.status == ClassCell::Status::kReported) {
      for (const CheckReport& check : cell.report.checks) Add(check);
    } else {
      Add(cell.status);
    }
  }

  void Write(std::ostream& out) const {
    const auto count = [this](std::string_view element) {
      return std::count_if(cases_.begin(), cases_.end(), [&](const Case& one) { return one.element == element; });
    };
    out << fmt::format(R"(<testsuite name="{}" tests="{}" failures="{}" errors="{}" skipped="{}" time="{:.3f}")",
                       Xml(row_.learner + "/" + column_.lab), cases_.size(), count("failure"), count("error"),
                       count("skipped"), static_cast<double>(cell_.report.wall.count()) / 1000);
    if (cell_.status == ClassCell::Status::kReported)
      out << fmt::format(" timestamp=\"{:%FT%T}\"",
                         fmt::gmtime(std::chrono::system_clock::to_time_t(cell_.report.started_at)));
    out << ">";
    Properties(out);
    for (const Case& one : cases_) {
      out << fmt::format("\n<testcase classname=\"{}\" name=\"{}\"", Xml(column_.lab + "." + row_.learner),
                         Xml(one.name));
      if (one.element.empty()) {
        out << "/>";
        continue;
      }
      out << fmt::format("><{} type=\"{}\" message=\"{}\">{}</{}></testcase>", one.element, one.type, Xml(one.message),
                         Xml(one.text), one.element);
    }
    if (!cell_.report.runs.empty()) {
      const std::string run = RunExplanation(cell_.report, language_);
      if (!run.empty()) out << "\n<system-out>" << Xml(run) << "</system-out>";
    }
    out << "\n</testsuite>\n";
  }

 private:
  void Add(const CheckReport& check) {
    Case one;
    one.name = check.id + ": " + check.name.In(language_);
    switch (check.status) {
      case CheckStatus::kPassed:
        break;
      case CheckStatus::kFailed:
        one.element = "failure";
        break;
      case CheckStatus::kSkipped:
        one.element = "skipped";
        break;
      case CheckStatus::kError:
        one.element = "error";
        break;
    }
    one.type = fmt::format("{}", one.element);
    one.message = check.message.empty() ? check.reason.In(language_) : check.message.In(language_);
    one.text = Explanation(check, language_);
    cases_.push_back(std::move(one));
  }

  // There is no report, or none with points.
  void Add(ClassCell::Status status) {
    Case one;
    one.name = language_ == Language::kChinese ? "提交" : "submission";
    one.type = cell_.StatusName();
    one.element = cell_.RawPoints() ? "failure" : "error";
    if (status == ClassCell::Status::kPending) one.element = "skipped";
    const std::vector<Text> remarks = Remarks(cell_, Reader::kTeacher);
    if (!remarks.empty()) one.message = remarks.front().In(language_);
    for (const Text& remark : remarks) one.text += remark.In(language_) + "\n";
    cases_.push_back(std::move(one));
  }

  void Properties(std::ostream& out) const {
    out << "<properties>";
    const auto property = [&out](std::string_view name, std::string_view value) {
      out << fmt::format("<property name=\"{}\" value=\"{}\"/>", name, Xml(value));
    };
    property("status", cell_.StatusName());
    property("points", cell_.Points() ? std::to_string(*cell_.Points()) : "");
    property("max_points", std::to_string(column_.max_points));
    property("weight", std::to_string(column_.weight));
    if (cell_.Points() != cell_.RawPoints())
      property("raw_points", cell_.RawPoints() ? std::to_string(*cell_.RawPoints()) : "");
    if (cell_.late_penalty > 0) property("late_penalty", std::to_string(cell_.late_penalty));
    for (const Text& remark : Remarks(cell_, Reader::kTeacher)) property("remark", remark.In(language_));
    out << "</properties>";
  }

  const ClassRow& row_;
  const ClassColumn& column_;
  const ClassCell& cell_;
  Language language_;
  std::vector<Case> cases_;
};

}  // namespace

void WriteJunit(const ClassResults& results, const RenderOptions& options, std::ostream& out) {
  const ClassHead& head = results.head();
  out << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  out << fmt::format("<testsuites name=\"{}\">\n", Xml(head.set.empty() ? head.title.In(options.language) : head.set));
  results.ForEach([&](const ClassRow& row) {
    for (std::size_t i = 0; i < head.columns.size(); ++i)
      Suite(row, head.columns[i], row.cells[i], options.language).Write(out);
  });
  out << "</testsuites>\n";
}

}  // namespace shellab
