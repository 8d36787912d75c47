#include "sandbox/image/choose_image.h"

#include <fmt/format.h>
#include <sys/utsname.h>

#include <algorithm>
#include <boost/json.hpp>
#include <optional>
#include <set>
#include <string_view>

#include "sandbox/os/error.h"
#include "sandbox/os/file.h"

namespace shellab {
namespace {

namespace json = boost::json;

constexpr std::uint64_t kMaxJson = 4U << 20U;  // what registries allow a manifest
constexpr std::size_t kMaxDescriptors = 1000;  // of all indexes together, which may name each other
constexpr std::size_t kMaxLayers = 1000;       // docker makes 127 at most
constexpr std::string_view kSha256 = "sha256:";

// A JSON object of the archive, with the words that faults call it by.
class Object {
 public:
  Object(json::object object, std::string name) : object_(std::move(object)), name_(std::move(name)) {}

  const json::value* Find(std::string_view key) const { return object_.if_contains(key); }
  std::string String(std::string_view key, std::string otherwise = {}) const {
    const json::value* value = Find(key);
    const json::string* text = value != nullptr ? value->if_string() : nullptr;
    return text != nullptr ? std::string(*text) : std::move(otherwise);
  }
  // An object in this one; empty when it is not there.
  Object Sub(std::string_view key) const {
    const json::value* value = Find(key);
    const json::object* object = value != nullptr ? value->if_object() : nullptr;
    return {object != nullptr ? *object : json::object(), fmt::format("{} of {}", key, name_)};
  }
  const json::array& Array(std::string_view key) const {
    const json::value* value = Find(key);
    if (value == nullptr || !value->is_array()) throw ArchiveFault(fmt::format("{} has no list \"{}\"", name_, key));
    return value->get_array();
  }
  std::vector<Object> Objects(std::string_view key) const {
    std::vector<Object> objects;
    for (const json::value& value : Array(key)) {
      if (!value.is_object()) throw ArchiveFault(fmt::format("{}: \"{}\" holds what is no object", name_, key));
      objects.emplace_back(value.get_object(), fmt::format("an entry of \"{}\" of {}", key, name_));
    }
    return objects;
  }
  std::vector<std::string> Strings(std::string_view key) const {
    std::vector<std::string> strings;
    for (const json::value& value : Array(key)) {
      if (!value.is_string()) throw ArchiveFault(fmt::format("{}: \"{}\" holds what is no text", name_, key));
      strings.emplace_back(value.get_string());
    }
    return strings;
  }
  const std::string& name() const { return name_; }

 private:
  json::object object_;
  std::string name_;
};

json::value ParseJson(const Member& member, const std::string& name) {
  if (member.bytes > kMaxJson) throw ArchiveFault(fmt::format("{} is larger than {} bytes", name, kMaxJson));
  json::error_code error;
  json::value value = json::parse(ReadFile(member.file), error);  // at most 32 levels deep, Boost.JSON's own bound
  if (error) throw ArchiveFault(fmt::format("{} is not the JSON it should be: {}", name, error.message()));
  return value;
}

Object ParseObject(const Member& member, const std::string& name) {
  json::value value = ParseJson(member, name);
  if (!value.is_object()) throw ArchiveFault(fmt::format("{} is no JSON object", name));
  return {std::move(value.get_object()), name};
}

const Member& Need(const Members& members, const std::string& name, std::string_view where) {
  const Member* member = members.Find(name);
  if (member == nullptr) throw ArchiveFault(fmt::format("{} names {}, which is not in the archive", where, name));
  return *member;
}

std::string HexOf(const std::string& digest, std::string_view where) {
  std::string hex = digest.starts_with(kSha256) ? digest.substr(kSha256.size()) : std::string();
  if (hex.size() != 64 || hex.find_first_not_of("0123456789abcdef") != std::string::npos)
    throw ArchiveFault(fmt::format("{} has the digest \"{}\"; expected sha256: and 64 hex digits", where, digest));
  return hex;
}

struct Blob {
  const Member* member;
  std::string name;
};

// What an OCI descriptor names, verified.
Blob BlobOf(const Members& members, const Object& descriptor) {
  const std::string hex = HexOf(descriptor.String("digest"), descriptor.name());
  const std::string name = fmt::format("blobs/sha256/{}", hex);
  const Member& member = Need(members, name, descriptor.name());
  if (member.sha256 != hex) throw ArchiveFault(fmt::format("{} is damaged: its digest is {}", name, member.sha256));
  const json::value* size = descriptor.Find("size");
  json::error_code error;
  if (size != nullptr && (size->to_number<std::uint64_t>(error) != member.bytes || error))
    throw ArchiveFault(
        fmt::format("{} has {} bytes, which is not the size that {} says", name, member.bytes, descriptor.name()));
  return {&member, name};
}

std::string PlatformOf(const Object& object) {
  return fmt::format("{}/{}", object.String("os", "unknown"), object.String("architecture", "unknown"));
}

// One image of the archive, before its blobs are looked at.
struct Candidate {
  Object manifest;  // OCI: the manifest's descriptor; docker save: the entry of manifest.json
  std::string platform;
  std::string label;  // what people call it, or empty
};

const Candidate& ChooseOne(const std::vector<Candidate>& candidates, const std::string& platform) {
  const Candidate* chosen = nullptr;
  std::set<std::string> others;
  std::vector<std::string> labels;
  for (const Candidate& candidate : candidates) {
    if (candidate.platform == platform) {
      chosen = &candidate;
      labels.push_back(candidate.label.empty() ? "one without a name" : candidate.label);
    } else if (candidate.platform != "unknown/unknown") {  // notes on how an image was built are listed as such
      others.insert(candidate.platform);
    }
  }
  if (labels.size() > 1)
    throw ArchiveFault(
        fmt::format("it holds {} images ({}); expected an archive of one", labels.size(), fmt::join(labels, ", ")));
  if (chosen == nullptr)
    throw ArchiveFault(fmt::format("it holds no image for {}, but for: {}", platform,
                                   others.empty() ? "none" : fmt::format("{}", fmt::join(others, ", "))));
  return *chosen;
}

std::vector<LayerArchive> Layers(const std::vector<const Member*>& files, const Object& config) {
  const std::vector<std::string> diff_ids = config.Sub("rootfs").Strings("diff_ids");
  if (diff_ids.size() != files.size())
    throw ArchiveFault(
        fmt::format("{} knows {} layers, but the manifest {}", config.name(), diff_ids.size(), files.size()));
  if (files.size() > kMaxLayers) throw ArchiveFault(fmt::format("it has more than {} layers", kMaxLayers));
  std::vector<LayerArchive> layers;
  for (std::size_t i = 0; i < files.size(); ++i)
    layers.push_back({files[i]->file, HexOf(diff_ids[i], fmt::format("layer {} in {}", i + 1, config.name()))});
  return layers;
}

class Oci {
 public:
  explicit Oci(const Members& members) : members_(members) {}

