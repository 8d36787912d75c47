#include "grader/practice/server.h"

#include <sys/socket.h>
#include <unistd.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/this_coro.hpp>
#include <chrono>
#include <exception>
#include <utility>

namespace shellab {
namespace asio = boost::asio;
using asio::local::stream_protocol;
namespace {

// How often the time is looked at.
constexpr std::chrono::seconds kTick{1};

// Root alone gets into the folder; who came by a descriptor handed on is refused as well.
bool MayVisit(int socket) {
  ucred peer{};
  socklen_t size = sizeof peer;
  return ::getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 && (peer.uid == 0 || peer.uid == ::geteuid());
}

}  // namespace

asio::awaitable<std::string> PracticeServer::Run(std::shared_ptr<Wire> wire) {
  const auto executor = co_await asio::this_coro::executor;
  const bool came = co_await Receive(std::move(wire));
  if (!came) co_return "";
  session_.seat().OnLeft([this] { left_at_ = Clock::now(); });
  const auto acceptor = std::make_shared<Acceptor>(executor, stream_protocol(), folder_.TakeSocket().Release());
  Accept(acceptor);
  const auto over = std::make_shared<Event>(executor);
  asio::co_spawn(executor, WatchTime(over), asio::detached);
  std::exception_ptr failure;
  try {
    co_await session_.Run();
  } catch (...) {
    failure = std::current_exception();
  }
  over->Set();
  session_.seat().OnLeft(nullptr);
  boost::system::error_code ignored;
  acceptor->close(ignored);
  // A terminal that shows nothing for a while is waited for as one that is lost.
  co_await session_.seat().Finish(Clock::now() + keep_);
  if (failure) std::rethrow_exception(failure);
  co_return last_words_;
}

void PracticeServer::Accept(const std::shared_ptr<Acceptor>& acceptor) {
  acceptor->async_accept([this, acceptor](const boost::system::error_code& error, stream_protocol::socket socket) {
    if (!acceptor->is_open() || error == asio::error::operation_aborted) return;
    boost::system::error_code ignored;
    if (!error && MayVisit(socket.native_handle())) {
      auto wire = std::make_shared<Wire>(acceptor->get_executor(), Fd(socket.release(ignored)));
      asio::co_spawn(acceptor->get_executor(), Receive(std::move(wire)), asio::detached);
    }
    Accept(acceptor);
  });
}

asio::awaitable<bool> PracticeServer::Receive(std::shared_ptr<Wire> wire) {
  const std::optional<Frame> hello = co_await wire->Read();
  if (!hello || hello->kind != Frame::kHello) co_return false;
  const std::optional<Visit> visit = DecodeVisit(hello->bytes);
  if (!visit) co_return false;
  if (visit->kind == Visit::Kind::kShell) {
    co_await session_.OpenShell(std::move(wire), *visit);
    co_return true;
  }
  visitor_ = Duplicate(wire->fd());
  const std::string farewell =
      session_.In({"shellab: the lab goes on at another terminal", "shellab：实验已转到另一个终端"});
  session_.seat().Take(std::move(wire), visit->size, farewell);
  co_return true;
}

asio::awaitable<void> PracticeServer::WatchTime(std::shared_ptr<Event> over) {
  while (!over->is_set()) {
    co_await over->WaitUntil(Clock::now() + kTick);
    if (over->is_set() || !KeepTime()) co_return;
  }
}

// Whether the session goes on.
bool PracticeServer::KeepTime() {
  const auto now = Clock::now();
  Seat& seat = session_.seat();
  std::optional<Clock::time_point> left_at;
  if (!seat.is_taken()) left_at = left_at_;
  if (const std::optional<Text> end = time_.End(now, left_at)) {
    last_words_ = session_.In(*end);
    session_.Quit();
    return false;
  }
  // An editor's screen is not written into; it is said as soon as there is the usual one.
  if (left_at || seat.shows_other_screen()) return true;
  if (const std::optional<Text> warning = time_.Warning(now, seat.active_at())) {
    seat.Print("\n" + session_.In(*warning) + "\n");
    seat.Redraw();
  }
  return true;
}

}  // namespace shellab
