#include "grader/world.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/asio/this_coro.hpp>
#include <utility>

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
ServiceSpec Complete(const LabService& service, const Image& image, const Lab& lab) {
  ServiceSpec spec = service.spec;
  const User& user = UserOf(image, service.user);
  spec.exec.user = IdentityOf(user);
  spec.exec.capabilities = lab.capabilities;
  std::vector<std::string> env = EnvironmentOf(lab, user);
  env.insert(env.end(), spec.exec.env.begin(), spec.exec.env.end());
  spec.exec.env = std::move(env);
  return spec;
}

}  // namespace

asio::awaitable<std::unique_ptr<World>> World::Boot(Engine& engine, const Image& image, const Lab& lab, HostSpec host,
                                                    std::vector<LabService> services) {
  const auto executor = co_await asio::this_coro::executor;
  std::unique_ptr<Sandbox> sandbox = co_await engine.Start(std::move(host));
  std::unique_ptr<World> world(new World(image, std::move(sandbox)));
  std::vector<ServiceSpec> specs;
  specs.reserve(services.size());
  for (const LabService& service : services) specs.push_back(Complete(service, image, lab));
  world->supervisor_ = std::make_unique<Supervisor>(executor, world->host(), std::move(specs));
  co_await world->supervisor_->StartAll();
  co_return world;
}

std::vector<SeenProcess> World::Processes() const {
  std::vector<SeenProcess> seen;
  for (ProcessInfo& info : sandbox_->host().ReadProcesses()) {
    const auto user = std::find_if(image_.users.begin(), image_.users.end(),
                                   [&info](const User& candidate) { return candidate.uid == info.uid; });
    std::string name = user != image_.users.end() ? user->name : std::to_string(info.uid);
    seen.push_back({std::move(info), std::move(name)});
  }
  return seen;
}

void World::NoteNamed(const std::vector<SeenProcess>& before, std::map<std::string, NamedProcess>& named) const {
  for (auto& [name, process] : named) {
    const std::shared_ptr<const Child> child = supervisor_->MainProcess(name);
    for (const SeenProcess& seen : before)
      if (child && seen.id == child->id()) process.before = seen;
  }
}

void World::FollowNamed(const std::vector<SeenProcess>& after, std::map<std::string, NamedProcess>& named) const {
  // `after` leaves out who has ended but is not reaped yet; how it ended is wanted as well.
  supervisor_->Look();
  for (auto& [name, process] : named) {
    const std::shared_ptr<const Child> child = supervisor_->MainProcess(name);
    process.same_runs = process.runs = process.stopped = false;
    process.exited = child && child->id() == process.before.id && child->status() && !child->status()->signalled;
    process.now.clear();
    for (const SeenProcess& seen : after) {
      const bool same = seen.id == process.before.id;
      const bool restarted = child && seen.id == child->id();
      // By hand: nobody's child that the supervisor knows, but the same in all that a user sees.
      const bool alike = seen.uid == process.before.uid && seen.command == process.before.command;
      if (!same && !restarted && !alike) continue;
      process.same_runs = process.same_runs || same;
      process.runs = true;
      process.stopped = process.stopped || seen.stopped;
      process.now.push_back(seen.id);
    }
  }
}

}  // namespace shellab
