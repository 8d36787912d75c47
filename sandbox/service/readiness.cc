#include "sandbox/service/readiness.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <poll.h>
#include <re2/re2.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cstdio>

#include "sandbox/os/error.h"

namespace shellab {
namespace asio = boost::asio;
namespace {

using Clock = std::chrono::steady_clock;

// How often a service is asked. Nothing in the kernel tells that somebody has begun to listen.
constexpr std::chrono::milliseconds kTick{2};
// Commands cost more than a look.
constexpr std::chrono::milliseconds kExecTick{20};

// One question after the other: each asks anew, or goes on with what the last one began.
class Asker {
 public:
  Asker(Host& host, const ServiceSpec& spec, std::chrono::milliseconds within, std::function<std::string()> printed)
      : host_(host), spec_(spec), within_(within), printed_(std::move(printed)) {}

  asio::awaitable<bool> IsReady() {
    if (const auto* tcp = std::get_if<TcpReady>(&spec_.ready)) co_return IsReady(*tcp);
    if (const auto* http = std::get_if<HttpReady>(&spec_.ready)) co_return IsReady(*http);
    if (const auto* log = std::get_if<LogReady>(&spec_.ready)) co_return IsReady(*log);
    if (const auto* exec = std::get_if<ExecReady>(&spec_.ready)) co_return co_await Succeeds(exec->script);
    co_return true;
  }

  std::chrono::milliseconds tick() const { return std::holds_alternative<ExecReady>(spec_.ready) ? kExecTick : kTick; }

 private:
  // Whether the connection stands; begins one where there is none. Over the loopback a refusal comes at once.
  bool Connect(std::uint16_t port) {
    if (socket_) return true;
    Fd socket = host_.NewSocket(AF_INET, SOCK_STREAM);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 &&
        errno != EINPROGRESS)
      return false;
    pollfd state{socket.get(), POLLOUT, 0};
    if (::poll(&state, 1, 0) <= 0 || (state.revents & (POLLERR | POLLHUP)) != 0) return false;
    socket_ = std::move(socket);
    received_.clear();
    return true;
  }

  // Takes what has come; a connection that has ended is given up.
  void Receive() {
    char buffer[512];
    const ssize_t got = ::read(socket_.get(), buffer, sizeof buffer);
    if (got > 0) received_.append(buffer, static_cast<std::size_t>(got));
    if (got == 0 || (got < 0 && errno != EAGAIN)) socket_.Close();
  }

  bool IsReady(const TcpReady& tcp) {
    if (!Connect(tcp.port)) return false;
    if (!tcp.greeting) return true;
    Receive();
    return !received_.empty();
  }

  bool IsReady(const HttpReady& http) {
    const bool fresh = !socket_;
    if (!Connect(http.port)) return false;
    const std::string request =
        fmt::format("GET {} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n\r\n", http.path, http.port);
    if (fresh && ::send(socket_.get(), request.data(), request.size(), MSG_NOSIGNAL) < 0) {
      socket_.Close();
      return false;
    }
    Receive();
    if (received_.find('\n') == std::string::npos) return false;
    int status = 0;
    const bool told = std::sscanf(received_.c_str(), "HTTP/%*d.%*d %d", &status) == 1;
    socket_.Close();  // it has answered: if not well, it is asked anew
    return told && status == http.status;
  }

  bool IsReady(const LogReady& log) const { return re2::RE2::PartialMatch(printed_(), *log.pattern); }

  asio::awaitable<bool> Succeeds(const std::string& script) {
    ExecSpec exec;
    exec.argv = {"/bin/bash", "-c", script};
    exec.env = {"PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/root"};
    exec.wall = within_;  // the guest may have put anything in its place
    const ExecResult result = co_await host_.Exec(exec);
    co_return result.outcome.ended == Outcome::Ended::kExited&& result.outcome.code == 0;
  }

  Host& host_;
  const ServiceSpec& spec_;
  std::chrono::milliseconds within_;
  std::function<std::string()> printed_;
  Fd socket_;
  std::string received_;
};

}  // namespace

asio::awaitable<bool> WaitReady(Host& host, const ServiceSpec& spec, std::chrono::milliseconds within,
                                std::function<bool()> hopeless, std::function<std::string()> printed) {
  Asker asker(host, spec, within, std::move(printed));
  asio::steady_timer timer(co_await asio::this_coro::executor);
  const auto deadline = Clock::now() + within;
  for (;;) {
    if (hopeless()) co_return false;
    if (co_await asker.IsReady()) co_return true;
    if (Clock::now() >= deadline) co_return false;
    timer.expires_after(asker.tick());
    co_await timer.async_wait(asio::use_awaitable);
  }
}

}  // namespace shellab
