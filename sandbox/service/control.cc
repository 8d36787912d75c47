#include "sandbox/service/control.h"

#include <fmt/format.h>
#include <sys/socket.h>

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>
#include <chrono>
#include <string_view>

namespace shellab {
namespace asio = boost::asio;
using asio::local::stream_protocol;

namespace {

constexpr int kMaxOpen = 32;
constexpr std::chrono::seconds kPatience{2};

bool IsRoot(stream_protocol::socket& socket, std::uint32_t root) {
  ucred peer{};
  socklen_t size = sizeof peer;
  // The ids of who connected, in this process's own user namespace (unix(7), SO_PEERCRED).
  return ::getsockopt(socket.native_handle(), SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 && peer.uid == root;
}

// Takes what stands before the first blank off the line, and the blank.
std::string TakeWord(std::string_view& line) {
  const std::size_t end = std::min(line.find(' '), line.size());
  std::string word(line.substr(0, end));
  line.remove_prefix(std::min(end + 1, line.size()));
  return word;
}

}  // namespace

// One connection, kept by its own pending operations.
class Control::Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(std::shared_ptr<Control> control, stream_protocol::socket socket)
      : control_(std::move(control)), socket_(std::move(socket)), timer_(socket_.get_executor()) {
    ++control_->open_;
  }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection() { --control_->open_; }

  void Read() {
    LimitTime();
    asio::async_read_until(socket_, asio::dynamic_buffer(line_, control_->framing_.max_bytes), control_->framing_.end,
                           [self = shared_from_this()](const boost::system::error_code& error, std::size_t size) {
                             self->timer_.cancel();
                             if (!error) self->Hand(std::string_view(self->line_).substr(0, size - 1));
                           });
  }

 private:
  // Of what comes next.
  void LimitTime() {
    timer_.expires_after(kPatience);
    timer_.async_wait([self = shared_from_this()](const boost::system::error_code& error) {
      boost::system::error_code ignored;
      if (!error) self->socket_.cancel(ignored);
    });
  }

  void Hand(std::string_view line) {
    ControlRequest request;
    request.verb = TakeWord(line);
    request.unit = TakeWord(line);
    request.argument = line;
    request.from_root = IsRoot(socket_, control_->root_);
    request.answer = [self = shared_from_this()](int code, const std::string& text) { self->Answer(code, text); };
    if (control_->received_) control_->received_(std::move(request));
  }

  void Answer(int code, const std::string& text) {
    line_ = fmt::format("{}\n{}", code, text);
    LimitTime();
    asio::async_write(socket_, asio::buffer(line_),
                      [self = shared_from_this()](const auto&, std::size_t) { self->timer_.cancel(); });
  }

  std::shared_ptr<Control> control_;
  stream_protocol::socket socket_;
  asio::steady_timer timer_;
  std::string line_;
};

Control::Control(const asio::any_io_executor& executor, Fd socket, std::uint32_t root,
                 std::function<void(ControlRequest)> received, ControlFraming framing)
    : acceptor_(executor, stream_protocol(), socket.Release()),
      root_(root),
      received_(std::move(received)),
      framing_(framing) {}

void Control::Accept() {
  acceptor_.async_accept(
      [self = shared_from_this()](const boost::system::error_code& error, stream_protocol::socket socket) {
        if (!self->acceptor_.is_open() || error == asio::error::operation_aborted) return;
        // Of too many at once the latest are hung up on.
        if (!error && self->open_ < kMaxOpen) std::make_shared<Connection>(self, std::move(socket))->Read();
        self->Accept();
      });
}

void Control::Close() {
  received_ = nullptr;
  boost::system::error_code ignored;
  acceptor_.close(ignored);
}

}  // namespace shellab
