#include "grader/submission/collect.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <system_error>
#include <utility>

#include "grader/submission/archive_reader.h"
#include "grader/submission/class_archive.h"
#include "grader/submission/disk_files.h"
#include "grader/submission/fault.h"
#include "grader/submission/gathering.h"
#include "grader/submission/layout.h"
#include "grader/submission/readable.h"
#include "grader/submission/roster.h"
#include "grader/usage_error.h"
#include "sandbox/os/error.h"

namespace shellab {
namespace {

namespace fs = std::filesystem;

// Deeper folders are no learner's work.
constexpr std::size_t kMaxDepth = 32;

// The path as it was given, without what hides its last name: "class/", "class/.".
fs::path Named(const fs::path& path) {
  fs::path named = path.lexically_normal();
  if (!named.has_filename()) named = named.parent_path();
  if (named.filename() != "." && named.filename() != ".." && !named.empty()) return named;
  std::error_code error;
  named = fs::canonical(path, error);
  if (error) throw OsError(error.value(), "open " + path.native());
  return named;
}

FoundFile DiskFile(const fs::path& file, std::string path) {
  FoundFile found;
  found.path = std::move(path);
  found.at = WrittenAt(file);
  found.read = [file](std::uint64_t max, bool only_archive) { return ReadDiskFile(file, max, only_archive); };
  return found;
}

// What is said of a learner's folder where all that lies in it shares something.
struct FolderTrait {
  bool late = false;
  bool online_text = false;
  bool is_clone = false;  // of a repository: its files were written when it was cloned
};

// Gives a learner's folder to the gathering, file by file.
class FolderWalk {
 public:
  FolderWalk(Gathering& gathering, const FolderTrait& trait) : gathering_(gathering), trait_(trait) {}

  void Walk(const fs::path& folder, const std::string& prefix, std::size_t depth) {
    for (const DiskEntry& entry : ListHandedIn(folder)) {
      if (entries_ > kMaxLearnersFiles) return;
      ++entries_;
      const std::string name = Readable(entry.name);
      if (entry.is_folder()) {
        if (depth == kMaxDepth) {
          gathering_.AddFault(name, {{fmt::format("{} lies deeper than {} folders", name, kMaxDepth),
                                      fmt::format("{} 的文件夹层数超过 {}", name, kMaxDepth)}});
        } else {
          Walk(folder / entry.name, prefix + name + "/", depth + 1);
        }
        continue;
      }
      FoundFile file = DiskFile(folder / entry.name, prefix + name);
      if (trait_.is_clone) file.at.reset();
      file.late = trait_.late;
      file.online_text = trait_.online_text && name == "onlinetext.html";
      gathering_.Add(file);
    }
  }

 private:
  Gathering& gathering_;
  FolderTrait trait_;
  std::size_t entries_ = 0;
};

class Collector {
 public:
  Collector(const CollectOptions& options, const std::function<void(Submission)>& take)
      : labs_(options.labs),
        roster_(options.roster.empty() ? Roster() : Roster::Read(options.roster)),
        has_roster_(!options.roster.empty()),
        handed_in_(roster_.entries().size()),
        take_(take) {}

  void Add(const fs::path& path) {
    std::error_code error;
    const fs::path real = fs::canonical(path, error);
    if (error) throw UsageError(fmt::format("{}: {}", path.native(), error.message()));
    if (!IsNew(path, real)) return;
    const fs::path named = Named(path);
    if (fs::is_directory(real, error)) {
      AddFolder(named, real);
    } else if (!fs::is_regular_file(real, error)) {
      throw UsageError(fmt::format("{} is neither a folder nor a file", path.native()));
    } else if (IsArchiveFile(real) || ArchiveStem(named.filename().native())) {
      AddArchive(named, real);
    } else {
      scripts_.push_back({named, real});
    }
  }

  std::vector<Text> Finish() {
    AddScripts();
    for (std::size_t i = 0; i < handed_in_.size(); ++i) {
      if (handed_in_[i]) continue;
      const RosterEntry& entry = roster_.entries()[i];
      Submission submission;
      for (const std::string* word : {&entry.login, &entry.email, &entry.id, &entry.name})
        if (!word->empty()) submission.learner = *word;
      submission.answers.resize(labs_.size());
      Describe(submission, entry);
      Take(std::move(submission), entry.id.empty() ? entry.email : entry.id);
    }
    return std::move(notes_);
  }

 private:
  struct Path {
    fs::path named;
    fs::path real;
  };

  bool IsNew(const fs::path& named, const fs::path& real) {
    if (seen_.insert(real).second) return true;
    notes_.push_back({fmt::format("named twice, graded once: {}", named.native()),
                      fmt::format("出现两次，只评一次：{}", named.native())});
    return false;
  }

