#include "grader/submission/collect.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <map>
#include <set>
#include <system_error>

#include "grader/submission/answer.h"
#include "grader/usage_error.h"
#include "sandbox/os/error.h"
#include "sandbox/os/fd.h"
#include "sandbox/os/file.h"
#include "sandbox/toml/reader.h"

namespace shellab {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kNamesShown = 5;

struct Entry {
  std::string name;
  fs::file_type type;  // the entry's own: links are not followed
};

// What the folder holds, by name. Throws OsError.
std::vector<Entry> List(const fs::path& folder) {
  std::vector<Entry> entries;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error); !error && entry != fs::directory_iterator();
       entry.increment(error)) {
    const fs::file_type type = entry->symlink_status(error).type();
    if (error) break;
    entries.push_back({entry->path().filename(), type});
  }
  if (error) throw OsError(error.value(), "list " + folder.native());
  std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.name < b.name; });
  return entries;
}

bool IsFolder(const Entry& entry) { return entry.type == fs::file_type::directory; }
bool IsHidden(const Entry& entry) { return entry.name.starts_with('.'); }

// "a.txt, b/, c and 4 more": a folder of a million names makes one short note.
struct Names {
  std::vector<std::string> shown;
  std::size_t count = 0;

  void Add(const Entry& entry) {
    if (++count <= kNamesShown) shown.push_back(IsFolder(entry) ? entry.name + "/" : entry.name);
  }
  void AddTo(std::vector<Text>& notes, std::string_view en, std::string_view zh) const {
    if (count == 0) return;
    const std::size_t more = count - shown.size();
    notes.push_back(
        {fmt::format("{}: {}{}", en, fmt::join(shown, ", "), more > 0 ? fmt::format(" and {} more", more) : ""),
         fmt::format("{}：{}{}", zh, fmt::join(shown, "、"), more > 0 ? fmt::format(" 等 {} 个", count) : "")});
  }
};

