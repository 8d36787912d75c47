#include "sandbox/image/image.h"

#include <fcntl.h>

#include <algorithm>
#include <boost/algorithm/string/classification.hpp>
#include <boost/algorithm/string/split.hpp>
#include <cerrno>
#include <charconv>
#include <optional>

#include "sandbox/os/error.h"
#include "sandbox/os/file.h"

namespace shellab {
namespace {

constexpr std::uint64_t kMaxDatabase = 64U << 20U;

std::string ReadInTree(const std::filesystem::path& root, const std::string& path) {
  const Fd folder = Open(root.native(), O_PATH | O_DIRECTORY);
  const Fd file = OpenInRoot(folder.get(), path, O_RDONLY | O_NONBLOCK);
  return ReadAll(file.get(), kMaxDatabase, path);
}

std::vector<std::string> Split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  boost::split(parts, text, [separator](char c) { return c == separator; });
  return parts;
}

std::optional<std::uint32_t> Id(const std::string& text) {
  std::uint32_t id = 0;
  const char* end = text.data() + text.size();
  const auto [parsed, error] = std::from_chars(text.data(), end, id);
  if (error != std::errc() || parsed != end) return std::nullopt;
  return id;
}

}  // namespace

const User* Image::FindUser(std::string_view user) const {
  const auto found = std::find_if(users.begin(), users.end(), [&](const User& each) { return each.name == user; });
  return found == users.end() ? nullptr : &*found;
}

std::vector<User> ReadUsers(const std::filesystem::path& root) {
  std::vector<User> users;
  for (const std::string& line : Split(ReadInTree(root, "etc/passwd"), '\n')) {
    const std::vector<std::string> fields = Split(line, ':');
    if (fields.size() != 7 || fields[0].empty()) continue;
    const std::optional<std::uint32_t> uid = Id(fields[2]);
    const std::optional<std::uint32_t> gid = Id(fields[3]);
    if (!uid || !gid) continue;
    users.push_back({fields[0], *uid, *gid, {}, fields[5], fields[6].empty() ? "/bin/sh" : fields[6]});
  }
  for (const std::string& line : Split(ReadInTree(root, "etc/group"), '\n')) {
    const std::vector<std::string> fields = Split(line, ':');
    if (fields.size() != 4) continue;
    const std::optional<std::uint32_t> gid = Id(fields[2]);
    if (!gid) continue;
    const std::vector<std::string> members = Split(fields[3], ',');
    for (User& user : users) {
      if (user.gid != *gid && std::find(members.begin(), members.end(), user.name) != members.end())
        user.groups.push_back(*gid);
    }
  }
  return users;
}

std::vector<Package> ReadPackages(const std::filesystem::path& root) {
  std::string status;
  try {
    status = ReadInTree(root, "var/lib/dpkg/status");
  } catch (const OsError& error) {
    if (error.error() == ENOENT) return {};
    throw;
  }
  std::vector<Package> packages;
  Package current;
  bool installed = false;
  const auto value = [](const std::string& line, std::string_view key) -> std::optional<std::string> {
    if (!line.starts_with(key)) return std::nullopt;
    return line.substr(key.size());
  };
  for (const std::string& line : Split(status, '\n')) {
    if (const auto name = value(line, "Package: ")) current.first = *name;
    if (const auto version = value(line, "Version: ")) current.second = *version;
    if (const auto state = value(line, "Status: ")) installed = state->ends_with(" installed");
    if (!line.empty()) continue;
    if (installed) packages.push_back(current);
    current = {};
    installed = false;
  }
  std::sort(packages.begin(), packages.end());
  return packages;
}

}  // namespace shellab
