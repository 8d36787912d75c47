// The folder of images: list, open, build from a recipe, remove. Two shellabs may use one store at once.
//   <state>/images/<name>/image.json   what Image says of it
//   <state>/images/<name>/root/        the tree
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sandbox/image/image.h"
#include "sandbox/image/recipe.h"

namespace shellab {

class ImageStore {
 public:
  // `state` is shellab's own folder (DefaultStateFolder()); made with mode 0700 if absent. Throws OsError.
  explicit ImageStore(std::filesystem::path state);

  // Opens an image for use. Throws HostError that names the command that builds it when there is none.
  Image Open(std::string_view name) const;
  // Every whole image, by name.
  std::vector<Image> List() const;
  // Removes an image; throws HostError when there is none or a running shellab uses it.
  void Remove(std::string_view name);

  enum class Built { kNew, kUpToDate };
  // Builds the recipe's image with mmdebstrap and puts it in place at once, whole or not at all. Up to date (same
  // recipe digest) does nothing unless `force`. `progress` gets a line a step. A second builder waits for the first.
  // Throws HostError with the last lines of the tool's log.
  Built Build(const Recipe& recipe, bool force, const std::function<void(std::string_view)>& progress);

 private:
  std::filesystem::path state_;
};

// $SHELLAB_STATE, else /var/lib/shellab.
std::filesystem::path DefaultStateFolder();

}  // namespace shellab
