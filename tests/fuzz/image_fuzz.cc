// Any bytes as an image archive, as a layer of one whose digest is right, and as the JSON that says what is in one:
// they make a tree, or a fault of the archive's, and nothing outside the folder. Needs root, as the import does.
// To run: `cmake --preset fuzz && cmake --build --preset fuzz`, then
// `build/fuzz/tests/fuzz/image_fuzz -max_total_time=60 NEW_FOLDER tests/fuzz/corpus/image`.
#include <sys/stat.h>

#include <filesystem>
#include <string>
#include <string_view>

#include "sandbox/image/choose_image.h"
#include "sandbox/image/import.h"
#include "sandbox/image/layer_tree.h"
#include "sandbox/os/error.h"
#include "sandbox/os/fd.h"
#include "sandbox/os/file.h"
#include "tests/fuzz/require.h"
#include "tests/sandbox/image/archives.h"

namespace shellab::testing {
namespace {

namespace fs = std::filesystem;

constexpr ImportLimits kLimits{1000, 4U << 20U};

// A folder for the import beside a file that no archive may change.
class Place {
 public:
  Place() {
    WriteFileAtomically(outside_, kUntouched);
    CheckCall(::mkdir(inside_.c_str(), 0700), "mkdir");
  }
  const fs::path& inside() const { return inside_; }

  void RequireUntouched() const {
    Require(ReadFile(outside_) == kUntouched, "nothing outside is written");
    std::size_t entries = 0;
    for ([[maybe_unused]] const auto& entry : fs::directory_iterator(folder_.path())) ++entries;
    Require(entries == 2, "nothing is made or removed outside");
  }

 private:
  static constexpr char kUntouched[] = "untouched\n";
  TempDir folder_{"/dev/shm"};
  fs::path outside_ = folder_.path() / "outside";
  fs::path inside_ = folder_.path() / "inside";
};

void RequireFault(std::string_view message) {
  Require(!message.empty(), "a fault says what is wrong");
  Require(message.size() < 16'000, "a fault is no longer than the names in it");
}

void Import(std::string_view archive) {
  const Place place;
  const Fd file = SealedMemFd("archive", archive, 0600);
  try {
    UnpackImageArchive(
        DescriptorPath(file.get()), place.inside(), [](std::string_view) {}, kLimits);
  } catch (const AuthorError& error) {
    RequireFault(error.what());
  }
  place.RequireUntouched();
}

// The bytes as a layer over one that has something of each kind, links out of the tree among it.
void Lay(std::string_view bytes) {
  static const std::string below =
      Tar({Folder("etc"), File("etc/passwd", "root:x:0:0::/root:/bin/sh\n"), Link("out", "../outside"),
           Link("up", ".."), Folder("full"), File("full/file", "x"), HardLink("full/hard", "full/file")});
  const Place place;
  const Fd file = SealedMemFd("layer", bytes, 0600);
  const fs::path path = DescriptorPath(file.get());
  try {
    std::string digest;
    {
      TarReader reader(path, kLimits.bytes);
      while (reader.Next() != nullptr) continue;
      digest = reader.Sha256();
    }
    const Fd first = SealedMemFd("below", below, 0600);
    Budget budget(kLimits);
    LayerTree tree(place.inside());
    tree.Apply({DescriptorPath(first.get()), Sha256(below)}, budget);
    tree.Apply({path, digest}, budget);
  } catch (const ArchiveFault& fault) {
    RequireFault(fault.what());
  }
  place.RequireUntouched();
}

// What an archive of these items holds for this machine.
void Choose(const Items& items) {
  const Place place;
  const Fd file = SealedMemFd("archive", Tar(items), 0600);
  try {
    Budget budget(kLimits);
    ChooseImage(Members(DescriptorPath(file.get()), place.inside(), budget), MachinePlatform());
  } catch (const ArchiveFault& fault) {
    RequireFault(fault.what());
  }
}

// The bytes in the place of each of an archive's JSON files.
void Read(const std::string& text) {
  const std::string layer = Tar({Folder("etc")});
  const std::string config = ConfigOf({layer}, MachineArchitecture());
  Choose({File("config.json", config), File("layer", layer), File("manifest.json", text)});
  Choose({File("config.json", text), File("layer", layer),
          File("manifest.json", R"([{"Config":"config.json","Layers":["layer"]}])")});
  OciArchive oci({layer});
  const std::string blob = oci.AddBlob(text);
  const Items blobs = {File("oci-layout", "{}"), File("blobs/sha256/" + blob, text),
                       File("blobs/sha256/" + oci.config, config), File("blobs/sha256/" + oci.layers.front(), layer)};
  const auto with_index = [&blobs](const std::string& index) {
    Items items = blobs;
    items.push_back(File("index.json", index));
    return items;
  };
  Choose(with_index(text));
  Choose(with_index(R"({"manifests":[{"digest":"sha256:)" + blob + R"("}]})"));
}

}  // namespace
}  // namespace shellab::testing

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes = shellab::testing::AsText(data, size);
  // Only JSON and tar archives pass for such, so each input is one or the other.
  if (bytes.starts_with('{') || bytes.starts_with('[')) {
    shellab::testing::Read(std::string(bytes));
  } else {
    shellab::testing::Import(bytes);
    shellab::testing::Lay(bytes);
  }
  return 0;
}
