// The sandbox of a lab with its services and processes running: what an answer finds. Used by the runner.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "grader/check/observation.h"
#include "grader/lab/lab.h"
#include "sandbox/engine.h"
#include "sandbox/image/image.h"
#include "sandbox/service/supervisor.h"

namespace shellab {

// The image's user of that name. Throws HostError when it has none.
const User& UserOf(const Image& image, const std::string& name);
Identity IdentityOf(const User& user);
// What a login of `user` has in its environment, then the lab's own.
std::vector<std::string> EnvironmentOf(const Lab& lab, const User& user);

// `host` arguments are numbers of the sandbox's hosts; the first is the learner's.
class World {
 public:
  // Boots `sandbox`, whose hosts are made from `images` (in the same order, outliving the world), and starts `services`
  // on them: on each host one after the other, each when the one before is ready. `lab` gives the environment. Throws
  // ServiceError when one does not come up, HostError or OsError when the machine could not.
  static boost::asio::awaitable<std::unique_ptr<World>> Boot(Engine& engine, const Lab& lab,
                                                             std::vector<const Image*> images, SandboxSpec sandbox,
                                                             std::vector<LabService> services);

  std::size_t size() const { return images_.size(); }
  Host& host(std::size_t host = 0) const { return *sandbox_->hosts().at(host); }
  const Image& image(std::size_t host = 0) const { return *images_.at(host); }

  // Runs `work`; meanwhile services are served as Supervisor::During says. Throws what `work` throws.
  boost::asio::awaitable<void> During(std::function<boost::asio::awaitable<void>()> work);
  // Only inside During's work: what Supervisor::Do does with the service or process `target` by its id (LabService::id;
  // one of the learner's host may be called by that host as well). Else `target` is a host: "cut" and "restore" pull
  // out its cables and put them back; "stop" takes its power away, so that its cables go silent and all that runs in it
  // is killed, and "start" restores them and starts its services and processes in their order; its disk, addresses and
  // routes stay as they were. Throws OsError when the machine could not.
  boost::asio::awaitable<void> Do(const std::string& verb, const std::string& target);
  // Records the frames of the network `name` from now on, and returns those so far as a pcap file. Throw OsError.
  boost::asio::awaitable<void> Record(const std::string& name);
  std::string Frames(const std::string& name) const;
  // Whether some of them were lost though there was room for them.
  bool LostFrames(const std::string& name) const;
  // Stops all services cleanly. Throws ServiceError when one had to be killed.
  boost::asio::awaitable<void> StopServices();

  // The processor time that the programs of all hosts have used so far. Throws OsError.
  std::chrono::microseconds CpuUsed() const;
  // The processes of all hosts with their users' names. Throws OsError.
  std::vector<SeenProcess> Processes() const;
  // What the services and processes of the lab are, before the answer and after it.
  void NoteNamed(const std::vector<SeenProcess>& before, std::map<std::string, NamedProcess>& named) const;
  void FollowNamed(const std::vector<SeenProcess>& after, std::map<std::string, NamedProcess>& named) const;

  // Kills everything in it and returns when all of it is gone.
  boost::asio::awaitable<void> Stop() {
    supervisors_.clear();  // or they would start again what is killed now
    return sandbox_->Stop();
  }

 private:
  World(std::vector<const Image*> images, std::vector<std::string> networks, std::unique_ptr<Sandbox> sandbox)
      : images_(std::move(images)), networks_(std::move(networks)), sandbox_(std::move(sandbox)) {}
  boost::asio::awaitable<void> DuringFrom(std::size_t host, std::function<boost::asio::awaitable<void>()> work);
  // The process that is or was a service, by its id.
  std::shared_ptr<const Child> MainProcess(const std::string& id) const;

  std::vector<const Image*> images_;
  std::vector<std::string> networks_;
  std::unique_ptr<Sandbox> sandbox_;
  std::map<std::string, std::shared_ptr<Recorder>> recorders_;  // by the network's name
  std::vector<std::unique_ptr<Supervisor>> supervisors_;        // one a host
  // Where each service runs, by its id: its host, and its name there.
  std::map<std::string, std::pair<std::size_t, std::string>> services_;
};

}  // namespace shellab
