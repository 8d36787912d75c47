#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "grader/report/excerpt.h"
#include "grader/report/formats.h"
#include "grader/report/learner.h"
#include "grader/report/printable.h"

namespace shellab {
namespace {

// Excel takes a file for UTF-8 only when it begins so; Moodle skips it.
constexpr std::string_view kByteOrderMark = "\ufeff";

// What spreadsheets take for the start of a formula (OWASP, "CSV Injection"), in the wide form of East Asian keyboards
// too. A carriage return is no byte of printable text.
constexpr std::string_view kFormula[] = {"=", "+", "-", "@", "\t", "\n", "＝", "＋", "－", "＠"};

// A cell of any bytes as text (RFC 4180). One that could be a formula begins with an apostrophe, which spreadsheets
// take for "this is text".
std::string TextCell(std::string_view bytes) {
  const std::string text = Printable(bytes);
  const bool formula = std::any_of(std::begin(kFormula), std::end(kFormula),
                                   [&text](std::string_view start) { return text.starts_with(start); });
  std::string cell = formula ? "\"'" : "\"";
  for (const char letter : text) {
    cell += letter;
    if (letter == '"') cell += '"';
  }
  return cell + "\"";
}

template <typename Number>
std::string NumberCell(const std::optional<Number>& number) {
  return number ? std::to_string(*number) : "";
}

void WriteRow(const std::vector<std::string>& cells, std::ostream& out) {
  out << fmt::format("{}\r\n", fmt::join(cells, ","));
}

std::string NameOf(const ClassRow& row) { return row.name.empty() ? row.learner : row.name; }

std::string Joined(const std::vector<Text>& texts, Language language) {
  std::string joined;
  for (const Text& text : texts) joined += (joined.empty() ? "" : "\n") + text.In(language);
  return joined;
}

bool IsNumber(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// What a learner is told of one lab, in few lines: gradebooks have little room, and some show it as HTML, so that
// nothing of it may look like a tag.
std::string LabFeedback(const ClassHead& head, std::size_t column, const ClassCell& cell, Language language) {
  std::string text;
  const auto add = [&text](std::string_view line) {
    if (!text.empty()) text += "\n";
    text += line;
  };
  for (const std::string& remark : LearnerRemarks(cell, language)) add(remark);
  if (cell.status == ClassCell::Status::kReported && cell.RawPoints() && head.feedback != Feedback::kScore) {
    const Report shown = ForLearner(cell.report, head.feedback);
    for (const CheckReport& check : shown.checks) {
      if (check.status == CheckStatus::kPassed) continue;
      add(fmt::format("✗ {}/{} {}", check.points, check.max_points, PrintableLine(check.name.In(language))));
      if (!check.message.empty()) add(PrintableLine(check.message.In(language)));
      if (!check.hint.empty()) add(PrintableLine(check.hint.In(language)));
    }
    if (HidesChecks(cell.report))
      add(language == Language::kChinese ? "有些检查不公开。" : "Some checks are not shown.");
  }
  if (head.columns.size() > 1 && !text.empty()) text = head.columns[column].lab + "\n" + text;
  std::string safe;
  for (const char letter : text) {
    if (letter == '<') {
      safe += "‹";
    } else if (letter == '>') {
      safe += "›";
    } else {
      safe += letter;
    }
  }
  return safe;
}

}  // namespace

void WriteCsv(const ClassResults& results, const RenderOptions& options, std::ostream& out) {
  const ClassHead& head = results.head();
  std::vector<std::string> heading = {"learner", "name", "email", "id", "participant"};
  for (const ClassColumn& column : head.columns)
    for (const char* what : {"", " raw", " late penalty", " status", " attempts", " remarks"})
      heading.push_back(TextCell(column.lab + what));
  for (const char* what : {"total", "max total", "notes"}) heading.emplace_back(what);
  out << kByteOrderMark;
  WriteRow(heading, out);
  results.ForEach([&](const ClassRow& row) {
    std::vector<std::string> cells = {TextCell(row.learner), TextCell(row.name), TextCell(row.email), TextCell(row.id),
                                      TextCell(row.participant)};
    for (const ClassCell& cell : row.cells) {
      cells.push_back(NumberCell(cell.Points()));
      cells.push_back(NumberCell(cell.RawPoints()));
      cells.push_back(std::to_string(cell.late_penalty));
      cells.emplace_back(cell.StatusName());
      cells.push_back(std::to_string(cell.attempts));
      cells.push_back(TextCell(Joined(Remarks(cell, Reader::kTeacher), options.language)));
    }
    cells.push_back(NumberCell(head.Total(row)));
    cells.push_back(std::to_string(head.MaxTotal()));
    cells.push_back(TextCell(Joined(row.notes, options.language)));
    WriteRow(cells, out);
  });
}

// The headings are those of an English Moodle: its assignments' "grading worksheet" wants Identifier, Grade and Last
// modified (grade) by name and skips what it does not know; its gradebook's import asks which column is what.
void WriteMoodleCsv(const ClassResults& results, const RenderOptions& options, std::ostream& out) {
  const ClassHead& head = results.head();
  std::vector<std::string> heading = {
      "Identifier",       "Full name", "ID number", "Email address", "Grade", "Maximum Grade", "Last modified (grade)",
      "Feedback comments"};
  for (const ClassColumn& column : head.columns) {
    heading.push_back(TextCell(column.lab));
    heading.push_back(TextCell(column.lab + " feedback"));
  }
  out << kByteOrderMark;
  WriteRow(heading, out);
  // A grade that somebody gave in Moodle after the run began stands.
  const std::string modified =
      TextCell(fmt::format("{:%F %T} UTC", fmt::gmtime(std::chrono::system_clock::to_time_t(head.started_at))));
  results.ForEach([&](const ClassRow& row) {
    std::string all;
    std::vector<std::string> labs;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      const std::string feedback = LabFeedback(head, i, row.cells[i], options.language);
      labs.push_back(NumberCell(row.cells[i].Points()));
      labs.push_back(TextCell(feedback));
      if (!feedback.empty()) all += (all.empty() ? "" : "\n") + feedback;
    }
    std::vector<std::string> cells = {TextCell(IsNumber(row.participant) ? "Participant " + row.participant : ""),
                                      TextCell(NameOf(row)),
                                      TextCell(row.id),
                                      TextCell(row.email),
                                      NumberCell(head.Total(row)),
                                      std::to_string(head.MaxTotal()),
                                      modified,
                                      TextCell(all)};
    cells.insert(cells.end(), labs.begin(), labs.end());
    WriteRow(cells, out);
  });
}

// Canvas looks for a learner by ID, SIS User ID, SIS Login ID and at last by name. It takes a row whose first cell has
// "Points Possible" for that of the maxima, also a learner of such a name.
void WriteCanvasCsv(const ClassResults& results, const RenderOptions& /*options*/, std::ostream& out) {
  const ClassHead& head = results.head();
  std::vector<std::string> heading = {"Student", "ID", "SIS User ID", "SIS Login ID", "Section"};
  std::vector<std::string> maxima = {"Points Possible", "", "", "", ""};
  for (const ClassColumn& column : head.columns) {
    heading.push_back(TextCell(column.lab));
    maxima.push_back(std::to_string(column.max_points));
  }
  WriteRow(heading, out);
  WriteRow(maxima, out);
  results.ForEach([&](const ClassRow& row) {
    std::string name = PrintableLine(NameOf(row));
    constexpr std::string_view kMaxima = "Points Possible";
    for (auto at = name.find(kMaxima); at != std::string::npos; at = name.find(kMaxima))
      name.replace(at, kMaxima.size(), "Points_Possible");
    std::vector<std::string> cells = {TextCell(name), TextCell(IsNumber(row.participant) ? row.participant : ""),
                                      TextCell(row.id), TextCell(row.email), TextCell("")};
    for (const ClassCell& cell : row.cells) cells.push_back(NumberCell(cell.Points()));
    WriteRow(cells, out);
  });
}

}  // namespace shellab
