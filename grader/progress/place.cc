#include "grader/progress/place.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <boost/process/child.hpp>
#include <boost/process/io.hpp>
#include <boost/process/pipe.hpp>
#include <charconv>
#include <cstdlib>
#include <exception>
#include <string>
#include <string_view>
#include <vector>

#include "sandbox/os/error.h"

namespace shellab {
namespace {

namespace bp = boost::process;
namespace fs = std::filesystem;

constexpr char kFolder[] = "shellab";

std::string_view Variable(const char* name) {
  const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): no thread sets it
  return value == nullptr ? "" : value;
}

// A whole number, or nothing.
std::optional<uid_t> Number(std::string_view text) {
  uid_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

// The home of a user, who may be known to a directory service only: a static program cannot ask those itself, which
// getpwuid(3) would load libraries for.
fs::path HomeOf(uid_t uid) {
  bp::ipstream output;
  std::error_code error;
  bp::child getent("/usr/bin/getent", "passwd", std::to_string(uid), bp::std_in<bp::null, bp::std_out> output,
                   bp::std_err > bp::null, error);
  std::string line;
  if (!error) std::getline(output, line);
  getent.wait(error);
  std::vector<std::string_view> fields;
  for (std::string_view rest = line; !rest.empty();) {
    fields.push_back(rest.substr(0, rest.find(':')));
    rest.remove_prefix(std::min(rest.size(), fields.back().size() + 1));
  }
  constexpr std::size_t kHome = 5;
  if (fields.size() <= kHome || !fields[kHome].starts_with('/'))
    throw HostError(
        fmt::format("the home folder of the user {} is not known to getent(1); name a folder for progress "
                    "with XDG_STATE_HOME",
                    uid));
  return fields[kHome];
}

// Who called sudo, where that is how this process became root.
std::optional<RecordPlace::Owner> Caller() {
  if (::geteuid() != 0) return std::nullopt;
  const std::optional<uid_t> uid = Number(Variable("SUDO_UID"));
  const std::optional<gid_t> gid = Number(Variable("SUDO_GID"));
  if (!uid || !gid || *uid == 0) return std::nullopt;
  return RecordPlace::Owner{*uid, *gid};
}

fs::path FolderOf(const std::optional<RecordPlace::Owner>& owner) {
  // The specification of base directories: what is not absolute counts as not set.
  const fs::path state = Variable("XDG_STATE_HOME");
  if (state.is_absolute()) return state / kFolder;
  const fs::path home = owner ? HomeOf(owner->uid) : fs::path(Variable("HOME"));
  if (!home.is_absolute())
    throw HostError("there is no folder to keep progress in: neither HOME nor XDG_STATE_HOME is set");
  return home / ".local/state" / kFolder;
}

}  // namespace

const fs::path& RecordPlace::Folder() const {
  if (folder.empty()) throw HostError(fault);
  return folder;
}

RecordPlace LearnersPlace() {
  RecordPlace place;
  place.owner = Caller();
  try {
    place.folder = FolderOf(place.owner);
  } catch (const std::exception& error) {
    place.fault = error.what();
  }
  return place;
}

}  // namespace shellab
