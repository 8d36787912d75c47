#include "sandbox/image/digest.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <nettle/hmac.h>
#include <sys/sysmacros.h>
#include <sys/xattr.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <vector>

#include "sandbox/os/error.h"
#include "sandbox/os/fd.h"

namespace shellab {

Sha256Stream::Sha256Stream() { ::nettle_sha256_init(&state_); }

void Sha256Stream::Add(const void* data, std::size_t size) {
  ::nettle_sha256_update(&state_, size, static_cast<const std::uint8_t*>(data));
}

std::string Sha256Stream::Hex() {
  std::array<std::uint8_t, SHA256_DIGEST_SIZE> digest{};
  ::nettle_sha256_digest(&state_, digest.size(), digest.data());
  return fmt::format("{:02x}", fmt::join(digest, ""));
}

namespace {

class TreeHasher {
 public:
  explicit TreeHasher(TreeScope scope) : whole_(scope == TreeScope::kWhole) {}

  void Walk(const Fd& folder, const std::string& path) {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(DescriptorPath(folder.get())))
      names.push_back(entry.path().filename().native());
    std::sort(names.begin(), names.end());
    for (const std::string& name : names) Entry(folder, name, path.empty() ? name : fmt::format("{}/{}", path, name));
  }

  void Root(const Fd& folder) {
    struct stat info {};
    CheckCall(::fstat(folder.get(), &info), "stat the folder");
    Header("", info);
    Attributes(DescriptorPath(folder.get()) + "/.");
    Walk(folder, "");
  }

  TreeDigest Result() { return {hasher_.Hex(), bytes_}; }

 private:
  // Every field is written with its length, so that no two different trees give the same stream of bytes.
  void Field(std::string_view value) {
    Number(value.size());
    hasher_.Add(value.data(), value.size());
  }
  void Number(std::uint64_t value) {
    std::array<std::uint8_t, 8> bytes{};
    for (std::uint8_t& byte : bytes) {
      byte = static_cast<std::uint8_t>(value & 0xffU);
      value >>= 8U;
    }
    hasher_.Add(bytes.data(), bytes.size());
  }

  void Header(const std::string& path, const struct stat& info) {
    Field(path);
    Number(info.st_mode & S_IFMT);
    if (whole_) {
      Number(info.st_mode & 07777U);
      Number(info.st_uid);
      Number(info.st_gid);
    } else {
      Number(S_ISREG(info.st_mode) ? info.st_mode & S_IXUSR : 0);
    }
  }

  void Entry(const Fd& folder, const std::string& name, const std::string& path) {
    struct stat info {};
    CheckCall(::fstatat(folder.get(), name.c_str(), &info, AT_SYMLINK_NOFOLLOW), fmt::format("stat {}", path));
    Header(path, info);
    Attributes(DescriptorPath(folder.get()) + "/" + name);
    if (S_ISREG(info.st_mode)) {
      Content(folder, name, path, info);
    } else if (S_ISLNK(info.st_mode)) {
      Field(std::filesystem::read_symlink(DescriptorPath(folder.get()) + "/" + name).native());
    } else if (S_ISCHR(info.st_mode) || S_ISBLK(info.st_mode)) {
      Number(major(info.st_rdev));
      Number(minor(info.st_rdev));
    } else if (S_ISDIR(info.st_mode)) {
      Walk(OpenAt(folder.get(), name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW), path);
    }
  }

  void Content(const Fd& folder, const std::string& name, const std::string& path, const struct stat& info) {
    const Fd file = OpenAt(folder.get(), name, O_RDONLY | O_NOFOLLOW);
    Sha256Stream content;
    std::uint64_t size = 0;
    while (const ssize_t got =
               CheckCall(::read(file.get(), buffer_.data(), buffer_.size()), fmt::format("read {}", path))) {
      content.Add(buffer_.data(), static_cast<std::size_t>(got));
      size += static_cast<std::uint64_t>(got);
    }
    if (size != static_cast<std::uint64_t>(info.st_size))
      throw HostError(fmt::format("{} changed while it was read", path));
    Number(size);
    Field(content.Hex());
    bytes_ += size;
  }

  // Labels that the host's security module or a file system puts on files are no part of the tree.
  static bool Counts(std::string_view attribute) {
    return attribute.starts_with("user.") || attribute.starts_with("system.posix_acl_") ||
           attribute == "security.capability";
  }

  void Attributes(const std::string& path) {
    if (!whole_) return;
    const ssize_t length = ::llistxattr(path.c_str(), buffer_.data(), buffer_.size());
    if (length < 0 && errno != ENOTSUP) ThrowErrno(fmt::format("list attributes of {}", path));
    std::vector<std::string> names;
    for (const char* name = buffer_.data(); name < buffer_.data() + length; name += std::string_view(name).size() + 1)
      if (Counts(name)) names.emplace_back(name);
    std::sort(names.begin(), names.end());
    Number(names.size());
    for (const std::string& name : names) {
      const ssize_t size = ::lgetxattr(path.c_str(), name.c_str(), buffer_.data(), buffer_.size());
      CheckCall(size, fmt::format("read attribute {} of {}", name, path));
      Field(name);
      Field({buffer_.data(), static_cast<std::size_t>(size)});
    }
  }

  bool whole_;
  Sha256Stream hasher_;
  std::uint64_t bytes_ = 0;
  // Holds a piece of a file, or the largest list or value of attributes the kernel gives (64 KiB).
  std::vector<char> buffer_ = std::vector<char>(std::size_t{256} << 10U);
};

}  // namespace

std::string Sha256(std::string_view content) {
  Sha256Stream hasher;
  hasher.Add(content.data(), content.size());
  return hasher.Hex();
}

std::array<std::uint8_t, 32> HmacSha256(std::string_view key, std::string_view message) {
  hmac_sha256_ctx state;
  ::nettle_hmac_sha256_set_key(&state, key.size(), reinterpret_cast<const std::uint8_t*>(key.data()));
  ::nettle_hmac_sha256_update(&state, message.size(), reinterpret_cast<const std::uint8_t*>(message.data()));
  std::array<std::uint8_t, SHA256_DIGEST_SIZE> digest{};
  ::nettle_hmac_sha256_digest(&state, digest.size(), digest.data());
  return digest;
}

TreeDigest DigestTree(const std::filesystem::path& root, TreeScope scope) {
  TreeHasher hasher(scope);
  hasher.Root(Open(root.native(), O_RDONLY | O_DIRECTORY));
  return hasher.Result();
}

}  // namespace shellab
