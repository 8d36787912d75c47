#include "grader/check/output.h"

#include <algorithm>
#include <utility>

#include "grader/check/expected.h"
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
  OutputCheck(ExpectedText expected, Stream stream, std::optional<int> code)
      : expected_(std::move(expected)), stream_(stream), code_(code) {}

  boost::asio::awaitable<Finding> Verify(const Evidence& evidence) const override { co_return Judge(evidence); }

  void Ask(Questions& questions) const override { expected_.Ask(questions); }

 private:
  Finding Judge(const Evidence& evidence) const {
    const ExecResult& answer = evidence.answer.run;
    Finding finding = compares() ? JudgeOutput(evidence) : Passed();
    if (answer.outcome.ended == Outcome::Ended::kKilledBy) {
      Fail(finding, wording::StoppedByLimit(answer.outcome.limit.value()));
    } else if (compares() && (answer.*stream_).truncated) {
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
    Finding finding = expected_.Judge(
        evidence, [this](const RunResult& run) -> const std::string& { return (run.run.*stream_).content; });
    if (!finding.expected) return finding;
    if (finding.actual->empty()) {
      const std::size_t lines = expected_.comparer().CountLines(*finding.expected);
      finding.message =
          stream_ == &ExecResult::out ? wording::NothingPrinted(lines) : wording::NothingOnStandardError(lines);
    }
    finding.message = wording::Join(finding.message, ExplainRun(evidence.answer.run, stream_));
    return finding;
  }

  // Or only the code counts.
  bool compares() const { return expected_.source() != ExpectedText::Source::kNone; }

  ExpectedText expected_;
  Stream stream_;
  std::optional<int> code_;
};

}  // namespace

std::shared_ptr<const Check> ParseOutputCheck(TomlTable& table) {
  ExpectedText expected = ExpectedText::Parse(table);
  std::optional<int> code;
  if (const auto value = table.Integer("code", 0, 255)) code = static_cast<int>(*value);
  const bool from_stderr = table.Choice("stream", {"stdout", "stderr"}) == 1U;
  if (expected.source() == ExpectedText::Source::kBefore)
    table.FaultAt("expect", "expect = \"before\" says nothing here: before the answer nothing was printed");
  if (expected.source() == ExpectedText::Source::kNone && !table.Has("code"))
    table.FaultHere(
        "nothing to verify; expected expect = \"solution\", text = \"...\", reference = \"...\" or code = N");
  return std::make_shared<OutputCheck>(std::move(expected), from_stderr ? &ExecResult::err : &ExecResult::out, code);
}

}  // namespace shellab
