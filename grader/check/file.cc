#include "grader/check/file.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "grader/check/compare.h"
#include "grader/check/wording.h"

namespace shellab {
namespace {

struct Aspects {
  bool type = true;
  bool mode = true;
  bool owner = true;
  bool content = true;
};

enum class Expected { kSolution, kBefore, kText, kAbsent };

class FileCheck : public Check {
 public:
  FileCheck(std::string path, Expected expected, Aspects aspects, std::string text, Comparer comparer)
      : path_(std::move(path)),
        expected_(expected),
        aspects_(aspects),
        text_(std::move(text)),
        comparer_(std::move(comparer)) {}

  void Ask(Questions& questions) const override {
    questions.paths.insert(path_);
    questions.reference |= expected_ == Expected::kSolution;
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
    switch (expected_) {
      case Expected::kAbsent:
        if (actual.type == FileState::Type::kAbsent) return std::nullopt;
        return Difference{wording::ShouldNotBeThere(path_), {}};
      case Expected::kText:
        if (auto wrong = JudgeType(FileState::Type::kFile, actual)) return wrong;
        return JudgeContent(text_, actual);
      case Expected::kBefore:
        return Against(seen.before, actual);
      case Expected::kSolution:
        return Against(evidence.reference->seen.paths.at(path_).after, actual);
    }
    return std::nullopt;
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
    std::optional<Difference> difference = comparer_.Compare(expected, actual.content);
    if (difference) difference->message = wording::ContentDiffers(path_, difference->message);
    return difference;
  }

  std::string path_;
  Expected expected_;
  Aspects aspects_;
  std::string text_;
  Comparer comparer_;
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
  const std::optional<std::size_t> by = table.Choice("expect", {"solution", "before"});
  const std::optional<std::string> text = table.String("text");
  const std::optional<bool> exists = table.Bool("exists");
  if (exists == true) table.FaultAt("exists", "`exists` can only be false; what must be there is said by `expect`");
  const int ways = (table.Has("expect") ? 1 : 0) + (text ? 1 : 0) + (exists ? 1 : 0);
  if (ways != 1)
    table.FaultHere("expected one of expect = \"solution\", expect = \"before\", text = \"...\" and exists = false");
  Expected expected = by == 1U ? Expected::kBefore : Expected::kSolution;
  if (text) expected = Expected::kText;
  if (exists) expected = Expected::kAbsent;
  const Aspects aspects = ReadAspects(table);
  Comparer comparer = Comparer::Parse(table, text);
  return std::make_shared<FileCheck>(std::move(path), expected, aspects, text.value_or(""), std::move(comparer));
}

}  // namespace shellab
