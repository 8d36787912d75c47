// What the author's scripts, setup and solution, have in common: how they ended, and another day to live on. Used by
// the preparation and the runner.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "sandbox/host.h"
#include "sandbox/outcome.h"

namespace shellab {

// The end of what a script printed, for a message.
std::string LastWords(const ExecResult& result);

// Whether a script ended by itself, within all limits.
bool EndedCleanly(const ExecResult& result);

// Throws AuthorError: how the script ended on that seed, and its last words.
[[noreturn]] void ThrowScriptFault(const std::filesystem::path& script, std::uint32_t seed, const ExecResult& result);

// Lets a program and its children see a date some weeks ago. Throws OsError.
void LiveOnAnotherDay(Host& host, ExecSpec& exec);

}  // namespace shellab
