#include "sandbox/service/tail.h"

#include <boost/asio/buffer.hpp>

namespace shellab {
namespace asio = boost::asio;

Tail::Tail(const asio::any_io_executor& executor, Fd pipe) : pipe_(executor, pipe.Release()), buffer_() {}

void Tail::Read() {
  pipe_.async_read_some(asio::buffer(buffer_),
                        [self = shared_from_this()](const boost::system::error_code& error, std::size_t size) {
                          self->text_.append(self->buffer_.data(), size);
                          if (self->text_.size() > kKept) self->text_.erase(0, self->text_.size() - kKept);
                          if (!error) return self->Read();
                          boost::system::error_code ignored;
                          self->pipe_.close(ignored);
                        });
}

}  // namespace shellab
