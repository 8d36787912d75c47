#include "grader/submission/layout.h"

#include <utility>

#include "grader/submission/archive_reader.h"

namespace shellab {
namespace {

Owner OwnerIn(SystemName name) {
  Owner owner;
  owner.key = name.learner + '\n' + name.participant;
  owner.learner = std::move(name.learner);
  owner.participant = std::move(name.participant);
  owner.is_renamed = name.system == SystemName::System::kCanvas;
  owner.late = name.late;
  owner.online_text = name.online_text;
  owner.file = std::move(name.file);
  return owner;
}

}  // namespace

void LayoutFinder::AddFolder(const std::string& name) {
  moodle_ = moodle_ || ParseMoodleName(name).has_value();
  answers_ = answers_ || labs_.IsLab(name);
  if (!name.starts_with('.')) ++folders_;
}

void LayoutFinder::AddFile(const std::string& name, bool is_archive) {
  moodle_ = moodle_ || ParseMoodleName(name).has_value();
  canvas_ = canvas_ || ParseCanvasName(name).has_value();
  if (is_archive) ++archives_;
  const auto match = labs_.Find({name});
  if (!match || name.find('.') == std::string::npos) return;
  if (match->likeness == LabNames::Likeness::kOnlyLab) {
    ++scripts_;
  } else {
    answers_ = true;
  }
}

void LayoutFinder::AddAnswer(std::size_t lab, std::size_t folder) {
  if (answered_.try_emplace(lab, folder).first->second != folder) answered_again_ = true;
}

std::optional<Layout> LayoutFinder::ByNames() const {
  if (moodle_) return Layout::kMoodle;
  if (answers_) return Layout::kLearner;
  if (canvas_) return Layout::kCanvas;
  if (scripts_ > 1 && folders_ == 0) return Layout::kScripts;
  return std::nullopt;
}

Layout LayoutFinder::OfFolder() const {
  if (const std::optional<Layout> layout = ByNames()) return *layout;
  return folders_ + archives_ > 0 && scripts_ == 0 ? Layout::kFolders : Layout::kLearner;
}

Layout LayoutFinder::OfArchive() const {
  if (const std::optional<Layout> layout = ByNames()) return *layout;
  return (answered_again_ || archives_ > 0) && scripts_ == 0 ? Layout::kFolders : Layout::kLearner;
}

std::optional<Owner> OwnerOf(Layout layout, const std::string& name, bool is_folder, bool is_archive) {
  if (layout == Layout::kMoodle) {
    std::optional<SystemName> parsed = ParseMoodleName(name);
    return parsed ? std::optional(OwnerIn(*std::move(parsed))) : std::nullopt;
  }
  if (layout == Layout::kCanvas) {
    std::optional<SystemName> parsed = is_folder ? std::nullopt : ParseCanvasName(name);
    return parsed ? std::optional(OwnerIn(*std::move(parsed))) : std::nullopt;
  }
  Owner owner;
  owner.key = owner.file = name;
  if (layout == Layout::kFolders && !is_folder && !is_archive) return std::nullopt;
  if (layout == Layout::kFolders && is_folder && name.starts_with('.')) return std::nullopt;
  if (layout == Layout::kScripts && !is_archive && !IsScriptName(name)) return std::nullopt;
  owner.learner = name;
  if (!is_folder && is_archive) owner.learner = ArchiveStem(name).value_or(name);
  if (layout == Layout::kScripts) owner.learner = name.substr(0, name.rfind('.'));
  return owner;
}

}  // namespace shellab
