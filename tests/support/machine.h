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

// Those that are there now and not in `before`, which Traces() gave. What somebody else has left may go meanwhile: the
// next start of shellab clears it away.
std::vector<std::string> NewTraces(const std::filesystem::path& state, const std::vector<std::string>& before);

// The command lines of the processes with ids of the sandboxes' ranges, arguments separated by blanks.
std::vector<std::string> GuestCommandLines();

// Whether the command line of any of them holds `text`.
bool Runs(const std::string& text);

// Kills the processes among them whose command line is `line`; returns false when there was none.
bool KillGuests(const std::string& line);

// `sleep` with a number of seconds that no other running test asks for: Runs() finds this test's own, whatever other
// tests run beside it.
std::string OwnSleep();

// Asks again and again until `holds`; returns false when it still does not after `deadline`.
bool WaitFor(const std::function<bool()>& holds, std::chrono::seconds deadline = std::chrono::seconds(20));

}  // namespace shellab::testing
