// What happens once for all answers to a lab: its images are opened, and setup runs once a seed into a prepared layer,
// from which each world boots. Used by the runner.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "grader/lab/lab.h"
#include "grader/once.h"
#include "grader/world.h"
#include "sandbox/engine.h"
#include "sandbox/image/layers.h"
#include "sandbox/image/store.h"

namespace shellab {

// When and where a sandbox believes to be.
enum class Circumstances { kUsual, kOther };

class Preparation {
 public:
  // All three must outlive it.
  Preparation(Engine& engine, const ImageStore& images, const LayerStore& layers)
      : engine_(engine), images_(images), layers_(layers) {}

  // The lab's image, opened once and kept. Throws HostError when it was not built.
  const Image& ImageOf(const Lab& lab) { return ImageNamed(lab.image); }

  // Of everything that the prepared layer of `seed` depends on; neither texts nor points. Throws as ImageOf does.
  std::string Digest(const Lab& lab, std::uint32_t seed);

  // Boots the world that an answer finds on the data of `seed`, its services and processes running; prepares that data
  // where it is not yet. Throws AuthorError when setup fails, ServiceError when a service does not come up, HostError
  // or OsError when the machine could not.
  boost::asio::awaitable<std::unique_ptr<World>> Boot(const Lab& lab, std::uint32_t seed, Circumstances when);

  // Prepares the data of `seed` again, on another day and on a host of another name, and returns what differs: a line a
  // path. Throws as Boot does.
  boost::asio::awaitable<std::vector<std::string>> SetupDifferences(const Lab& lab, std::uint32_t seed);

 private:
  const Image& ImageNamed(const std::string& name);
  std::vector<const Image*> ImagesOf(const Lab& lab);
  boost::asio::awaitable<void> RunSetup(const Lab& lab, World& world, std::size_t host, std::uint32_t seed,
                                        Circumstances when);
  boost::asio::awaitable<void> NameHosts(const Lab& lab, World& world);
  SandboxSpec BareSandbox(const Lab& lab, Circumstances when);
  SandboxSpec SandboxFor(const Lab& lab, const Layer& layer, Circumstances when);
  boost::asio::awaitable<std::shared_ptr<const Layer>> Prepared(const Lab& lab, std::uint32_t seed);
  boost::asio::awaitable<LayerDraft> Build(const Lab& lab, std::uint32_t seed, Circumstances when);
  boost::asio::awaitable<Layer> Prepare(const Lab& lab, std::uint32_t seed, std::string digest);

  Engine& engine_;
  const ImageStore& images_;
  const LayerStore& layers_;
  std::map<std::string, Image, std::less<>> opened_;
  OnceMap<Layer> prepared_;
};

}  // namespace shellab
