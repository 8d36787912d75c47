#include "sandbox/copy_in.h"

#include <dirent.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/xattr.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string_view>

#include "sandbox/os/error.h"

namespace shellab {
namespace {

constexpr char kTop[] = ".";
constexpr off_t kPage = 4096;

std::string Join(const std::string& folder, std::string_view name) {
  return folder == kTop ? std::string(name) : fmt::format("{}/{}", folder, name);
}

// What lies at `path` of the layer, if anything does.
std::optional<struct stat> StatIfThere(const Fd& layer, const std::string& path) {
  struct stat info {};
  if (::fstatat(layer.get(), path.c_str(), &info, AT_SYMLINK_NOFOLLOW) == 0) return info;
  if (errno == ENOENT || errno == ENOTDIR) return std::nullopt;
  ThrowErrno(fmt::format("stat {} of a layer", path));
}

std::vector<std::string> Names(const Fd& layer, const std::string& path) {
  Fd fd = OpenAt(layer.get(), path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_NOATIME);
  const std::unique_ptr<DIR, int (*)(DIR*)> stream(::fdopendir(fd.get()), ::closedir);
  if (!stream) ThrowErrno(fmt::format("read the folder {} of a layer", path));
  fd.Release();
  std::vector<std::string> names;
  while (const dirent* entry = ::readdir(stream.get())) {  // NOLINT(concurrency-mt-unsafe): its own stream
    const std::string_view name = entry->d_name;
    if (name != "." && name != "..") names.emplace_back(name);
  }
  return names;
}

// Fills a plan for one folder.
class Planner {
 public:
  explicit Planner(const Fd& layer) : layer_(layer) {}

  // Whether what the layer has of `folder`, with the folders above it, stays within the bounds. Where the layer does
  // not have it, that is nothing.
  bool Add(const std::filesystem::path& folder) {
    std::string path = kTop;
    for (const auto& name : folder.relative_path()) {
      if (!AddFolder(path)) return true;
      path = Join(path, name.native());
    }
    return !AddFolder(path) || AddContent();
  }

  CopyPlan Take() {
    // The folders above one that is not in the layer.
    if (!found_) plan_.entries.clear();
    return std::move(plan_);
  }

 private:
  bool AddFolder(const std::string& path) {
    const auto info = StatIfThere(layer_, path);
    found_ = info && S_ISDIR(info->st_mode);
    if (found_) plan_.entries.push_back({path, *info});
    return found_;
  }

  // What is below the last entry; each folder that is met is read in its turn.
  bool AddContent() {
    for (std::size_t i = plan_.entries.size() - 1; i < plan_.entries.size(); ++i) {
      if (!S_ISDIR(plan_.entries[i].info.st_mode)) continue;
      const std::string folder = plan_.entries[i].path;
      for (const std::string& name : Names(layer_, folder))
        if (!AddOne(Join(folder, name))) return false;
    }
    return true;
  }

  bool AddOne(const std::string& path) {
    if (path.size() >= PATH_MAX) return false;
    const auto info = StatIfThere(layer_, path);
    if (!info) return true;
    if (!S_ISDIR(info->st_mode) && !S_ISREG(info->st_mode) && !S_ISLNK(info->st_mode)) return true;
    // A link's long target takes a page as well.
    const bool is_first_name = info->st_nlink == 1 || S_ISDIR(info->st_mode) || linked_.insert(info->st_ino).second;
    if (!S_ISDIR(info->st_mode) && is_first_name) {
      if (info->st_size > static_cast<off_t>(CopyPlan::kMaxBytes)) return false;
      plan_.bytes += static_cast<std::uint64_t>((info->st_size + kPage - 1) / kPage * kPage);
    }
    plan_.entries.push_back({path, *info});
    return plan_.bytes <= CopyPlan::kMaxBytes && plan_.entries.size() <= CopyPlan::kMaxEntries;
  }

  const Fd& layer_;
  CopyPlan plan_;
  std::set<ino_t> linked_;
  bool found_ = false;
};

// What belongs to a file rather than to the machine or the overlay.
bool IsGuestAttribute(std::string_view name) {
  return name == "security.capability" || name.starts_with("system.posix_acl_") || name.starts_with("user.");
}

void CopyAttributes(const Fd& from, const Fd& to, const std::string& path) {
  const ssize_t length = ::flistxattr(from.get(), nullptr, 0);
  if (length <= 0) return;  // none, or a file system without any
  std::string names(static_cast<std::size_t>(length), '\0');
  names.resize(static_cast<std::size_t>(
      CheckCall(::flistxattr(from.get(), names.data(), names.size()), fmt::format("list the attributes of {}", path))));
  std::string value(XATTR_SIZE_MAX, '\0');
  for (const char* name = names.c_str(); name < names.data() + names.size();
       name += std::string_view(name).size() + 1) {
    if (!IsGuestAttribute(name)) continue;
    const ssize_t size = CheckCall(::fgetxattr(from.get(), name, value.data(), value.size()),
                                   fmt::format("read the attribute {} of {}", name, path));
    if (::fsetxattr(to.get(), name, value.data(), static_cast<std::size_t>(size), 0) == 0) continue;
    // Before Linux 6.6 a tmpfs has no user attributes; an overlay's copy does without them, too.
    if (errno != EOPNOTSUPP || !std::string_view(name).starts_with("user."))
      ThrowErrno(fmt::format("set the attribute {} of {}", name, path));
  }
}

// One run of CopyIn.
class Copier {
 public:
  Copier(const Fd& layer, const Fd& upper) : layer_(layer), upper_(upper) {}

