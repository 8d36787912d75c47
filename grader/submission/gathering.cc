#include "grader/submission/gathering.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <tuple>
#include <utility>

#include "grader/submission/answer.h"
#include "grader/submission/fault.h"
#include "grader/submission/online_text.h"

namespace shellab {
namespace {

constexpr std::size_t kNamesShown = 5;

PackageFault TooMuch(const Text& what) { return PackageFault(Unread{what}); }

// The file under the name that it had before Canvas put a number behind it, where that name says more.
int NumberOf(const LabNames& labs, std::string& name) {
  const std::optional<Resubmission> resubmission = ParseResubmission(name);
  if (!resubmission) return 0;
  const auto as_is = labs.Find(SplitPath(name));
  const auto as_was = labs.Find(SplitPath(resubmission->file));
  const bool is_archive = ArchiveStem(name).has_value();
  if (!is_archive && (!as_was || (as_is && as_is->likeness < as_was->likeness))) return 0;
  name = resubmission->file;
  return resubmission->number;
}

}  // namespace

void NameList::Add(const std::string& name) {
  if (++count_ <= kNamesShown) shown_.push_back(name);
}

void NameList::AddTo(std::vector<Text>& notes, const std::string& en, const std::string& zh) const {
  if (count_ == 0) return;
  const std::size_t more = count_ - shown_.size();
  notes.push_back(
      {fmt::format("{}: {}{}", en, fmt::join(shown_, ", "), more > 0 ? fmt::format(" and {} more", more) : ""),
       fmt::format("{}：{}{}", zh, fmt::join(shown_, "、"), more > 0 ? fmt::format(" 等 {} 个", count_) : "")});
}

void TakeTraits(FoundFile& file, const Owner& owner) {
  file.late = owner.late;
  file.online_text = owner.online_text;
  file.is_renamed = owner.is_renamed;
}

void Gathering::Add(const FoundFile& file) {
  if (is_too_much_) return;
  FoundFile original = file;
  const int number = file.is_renamed ? NumberOf(labs_, original.path) : 0;
  Package& package = loose_[number];
  package.number = number;
  try {
    AddTo(package, original, true);
  } catch (const PackageFault& fault) {
    AddFault(file.path, fault.unread());
  }
}

void Gathering::AddArchive(const std::filesystem::path& archive, const FoundFile& about) {
  try {
    std::error_code error;
    if (std::filesystem::file_size(archive, error) > kMaxLearnersArchive && !error)
      throw TooMuch({fmt::format("{} is larger than the {} MiB that a learner's archive may have", about.path,
                                 kMaxLearnersArchive >> 20U),
                     fmt::format("{} 超过了学员压缩包的上限 {} MiB", about.path, kMaxLearnersArchive >> 20U)});
    ArchiveReader reader(archive, about.path, {kMaxLearnersFiles, kMaxLearnersUnpacked});
    ReadMembers(reader, about);
  } catch (const PackageFault& fault) {
    AddFault(about.path, fault.unread());
  }
}

void Gathering::AddFault(const std::string& name, const Unread& unread) {
  faults_.push_back({name, {}, {}, false, unread});
}

void Gathering::ReadArchive(std::string_view bytes, const FoundFile& file) {
  try {
    ArchiveReader reader(bytes, file.path, {kMaxLearnersFiles, kMaxLearnersUnpacked});
    ReadMembers(reader, file);
  } catch (const PackageFault& fault) {
    AddFault(file.path, fault.unread());
  }
}

void Gathering::ReadMembers(ArchiveReader& reader, const FoundFile& about) {
  Package& package = archives_.emplace_back();
  std::string name = about.path;
  if (about.is_renamed) package.number = NumberOf(labs_, name);
  const NameList strays_before = strays_;
  bool is_empty = true;
  while (std::optional<ArchiveMember> member = reader.Next()) {
    is_empty = false;
    if (member->is_folder) continue;
    FoundFile file;
    file.path = std::move(member->path);
    file.at = about.at;
    file.late = about.late;
    file.not_a_file = std::move(member->not_a_file);
    if (LeadsOut(file.path)) file.not_a_file = {"leads out of the archive", "指向压缩包之外"};
    file.read = [&reader](std::uint64_t max, bool only_archive) { return reader.Read(max, only_archive); };
    AddTo(package, file, false);
  }
  if (is_empty && ArchiveStem(about.path)) {
    AddFault(about.path, WithoutFiles(about.path));
    return;
  }
  // A document that is a zip inside, as office programs write them.
  if (!package.candidates.empty() || ArchiveStem(about.path)) return;
  strays_ = strays_before;
  strays_.Add(about.path);
}

void Gathering::AddTo(Package& package, const FoundFile& file, bool archives) {
  const std::vector<std::string> path = SplitPath(file.path);
  if (path.empty() || std::any_of(path.begin(), path.end(), IsDropping)) return;
  if (++files_ > kMaxLearnersFiles) {
    is_too_much_ = true;
    throw TooMuch({fmt::format("more than {} files were handed in", kMaxLearnersFiles),
                   fmt::format("提交的文件超过 {} 个", kMaxLearnersFiles)});
  }
  std::optional<LabNames::Match> match = labs_.Find(path);
  if (file.online_text)
    match = labs_.size() == 1 ? std::optional(LabNames::Match{0, LabNames::Likeness::kOnlyLab}) : std::nullopt;
  if (!match) {
    AddStray(package, file, path, archives);
    return;
  }
  HandedIn handed_in{file.path, {}, file.at, file.late, {}};
  try {
    if (file.not_a_file) throw FileFault(Refused(file.path, *file.not_a_file));
    handed_in.bytes = file.read(kMaxAnswerBytes, false).value_or("");
    if (LooksLikeArchive(handed_in.bytes)) {
      if (archives) {
        ReadArchive(handed_in.bytes, file);
        return;
      }
      handed_in.bytes.clear();
      throw FileFault(Refused(file.path, {"is an archive, not a script", "是压缩包，不是脚本"}));
    }
  } catch (const FileFault& fault) {
    handed_in.unread = fault.unread();
  }
  AddCandidate(package, file, *match, path.size(), std::move(handed_in));
}

void Gathering::AddStray(Package& package, const FoundFile& file, const std::vector<std::string>& path, bool archives) {
  const std::optional<std::string> stem = ArchiveStem(path.back());
  if (file.not_a_file && stem) {
    AddFault(file.path, Refused(file.path, *file.not_a_file));
    return;
  }
  if (!archives || file.not_a_file) {
    (stem ? unopened_ : strays_).Add(file.path);
    return;
  }
  try {
    // What is called an archive but is none may be a script.
    std::optional<std::string> bytes = file.read(kMaxLearnersArchive, !stem);
    if (bytes && LooksLikeArchive(*bytes)) {
      ReadArchive(*bytes, file);
      return;
    }
    const auto match = stem ? labs_.Find({*stem + ".sh"}) : std::nullopt;
    if (match && bytes->size() <= kMaxAnswerBytes) {
      const LabNames::Match near{match->lab, std::max(match->likeness, LabNames::Likeness::kNear)};
      AddCandidate(package, file, near, path.size(), {file.path, *std::move(bytes), file.at, file.late, {}});
    } else if (stem) {
      AddFault(file.path, Refused(file.path, {"is no archive, whatever its name says", "名为压缩包，内容却不是"}));
    } else {
      strays_.Add(file.path);
    }
  } catch (const FileFault& fault) {
    if (stem) {
      AddFault(file.path, fault.unread());
    } else {
      strays_.Add(file.path);
    }
  }
}

void Gathering::AddCandidate(Package& package, const FoundFile& file, const LabNames::Match& match, std::size_t depth,
                             HandedIn handed_in) {
  if (file.online_text) handed_in.bytes = ScriptOfHtml(handed_in.bytes);
  bytes_ += handed_in.bytes.size();
  if (bytes_ > kMaxLearnersAnswers) {
    is_too_much_ = true;
    throw TooMuch({fmt::format("the scripts are larger than {} MiB together", kMaxLearnersAnswers >> 20U),
                   fmt::format("脚本总大小超过 {} MiB", kMaxLearnersAnswers >> 20U)});
  }
  package.candidates.insert_or_assign(file.path, Candidate{match, depth, std::move(handed_in)});
}

const Gathering::Candidate* Gathering::Choose(const Package& package, std::size_t lab) {
  const auto rank = [](const Candidate& candidate) { return std::tuple(candidate.match.likeness, candidate.depth); };
  std::vector<const Candidate*> best;
  for (const auto& [path, candidate] : package.candidates) {
    if (candidate.match.lab != lab) continue;
    if (!best.empty() && rank(candidate) < rank(*best.front())) {
      for (const Candidate* other : best) strays_.Add(other->file.name);
      best.clear();
    }
    if (best.empty() || rank(candidate) == rank(*best.front())) {
      best.push_back(&candidate);
    } else {
      strays_.Add(path);
    }
  }
  if (best.empty()) return nullptr;
  if (best.size() == 1) return best.front();
  NameList names;
  for (const Candidate* candidate : best) names.Add(candidate->file.name);
  names.AddTo(submission_.notes, fmt::format("not graded, since each could be {}", labs_.FileName(lab)),
              fmt::format("未评分，因为都可能是 {}", labs_.FileName(lab)));
  return nullptr;
}

void Gathering::ChooseAttempts(std::size_t lab) {
  struct Attempt {
    int number = 0;
    const Candidate* candidate = nullptr;
  };
  std::vector<Attempt> attempts;
  const auto choose = [&](const Package& package) {
    if (const Candidate* candidate = Choose(package, lab)) attempts.push_back({package.number, candidate});
  };
  for (const auto& [number, package] : loose_) choose(package);
  for (const Package& package : archives_) choose(package);
  std::stable_sort(attempts.begin(), attempts.end(), [](const Attempt& a, const Attempt& b) {
    constexpr auto kNever = std::chrono::system_clock::time_point::min();
    return std::tuple(a.number, a.candidate->file.at.value_or(kNever)) <
           std::tuple(b.number, b.candidate->file.at.value_or(kNever));
  });
  for (const Attempt& attempt : attempts) {
    const HandedIn& file = attempt.candidate->file;
    const LabNames::Likeness likeness = attempt.candidate->match.likeness;
    if (likeness == LabNames::Likeness::kNear || likeness == LabNames::Likeness::kInNearFolder)
      submission_.notes.push_back({fmt::format("{} was taken for {}", file.name, labs_.FileName(lab)),
                                   fmt::format("{} 被当作 {}", file.name, labs_.FileName(lab))});
    submission_.answers[lab].push_back(file);
  }
}

void Gathering::TellFaults() {
  if (faults_.empty()) return;
  const bool nothing = std::all_of(submission_.answers.begin(), submission_.answers.end(),
                                   [](const auto& attempts) { return attempts.empty(); });
  if (nothing) {
    submission_.unread = faults_.front().unread;
    return;
  }
  for (auto& attempts : submission_.answers)
    if (attempts.empty()) attempts.push_back(faults_.front());
  for (const HandedIn& fault : faults_) {
    // Learners read the notes: what this machine said is for the teacher, beside the answers that are not there.
    submission_.notes.push_back(fault.unread->by_machine
                                    ? Text{fmt::format("{} could not be read by the grading machine", fault.name),
                                           fmt::format("评分机器无法读取 {}", fault.name)}
                                    : fault.unread->reason);
  }
}

Submission Gathering::Finish() && {
  submission_.answers.resize(labs_.size());
  for (std::size_t lab = 0; lab < labs_.size(); ++lab) ChooseAttempts(lab);
  strays_.AddTo(submission_.notes, "no answers to this set", "不是本套实验的答案");
  unopened_.AddTo(submission_.notes, "not opened, since it lies in an archive already",
                  "位于压缩包内的压缩包，不再打开");
  TellFaults();
  return std::move(submission_);
}

}  // namespace shellab
