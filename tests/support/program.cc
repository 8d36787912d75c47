#include "tests/support/program.h"

#include <poll.h>
#include <spawn.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <string_view>

#include "sandbox/image/store.h"
#include "sandbox/os/error.h"
#include "tests/support/machine.h"

namespace shellab::testing {
namespace {

constexpr int kPatience = 800'000;  // milliseconds: below what ctest gives a test

// A file in memory: the program never waits for whoever reads what it prints.
Fd Capture(const char* name) {
  const int fd = ::memfd_create(name, MFD_CLOEXEC);
  CheckCall(fd, "memfd_create");
  return Fd(fd);
}

std::string Content(const Fd& file) {
  CheckCall(::lseek(file.get(), 0, SEEK_SET), "lseek");
  return ReadAll(file.get(), 256U << 20U, "captured output");
}

std::vector<char*> Pointers(const std::vector<std::string>& strings) {
  std::vector<char*> pointers;
  pointers.reserve(strings.size() + 1);
  for (const std::string& text : strings) pointers.push_back(const_cast<char*>(text.c_str()));
  pointers.push_back(nullptr);
  return pointers;
}

// This process's environment with `changes` in place of the variables of the same names.
std::vector<std::string> Environment(const std::vector<std::string>& changes) {
  std::vector<std::string> env = changes;
  for (char** variable = environ; *variable != nullptr; ++variable) {
    const std::string_view text = *variable;
    const std::string_view name = text.substr(0, text.find('=') + 1);
    const bool changed = std::any_of(changes.begin(), changes.end(),
                                     [name](const std::string& change) { return change.starts_with(name); });
    if (!changed) env.emplace_back(text);
  }
  return env;
}

// What posix_spawn does in the child before it executes the program.
class Actions {
 public:
  Actions() { Must(::posix_spawn_file_actions_init(&actions_)); }
  Actions(const Actions&) = delete;
  Actions& operator=(const Actions&) = delete;
  ~Actions() { ::posix_spawn_file_actions_destroy(&actions_); }

  void Use(const Fd& fd, int as) { Must(::posix_spawn_file_actions_adddup2(&actions_, fd.get(), as)); }
  void Close(int fd) { Must(::posix_spawn_file_actions_addclose(&actions_, fd)); }
  const posix_spawn_file_actions_t* get() const { return &actions_; }

 private:
  static void Must(int error) {
    if (error != 0) throw OsError(error, "prepare to start a program");
  }
  posix_spawn_file_actions_t actions_{};
};

}  // namespace

std::filesystem::path ProgramPath() { return SHELLAB_PROGRAM; }
std::filesystem::path SourceFolder() { return SHELLAB_SOURCES; }

OwnState::OwnState() : folder_(DefaultStateFolder().parent_path(), "shellab-test") {
  const std::filesystem::path machine = DefaultStateFolder();
  ImageStore(machine).Open("base");
  std::filesystem::create_directory_symlink(machine / "images", folder_.path() / "images");
}

OwnState::~OwnState() {
  std::error_code error;
  for (const auto& session : std::filesystem::directory_iterator(path() / "sessions", error)) {
    // <lab>.<number of the server's process>, which removes it when it ends but where a test has killed it
    const pid_t server = std::atoi(session.path().extension().c_str() + 1);
    if (server <= 0 || ::kill(server, SIGTERM) != 0) continue;
    WaitFor([&] { return ::kill(server, 0) != 0; });
  }
}

Command Shellab(const OwnState& state, std::vector<std::string> args) {
  Command command;
  command.argv = std::move(args);
  command.argv.insert(command.argv.begin(), ProgramPath());
  command.env = {"SHELLAB_STATE=" + state.path().native(), "SHELLAB_LABS=" + (SourceFolder() / "labs").native(),
                 "LC_ALL=C.UTF-8", "XDG_STATE_HOME=" + (state.path() / "progress").native()};
  return command;
}

Program::Program(const Command& command) : out_(Capture("out")), err_(Capture("err")) {
  const Fd input = SealedMemFd("input", command.input, 0600);
  CheckCall(::lseek(input.get(), 0, SEEK_SET), "lseek");
  Actions actions;
  PipeEnds broken;
  if (command.closed_stdin) {
    actions.Close(0);
  } else {
    actions.Use(input, 0);
  }
  if (command.output == Command::Output::kClosed) {
    actions.Close(1);
  } else if (command.output == Command::Output::kBrokenPipe) {
    broken = Pipe();
    broken.read.Close();
    actions.Use(broken.write, 1);
  } else {
    actions.Use(out_, 1);
  }
  actions.Use(err_, 2);
  const std::vector<std::string> env = Environment(command.env);
  pid_t pid = -1;
  const int error = ::posix_spawnp(&pid, command.argv.front().c_str(), actions.get(), nullptr,
                                   Pointers(command.argv).data(), Pointers(env).data());
  if (error != 0) throw OsError(error, "start " + command.argv.front());
  process_ = Process::FromPid(pid);
}

void Program::Signal(int signal) const { CheckCall(::kill(process_.pid(), signal), "kill"); }

bool Program::HasEnded() const {
  pollfd end{process_.pidfd(), POLLIN, 0};
  return ::poll(&end, 1, 0) > 0;
}

Ended Program::Wait() {
  pollfd end{process_.pidfd(), POLLIN, 0};
  if (::poll(&end, 1, kPatience) == 0) {
    process_.KillAndReap();
    throw HostError("the program hung and was killed; it had printed:\n" + Content(out_) + Content(err_));
  }
  const ExitStatus status = process_.Reap();
  return {status.signalled ? 128 + status.signal : status.code, Content(out_), Content(err_)};
}

Ended RunToEnd(const Command& command) { return Program(command).Wait(); }

}  // namespace shellab::testing
