#include "grader/submission/class_archive.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <system_error>
#include <utility>

#include "grader/submission/fault.h"

namespace shellab {
namespace {

// A large class's scripts are many, but pack well only up to a point.
ArchiveLimits ClassLimits(const std::filesystem::path& file) {
  constexpr std::uint64_t kEntries = 2'000'000;
  constexpr std::uint64_t kBytes = 1U << 30U;
  constexpr std::uint64_t kRatio = 16;
  std::error_code error;
  const std::uintmax_t packed = std::filesystem::file_size(file, error);
  return {kEntries, kBytes + (error ? 0 : kRatio * packed)};
}

bool IsDroppings(const std::vector<std::string>& path) {
  return path.empty() || std::any_of(path.begin(), path.end(), IsDropping);
}

}  // namespace

ClassArchive::ClassArchive(const std::filesystem::path& file, const std::string& name, const LabNames& labs)
    : file_(file), name_(name), labs_(labs) {
  Survey();
}

void ClassArchive::Survey() {
  Tops outer;
  Tops inner;
  try {
    ArchiveReader reader(file_, name_, ClassLimits(file_));
    std::uint64_t number = 0;
    while (const std::optional<ArchiveMember> member = reader.Next()) {
      ++number;
      const std::vector<std::string> path = SplitPath(member->path);
      if (IsDroppings(path) || LeadsOut(member->path)) continue;
      AddTo(outer, path, 0, member->is_folder, number);
      if (outer.size() > 1) inner.clear();
      if (outer.size() == 1 && path.size() > 1) AddTo(inner, path, 1, member->is_folder, number);
    }
  } catch (const PackageFault&) {  // told by those who read what it holds
  }
  layout_ = LayoutOf(outer);
  if (layout_ == Layout::kLearner && outer.size() == 1 && outer.begin()->second.is_folder) {
    layout_ = LayoutOf(inner);
    depth_ = 1;
  }
  if (layout_ == Layout::kLearner) return;
  for (const auto& [name, top] : depth_ == 0 ? outer : inner) {
    const auto owner = OwnerOf(layout_, name, top.is_folder, ArchiveStem(name).has_value());
    if (owner) lasts_[owner->key] = std::max(lasts_[owner->key], top.last);
  }
}

void ClassArchive::AddTo(Tops& tops, const std::vector<std::string>& path, std::size_t depth, bool is_folder,
                         std::uint64_t number) const {
  Top& top = tops[path[depth]];
  top.last = number;
  top.is_folder = top.is_folder || is_folder || path.size() > depth + 1;
  if (path.size() == depth + 1 || is_folder) return;
  if (const auto match = labs_.Find({path.begin() + static_cast<std::ptrdiff_t>(depth) + 1, path.end()}))
    top.answers.insert(match->lab);
  if (ArchiveStem(path.back())) top.answers.insert(labs_.size());
}

Layout ClassArchive::LayoutOf(const Tops& tops) const {
  LayoutFinder finder(labs_);
  for (const auto& [name, top] : tops) {
    if (top.is_folder) {
      finder.AddFolder(name);
      finder.AddAnswers(top.answers);
    } else {
      finder.AddFile(name, ArchiveStem(name).has_value());
    }
  }
  return finder.OfArchive();
}

std::optional<Owner> ClassArchive::OwnerOfMember(const std::vector<std::string>& path, bool is_folder) const {
  if (path.size() <= depth_) return std::nullopt;
  const std::string& top = path[depth_];
  return OwnerOf(layout_, top, is_folder || path.size() > depth_ + 1, ArchiveStem(top).has_value());
}

FoundFile ClassArchive::FileOf(const ArchiveMember& member, const Owner& owner, const std::vector<std::string>& path,
                               std::size_t depth) {
  FoundFile file;
  file.at = member.at;
  file.not_a_file = member.not_a_file;
  file.late = owner.late;
  file.online_text = owner.online_text && (path.size() == depth + 1 || path.back() == "onlinetext.html");
  if (path.size() == depth + 1) file.path = owner.file;
  for (std::size_t i = depth + 1; i < path.size(); ++i) file.path += (i > depth + 1 ? "/" : "") + path[i];
  return file;
}

void ClassArchive::ForEach(const std::function<void(Gathering, const std::string&)>& take, std::vector<Text>& notes) {
  struct Learner {
    Gathering gathering;
    std::string id;
  };
  std::map<std::string, Learner> open;
  NameList strays;
  NameList leading_out;
  try {
    ArchiveReader reader(file_, name_, ClassLimits(file_));
    std::uint64_t number = 0;
    while (const std::optional<ArchiveMember> member = reader.Next()) {
      ++number;
      const std::vector<std::string> path = SplitPath(member->path);
      if (IsDroppings(path)) continue;
      if (LeadsOut(member->path)) {
        leading_out.Add(member->path);
        continue;
      }
      const std::optional<Owner> owner = OwnerOfMember(path, member->is_folder);
      if (!owner) {
        if (!member->is_folder) strays.Add(member->path);
        continue;
      }
      const auto learner = open.try_emplace(owner->key, Learner{Gathering(labs_, owner->learner), owner->id}).first;
      if (!member->is_folder) {
        FoundFile file = FileOf(*member, *owner, path, depth_);
        file.is_renamed = layout_ == Layout::kCanvas;
        file.read = [&reader](std::uint64_t max, bool only_archive) { return reader.Read(max, only_archive); };
        learner->second.gathering.Add(file);
      }
      if (number != lasts_[owner->key]) continue;
      take(std::move(learner->second.gathering), learner->second.id);
      open.erase(learner);
    }
  } catch (const PackageFault& fault) {
    notes.push_back({fmt::format("{}; what comes after that is not known", fault.unread().reason.en),
                     fmt::format("{}；其后的内容无从得知", fault.unread().reason.zh)});
    for (auto& [key, learner] : open) {
      learner.gathering.AddFault(name_, fault.unread());
      take(std::move(learner.gathering), learner.id);
    }
  }
  strays.AddTo(notes, fmt::format("nobody's in {}", name_), fmt::format("{} 中不属于任何学员的", name_));
  leading_out.AddTo(notes, fmt::format("not read, since the names lead out of {}", name_),
                    fmt::format("名称指向 {} 之外，未读取", name_));
}

}  // namespace shellab
