#include "grader/check/output.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "grader/check/compare.h"
#include "grader/check/wording.h"

namespace shellab {
namespace {

using Stream = CapturedOutput ExecResult::*;

// A line of standard error that says that a command was not found, in the words of bash and dash; else nothing.
std::optional<std::string_view> NotFoundLine(const Lines& error) {
  const auto line = std::find_if(error.lines.begin(), error.lines.end(), [](std::string_view text) {
    return text.ends_with(": command not found") || text.ends_with(": not found");
  });
  if (line == error.lines.end()) return std::nullopt;
  return *line;
}

// What the run itself tells about why its output is wrong.
Text ExplainRun(const ExecResult& run, Stream stream) {
  Text text;
  if (run.outcome.ended == Outcome::Ended::kSignalled) text = wording::EndedBySignal(run.outcome.signal);
  for (const Limit limit : run.outcome.limits_hit) text = wording::Join(text, wording::ReachedLimit(limit));
  if (stream == &ExecResult::err) return text;
  const Lines error = SplitLines(run.err.content);
  if (const std::optional<std::string_view> line = NotFoundLine(error)) {
    return wording::Join(text, wording::CommandNotFound(*line));
  }
  if ((run.*stream).content.empty() && !error.lines.empty()) {
    // A database's client repeats the statement between lines of dashes first.
    const auto tells = std::find_if(error.lines.begin(), error.lines.end(),
                                    [](std::string_view line) { return line.starts_with("ERROR"); });
    return wording::Join(text, wording::ErrorBegins(tells != error.lines.end() ? *tells : error.lines.front()));
  }
  return text;
}

class OutputCheck : public Check {
 public:
  OutputCheck(std::optional<Comparer> comparer, std::optional<std::string> text, Stream stream, std::optional<int> code)
      : comparer_(std::move(comparer)), text_(std::move(text)), stream_(stream), code_(code) {}

  boost::asio::awaitable<Finding> Verify(const Evidence& evidence) const override { co_return Judge(evidence); }

  void Ask(Questions& questions) const override { questions.reference |= comparer_ && !text_; }

 private:
  Finding Judge(const Evidence& evidence) const {
    const ExecResult& answer = evidence.answer.run;
    Finding finding = comparer_ ? JudgeOutput(evidence) : Passed();
    if (answer.outcome.ended == Outcome::Ended::kKilledBy) {
      Fail(finding, wording::StoppedByLimit(answer.outcome.limit.value()));
    } else if (comparer_ && (answer.*stream_).truncated) {
      Fail(finding, wording::OutputTruncated((answer.*stream_).content.size()));
    } else if (code_ && finding.status == Finding::Status::kPassed) {
      JudgeCode(answer.outcome, finding);
    }
    return finding;
  }

  // The reason given replaces what the comparison says: half an output differs in any case.
  static void Fail(Finding& finding, Text message) {
    finding.status = Finding::Status::kFailed;
    finding.message = std::move(message);
  }

  void JudgeCode(const Outcome& outcome, Finding& finding) const {
    if (outcome.ended == Outcome::Ended::kSignalled) {
      Fail(finding, wording::EndedBySignal(outcome.signal));
    } else if (outcome.code != *code_) {
      Fail(finding, wording::WrongExitCode(*code_, outcome.code));
    }
  }

  Finding JudgeOutput(const Evidence& evidence) const {
    const std::string& actual = (evidence.answer.run.*stream_).content;
    const std::string& expected = text_ ? *text_ : (Reference(evidence).*stream_).content;
    std::optional<Difference> difference = comparer_->Compare(expected, actual);
    if (!difference) return Passed();
    if (actual.empty()) {
      const std::size_t lines = comparer_->CountLines(expected);
      difference->message =
          stream_ == &ExecResult::out ? wording::NothingPrinted(lines) : wording::NothingOnStandardError(lines);
    }
    Finding finding;
    finding.message = wording::Join(difference->message, ExplainRun(evidence.answer.run, stream_));
    finding.expected = expected;
    finding.actual = actual;
    finding.diff = std::move(difference->diff);
    return finding;
  }

  static const ExecResult& Reference(const Evidence& evidence) {
    if (evidence.reference == nullptr) throw std::logic_error("a check that needs the reference was given none");
    return evidence.reference->run;
  }

  std::optional<Comparer> comparer_;  // nothing where only the code counts
  std::optional<std::string> text_;   // nothing where the reference tells
  Stream stream_;
  std::optional<int> code_;
};

}  // namespace

std::shared_ptr<const Check> ParseOutputCheck(TomlTable& table) {
  const bool by_solution = table.Has("expect");
  table.Choice("expect", {"solution"});
  std::optional<std::string> text = table.String("text");
  std::optional<int> code;
  if (const auto value = table.Integer("code", 0, 255)) code = static_cast<int>(*value);
  const bool from_stderr = table.Choice("stream", {"stdout", "stderr"}) == 1U;
  if (by_solution && text) table.FaultAt("text", "`text` and `expect` exclude each other");

  std::optional<Comparer> comparer;
  if (by_solution || text) {
    comparer = Comparer::Parse(table, text);
  } else if (!table.Has("text") && !table.Has("code")) {
    table.FaultHere("nothing to verify; expected expect = \"solution\", text = \"...\" or code = N");
  }
  return std::make_shared<OutputCheck>(std::move(comparer), std::move(text),
                                       from_stderr ? &ExecResult::err : &ExecResult::out, code);
}

}  // namespace shellab
