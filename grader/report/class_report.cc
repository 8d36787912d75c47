#include "grader/report/class_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace shellab {
namespace {

void AddStatus(const ClassCell& cell, Reader reader, std::vector<Text>& remarks) {
  const bool teacher = reader == Reader::kTeacher;
  const Text machine = {"Not graded: this machine could not do it. No points are lost; it can be graded again.",
                        "未评分：本机无法完成评分。不扣分，可以重新评分。"};
  switch (cell.status) {
    case ClassCell::Status::kMissing:
      remarks.push_back({"Nothing was handed in.", "没有提交答案。"});
      break;
    case ClassCell::Status::kRefused:
      remarks.push_back(cell.reason);
      break;
    case ClassCell::Status::kUnread:
      remarks.push_back(teacher ? cell.reason : machine);
      break;
    case ClassCell::Status::kPending:
      remarks.push_back({"Not graded yet.", "尚未评分。"});
      break;
    case ClassCell::Status::kReported:
      if (cell.report.status == Report::Status::kLabError)
        remarks.push_back(
            {"Not graded: the lab is at fault, not the answer.", "未评分：实验本身有误，不是答案的问题。"});
      if (cell.report.status == Report::Status::kError) remarks.push_back(machine);
      if (teacher && !cell.report.error.empty()) remarks.push_back({cell.report.error, cell.report.error});
      break;
  }
}

// What counts instead of the machine's points.
void AddGiven(const ClassCell& cell, const Override& given, Reader reader, std::vector<Text>& remarks) {
  const std::optional<int> raw = cell.RawPoints();
  Text remark = {fmt::format("Points given by the teacher: {}", given.points),
                 fmt::format("教师评分：{} 分", given.points)};
  if (raw) {
    remark.en += fmt::format(", instead of {}", *raw);
    remark.zh += fmt::format("（自动评分：{} 分）", *raw);
  }
  if (reader == Reader::kTeacher && !given.by.empty()) {
    remark.en += fmt::format(" (by {})", given.by);
    remark.zh += fmt::format("（{}）", given.by);
  }
  if (!given.comment.empty()) {
    remark.en += ": " + given.comment;
    remark.zh += "：" + given.comment;
  }
  remarks.push_back(std::move(remark));
}

}  // namespace

std::string_view FeedbackName(Feedback feedback) {
  switch (feedback) {
    case Feedback::kFull:
      return "full";
    case Feedback::kSummary:
      return "summary";
    case Feedback::kScore:
      break;
  }
  return "score";
}

std::optional<int> ClassCell::RawPoints() const {
  if (status == Status::kUnread || status == Status::kPending) return std::nullopt;
  if (status != Status::kReported) return 0;
  if (report.status != Report::Status::kGraded) return std::nullopt;
  return report.points;
}

std::optional<int> ClassCell::Points() const {
  if (given) return given->points;
  const std::optional<int> raw = RawPoints();
  return raw ? std::optional(std::max(0, *raw - late_penalty)) : std::nullopt;
}

std::string_view ClassCell::StatusName() const {
  switch (status) {
    case Status::kReported:
      if (report.status == Report::Status::kLabError) return "lab_error";
      return report.status == Report::Status::kGraded ? "graded" : "error";
    case Status::kMissing:
      return "missing";
    case Status::kRefused:
      return "refused";
    case Status::kPending:
      return "pending";
    case Status::kUnread:
      break;
  }
  return "error";
}

std::vector<Text> Remarks(const ClassCell& cell, Reader reader) {
  std::vector<Text> remarks;
  AddStatus(cell, reader, remarks);
  for (Text& remark : PointRemarks(cell, reader)) remarks.push_back(std::move(remark));
  return remarks;
}

std::vector<Text> PointRemarks(const ClassCell& cell, Reader reader) {
  std::vector<Text> remarks;
  if (cell.late_penalty > 0 && cell.RawPoints())
    remarks.push_back({fmt::format("Late: {} of {} points were taken off.", cell.late_penalty, *cell.RawPoints()),
                       fmt::format("迟交：{} 分中扣除 {} 分。", *cell.RawPoints(), cell.late_penalty)});
  if (cell.given) AddGiven(cell, *cell.given, reader, remarks);
  if (cell.attempts > 1)
    remarks.push_back({fmt::format("{} attempts were handed in; this is the one that counts.", cell.attempts),
                       fmt::format("共提交 {} 次，这是计分的一次。", cell.attempts)});
  if (cell.reused && reader == Reader::kTeacher)
    remarks.push_back({"Not run again: the result of an equal answer.", "没有重新运行：采用了相同答案的结果。"});
  return remarks;
}

std::optional<std::int64_t> ClassHead::Total(const ClassRow& row) const {
  std::int64_t total = 0;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const std::optional<int> points = row.cells[i].Points();
    if (!points) return std::nullopt;
    total += std::int64_t{*points} * columns[i].weight;
  }
  return total;
}

std::int64_t ClassHead::MaxTotal() const {
  std::int64_t total = 0;
  for (const ClassColumn& column : columns) total += std::int64_t{column.max_points} * column.weight;
  return total;
}

ClassReport ClassOf(const std::vector<Report>& reports) {
  ClassReport result;
  ClassHead& head = result.head();
  const auto place = [](auto& items, auto&& same) {
    return static_cast<std::size_t>(std::find_if(items.begin(), items.end(), same) - items.begin());
  };
  for (const Report& report : reports) {
    const std::size_t column = place(head.columns, [&](const ClassColumn& known) { return known.lab == report.lab; });
    if (column == head.columns.size()) {
      head.columns.push_back({report.lab, report.lab_title, report.max_points, 1});
      for (ClassRow& row : result.rows) row.cells.emplace_back();
    }
    // A second answer of the same name is another learner's, or nobody could tell them apart.
    const std::size_t row = place(result.rows, [&](const ClassRow& known) {
      return known.learner == report.learner && known.cells[column].status == ClassCell::Status::kMissing;
    });
    if (row == result.rows.size()) {
      result.rows.emplace_back().learner = report.learner;
      result.rows.back().cells.resize(head.columns.size());
    }
    ClassCell& cell = result.rows[row].cells[column];
    cell.status = ClassCell::Status::kReported;
    cell.report = report;
    cell.attempts = 1;
  }
  if (!reports.empty()) head.started_at = reports.front().started_at;
  if (head.columns.size() == 1) head.title = head.columns.front().title;
  return result;
}

}  // namespace shellab