  ChosenImage Choose(const std::string& platform) {
    Collect(ParseObject(Need(members_, "index.json", "oci-layout"), "index.json"), 0);
    const Object manifest = Parse(ChooseOne(candidates_, platform).manifest);
    std::vector<const Member*> layers;
    for (const Object& layer : manifest.Objects("layers")) layers.push_back(BlobOf(members_, layer).member);
    const Blob config = BlobOf(members_, manifest.Sub("config"));
    return {config.member->sha256, Layers(layers, ParseObject(*config.member, config.name))};
  }

 private:
  Object Parse(const Object& descriptor) const {
    const Blob blob = BlobOf(members_, descriptor);
    return ParseObject(*blob.member, blob.name);
  }

  // The manifests of an index and of the indexes in it, which one image for several platforms is.
  void Collect(const Object& index, int depth) {
    if (depth > 4) throw ArchiveFault("its indexes lie too deep in each other");
    for (Object& descriptor : index.Objects("manifests")) {
      if (++descriptors_ > kMaxDescriptors)
        throw ArchiveFault(fmt::format("its indexes name more than {} manifests", kMaxDescriptors));
      const std::string type = descriptor.String("mediaType");
      if (type.find("image.index") != std::string::npos || type.find("manifest.list") != std::string::npos) {
        Collect(Parse(descriptor), depth + 1);
        continue;
      }
      // Without a platform in the index the image's own configuration tells.
      std::string platform = descriptor.Find("platform") != nullptr
                                 ? PlatformOf(descriptor.Sub("platform"))
                                 : PlatformOf(Parse(Parse(descriptor).Sub("config")));
      const Object notes = descriptor.Sub("annotations");
      std::string label = notes.String("io.containerd.image.name", notes.String("org.opencontainers.image.ref.name"));
      if (IsListed(descriptor)) continue;
      candidates_.push_back({std::move(descriptor), std::move(platform), std::move(label)});
    }
  }

  // One image under two names is one image.
  bool IsListed(const Object& descriptor) const {
    return std::any_of(candidates_.begin(), candidates_.end(), [&](const Candidate& each) {
      return each.manifest.String("digest") == descriptor.String("digest");
    });
  }

  const Members& members_;
  std::vector<Candidate> candidates_;
  std::size_t descriptors_ = 0;
};

ChosenImage ChooseDocker(const Members& members, const Member& manifest, const std::string& platform) {
  const json::value list = ParseJson(manifest, "manifest.json");
  // One object of that list as the key's value, so that the list is read as every other.
  const Object whole(json::object{{"images", list}}, "manifest.json");
  std::vector<Candidate> candidates;
  if (whole.Array("images").size() > kMaxDescriptors)
    throw ArchiveFault(fmt::format("manifest.json names more than {} images", kMaxDescriptors));
  for (Object& image : whole.Objects("images")) {
    const std::string config = image.String("Config");
    std::string label;
    if (image.Find("RepoTags") != nullptr && image.Find("RepoTags")->is_array())
      label = fmt::format("{}", fmt::join(image.Strings("RepoTags"), " "));
    std::string its_platform = PlatformOf(ParseObject(Need(members, config, "manifest.json"), config));
    candidates.push_back({std::move(image), std::move(its_platform), std::move(label)});
  }
  const Object& image = ChooseOne(candidates, platform).manifest;
  std::vector<const Member*> layers;
  for (const std::string& layer : image.Strings("Layers")) layers.push_back(&Need(members, layer, "manifest.json"));
  const std::string name = image.String("Config");
  const Member& config = Need(members, name, "manifest.json");
  return {config.sha256, Layers(layers, ParseObject(config, name))};
}

}  // namespace

ChosenImage ChooseImage(const Members& members, const std::string& platform) {
  if (members.Find("oci-layout") != nullptr) return Oci(members).Choose(platform);
  if (const Member* manifest = members.Find("manifest.json")) return ChooseDocker(members, *manifest, platform);
  throw ArchiveFault(
      fmt::format("it is no image archive: expected oci-layout and index.json (an OCI archive) or manifest.json "
                  "(docker save), found {}",
                  members.Sample()));
}

std::string MachinePlatform() {
  utsname machine{};
  CheckCall(::uname(&machine), "uname");
  const std::string_view name = machine.machine;
  if (name == "x86_64") return "linux/amd64";
  if (name == "aarch64") return "linux/arm64";
  return fmt::format("linux/{}", name);
}

}  // namespace shellab
