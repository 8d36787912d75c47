#include "sandbox/os/error.h"

#include <fmt/format.h>

#include <cerrno>
#include <system_error>

namespace shellab {

OsError::OsError(int error, std::string_view what)
    : HostError(fmt::format("{}: {}", what, std::generic_category().message(error))), error_(error) {}

void ThrowErrno(std::string_view what) { throw OsError(errno, what); }

}  // namespace shellab