  void Add(const CopyPlan::Entry& entry) {
    const auto& [path, info] = entry;
    if (S_ISDIR(info.st_mode)) {
      if (path != kTop) CheckCall(::mkdirat(upper_.get(), path.c_str(), 0700), fmt::format("mkdir {} of a host", path));
      return;
    }
    if (info.st_nlink > 1) {
      const auto [first, is_first] = linked_.try_emplace(info.st_ino, path);
      if (!is_first) {
        CheckCall(::linkat(upper_.get(), first->second.c_str(), upper_.get(), path.c_str(), 0),
                  fmt::format("link {} of a host", path));
        return;
      }
    }
    if (S_ISLNK(info.st_mode)) {
      Link(entry);
    } else {
      File(entry);
    }
  }

  // Once all that is in the folder is there, since that changes its time.
  void FinishFolder(const CopyPlan::Entry& entry) {
    const Fd from = OpenAt(layer_.get(), entry.path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_NOATIME);
    Dress(from, OpenAt(upper_.get(), entry.path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW), entry);
  }

 private:
  void Link(const CopyPlan::Entry& entry) {
    const auto& [path, info] = entry;
    char target[PATH_MAX + 1] = "";
    CheckCall(::readlinkat(layer_.get(), path.c_str(), target, PATH_MAX),
              fmt::format("read the link {} of a layer", path));
    CheckCall(::symlinkat(target, upper_.get(), path.c_str()), fmt::format("link {} of a host", path));
    CheckCall(::fchownat(upper_.get(), path.c_str(), info.st_uid, info.st_gid, AT_SYMLINK_NOFOLLOW),
              fmt::format("chown {} of a host", path));
    const timespec times[] = {info.st_atim, info.st_mtim};
    CheckCall(::utimensat(upper_.get(), path.c_str(), times, AT_SYMLINK_NOFOLLOW),
              fmt::format("touch {} of a host", path));
  }

  void File(const CopyPlan::Entry& entry) {
    const auto& [path, info] = entry;
    const Fd from = OpenAt(layer_.get(), path, O_RDONLY | O_NOFOLLOW | O_NOATIME);
    const Fd to = OpenAt(upper_.get(), path, O_WRONLY | O_CREAT | O_EXCL, 0600);
    constexpr blkcnt_t kStatBlock = 512;  // stat(2)
    if (info.st_blocks * kStatBlock >= info.st_size) {
      Range(from, to, 0, info.st_size, path);
    } else {
      Sparse(from, to, entry);
    }
    Dress(from, to, entry);
  }

  void Sparse(const Fd& from, const Fd& to, const CopyPlan::Entry& entry) {
    const auto& [path, info] = entry;
    for (off_t begin = 0; (begin = ::lseek(from.get(), begin, SEEK_DATA)) >= 0;) {
      const off_t end = CheckCall(::lseek(from.get(), begin, SEEK_HOLE), fmt::format("find the holes of {}", path));
      Range(from, to, begin, end, path);
      begin = end;
    }
    if (errno != ENXIO) ThrowErrno(fmt::format("find the data of {}", path));
    CheckCall(::ftruncate(to.get(), info.st_size), fmt::format("truncate {}", path));
  }

  void Range(const Fd& from, const Fd& to, off_t begin, off_t end, const std::string& path) {
    char buffer[65536];  // unlike memory from the heap, no page of it is new at each start
    while (begin < end) {
      const std::size_t want = std::min(sizeof buffer, static_cast<std::size_t>(end - begin));
      const ssize_t n = CheckCall(::pread(from.get(), buffer, want, begin), fmt::format("read {} of a layer", path));
      if (n == 0) throw HostError(fmt::format("{} of a layer is shorter than it was", path));
      for (ssize_t done = 0; done < n;)
        done += CheckCall(::pwrite(to.get(), buffer + done, static_cast<std::size_t>(n - done), begin + done),
                          fmt::format("write {} of a host", path));
      begin += n;
    }
  }

  // In this order: chown(2) takes set-id bits and capabilities away, and an access list is part of the mode.
  void Dress(const Fd& from, const Fd& to, const CopyPlan::Entry& entry) {
    const auto& [path, info] = entry;
    CheckCall(::fchown(to.get(), info.st_uid, info.st_gid), fmt::format("chown {} of a host", path));
    CheckCall(::fchmod(to.get(), info.st_mode & 07777U), fmt::format("chmod {} of a host", path));
    CopyAttributes(from, to, path);
    if (path == kTop) return;  // the store keeps there when the layer was last used
    const timespec times[] = {info.st_atim, info.st_mtim};
    CheckCall(::futimens(to.get(), times), fmt::format("touch {} of a host", path));
  }

  const Fd& layer_;
  const Fd& upper_;
  std::map<ino_t, std::string> linked_;
};

}  // namespace

CopyPlan PlanCopy(const std::filesystem::path& layer, const std::vector<std::string>& folders) {
  Fd fd = Open(layer, O_PATH | O_DIRECTORY);
  for (const std::string& folder : folders) {
    Planner planner(fd);
    if (!planner.Add(folder)) continue;
    CopyPlan plan = planner.Take();
    plan.layer = std::move(fd);
    return plan;
  }
  return {};
}

void CopyIn(const CopyPlan& plan, const Fd& upper) {
  Copier copier(plan.layer, upper);
  for (const auto& entry : plan.entries) copier.Add(entry);
  for (auto entry = plan.entries.rbegin(); entry != plan.entries.rend(); ++entry)
    if (S_ISDIR(entry->info.st_mode)) copier.FinishFolder(*entry);
}

}  // namespace shellab
