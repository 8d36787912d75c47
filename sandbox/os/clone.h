// clone3(2) with a pidfd, and how a child tells its parent what failed before exec. The child has fork's semantics: a
// copy of the memory and of the descriptors.
#pragma once

#include <sys/types.h>

#include <cstdint>

#include "sandbox/os/process.h"

namespace shellab {

// Makes a child with the namespaces that `flags` (CLONE_NEW*) name, in the cgroup v2 folder `cgroup` unless that is -1.
// Returns its Process in the parent and an empty Process in the child, which must make system calls only and end in
// exec or _exit. Throws OsError in the parent.
Process Clone(std::uint64_t flags, int cgroup = -1);

// What a child of Clone shares with its parent: a page where it notes how far it got, and a pipe whose end of file
// tells the parent that the child (and its own children before their exec) came to exec or exit.
struct ChildNotes {
  pid_t pid;  // of a grandchild, where there is one
  int step;   // the step that failed, in the child's own numbering; 0 = none
  int error;  // its errno
};
class ChildReport {
 public:
  // Throws OsError.
  ChildReport();
  ChildReport(const ChildReport&) = delete;
  ChildReport& operator=(const ChildReport&) = delete;
  ~ChildReport();

  ChildNotes* notes() const { return notes_; }
  // In the parent, after Clone: closes its writing end and returns the reading one.
  Fd TakeReadEnd();
  // In the child: notes the current errno for `step` and ends.
  [[noreturn]] void Fail(int step) const;

 private:
  ChildNotes* notes_;
  PipeEnds pipe_;
};

}  // namespace shellab
