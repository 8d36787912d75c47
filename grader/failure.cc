#include "grader/failure.h"

#include <fmt/format.h>

#include "grader/host_failure.h"
#include "grader/usage_error.h"
#include "sandbox/os/error.h"
#include "sandbox/toml/reader.h"

namespace shellab {

Failure FailureOf(const std::exception_ptr& error, int machine_code) {
  constexpr int kAtFault = 2;
  try {
    std::rethrow_exception(error);
  } catch (const UsageError& fault) {
    return {kAtFault, fmt::format("shellab: {}", fault.what())};
  } catch (const AuthorError& fault) {
    return {kAtFault, fault.what()};
  } catch (const HostError& fault) {
    return {machine_code, fmt::format("shellab: {}", HostFailureText(fault))};
  } catch (const std::exception& fault) {
    return {machine_code, fmt::format("shellab: {}", fault.what())};
  }
}

}  // namespace shellab
