#include "grader/submission/class_archive.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>

#include "sandbox/os/error.h"

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

// Why what a class's archive that broke would have held is not known: not by the fault of anybody who has something in
// it. Throws HostError where this machine broke it, since all of it may be there the next time.
Unread Nobodys(const PackageFault& fault) {
  Unread unread = fault.unread();
  if (unread.by_machine) throw HostError(fault.what());
  unread.by_machine = true;
  return unread;
}

std::optional<std::string> ReadOf(ArchiveReader& reader, std::uint64_t max_bytes, bool only_archive) {
  try {
    return reader.Read(max_bytes, only_archive);
  } catch (const PackageFault& fault) {
    throw PackageFault(Nobodys(fault));
  }
}

}  // namespace

ClassArchive::ClassArchive(const std::filesystem::path& file, const std::string& name, const LabNames& labs)
    : file_(file), name_(name), labs_(labs) {
  Survey();
}

void ClassArchive::ForEachMember(const Visit& visit) const {
  ArchiveReader reader(file_, name_, ClassLimits(file_));
  std::uint64_t number = 0;
  while (const std::optional<ArchiveMember> member = reader.Next()) {
    ++number;
    const std::vector<std::string> path = SplitPath(member->path);
    if (!IsDroppings(path)) visit(reader, *member, path, number);
  }
}

void ClassArchive::Survey() {
  Tops outer(labs_);
  std::optional<Tops> inner(std::in_place, labs_);
  bool broken = false;
  try {
    ForEachMember(
        [&](ArchiveReader&, const ArchiveMember& member, const std::vector<std::string>& path, std::uint64_t number) {
          unreadable_.reset();
          if (LeadsOut(member.path)) return;
          AddTo(outer, path, 0, member.is_folder, number);
          if (outer.tops.size() > 1) inner.reset();
          if (inner && path.size() > 1) AddTo(*inner, path, 1, member.is_folder, number);
        });
  } catch (const PackageFault& fault) {  // told by those who read what it holds
    if (fault.unread().by_machine) throw HostError(fault.what());
    if (unreadable_) unreadable_ = fault.unread();
    broken = true;
  }
  layout_ = LayoutOf(outer);
  if (layout_ == Layout::kLearner && inner && outer.tops.size() == 1 && outer.tops.front().is_folder) {
    layout_ = LayoutOf(*inner);
    depth_ = 1;
  }
  if (layout_ == Layout::kLearner) return;
  NoteLearners(depth_ == 0 ? outer : *inner);
  // More of the learner at the break may have followed.
  if (broken && !last_.empty()) *std::max_element(last_.begin(), last_.end()) = kNeverWhole;
}

void ClassArchive::NoteLearners(const Tops& tops) {
  for (std::size_t i = 0; i < tops.tops.size(); ++i) {
    const std::string name(tops.names[i]);
    const auto owner = OwnerOf(layout_, name, tops.tops[i].is_folder, ArchiveStem(name).has_value());
    if (!owner) continue;
    const std::size_t learner = learners_.Add(owner->key);
    last_.resize(learners_.size());
    last_[learner] = std::max(last_[learner], tops.tops[i].last);
  }
}

void ClassArchive::AddTo(Tops& tops, const std::vector<std::string>& path, std::size_t depth, bool is_folder,
                         std::uint64_t number) const {
  const std::size_t index = tops.names.Add(path[depth]);
  tops.tops.resize(tops.names.size());
  Tops::Top& top = tops.tops[index];
  top.last = number;
  top.is_folder = top.is_folder || is_folder || path.size() > depth + 1;
  if (path.size() == depth + 1 || is_folder) return;
  if (const auto match = labs_.Find({path.begin() + static_cast<std::ptrdiff_t>(depth) + 1, path.end()}))
    tops.finder.AddAnswer(match->lab, index);
  if (ArchiveStem(path.back())) tops.finder.AddAnswer(labs_.size(), index);
}

Layout ClassArchive::LayoutOf(Tops& tops) {
  for (std::size_t i = 0; i < tops.tops.size(); ++i) {
    const std::string name(tops.names[i]);
    if (tops.tops[i].is_folder) {
      tops.finder.AddFolder(name);
    } else {
      tops.finder.AddFile(name, ArchiveStem(name).has_value());
    }
  }
  return tops.finder.OfArchive();
}

