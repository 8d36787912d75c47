#include "sandbox/image/import.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "sandbox/image/choose_image.h"
#include "sandbox/image/layer_tree.h"
#include "sandbox/image/members.h"
#include "sandbox/os/error.h"
#include "sandbox/os/fd.h"
#include "sandbox/os/file.h"
#include "sandbox/toml/reader.h"

namespace shellab {
namespace {

namespace fs = std::filesystem;

bool HasFile(const fs::path& root, const std::string& path) {
  const Fd folder = Open(root.native(), O_PATH | O_DIRECTORY);
  try {
    struct stat info {};
    const Fd file = OpenInRoot(folder.get(), path, O_PATH);
    CheckCall(::fstat(file.get(), &info), fmt::format("stat {}", path));
    return S_ISREG(info.st_mode);
  } catch (const OsError& error) {
    if (error.error() == ENOENT || error.error() == ENOTDIR || error.error() == ELOOP) return false;
    throw;
  }
}

Description Unpack(const fs::path& archive, const fs::path& folder, const Progress& progress,
                   const ImportLimits& limits) {
  const fs::path root = folder / "root";
  const fs::path scratch = folder / "members";
  for (const fs::path& each : {root, scratch})
    CheckCall(::mkdir(each.c_str(), 0755), fmt::format("create {}", each.native()));
  Budget budget(limits);
  progress(fmt::format("{}: reading the archive", archive.native()));
  const Members members(archive, scratch, budget);
  const ChosenImage image = ChooseImage(members, MachinePlatform());
  LayerTree tree(root);
  for (std::size_t i = 0; i < image.layers.size(); ++i) {
    const std::string layer = fmt::format("layer {} of {}", i + 1, image.layers.size());
    progress(fmt::format("{}: unpacking {}", archive.native(), layer));
    try {
      tree.Apply(image.layers[i], budget);
    } catch (const ArchiveFault& fault) {
      throw ArchiveFault(fmt::format("{}: {}", layer, fault.what()));
    }
  }
  for (const char* file : {"etc/passwd", "etc/group"})
    if (!HasFile(root, file))
      throw ArchiveFault(fmt::format("the image has no file /{}, which a sandbox needs to know its users by", file));
  const fs::path home = root / "home";
  if (::mkdir(home.c_str(), 0755) == 0) {
    CheckCall(::chmod(home.c_str(), 0755), "chmod /home of the image");  // mkdir(2) obeys the umask
  } else if (errno != EEXIST) {
    ThrowErrno("create /home of the image");
  }
  const std::string id = image.id.substr(0, 12);
  return {fmt::format("imported, id {}", id), fmt::format("导入的镜像，ID {}", id)};
}

}  // namespace

Description UnpackImageArchive(const fs::path& archive, const fs::path& folder, const Progress& progress,
                               const ImportLimits& limits) {
  if (::geteuid() != 0) throw HostError("importing an image needs root: run the command with sudo");
  try {
    return Unpack(archive, folder, progress, limits);
  } catch (const ArchiveFault& fault) {
    throw AuthorError({{archive, 0, 0, fault.what()}});
  }
}

std::vector<std::string> MissingForLabs(const Image& image) {
  std::vector<std::string> missing;
  if (!HasFile(image.root, "bin/bash")) missing.emplace_back("no /bin/bash");
  if (image.FindUser("student") == nullptr) missing.emplace_back("no user student");
  return missing;
}

}  // namespace shellab
