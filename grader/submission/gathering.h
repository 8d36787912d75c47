// Gathers what one learner handed in, file by file, and decides which of the files answer which lab. Called by Collect.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "grader/submission/archive_reader.h"
#include "grader/submission/handed_in.h"
#include "grader/submission/layout.h"
#include "grader/submission/names.h"

namespace shellab {

// What a single learner's folder or archive may hold; more is taken for a bomb.
inline constexpr std::uint64_t kMaxLearnersFiles = 100'000;
inline constexpr std::uint64_t kMaxLearnersArchive = 64U << 20U;    // packed
inline constexpr std::uint64_t kMaxLearnersUnpacked = 256U << 20U;  // wanted or not
inline constexpr std::uint64_t kMaxLearnersAnswers = 32U << 20U;    // all files together that may be answers

// "a.txt, b.txt and 4 more": a folder of a million names makes one short note.
class NameList {
 public:
  void Add(const std::string& name);
  // Adds a note that begins with the words, unless there are no names.
  void AddTo(std::vector<Text>& notes, const std::string& en, const std::string& zh) const;

 private:
  std::vector<std::string> shown_;
  std::size_t count_ = 0;
};

// A file that lies somewhere, not read yet.
struct FoundFile {
  std::string path;  // inside the folder or archive, or the learner's name for it
  std::optional<std::chrono::system_clock::time_point> at;
  std::optional<Text> not_a_file;  // a link, a device: "is ...", why it is not read
  bool late = false;
  bool online_text = false;  // typed into a course's system: an HTML page
  bool is_renamed = false;   // Canvas puts a number behind the names of files handed in again
  // Reads it: at most so many bytes; with the second only where it looks like an archive, else nothing. Throws
  // FileFault, or PackageFault.
  std::function<std::optional<std::string>(std::uint64_t, bool)> read;
};

// What is said of all files of its owner.
void TakeTraits(FoundFile& file, const Owner& owner);

class Gathering {
 public:
  Gathering(const LabNames& labs, std::string learner) : labs_(labs) { submission_.learner = std::move(learner); }

  // Takes a file if it may be an answer, or is an archive of answers. What cannot be read is told by Finish.
  void Add(const FoundFile& file);
  // Takes what the archive in a file of this machine holds; `about` is the file's name and time. Throws OsError where
  // it cannot be opened.
  void AddArchive(const std::filesystem::path& archive, const FoundFile& about);
  // Keeps that something, by its name, could not be read, so that what it would hold is not known.
  void AddFault(const std::string& name, const Unread& unread);
  // Decides. Nothing may be added afterwards.
  Submission Finish() &&;

 private:
  struct Candidate {
    LabNames::Match match;
    std::size_t depth = 0;
    HandedIn file;
  };
  // What was handed in at one time: loose files, or an archive. Within one, two files for a lab are one too many;
  // from several, they are attempts.
  struct Package {
    int number = 0;                               // how often it had been handed in before, by its name
    std::map<std::string, Candidate> candidates;  // by path: in a tar a later file takes an earlier one's place
  };
  void ReadMembers(ArchiveReader& reader, const FoundFile& about);
  void ReadArchive(std::string_view bytes, const FoundFile& file);
  // Takes the file into a package; `archives` tells whether it may be an archive of answers itself.
  void AddTo(Package& package, const FoundFile& file, bool archives);
  void AddStray(Package& package, const FoundFile& file, const std::vector<std::string>& path, bool archives);
  void AddCandidate(Package& package, const FoundFile& file, const LabNames::Match& match, std::size_t depth,
                    HandedIn handed_in);
  // The package's file for the lab, if one is surer than all others.
  const Candidate* Choose(const Package& package, std::size_t lab);
  void ChooseAttempts(std::size_t lab);
  // What was broken stands for every answer that is not there.
  void TellFaults();

  const LabNames& labs_;
  Submission submission_;
  std::map<int, Package> loose_;
  std::deque<Package> archives_;
  std::vector<HandedIn> faults_;
  std::uint64_t files_ = 0;
  std::uint64_t bytes_ = 0;
  bool is_too_much_ = false;
  NameList strays_;
  NameList unopened_;
};

}  // namespace shellab
