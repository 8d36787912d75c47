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
#include "grader/submission/class_entries.h"
#include "grader/submission/disk_files.h"
#include "grader/submission/enrolment.h"
#include "grader/submission/fault.h"
#include "grader/submission/folder_walk.h"
#include "grader/submission/gathering.h"
#include "grader/submission/layout.h"
#include "grader/submission/readable.h"
#include "grader/usage_error.h"
#include "sandbox/os/error.h"

namespace shellab {
namespace {

namespace fs = std::filesystem;

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

class Collector {
 public:
  // `alone`: there is one path to Add.
  Collector(const CollectOptions& options, bool alone, const std::function<void(Submission)>& take)
      : alone_(alone), labs_(options.labs), enrolment_(options.roster, take) {}

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
    enrolment_.AddMissing(labs_.size(), broken_);
    return std::move(notes_);
  }

 private:
  struct Path {
    fs::path named;
    fs::path real;
  };

  bool IsNew(const fs::path& named, const fs::path& real) {
    if (named_.insert(real.native()).second && !IsOfAClass(real)) return true;
    NoteNamedTwice(named);
    return false;
  }

  void NoteNamedTwice(const fs::path& named) {
    notes_.push_back({fmt::format("named twice, graded once: {}", named.native()),
                      fmt::format("出现两次，只评一次：{}", named.native())});
  }

  // Whether a learner's of a class whose folder was named.
  bool IsOfAClass(const fs::path& real) const {
    const auto found = classes_.find(real.parent_path());
    const std::string name = real.filename();
    if (found == classes_.end() || IsDropping(name)) return false;
    std::error_code error;
    return OwnerIn(found->second, found->first, {name, fs::symlink_status(real, error).type()}).has_value();
  }

  static bool IsArchive(const fs::path& folder, const DiskEntry& entry) {
    return entry.is_file() && (ArchiveStem(Readable(entry.name)) || IsArchiveFile(folder / entry.name));
  }

  static bool IsLearnersFolder(Layout layout, const DiskEntry& entry) {
    return entry.is_folder() || (layout == Layout::kFolders && entry.is_link());
  }

  static std::optional<Owner> OwnerIn(Layout layout, const fs::path& folder, const DiskEntry& entry) {
    return OwnerOf(layout, Readable(entry.name), IsLearnersFolder(layout, entry), IsArchive(folder, entry));
  }

  Layout LayoutOf(const fs::path& folder) const {
    LayoutFinder finder(labs_);
    ForEachHandedIn(folder, [&](const DiskEntry& entry) {
      const std::string name = Readable(entry.name);
      if (entry.is_folder()) {
        finder.AddFolder(name);
      } else {
        finder.AddFile(name, IsArchive(folder, entry));
      }
    });
    return finder.OfFolder();
  }

  void AddFolder(const fs::path& named, const fs::path& real) {
    const Layout layout = LayoutOf(real);
    if (layout == Layout::kLearner) {
      Gathering gathering(labs_, Readable(named.filename().native()));
      Walk(gathering, real, {});
      Deliver(std::move(gathering), named, "");
      return;
    }
    ClassEntries entries;
    ForEachHandedIn(real, [&](const DiskEntry& entry) {
      const std::optional<Owner> owner = OwnerIn(layout, real, entry);
      entries.Add(owner ? owner->key : "", entry);
    });
    entries.Sort();
    const std::size_t first = NoteStrays(layout, named, entries);
    const std::string assignment = layout == Layout::kFolders ? AssignmentOf(named, real, entries) : "";
    for (std::size_t i = first; i < entries.size();) {
      const std::string_view owner = entries[i].owner;
      std::vector<DiskEntry> own;
      for (; i < entries.size() && entries[i].owner == owner; ++i) own.push_back(entries[i].OnDisk());
      AddLearner(layout, named, real, own, assignment);
    }
    classes_.emplace(real, layout);
  }

  // Tells of what is nobody's, which comes first, and returns where the learners' begins.
  std::size_t NoteStrays(Layout layout, const fs::path& named, const ClassEntries& entries) {
    NameList strays;
    std::size_t i = 0;
    for (; i < entries.size() && entries[i].owner.empty(); ++i) {
      const DiskEntry entry = entries[i].OnDisk();
      strays.Add(IsLearnersFolder(layout, entry) ? entry.name + "/" : entry.name);
    }
    strays.AddTo(notes_, fmt::format("not a learner's in {}", named.native()),
                 fmt::format("{} 中不属于任何学员的", named.native()));
    return i;
  }

