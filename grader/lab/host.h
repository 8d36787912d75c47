// The hosts of a lab and the networks between them: [[host]] and [[network]] of lab.toml. Read by the lab loader.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "sandbox/engine.h"
#include "sandbox/toml/reader.h"

namespace shellab {

struct LabHost {
  std::string name;   // "node03"
  std::string group;  // the [[host]] that it came from, "node": what setup.<group>.sh and `host = "node"` mean
  std::string image;
  std::uint64_t capabilities = kDefaultCapabilities;
  std::vector<InterfaceSpec> interfaces;  // in the order of its networks
  std::vector<std::string> services;      // of fixtures/services, beside those of [[service]]
  std::filesystem::path setup;            // or empty
};

// The name of the only host of a lab without [[host]].
inline constexpr char kOnlyHost[] = "lab";

// Reads [[host]], the learner's first, and the names of [[network]]. Without either there is one host, without a
// network; several hosts without a
// [[network]] are on one. A host has an address on each of its networks: what `addresses` says, else the lowest that is
// free from .1 on in the order of the hosts. `image` and `capabilities` are what a host has that says nothing else.
// Faults are noted in the document.
std::vector<LabHost> ReadHosts(TomlTable& root, const std::string& image, std::uint64_t capabilities,
                               std::vector<std::string>& networks);

// The numbers of the hosts that `name` means: one by its name, all of a [[host]] by its; none where there is no such.
std::vector<std::size_t> FindHosts(const std::vector<LabHost>& hosts, const std::string& name);

// Adds to `capabilities` those that the array `capabilities` of `table` names. Faults are noted in the document.
void ReadCapabilities(TomlTable& table, std::uint64_t& capabilities);

// What /etc/hosts of each of them says.
std::string HostsFile(const std::vector<LabHost>& hosts);

}  // namespace shellab
