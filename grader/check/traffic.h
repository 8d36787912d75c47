// The check kind `traffic`: a capture that the learner made, against the frames that were on the network meanwhile,
// which are recorded outside. What it holds counts, not how the filter was spelt.
//   file    = "out.pcap"                   the learner's, in a format that `tcpdump -r` reads
//   network = "lan"                        a [[network]] that the host is on
//   filter  = "src host 10.77.0.12"        what should be captured (pcap-filter(7))
//   min     = 20                           at least so many packets
#pragma once

#include <memory>

#include "grader/check/check.h"

namespace shellab {

// Reads the kind's keys; faults are noted in the table's document. Called by ParseCheck.
std::shared_ptr<const Check> ParseTrafficCheck(TomlTable& table);

}  // namespace shellab
