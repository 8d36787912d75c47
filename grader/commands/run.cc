// shellab run --image IMAGE -- COMMAND...: one command in a fresh sandbox, for trying an image and the engine itself.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "grader/commands/context.h"
#include "grader/commands/session.h"
#include "grader/report/report.h"
#include "grader/usage_error.h"

namespace shellab {
namespace asio = boost::asio;
namespace {

struct Options {
  std::string image = "base";
  std::string user = "root";
  std::uint32_t repeat = 1;
  double wall_seconds = 60;
  std::string format = "text";
  std::vector<std::string> command;
};

// The shell's convention for how a command ended: its code, or 128 + the signal.
int ShellCode(const Outcome& outcome) {
  if (outcome.ended == Outcome::Ended::kExited) return outcome.code;
  constexpr int kKilled = 9;
  return 128 + (outcome.ended == Outcome::Ended::kSignalled ? outcome.signal : kKilled);
}

void Print(const ExecResult& result, const Options& options) {
  if (options.format == "json") {
    fmt::print("{}", RenderJson(result));
    return;
  }
  std::fwrite(result.out.content.data(), 1, result.out.content.size(), stdout);
  std::fflush(stdout);
  std::fwrite(result.err.content.data(), 1, result.err.content.size(), stderr);
  if (result.exec_errno != 0)
    fmt::print(stderr, "shellab: {}: {} in the image {}\n", options.command.front(),
               result.outcome.code == 127 ? "not found" : "cannot be executed", options.image);
  for (const Limit limit : result.outcome.limits_hit)
    fmt::print(stderr, "shellab: {}: reached the {} limit\n", options.command.front(), LimitName(limit));
}

asio::awaitable<int> RunAll(Session& session, const Image& image, const Options& options) {
  const User* user = image.FindUser(options.user);
  if (user == nullptr) throw UsageError(fmt::format("the image {} has no user {}", image.name, options.user));
  ExecSpec exec;
  exec.argv = options.command;
  exec.env = {"PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
              "HOME=" + user->home,
              "USER=" + user->name,
              "LOGNAME=" + user->name,
              "SHELL=" + user->shell,
              "TERM=dumb",
              "LANG=C.UTF-8"};
  exec.directory = user->home;
  exec.user = {user->uid, user->gid, user->groups};
  exec.wall = std::chrono::milliseconds(static_cast<std::int64_t>(options.wall_seconds * 1000));
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
  Session session(context.state);
  const Image image = session.images.Open(options.image);
  context.exit_code = RunLoop([&] { return RunAll(session, image, options); });
}

}  // namespace

void AddRunCommand(CLI::App& app, Context& context) {
  CLI::App* command = app.add_subcommand("run", "Run a command in a fresh sandbox; 125 means that shellab failed");
  const auto options = std::make_shared<Options>();
  command->add_option("--image", options->image, "The image to boot from")->capture_default_str();
  command->add_option("--user", options->user, "Who runs the command")->capture_default_str();
  command->add_option("--repeat", options->repeat, "Run it so many times, each in a new sandbox")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  command->add_option("--wall", options->wall_seconds, "Seconds after which it is killed")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  command->add_option("--format", options->format, "text, or json: one object a run on a line of its own")
      ->check(CLI::IsMember({"text", "json"}));
  command->add_option("COMMAND", options->command, "The command and its arguments, after --")->required();
  command->callback([options, &context] { Run(*options, context); });
}

}  // namespace shellab
