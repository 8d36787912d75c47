// The files of an archive that a learner, or a course's system, made: zip, 7z, rar, tar plain or compressed. It may be
// hostile: nothing is written to disk, what is read is bounded, and reading it is another process's. Called by Collect.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "grader/submission/archive.h"
#include "grader/submission/archive_service.h"
#include "grader/submission/handed_in.h"
#include "sandbox/os/fd.h"
#include "sandbox/os/process.h"

namespace shellab {

// The name without its archive's ending (".zip", ".tar.gz"); nothing for other names.
std::optional<std::string> ArchiveStem(std::string_view name);

// One pass over the members, made by a child process that can do nothing else (confine.h), since what reads archives
// has had its faults. Every call may throw PackageFault: it is no archive, is damaged, goes past the limits, or takes
// more time or memory than a sane one; or, by the machine, the child was killed. And HostError where the child cannot
// be made.
class ArchiveReader {
 public:
  // `name` is for messages. The bytes need not outlive the call.
  ArchiveReader(std::string_view bytes, std::string name, const ArchiveLimits& limits);
  // Throws OsError where the file cannot be opened.
  ArchiveReader(const std::filesystem::path& file, std::string name, const ArchiveLimits& limits);

  // The next member; nothing at the end.
  std::optional<ArchiveMember> Next();
  // The content of the file that Next gave, once. With `only_archive` nothing unless it looks like an archive. Throws
  // FileFault where it is larger than `max_bytes` or damaged.
  std::optional<std::string> Read(std::uint64_t max_bytes, bool only_archive);

 private:
  // Starts the child on the open file.
  void Start(const Fd& file);
  ArchiveReply Ask(const ArchiveRequest& request);
  ArchiveReply Receive(std::uint64_t max_bytes);
  std::chrono::seconds Patience() const;
  // Where the child gave no answer, as ReceiveReply tells, or one to something else: kNonsense.
  [[noreturn]] void FailAt(ArchiveReply::Kind kind);

  std::string name_;
  ArchiveLimits limits_;
  Process child_;
  Unread end_;  // how the child ended, once it has
  Fd requests_;
  Fd replies_;
};

}  // namespace shellab
