// The whole: the engine itself boots a host and runs a program in it.
#include <fmt/format.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <cerrno>
#include <exception>
#include <string_view>

#include "sandbox/engine.h"
#include "sandbox/os/error.h"
#include "sandbox/probe/probes.h"
#include "sandbox/probe/tree.h"

namespace shellab {
namespace asio = boost::asio;
namespace {

asio::awaitable<ExecResult> BootAndRun(Engine& engine, const std::filesystem::path& root) {
  HostSpec host;
  host.name = "doctor";
  host.lowers.push_back(root);
  const auto sandbox = co_await engine.Start(std::move(host));
  ExecSpec exec;
  exec.argv = {"/init"};
  ExecResult result = co_await sandbox->host().Exec(exec);
  co_await sandbox->Stop();
  co_return result;
}

// A container engine that hides parts of /proc or /sys keeps all below it from mounting a whole one
// (mount_namespaces(7), "Restrictions on mount namespaces").
std::string FixFor(const OsError& error) {
  const std::string_view message = error.what();
  const bool is_mount = message.find("mount /proc") != message.npos || message.find("mount /sys") != message.npos;
  if (error.error() != EPERM || !is_mount) return "";
  return "something is mounted over a part of /proc or /sys, as container engines do: start the container with: docker "
         "run --privileged (or --security-opt systempaths=unconfined)";
}

}  // namespace

ProbeResult ProbeSandbox(const std::filesystem::path& state) {
  const SmallTree tree(state);
  const std::filesystem::path root = tree.root();
  ExecResult result;
  std::exception_ptr failure;
  try {
    Engine engine(state);
    asio::io_context io;
    asio::co_spawn(io, BootAndRun(engine, root), [&](std::exception_ptr error, ExecResult ended) {
      failure = std::move(error);
      result = std::move(ended);
    });
    io.run();
    if (failure) std::rethrow_exception(failure);
  } catch (const OsError& error) {
    return {ProbeResult::Status::kMissing, error.what(), FixFor(error)};
  }
  if (result.exec_errno != 0) throw OsError(result.exec_errno, "execute a program in a sandbox");
  if (result.outcome.ended != Outcome::Ended::kExited || result.outcome.code != 0)
    throw HostError(fmt::format("a program in a sandbox ended with code {}, signal {}", result.outcome.code,
                                result.outcome.signal));
  return {ProbeResult::Status::kOk, "booted with its own /proc, /sys and /dev/pts, and ran a program", ""};
}

}  // namespace shellab
