// What of /proc and /sys a guest may not change or see. Used by BootHost (launch.cc), between mounting them and
// entering the root.
//
// The guest's root has no capability and no id outside its own user namespace, so that the kernel itself refuses it
// what belongs to the machine's root: left out are therefore /proc/kcore, kmsg, timer_list and slabinfo (mode 0400),
// keys and key-users (show only keys of ids that the reader's namespace maps), powercap's counters (0400 since 5.10)
// and the debug and tracing folders of /sys/kernel (empty in a sysfs of one's own). /proc/timer_stats and sched_debug
// are gone. stat, meminfo, interrupts and the like stay: they are what labs are about.
#pragma once

namespace shellab {

// Makes parts of the proc and sysfs read-only or empty that have just been mounted on the folders `proc` and `sys` of
// the current folder. System calls only. Returns -1 with errno on failure: ENOTDIR or ENODEV when the folder is a link
// or holds something else, as a prepared layer might have it. Paths that this kernel lacks are fine.
int MaskKernelFolders();

}  // namespace shellab
