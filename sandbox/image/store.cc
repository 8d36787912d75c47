#include "sandbox/image/store.h"

#include <fcntl.h>
#include <fmt/chrono.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <utility>

#include "sandbox/image/digest.h"
#include "sandbox/image/image_file.h"
#include "sandbox/image/normalise.h"
#include "sandbox/os/error.h"
#include "sandbox/os/file.h"
#include "sandbox/os/folder.h"

namespace shellab {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kNew = ".new";
constexpr std::string_view kOld = ".old";

// Image names come from the command line and from labs: none may lead out of the store or to its own files.
bool IsName(std::string_view name) {
  return !name.empty() && name.front() != '.' && name.find('/') == std::string_view::npos;
}

// flock(2) that a signal does not end early. Returns whether the lock was had, which is always so without LOCK_NB.
bool Lock(const Fd& fd, int operation, const fs::path& what) {
  for (;;) {
    if (::flock(fd.get(), operation) == 0) return true;
    if (errno == EWOULDBLOCK) return false;
    if (errno != EINTR) ThrowErrno(fmt::format("lock {}", what.native()));
  }
}

bool IsStillAt(const Fd& fd, const fs::path& path) {
  struct stat open {};
  struct stat named {};
  CheckCall(::fstat(fd.get(), &open), fmt::format("stat {}", path.native()));
  return ::stat(path.c_str(), &named) == 0 && open.st_dev == named.st_dev && open.st_ino == named.st_ino;
}

// The image's folder, locked; nothing where there is none or, with LOCK_NB, where it is in use.
std::optional<Fd> OpenLocked(const fs::path& folder, int operation) {
  for (;;) {
    Fd fd;
    try {
      fd = Open(folder.native(), O_RDONLY | O_DIRECTORY);
    } catch (const OsError& error) {
      if (error.error() == ENOENT) return std::nullopt;
      throw;
    }
    if (!Lock(fd, operation, folder)) return std::nullopt;
    // Between the two calls another shellab may have put a new image in its place.
    if (IsStillAt(fd, folder)) return fd;
  }
}

// Adds what the tree itself says.
void Complete(Image& image, const fs::path& root) {
  TreeDigest digest = DigestTree(root, TreeScope::kWhole);
  image.digest = std::move(digest.sha256);
  image.bytes = digest.bytes;
  image.built_at = fmt::format("{:%FT%TZ}", fmt::gmtime(std::chrono::system_clock::now()));
  image.packages = ReadPackages(root);
  image.users = ReadUsers(root);
}

HostError NoImage(std::string_view name) {
  return HostError(fmt::format("there is no image {}; build it with: shellab image build {}", name, name));
}

bool IsDiskFull(int error) { return error == ENOSPC || error == EDQUOT; }

HostError DiskFull(const fs::path& images, std::string_view what) {
  return HostError(fmt::format(
      "the disk of {} is full: an image takes about 1 GB while it is built, an imported one thrice its size ({})",
      images.native(), what));
}

HostError InUse(std::string_view name) {
  return HostError(fmt::format("image {} is in use by a running shellab; try again when that has ended", name));
}

}  // namespace

ImageStore::ImageStore(const fs::path& state, TreeMaker maker) : images_(state / "images"), maker_(std::move(maker)) {
  MakeFolders(images_.parent_path());
  // Nobody but root may reach programs with set-user-ID bits and files that look like the machine's own.
  if (::mkdir(images_.c_str(), 0700) != 0 && errno != EEXIST) ThrowErrno(fmt::format("create {}", images_.native()));
  shellab::Open(images_.native(), O_RDONLY | O_DIRECTORY);  // throws for a caller who may not read it
}

Image ImageStore::Open(std::string_view name) const {
  const fs::path folder = images_ / name;
  std::optional<Fd> lock = IsName(name) ? OpenLocked(folder, LOCK_SH) : std::nullopt;
  if (!lock) throw NoImage(name);
  try {
    Image image = ReadImageFile(ReadFile(folder / "image.json"));
    image.root = folder / "root";
    image.lock = std::move(*lock);
    return image;
  } catch (const HostError& error) {
    throw HostError(fmt::format("image {} is of no use ({}); build it anew with: shellab image build {}", name,
                                error.what(), name));
  }
}

std::vector<Image> ImageStore::List() const {
  std::vector<Image> images;
  for (const auto& entry : fs::directory_iterator(images_)) {
    const std::string name = entry.path().filename().native();
    if (!IsName(name)) continue;
    try {
      images.push_back(Open(name));
    } catch (const HostError&) {  // gone meanwhile, or not whole
    }
  }
  std::sort(images.begin(), images.end(), [](const Image& a, const Image& b) { return a.name < b.name; });
  return images;
}