  // All that one learner has in a class's folder.
  void AddLearner(Layout layout, const fs::path& named, const fs::path& real, const std::vector<DiskEntry>& entries,
                  const std::string& assignment) {
    std::optional<Gathering> gathering;
    std::string participant;
    for (const DiskEntry& entry : entries) {
      const fs::path file = real / entry.name;
      if (named_.contains(file.native())) {
        NoteNamedTwice(named / entry.name);
        continue;
      }
      const bool is_folder = IsLearnersFolder(layout, entry);
      const std::string name = Readable(entry.name);
      const bool is_archive = !is_folder && (layout != Layout::kScripts || !IsScriptName(name));
      const Owner owner = OwnerOf(layout, name, is_folder, is_archive).value();
      participant = owner.participant;
      if (!gathering) {
        // What lies beside a class's clones need not be named as they are.
        const bool has_assignment = owner.learner.starts_with(assignment);
        gathering.emplace(labs_, owner.learner.substr(has_assignment ? assignment.size() : 0));
      }
      if (entry.is_folder()) {
        std::error_code error;
        Walk(*gathering, file, {owner.late, owner.online_text, fs::exists(file / ".git", error)});
        continue;
      }
      FoundFile found = DiskFile(file, owner.file);
      TakeTraits(found, owner);
      if (layout == Layout::kFolders) {
        AddPackage(*gathering, file, found, entry);
      } else {
        gathering->Add(found);
      }
    }
    if (gathering) Deliver(*std::move(gathering), named / entries.front().name, participant);
  }

  // A learner's archive, or what took the place of a learner's folder.
  static void AddPackage(Gathering& gathering, const fs::path& file, const FoundFile& found, const DiskEntry& entry) {
    if (entry.is_link()) {
      gathering.AddFault(found.path,
                         Refused(found.path, {"is a symbolic link, which is not followed", "是符号链接，不会跟随"}));
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
      WalkFolder(gathering, folder, trait);
    } catch (const OsError& error) {  // the other learners' are still graded
      gathering.AddFault(folder.filename(), {{error.what(), error.what()}, true});
    }
  }

  // What GitHub Classroom put before each login: its clones lie in "<assignment>-submissions", or share the beginning.
  static std::string AssignmentOf(const fs::path& named, const fs::path& real, const ClassEntries& entries) {
    std::optional<std::string> common;
    std::size_t clones = 0;
    for (std::size_t i = 0; i < entries.size(); ++i) {
      const DiskEntry entry = entries[i].OnDisk();
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
    std::string before = folder.ends_with("-submissions") ? folder.substr(0, folder.size() - kSubmissions.size()) : "";
    if (!common) return "";
    if (!before.empty() && common->starts_with(before)) return before;
    const std::size_t dash = common->rfind('-');
    return clones > 1 && dash != std::string::npos ? common->substr(0, dash + 1) : "";
  }

  void AddArchive(const fs::path& named, const fs::path& real) {
    const std::string name = Readable(named.filename().native());
    const std::string learner = ArchiveStem(name).value_or(name);
    Gathering gathering(labs_, learner);
    std::optional<ClassArchive> archive;
    try {
      archive.emplace(real, name, labs_);
      // It may be the whole class's as well.
      if (archive->unreadable() && alone_ && !enrolment_.Knows(learner))
        throw UsageError(fmt::format("{}; it is all that was handed in, so that nobody is graded",
                                     archive->unreadable()->reason.en));
      if (archive->layout() == Layout::kLearner) {
        FoundFile about;
        about.path = name;
        about.at = WrittenAt(real);
        gathering.AddArchive(real, about);
      }
    } catch (const OsError& error) {  // the other paths' are still graded
      gathering.AddFault(name, {{error.what(), error.what()}, true});
    }
    if (archive && archive->layout() != Layout::kLearner) {
      const std::optional<Unread> broken = archive->ForEach(
          [&](Gathering learner, const std::string& participant) { Deliver(std::move(learner), named, participant); },
          notes_);
      if (broken) broken_ = broken;
    } else {
      Deliver(std::move(gathering), named, "");
    }
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
        TakeTraits(found, owner);
        gathering.Add(found);
      }
      Deliver(std::move(gathering), learners[key].front()->named, first.participant);
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

  void Deliver(Gathering gathering, const fs::path& source, const std::string& participant) {
    enrolment_.Add(std::move(gathering).Finish(), source, participant);
  }

  const bool alone_;
  const LabNames labs_;
  Enrolment enrolment_;
  // What kept a class's archive from being read to its end: who else had something in it is not known.
  std::optional<Unread> broken_;
  std::vector<Path> scripts_;
  std::vector<Text> notes_;
  std::set<std::string> named_;         // the real paths of what was named
  std::map<fs::path, Layout> classes_;  // the folders of these that hold a class, all of it taken
};

}  // namespace

std::vector<Text> Collect(const std::vector<fs::path>& paths, const CollectOptions& options,
                          const std::function<void(Submission)>& take) {
  Collector collector(options, paths.size() == 1, take);
  for (const fs::path& path : paths) collector.Add(path);
  return collector.Finish();
}

}  // namespace shellab
