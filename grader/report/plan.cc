#include "grader/report/plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <string_view>
#include <utility>

#include "grader/report/json_parts.h"
#include "grader/report/printable.h"

namespace shellab {
namespace {

namespace json = boost::json;

constexpr std::size_t kNameColumns = 40;
constexpr std::size_t kFileColumns = 60;

// Why none of it could be read, or nothing.
const Text* ProblemOf(const std::optional<Unread>& unread) { return unread ? &unread->reason : nullptr; }

// The same of a learner's attempts at a lab, of which the last counts.
const Text* ProblemOf(const Submission& submission, const std::vector<HandedIn>& attempts) {
  if (!attempts.empty() && attempts.back().unread) return &attempts.back().unread->reason;
  return ProblemOf(submission.unread);
}

TableColumns::Row Cells(std::string_view line) {
  TableColumns::Row row;
  for (std::size_t end = line.find('\t'); end != std::string_view::npos; end = line.find('\t')) {
    row.emplace_back(line.substr(0, end));
    line.remove_prefix(end + 1);
  }
  return row;
}

std::string Line(const json::value& value) { return EscapeInvisible(json::serialize(value)); }

json::object LabJson(const std::string& lab, const std::vector<HandedIn>& attempts, const Text* problem,
                     Language language) {
  const HandedIn last = attempts.empty() ? HandedIn() : attempts.back();
  std::string_view status = attempts.empty() ? "missing" : "found";
  if (problem != nullptr) status = "unread";
  json::object object{{"lab", lab},
                      {"status", status},
                      {"file", ValidUtf8(last.name)},
                      {"bytes", last.bytes.size()},
                      {"attempts", attempts.size()},
                      {"late", last.late_mark}};
  if (problem != nullptr) object["problem"] = ValidUtf8(problem->In(language));
  return object;
}

}  // namespace

void Plan::Add(const Submission& submission) {
  for (const std::vector<HandedIn>& attempts : submission.answers)
    readable_ = readable_ && ProblemOf(submission, attempts) == nullptr;
  Take(submission);
}

TextPlan::TextPlan(std::vector<std::string> labs, Language language) : Plan(std::move(labs)), language_(language) {
  AddRow({Say("Learner", "学员"), Say("Lab", "实验"), Say("File", "文件"), Say("Problem", "问题")});
}

std::string TextPlan::Say(const std::string& en, const std::string& zh) const {
  return language_ == Language::kChinese ? zh : en;
}

std::string TextPlan::In(const Text& text) const { return PrintableLine(text.In(language_)); }

void TextPlan::AddRow(const TableColumns::Row& row) {
  columns_.Widen(row);
  rows_.Add(fmt::format("{}\t", fmt::join(row, "\t")));
}

void TextPlan::Take(const Submission& submission) {
  ++learners_;
  std::string learner = PrintableLine(submission.learner);
  for (const Text& note : submission.notes) notes_.Add(fmt::format("{}{}{}", learner, Say(": ", "："), In(note)));
  has_notes_ = has_notes_ || !submission.notes.empty();
  if (!submission.name.empty() && submission.name != submission.learner)
    learner += fmt::format(" ({})", PrintableLine(submission.name));
  learner = CutToWidth(learner, kNameColumns);
  if (submission.unread) {
    AddRow({learner, "", "", In(submission.unread->reason)});
    unread_ += labs().size();
    return;
  }
  for (std::size_t i = 0; i < submission.answers.size(); ++i) AddLab(learner, labs()[i], submission.answers[i]);
}

void TextPlan::AddLab(const std::string& learner, const std::string& lab, const std::vector<HandedIn>& attempts) {
  const std::string file = attempts.empty() ? "" : attempts.back().name;
  AddRow({learner, lab, CutToWidth(PrintableLine(file), kFileColumns), Problem(attempts)});
}

std::string TextPlan::Problem(const std::vector<HandedIn>& attempts) {
  if (attempts.empty()) {
    ++missing_;
    return Say("missing", "缺交");
  }
  const HandedIn& last = attempts.back();
  if (last.unread) {
    ++unread_;
    return In(last.unread->reason);
  }
  ++found_;
  std::string problem = last.late_mark ? Say("late", "迟交") : "";
  if (attempts.size() > 1)
    problem += (problem.empty() ? "" : Say(", ", "，")) + Say(fmt::format("the last of {} attempts", attempts.size()),
                                                              fmt::format("共 {} 次提交，取最后一次", attempts.size()));
  return problem;
}

void TextPlan::Write(const std::vector<Text>& notes, std::ostream& out) {
  rows_.ForEach([&](std::string_view line) { out << columns_.Line(Cells(line)); });
  out << "\n";
  for (const Text& note : notes) out << In(note) << "\n";
  notes_.ForEach([&](std::string_view line) { out << line << "\n"; });
  if (has_notes_ || !notes.empty()) out << "\n";
  out << Say(fmt::format("{} learners, {} labs: {} answers to grade, {} missing, {} unreadable\n", learners_,
                         labs().size(), found_, missing_, unread_),
             fmt::format("{} 名学员，{} 个实验：待评答案 {} 个，缺交 {} 个，无法读取 {} 个\n", learners_, labs().size(),
                         found_, missing_, unread_));
}

JsonPlan::JsonPlan(std::string set, std::vector<std::string> labs, Language language)
    : Plan(std::move(labs)), set_(std::move(set)), language_(language) {}

void JsonPlan::Take(const Submission& submission) {
  json::array each;
  for (std::size_t i = 0; i < submission.answers.size(); ++i) {
    const std::vector<HandedIn>& attempts = submission.answers[i];
    each.push_back(LabJson(labs()[i], attempts, ProblemOf(submission, attempts), language_));
  }
  json::object learner{{"learner", ValidUtf8(submission.learner)},
                       {"name", ValidUtf8(submission.name)},
                       {"email", ValidUtf8(submission.email)},
                       {"id", ValidUtf8(submission.id)},
                       {"participant", ValidUtf8(submission.participant)},
                       {"labs", std::move(each)},
                       {"notes", NotesJson(submission.notes, language_)}};
  if (submission.unread) learner["problem"] = ValidUtf8(submission.unread->reason.In(language_));
  learners_.Add(Line(learner));
}

void JsonPlan::Write(const std::vector<Text>& notes, std::ostream& out) {
  out << R"({"set":)" << Line(json::string(set_)) << R"(,"labs":)" << Line(json::array(labs().begin(), labs().end()))
      << R"(,"learners":[)";
  bool first = true;
  learners_.ForEach([&](std::string_view learner) { out << (std::exchange(first, false) ? "" : ",") << learner; });
  out << R"(],"notes":)" << Line(NotesJson(notes, language_)) << "}\n";
}

}  // namespace shellab
