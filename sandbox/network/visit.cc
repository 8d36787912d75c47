#include "sandbox/network/visit.h"

#include <fcntl.h>
#include <sched.h>

#include "sandbox/os/error.h"

namespace shellab {

NetworkVisit::NetworkVisit() { CheckCall(::unshare(CLONE_NEWNET), "make a network namespace"); }

NetworkVisit::NetworkVisit(int target) { CheckCall(::setns(target, CLONE_NEWNET), "enter a network namespace"); }

NetworkVisit::~NetworkVisit() { CheckCall(::setns(home_.get(), CLONE_NEWNET), "return from a network namespace"); }

Fd NetworkVisit::Here() { return Open("/proc/thread-self/ns/net", O_RDONLY); }

}  // namespace shellab
