#include "grader/check/changes.h"

#include <fnmatch.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "grader/check/process.h"
#include "grader/check/wording.h"

namespace shellab {
namespace {

using Patterns = std::vector<std::string>;

bool MatchesAny(const Patterns& patterns, const std::string& path) {
  // Without FNM_PATHNAME a star also matches slashes, so that "/etc/*" holds all below /etc.
  return std::any_of(patterns.begin(), patterns.end(),
                     [&path](const std::string& pattern) { return ::fnmatch(pattern.c_str(), path.c_str(), 0) == 0; });
}

Finding Failed(Text message) {
  Finding finding;
  finding.message = std::move(message);
  return finding;
}

class ChangesCheck : public Check {
 public:
  explicit ChangesCheck(Patterns ignore) : ignore_(std::move(ignore)) {}

  void Ask(Questions& questions) const override { questions.changes = questions.reference = true; }

  boost::asio::awaitable<Finding> Verify(const Evidence& evidence) const override {
    co_return Judge(evidence.reference->seen.changes, evidence.answer.seen.changes);
  }

 private:
  Finding Judge(const Changes& expected, const Changes& actual) const {
    std::vector<std::string> missing;
    std::vector<std::string> otherwise;
    std::vector<std::string> extra;
    for (const auto& [path, change] : expected) {
      if (MatchesAny(ignore_, path)) continue;
      const auto found = actual.find(path);
      if (found == actual.end()) {
        missing.push_back(path);
      } else if (!change.after.SameAs(found->second.after)) {
        otherwise.push_back(path);
      }
    }
    for (const auto& [path, change] : actual)
      if (!expected.contains(path) && !MatchesAny(ignore_, path)) extra.push_back(path);
    if (!missing.empty()) return Failed(wording::NotChanged(missing.front(), missing.size() - 1));
    if (!otherwise.empty()) return Failed(wording::ChangedOtherwise(otherwise.front(), otherwise.size() - 1));
    if (!extra.empty()) return Failed(wording::ChangedToo(extra.front(), extra.size() - 1));
    return Passed();
  }

  Patterns ignore_;
};

class UnchangedPathsCheck : public Check {
 public:
  explicit UnchangedPathsCheck(Patterns paths) : paths_(std::move(paths)) {}

  void Ask(Questions& questions) const override { questions.changes = questions.reference = true; }

  boost::asio::awaitable<Finding> Verify(const Evidence& evidence) const override {
    co_return Judge(evidence.reference->seen.changes, evidence.answer.seen.changes);
  }

 private:
  Finding Judge(const Changes& allowed, const Changes& actual) const {
    std::vector<std::string> damaged;
    for (const auto& [path, change] : actual) {
      if (change.before.type == FileState::Type::kAbsent || allowed.contains(path)) continue;
      if (paths_.empty() || MatchesAny(paths_, path)) damaged.push_back(path);
    }
    return damaged.empty() ? Passed() : Failed(wording::NotAsBefore(damaged.front(), damaged.size() - 1));
  }

  Patterns paths_;  // none: all
};

class UnchangedProcessesCheck : public Check {
 public:
  explicit UnchangedProcessesCheck(std::vector<std::string> names) : names_(std::move(names)) {}

  void Ask(Questions& questions) const override {
    questions.names.insert(names_.begin(), names_.end());
    questions.all_names |= names_.empty();
    questions.reference |= names_.empty();
  }

  boost::asio::awaitable<Finding> Verify(const Evidence& evidence) const override { co_return Judge(evidence); }

 private:
  Finding Judge(const Evidence& evidence) const {
    Finding finding = Passed();
    finding.settled = true;
    for (const auto& [name, process] : evidence.answer.seen.named) {
      if (!IsMeant(name, evidence)) continue;
      if (std::optional<Text> wrong = JudgeRunning(process, true)) return Failed(std::move(*wrong));
      NoteRest(process, finding);
    }
    return finding;
  }

  bool IsMeant(const std::string& name, const Evidence& evidence) const {
    if (names_.empty()) return !JudgeRunning(evidence.reference->seen.named.at(name), true);
    return std::find(names_.begin(), names_.end(), name) != names_.end();
  }

  std::vector<std::string> names_;  // none: all that the solution left alone
};

// Both parts of one.
class UnchangedCheck : public Check {
 public:
  UnchangedCheck(UnchangedPathsCheck paths, UnchangedProcessesCheck processes)
      : paths_(std::move(paths)), processes_(std::move(processes)) {}

  void Ask(Questions& questions) const override {
    paths_.Ask(questions);
    processes_.Ask(questions);
  }

  boost::asio::awaitable<Finding> Verify(const Evidence& evidence) const override {
    Finding finding = co_await paths_.Verify(evidence);
    if (finding.status == Finding::Status::kPassed) finding = co_await processes_.Verify(evidence);
    finding.settled = false;  // files can change, whoever is at rest
    co_return finding;
  }

 private:
  UnchangedPathsCheck paths_;
  UnchangedProcessesCheck processes_;
};

Patterns ReadPatterns(TomlTable& table, std::string_view key) {
  Patterns patterns = table.Strings(key);
  for (std::size_t i = 0; i < patterns.size(); ++i)
    if (!patterns[i].starts_with('/')) table.FaultAt(key, i, "expected a pattern of absolute paths such as \"/etc/*\"");
  return patterns;
}

}  // namespace

std::shared_ptr<const Check> ParseChangesCheck(TomlTable& table) {
  if (table.Choice("expect", {"solution", "before"}) == 1U)
    table.FaultAt("expect",
                  "expect = \"before\" says nothing here: before the answer it had changed nothing; that "
                  "something stays as it was is kind = \"unchanged\"");
  return std::make_shared<ChangesCheck>(ReadPatterns(table, "ignore"));
}

std::shared_ptr<const Check> ParseUnchangedCheck(TomlTable& table) {
  if (table.Choice("expect", {"before"}))
    table.FaultAt("expect", "kind = \"unchanged\" means as before in any case: leave `expect` out");
  UnchangedPathsCheck paths(ReadPatterns(table, "paths"));
  if (!table.Has("processes")) return std::make_shared<UnchangedPathsCheck>(std::move(paths));
  std::vector<std::string> names;
  if (table.HasString("processes")) {
    table.Choice("processes", {"all"});
  } else {
    names = table.RequiredStrings("processes", "\"all\" or an array of names of [[service]] and [[process]]");
  }
  UnchangedProcessesCheck processes(std::move(names));
  if (!table.Has("paths")) return std::make_shared<UnchangedProcessesCheck>(std::move(processes));
  return std::make_shared<UnchangedCheck>(std::move(paths), std::move(processes));
}

std::vector<std::string> NeverCompared() { return {"/tmp", "/run", "/var/log", "/var/cache", "/dev", "/proc", "/sys"}; }

}  // namespace shellab
