#include "sandbox/os/clone.h"

#include <linux/sched.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <vector>

#include "sandbox/os/error.h"

namespace shellab {

Process Clone(std::uint64_t flags, int cgroup) {
  int pidfd = -1;
  clone_args args{};
  args.flags = flags | CLONE_PIDFD;
  args.pidfd = reinterpret_cast<std::uint64_t>(&pidfd);
  args.exit_signal = SIGCHLD;
  if (cgroup >= 0) {
    args.flags |= CLONE_INTO_CGROUP;
    args.cgroup = static_cast<std::uint64_t>(cgroup);
  }
  const long pid = ::syscall(SYS_clone3, &args, sizeof args);
  if (pid < 0) ThrowErrno("clone3");
  if (pid == 0) return {};
  return {static_cast<pid_t>(pid), Fd(pidfd)};
}

namespace {

// Shared memory that no report uses now; only the thread that clones asks. Kept, since a mapping for each child takes the
// kernel longer than all its use.
std::vector<ChildNotes*>& FreeNotes() {
  static std::vector<ChildNotes*> free_notes;
  return free_notes;
}

void MakeNotes() {
  constexpr std::size_t kPage = 4096;
  void* page = ::mmap(nullptr, kPage, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (page == MAP_FAILED) ThrowErrno("mmap");
  auto* notes = static_cast<ChildNotes*>(page);
  for (std::size_t i = 0; i < kPage / sizeof(ChildNotes); ++i) FreeNotes().push_back(notes + i);
}

}  // namespace

ChildReport::ChildReport() : pipe_(Pipe()) {
  if (FreeNotes().empty()) MakeNotes();
  notes_ = FreeNotes().back();
  FreeNotes().pop_back();
  *notes_ = {};
}

ChildReport::~ChildReport() { FreeNotes().push_back(notes_); }

Fd ChildReport::TakeReadEnd() {
  pipe_.write.Close();
  return std::move(pipe_.read);
}

void ChildReport::Fail(int step) const {
  notes_->error = errno;
  notes_->step = step;
  ::_exit(127);
}

}  // namespace shellab
