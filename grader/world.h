// The sandbox of a lab with its services and processes running: what an answer finds. Used by the runner.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <map>
#include <memory>
#include <string>
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

class World {
 public:
  // Boots `host` and starts `services`, each when the one before is ready. `lab` gives the environment. Throws
  // ServiceError when one does not come up, HostError or OsError when the machine could not.
  static boost::asio::awaitable<std::unique_ptr<World>> Boot(Engine& engine, const Image& image, const Lab& lab,
                                                             HostSpec host, std::vector<LabService> services);

  Host& host() { return sandbox_->host(); }
  Supervisor& supervisor() { return *supervisor_; }

  // The processes of the host with their users' names. Throws OsError.
  std::vector<SeenProcess> Processes() const;
  // What the services and processes of the lab are, before the answer and after it.
  void NoteNamed(const std::vector<SeenProcess>& before, std::map<std::string, NamedProcess>& named) const;
  void FollowNamed(const std::vector<SeenProcess>& after, std::map<std::string, NamedProcess>& named) const;

  // Kills everything in it and returns when all of it is gone.
  boost::asio::awaitable<void> Stop() {
    supervisor_.reset();  // or it would start again what is killed now
    return sandbox_->Stop();
  }

 private:
  World(const Image& image, std::unique_ptr<Sandbox> sandbox) : image_(image), sandbox_(std::move(sandbox)) {}

  const Image& image_;
  std::unique_ptr<Sandbox> sandbox_;
  std::unique_ptr<Supervisor> supervisor_;
};

}  // namespace shellab
