#include "grader/check/run.h"

#include <optional>
#include <utility>

#include "grader/check/compare.h"
#include "grader/check/wording.h"

namespace shellab {
namespace {

class RunCheck : public Check {
 public:
  RunCheck(HiddenCommand command, std::optional<std::string> text, Comparer comparer)
      : command_(std::move(command)), text_(std::move(text)), comparer_(std::move(comparer)) {}

  void Ask(Questions& questions) const override {
    questions.commands.insert(command_);
    questions.reference |= !text_;
  }

  boost::asio::awaitable<Finding> Verify(const Evidence& evidence) const override {
    const ExecResult& seen = evidence.answer.seen.commands.at(command_);
    const std::string& expected = text_ ? *text_ : evidence.reference->seen.commands.at(command_).out.content;
    Finding finding;
    if (seen.outcome.ended == Outcome::Ended::kKilledBy) {
      finding.message = wording::HiddenCommandDiffers(wording::StoppedByLimit(*seen.outcome.limit));
    } else if (std::optional<Difference> difference = comparer_.Compare(expected, seen.out.content)) {
      finding.message = wording::HiddenCommandDiffers(difference->message);
      finding.expected = expected;
      finding.actual = seen.out.content;
      finding.diff = std::move(difference->diff);
    } else {
      finding.status = Finding::Status::kPassed;
    }
    co_return finding;
  }

 private:
  HiddenCommand command_;
  std::optional<std::string> text_;
  Comparer comparer_;
};

}  // namespace

std::shared_ptr<const Check> ParseRunCheck(TomlTable& table) {
  HiddenCommand command;
  command.script = table.RequiredString("command", "a script for bash");
  command.as_root = table.Choice("user", {"root"}).has_value();
  table.Choice("expect", {"solution"});
  std::optional<std::string> text = table.String("text");
  if (text && table.Has("expect")) table.FaultAt("text", "`text` and `expect` exclude each other");
  Comparer comparer = Comparer::Parse(table, text);
  return std::make_shared<RunCheck>(std::move(command), std::move(text), std::move(comparer));
}

}  // namespace shellab
