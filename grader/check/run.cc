#include "grader/check/run.h"

#include <utility>

#include "grader/check/expected.h"
#include "grader/check/wording.h"

namespace shellab {
namespace {

class RunCheck : public Check {
 public:
  RunCheck(HiddenCommand command, ExpectedText expected)
      : command_(std::move(command)), expected_(std::move(expected)) {}

  void Ask(Questions& questions) const override {
    questions.commands.insert(command_);
    expected_.Ask(questions);
  }

  boost::asio::awaitable<Finding> Verify(const Evidence& evidence) const override { co_return Judge(evidence); }

 private:
  Finding Judge(const Evidence& evidence) const {
    const Outcome& outcome = evidence.answer.seen.commands.at(command_).outcome;
    Finding finding;
    if (outcome.ended == Outcome::Ended::kKilledBy) {
      finding.message = wording::HiddenCommandDiffers(wording::StoppedByLimit(*outcome.limit));
      return finding;
    }
    finding = expected_.Judge(evidence, [this](const RunResult& run) -> const std::string& {
      return run.seen.commands.at(command_).out.content;
    });
    if (finding.expected) finding.message = wording::HiddenCommandDiffers(finding.message);
    return finding;
  }

  HiddenCommand command_;
  ExpectedText expected_;
};

}  // namespace

std::shared_ptr<const Check> ParseRunCheck(TomlTable& table) {
  HiddenCommand command;
  command.script = table.RequiredString("command", "a script for bash");
  command.as_root = table.Choice("user", {"root"}).has_value();
  return std::make_shared<RunCheck>(std::move(command), ExpectedText::Parse(table, ExpectedText::Source::kSolution));
}

}  // namespace shellab
