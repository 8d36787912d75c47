// What the confined child that reads an archive is asked, and what it answers: between archive_reader.cc and
// archive_child.cc, which is the child.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "grader/submission/archive.h"
#include "grader/text.h"

namespace shellab {

// Where the child finds the archive's file.
inline constexpr int kArchiveDescriptor = 3;

struct ArchiveRequest {
  bool read = false;  // the current member's content; else the next member
  bool only_archive = false;
  std::uint64_t max_bytes = 0;
};

struct ArchiveReply {
  enum class Kind : char {
    kReady,
    kNotConfined,
    kNothing,
    kMember,
    kContent,
    kFileFault,
    kPackageFault,
    // These the child never sends: ReceiveReply tells them in a reply's place.
    kEnded,     // it ended
    kNonsense,  // it sent something else
    kSilent     // it sent nothing whole for too long
  };
  Kind kind = Kind::kReady;
  ArchiveMember member;
  std::string content;
  Text fault;
};

// What the child may have of the processor: more than the slowest of sane archives within the limits takes.
std::chrono::seconds ProcessorTime(const ArchiveLimits& limits);

// The child: confines this process and says so, opens the archive and says how that went, and answers requests until
// there are no more.
[[noreturn]] void ServeArchive(const ArchiveLimits& limits) noexcept;

// Waits so long for a reply, not counting that this process stood still. No part of it may be much larger than
// `max_bytes`.
ArchiveReply ReceiveReply(int replies, std::uint64_t max_bytes, std::chrono::milliseconds patience);

}  // namespace shellab
