// One archive that holds what a whole class handed in: a course's system's export, or a packed folder of folders or
// archives. Internal to submission/.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "grader/submission/archive_reader.h"
#include "grader/submission/fault.h"
#include "grader/submission/gathering.h"
#include "grader/submission/layout.h"

namespace shellab {

class ClassArchive {
 public:
  // Reads the archive's names. A broken archive has those before the break, or is a learner's. Throws OsError where it
  // cannot be opened, HostError where this machine cannot read it.
  ClassArchive(const std::filesystem::path& file, const std::string& name, const LabNames& labs);

  Layout layout() const { return layout_; }
  // Why not one name in it is known.
  const std::optional<Unread>& unreadable() const { return unreadable_; }

  // Reads it again and gives each learner's files, with the number that the course's system has for the learner, as
  // soon as the last of them is read. Adds notes on what is nobody's. Where the archive breaks, that is noted, stands
  // for what was not read of each learner whose name is known, and is returned: others may have had something there,
  // too. It is no learner's fault. Throws OsError and HostError where this machine cannot go on, and what `take`
  // throws.
  std::optional<Unread> ForEach(const std::function<void(Gathering, const std::string& participant)>& take,
                                std::vector<Text>& notes) const;

 private:
  // What the archive holds under one name at its top, or below the only folder there.
  struct Top {
    bool is_folder = false;
    std::set<std::size_t> answers;  // the labs below it; an archive is one more
    std::uint64_t last = 0;         // the number of its last member
  };
  using Tops = std::map<std::string, Top>;

  // Calls `visit` with each member that is no dropping, the names of its path and its number from 1. Throws
  // PackageFault, and what `visit` throws.
  using Visit = std::function<void(ArchiveReader&, const ArchiveMember&, const std::vector<std::string>& path,
                                   std::uint64_t number)>;
  void ForEachMember(const Visit& visit) const;
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
  std::optional<Unread> unreadable_ = WithoutFiles(name_);
  std::size_t depth_ = 0;  // 1 where all lies in one folder
  // By the owner's key.
  struct Known {
    std::string learner;
    std::string participant;
    std::uint64_t last = 0;  // the number of the last member
  };
  static constexpr std::uint64_t kNeverWhole = 0;  // no member's number
  std::map<std::string, Known> learners_;
};

}  // namespace shellab