  void AddFolder(const fs::path& named, const fs::path& real) {
    const std::vector<DiskEntry> entries = ListHandedIn(real);
    LayoutFinder finder(labs_);
    std::vector<bool> archives;
    for (const DiskEntry& entry : entries) {
      const std::string name = Readable(entry.name);
      archives.push_back(entry.is_file() && (ArchiveStem(name) || IsArchiveFile(real / entry.name)));
      if (entry.is_folder()) {
        finder.AddFolder(name);
      } else {
        finder.AddFile(name, archives.back());
      }
    }
    const Layout layout = finder.OfFolder();
    if (layout == Layout::kLearner) {
      Gathering gathering(labs_, Readable(named.filename().native()));
      Walk(gathering, real, {});
      Deliver(std::move(gathering), named, "");
      return;
    }
    std::map<std::string, std::vector<DiskEntry>> learners;
    NameList strays;
    for (std::size_t i = 0; i < entries.size(); ++i) {
      const DiskEntry& entry = entries[i];
      const bool is_folder = entry.is_folder() || (layout == Layout::kFolders && entry.is_link());
      const auto owner = OwnerOf(layout, Readable(entry.name), is_folder, archives[i]);
      if (owner) {
        learners[owner->key].push_back(entry);
      } else {
        strays.Add(is_folder ? entry.name + "/" : entry.name);
      }
    }
    strays.AddTo(notes_, fmt::format("not a learner's in {}", named.native()),
                 fmt::format("{} 中不属于任何学员的", named.native()));
    const std::string assignment = layout == Layout::kFolders ? AssignmentOf(named, real, entries) : "";
    for (const auto& [key, own] : learners) AddLearner(layout, named, real, own, assignment);
  }

  // All that one learner has in a class's folder.
  void AddLearner(Layout layout, const fs::path& named, const fs::path& real, const std::vector<DiskEntry>& entries,
                  const std::string& assignment) {
    std::optional<Gathering> gathering;
    std::string id;
    for (const DiskEntry& entry : entries) {
      const fs::path file = real / entry.name;
      if (!IsNew(named / entry.name, file)) continue;
      const bool is_folder = entry.is_folder() || entry.is_link();
      const std::string name = Readable(entry.name);
      const bool is_archive = !is_folder && (layout != Layout::kScripts || !IsScriptName(name));
      const Owner owner = OwnerOf(layout, name, is_folder, is_archive).value();
      id = owner.id;
      if (!gathering) gathering.emplace(labs_, owner.learner.substr(assignment.size()));
      if (entry.is_folder()) {
        Walk(*gathering, file, {owner.late, owner.online_text, !assignment.empty()});
        continue;
      }
      FoundFile found = DiskFile(file, owner.file);
      found.late = owner.late;
      found.online_text = owner.online_text;
      found.is_renamed = layout == Layout::kCanvas;
      if (layout == Layout::kFolders) {
        AddPackage(*gathering, file, found, entry);
      } else {
        gathering->Add(found);
      }
    }
    if (gathering) Deliver(*std::move(gathering), named / entries.front().name, id);
  }

  // A learner's archive, or what took the place of a learner's folder.
  static void AddPackage(Gathering& gathering, const fs::path& file, const FoundFile& found, const DiskEntry& entry) {
    if (entry.is_link()) {
      gathering.AddFault(found.path, {{fmt::format("{} is a symbolic link, which is not followed", found.path),
                                       fmt::format("{} 是符号链接，不会跟随", found.path)}});
      return;
    }
    try {
      gathering.AddArchive(file, found);
    } catch (const OsError& error) {
      gathering.AddFault(found.path, {{error.what(), error.what()}, true});
    }
  }

  static void Walk(Gathering& gathering, const fs::path& folder, const FolderTrait& trait) {
    try {
      FolderWalk(gathering, trait).Walk(folder, "", 0);
    } catch (const OsError& error) {  // the other learners' are still graded
      gathering.AddFault(folder.filename(), {{error.what(), error.what()}, true});
    }
  }

  // What GitHub Classroom put before each login: its clones lie in "<assignment>-submissions", or share the beginning.
  static std::string AssignmentOf(const fs::path& named, const fs::path& real, const std::vector<DiskEntry>& entries) {
    std::optional<std::string> common;
    std::size_t clones = 0;
    for (const DiskEntry& entry : entries) {
      if (!entry.is_folder()) continue;
      std::error_code error;
      if (!fs::exists(real / entry.name / ".git", error)) return "";
      ++clones;
      if (!common) common = entry.name;
      const auto [differs, other] = std::mismatch(common->begin(), common->end(), entry.name.begin(), entry.name.end());
      common->erase(differs, common->end());
    }
    constexpr std::string_view kSubmissions = "submissions";
    const std::string folder = named.filename();
    const std::string before =
        folder.ends_with("-submissions") ? folder.substr(0, folder.size() - kSubmissions.size()) : "";
    if (!common) return "";
    if (!before.empty() && common->starts_with(before)) return before;
    const std::size_t dash = common->rfind('-');
    return clones > 1 && dash != std::string::npos ? common->substr(0, dash + 1) : "";
  }

