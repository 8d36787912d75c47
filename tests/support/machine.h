// What shellab may leave behind on this machine, as a list to compare before and after. Used by the tests that end it
// in every way there is.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace shellab::testing {

// A line for everything of the kinds that sandboxes are made of: mounts of this mount namespace, processes with ids of
// the sandboxes' ranges, cgroups and temporary files named after shellab, leases of id ranges that are held, and what
// lies in <state>/staging or as a draft in <state>/layers. Sorted. Throws OsError.
std::vector<std::string> Traces(const std::filesystem::path& state);

// The command lines of the processes with ids of the sandboxes' ranges, arguments separated by blanks.
std::vector<std::string> GuestCommandLines();

// Whether the command line of any of them holds `text`.
bool Runs(const std::string& text);

// Asks again and again until `holds`; returns false when it still does not after `deadline`.
bool WaitFor(const std::function<bool()>& holds, std::chrono::seconds deadline = std::chrono::seconds(20));

}  // namespace shellab::testing
