// What a new network namespace takes over from the machine's own. Used by the hub.
#pragma once

namespace shellab {

// Gives the interfaces that this thread's network namespace has and will get the settings of IPv4 that a kernel starts
// with. By itself a new namespace has those that the machine was given since, by sysctl.conf, systemd or Docker
// (net.core.devconf_inherit_init_net in Documentation/admin-guide/sysctl/net.rst), so that a host forwarded packets on
// one machine and not on another. What else differs by machine (ip_unprivileged_port_start, ping_group_range, tcp_*)
// the kernel starts anew by itself, but for the sizes of buffers. Throws OsError.
void RestoreIpv4Defaults();

}  // namespace shellab
