#include "grader/progress/recommend.h"

#include <algorithm>
#include <cstdlib>
#include <tuple>

namespace shellab {
namespace {

using Progress = std::map<std::string, LabProgress>;

const LabProgress* Find(const Progress& progress, const std::string& lab) {
  const auto found = progress.find(lab);
  return found == progress.end() ? nullptr : &found->second;
}

// The lab that was solved last, of those whose topics are known.
const Candidate* SolvedLast(const std::vector<Candidate>& all, const Progress& progress) {
  const Candidate* last = nullptr;
  std::optional<std::chrono::system_clock::time_point> at;
  for (const Candidate& lab : all) {
    const LabProgress* done = Find(progress, lab.lab);
    const auto solved = done == nullptr ? std::nullopt : done->SolvedAt();
    if (!solved || (at && *solved <= *at)) continue;
    last = &lab;
    at = solved;
  }
  return last;
}

std::vector<std::string> Shared(const Candidate& lab, const Candidate& other) {
  std::vector<std::string> shared;
  for (const std::string& topic : lab.topics)
    if (std::count(other.topics.begin(), other.topics.end(), topic) > 0) shared.push_back(topic);
  return shared;
}

}  // namespace

std::optional<Recommendation> Recommend(const std::vector<Candidate>& candidates, const std::vector<Candidate>& all,
                                        const Progress& progress) {
  std::vector<std::size_t> left;
  std::optional<std::size_t> begun;
  const auto seen = [&](std::size_t i) { return progress.at(candidates[i].lab).seen_at; };
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    const LabProgress* done = Find(progress, candidates[i].lab);
    if (!candidates[i].runs_here || (done != nullptr && done->SolvedAt())) continue;
    left.push_back(i);
    if (done != nullptr && (!begun || seen(*begun) < seen(i))) begun = i;
  }
  if (left.empty()) return std::nullopt;
  if (begun) return Recommendation{*begun, Recommendation::Reason::kBegun, {}, {}};
  const Candidate* last = SolvedLast(all, progress);
  // Smaller is better; of equals min_element takes the first.
  const auto distance = [&](std::size_t i) {
    const Candidate& lab = candidates[i];
    if (last == nullptr) return std::tuple(lab.level, lab.level, std::ptrdiff_t{0});
    return std::tuple(std::abs(lab.level - last->level), lab.level, -std::ssize(Shared(lab, *last)));
  };
  const std::size_t best = *std::min_element(left.begin(), left.end(),
                                             [&](std::size_t a, std::size_t b) { return distance(a) < distance(b); });
  if (last == nullptr) return Recommendation{best, Recommendation::Reason::kFirst, {}, {}};
  return Recommendation{best, Recommendation::Reason::kNear, last->lab, Shared(candidates[best], *last)};
}

}  // namespace shellab
