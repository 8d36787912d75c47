// One archive that holds what a whole class handed in: a course's system's export, or a packed folder of folders or
// archives. Internal to submission/.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "grader/submission/archive_reader.h"
#include "grader/submission/gathering.h"
#include "grader/submission/layout.h"

namespace shellab {

class ClassArchive {
 public:
  // Reads the archive's names. A broken archive has those before the break, or is a learner's. Throws OsError where it
  // cannot be opened.
  ClassArchive(const std::filesystem::path& file, const std::string& name, const LabNames& labs);

  Layout layout() const { return layout_; }

  // Reads it again and gives each learner's files, with the number that the course's system has for the learner, as
  // soon as the last of them is read. Adds notes on what is nobody's, and on where it breaks.
  void ForEach(const std::function<void(Gathering, const std::string& id)>& take, std::vector<Text>& notes);

 private:
  // What the archive holds under one name at its top, or below the only folder there.
  struct Top {
    bool is_folder = false;
    std::set<std::size_t> answers;  // the labs below it; an archive is one more
    std::uint64_t last = 0;         // the number of its last member
  };
  using Tops = std::map<std::string, Top>;

  void Survey();
  void AddTo(Tops& tops, const std::vector<std::string>& path, std::size_t depth, bool is_folder,
             std::uint64_t number) const;
  Layout LayoutOf(const Tops& tops) const;
  // Whose the member is; nothing where it is nobody's.
  std::optional<Owner> OwnerOfMember(const std::vector<std::string>& path, bool is_folder) const;
  // The file as its owner's; false where it is a folder's own entry.
  static FoundFile FileOf(const ArchiveMember& member, const Owner& owner, const std::vector<std::string>& path,
                          std::size_t depth);

  const std::filesystem::path file_;
  const std::string name_;
  const LabNames& labs_;
  Layout layout_ = Layout::kLearner;
  std::size_t depth_ = 0;                       // 1 where all lies in one folder
  std::map<std::string, std::uint64_t> lasts_;  // by the owner's key
};

}  // namespace shellab
