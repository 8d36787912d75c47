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
    const FileState* file = ExpectedFile(evidence, seen);
    const std::optional<std::string> content = ExpectedContent(evidence, file);
    Finding finding;
    if (std::optional<Difference> difference = Judge(file, content, seen.after)) {
      finding.message = std::move(difference->message);
      finding.diff = std::move(difference->diff);
    } else {
      finding.status = Finding::Status::kPassed;
      const bool compared = aspects_.content && seen.after.type == FileState::Type::kFile && content;
      finding.compared_nothing = compared && expected_.LeavesNothing(*content);
    }
    co_return finding;
  }

 private:
  // Null where a content alone is expected, or that nothing lies there.
  const FileState* ExpectedFile(const Evidence& evidence, const Change& seen) const {
    if (expected_.source() == Source::kBefore) return &seen.before;
    if (expected_.source() == Source::kSolution) return &evidence.reference->seen.paths.at(path_).after;
    return nullptr;
  }

  // Nothing where none is expected, or the reference command told none.
  std::optional<std::string> ExpectedContent(const Evidence& evidence, const FileState* file) const {
    if (file != nullptr) return file->content;
    if (expected_.source() == Source::kNone) return std::nullopt;
    return expected_.Of(evidence, {});
  }

  std::optional<Difference> Judge(const FileState* file, const std::optional<std::string>& content,
                                  const FileState& actual) const {
    if (file != nullptr) return Against(*file, actual);
    if (expected_.source() == Source::kNone) {
      if (actual.type == FileState::Type::kAbsent) return std::nullopt;
      return Difference{wording::ShouldNotBeThere(path_), {}};
    }
    if (auto wrong = JudgeType(FileState::Type::kFile, actual)) return wrong;
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
