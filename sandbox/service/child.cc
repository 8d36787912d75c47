#include "sandbox/service/child.h"

#include <poll.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "sandbox/os/fd.h"

namespace shellab {
namespace asio = boost::asio;

Child::Child(const asio::any_io_executor& executor, Process process)
    : process_(std::move(process)),
      id_(IdentityOf(process_.pid())),
      watched_(executor, Duplicate(process_.pidfd()).Release()),
      ended_(executor) {}

void Child::Watch() {
  watched_.async_wait(asio::posix::descriptor_base::wait_read,
                      [self = shared_from_this()](const boost::system::error_code& error) {
                        if (error || !self->process_) return;
                        self->Look();
                        // An event may be that of a descriptor that was closed (see WaitReadable).
                        if (self->process_) self->Watch();
                      });
}

void Child::Look() {
  pollfd state{process_.pidfd(), POLLIN, 0};
  if (!process_ || ::poll(&state, 1, 0) == 0) return;
  Reap();
  if (on_end_) std::exchange(on_end_, {})();
}

void Child::Reap() {
  status_ = process_.Reap();
  boost::system::error_code ignored;
  watched_.close(ignored);
  ended_.Set();
}

void Child::Signal(int signal) const {
  if (process_) ::syscall(SYS_pidfd_send_signal, process_.pidfd(), signal, nullptr, 0);
}

void Child::KillAndReap() noexcept {
  if (!process_) return;
  on_end_ = nullptr;
  process_.Kill();
  Reap();
}

}  // namespace shellab
