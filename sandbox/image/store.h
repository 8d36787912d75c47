// The folder of images: list, open, build from a recipe, import, remove. Two shellabs may use one store at once.
//   <state>/images/<name>/image.json   what Image says of it
//   <state>/images/<name>/root/        the tree
// Names that begin with a dot are the store's own: .lock (one change at a time), .new.* and .old.* (what a change is
// working on; left over when it is killed, and swept by the next).
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "sandbox/image/build.h"
#include "sandbox/image/image.h"
#include "sandbox/image/recipe.h"
#include "sandbox/os/fd.h"

namespace shellab {

class ImageStore {
 public:
  // Makes a recipe's tree; MakeDebianTree but in tests.
  using TreeMaker = std::function<void(const BuildJob&)>;

  // `state` is shellab's own folder (DefaultStateFolder()); made if absent, with <state>/images of mode 0700. Throws
  // OsError, also where the caller may not read the store.
  explicit ImageStore(const std::filesystem::path& state, TreeMaker maker = MakeDebianTree);

  // Opens an image for use. Throws HostError that names the command that builds it when there is none.
  Image Open(std::string_view name) const;
  // Every whole image, by name.
  std::vector<Image> List() const;
  // Removes an image; throws HostError when there is none or a running shellab uses it.
  void Remove(std::string_view name);

  enum class Built { kNew, kUpToDate };
  // Builds the recipe's image, normalises it and puts it in place at once, whole or not at all; the old one of that
  // name goes, and must not be in use. Up to date (same recipe digest) does nothing unless `force`. `progress` gets a
  // line a step. A second builder waits for the first. Throws HostError with the last lines of the tool's log.
  Built Build(const Recipe& recipe, bool force, const Progress& progress);

  // Makes <folder>/root; other names in the folder are for scratch files. Returns what to say of the image.
  using Importer = std::function<Description(const std::filesystem::path& folder)>;
  // Puts an image that no recipe makes in place, in the same way; its `recipe` is empty. What `importer` throws is
  // passed on, and the old image of that name stays.
  void Import(const std::string& name, const Importer& importer, const Progress& progress);

 private:
  bool IsUpToDate(const Recipe& recipe) const;
  // Takes the lock that a change of the store needs, and removes what killed changes left.
  Fd LockForChange(const Progress& progress);
  // Lets `make` fill a folder of the store with root/ and say what image it is, and replaces the old image of that
  // name.
  void Replace(const std::string& name, const std::function<Image(const std::filesystem::path&)>& make,
               const Progress& progress);
  void PutInPlace(const std::filesystem::path& folder, const std::string& name);

  std::filesystem::path images_;
  TreeMaker maker_;
};

// $SHELLAB_STATE, else /var/lib/shellab.
std::filesystem::path DefaultStateFolder();

}  // namespace shellab