  void AddArchive(const fs::path& named, const fs::path& real) {
    const std::string name = Readable(named.filename().native());
    Gathering gathering(labs_, ArchiveStem(name).value_or(name));
    try {
      ClassArchive archive(real, name, labs_);
      if (archive.layout() == Layout::kLearner) {
        FoundFile about;
        about.path = name;
        about.at = WrittenAt(real);
        gathering.AddArchive(real, about);
      } else {
        archive.ForEach([&](Gathering learner, const std::string& id) { Deliver(std::move(learner), named, id); },
                        notes_);
        return;
      }
    } catch (const OsError& error) {  // the other paths' are still graded
      gathering.AddFault(name, {{error.what(), error.what()}, true});
    }
    Deliver(std::move(gathering), named, "");
  }

  // Scripts that were named themselves: the course's system names their learners, or their folders do, or they.
  void AddScripts() {
    std::map<std::string, std::vector<const Path*>> learners;
    std::vector<std::string> order;
    for (const Path& path : scripts_) {
      const Owner owner = OwnerOfScript(path);
      if (learners[owner.key].empty()) order.push_back(owner.key);
      learners[owner.key].push_back(&path);
    }
    for (const std::string& key : order) {
      const Owner first = OwnerOfScript(*learners[key].front());
      Gathering gathering(labs_, first.learner);
      for (const Path* path : learners[key]) {
        const Owner owner = OwnerOfScript(*path);
        FoundFile found = DiskFile(path->real, owner.file);
        found.late = owner.late;
        found.online_text = owner.online_text;
        found.is_renamed = !owner.id.empty();
        gathering.Add(found);
      }
      Deliver(std::move(gathering), learners[key].front()->named, first.id);
    }
  }

  Owner OwnerOfScript(const Path& path) const {
    const std::string name = Readable(path.named.filename().native());
    for (const Layout layout : {Layout::kMoodle, Layout::kCanvas})
      if (auto owner = OwnerOf(layout, name, false, false)) return *std::move(owner);
    const auto match = labs_.Find({name});
    if (!match)
      throw UsageError(fmt::format("{} is named after no lab of the set, and is neither an archive nor a folder",
                                   path.named.native()));
    const fs::path folder = path.real.parent_path();
    Owner owner;
    owner.file = name;
    if (match->likeness == LabNames::Likeness::kOnlyLab) {
      owner.key = path.real;
      owner.learner = fs::path(name).stem();
    } else {
      owner.key = folder;
      owner.learner = Readable(folder.filename().native());
    }
    return owner;
  }

  void Deliver(Gathering gathering, const fs::path& source, const std::string& id) {
    Submission submission = std::move(gathering).Finish();
    submission.source = source;
    submission.id = id;
    if (has_roster_) Enrol(submission);
    Take(std::move(submission), id.empty() ? source.native() : id);
  }

  void Enrol(Submission& submission) {
    std::vector<std::string> words = {submission.learner};
    if (!submission.id.empty()) words.insert(words.begin(), {"Participant " + submission.id, submission.id});
    std::optional<std::size_t> found = roster_.Find(words);
    if (!found) found = roster_.FindByEnd(submission.learner);
    if (!found) {
      submission.notes.push_back({"not on the roster", "不在名单上"});
      return;
    }
    if (handed_in_[*found])
      submission.notes.push_back({"another submission is of the same entry of the roster", "名单上同一人有另一份提交"});
    handed_in_[*found] = true;
    Describe(submission, roster_.entries()[*found]);
  }

  static void Describe(Submission& submission, const RosterEntry& entry) {
    submission.name = entry.name;
    submission.email = entry.email;
    if (!entry.id.empty()) submission.id = entry.id;
  }

  // Hands it over, under a name that nobody else has.
  void Take(Submission submission, const std::string& qualifier) {
    if (submission.learner.empty()) submission.learner = qualifier;
    if (!names_.insert(submission.learner).second) {
      const std::string name = fmt::format("{} ({})", submission.learner, qualifier);
      submission.learner = name;
      for (int i = 2; !names_.insert(submission.learner).second; ++i)
        submission.learner = fmt::format("{} {}", name, i);
    }
    take_(std::move(submission));
  }

  const LabNames labs_;
  const Roster roster_;
  const bool has_roster_;
  std::vector<bool> handed_in_;  // by the entries of the roster
  const std::function<void(Submission)>& take_;
  std::vector<Path> scripts_;
  std::vector<Text> notes_;
  std::set<fs::path> seen_;
  std::set<std::string> names_;
};

}  // namespace

std::vector<Text> Collect(const std::vector<fs::path>& paths, const CollectOptions& options,
                          const std::function<void(Submission)>& take) {
  Collector collector(options, take);
  for (const fs::path& path : paths) collector.Add(path);
  return collector.Finish();
}

}  // namespace shellab
