// shellab run --image IMAGE -- COMMAND...: one command in a fresh sandbox, for trying an image and the engine itself.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "grader/commands/context.h"
#include "grader/commands/session.h"
#include "grader/report/report.h"
#include "grader/terminal/user_terminal.h"
#include "grader/usage_error.h"

namespace shellab {
namespace asio = boost::asio;
namespace {

// A shell's exit codes for what it cannot execute (bash(1), EXIT STATUS).
constexpr int kNotFound = 127;
constexpr int kNotExecutable = 126;

struct Options {
  std::string image = "base";
  std::string user = "root";
  std::uint32_t repeat = 1;
  double wall_seconds = 60;
  bool terminal = false;
  std::string format = "text";
  std::vector<std::string> command;
};

// The shell's convention for how a command ended: its code, or 128 + the signal.
int ShellCode(const Outcome& outcome) {
  if (outcome.ended == Outcome::Ended::kExited) return outcome.code;
  constexpr int kKilled = 9;
  return 128 + (outcome.ended == Outcome::Ended::kSignalled ? outcome.signal : kKilled);
}

void PrintNotExecuted(const Options& options, int code) {
  fmt::print(stderr, "shellab: {}: {} in the image {}\n", options.command.front(),
             code == kNotFound ? "not found" : "cannot be executed", options.image);
}

void Print(const ExecResult& result, const Options& options) {
  if (options.format == "json") {
    fmt::print("{}", RenderJson(result));
    return;
  }
  std::fwrite(result.out.content.data(), 1, result.out.content.size(), stdout);
  std::fflush(stdout);
  std::fwrite(result.err.content.data(), 1, result.err.content.size(), stderr);
  if (result.exec_errno != 0) PrintNotExecuted(options, result.outcome.code);
  for (const Limit limit : result.outcome.limits_hit)
    fmt::print(stderr, "shellab: {}: reached the {} limit\n", options.command.front(), LimitName(limit));
}

// The command as `options` want it run.
ExecSpec SpecOf(const Options& options, const Image& image) {
  const User* user = image.FindUser(options.user);
  if (user == nullptr) throw UsageError(fmt::format("the image {} has no user {}", image.name, options.user));
  ExecSpec exec;
  exec.argv = options.command;
  exec.env = {"PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
              "HOME=" + user->home,
              "USER=" + user->name,
              "LOGNAME=" + user->name,
              "SHELL=" + user->shell,
              "TERM=" + (options.terminal ? GuestTerm() : std::string("dumb")),
              "LANG=C.UTF-8"};
  exec.directory = user->home;
  exec.user = {user->uid, user->gid, user->groups};
  exec.wall = std::chrono::milliseconds(static_cast<std::int64_t>(options.wall_seconds * 1000));
  exec.terminal = options.terminal;
  return exec;
}

// The shell's convention for how a command ended on a terminal.
int ShellCode(const ExitStatus& status) { return status.signalled ? 128 + status.signal : status.code; }

// A program on the user's own terminal, without an end to its time.
asio::awaitable<int> RunOnTerminal(Session& session, const Image& image, const Options& options, const ExecSpec& exec,
                                   std::optional<UserTerminal>& terminal) {
  HostSpec spec;
  spec.lowers.push_back(image.root);
  const auto sandbox = co_await session.engine.Start(std::move(spec));
  Host& host = sandbox->host();
  const TerminalEnds ends = host.OpenTerminal(exec.user);
  int exec_errno = 0;
  const Cgroup& group = host.NewGroup(exec.limits);
  const auto program = co_await host.Launch(exec, group, ends.slave.get(), &exec_errno);
  if (program) co_await terminal->Relay(ends.master.get(), program);
  const bool hung_up = program && program->running();
  co_await sandbox->Stop();
  terminal.reset();  // before anything is printed
  if (program) co_return hung_up ? 128 + SIGHUP : ShellCode(*program->status());
  const int code = exec_errno == ENOENT ? kNotFound : kNotExecutable;
  PrintNotExecuted(options, code);
  co_return code;
}

asio::awaitable<int> RunAll(Session& session, const Image& image, const Options& options, const ExecSpec& exec) {
  int code = 0;
  for (std::uint32_t i = 0; i < options.repeat; ++i) {
    HostSpec host;
    host.lowers.push_back(image.root);
    const auto sandbox = co_await session.engine.Start(std::move(host));
    const ExecResult result = co_await sandbox->host().Exec(exec);
    co_await sandbox->Stop();
    Print(result, options);
    if (code == 0) code = ShellCode(result.outcome);
  }
  co_return code;
}

void Run(const Options& options, Context& context) {
  context.failure_code = 125;
  std::optional<UserTerminal> terminal;
  if (options.terminal) terminal.emplace();
  Session session(context.state);
  const Image image = session.images.Open(options.image);
  const ExecSpec exec = SpecOf(options, image);
  context.exit_code = RunLoop([&] {
    return terminal ? RunOnTerminal(session, image, options, exec, terminal) : RunAll(session, image, options, exec);
  });
}

}  // namespace

void AddRunCommand(CLI::App& app, Context& context) {
  CLI::App* command = app.add_subcommand("run", "Run a command in a fresh sandbox; 125 means that shellab failed");
  const auto options = std::make_shared<Options>();
  command->add_option("--image", options->image, "The image to boot from")->type_name("IMAGE")->capture_default_str();
  command->add_option("--user", options->user, "Who runs the command")->capture_default_str();
  command->add_option("--repeat", options->repeat, "Run it so many times, each in a new sandbox")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  command->add_option("--wall", options->wall_seconds, "Seconds after which it is killed")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  command->add_option("--format", options->format, "text, or json: one object a run on a line of its own")
      ->check(CLI::IsMember({"text", "json"}));
  command->add_flag("-t,--tty", options->terminal, "Run it on this terminal, without a limit of time")
      ->excludes("--repeat", "--format", "--wall");
  command->add_option("COMMAND", options->command, "The command and its arguments, after --")->required();
  command->callback([options, &context] { Run(*options, context); });
}

}  // namespace shellab
