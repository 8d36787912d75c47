#include "grader/observe.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "grader/check/changes.h"

namespace shellab {
namespace asio = boost::asio;
namespace {

// Where a probe's command finds the learner's files, as copies.
constexpr char kProbeFolder[] = "/root";
// And the learner's processes, where it tells what to expect.
constexpr char kProcessList[] = "/run/processes";
// And the frames of a network.
constexpr char kFrames[] = "/run/frames.pcap";
constexpr std::uint64_t kMaxFramesOutput = 64U << 20U;
constexpr std::size_t kMaxProbeFile = 256U << 20U;
// How long a script may take that is run before a probe asks.
constexpr std::chrono::seconds kActionWall{10};

// PID_<NAME>=NUMBER for every service and process of the lab that runs, by the guest's numbers: the very process that
// the answer found, or who took its place.
std::vector<std::string> ProcessNumbers(const Observation& seen) {
  std::vector<std::string> variables;
  for (const auto& [name, process] : seen.named) {
    if (process.now.empty()) continue;
    const ProcessId& id = process.same_runs ? process.before.id : process.now.front();
    const SeenProcess* found = FindProcess(seen.processes, id);
    if (found == nullptr) continue;  // it runs on another host
    std::string variable = "PID_" + name;
    for (char& c : variable) c = c == '-' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    variables.push_back(fmt::format("{}={}", variable, found->guest_pid));
  }
  return variables;
}

// A line a process: number, user, command line, with tabs between them. Control bytes of the learner's choice cannot
// make another line.
std::string ProcessList(const std::vector<SeenProcess>& processes) {
  std::string list;
  for (const SeenProcess& process : processes) {
    std::string command = process.command;
    for (char& c : command)
      if (std::iscntrl(static_cast<unsigned char>(c)) != 0) c = '?';
    list += fmt::format("{}\t{}\t{}\n", process.guest_pid, process.user, command);
  }
  return list;
}

std::vector<Listener> Listeners(Host& host, const std::vector<SeenProcess>& processes) {
  const std::vector<ProcessInfo> owners(processes.begin(), processes.end());
  return host.ReadListeners(owners);
}

std::vector<SeenProcess> OnHost(std::size_t host, const std::vector<SeenProcess>& all) {
  std::vector<SeenProcess> processes;
  for (const SeenProcess& process : all)
    if (process.host == host) processes.push_back(process);
  return processes;
}

// The kernel shows a frozen process as waiting, also one that had been stopped: `awake` are the same just before.
void KeepStopped(const std::vector<SeenProcess>& awake, std::vector<SeenProcess>& frozen) {
  for (SeenProcess& process : frozen) {
    const SeenProcess* before = FindProcess(awake, process.id);
    process.stopped = process.stopped || (before != nullptr && before->stopped);
  }
}

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
  exec.capabilities = lab.hosts.front().capabilities;
  return exec;
}

std::string Observer::Absolute(const Spot& spot, const std::string& path) const {
  return path.starts_with('/') ? path : UserOf(world_.image(spot.host), lab_.user).home + "/" + path;
}

std::vector<Observer::Spot> Observer::Spots(const Questions& asked, Observation& seen) const {
  std::vector<Spot> spots;
  spots.push_back({0, asked, seen, seen.named});
  for (const auto& [name, there] : asked.elsewhere)
    for (const std::size_t host : FindHosts(lab_.hosts, name))
      spots.push_back({host, there, seen.elsewhere[name][lab_.hosts[host].name], seen.named});
  return spots;
}

asio::awaitable<Observation> Observer::Begin() {
  for (const std::string& network : lab_.asked.networks) co_await world_.Record(network);
  Observation begun;
  for (const std::string& name : lab_.asked.names) begun.named[name];
  const std::vector<Spot> spots = Spots(lab_.asked, begun);
  const bool asked = std::any_of(spots.begin(), spots.end(), [](const Spot& spot) { return spot.asked.start; });
  if (begun.named.empty() && !asked) co_return begun;
  const std::vector<SeenProcess> processes = world_.Processes();
  world_.NoteNamed(processes, begun.named);
  for (const SeenProcess& process : processes) met_.insert(process.id);
  for (const Spot& spot : spots) {
    if (!spot.asked.start) continue;
    spot.seen.start.processes = OnHost(spot.host, processes);
    spot.seen.start.listeners = Listeners(world_.host(spot.host), processes);
  }
  co_return begun;
}

asio::awaitable<void> Observer::WhileFrozen(const std::vector<Host*>& hosts,
                                            const std::function<asio::awaitable<void>()>& look) {
  const auto thaw = [&hosts] {
    for (Host* host : hosts) host->Thaw();
  };
  try {
    for (Host* host : hosts) co_await host->Freeze();
    co_await look();
  } catch (...) {
    thaw();  // in practice the world goes on
    throw;
  }
  thaw();
}

void Observer::ReadFiles(const Spot& spot) const {
  const Host& host = world_.host(spot.host);
  if (spot.asked.space) spot.seen.free_bytes = host.FreeBytes();
  if (spot.asked.changes) spot.seen.changes = host.ReadChanges(NeverCompared());
  for (const std::string& path : spot.asked.paths) {
    const std::string absolute = Absolute(spot, path);
    spot.seen.paths.emplace(path, Change{host.ReadStateBefore(absolute), host.ReadState(absolute)});
  }
}

// What the answer left running may be about to end others. Not for ever: it may as well be a shell, or a service that
// was started anew.
bool Observer::MayYetAct(const std::vector<SeenProcess>& awake) {
  constexpr std::chrono::seconds kWatched{1};
  const bool others = std::any_of(awake.begin(), awake.end(),
                                  [this](const SeenProcess& process) { return !met_.contains(process.id); });
  const auto now = std::chrono::steady_clock::now();
  if (!others) joined_.reset();
  if (others && !joined_) joined_ = now;
  return others && now < *joined_ + kWatched;
}

asio::awaitable<Observation> Observer::Look(const Observation& begun, const Questions& asked) {
  Observation seen = begun;
  const std::vector<Spot> spots = Spots(asked, seen);
  const bool who_runs = std::any_of(spots.begin(), spots.end(), [](const Spot& spot) {
    return spot.asked.processes || spot.asked.listeners || !spot.asked.names.empty();
  });
  const std::vector<SeenProcess> awake = who_runs ? world_.Processes() : std::vector<SeenProcess>();
  const bool quiet = who_runs && !MayYetAct(awake);
  // Nobody can be told to be at rest who is frozen.
  for (auto& [name, process] : seen.named) {
    process.at_rest = quiet && IsAtRest(process.before.id);
    process.signalled = who_runs && !process.at_rest && HasSignalUnderWay(process.before.id);
  }
  // All at one moment first: commands may change what is there.
  const std::function<asio::awaitable<void>()> look = [&]() -> asio::awaitable<void> {
    for (const Spot& spot : spots) ReadFiles(spot);
    std::vector<SeenProcess> processes = who_runs ? world_.Processes() : std::vector<SeenProcess>();
    KeepStopped(awake, processes);
    world_.FollowNamed(processes, seen.named);
    for (const Spot& spot : spots) {
      spot.seen.processes = OnHost(spot.host, processes);
      if (spot.asked.listeners) spot.seen.listeners = Listeners(world_.host(spot.host), processes);
    }
    co_return;
  };
  std::vector<Host*> hosts;
  for (const Spot& spot : spots) hosts.push_back(&world_.host(spot.host));
  co_await WhileFrozen(hosts, look);
  for (const Spot& spot : spots) {
    for (const Probe& probe : spot.asked.probes) {
      if (!probe.actions.empty()) continue;
      ExecResult result = co_await Ask(spot, probe);
      spot.seen.probes.emplace(probe, std::move(result));
    }
  }
  for (const Spot& spot : spots) co_await RunCommands(spot);
  co_return seen;
}

asio::awaitable<void> Observer::Disturb(const Questions& asked, Observation& seen) {
  const std::vector<Spot> spots = Spots(asked, seen);
  for (const Spot& spot : spots) {
    for (const Probe& probe : spot.asked.probes) {
      if (!acted_.emplace(spot.host, probe).second) continue;
      for (const Action& action : probe.actions) {
        if (action.verb != "run") {
          co_await world_.Do(action.verb, action.target);
          continue;
        }
        const bool done = co_await RunAction(action);
        if (!done) spot.seen.undone.insert(probe);
      }
    }
  }
}

// In the learner's own world, whose root can undo, prevent or pretend all of it. What it prints is nobody's.
asio::awaitable<bool> Observer::RunAction(const Action& action) {
  const std::size_t host = action.target.empty() ? 0 : FindHosts(lab_.hosts, action.target).front();
  ExecSpec exec = ScriptSpec(lab_, UserOf(world_.image(host), "root"));
  exec.capabilities = lab_.hosts.at(host).capabilities;
  exec.argv = {"/bin/bash", "-c", action.script};
  exec.env.push_back("NONCE=" + data_.nonce);
  exec.env.push_back(fmt::format("SEED={}", data_.seed));
  exec.env.push_back("HOST=" + lab_.hosts[host].name);
  exec.wall = exec.cpu = kActionWall;
  const ExecResult result = co_await world_.host(host).Exec(exec);
  co_return result.exec_errno == 0 && result.outcome.ended == Outcome::Ended::kExited&& result.outcome.code == 0;
}

asio::awaitable<void> Observer::Act(const Questions& asked, Observation& seen) {
  const std::vector<Spot> spots = Spots(asked, seen);
  for (const Spot& spot : spots) {
    for (const Probe& probe : spot.asked.probes) {
      if (probe.actions.empty()) continue;
      ExecResult result = co_await Ask(spot, probe);
      spot.seen.probes[probe] = std::move(result);
    }
  }
}

asio::awaitable<ExecResult> Observer::Ask(const Spot& spot, const Probe& probe) {
  const std::unique_ptr<World> place = co_await MakePlace(spot, probe);
  for (const std::string& file : probe.files) CopyIn(spot, file, place->host());
  const User& root = UserOf(place->image(), "root");
  ExecSpec exec;
  exec.argv = {"/bin/bash", "-c", probe.script};
  exec.env = EnvironmentOf(lab_, root);
  exec.env.push_back("NONCE=" + data_.nonce);
  exec.env.push_back(fmt::format("SEED={}", data_.seed));
  if (probe.tells_expected) {
    // What the learner has brought to its end has no number: that ends the command.
    exec.argv.insert(exec.argv.begin() + 1, "-u");
    for (std::string& variable : ProcessNumbers(spot.seen)) exec.env.push_back(std::move(variable));
    place->host().WriteFile(kProcessList, ProcessList(spot.seen.processes), {}, 0600);
  }
  if (!probe.frames.empty()) GiveFrames(spot, probe, place->host(), exec);
  exec.directory = kProbeFolder;
  exec.wall = probe.wall;
  exec.cpu = probe.wall;
  if (probe.services.empty()) exec.network = world_.host(spot.host).init_pidfd();
  ExecResult result = co_await place->host().Exec(exec);
  if (spot.asked.held.contains(probe)) co_await SeeHolders(spot, probe);  // before there is time to give the port back
  co_await place->Stop();
  co_return result;
}

asio::awaitable<void> Observer::SeeHolders(const Spot& spot, const Probe& probe) {
  Host& host = world_.host(spot.host);
  Holders holders{spot.named, {}};
  const std::function<asio::awaitable<void>()> look = [&]() -> asio::awaitable<void> {
    const std::vector<SeenProcess> processes = world_.Processes();
    world_.FollowNamed(processes, holders.named);
    holders.listeners = Listeners(host, processes);
    co_return;
  };
  const std::vector<Host*> hosts = {&host};
  co_await WhileFrozen(hosts, look);
  spot.seen.holders.insert_or_assign(probe, std::move(holders));
}

// Beside the learner's programs a service may come up too slowly, since they take the processor. Not so while they
// stand still: what does not come up then either is not their doing.
asio::awaitable<std::unique_ptr<World>> Observer::MakePlace(const Spot& spot, const Probe& probe) {
  if (probe.services.empty()) co_return co_await BootProbe(spot, probe);
  try {
    co_return co_await BootProbe(spot, probe);
  } catch (const ServiceError&) {
  }
  std::vector<Host*> hosts;
  for (std::size_t i = 0; i < world_.size(); ++i) hosts.push_back(&world_.host(i));
  std::unique_ptr<World> place;
  const std::function<asio::awaitable<void>()> boot = [&]() -> asio::awaitable<void> {
    place = co_await BootProbe(spot, probe);
  };
  failed_apart_ = true;
  co_await WhileFrozen(hosts, boot);
  failed_apart_ = false;
  co_return place;
}

asio::awaitable<std::unique_ptr<World>> Observer::BootProbe(const Spot& spot, const Probe& probe) {
  const Image& image = world_.image(spot.host);
  HostSpec host;
  host.name = "probe";
  host.lowers.push_back(image.root);
  std::vector<LabService> services;
  std::uint64_t disk = 64U << 20U;
  for (const std::string& name : probe.services) {
    services.push_back(lab_.probe_services.at(name));
    disk += services.back().disk;
  }
  if (!probe.files.empty() || !probe.frames.empty()) disk += kMaxProbeFile;
  host.upper = TmpfsUpper{disk, disk / 4096 + 1024};
  host.capabilities = lab_.hosts.at(spot.host).capabilities;
  SandboxSpec sandbox;
  sandbox.hosts.push_back(std::move(host));
  std::vector<const Image*> images;
  images.push_back(&image);
  co_return co_await World::Boot(engine_, lab_, std::move(images), std::move(sandbox), std::move(services));
}

// A regular file of bounded size, or none: what is missing or something else the command will miss.
void Observer::CopyIn(const Spot& spot, const std::string& path, Host& probe) const {
  const std::optional<std::string> content = world_.host(spot.host).ReadRegular(Absolute(spot, path), kMaxProbeFile);
  const std::string name = std::filesystem::path(path).filename();
  if (content) probe.WriteFile(fmt::format("{}/{}", kProbeFolder, name), *content, {}, 0600);
}

void Observer::GiveFrames(const Spot& spot, const Probe& probe, Host& place, ExecSpec& exec) const {
  place.WriteFile(kFrames, world_.Frames(probe.frames), {}, 0600);
  spot.seen.frames_lost = spot.seen.frames_lost || world_.LostFrames(probe.frames);
  exec.output_bytes = kMaxFramesOutput;
  for (const InterfaceSpec& interface : lab_.hosts.at(spot.host).interfaces)
    if (lab_.networks[interface.network] == probe.frames)
      exec.env.push_back("MAC=" + HardwareAddress(interface.address));
}

asio::awaitable<void> Observer::RunCommands(const Spot& spot) {
  for (const HiddenCommand& command : spot.asked.commands) {
    const User& user = UserOf(world_.image(spot.host), command.as_root ? "root" : lab_.user);
    ExecSpec exec = ScriptSpec(lab_, user);
    exec.capabilities = lab_.hosts.at(spot.host).capabilities;
    // As an argument: the learner's disk, where a file would lie, may be full or in any state.
    exec.argv = {"/bin/bash", "-c", command.script};
    exec.env.push_back("NONCE=" + data_.nonce);
    exec.directory = UserOf(world_.image(spot.host), lab_.user).home;
    ExecResult result = co_await world_.host(spot.host).Exec(exec);
    spot.seen.commands.emplace(command, std::move(result));
  }
}

}  // namespace shellab
