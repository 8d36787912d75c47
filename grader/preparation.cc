#include "grader/preparation.h"

#include <fmt/format.h>

#include <chrono>
#include <optional>
#include <utility>

#include "grader/author_script.h"
#include "grader/check/changes.h"
#include "grader/tree_differences.h"
#include "sandbox/image/digest.h"
#include "sandbox/os/error.h"
#include "sandbox/os/file.h"

namespace shellab {
namespace asio = boost::asio;
namespace {

// It lies where nobody looks for data, under a name that no task contains.
constexpr char kSetupPath[] = "/run/setup";
constexpr char kOtherHostName[] = "elsewhere";
constexpr std::chrono::seconds kSetupWall{60};

// A host that is alone may have any name. Several know each other by theirs.
const std::string& HostName(const Lab& lab, std::size_t host, Circumstances when) {
  static const std::string kOther = kOtherHostName;
  return when == Circumstances::kUsual || lab.hosts.size() > 1 ? lab.hosts[host].name : kOther;
}

}  // namespace

const Image& Preparation::ImageNamed(const std::string& name) {
  const auto found = opened_.find(name);
  if (found != opened_.end()) return found->second;
  return opened_.emplace(name, images_.Open(name)).first->second;
}

std::vector<const Image*> Preparation::ImagesOf(const Lab& lab) {
  std::vector<const Image*> images;
  for (const LabHost& host : lab.hosts) images.push_back(&ImageNamed(host.image));
  return images;
}

// Everything that a prepared layer depends on; neither texts nor points.
std::string Preparation::Digest(const Lab& lab, std::uint32_t seed) {
  std::string parts = fmt::format("layer 3\nseed {}\ndata {}\n", seed, lab.data_digest);
  for (const Image* image : ImagesOf(lab)) parts += fmt::format("image {}\n", image->digest);
  return Sha256(parts);
}

// The lab's hosts as their images make them.
SandboxSpec Preparation::BareSandbox(const Lab& lab, Circumstances when) {
  SandboxSpec sandbox;
  sandbox.networks = lab.networks;
  for (std::size_t i = 0; i < lab.hosts.size(); ++i) {
    HostSpec& spec = sandbox.hosts.emplace_back();
    spec.name = HostName(lab, i, when);
    spec.lowers.push_back(ImageNamed(lab.hosts[i].image).root);
    spec.capabilities = lab.hosts[i].capabilities;
    spec.interfaces = lab.hosts[i].interfaces;
  }
  return sandbox;
}

asio::awaitable<void> Preparation::RunSetup(const Lab& lab, World& world, std::size_t host, std::uint32_t seed,
                                            Circumstances when) {
  const std::filesystem::path& script = lab.hosts[host].setup;
  if (script.empty()) co_return;
  const Image& image = world.image(host);
  world.host(host).WriteFile(kSetupPath, ReadFile(script), {}, 0700);
  ExecSpec exec;
  exec.argv = {"/bin/bash", kSetupPath};
  exec.env = EnvironmentOf(lab, UserOf(image, "root"));
  exec.env.push_back(fmt::format("SEED={}", seed));
  exec.env.push_back(fmt::format("HOST={}", lab.hosts[host].name));
  exec.directory = UserOf(image, lab.user).home;
  exec.capabilities = lab.hosts[host].capabilities;
  exec.wall = kSetupWall;
  exec.cpu = kSetupWall;
  if (when == Circumstances::kOther) LiveOnAnotherDay(world.host(host), exec);
  const ExecResult result = co_await world.host(host).Exec(exec);
  if (!EndedCleanly(result) || result.outcome.code != 0) ThrowScriptFault(script, seed, result);
}

// Who is who on the networks; an unreachable name server would cost ten seconds a name.
asio::awaitable<void> Preparation::NameHosts(const Lab& lab, World& world) {
  if (lab.networks.empty()) co_return;
  for (std::size_t host = 0; host < lab.hosts.size(); ++host) {
    ExecSpec exec;
    exec.argv = {"/bin/bash", "-c",
                 R"(printf %s "$HOSTS" > /etc/hosts; printf '%s\n' "$NAME" > /etc/hostname; : > /etc/resolv.conf)"};
    exec.env = {"HOSTS=" + HostsFile(lab.hosts), "NAME=" + lab.hosts[host].name};
    const ExecResult result = co_await world.host(host).Exec(exec);
    if (result.outcome.code != 0) throw HostError("write /etc/hosts of a sandbox: " + LastWords(result));
  }
}

asio::awaitable<LayerDraft> Preparation::Build(const Lab& lab, std::uint32_t seed, Circumstances when) {
  LayerDraft draft = layers_.Draft();
  SandboxSpec sandbox = BareSandbox(lab, when);
  for (std::size_t i = 0; i < lab.hosts.size(); ++i) {
    const std::string& name = lab.hosts[i].name;
    draft.AddHost(name);
    sandbox.hosts[i].upper =
        FolderUpper{draft.path(), std::filesystem::path("upper") / name, std::filesystem::path("work") / name};
  }
  const auto world = co_await World::Boot(engine_, lab, ImagesOf(lab), std::move(sandbox), lab.services);
  co_await NameHosts(lab, *world);
  const User& user = UserOf(world->image(), lab.user);
  if (!lab.files.empty()) world->host().CopyFolder(lab.files, user.home, IdentityOf(user));
  for (std::size_t i = 0; i < lab.hosts.size(); ++i)
    for (const auto& generator : lab.generators)
      world->host(i).WriteFile("/run/" + generator.filename().native(), ReadFile(generator), {}, 0755);
  const std::function<asio::awaitable<void>()> setups = [&]() -> asio::awaitable<void> {
    // The learner's last: it finds the others ready.
    for (std::size_t i = lab.hosts.size(); i > 0; --i) co_await RunSetup(lab, *world, i - 1, seed, when);
  };
  co_await world->During(setups);
  co_await world->StopServices();
  co_await world->Stop();
  co_return draft;
}

asio::awaitable<Layer> Preparation::Prepare(const Lab& lab, std::uint32_t seed, std::string digest) {
  if (std::optional<Layer> layer = layers_.Find(digest)) co_return std::move(*layer);
  LayerDraft draft = co_await Build(lab, seed, Circumstances::kUsual);
  co_return layers_.Commit(std::move(draft), digest);
}

asio::awaitable<std::vector<std::string>> Preparation::SetupDifferences(const Lab& lab, std::uint32_t seed) {
  const auto layer = co_await Prepared(lab, seed);
  const LayerDraft other = co_await Build(lab, seed, Circumstances::kOther);
  // A server's own files are never the same twice; what its clients see of them is the checks' matter.
  std::vector<std::string> ignored = NeverCompared();
  if (!lab.services.empty()) ignored.emplace_back("/var");
  std::vector<std::string> differences;
  for (const LabHost& host : lab.hosts)
    for (std::string& difference :
         TreeDifferences(layer->folder / host.name, other.path() / "upper" / host.name, ignored))
      differences.push_back(lab.hosts.size() > 1 ? host.name + ": " + difference : std::move(difference));
  co_return differences;
}

asio::awaitable<std::shared_ptr<const Layer>> Preparation::Prepared(const Lab& lab, std::uint32_t seed) {
  const std::string digest = Digest(lab, seed);
  const std::function<asio::awaitable<Layer>()> make = [&] { return Prepare(lab, seed, digest); };
  co_return co_await prepared_.Get(digest, make);
}

SandboxSpec Preparation::SandboxFor(const Lab& lab, const Layer& layer, Circumstances when) {
  SandboxSpec sandbox = BareSandbox(lab, when);
  for (std::size_t i = 0; i < lab.hosts.size(); ++i) {
    HostSpec& spec = sandbox.hosts[i];
    spec.lowers.insert(spec.lowers.begin(), layer.folder / lab.hosts[i].name);
    const std::uint64_t disk = lab.limits.disk + lab.ServiceDisk(i);
    // What the learner works on first; a database server copies up itself what it opens.
    spec.upper = TmpfsUpper{disk, disk / 4096 + 1024, {"/", UserOf(ImageNamed(lab.hosts[i].image), lab.user).home}};
    spec.shm_bytes = lab.limits.disk;
    spec.observe = lab.asked.AskAboutWorld();
  }
  return sandbox;
}

asio::awaitable<std::unique_ptr<World>> Preparation::Boot(const Lab& lab, std::uint32_t seed, Circumstances when) {
  const auto layer = co_await Prepared(lab, seed);
  std::vector<LabService> services = lab.services;
  services.insert(services.end(), lab.processes.begin(), lab.processes.end());
  SandboxSpec sandbox = SandboxFor(lab, *layer, when);
  co_return co_await World::Boot(engine_, lab, ImagesOf(lab), std::move(sandbox), std::move(services));
}

}  // namespace shellab
