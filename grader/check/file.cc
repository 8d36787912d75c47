#include "grader/check/file.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "grader/check/expected.h"
#include "grader/check/wording.h"

namespace shellab {
namespace {

struct Aspects {
  bool type = true;
  bool mode = true;
  bool owner = true;
  bool content = true;
};

using Source = ExpectedText::Source;

class FileCheck : public Check {
 public:
  FileCheck(std::string path, ExpectedText expected, Aspects aspects)
      : path_(std::move(path)), expected_(std::move(expected)), aspects_(aspects) {}

  void Ask(Questions& questions) const override {
    questions.paths.insert(path_);
    // What was there before the answer lies below its changes.
    if (expected_.source() != Source::kBefore) expected_.Ask(questions);
  }

  boost::asio::awaitable<Finding> Verify(const Evidence& evidence) const override {
    const Change& seen = evidence.answer.seen.paths.at(path_);
    Finding finding;
    if (std::optional<Difference> difference = Judge(evidence, seen)) {
      finding.message = std::move(difference->message);
      finding.diff = std::move(difference->diff);
    } else {
      finding.status = Finding::Status::kPassed;
    }
    co_return finding;
  }

 private:
  std::optional<Difference> Judge(const Evidence& evidence, const Change& seen) const {
    const FileState& actual = seen.after;
    switch (expected_.source()) {
      case Source::kNone:
        if (actual.type == FileState::Type::kAbsent) return std::nullopt;
        return Difference{wording::ShouldNotBeThere(path_), {}};
      case Source::kBefore:
        return Against(seen.before, actual);
      case Source::kSolution:
        return Against(evidence.reference->seen.paths.at(path_).after, actual);
      case Source::kText:
      case Source::kReference:
        break;
    }
    if (auto wrong = JudgeType(FileState::Type::kFile, actual)) return wrong;
    const std::optional<std::string> content = expected_.Of(evidence, {});
    if (!content) return Difference{wording::NothingToExpect(), {}};
    return JudgeContent(*content, actual);
  }

  std::optional<Difference> Against(const FileState& expected, const FileState& actual) const {
    if (auto wrong = JudgeType(expected.type, actual)) return wrong;
    if (expected.type == FileState::Type::kAbsent) return std::nullopt;
    if (aspects_.mode && expected.mode != actual.mode)
      return Difference{wording::WrongMode(path_, expected.mode, actual.mode), {}};
    if (aspects_.owner && (expected.uid != actual.uid || expected.gid != actual.gid))
      return Difference{wording::WrongOwner(path_, expected, actual), {}};
    if (!aspects_.content || (!actual.sha256.empty() && expected.sha256 == actual.sha256)) return std::nullopt;
    return JudgeContent(expected.content, actual);
  }

  std::optional<Difference> JudgeType(FileState::Type expected, const FileState& actual) const {
    if (expected == actual.type) return std::nullopt;
    if (actual.type == FileState::Type::kAbsent) return Difference{wording::NotThere(path_), {}};
    if (expected == FileState::Type::kAbsent) return Difference{wording::ShouldNotBeThere(path_), {}};
    if (!aspects_.type) return std::nullopt;
    return Difference{wording::WrongType(path_, expected, actual.type), {}};
  }

  std::optional<Difference> JudgeContent(const std::string& expected, const FileState& actual) const {
    if (actual.size > actual.content.size() && actual.type == FileState::Type::kFile)
      return Difference{wording::TooLarge(path_), {}};
    std::optional<Difference> difference = expected_.comparer().Compare(expected, actual.content);
    if (difference) difference->message = wording::ContentDiffers(path_, difference->message);
    return difference;
  }

  std::string path_;
  ExpectedText expected_;  // none: nothing may lie there
  Aspects aspects_;
};

Aspects ReadAspects(TomlTable& table) {
  const std::vector<std::string> words = table.Strings("what");
  if (words.empty()) return {};
  Aspects aspects{false, false, false, false};
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] == "type") {
      aspects.type = true;
    } else if (words[i] == "mode") {
      aspects.mode = true;
    } else if (words[i] == "owner") {
      aspects.owner = true;
    } else if (words[i] == "content") {
      aspects.content = true;
    } else {
      table.FaultAt("what", i, "`what` lists some of \"type\", \"mode\", \"owner\" and \"content\"");
    }
  }
  return aspects;
}

}  // namespace

std::shared_ptr<const Check> ParseFileCheck(TomlTable& table) {
  std::string path = table.RequiredString("path", "a path such as \"app.conf\"");
  const std::optional<bool> exists = table.Bool("exists");
  if (exists == true) table.FaultAt("exists", "`exists` can only be false; what must be there is said by `expect`");
  ExpectedText expected = ExpectedText::Parse(table);
  if ((expected.source() == Source::kNone) != exists.has_value())
    table.FaultHere(
        "expected one of expect = \"solution\", expect = \"before\", text = \"...\", reference = \"...\" and "
        "exists = false");
  const Aspects aspects = ReadAspects(table);
  return std::make_shared<FileCheck>(std::move(path), std::move(expected), aspects);
}

}  // namespace shellab
