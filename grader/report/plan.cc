#include "grader/report/plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>

#include "grader/report/json_parts.h"
#include "grader/report/printable.h"
#include "grader/report/table.h"

namespace shellab {
namespace {

namespace json = boost::json;

constexpr std::size_t kNameColumns = 40;
constexpr std::size_t kFileColumns = 60;

class PlanText {
 public:
  PlanText(const Plan& plan, const RenderOptions& options) : plan_(plan), options_(options) {}

  std::string Render() {
    std::vector<std::vector<std::string>> table = {
        {Say("Learner", "学员"), Say("Lab", "实验"), Say("File", "文件"), Say("Problem", "问题")}};
    for (const PlanRow& row : plan_.rows) AddTo(table, row);
    std::string text = RenderTable(table, {}) + "\n";
    bool has_notes = !plan_.notes.empty();
    for (const Text& note : plan_.notes) text += In(note) + "\n";
    for (const PlanRow& row : plan_.rows) {
      has_notes = has_notes || !row.notes.empty();
      for (const Text& note : row.notes)
        text += fmt::format("{}{}{}\n", PrintableLine(row.learner), Say(": ", "："), In(note));
    }
    if (has_notes) text += "\n";
    return text + Say(fmt::format("{} learners, {} labs: {} answers to grade, {} missing, {} unreadable\n",
                                  plan_.rows.size(), plan_.labs.size(), found_, missing_, unread_),
                      fmt::format("{} 名学员，{} 个实验：待评答案 {} 个，缺交 {} 个，无法读取 {} 个\n",
                                  plan_.rows.size(), plan_.labs.size(), found_, missing_, unread_));
  }

 private:
  std::string Say(const std::string& en, const std::string& zh) const {
    return options_.language == Language::kChinese ? zh : en;
  }
  std::string In(const Text& text) const { return PrintableLine(text.In(options_.language)); }

  void AddTo(std::vector<std::vector<std::string>>& table, const PlanRow& row) {
    std::string learner = PrintableLine(row.learner);
    if (!row.name.empty() && row.name != row.learner) learner += fmt::format(" ({})", PrintableLine(row.name));
    learner = CutToWidth(learner, kNameColumns);
    if (!row.problem.empty()) {
      table.push_back({learner, "", "", In(row.problem)});
      unread_ += plan_.labs.size();
      return;
    }
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      const PlanCell& cell = row.cells[i];
      table.push_back({learner, plan_.labs[i], CutToWidth(PrintableLine(cell.file), kFileColumns), Problem(cell)});
    }
  }

  std::string Problem(const PlanCell& cell) {
    if (!cell.problem.empty()) {
      ++unread_;
      return In(cell.problem);
    }
    if (cell.attempts == 0) {
      ++missing_;
      return Say("missing", "缺交");
    }
    ++found_;
    std::string problem = cell.late ? Say("late", "迟交") : "";
    if (cell.attempts > 1)
      problem += (problem.empty() ? "" : Say(", ", "，")) + Say(fmt::format("the last of {} attempts", cell.attempts),
                                                                fmt::format("共 {} 次提交，取最后一次", cell.attempts));
    return problem;
  }

  const Plan& plan_;
  const RenderOptions& options_;
  std::size_t found_ = 0;
  std::size_t missing_ = 0;
  std::size_t unread_ = 0;
};

std::string_view StatusOf(const PlanCell& cell) {
  if (!cell.problem.empty()) return "unread";
  return cell.attempts == 0 ? "missing" : "found";
}

json::object CellJson(const std::string& lab, const PlanCell& cell, Language language) {
  json::object object{{"lab", lab},          {"status", StatusOf(cell)},  {"file", ValidUtf8(cell.file)},
                      {"bytes", cell.bytes}, {"attempts", cell.attempts}, {"late", cell.late}};
  if (!cell.problem.empty()) object["problem"] = ValidUtf8(cell.problem.In(language));
  return object;
}

}  // namespace

void Plan::Add(const Submission& submission) {
  PlanRow row{submission.learner, submission.name, submission.email, submission.id, submission.participant, {}, {},
              submission.notes};
  if (submission.unread) row.problem = submission.unread->reason;
  for (const std::vector<HandedIn>& attempts : submission.answers) {
    PlanCell& cell = row.cells.emplace_back();
    if (submission.unread) cell.problem = submission.unread->reason;
    if (attempts.empty()) continue;
    const HandedIn& last = attempts.back();
    cell.file = last.name;
    cell.bytes = last.bytes.size();
    cell.attempts = attempts.size();
    cell.late = last.late_mark;
    if (last.unread) cell.problem = last.unread->reason;
  }
  rows.push_back(std::move(row));
}

bool Plan::IsReadable() const {
  return std::all_of(rows.begin(), rows.end(), [](const PlanRow& row) {
    return std::all_of(row.cells.begin(), row.cells.end(), [](const PlanCell& cell) { return cell.problem.empty(); });
  });
}

std::string RenderText(const Plan& plan, const RenderOptions& options) { return PlanText(plan, options).Render(); }

std::string RenderJson(const Plan& plan, const RenderOptions& options) {
  json::array learners;
  for (const PlanRow& row : plan.rows) {
    json::array labs;
    for (std::size_t i = 0; i < row.cells.size(); ++i)
      labs.push_back(CellJson(plan.labs[i], row.cells[i], options.language));
    json::object learner{{"learner", ValidUtf8(row.learner)},
                         {"name", ValidUtf8(row.name)},
                         {"email", ValidUtf8(row.email)},
                         {"id", ValidUtf8(row.id)},
                         {"participant", ValidUtf8(row.participant)},
                         {"labs", std::move(labs)},
                         {"notes", NotesJson(row.notes, options.language)}};
    if (!row.problem.empty()) learner["problem"] = ValidUtf8(row.problem.In(options.language));
    learners.push_back(std::move(learner));
  }
  const json::object object{{"set", plan.set},
                            {"labs", json::array(plan.labs.begin(), plan.labs.end())},
                            {"learners", std::move(learners)},
                            {"notes", NotesJson(plan.notes, options.language)}};
  return Serialized(object);
}

}  // namespace shellab