std::string Lower(std::string text) {
  // Lab ids are ASCII; bytes of other characters stay as they are in any locale.
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

// Which lab a file's name means.
class Labs {
 public:
  explicit Labs(const std::vector<std::string_view>& ids) : ids_(ids), reversed_(ids.rbegin(), ids.rend()) {}

  std::size_t size() const { return ids_.size(); }
  std::string FileName(std::size_t lab) const { return fmt::format("{}.sh", ids_[lab]); }

  // The lab whose file has exactly this name.
  std::optional<std::size_t> Exact(std::string_view name) const {
    if (!name.ends_with(".sh")) return std::nullopt;
    return IndexOf(name.substr(0, name.size() - 3));
  }

  // The lab that another spelling of a script's name means, if it means one more than any other.
  std::optional<std::size_t> Near(std::string_view name) const {
    const std::optional<std::string> word = WordOf(name);
    if (!word) return std::nullopt;
    if (const std::optional<std::size_t> exact = IndexOf(*word)) return exact;
    const std::string_view nearest = Nearest(*word, ids_);
    // Nearest gives the first of equals: another one from behind means that two are as near.
    if (nearest.empty() || nearest != Nearest(*word, reversed_)) return std::nullopt;
    return IndexOf(nearest);
  }

 private:
  std::optional<std::size_t> IndexOf(std::string_view id) const {
    const auto found = std::find(ids_.begin(), ids_.end(), id);
    if (found == ids_.end()) return std::nullopt;
    return static_cast<std::size_t>(found - ids_.begin());
  }

  // The name in small letters without what says that it is a script; nothing for other kinds of files.
  static std::optional<std::string> WordOf(std::string_view name) {
    std::string word = Lower(std::string(name));
    for (const std::string_view ending : {".sh.txt", ".sh", ".txt"}) {
      if (!word.ends_with(ending)) continue;
      word.resize(word.size() - ending.size());
      break;
    }
    if (word.find('.') != std::string::npos) return std::nullopt;
    return word;
  }

  std::vector<std::string_view> ids_;
  std::vector<std::string_view> reversed_;
};

// Fills the answers of one learner's folder from what it holds.
void Assign(const fs::path& folder, const std::vector<Entry>& entries, const Labs& labs, FolderSubmission& submission) {
  std::vector<const Entry*> others;
  for (const Entry& entry : entries) {
    const std::optional<std::size_t> lab = IsFolder(entry) ? std::nullopt : labs.Exact(entry.name);
    if (lab) {
      submission.answers[*lab] = folder / entry.name;
    } else {
      others.push_back(&entry);
    }
  }
  std::map<std::size_t, std::vector<const Entry*>> near;
  Names strays;
  for (const Entry* entry : others) {
    const std::optional<std::size_t> lab = IsFolder(*entry) ? std::nullopt : labs.Near(entry->name);
    if (lab && submission.answers[*lab].empty()) {
      near[*lab].push_back(entry);
    } else {
      strays.Add(*entry);
    }
  }
  for (const auto& [lab, candidates] : near) {
    if (candidates.size() == 1) {
      const std::string& name = candidates.front()->name;
      submission.answers[lab] = folder / name;
      submission.notes.push_back({fmt::format("{} was taken for {}", name, labs.FileName(lab)),
                                  fmt::format("{} 被当作 {}", name, labs.FileName(lab))});
      continue;
    }
    Names names;
    for (const Entry* candidate : candidates) names.Add(*candidate);
    names.AddTo(submission.notes, fmt::format("not graded, since each could be {}", labs.FileName(lab)),
                fmt::format("未评分，因为都可能是 {}", labs.FileName(lab)));
  }
  strays.AddTo(submission.notes, "no answers to this set", "不是本套实验的答案");
}

class Collector {
 public:
  explicit Collector(const std::vector<std::string_view>& labs) : labs_(labs) {}

  void Add(const fs::path& path) {
    std::error_code error;
    const fs::path real = fs::canonical(path, error);
    if (error) throw UsageError(fmt::format("{}: {}", path.native(), error.message()));
    if (!fs::is_directory(real, error))
      throw UsageError(fmt::format("{} is no folder; --set takes a learner's folder or one that holds all learners'",
                                   path.native()));
    const std::vector<Entry> entries = List(path);
    if (IsLearners(entries)) {
      const fs::path named = Named(path);
      if (FolderSubmission* submission = Begin(named, named.filename(), real))
        Assign(path, entries, labs_, *submission);
      return;
    }
    Names strays;
    for (const Entry& entry : entries) {
      const bool learner = IsFolder(entry) || entry.type == fs::file_type::symlink;
      if (learner && !IsHidden(entry)) {
        AddLearner(Named(path) / entry.name, real / entry.name, entry);
      } else {
        strays.Add(entry);
      }
    }
    strays.AddTo(collection_.notes, fmt::format("not a learner's folder in {}", path.native()),
                 fmt::format("{} 中不是学员文件夹的", path.native()));
  }

  Collection Take() {
    std::map<std::string, std::size_t> named;
    for (const FolderSubmission& submission : collection_.submissions) ++named[submission.learner];
    for (std::size_t i = 0; i < folders_.size(); ++i) {
      std::string& learner = collection_.submissions[i].learner;
      if (named[learner] > 1) learner = folders_[i];
    }
    return std::move(collection_);
  }

 private:
  // The path as it was given, without what hides its last name: "class/", "class/.".
  static fs::path Named(const fs::path& path) {
    fs::path named = path.lexically_normal();
    if (!named.has_filename()) named = named.parent_path();
    if (named.filename() != "." && named.filename() != ".." && !named.empty()) return named;
    std::error_code error;
    named = fs::canonical(path, error);
    if (error) throw OsError(error.value(), "open " + path.native());
    return named;
  }

  bool IsLearners(const std::vector<Entry>& entries) const {
    const auto is_answer = [this](const Entry& entry) {
      return !IsFolder(entry) && Lower(entry.name).ends_with(".sh") && labs_.Near(entry.name).has_value();
    };
    const auto may_be_learner = [](const Entry& entry) { return IsFolder(entry) && !IsHidden(entry); };
    return std::any_of(entries.begin(), entries.end(), is_answer) ||
           std::none_of(entries.begin(), entries.end(), may_be_learner);
  }

  // Adds an empty submission and returns it, until the next one; null, with a note, when the folder was there already.
  FolderSubmission* Begin(const fs::path& folder, const std::string& learner, const fs::path& real) {
    if (!seen_.insert(real).second) {
      collection_.notes.push_back({fmt::format("named twice, graded once: {}", folder.native()),
                                   fmt::format("出现两次，只评一次：{}", folder.native())});
      return nullptr;
    }
    folders_.push_back(folder.native());
    FolderSubmission& submission = collection_.submissions.emplace_back();
    submission.learner = learner.empty() ? folder.native() : learner;
    submission.answers.resize(labs_.size());
    return &submission;
  }

  void AddLearner(const fs::path& folder, const fs::path& real, const Entry& entry) {
    FolderSubmission* submission = Begin(folder, entry.name, real);
    if (submission == nullptr) return;
    if (!IsFolder(entry)) {
      submission->unread = Unread{{fmt::format("{} is a symbolic link, which is not followed", entry.name),
                                   fmt::format("{} 是符号链接，不会跟随", entry.name)},
                                  false};
      return;
    }
    try {
      Assign(folder, List(folder), labs_, *submission);
    } catch (const OsError& error) {  // the other learners' are still graded
      submission->unread = Unread{{error.what(), error.what()}, true};
    }
  }

  const Labs labs_;
  Collection collection_;
  std::vector<std::string> folders_;  // of each submission, as it is named
  std::set<fs::path> seen_;
};

Unread Refused(const fs::path& file, std::string_view en, std::string_view zh) {
  const std::string name = file.filename();
  return {{fmt::format("{} {}", name, en), fmt::format("{} {}", name, zh)}, false};
}

}  // namespace

