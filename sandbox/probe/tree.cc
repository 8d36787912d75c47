#include "sandbox/probe/tree.h"

#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>

#include "sandbox/init/embed.h"
#include "sandbox/os/error.h"

namespace shellab {

SmallTree::SmallTree(const std::filesystem::path& state) : folder_(state, "doctor") {
  for (const char* name : {"", "proc", "sys", "dev", "dev/pts", "dev/shm", "run", "tmp", "etc"})
    CheckCall(::mkdir((root() / name).c_str(), 0755), fmt::format("mkdir {}/{}", root().native(), name));
  struct Device {
    const char* name;
    unsigned minor;
  };
  for (const auto& [name, minor] : {Device{"null", 3}, {"zero", 5}, {"full", 7}, {"random", 8}, {"urandom", 9}}) {
    const std::string path = root() / "dev" / name;
    CheckCall(::mknod(path.c_str(), S_IFCHR | 0666, ::makedev(1, minor)), fmt::format("make the device {}", path));
  }
  const std::string tty = root() / "dev/tty";
  CheckCall(::mknod(tty.c_str(), S_IFCHR | 0666, ::makedev(5, 0)), fmt::format("make the device {}", tty));
  CheckCall(::symlink("pts/ptmx", (root() / "dev/ptmx").c_str()), "link /dev/ptmx");
  WriteFileAtomically(root() / "init", InitProgram(), 0755);
}

int RunInitProgram(const std::function<void(char* const* argv, char* const* envp)>& exec) {
  const pid_t child = CheckCall(::fork(), "fork");
  if (child == 0) {
    ::close(3);  // what is there is no lifeline
    char name[] = "init";
    char* const argv[] = {name, nullptr};
    char* const envp[] = {nullptr};
    exec(argv, envp);
    ::_exit(126);
  }
  int status = 0;
  while (::waitpid(child, &status, 0) < 0)
    if (errno != EINTR) ThrowErrno("wait for a program");
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace shellab
