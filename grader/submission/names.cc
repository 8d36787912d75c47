#include "grader/submission/names.h"

#include <re2/re2.h>

#include <algorithm>
#include <iterator>

#include "sandbox/toml/reader.h"

namespace shellab {
namespace {

// Names are bytes of any encoding, and may hold line ends.

RE2::Options Bytes() {
  RE2::Options options(RE2::Latin1);
  options.set_dot_nl(true);
  return options;
}

// Without what a script with Windows line ends, or a hasty hand, put behind it.
std::string_view Trim(std::string_view name) {
  while (!name.empty() && (name.back() == '\r' || name.back() == '\n' || name.back() == ' ')) name.remove_suffix(1);
  return name;
}

// The name in small letters without what says that it is a script; nothing for other kinds of files.
std::optional<std::string> WordOf(std::string_view name) {
  std::string word = LowerAscii(Trim(name));
  for (const std::string_view ending : {".sh.txt", ".sql.txt", ".sh", ".bash", ".sql", ".txt"}) {
    if (!word.ends_with(ending)) continue;
    word.resize(word.size() - ending.size());
    break;
  }
  if (word.find('.') != std::string::npos) return std::nullopt;
  return word;
}

}  // namespace

std::string LowerAscii(std::string_view text) {
  // Lab ids are ASCII; bytes of other characters stay as they are in any locale.
  std::string lower(text);
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return lower;
}

bool IsScriptName(std::string_view name) {
  const std::string lower = LowerAscii(Trim(name));
  return lower.ends_with(".sh") || lower.ends_with(".sql") || lower.ends_with(".bash");
}

std::vector<std::string> SplitPath(std::string_view path) {
  const char separator = path.find('/') == std::string_view::npos ? '\\' : '/';
  std::vector<std::string> names;
  while (!path.empty()) {
    const std::string_view name = path.substr(0, path.find(separator));
    if (!name.empty() && name != ".") names.emplace_back(name);
    path.remove_prefix(std::min(name.size() + 1, path.size()));
  }
  return names;
}

bool LeadsOut(std::string_view path) {
  const std::vector<std::string> names = SplitPath(path);
  const bool drive = path.size() > 1 && path[1] == ':' && names.size() > 1;
  return drive || path.starts_with('/') || path.starts_with('\\') ||
         std::find(names.begin(), names.end(), "..") != names.end();
}

bool IsDropping(std::string_view name) {
  static constexpr std::string_view kNames[] = {"__macosx", ".ds_store",  "thumbs.db",      "desktop.ini",
                                                ".git",     ".gitignore", ".gitattributes", ".github",
                                                ".svn",     ".idea",      ".vscode"};
  return name.starts_with("._") ||
         std::find(std::begin(kNames), std::end(kNames), LowerAscii(name)) != std::end(kNames);
}

std::optional<std::size_t> LabNames::IndexOf(std::string_view id) const {
  const auto found = std::find(ids_.begin(), ids_.end(), id);
  if (found == ids_.end()) return std::nullopt;
  return static_cast<std::size_t>(found - ids_.begin());
}

std::optional<std::size_t> LabNames::Near(const std::string& word) const {
  // Far longer names cannot be near, and comparing them costs the product of the lengths.
  constexpr std::size_t kLongest = 256;
  if (word.size() > kLongest) return std::nullopt;
  if (const std::optional<std::size_t> exact = IndexOf(word)) return exact;
  const std::string_view nearest = Nearest(word, ids_);
  // Nearest gives the first of equals: another one from behind means that two are as near.
  if (nearest.empty() || nearest != Nearest(word, reversed_)) return std::nullopt;
  return IndexOf(nearest);
}

std::optional<LabNames::Match> LabNames::Find(const std::vector<std::string>& path) const {
  if (path.empty()) return std::nullopt;
  const std::string& leaf = path.back();
  for (const std::string_view ending : {".sh", ".sql"}) {
    if (!leaf.ends_with(ending)) continue;
    if (const auto lab = IndexOf(std::string_view(leaf).substr(0, leaf.size() - ending.size())))
      return Match{*lab, Likeness::kExact};
  }
  const std::optional<std::string> word = WordOf(leaf);
  if (!word) return std::nullopt;
  const bool is_script = IsScriptName(leaf);
  if (is_script || *word == "answer") {
    for (auto folder = path.rbegin() + 1; folder != path.rend(); ++folder)
      if (const auto lab = IndexOf(*folder))
        return Match{*lab, *word == "answer" ? Likeness::kAnswerInFolder : Likeness::kInFolder};
  }
  if (const auto lab = Near(*word)) return Match{*lab, Likeness::kNear};
  if (is_script && path.size() > 1)
    if (const auto lab = Near(LowerAscii(path[path.size() - 2]))) return Match{*lab, Likeness::kInNearFolder};
  if (is_script && ids_.size() == 1) return Match{0, Likeness::kOnlyLab};
  return std::nullopt;
}

std::optional<SystemName> ParseMoodleName(std::string_view name) {
  static const RE2 pattern(R"((.+)_(\d+)_assignsubmission_(file|onlinetext)(?:_(.*))?)", Bytes());
  SystemName parsed;
  std::string kind;
  if (!RE2::FullMatch(re2::StringPiece(name.data(), name.size()), pattern, &parsed.learner, &parsed.participant, &kind,
                      &parsed.file))
    return std::nullopt;
  parsed.system = SystemName::System::kMoodle;
  if (parsed.learner == "Participant" || parsed.learner == "参与者") parsed.learner += " " + parsed.participant;
  parsed.online_text = kind == "onlinetext";
  return parsed;
}

std::optional<SystemName> ParseCanvasName(std::string_view name) {
  // What was typed into the editor, and an address, have no number of their own.
  static const RE2 known(R"((.+?)(_LATE)?_(\d+)_(?:(text\.html|link\.html)|\d+_(.+)))", Bytes());
  static const RE2 anonymous(R"((LATE_)?(anon_[A-Za-z0-9]+)_(?:(text\.html|link\.html)|\d+_(.+)))", Bytes());
  const re2::StringPiece whole(name.data(), name.size());
  SystemName parsed;
  std::string late;
  std::string typed;
  if (!RE2::FullMatch(whole, anonymous, &late, &parsed.learner, &typed, &parsed.file) &&
      !RE2::FullMatch(whole, known, &parsed.learner, &late, &parsed.participant, &typed, &parsed.file))
    return std::nullopt;
  parsed.system = SystemName::System::kCanvas;
  parsed.late = !late.empty();
  parsed.online_text = typed == "text.html";
  if (!typed.empty()) parsed.file = typed;
  return parsed;
}

std::optional<Resubmission> ParseResubmission(std::string_view file) {
  static const RE2 pattern(R"((.+)-(\d{1,4})((?:\.[A-Za-z0-9]+)+))", Bytes());
  std::string stem;
  std::string ending;
  Resubmission parsed;
  if (!RE2::FullMatch(re2::StringPiece(file.data(), file.size()), pattern, &stem, &parsed.number, &ending))
    return std::nullopt;
  parsed.file = stem + ending;
  return parsed;
}

}  // namespace shellab