void ImageStore::Remove(std::string_view name) {
  const Fd lock = LockForChange([](std::string_view) {});
  const fs::path folder = images_ / name;
  if (!IsName(name) || !fs::exists(folder)) throw NoImage(name);
  const std::optional<Fd> mine = OpenLocked(folder, LOCK_EX | LOCK_NB);
  if (!mine) throw InUse(name);
  const TempDir old(images_, kOld);
  CheckCall(::rename(folder.c_str(), (old.path() / name).c_str()), fmt::format("remove {}", folder.native()));
}

bool ImageStore::IsUpToDate(const Recipe& recipe) const {
  try {
    return Open(recipe.name).recipe == recipe.digest;
  } catch (const HostError&) {
    return false;
  }
}

Fd ImageStore::LockForChange(const Progress& progress) {
  const fs::path path = images_ / ".lock";
  Fd lock = shellab::Open(path.native(), O_RDWR | O_CREAT, 0600);
  if (!Lock(lock, LOCK_EX | LOCK_NB, path)) {
    progress("waiting for another shellab that changes the images");
    Lock(lock, LOCK_EX, path);
  }
  for (const auto& entry : fs::directory_iterator(images_)) {
    const std::string name = entry.path().filename().native();
    if (name.starts_with(kNew) || name.starts_with(kOld)) RemoveTree(entry.path());
  }
  return lock;
}

void ImageStore::PutInPlace(const fs::path& folder, const std::string& name) {
  const fs::path place = images_ / name;
  const Fd images = shellab::Open(images_.native(), O_RDONLY | O_DIRECTORY);
  // The image must be on the disk before its name is: a machine that loses power keeps the old one or the new one.
  CheckCall(::syncfs(images.get()), fmt::format("sync {}", images_.native()));
  std::optional<Fd> old;
  unsigned flags = RENAME_NOREPLACE;
  if (fs::exists(place)) {
    old = OpenLocked(place, LOCK_EX | LOCK_NB);
    if (!old) throw InUse(name);
    flags = RENAME_EXCHANGE;
  }
  CheckCall(::renameat2(AT_FDCWD, folder.c_str(), AT_FDCWD, place.c_str(), flags),
            fmt::format("rename {} to {}", folder.native(), place.native()));
}

ImageStore::Built ImageStore::Build(const Recipe& recipe, bool force, const Progress& progress) {
  const Fd lock = LockForChange(progress);
  if (!force && IsUpToDate(recipe)) return Built::kUpToDate;
  const auto make = [&](const fs::path& folder) {
    maker_({recipe, folder, lock.get(), progress});
    Image image;
    image.name = recipe.name;
    image.description = recipe.description;
    image.recipe = recipe.digest;
    return image;
  };
  Replace(recipe.name, make, progress);
  return Built::kNew;
}

void ImageStore::Import(const std::string& name, const Importer& importer, const Progress& progress) {
  if (!IsName(name)) throw HostError(fmt::format("\"{}\" is no name for an image", name));
  const Fd lock = LockForChange(progress);
  const auto make = [&](const fs::path& folder) {
    Image image;
    image.name = name;
    image.description = importer(folder);
    return image;
  };
  Replace(name, make, progress);
}

void ImageStore::Replace(const std::string& name, const std::function<Image(const fs::path&)>& make,
                         const Progress& progress) {
  const fs::path place = images_ / name;
  if (fs::exists(place) && !OpenLocked(place, LOCK_EX | LOCK_NB)) throw InUse(name);
  try {
    // Removes itself, and then holds the old image if there was one.
    const TempDir work(images_, kNew);
    Image image = make(work.path());
    progress(fmt::format("{}: normalising and fingerprinting the tree", name));
    const fs::path folder = work.path() / "image";
    CheckCall(::mkdir(folder.c_str(), 0700), fmt::format("create {}", folder.native()));
    CheckCall(::rename((work.path() / "root").c_str(), (folder / "root").c_str()), "move the tree");
    NormaliseTree(folder / "root");
    Complete(image, folder / "root");
    WriteFileAtomically(folder / "image.json", WriteImageFile(image));
    PutInPlace(folder, name);
  } catch (const OsError& error) {
    if (!IsDiskFull(error.error())) throw;
    throw DiskFull(images_, error.what());
  } catch (const fs::filesystem_error& error) {
    if (IsDiskFull(error.code().value())) throw DiskFull(images_, error.what());
    throw HostError(error.what());
  }
}

fs::path DefaultStateFolder() {
  const char* state = std::getenv("SHELLAB_STATE");
  return state != nullptr && *state != '\0' ? state : "/var/lib/shellab";
}

}  // namespace shellab
