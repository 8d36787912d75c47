#include "grader/check/changes.h"

#include <fnmatch.h>

#include <algorithm>
#include <utility>

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

class UnchangedCheck : public Check {
 public:
  explicit UnchangedCheck(Patterns paths) : paths_(std::move(paths)) {}

  void Ask(Questions& questions) const override { questions.changes = questions.reference = true; }

  boost::asio::awaitable<Finding> Verify(const Evidence& evidence) const override {
    const Changes& allowed = evidence.reference->seen.changes;
    std::vector<std::string> damaged;
    for (const auto& [path, change] : evidence.answer.seen.changes) {
      if (change.before.type == FileState::Type::kAbsent || allowed.contains(path)) continue;
      if (paths_.empty() || MatchesAny(paths_, path)) damaged.push_back(path);
    }
    Finding finding = damaged.empty() ? Passed() : Failed(wording::NotAsBefore(damaged.front(), damaged.size() - 1));
    co_return finding;
  }

 private:
  Patterns paths_;
};

Patterns ReadPatterns(TomlTable& table, std::string_view key) {
  Patterns patterns = table.Strings(key);
  for (std::size_t i = 0; i < patterns.size(); ++i)
    if (!patterns[i].starts_with('/')) table.FaultAt(key, i, "expected a pattern of absolute paths such as \"/etc/*\"");
  return patterns;
}

}  // namespace

std::shared_ptr<const Check> ParseChangesCheck(TomlTable& table) {
  table.Choice("expect", {"solution"});
  return std::make_shared<ChangesCheck>(ReadPatterns(table, "ignore"));
}

std::shared_ptr<const Check> ParseUnchangedCheck(TomlTable& table) {
  return std::make_shared<UnchangedCheck>(ReadPatterns(table, "paths"));
}

std::vector<std::string> NeverCompared() { return {"/tmp", "/run", "/var/log", "/var/cache", "/dev", "/proc", "/sys"}; }

}  // namespace shellab
