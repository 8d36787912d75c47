// Prepared layers: what a lab's files and setup add to the images of its hosts, made once per digest of all they depend
// on and used as lower folders by every later sandbox. Two shellabs may use one store at once.
//   <state>/layers/<digest>/      a tree for each host, plain ids; the folder's mtime is when it was last used
//   <state>/layers/draft.XXXXXX/  one that is being made; swept when its maker is gone
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>

#include "sandbox/os/fd.h"
#include "sandbox/os/file.h"

namespace shellab {

// One layer, opened: kept from being pruned while the value lives (a shared flock on it). `folder` holds a folder for
// each host, by its name.
struct Layer {
  std::string digest;
  std::filesystem::path folder;
  Fd lock;
};

// A layer in the making: the folders `upper` and `work`, each with an empty folder for every added host (see
// FolderUpper). Removed with the value.
class LayerDraft {
 public:
  LayerDraft(TempDir folder, Fd lock) : lock_(std::move(lock)), folder_(std::move(folder)) {}
  const std::filesystem::path& path() const { return folder_.path(); }
  // Throws OsError.
  void AddHost(const std::string& name) const;

 private:
  Fd lock_;  // says that the maker lives
  TempDir folder_;
};

class LayerStore {
 public:
  // `state` is shellab's state folder. Throws OsError.
  explicit LayerStore(const std::filesystem::path& state);

  // The layer with this digest, if it is there. Throws OsError.
  std::optional<Layer> Find(const std::string& digest) const;

  // A new draft; what killed makers left is swept first. Throws OsError.
  LayerDraft Draft() const;
  // Puts a draft's `upper` in place, whole and on disk, without what does not outlive setup (hosts' /run, /tmp). When
  // another shellab was faster, its layer is returned. Nothing may run on the draft any more. Throws OsError.
  Layer Commit(LayerDraft draft, const std::string& digest) const;

  struct Pruned {
    std::uint64_t layers = 0;
    std::uint64_t bytes = 0;
  };
  // Removes the layers that were not used for longest until those left hold at most `max_bytes`. One that any shellab
  // uses stays. Throws OsError.
  Pruned Prune(std::uint64_t max_bytes) const;

  // What Commit keeps the store below.
  static constexpr std::uint64_t kMaxBytes = 4ULL << 30U;

 private:
  Fd Lock() const;

  std::filesystem::path folder_;
};

}  // namespace shellab