std::optional<Owner> ClassArchive::OwnerOfMember(const std::vector<std::string>& path, bool is_folder) const {
  if (path.size() <= depth_) return std::nullopt;
  const std::string& top = path[depth_];
  return OwnerOf(layout_, top, is_folder || path.size() > depth_ + 1, ArchiveStem(top).has_value());
}

void ClassArchive::ForEachOwner(const std::function<void(const Owner&)>& visit) const {
  try {
    ForEachMember(
        [&](ArchiveReader&, const ArchiveMember& member, const std::vector<std::string>& path, std::uint64_t) {
          if (LeadsOut(member.path)) return;
          if (const std::optional<Owner> owner = OwnerOfMember(path, member.is_folder)) visit(*owner);
        });
  } catch (const PackageFault& fault) {
    Nobodys(fault);
  }
}

FoundFile ClassArchive::FileOf(const ArchiveMember& member, const Owner& owner, const std::vector<std::string>& path,
                               std::size_t depth) {
  FoundFile file;
  file.at = member.at;
  file.not_a_file = member.not_a_file;
  TakeTraits(file, owner);
  file.online_text = owner.online_text && (path.size() == depth + 1 || path.back() == "onlinetext.html");
  if (path.size() == depth + 1) file.path = owner.file;
  for (std::size_t i = depth + 1; i < path.size(); ++i) file.path += (i > depth + 1 ? "/" : "") + path[i];
  return file;
}

std::optional<Unread> ClassArchive::ForEach(const std::function<void(Gathering, const std::string& participant)>& take,
                                            std::vector<Text>& notes) const {
  struct Learner {
    Gathering gathering;
    std::string participant;
  };
  std::map<std::string, Learner> open;
  std::vector<bool> taken(last_.size());  // whole
  NameList strays;
  NameList leading_out;
  std::optional<Unread> broken;
  try {
    ForEachMember([&](ArchiveReader& reader, const ArchiveMember& member, const std::vector<std::string>& path,
                      std::uint64_t number) {
      if (LeadsOut(member.path)) {
        leading_out.Add(member.path);
        return;
      }
      const std::optional<Owner> owner = OwnerOfMember(path, member.is_folder);
      if (!owner) {
        if (!member.is_folder) strays.Add(member.path);
        return;
      }
      const auto learner =
          open.try_emplace(owner->key, Learner{Gathering(labs_, owner->learner), owner->participant}).first;
      if (!member.is_folder) {
        FoundFile file = FileOf(member, *owner, path, depth_);
        file.read = [&reader](std::uint64_t max, bool only_archive) { return ReadOf(reader, max, only_archive); };
        learner->second.gathering.Add(file);
      }
      const std::optional<std::size_t> known = learners_.Find(owner->key);
      if (!known || number != last_[*known]) return;
      take(std::move(learner->second.gathering), learner->second.participant);
      open.erase(learner);
      taken[*known] = true;
    });
  } catch (const PackageFault& fault) {
    broken = Nobodys(fault);
    notes.push_back({fmt::format("{}; what comes after that is not known", broken->reason.en),
                     fmt::format("{}；其后的内容无从得知", broken->reason.zh)});
    ForEachOwner([&](const Owner& owner) {
      const std::optional<std::size_t> known = learners_.Find(owner.key);
      if (known && !taken[*known])
        open.try_emplace(owner.key, Learner{Gathering(labs_, owner.learner), owner.participant});
    });
    for (auto& [key, learner] : open) learner.gathering.AddFault(name_, *broken);
  }
  for (auto& [key, learner] : open) take(std::move(learner.gathering), learner.participant);
  strays.AddTo(notes, fmt::format("nobody's in {}", name_), fmt::format("{} 中不属于任何学员的", name_));
  leading_out.AddTo(notes, fmt::format("not read, since the names lead out of {}", name_),
                    fmt::format("名称指向 {} 之外，未读取", name_));
  return broken;
}

}  // namespace shellab
