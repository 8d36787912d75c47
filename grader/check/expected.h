// The text that a check expects, and what is there held against it. Used by the kinds that compare a text: output, run,
// probe and file.
//   text = "..."                      the text itself
//   expect = "solution" | "before"    what the same look shows where the solution ran, or where nothing was done
//   reference = "echo $PID_HOG"       what this command of the author's prints now, beside the learner's host; with
//                                     `files` and `wall` as for a probe
//   compare, ignore, tolerance        as compare.h says
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "grader/check/check.h"
#include "grader/check/compare.h"

namespace shellab {

class ExpectedText {
 public:
  enum class Source { kNone, kText, kSolution, kBefore, kReference };
  // Where the text lies in a run that is compared.
  using Look = std::function<const std::string&(const RunResult&)>;

  // Reads the keys; `absent` is the source where none of the three is there. With kNone nothing is compared, and the
  // keys of compare.h are not read. Faults are noted in the table's document.
  static ExpectedText Parse(TomlTable& table, Source absent = Source::kNone);

  Source source() const { return source_; }
  const Comparer& comparer() const { return comparer_; }

  // Adds what Of will want to see.
  void Ask(Questions& questions) const;

  // The text; nothing when the reference command failed or printed nothing, since what it asks for is no longer there:
  // then no answer is right. The source is not kNone.
  std::optional<std::string> Of(const Evidence& evidence, const Look& look) const;

  // Whether nothing of `expected` is left to compare, though the lab does not say that it is empty.
  bool LeavesNothing(const std::string& expected) const;

  // Compares what `look` takes from the answer's run. A failed finding has `expected` unless there was none.
  Finding Judge(const Evidence& evidence, const Look& look) const;

 private:
  Source source_ = Source::kNone;
  std::string text_;
  Probe reference_;
  Comparer comparer_;
};

}  // namespace shellab
