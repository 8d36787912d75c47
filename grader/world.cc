#include "grader/world.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/asio/this_coro.hpp>
#include <utility>

#include "sandbox/for_each.h"
#include "sandbox/os/error.h"

namespace shellab {
namespace asio = boost::asio;

const User& UserOf(const Image& image, const std::string& name) {
  const User* user = image.FindUser(name);
  if (user == nullptr) throw HostError(fmt::format("the image {} has no user {}", image.name, name));
  return *user;
}

Identity IdentityOf(const User& user) { return {user.uid, user.gid, user.groups}; }

std::vector<std::string> EnvironmentOf(const Lab& lab, const User& user) {
  std::vector<std::string> env = {
      "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
      "HOME=" + user.home,
      "USER=" + user.name,
      "LOGNAME=" + user.name,
      "SHELL=" + user.shell,
      "TERM=dumb",
  };
  bool has_lang = false;
  for (const auto& [name, value] : lab.env) {
    has_lang = has_lang || name == "LANG";
    env.push_back(name + "=" + value);
  }
  if (!has_lang) env.emplace_back("LANG=C.UTF-8");
  return env;
}

namespace {

// A service's own variables win over the lab's.
ServiceSpec Complete(const LabService& service, const Image& image, const HostSpec& host, const Lab& lab) {
  ServiceSpec spec = service.spec;
  const User& user = UserOf(image, service.user);
  spec.exec.user = IdentityOf(user);
  spec.exec.capabilities = host.capabilities;
  std::vector<std::string> env = EnvironmentOf(lab, user);
  env.insert(env.end(), spec.exec.env.begin(), spec.exec.env.end());
  spec.exec.env = std::move(env);
  return spec;
}

}  // namespace

asio::awaitable<std::unique_ptr<World>> World::Boot(Engine& engine, const Lab& lab, std::vector<const Image*> images,
                                                    SandboxSpec sandbox, std::vector<LabService> services) {
  const auto executor = co_await asio::this_coro::executor;
  std::vector<std::vector<ServiceSpec>> specs(sandbox.hosts.size());
  std::map<std::string, std::pair<std::size_t, std::string>> places;
  for (const LabService& service : services) {
    const std::size_t host = service.host;
    specs.at(host).push_back(Complete(service, *images.at(host), sandbox.hosts.at(host), lab));
    places[service.id] = {host, service.spec.name};
    places[fmt::format("{}/{}", lab.hosts.at(host).name, service.spec.name)] = {host, service.spec.name};
  }
  std::vector<std::string> networks = sandbox.networks;
  std::unique_ptr<Sandbox> booted = co_await engine.Start(std::move(sandbox));
  std::unique_ptr<World> world(new World(std::move(images), std::move(networks), std::move(booted)));
  world->services_ = std::move(places);
  for (std::size_t host = 0; host < specs.size(); ++host)
    world->supervisors_.push_back(std::make_unique<Supervisor>(executor, world->host(host), std::move(specs[host])));
  const auto start = [&](std::size_t host) { return world->supervisors_[host]->StartAll(); };
  const std::function<asio::awaitable<void>(std::size_t)> task = start;
  co_await ForEach(world->size(), world->size(), task);
  co_return world;
}

asio::awaitable<void> World::During(std::function<asio::awaitable<void>()> work) {
  return DuringFrom(0, std::move(work));
}

asio::awaitable<void> World::DuringFrom(std::size_t host, std::function<asio::awaitable<void>()> work) {
  if (host == supervisors_.size()) {
    co_await work();
    co_return;
  }
  const std::function<asio::awaitable<void>()> inner = [&] { return DuringFrom(host + 1, work); };
  co_await supervisors_[host]->During(inner);
}

asio::awaitable<void> World::Do(const std::string& verb, const std::string& target) {
  const auto service = services_.find(target);
  if (service != services_.end() && verb != "cut" && verb != "restore") {
    const auto& [host, name] = service->second;
    co_await supervisors_[host]->Do(verb, name);
    co_return;
  }
  const auto& hosts = sandbox_->hosts();
  // One that is alone may go by another name for a time (Circumstances).
  const auto found = std::find_if(hosts.begin(), hosts.end(), [&](const auto& host) { return host->name() == target; });
  const auto number = hosts.size() == 1 ? 0 : static_cast<std::size_t>(found - hosts.begin());
  // First: who loses power says no goodbye to the others.
  if (verb == "cut" || verb == "stop") sandbox_->Cut(number);
  if (verb == "restore" || verb == "start") sandbox_->Restore(number);
  if (verb == "stop") co_await supervisors_[number]->PowerOff();
  if (verb == "start") co_await supervisors_[number]->PowerOn();
}

asio::awaitable<void> World::Record(const std::string& name) {
  // An answer that floods the network spoils its own recording only.
  constexpr std::size_t kMaxBytes = 32U << 20U;
  const auto number = std::find(networks_.begin(), networks_.end(), name) - networks_.begin();
  const auto executor = co_await asio::this_coro::executor;
  recorders_[name] = sandbox_->Record(executor, static_cast<std::size_t>(number), kMaxBytes);
}

std::string World::Frames(const std::string& name) const { return recorders_.at(name)->Pcap(); }

bool World::LostFrames(const std::string& name) const {
  Recorder& recorder = *recorders_.at(name);
  return recorder.dropped() > 0 && !recorder.truncated();
}

asio::awaitable<void> World::StopServices() {
  const std::function<asio::awaitable<void>(std::size_t)> stop = [&](std::size_t host) {
    return supervisors_[host]->StopAll();
  };
  co_await ForEach(size(), size(), stop);
}

std::chrono::microseconds World::CpuUsed() const {
  std::chrono::microseconds used{0};
  for (const auto& host : sandbox_->hosts()) used += host->CpuUsed();
  return used;
}

std::vector<SeenProcess> World::Processes() const {
  std::vector<SeenProcess> seen;
  for (std::size_t host = 0; host < size(); ++host) {
    const std::vector<User>& users = image(host).users;
    for (ProcessInfo& info : this->host(host).ReadProcesses()) {
      const auto user = std::find_if(users.begin(), users.end(),
                                     [&info](const User& candidate) { return candidate.uid == info.uid; });
      std::string name = user != users.end() ? user->name : std::to_string(info.uid);
      seen.push_back({std::move(info), std::move(name), host});
    }
  }
  return seen;
}

std::shared_ptr<const Child> World::MainProcess(const std::string& id) const {
  const auto& [host, name] = services_.at(id);
  return supervisors_[host]->MainProcess(name);
}

void World::NoteNamed(const std::vector<SeenProcess>& before, std::map<std::string, NamedProcess>& named) const {
  for (auto& [name, process] : named) {
    const std::shared_ptr<const Child> child = MainProcess(name);
    for (const SeenProcess& seen : before)
      if (child && seen.id == child->id()) process.before = seen;
  }
}

namespace {

// `ancestors` and all of `processes` that come from them.
std::vector<ProcessId> FamilyOf(const std::vector<ProcessId>& ancestors, const std::vector<SeenProcess>& processes) {
  std::vector<ProcessId> family = ancestors;
  // It grows while it is gone through.
  for (std::size_t i = 0; i < family.size(); ++i)
    for (const SeenProcess& process : processes)
      if (process.parent == family[i].pid && std::find(family.begin(), family.end(), process.id) == family.end())
        family.push_back(process.id);
  return family;
}

}  // namespace

void World::FollowNamed(const std::vector<SeenProcess>& after, std::map<std::string, NamedProcess>& named) const {
  // `after` leaves out who has ended but is not reaped yet; how it ended is wanted as well.
  for (const auto& supervisor : supervisors_) supervisor->Look();
  for (auto& [name, process] : named) {
    const std::shared_ptr<const Child> child = MainProcess(name);
    process.same_runs = process.runs = process.stopped = false;
    process.exited = child && child->id() == process.before.id && child->status() && !child->status()->signalled;
    process.now.clear();
    for (const SeenProcess& seen : after) {
      const bool same = seen.id == process.before.id;
      // Another program may stand where the service's own did, and any process may call itself what it likes.
      const bool same_program =
          seen.program == process.before.program && seen.program_changed == process.before.program_changed;
      const bool restarted = child && seen.id == child->id() && same_program;
      // By hand: nobody's child that the supervisor knows, but the same in all that a user sees.
      const bool alike = seen.host == process.before.host && seen.uid == process.before.uid &&
                         seen.command == process.before.command && same_program;
      if (!same && !restarted && !alike) continue;
      process.same_runs = process.same_runs || same;
      process.runs = true;
      process.stopped = process.stopped || seen.stopped;
      process.now.push_back(seen.id);
    }
    process.family = FamilyOf(process.now, after);
  }
}

}  // namespace shellab
