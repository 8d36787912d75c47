#include "grader/observe.h"

#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <set>
#include <utility>
#include <vector>

#include "grader/check/changes.h"

namespace shellab {
namespace asio = boost::asio;
namespace {

// Where a probe's command finds the learner's files, as copies.
constexpr char kProbeFolder[] = "/root";
constexpr std::size_t kMaxProbeFile = 256U << 20U;

std::string Absolute(const std::string& path, const std::string& home) {
  return path.starts_with('/') ? path : home + "/" + path;
}

// Asks probes, each in a container of its own.
class Probes {
 public:
  Probes(Engine& engine, const Image& image, const Lab& lab, const DataSet& data, World& world)
      : engine_(engine), image_(image), lab_(lab), data_(data), world_(world) {}

  asio::awaitable<ExecResult> Ask(const Probe& probe) {
    const std::unique_ptr<World> place = co_await Boot(probe);
    for (const std::string& file : probe.files) CopyIn(file, place->host());
    const User& root = UserOf(image_, "root");
    ExecSpec exec;
    exec.argv = {"/bin/bash", "-c", probe.script};
    exec.env = EnvironmentOf(lab_, root);
    exec.env.push_back("NONCE=" + data_.nonce);
    exec.env.push_back(fmt::format("SEED={}", data_.seed));
    exec.directory = kProbeFolder;
    exec.wall = probe.wall;
    exec.cpu = probe.wall;
    if (probe.services.empty()) exec.network = world_.host().init_pidfd();
    ExecResult result = co_await place->host().Exec(exec);
    co_await place->Stop();
    co_return result;
  }

 private:
  asio::awaitable<std::unique_ptr<World>> Boot(const Probe& probe) {
    HostSpec host;
    host.name = "probe";
    host.lowers.push_back(image_.root);
    std::vector<LabService> services;
    std::uint64_t disk = 64U << 20U;
    for (const std::string& name : probe.services) {
      services.push_back(lab_.probe_services.at(name));
      disk += services.back().disk;
    }
    if (!probe.files.empty()) disk += kMaxProbeFile;
    host.upper = TmpfsUpper{disk, disk / 4096 + 1024};
    co_return co_await World::Boot(engine_, image_, lab_, std::move(host), std::move(services));
  }

  // A regular file of bounded size, or none: what is missing or something else the command will miss.
  void CopyIn(const std::string& path, Host& host) {
    const std::string& home = UserOf(image_, lab_.user).home;
    const std::optional<std::string> content = world_.host().ReadRegular(Absolute(path, home), kMaxProbeFile);
    const std::string name = std::filesystem::path(path).filename();
    if (content) host.WriteFile(fmt::format("{}/{}", kProbeFolder, name), *content, {}, 0600);
  }

  Engine& engine_;
  const Image& image_;
  const Lab& lab_;
  const DataSet& data_;
  World& world_;
};

}  // namespace

ExecSpec ScriptSpec(const Lab& lab, const User& user) {
  ExecSpec exec;
  exec.env = EnvironmentOf(lab, user);
  exec.directory = user.home;
  exec.user = IdentityOf(user);
  exec.no_new_privs = !lab.privileges;
  exec.wall = lab.limits.wall;
  exec.cpu = lab.limits.cpu;
  exec.limits = {lab.limits.memory, lab.limits.processes};
  exec.output_bytes = lab.limits.output;
  exec.capabilities = lab.capabilities;
  return exec;
}

asio::awaitable<Observation> Observe(Engine& engine, const Image& image, const Lab& lab, const DataSet& data,
                                     World& world, const std::map<std::string, NamedProcess>& named) {
  const Questions& asked = lab.asked;
  const std::string& home = UserOf(image, lab.user).home;
  Host& host = world.host();
  Observation seen;
  // All at one moment first: commands may change what is there.
  co_await host.Freeze();
  if (asked.changes) seen.changes = host.ReadChanges(NeverCompared());
  for (const std::string& path : asked.paths) {
    const std::string absolute = Absolute(path, home);
    seen.paths.emplace(path, Change{host.ReadStateBefore(absolute), host.ReadState(absolute)});
  }
  if (asked.processes || asked.listeners || !asked.names.empty()) seen.processes = world.Processes();
  seen.named = named;
  world.FollowNamed(seen.processes, seen.named);
  if (asked.listeners) {
    const std::vector<ProcessInfo> owners(seen.processes.begin(), seen.processes.end());
    seen.listeners = host.ReadListeners(owners);
  }
  host.Thaw();
  Probes probes(engine, image, lab, data, world);
  // Those that do something to the world come last.
  for (const bool acts : {false, true}) {
    for (const Probe& probe : asked.probes) {
      if (probe.actions.empty() == acts) continue;
      for (const auto& [verb, name] : probe.actions) co_await world.supervisor().Do(verb, name);
      ExecResult result = co_await probes.Ask(probe);
      seen.probes.emplace(probe, std::move(result));
    }
  }
  for (const HiddenCommand& command : asked.commands) {
    const User& user = UserOf(image, command.as_root ? "root" : lab.user);
    ExecSpec exec = ScriptSpec(lab, user);
    // As an argument: the learner's disk, where a file would lie, may be full or in any state.
    exec.argv = {"/bin/bash", "-c", command.script};
    exec.env.push_back("NONCE=" + data.nonce);
    exec.directory = home;
    ExecResult result = co_await host.Exec(exec);
    seen.commands.emplace(command, std::move(result));
  }
  co_return seen;
}

}  // namespace shellab
