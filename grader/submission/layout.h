// What a folder or an archive holds, by the names at its top: one learner's answers, or a class's, and in what way.
// Internal to submission/.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "grader/submission/names.h"

namespace shellab {

enum class Layout {
  kLearner,  // all of it is one learner's
  kFolders,  // a folder or an archive for each learner
  kScripts,  // a script for each learner, in a set of one lab
  kMoodle,   // files or folders that Moodle named
  kCanvas,   // files that Canvas named
};

// Tells the layout from each name at the top and from some of what lies below.
class LayoutFinder {
 public:
  explicit LayoutFinder(const LabNames& labs) : labs_(labs) {}

  void AddFolder(const std::string& name);
  // A file at the top; `is_archive` by its name or its content.
  void AddFile(const std::string& name, bool is_archive);
  // A folder at the top, by any number of its own, holds an answer to this lab. Archives count as one lab more.
  void AddAnswer(std::size_t lab, std::size_t folder);

  // Of a folder: any folder is a learner's unless answers lie beside it.
  Layout OfFolder() const;
  // Of an archive, where folders may as well be those that one learner packed: a class answers a lab more than once.
  Layout OfArchive() const;

 private:
  std::optional<Layout> ByNames() const;

  const LabNames& labs_;
  bool moodle_ = false;
  bool canvas_ = false;
  bool answers_ = false;
  std::size_t folders_ = 0;
  std::map<std::size_t, std::size_t> answered_;  // each lab, by the first folder that does
  bool answered_again_ = false;
  std::size_t archives_ = 0;
  std::size_t scripts_ = 0;
};

// Whose something at the top is.
struct Owner {
  std::string key;          // equal for all that is the same learner's
  std::string learner;      // how the learner is called
  std::string participant;  // as the course's system numbers learners, or empty
  bool late = false;
  bool online_text = false;
  bool is_renamed = false;  // by Canvas, which puts a number behind the names of files handed in again
  std::string file;         // the learner's name for it, where it is a file
};

// Nothing where it is nobody's in this layout (not kLearner).
std::optional<Owner> OwnerOf(Layout layout, const std::string& name, bool is_folder, bool is_archive);

}  // namespace shellab
