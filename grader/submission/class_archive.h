// One archive that holds what a whole class handed in: a course's system's export, or a packed folder of folders or
// archives. Internal to submission/.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "grader/submission/archive_reader.h"
#include "grader/submission/fault.h"
#include "grader/submission/gathering.h"
#include "grader/submission/layout.h"
#include "grader/submission/name_table.h"

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
  // What the archive holds at its top, or in the only folder there.
  struct Tops {
    explicit Tops(const LabNames& labs) : finder(labs) {}

    struct Top {
      bool is_folder = false;
      std::uint64_t last = 0;  // the number of its last member
    };
    NameTable names;
    std::vector<Top> tops;  // by their names' numbers
    LayoutFinder finder;    // told of what lies in folders; of the tops themselves by LayoutOf
  };

  // Calls `visit` with each member that is no dropping, the names of its path and its number from 1. Throws
  // PackageFault, and what `visit` throws.
  using Visit = std::function<void(ArchiveReader&, const ArchiveMember&, const std::vector<std::string>& path,
                                   std::uint64_t number)>;
  void ForEachMember(const Visit& visit) const;
  void Survey();
  void AddTo(Tops& tops, const std::vector<std::string>& path, std::size_t depth, bool is_folder,
             std::uint64_t number) const;
  static Layout LayoutOf(Tops& tops);
  void NoteLearners(const Tops& tops);
  // Whose the member is; nothing where it is nobody's.
  std::optional<Owner> OwnerOfMember(const std::vector<std::string>& path, bool is_folder) const;
  // Calls `visit` with whose each member is, as far as the archive can be read. Throws HostError where this machine
  // cannot.
  void ForEachOwner(const std::function<void(const Owner&)>& visit) const;
  // The file as its owner's; false where it is a folder's own entry.
  static FoundFile FileOf(const ArchiveMember& member, const Owner& owner, const std::vector<std::string>& path,
                          std::size_t depth);

  const std::filesystem::path file_;
  const std::string name_;
  const LabNames& labs_;
  Layout layout_ = Layout::kLearner;
  std::optional<Unread> unreadable_ = WithoutFiles(name_);
  std::size_t depth_ = 0;                          // 1 where all lies in one folder
  static constexpr std::uint64_t kNeverWhole = 0;  // no member's number
  NameTable learners_;                             // the owners' keys
  std::vector<std::uint64_t> last_;                // the number of each one's last member
};

}  // namespace shellab