Collection CollectFolders(const std::vector<fs::path>& paths, const std::vector<std::string_view>& labs) {
  Collector collector(labs);
  for (const fs::path& path : paths) collector.Add(path);
  return collector.Take();
}

std::variant<std::string, Unread> ReadCollected(const fs::path& file) {
  try {
    // A FIFO without a writer would be waited for, and opening a device can do things: look before it is opened.
    struct stat status {};
    CheckCall(::lstat(file.c_str(), &status), "look at " + file.native());
    if (S_ISLNK(status.st_mode))
      return Refused(file, "is a symbolic link, which is not followed", "是符号链接，不会跟随");
    if (!S_ISREG(status.st_mode)) return Refused(file, "is no regular file", "不是普通文件");
    const Fd opened = Open(file, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY);
    CheckCall(::fstat(opened.get(), &status), "look at " + file.native());
    if (static_cast<std::uint64_t>(status.st_size) > kMaxAnswerBytes)
      return Refused(file, fmt::format("is larger than the {} bytes that an answer may have", kMaxAnswerBytes),
                     fmt::format("超过了答案的上限 {} 字节", kMaxAnswerBytes));
    return ReadAll(opened.get(), kMaxAnswerBytes, file.native());
  } catch (const HostError& error) {
    return Unread{{error.what(), error.what()}, true};
  }
}

std::vector<Text> Collect(const std::vector<fs::path>& paths, const CollectOptions& options,
                          const std::function<void(Submission)>& take) {
  Collection collection = CollectFolders(paths, options.labs);
  for (FolderSubmission& found : collection.submissions) {
    Submission submission;
    submission.learner = found.learner;
    submission.answers.resize(found.answers.size());
    submission.unread = std::move(found.unread);
    submission.notes = std::move(found.notes);
    for (std::size_t lab = 0; lab < found.answers.size(); ++lab) {
      if (found.answers[lab].empty()) continue;
      HandedIn& answer = submission.answers[lab].emplace_back();
      answer.name = found.answers[lab].filename();
      auto read = ReadCollected(found.answers[lab]);
      if (auto* unread = std::get_if<Unread>(&read)) {
        answer.unread = std::move(*unread);
      } else {
        answer.bytes = std::get<std::string>(std::move(read));
      }
    }
    take(std::move(submission));
  }
  return std::move(collection.notes);
}

}  // namespace shellab
