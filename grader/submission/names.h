// What the names of files and folders say: which lab a file answers, and whose it is where a course's system named it.
// Called by Collect and its parts.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace shellab {

// The names of a path in an archive or below a folder, without "." and empty ones. Where there is no slash a backslash
// parts them, as some programs on Windows write it.
std::vector<std::string> SplitPath(std::string_view path);

// What operating systems, editors and git leave behind, by any one name of a path: __MACOSX, ._x, Thumbs.db, .git.
bool IsDropping(std::string_view name);

// Whether a path leads out of the archive that it is in: an absolute one, or one with "..".
bool LeadsOut(std::string_view path);

std::string LowerAscii(std::string_view text);

// Whether a name ends as scripts' do: .sh, .bash, .sql, in either case.
bool IsScriptName(std::string_view name);

class LabNames {
 public:
  // The ids must outlive this.
  explicit LabNames(const std::vector<std::string_view>& ids) : ids_(ids), reversed_(ids.rbegin(), ids.rend()) {}

  // How sure it is that a file answers a lab, the surest first: its name is the lab's; it is "answer" in a folder named
  // after the lab; another script there; it is nearly the lab's; the folder's nearly is; there is only one lab.
  enum class Likeness { kExact, kAnswerInFolder, kInFolder, kNear, kInNearFolder, kOnlyLab };
  struct Match {
    std::size_t lab = 0;
    Likeness likeness = Likeness::kExact;
  };

  std::size_t size() const { return ids_.size(); }
  std::string FileName(std::size_t lab) const { return std::string(ids_[lab]) + ".sh"; }

  // The lab that a file answers, by its name and those of the folders that it lies in; nothing where it answers none,
  // or two are as near.
  std::optional<Match> Find(const std::vector<std::string>& path) const;
  // Whether a folder has exactly a lab's name.
  bool IsLab(std::string_view folder) const { return IndexOf(folder).has_value(); }

 private:
  std::optional<std::size_t> IndexOf(std::string_view id) const;
  std::optional<std::size_t> Near(const std::string& word) const;

  std::vector<std::string_view> ids_;
  std::vector<std::string_view> reversed_;
};

// A name that a course's system gave to what a learner handed in.
struct SystemName {
  enum class System { kMoodle, kCanvas };
  System system = System::kMoodle;
  std::string learner;
  std::string participant;  // Moodle's number of the participant, Canvas' of the user; empty where it keeps it back
  bool late = false;
  bool online_text = false;  // typed into the system's editor: an HTML page
  std::string file;          // the learner's name for it; empty for a folder
};

// "Full Name_1234567_assignsubmission_file_" (a folder), "..._assignsubmission_file_awk.sh", "...onlinetext...". Where
// marking is anonymous all are called "Participant": the number is part of the name then.
std::optional<SystemName> ParseMoodleName(std::string_view name);
// "lastfirst_LATE_12345_67890_awk.sh", a file; "lastfirst_12345_text.html" of the editor. Where marking is anonymous
// "anon_Ab1Cd_67890_awk.sh", with LATE before it.
std::optional<SystemName> ParseCanvasName(std::string_view name);

// A file's name without the number that Canvas put behind it when it was handed in again: "awk-2.sh" is "awk.sh", 2.
struct Resubmission {
  std::string file;
  int number = 0;
};
std::optional<Resubmission> ParseResubmission(std::string_view file);

}  // namespace shellab
