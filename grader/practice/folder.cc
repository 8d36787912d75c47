#include "grader/practice/folder.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "grader/usage_error.h"
#include "sandbox/os/error.h"
#include "sandbox/os/file.h"

namespace shellab {
namespace fs = std::filesystem;
namespace {

constexpr char kSocket[] = "socket";

fs::path SessionsOf(const fs::path& state) { return state / "sessions"; }

Fd NewSocket() {
  return Fd(static_cast<int>(CheckCall(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0), "make a socket")));
}

// By the folder's descriptor: a path may be longer than an address holds.
sockaddr_un AddressIn(const Fd& folder) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  const std::string path = fmt::format("{}/{}", DescriptorPath(folder.get()), kSocket);
  std::memcpy(address.sun_path, path.data(), std::min(path.size(), sizeof address.sun_path - 1));
  return address;
}

const sockaddr* Plain(const sockaddr_un& address) { return reinterpret_cast<const sockaddr*>(&address); }

// The session's socket; none where nobody listens any more.
Fd Connect(const fs::path& folder) {
  const Fd opened = Open(folder, O_PATH | O_DIRECTORY);
  const sockaddr_un address = AddressIn(opened);
  Fd socket = NewSocket();
  if (::connect(socket.get(), Plain(address), sizeof address) == 0) return socket;
  if (errno != ECONNREFUSED && errno != ENOENT) ThrowErrno(fmt::format("connect to {}", folder.native()));
  return {};
}

}  // namespace

SessionFolder::SessionFolder(const fs::path& state, const std::string& lab)
    : path_(SessionsOf(state) / fmt::format("{}.{}", lab, ::getpid())) {
  fs::create_directories(path_);
  CheckCall(::chmod(path_.parent_path().c_str(), 0700), "chmod the sessions' folder");
  const Fd folder = Open(path_, O_PATH | O_DIRECTORY);
  const sockaddr_un address = AddressIn(folder);
  ::unlinkat(folder.get(), kSocket, 0);  // of a killed server that had this one's number
  socket_ = NewSocket();
  CheckCall(::bind(socket_.get(), Plain(address), sizeof address), fmt::format("listen in {}", path_.native()));
  CheckCall(::listen(socket_.get(), 16), fmt::format("listen in {}", path_.native()));
}

SessionFolder::~SessionFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

Fd ConnectToSession(const fs::path& state, const std::string& name) {
  std::vector<std::string> names;
  std::vector<Fd> meant;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(SessionsOf(state), none)) {
    const std::string session = entry.path().filename();
    const std::string server = session.substr(session.rfind('.') + 1);
    Fd socket = Connect(entry.path());
    if (socket.get() < 0) {
      // One that begins listens a moment later.
      std::error_code ignored;
      if (!fs::exists("/proc/" + server, ignored)) fs::remove_all(entry.path(), ignored);
      continue;
    }
    names.push_back(session);
    const bool fits = name.empty() || name == session || name == session.substr(0, session.rfind('.'));
    if (fits) meant.push_back(std::move(socket));
  }
  if (meant.size() == 1) return std::move(meant.front());
  if (names.empty()) throw UsageError("nobody practises now: `shellab start LAB` begins");
  throw UsageError(fmt::format("{}; these run now: {}",
                               meant.empty() ? fmt::format("no session is called {}", name)
                                             : "there is more than one session: say which is meant",
                               fmt::join(names, ", ")));
}

}  // namespace shellab
