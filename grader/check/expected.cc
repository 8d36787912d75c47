#include "grader/check/expected.h"

#include <fmt/format.h>

#include <stdexcept>
#include <string_view>
#include <utility>

#include "grader/check/command.h"
#include "grader/check/wording.h"

namespace shellab {
namespace {

const RunResult& Given(const RunResult* run) {
  if (run == nullptr) throw std::logic_error("a check was not given what it asked to be compared with");
  return *run;
}

void RefuseTogether(TomlTable& table, std::string_view key, std::string_view other) {
  if (table.Has(key) && table.Has(other))
    table.FaultAt(key, fmt::format("`{}` and `{}` exclude each other", key, other));
}

}  // namespace

ExpectedText ExpectedText::Parse(TomlTable& table, Source absent) {
  ExpectedText expected;
  expected.source_ = absent;
  const std::optional<std::size_t> choice = table.Choice("expect", {"solution", "before"});
  if (table.Has("expect")) expected.source_ = choice == 1U ? Source::kBefore : Source::kSolution;
  const std::optional<std::string> text = table.String("text");
  if (table.Has("text")) {
    expected.source_ = Source::kText;
    expected.text_ = text.value_or("");
  }
  if (table.Has("reference")) {
    expected.source_ = Source::kReference;
    expected.reference_ = ReadCommand(table, "reference");
    expected.reference_.tells_expected = true;
  }
  RefuseTogether(table, "text", "expect");
  RefuseTogether(table, "reference", "expect");
  RefuseTogether(table, "reference", "text");
  if (expected.source_ != Source::kNone) expected.comparer_ = Comparer::Parse(table, text);
  return expected;
}

void ExpectedText::Ask(Questions& questions) const {
  questions.reference |= source_ == Source::kSolution;
  questions.without |= source_ == Source::kBefore;
  if (source_ != Source::kReference) return;
  questions.probes.insert(reference_);
  questions.processes = questions.all_names = true;
}

std::optional<std::string> ExpectedText::Of(const Evidence& evidence, const Look& look) const {
  switch (source_) {
    case Source::kText:
      return text_;
    case Source::kSolution:
      return look(Given(evidence.reference));
    case Source::kBefore:
      return look(Given(evidence.without));
    case Source::kReference: {
      const ExecResult& told = evidence.answer.seen.probes.at(reference_);
      const bool ended_well = told.outcome.ended == Outcome::Ended::kExited && told.outcome.code == 0;
      const bool is_blank = told.out.content.find_first_not_of(" \t\r\n") == std::string::npos;
      return ended_well && !is_blank ? std::optional(told.out.content) : std::nullopt;
    }
    case Source::kNone:
      break;
  }
  throw std::logic_error("a check expects no text");
}

bool ExpectedText::LeavesNothing(const std::string& expected) const {
  return comparer_.LeavesNothing(expected) && !(source_ == Source::kText && text_.empty());
}

Finding ExpectedText::Judge(const Evidence& evidence, const Look& look) const {
  Finding finding;
  std::optional<std::string> expected = Of(evidence, look);
  if (!expected) {
    finding.message = wording::NothingToExpect();
    return finding;
  }
  const std::string& actual = look(evidence.answer);
  std::optional<Difference> difference = comparer_.Compare(*expected, actual);
  if (!difference) {
    finding = Passed();
    finding.compared_nothing = LeavesNothing(*expected);
    return finding;
  }
  finding.message = std::move(difference->message);
  finding.expected = std::move(expected);
  finding.actual = actual;
  finding.diff = std::move(difference->diff);
  return finding;
}

}  // namespace shellab
