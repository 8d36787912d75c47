// Prepared layers: what a lab's files and setup add to an image, made once per digest of all they depend on and used as
// a lower folder by every later host. Two shellabs may use one store at once.
//   <state>/layers/<digest>/   the tree, plain ids
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "sandbox/os/fd.h"
#include "sandbox/os/file.h"

namespace shellab {

// One layer, opened: kept from being pruned while the value lives (a shared flock on it).
struct Layer {
  std::string digest;
  std::filesystem::path folder;
  Fd lock;
};

class LayerStore {
 public:
  // `state` is shellab's state folder. Throws OsError.
  explicit LayerStore(const std::filesystem::path& state);

  // The layer with this digest, if it is there. Throws OsError.
  std::optional<Layer> Find(const std::string& digest) const;

  // A folder to make a layer in, with the empty folders `upper` and `work` (see FolderUpper). Removed unless committed.
  TempDir Draft() const;
  // Puts a draft's `upper` in place, whole and on disk, without what does not outlive setup (/run, /tmp). When another
  // shellab was faster, its layer is returned. Nothing may run on the draft any more. Throws OsError.
  Layer Commit(TempDir draft, const std::string& digest) const;

 private:
  std::filesystem::path folder_;
};

}  // namespace shellab
