#include "grader/submission/enrolment.h"

#include <fmt/format.h>

#include <utility>

namespace shellab {
namespace {

namespace fs = std::filesystem;

void Describe(Submission& submission, const RosterEntry& entry) {
  submission.name = entry.name;
  submission.email = entry.email;
  submission.id = entry.id;
  // Of an assignment's own numbers the names have the right ones: the roster may be another assignment's.
  if (submission.participant.empty()) submission.participant = entry.participant;
}

}  // namespace

Enrolment::Enrolment(const fs::path& roster, const std::function<void(Submission)>& take)
    : roster_(roster.empty() ? Roster() : Roster::Read(roster)),
      has_roster_(!roster.empty()),
      handed_in_(roster_.entries().size()),
      take_(take) {}

bool Enrolment::Knows(const std::string& learner) const {
  return Find("", learner).has_value() || roster_.FindWithin(learner).has_value();
}

void Enrolment::Add(Submission submission, const fs::path& source, const std::string& participant) {
  submission.source = source;
  submission.participant = participant;
  if (has_roster_) Enrol(submission);
  Take(std::move(submission), participant.empty() ? source.native() : participant);
}

void Enrolment::AddMissing(std::size_t labs, const std::optional<Unread>& unread) {
  for (std::size_t i = 0; i < handed_in_.size(); ++i) {
    if (handed_in_[i]) continue;
    const RosterEntry& entry = roster_.entries()[i];
    Submission submission;
    for (const std::string* word : {&entry.participant, &entry.login, &entry.email, &entry.id, &entry.name})
      if (!word->empty()) submission.learner = *word;
    submission.answers.resize(labs);
    submission.unread = unread;
    Describe(submission, entry);
    Take(std::move(submission), entry.id.empty() ? entry.email : entry.id);
  }
}

// The learner's entry in the roster, if that names it as what was handed in does.
std::optional<std::size_t> Enrolment::Find(const std::string& participant, const std::string& learner) const {
  std::optional<std::size_t> found = roster_.FindParticipant(participant);
  if (!found) found = roster_.Find(learner);
  if (!found) found = roster_.FindByEnd(learner);
  return found;
}

void Enrolment::Enrol(Submission& submission) {
  std::optional<std::size_t> found = Find(submission.participant, submission.learner);
  if (!found && (found = roster_.FindWithin(submission.learner))) {
    const RosterEntry& entry = roster_.entries()[*found];
    const std::string who = entry.id.empty() ? entry.name : fmt::format("{} ({})", entry.name, entry.id);
    submission.notes.push_back({fmt::format("taken for {} of the roster", who), fmt::format("被当作名单上的 {}", who)});
  }
  if (!found) {
    submission.notes.push_back({"not on the roster", "不在名单上"});
    return;
  }
  if (handed_in_[*found])
    submission.notes.push_back({"another submission is of the same entry of the roster", "名单上同一人有另一份提交"});
  handed_in_[*found] = true;
  Describe(submission, roster_.entries()[*found]);
}

// Hands it over, under a name that nobody else has.
void Enrolment::Take(Submission submission, const std::string& qualifier) {
  if (submission.learner.empty()) submission.learner = qualifier;
  if (!names_.Add(submission.learner)) {
    const std::string name = fmt::format("{} ({})", submission.learner, qualifier);
    submission.learner = name;
    for (int i = 2; !names_.Add(submission.learner); ++i) submission.learner = fmt::format("{} {}", name, i);
  }
  take_(std::move(submission));
}

}  // namespace shellab
